"""The toolchain's commands on host files: `ucvm cc`, `as`, `ld`, `objdump`.

Each is a function of its arguments that gives the exit status: 0 done, 1 something is wrong with the files, 2 with the command line.
What is wrong is said on stderr as `file:line:col: error: message`. What a program is built against comes from above as a Target.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from ucvm.abi.executable import FormatError
from ucvm.toolchain import driver
from ucvm.toolchain.banks import BANK_LIMIT, Division
from ucvm.toolchain.driver import Toolchain
from ucvm.toolchain.errors import BuildError
from ucvm.toolchain.link import LinkResult
from ucvm.toolchain.objdump import dump
from ucvm.toolchain.objfile import Archive, ObjectFile

_IGNORED = re.compile(r"-(W.*|f.*|m.*|std=.*|pedantic.*|ansi|pipe|w|g.*|l.*|L.+|static|no-pie)")
"""Options of other compilers that mean nothing here, or what is done anyway."""
_SUFFIX = {"E": "", "S": ".s", "c": ".o"}


class Target(NamedTuple):
    """What programs are built against: the toolchain set up with headers, and libc, which is built on demand."""

    tools: Toolchain
    libc: Callable[[], Archive]


class _Usage(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line and points to --help."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nTry '{self.prog} --help'.\n")


def run(command: str, argv: Sequence[str], target: Callable[[], Target]) -> int:
    """Run `cc`, `as`, `ld` or `objdump` with its arguments; the exit status."""
    try:
        return COMMANDS[command](list(argv), target)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BuildError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stdout = None  # the reader is gone; nothing is left to flush
    except OSError as error:
        print(f"ucvm {command}: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
    return 1


def cc(argv: list[str], target: Callable[[], Target]) -> int:
    """Compile, and unless -E, -S or -c stops earlier, link with libc."""
    options = _cc_parser().parse_args(_cc_words(argv))
    stage = "E" if options.E else "S" if options.S else "c" if options.c else ""
    if stage and options.output and len(options.files) > 1:
        raise BuildError(f"ucvm cc: -o with -{stage} takes one file, but {len(options.files)} are given")
    machine = target()
    tools = _with_options(machine.tools, options)
    if not stage:
        return _link_sources(tools, machine, options)
    for name in options.files:
        _stop_at(stage, tools, name, options.output)
    return 0


def _cc_parser() -> argparse.ArgumentParser:
    parser = _Usage(prog="ucvm cc", description="Compile C (C99) for the machine.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="sources .c .s and objects .o")
    parser.add_argument("-o", dest="output", metavar="OUT", help="output file (default a.out, or FILE with another suffix)")
    stages = parser.add_mutually_exclusive_group()
    stages.add_argument("-E", action="store_true", help="preprocess only, to stdout")
    stages.add_argument("-S", action="store_true", help="stop at assembly text")
    stages.add_argument("-c", action="store_true", help="stop at object files")
    parser.add_argument("-I", dest="include", action="append", default=[], metavar="DIR", help="look for headers in DIR first")
    parser.add_argument("-D", dest="define", action="append", default=[], metavar="NAME[=VALUE]", help="define a macro")
    parser.add_argument("-U", dest="undefine", action="append", default=[], metavar="NAME", help="undefine a predefined macro")
    parser.add_argument("-O", dest="level", default="1", metavar="LEVEL", help="0: do not optimise; everything else optimises for size")
    parser.add_argument("-Map", metavar="FILE", help="write a link map")
    parser.add_argument("-s", dest="strip", action="store_true", help="leave symbols and lines out of the program")
    parser.add_argument("-nostdlib", action="store_true", help="link without libc")
    _add_division(parser)
    parser.add_argument("-nostdinc", action="store_true", help="do not look for the machine's headers")
    return parser


def _cc_words(argv: list[str]) -> list[str]:
    """The arguments without what is ignored; a bare -O would take the next word for its level."""
    return ["-O1" if word == "-O" else word for word in argv if not _IGNORED.fullmatch(word)]


def _with_options(tools: Toolchain, options: argparse.Namespace) -> Toolchain:
    own = () if options.nostdinc else tools.include_dirs
    return tools._replace(
        include_dirs=(*options.include, *own),
        defines=tuple(options.define),
        undefines=tuple(options.undefine),
        optimize=options.level != "0",
    )


def _link_sources(tools: Toolchain, machine: Target, options: argparse.Namespace) -> int:
    objects = driver.build_objects(tools, options.files, warn=_warn)
    libraries = [] if options.nostdlib else [machine.libc()]
    result = driver.link_program([*objects, *libraries], division=_division(options))
    return _write_program(result, options.output, options.Map, options.strip)


def _add_division(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("text in banks", "Text of more than 28 KB is divided: a resident part and banks of 12 KB.")
    group.add_argument("--resident", type=int, metavar="SIZE", help="divide in any case, and let at most SIZE bytes be resident by choice")
    group.add_argument("--bank", type=int, default=BANK_LIMIT, metavar="SIZE", help="most bytes of a bank")
    group.add_argument("--cold", metavar="FILE", help="names of functions that go into the last banks")


def _division(options: argparse.Namespace) -> Division:
    cold = Path(options.cold).read_text(encoding="utf-8").split() if options.cold else ()
    return Division(options.resident, min(max(options.bank, 0), BANK_LIMIT), frozenset(cold))


def _stop_at(stage: str, tools: Toolchain, name: str, output: str | None) -> None:
    target = output or (str(Path(name).with_suffix(_SUFFIX[stage]).name) if stage != "E" else "-")
    if stage == "c":
        (unit,) = driver.build_objects(tools, [name], warn=_warn)
        Path(target).write_bytes(unit.pack())
    elif stage == "S":
        _write_text(target, driver.compile_file(tools, name))
    else:
        result = driver.preprocess_file(tools, name)
        for warning in result.warnings:
            _warn(warning)
        _write_text(target, result.text)


def assemble(argv: list[str], target: Callable[[], Target]) -> int:
    """Assemble one source to an object file."""
    parser = _Usage(prog="ucvm as", description="Assemble a source to an object file.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", dest="output", metavar="OUT", help="object file (default: FILE with .o)")
    options = parser.parse_args(argv)
    unit = driver.assemble_file(Toolchain(), options.file)
    Path(options.output or Path(options.file).with_suffix(".o").name).write_bytes(unit.pack())
    return 0


def ld(argv: list[str], target: Callable[[], Target]) -> int:
    """Link objects and libraries to a program."""
    parser = _Usage(prog="ucvm ld", description="Link objects to a program.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="object files and libraries")
    parser.add_argument("-o", dest="output", default="a.out", metavar="OUT", help="the program (default a.out)")
    parser.add_argument("-Map", metavar="FILE", help="write a link map")
    parser.add_argument("-e", dest="entry", default=driver.ENTRY, metavar="SYMBOL", help=f"where it starts (default {driver.ENTRY})")
    parser.add_argument("-l", dest="library", choices=["c"], help="-lc: link with libc")
    parser.add_argument("--no-gc-sections", dest="gc", action="store_false", help="keep what nothing refers to")
    parser.add_argument("-s", "--strip", dest="strip", action="store_true", help="leave symbols and lines out")
    _add_division(parser)
    options = parser.parse_args(argv)
    parts: list[ObjectFile | Archive] = [driver.read_part(name) for name in options.files]
    parts += [target().libc()] if options.library else []
    result = driver.link_program(parts, entry=options.entry, gc=options.gc, division=_division(options))
    return _write_program(result, options.output, options.Map, options.strip)


def objdump(argv: list[str], target: Callable[[], Target]) -> int:
    """Print what is in executables, objects and libraries."""
    parser = _Usage(prog="ucvm objdump", description="Show what is in a program, an object or a library.", add_help=False)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--help", action="help", help="show this help")
    parser.add_argument("-d", action="append_const", dest="parts", const="d", help="disassembly that assembles to the same bytes (default)")
    parser.add_argument("-S", action="append_const", dest="parts", const="S", help="disassembly with source lines")
    parser.add_argument("-h", action="append_const", dest="parts", const="h", help="sizes and addresses of the segments")
    parser.add_argument("-t", action="append_const", dest="parts", const="t", help="symbols")
    parser.add_argument("-s", action="append_const", dest="parts", const="s", help="contents in hexadecimal")
    options = parser.parse_args(argv)
    parts = "".join(options.parts or ["d"])
    for name in options.files:
        try:
            text = dump(Path(name).read_bytes(), name, parts, lambda source: _source_lines(target, source))
        except FormatError as error:
            raise BuildError(f"{name}: error: {error}") from error
        _write_text("-", text)
    return 0


def _source_lines(target: Callable[[], Target], name: str) -> list[str] | None:
    """The lines of a source that a program was built from, if it is still there."""
    text = target().tools.tree.read(name)
    return None if text is None else text.splitlines()


def _write_program(result: LinkResult, output: str | None, map_file: str | None, strip: bool) -> int:
    program = Path(output or "a.out")
    program.write_bytes(result.executable.pack(strip=strip))
    mode = program.stat().st_mode
    program.chmod(mode | (mode & 0o444) >> 2)
    if map_file:
        _write_text(map_file, result.map_text)
    return 0


def _warn(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _write_text(target: str, text: str) -> None:
    if target == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        Path(target).write_text(text, encoding="utf-8")


COMMANDS: dict[str, Callable[[list[str], Callable[[], Target]], int]] = {
    "cc": cc,
    "as": assemble,
    "ld": ld,
    "objdump": objdump,
}
