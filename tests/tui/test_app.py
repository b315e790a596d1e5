"""The application on the fixture image: what keys do, and golden screens."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.fixtures import echo_image
from ucvm.image.build import load_image
from ucvm.machine.machine import EPOCH_NS, Machine
from ucvm.tui.app import UcvmApp

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


def drive(action: Callable[[Pilot[Any]], Awaitable[None]]) -> None:
    async def run() -> None:
        async with application().run_test(size=SIZE) as pilot:
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


@pytest.mark.parametrize("scene", [_prompt, _lines, _full, _help], ids=["prompt", "lines", "full", "help"])
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
