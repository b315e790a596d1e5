"""The application: the terminal, panes beside it in FULL mode, the state pane, and the worker that runs the machine."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from ucvm.abi.constants import Mode, Output
from ucvm.machine.complete import complete
from ucvm.machine.events import Keys, Resize, SetMode, SetOutput
from ucvm.machine.machine import Machine
from ucvm.services.keeper import Keeper
from ucvm.tui.actions import ACTIONS, TERMINAL_KEYS
from ucvm.tui.layouts import LAYOUTS
from ucvm.tui.palette import Commands
from ucvm.tui.panes.account import AccountPane
from ucvm.tui.panes.base import Pane
from ucvm.tui.panes.calls import CallPane
from ucvm.tui.panes.code import CodePane
from ucvm.tui.panes.descriptors import DescriptorPane
from ucvm.tui.panes.devices import DevicePane
from ucvm.tui.panes.hex import HexPane
from ucvm.tui.panes.memory import MemoryPane
from ucvm.tui.panes.processes import ProcessPane
from ucvm.tui.panes.registers import RegisterPane
from ucvm.tui.panes.stack import StackPane
from ucvm.tui.panes.state import StatePane
from ucvm.tui.terminal.escapes import split_escapes
from ucvm.tui.terminal.pane import TerminalPane
from ucvm.tui.themes import CONTRAST, THEMES
from ucvm.tui.view import EMPTY, View
from ucvm.tui.worker import Worker


class HelpScreen(ModalScreen[None]):
    """What keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,escape,q", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        """One page."""
        rows = [(row.key.upper(), row.help) for row in ACTIONS]
        lines = [f"{key:<22} {text}" for key, text in [*rows, ("", ""), *TERMINAL_KEYS]]
        yield VerticalScroll(Static("\n".join(lines), markup=False), id="help")


class UcvmApp(App[int]):
    """The door with a screen. `run` returns the status of the machine, 0 when one leaves it running."""

    TITLE = "UCVM"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider]]] = {Commands}  # type: ignore[assignment]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it for instances
    BINDINGS: ClassVar[list[BindingType]] = [Binding(row.key, row.name, row.label, show=row.key.startswith("f"), priority=True) for row in ACTIONS]
    """The footer shows the function keys, which are always there."""

    def __init__(self, machine: Machine, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.machine, self.keeper = machine, keeper or Keeper()
        self.terminal = TerminalPane(self.keeper.recall)
        self.account = AccountPane()
        self.state_pane = StatePane()
        self.hex = HexPane()
        self.columns: tuple[tuple[Pane, ...], ...] = (
            (RegisterPane(), CodePane(), self.hex),
            (MemoryPane(), StackPane()),
            (ProcessPane(), DescriptorPane(), CallPane(), DevicePane()),
        )
        cpu, memory, system = self.columns
        self.hardware = VerticalScroll(Vertical(*cpu, id="cpu"), Vertical(*memory), Vertical(*system), id="hardware")
        self.body = Container(id="body")
        self.layout_number = 0
        self.state_wanted = False
        self.worker = Worker(machine, self._receive, self.keeper)
        self.view = EMPTY

    def compose(self) -> ComposeResult:
        """Terminal left, hardware right or above, keys below."""
        with self.body:
            with Vertical(id="work"):
                yield self.terminal
                yield self.account
            yield self.state_pane
            yield self.hardware
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Start the machine."""
        split_escapes()
        self.register_theme(CONTRAST)
        self.account.display = False
        self._arrange()
        self.terminal.feed(self.keeper.console)
        self.terminal.focus()
        self.worker.start()

    def on_unmount(self) -> None:
        """Stop the machine."""
        self.worker.end()

    # From the worker

    def _receive(self, output: bytes, view: View, told: list[str]) -> None:
        """Called in the worker's thread; waits until the picture is drawn, so that a flood of output cannot pile up."""
        if self.is_running:
            self.call_from_thread(self._show, output, view, told)

    def _show(self, output: bytes, view: View, told: list[str]) -> None:
        self.view = view
        self.account.display = view.output_mode != Output.RAW.name
        self.account.write_lines(told)
        if output:
            self.terminal.feed(output)
        self.terminal.set_editable(view.editable)
        self._arrange()
        self._draw()
        self.sub_title = f"{view.mode} {view.output_mode}"
        if view.halted:
            self.exit(self.machine.kernel.vars["halt_status"] if self.worker.failure is None else 70)

    # Panes

    @property
    def panes(self) -> list[Pane]:
        """Those that show hardware."""
        return [pane for column in self.columns for pane in column]

    def _arrange(self) -> None:
        """Show the panes of the layout and hide the others; whoever had the keyboard and is hidden gives it to the terminal."""
        layout = LAYOUTS[self.layout_number]
        shown = layout.panes if self.view.mode == Mode.FULL.name else ()
        for pane in self.panes:
            pane.display = pane.id in shown
        self.hardware.display = any(pane.display for pane in self.panes)
        self.body.set_class(layout.above, "above")
        self.state_pane.display = self.worker.watch_state = self.state_wanted or "state" in shown
        base = self.screen_stack[0]
        if base.maximized is not None and not base.maximized.display:
            base.minimize()
        if base.focused is None or not base.focused.display:
            self.terminal.focus()

    def _draw(self) -> None:
        for pane in self.panes:
            if pane.display:
                pane.show(self.view)
        if self.state_pane.display:
            self.state_pane.show(self.view.state)

    def lay_out(self, number: int) -> None:
        """Go to a layout of LAYOUTS; what stands beside the terminal is seen in FULL mode."""
        self.layout_number = number
        self.worker.send(SetMode(Mode.FULL.name))
        self._arrange()
        self.worker.refresh()

    def look_at(self, pid: int) -> None:
        """Show a process, until it ends; 0: the one that runs."""
        self.worker.asked = pid
        self.worker.refresh()

    # From the person

    def on_terminal_pane_typed(self, message: TerminalPane.Typed) -> None:
        """Keys for the tty."""
        self.worker.send(Keys(message.data))

    def on_terminal_pane_completing(self, message: TerminalPane.Completing) -> None:
        """The machine's own files say how the word may go on."""

        def look(machine: Machine) -> None:
            found = complete(machine, message.line, message.cursor)
            self.call_from_thread(self.terminal.complete, message.line, found)

        self.worker.ask(look)

    def on_terminal_pane_resized(self, message: TerminalPane.Resized) -> None:
        """The tty learns its size."""
        self.worker.send(Resize(message.rows, message.columns))

    def action_help(self) -> None:
        """Show or leave the help page."""
        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
            self.push_screen(HelpScreen())

    def action_mode(self) -> None:
        """The other execution mode."""
        names = [mode.name for mode in Mode]
        self.worker.send(SetMode(names[names.index(self.view.mode) - 1]))

    def action_output(self) -> None:
        """The next output mode."""
        names = [mode.name for mode in Output]
        self.worker.send(SetOutput(names[(names.index(self.view.output_mode) + 1) % len(names)]))

    def action_state(self) -> None:
        """Show or hide the state pane."""
        self.state_wanted = not self.state_pane.display
        if not self.state_wanted and "state" in LAYOUTS[self.layout_number].panes:
            self.layout_number = 0
        self._arrange()
        self.worker.refresh()
        self.terminal.focus()

    def action_layout(self) -> None:
        """FULL mode, or its next layout."""
        full = self.view.mode == Mode.FULL.name
        self.lay_out((self.layout_number + 1) % len(LAYOUTS) if full else self.layout_number)

    def action_next_pane(self) -> None:
        """Keyboard focus to the next pane."""
        self.screen.focus_next()

    def action_bytes(self) -> None:
        """Other bytes in the hex pane."""
        self.hex.follow_next()
        self._draw()

    def action_maximise(self) -> None:
        """The pane with the keyboard fills the screen, or no longer does."""
        base = self.screen_stack[0]
        if base.maximized is None:
            base.maximize(base.focused or self.terminal, container=False)
        else:
            base.minimize()

    def action_theme(self) -> None:
        """The next theme."""
        self.theme = THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette's key belongs to a program that reads single keys."""
        return action != "command_palette" or self.terminal.editable or not self.terminal.has_focus

    def action_leave(self) -> None:
        """Leave."""
        self.exit(0)


def run(machine: Machine, keeper: Keeper) -> int:
    """Open the application on a machine; its status."""
    app = UcvmApp(machine, keeper)
    status = app.run()
    if app.worker.failure is not None:
        raise app.worker.failure
    return status or 0
