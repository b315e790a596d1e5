"""The application: the terminal, panes beside it in FULL mode, the state pane, and the worker that runs the machine."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from ucvm.abi.constants import Mode, Output
from ucvm.machine.complete import complete
from ucvm.machine.events import Keys, Resize, SetMode, SetOutput
from ucvm.machine.machine import Machine
from ucvm.services.keeper import Keeper
from ucvm.tui.actions import ACTIONS, TERMINAL_KEYS
from ucvm.tui.panes.account import AccountPane
from ucvm.tui.panes.memory import MemoryPane
from ucvm.tui.panes.processes import ProcessPane
from ucvm.tui.panes.registers import RegisterPane
from ucvm.tui.panes.state import StatePane
from ucvm.tui.terminal.pane import TerminalPane
from ucvm.tui.view import EMPTY, View
from ucvm.tui.worker import Worker


class HelpScreen(ModalScreen[None]):
    """What keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,escape,q", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        """One page."""
        rows = [(row.key.upper(), row.help) for row in ACTIONS]
        lines = [f"{key:<22} {text}" for key, text in [*rows, ("", ""), *TERMINAL_KEYS]]
        yield Static("\n".join(lines), id="help", markup=False)


class UcvmApp(App[int]):
    """The door with a screen. `run` returns the status of the machine, 0 when one leaves it running."""

    TITLE = "UCVM"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding(row.key, row.name, row.label, priority=True) for row in ACTIONS]

    def __init__(self, machine: Machine, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.machine, self.keeper = machine, keeper or Keeper()
        self.terminal = TerminalPane(self.keeper.recall)
        self.account = AccountPane()
        self.state_pane = StatePane()
        self.hardware = (RegisterPane(), MemoryPane(), ProcessPane())
        self.worker = Worker(machine, self._receive, self.keeper)
        self.view = EMPTY

    def compose(self) -> ComposeResult:
        """Terminal left, hardware right, keys below."""
        with Horizontal():
            with Vertical(id="work"):
                yield self.terminal
                yield self.account
            yield self.state_pane
            with Vertical(id="hardware"):
                yield from self.hardware
        yield Footer()

    def on_mount(self) -> None:
        """Start the machine."""
        self.account.display = self.state_pane.display = False
        self.query_one("#hardware").display = False
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
        full = view.mode == Mode.FULL.name
        self.query_one("#hardware").display = full
        if full:
            for pane in self.hardware:
                pane.show(view)
        if self.state_pane.display:
            self.state_pane.show(view.state)
        self.sub_title = f"{view.mode} {view.output_mode}"
        if view.halted:
            self.exit(self.machine.kernel.vars["halt_status"] if self.worker.failure is None else 70)

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
        self.state_pane.display = not self.state_pane.display
        self.worker.watch_state = self.state_pane.display
        self.worker.refresh()
        self.terminal.focus()

    def action_next_pane(self) -> None:
        """Keyboard focus to the next pane."""
        self.screen.focus_next()

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
