"""The application on the fixture image: what keys do, and golden screens."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.color import Color
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.fixtures import echo_image
from ucvm.abi.constants import Open
from ucvm.image.build import load_image
from ucvm.kernel import pipe
from ucvm.kernel.file import IOStream, StreamType
from ucvm.machine.events import Keys
from ucvm.machine.inspect import DescriptorRow, ProcessRow, descriptors
from ucvm.machine.machine import EPOCH_NS, Machine
from ucvm.machine.stack import stack
from ucvm.tui.actions import ACTIONS
from ucvm.tui.app import HelpScreen, UcvmApp
from ucvm.tui.layouts import LAYOUTS
from ucvm.tui.names import FileNames
from ucvm.tui.palette import commands
from ucvm.tui.panes.base import Pane
from ucvm.tui.panes.processes import tree
from ucvm.tui.themes import THEMES

SIZE = (120, 40)


def application() -> UcvmApp:
    return UcvmApp(Machine.boot(echo_image(), epoch_ns=EPOCH_NS))


async def settle(pilot: Pilot[Any], ready: Callable[[UcvmApp], bool]) -> None:
    """Wait until the machine rests and the application shows what is asked for."""
    app = pilot.app
    assert isinstance(app, UcvmApp)
    for _ in range(500):
        await pilot.pause()
        if ready(app):
            await pilot.pause()
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"the screen never got there:\n{chr(10).join(app.terminal.output.text())}")


def shows(text: str) -> Callable[[UcvmApp], bool]:
    """The terminal shows the text, and a line may be edited."""
    return lambda app: app.view.editable and text in "\n".join(app.terminal.output.text())


def drive(action: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = SIZE) -> None:
    async def run() -> None:
        async with application().run_test(size=size) as pilot:
            await settle(pilot, shows("$"))
            await action(pilot)

    asyncio.run(run())


async def type_line(pilot: Pilot[Any], line: str) -> None:
    await pilot.press(*(" " if character == " " else character for character in line), "enter")
    await settle(pilot, shows(f"-> {line}"))


async def go_full(pilot: Pilot[Any]) -> None:
    await pilot.press("f2")
    await settle(pilot, lambda app: app.view.mode == "FULL" and app.view.cpu is not None)


def test_a_line_reaches_the_machine_and_comes_back() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await type_line(pilot, "hello")
        assert pilot.app.terminal.output.text()[:4] == ["UCVM 3.0 initialized", "$ hello", "-> hello", "$"]

    drive(action)


def test_a_line_being_edited_is_not_the_machines() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await pilot.press("a", "b", "left", "X")
        assert pilot.app.terminal.editor.text == "aXb"
        assert pilot.app.machine.kernel.vars["syscalls"] < 10
        assert pilot.app.terminal.output.text()[1] == "$"

    drive(action)


def test_history() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await type_line(pilot, "one")
        await type_line(pilot, "two")
        await pilot.press("up", "up", "enter")
        await settle(pilot, lambda app: app.terminal.output.text().count("-> one") == 2)

    drive(action)


def test_markup_and_escape_bytes_are_text() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await type_line(pilot, "[bold]x[/] ```")

    drive(action)


def test_full_mode_shows_the_hardware_and_simplified_hides_it() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        hardware = pilot.app.query_one("#hardware")
        assert not hardware.display
        await go_full(pilot)
        assert hardware.display
        await pilot.press("f2")
        await settle(pilot, lambda app: app.view.mode == "SIMPLIFIED")
        assert not hardware.display

    drive(action)


def test_modes_leave_the_machine_as_it_is() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        before = pilot.app.machine.sections()
        await go_full(pilot)
        await pilot.press("f3")
        await settle(pilot, lambda app: app.view.output_mode == "VERBOSE")
        after = pilot.app.machine.sections()
        assert {name for name in after if after[name] != before[name]} <= {"core.vars", "io.tty"}, "idle time and the window may differ"

    drive(action)


def pane(app: Any, name: str) -> Pane:
    return next(pane for pane in app.panes if pane.id == name)


def names(app: Any) -> set[str]:
    """The panes that are on the screen."""
    return {pane.id for pane in app.panes if pane.display} | ({"state"} if app.state_pane.display else set())


def test_layouts_go_round() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        assert names(pilot.app) == set()
        for layout in (*LAYOUTS, LAYOUTS[0]):
            await pilot.press("f5")
            await settle(pilot, lambda app, layout=layout: app.view.mode == "FULL" and names(app) == set(layout.panes))
        await pilot.press("f2")
        await settle(pilot, lambda app: names(app) == set())

    drive(action)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (12, 4)])
def test_small_terminals_keep_a_terminal(size: tuple[int, int]) -> None:
    async def action(pilot: Pilot[Any]) -> None:
        for layout in LAYOUTS:
            await pilot.press("f5")
            await settle(pilot, lambda app, layout=layout: app.view.mode == "FULL" and names(app) == set(layout.panes))
            if size[1] > 4:
                assert pilot.app.terminal.size.height >= 3, layout.name
        await pilot.press("x", "enter")
        await settle(pilot, lambda app: app.view.editable and "-> x" in "\n".join(app.terminal.output.text()))

    drive(action, size)


def text_of(name: str) -> Callable[[UcvmApp], str]:
    return lambda app: str(pane(app, name).content)


def test_panes_show_what_the_machine_does() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await go_full(pilot)
        await pilot.press("f5")
        await settle(pilot, lambda app: pane(app, "calls").display)
        await type_line(pilot, "seen")
        await settle(pilot, lambda app: '0, "seen\\n", 64) = 5' in text_of("calls")(app))
        assert "0 rw /dev/console" in text_of("descriptors")(pilot.app)
        pilot.app.lay_out([layout.name for layout in LAYOUTS].index("system"))
        await settle(pilot, lambda app: "cooked echo" in text_of("devices")(app))
        assert "init" in text_of("processes")(pilot.app)

    drive(action)


def test_calls_are_heard_only_in_full_mode() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        trace = pilot.app.machine.kernel.trace
        assert not trace
        await go_full(pilot)
        await settle(pilot, lambda app: len(trace) == 1)
        await pilot.press("f2")
        await settle(pilot, lambda app: app.view.mode == "SIMPLIFIED" and not trace)

    drive(action)


def test_hex_follows_sp_pc_and_data() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await go_full(pilot)
        await pilot.press("f5")
        await settle(pilot, lambda app: text_of("hex")(app) != "")
        cpu = pilot.app.view.cpu
        for start in (cpu.sp, cpu.pc, 0x8000, cpu.sp):
            assert text_of("hex")(pilot.app).startswith(f"{start & ~7:04x} ")
            await pilot.press("f7")

    drive(action)


def test_a_pane_fills_the_screen_and_shrinks_again() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await go_full(pilot)
        stack = pane(pilot.app, "stack")
        stack.focus()
        small = stack.size
        await pilot.press("f8")
        await pilot.pause()
        assert stack.size.width > 2 * small.width
        assert stack.size.height > small.height
        await pilot.press("f8")
        await pilot.pause()
        assert stack.size == small
        await pilot.press("f8", "f2")
        await settle(pilot, lambda app: app.view.mode == "SIMPLIFIED" and app.screen.maximized is None and app.terminal.has_focus)

    drive(action)


def test_themes_go_round() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        seen = []
        for _ in THEMES:
            seen.append((pilot.app.theme, pilot.app.terminal.rich_style.bgcolor))
            await pilot.press("f9")
            await pilot.pause()
        assert [theme for theme, _ in seen] == list(THEMES)
        assert len({background for _, background in seen}) == 3
        assert pilot.app.theme == THEMES[0]

    drive(action)


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def action(pilot: Pilot[Any]) -> None:
        await go_full(pilot)
        strips = list(pilot.app.screen._compositor.render_strips())
        shown = [filtered for strip in strips for filtered in strip.apply_filter(pilot.app._filters[0], Color(0, 0, 0))]
        colours = {colour.get_truecolor() for segment in shown if segment.style for colour in (segment.style.color, segment.style.bgcolor) if colour}
        assert colours
        assert all(red == green == blue for red, green, blue in colours)

    drive(action)


def test_help_is_as_large_as_a_small_screen_and_scrolls() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await pilot.press("f1")
        await pilot.pause()
        page = pilot.app.screen.query_one("#help")
        assert page.size.height <= 12
        await pilot.press("end")
        await settle(pilot, lambda app: page.scroll_offset.y > 10)

    drive(action, (40, 12))


def test_the_keyboard_goes_to_the_next_pane() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await pilot.press("f4")
        await settle(pilot, lambda app: app.state_pane.display)
        await pilot.press("f6")
        assert pilot.app.focused is pilot.app.state_pane
        await pilot.press("f4")
        await settle(pilot, lambda app: not app.state_pane.display)
        assert pilot.app.focused is pilot.app.terminal

    drive(action)


def test_help_comes_and_goes_while_the_machine_prints() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        pilot.app.worker.send(Keys(b"beneath\r"))
        await settle(pilot, shows("-> beneath"))
        await pilot.press("f1")
        assert not isinstance(pilot.app.screen, HelpScreen)

    drive(action)


def test_one_leaves_by_key() -> None:
    async def run() -> None:
        app = application()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot, shows("$"))
            await pilot.press("f10")
        assert app.return_value == 0
        assert not app.machine.halted

    asyncio.run(run())


def test_palette_looks_at_a_process_and_runs_actions() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await go_full(pilot)
        for query, reached in (
            ("theme light", lambda app: app.theme == "textual-light"),
            ("layout debugger", lambda app: pane(app, "hex").display),
            ("look at process 1", lambda app: app.worker.asked == 1 and app.view.pid == 1),
            ("Mode", lambda app: app.view.mode == "SIMPLIFIED"),
        ):
            await pilot.press("ctrl+p")
            await settle(pilot, lambda app: CommandPalette.is_open(app))
            await pilot.press(*query)
            await pilot.pause(0.5)
            await pilot.press("enter")
            await settle(pilot, reached)

    drive(action)


def test_every_action_is_in_the_palette() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        assert {row.label for row in ACTIONS} <= {command.name for command in commands(pilot.app)}

    drive(action)


def test_the_palettes_key_belongs_to_a_program_that_reads_single_keys() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        sent: list[object] = []
        pilot.app.worker.send = sent.append
        pilot.app.terminal.set_editable(False)
        await pilot.press("ctrl+p")
        assert not CommandPalette.is_open(pilot.app)
        await settle(pilot, lambda app: sent == [Keys(b"\x10")])

    drive(action)


def test_end_of_file_ends_the_machine_and_the_application() -> None:
    async def run() -> None:
        app = application()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot, shows("$"))
            await pilot.press("ctrl+d")
            await settle(pilot, lambda app: app.view.halted)
        assert app.return_value == 0

    asyncio.run(run())


def test_state_pane_is_valid() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        await pilot.press("f4")
        await settle(pilot, lambda app: bool(app.view.state))
        await settle(pilot, lambda app: "valid" in str(app.state_pane.border_title))
        assert "INVALID" not in str(pilot.app.state_pane.border_title)

    drive(action)


def test_tab_completes_from_the_machines_files() -> None:
    async def run() -> None:
        app = UcvmApp(Machine.boot(load_image(), epoch_ns=EPOCH_NS))
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot, shows("$"))
            await pilot.press(*"unex", "tab")
            await settle(pilot, lambda app: app.terminal.editor.text == "unexpand ")
            await pilot.press("slash", "tab")
            await settle(pilot, lambda app: app.terminal.choices == ("/bin/", "/dev/", "/etc/", "/home/", "/proc/", "/tmp/", "/usr/"))

    asyncio.run(run())


async def _prompt(pilot: Pilot[Any]) -> None:
    await settle(pilot, shows("$"))


async def _lines(pilot: Pilot[Any]) -> None:
    await _prompt(pilot)
    await type_line(pilot, "[bold]x[/] ```")
    await pilot.press("s", "e", "c", "o", "n", "d")


async def _full(pilot: Pilot[Any]) -> None:
    await _prompt(pilot)
    await go_full(pilot)
    await type_line(pilot, "registers")


async def _help(pilot: Pilot[Any]) -> None:
    await _prompt(pilot)
    await pilot.press("f1")


async def _debugger(pilot: Pilot[Any]) -> None:
    await _full(pilot)
    await pilot.press("f5")
    await settle(pilot, lambda app: pane(app, "hex").display)
    await type_line(pilot, "calls")


@pytest.mark.parametrize("scene", [_prompt, _lines, _full, _help, _debugger], ids=["prompt", "lines", "full", "help", "debugger"])
def test_screen(scene: Callable[[Pilot[Any]], Awaitable[None]], snap_compare: Any) -> None:
    assert snap_compare(application(), terminal_size=SIZE, run_before=scene)


def test_verbose_tells_beside_the_terminal_what_a_command_did() -> None:
    async def action(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert not app.account.display
        await pilot.press("f3")
        await settle(pilot, lambda app: app.account.display)
        await type_line(pilot, "hello")
        await settle(pilot, lambda app: any("system call" in line for line in app.account.lines))
        assert not any("system call" in line for line in app.terminal.output.text())
        await pilot.press("f3", "f3")
        await settle(pilot, lambda app: not app.account.display)

    drive(action)


def test_callers_on_the_stack_are_named() -> None:
    machine = Machine.boot(load_image(), epoch_ns=EPOCH_NS)
    machine.run(50_000_000)
    pid = max(pid for pid, row in machine.kernel.process.items() if row.frame)
    rows = stack(machine, pid, 3000)
    assert any(row.place.startswith("main+0x") for row in rows)
    assert sum(bool(row.place) for row in rows) < len(rows) / 2


def test_names_are_looked_for_once_until_the_machine_has_run() -> None:
    machine = Machine.boot(echo_image(), epoch_ns=EPOCH_NS)
    names, asked = FileNames(machine), []
    machine.kernel.fs.name_of = lambda node: asked.append(node) or b"/x"
    for ticks in (0, 0, 5):
        machine.kernel.vars["ticks"] = ticks
        names.rested()
        assert [names.name_of((1, 7)), names.name_of((1, 7))] == [b"/x", b"/x"]
    assert len(asked) == 2


def test_processes_are_a_tree() -> None:
    rows = [ProcessRow(pid, ppid, "READY", "x", 0, "") for pid, ppid in ((1, 0), (2, 0), (3, 1), (4, 2), (5, 3), (6, 1), (7, 99))]
    assert [(depth, row.pid) for depth, row in tree(rows)] == [(0, 1), (1, 3), (2, 5), (1, 6), (0, 2), (1, 4), (0, 7)]


def test_descriptors_show_access_and_what_a_pipe_holds() -> None:
    machine = Machine.boot(echo_image(), epoch_ns=EPOCH_NS)
    k = machine.kernel
    number = pipe.new_pipe(k)
    k.pipes[number] = k.pipes[number]._replace(chunks=(b"abc",), size=3)
    k.streams[90] = IOStream(90, StreamType.PIPE, (0, 0), number, 0, Open.O_WRONLY)
    k.streams[91] = IOStream(91, StreamType.FILE, (1, 7), 0, 12, Open.O_RDONLY)
    k.fds[1] = (90 << 1, 0, 91 << 1)
    assert descriptors(k, 1, lambda node: b"/f") == (DescriptorRow(0, "w", f"pipe:[{number}]", "holds 3"), DescriptorRow(2, "r", "/f", "at 12"))
