"""The pipeline and the commands: names and folders, the cache, several processes, options, exit statuses and what is said when something is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import bare
from ucvm.abi.executable import Executable
from ucvm.toolchain import cli
from ucvm.toolchain.cli import Target
from ucvm.toolchain.driver import SourceTree, Toolchain, build_archive, build_object, build_objects, build_program, compile_file
from ucvm.toolchain.errors import BuildError
from ucvm.toolchain.objfile import Archive, ObjectFile

EXIT = ".section .text._start\n.global _start\n_start: call main\n mov r1, r0\n mov r0, 2\n syscall\n"
Command = Callable[..., int]


def tools_for(**files: str) -> Toolchain:
    return Toolchain(tree=SourceTree({name.replace("_", "."): text for name, text in files.items()}))


def status(program: Executable) -> int | None:
    return bare.run(program).status


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: Toolchain, libc: Archive) -> Command:
    """Runs one of the commands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda name, *argv: cli.run(name, argv, lambda: Target(tools, lambda: libc))


def test_program_from_memory() -> None:
    main = '#include "n.h"\nint f(int);\nint main(void) { return f(N); }'
    tools = tools_for(a_c=main, b_c="int f(int x) { return x + 2; }", s_s=EXIT, n_h="#define N 40")
    assert status(build_program(tools, ["a.c", "b.c", "s.s"]).executable) == 42


