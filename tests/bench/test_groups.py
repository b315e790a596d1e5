"""What the groups measure, made small: the tables' shape and sense; no time is asserted."""

import json
import shutil

import pytest

from ucvm.bench import cli, cpu, density, kernel, mos6502, program, start, unicorn
from ucvm.bench.report import Table
from ucvm.hw.engines.catalog import usable


def quiet(_: str) -> None:
    pass


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def positive(table: Table) -> bool:
    return all(cell > 0 for row in table.rows for cell in row if isinstance(cell, int | float))


@pytest.fixture
def small_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpu, "PROGRAMS", ("crc32",))
    monkeypatch.setattr(cpu, "REPEATS", 1)
    monkeypatch.setattr(cpu, "WORK", {})
    monkeypatch.setattr(cpu, "USUAL_WORK", 100_000)
    monkeypatch.setattr(mos6502, "STEPS", 1000)


@pytest.mark.usefixtures("small_cpu")
def test_cpu() -> None:
    tables = cpu.measure(quiet)
    speeds, runs = tables[0], tables[-1]
    assert names(speeds) == ["program", "instructions", *usable(), "unicorn"]
    assert [row[0] for row in speeds.rows] == ["crc32", "geometric mean"]
    assert [row[:2] for row in runs.rows] == [("crc32", engine) for engine in usable()]
    assert positive(speeds)
    assert positive(runs)


@pytest.mark.usefixtures("small_cpu")
@pytest.mark.skipif(shutil.which(program.HOST_COMPILER) is None, reason="needs gcc")
def test_cpu_beside_gcc() -> None:
    _, beside, _ = cpu.measure(quiet)
    assert names(beside)[:3] == ["program", "gcc -O2", "gcc -O0"]
    assert names(beside)[3:] == [f"{engine}/{level}" for engine in usable() for level in ("-O2", "-O0")]


@pytest.mark.usefixtures("small_cpu")
def test_without_other_emulators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unicorn, "available", lambda: False)
    monkeypatch.setattr(mos6502, "speed", lambda: None)
    speeds = cpu.measure(quiet)[0]
    assert [row[-1] for row in speeds.rows] == [None, None]
    assert sum("ucvm[bench]" in note for note in speeds.notes) == 2


def test_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "OPERATIONS", (kernel.Operation("pipe", "4 KB through a pipe", 10, 4096),))
    monkeypatch.setattr(kernel, "REPEATS", 1)
    times, rates = kernel.measure(quiet)
    assert names(times) == ["operation", *usable(), "Linux", *(f"{engine}/Linux" for engine in usable())]
    assert names(rates) == ["operation", *usable(), "Linux", *(f"{name} MB" for name in (*usable(), "Linux"))]
    assert [row[0] for row in (*times.rows, *rates.rows)] == ["4 KB through a pipe"] * 2


def test_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "REPEATS", 1)
    monkeypatch.setattr(start, "LINES", 2)
    processes, machines = start.measure(quiet)
    commands = [row[0] for row in processes.rows]
    assert commands[: 2 + len(usable())] == ["ucvm", *(f"ucvm --engine {name}" for name in usable()), "python -c pass"]
    assert [row[0] for row in machines.rows][: len(usable())] == [f"ucvm, {name}" for name in usable()]
    assert positive(processes)
    assert positive(machines)


def test_density(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(density, "FOLDERS", ("shell",))
    monkeypatch.setattr(density.sysroot, "sources", lambda folder: ["ucvm/shell/main.c"])
    [table] = density.measure(quiet)
    assert [row[0] for row in table.rows] == ["shell", "all"]
    assert table.rows[0][1:] == table.rows[1][1:]
    assert positive(table)


def test_json_and_table_on_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("sizes", (), ())
    monkeypatch.setitem(cli.GROUPS, "density", lambda say: say("all of it") or [table])
    assert cli.main(["density", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"density": [{"name": "sizes", "units": {}, "rows": [], "notes": []}]}
    assert err == "density: all of it …\n"


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["speed"])
    assert "speed" in capsys.readouterr().err