def test_names_stand_for_folders(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x.c").write_text('#include "y.h"\nint main(void) { return undefined_name; }')
    (tmp_path / "deep" / "y.h").write_text("")
    tools = Toolchain(tree=SourceTree(roots=(("virtual/", str(tmp_path)),)))
    with pytest.raises(BuildError, match=r"^virtual/deep/x\.c:2:\d+: error: .*undefined_name"):
        build_object(tools, "virtual/deep/x.c")


def test_every_stage_reports_by_position() -> None:
    for files, name, pattern in (
        ({"a_c": "#if\n"}, "a.c", r"^a\.c:1:1: error: "),
        ({"a_c": "int f(void) { return }\n"}, "a.c", r"^a\.c:1:22: error: "),
        ({"a_s": "  nosuch r1\n"}, "a.s", r"^a\.s:1:3: error: "),
        ({}, "none.c", r"^none\.c: error: no such file$"),
        ({"a_txt": ""}, "a.txt", r"^a\.txt: error: a source must end in"),
    ):
        with pytest.raises(BuildError, match=pattern):
            build_object(tools_for(**files), name)


def test_link_errors_are_build_errors() -> None:
    with pytest.raises(BuildError, match="elsewhere"):
        build_program(tools_for(a_c="int elsewhere(void);\nint main(void) { return elsewhere(); }", s_s=EXIT), ["a.c", "s.s"])


def test_all_wrong_sources_are_reported_at_once() -> None:
    tools = tools_for(a_c="int a = ;", b_c="int b;", c_c="int c = ;")
    with pytest.raises(BuildError) as caught:
        build_objects(tools, ["a.c", "b.c", "c.c"])
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["a.c", "c.c"]


def test_processes_give_the_same_objects_in_the_same_order() -> None:
    names = [f"f{number}.c" for number in range(6)]
    tools = Toolchain(tree=SourceTree({name: f"int v{name[1]}(int x) {{ return x * {name[1]}; }}" for name in names}))
    assert build_objects(tools, names, jobs=2) == build_objects(tools, names)


def test_cache_is_used_and_knows_what_matters(tmp_path: Path) -> None:
    tools = tools_for(a_c='#include "h.h"\nint main(void) { return H; }', h_h="#define H 1 // comment")._replace(cache=str(tmp_path))
    first = build_object(tools, "a.c")
    (entry,) = tmp_path.rglob("*.o")
    marker = build_object(tools_for(a_c="int marker;"), "a.c")
    entry.write_bytes(marker.pack())
    assert build_object(tools, "a.c") == marker
    same = tools._replace(tree=SourceTree({**tools.tree.files, "h.h": "#define H 1 // another comment"}))
    assert build_object(same, "a.c") == marker
    for other in (
        tools._replace(tree=SourceTree({**tools.tree.files, "h.h": "#define H 2"})),
        tools._replace(optimize=False),
        tools._replace(defines=("main=renamed",)),
    ):
        assert build_object(other, "a.c") != marker
    entry.write_bytes(entry.read_bytes()[:-1])
    assert build_object(tools, "a.c") == first
    assert ObjectFile.unpack(entry.read_bytes()) == first


def test_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert build_object(tools_for(a_c="int x;")._replace(cache=str(tmp_path / "file" / "below")), "a.c").sections


def test_progress_counts_every_object() -> None:
    seen: list[tuple[int, int, str]] = []
    build_objects(tools_for(a_c="int a;", b_s=EXIT), ["a.c", "b.s"], progress=lambda *step: seen.append(step))
    assert seen == [(1, 2, "a.c"), (2, 2, "b.s")]


def test_archive_gives_only_what_is_needed() -> None:
    main = "int f(void);\nint main(void) { return f(); }"
    tools = tools_for(a_c="int f(void) { return 7; }", b_c="int g(void) { return 0; }", m_c=main, s_s=EXIT)
    result = build_program(tools, ["m.c"], [build_archive(tools, "lib", ["a.c", "b.c", "s.s"])])
    assert status(result.executable) == 7
    assert "f" in {symbol.name for symbol in result.executable.symbols}
    assert "g" not in {symbol.name for symbol in result.executable.symbols}


def test_stamped_archive_is_cached_as_a_whole(tmp_path: Path) -> None:
    tools = tools_for(a_c="int a;")._replace(cache=str(tmp_path))
    first = build_archive(tools, "lib", ["a.c"], stamp="one")
    changed = tools_for(a_c="int other;")._replace(cache=str(tmp_path))
    assert build_archive(changed, "lib", ["a.c"], stamp="one") == first
    assert build_archive(changed, "lib", ["a.c"], stamp="two") != first
    assert build_archive(changed, "lib", ["a.c"]) != first
    (entry,) = (path for path in tmp_path.rglob("*.a") if Archive.unpack(path.read_bytes()) == first)
    entry.write_bytes(b"damaged")
    assert build_archive(tools, "lib", ["a.c"], stamp="one") == first


def test_debug_lines_can_be_left_out() -> None:
    tools = tools_for(a_c="int main(void) { return 1; }")
    assert ".loc" in compile_file(tools, "a.c")
    assert ".loc" not in compile_file(tools._replace(debug=False), "a.c")


def test_cc_builds_a_program(command: Command, tmp_path: Path) -> None:
    Path("hello.c").write_text('#include <stdio.h>\n#include "part.h"\nint main(void) { printf("%d %s\\n", part(), NAME); return 5; }')
    Path("inc").mkdir()
    Path("inc/part.h").write_text("int part(void);")
    Path("part.c").write_text("int part(void) { return sizeof(long); }")
    ignored = ["-O2", "-Wall", "-std=c99", "-g", "-lm"]
    assert command("cc", *ignored, "-Iinc", '-DNAME="x y"', "hello.c", "part.c", "-o", "hello", "-Map", "hello.map") == 0
    done = bare.run(Executable.unpack(Path("hello").read_bytes()))
    assert (done.out, done.status) == (b"4 x y\n", 5)
    assert Path("hello").stat().st_mode & 0o100
    assert "main" in Path("hello.map").read_text()


def test_cc_stops_where_it_is_told(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.c").write_text("#define X 3\nint main(void) { return X; }")
    assert command("cc", "-E", "a.c") == 0
    assert capsys.readouterr().out == '# 2 "a.c"\nint main(void) { return 3; }\n'
    assert command("cc", "-S", "a.c") == 0
    assert "main:" in Path("a.s").read_text()
    assert command("cc", "-c", "a.c") == 0
    assert command("cc", "a.o", "-s") == 0
    program = Executable.unpack(Path("a.out").read_bytes())
    assert (bare.run(program).status, program.symbols) == (3, ())
    Path("a.o").unlink()
    assert command("as", "a.s") == 0
    assert command("ld", "a.o", "-lc", "-o", "b.out", "--strip") == 0
    assert Path("b.out").read_bytes() == Path("a.out").read_bytes()


def test_warnings_are_said_even_when_the_object_is_cached(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.c").write_text("#define A 1\n#define A 2\n#warning look here\nint main(void) { return A; }")
    for argv in (["a.c"], ["-c", "a.c"], ["-E", "a.c", "-o", "a.i"]):
        assert command("cc", *argv) == 0
        assert capsys.readouterr().err == 'a.c:2:9: warning: "A" redefined\na.c:3:1: warning: #warning look here\n'


def test_cc_without_optimisation_is_not_smaller(command: Command) -> None:
    Path("a.c").write_text("int main(int c, char **v) { int x = c * 2, y = 6 * 7, z = y + x; return x * y - z * 1 + (v != 0); }")
    assert command("cc", "a.c", "-o", "small") == command("cc", "-O0", "a.c", "-o", "large") == 0
    small, large = (Executable.unpack(Path(name).read_bytes()) for name in ("small", "large"))
    assert bare.run(small).status == bare.run(large).status == 2 * 42 - 44 + 1
    assert len(small.text) <= len(large.text)


def test_objdump_shows_a_program(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.c").write_text("int seven(void) { return 7; }\nint main(void) { return seven(); }")
    assert command("cc", "a.c", "-o", "a") == 0
    assert command("objdump", "-t", "a") == command("objdump", "-h", "a") == command("objdump", "-S", "a") == command("objdump", "a") == 0
    shown = capsys.readouterr().out
    assert "_start" in shown
    assert "int seven(void) { return 7; }" in shown


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["cc", "none.c"], "none.c: error: no such file"),
        (["cc", "bad.c"], "bad.c:1:9: error: "),
        (["cc", "-c", "latin.c"], "latin.c:1:1: error: the file is not UTF-8 text"),
        (["cc", "-E", "-o", "x", "good.c", "good.c"], "takes one file"),
        (["cc", "good.c", "-o", "no/such/folder"], "ucvm cc: no/such/folder: No such file or directory"),
        (["cc", "good.c", "bad.o"], "bad.o: error: not a UCVM object file"),
        (["cc", "-nostdlib", "good.c"], "_start"),
        (["as", "none.s"], "none.s: error: no such file"),
        (["as", "good.c"], "good.c:1:"),
        (["ld", "none.o"], "none.o: error: No such file or directory"),
        (["objdump", "bad.o"], "bad.o: error: not a UCVM object file"),
        (["objdump", "none"], "ucvm objdump: none: No such file or directory"),
    ],
)
def test_wrong_files(argv: list[str], said: str, command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    Path("good.c").write_text("int main(void) { return 0; }")
    Path("bad.c").write_text("int x = ;")
    Path("latin.c").write_bytes(b'char *s = "\xe9";')
    Path("bad.o").write_text("garbage")
    assert command(*argv) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["cc"], ["cc", "--nonsense", "a.c"], ["cc", "-c", "-S", "a.c"], ["ld"], ["as"], ["objdump", "-q", "x"]])
def test_wrong_command_line(argv: list[str], command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(*argv) == 2
    assert f"Try 'ucvm {argv[0]} --help'." in capsys.readouterr().err


def test_help_is_no_error(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("cc", "--help") == 0
    assert "usage: ucvm cc" in capsys.readouterr().out
