"""The toolchain's commands: `ucvm cc`, `as`, `ld`, `objdump` on files of the host, and the same for programs of the machine.

Each is a function of its arguments that gives the exit status: 0 done, 1 something is wrong with the files, 2 with the command line.
What is wrong is said on stderr as `file:line:col: error: message`. What a program is built against comes from above as a Target, and
where files are and output goes as a Place.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn, Protocol

from ucvm.abi.executable import FormatError
from ucvm.toolchain import driver
from ucvm.toolchain.banks import BANK_LIMIT, Division
from ucvm.toolchain.driver import SourceTree, Toolchain
from ucvm.toolchain.errors import BuildError
from ucvm.toolchain.link import LinkResult
from ucvm.toolchain.objdump import dump
from ucvm.toolchain.objfile import Archive, ObjectFile

_IGNORED = re.compile(r"-(W.*|f.*|m.*|std=.*|pedantic.*|ansi|pipe|w|g.*|static|no-pie)")
"""Options of other compilers that mean nothing here, or what is done anyway."""
_IN_LIBC = ("c", "m")
"""Libraries of other systems that are parts of libc here."""
_SUFFIX = {"E": "", "S": ".s", "c": ".o"}


class Place(Protocol):
    """Where a command works: its files, where its output goes, and what stands before its name in messages."""

    prefix: str

    def read(self, name: str) -> bytes:
        """A file's bytes; raises OSError."""

    def write(self, name: str, data: bytes, program: bool = False) -> None:
        """Write a file, executable where a `program` may be read; raises OSError."""

    def say(self, text: str) -> None:
        """To standard output."""

    def complain(self, text: str) -> None:
        """To standard error."""


class Host:
    """The host's own files and streams."""

    prefix = "ucvm "

    def read(self, name: str) -> bytes:
        """A file of the host."""
        return driver.read_host_file(name)

    def write(self, name: str, data: bytes, program: bool = False) -> None:
        """A file of the host."""
        path = Path(name)
        path.write_bytes(data)
        if program:
            mode = path.stat().st_mode
            path.chmod(mode | (mode & 0o444) >> 2)

    def say(self, text: str) -> None:
        """To the host's standard output."""
        sys.stdout.write(text)
        sys.stdout.flush()

    def complain(self, text: str) -> None:
        """To the host's standard error."""
        sys.stderr.write(text)


class Target(NamedTuple):
    """What programs are built against: the toolchain set up with headers, and libc, which is built on demand."""

    tools: Toolchain
    libc: Callable[[], Archive]


class _Usage(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line and points to --help, all of it at its place."""

    def __init__(self, place: Place, command: str, description: str, *, add_help: bool = True) -> None:
        super().__init__(prog=place.prefix + command, description=description, add_help=add_help)
        self._place = place

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nTry '{self.prog} --help'.\n")

    def _print_message(self, message: str, file: object = None) -> None:
        (self._place.complain if file is sys.stderr else self._place.say)(message)


def run(command: str, argv: Sequence[str], target: Callable[[], Target], place: Place | None = None) -> int:
    """Run `cc`, `as`, `ld` or `objdump` with its arguments (place None: on the host's files); the exit status."""
    place = place or Host()
    try:
        return COMMANDS[command](list(argv), target, place)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BuildError as error:
        place.complain(f"{error}\n")
    except BrokenPipeError:
        sys.stdout = None  # the reader is gone; nothing is left to flush
    except OSError as error:
        place.complain(f"{place.prefix}{command}: {error.filename or 'output'}: {error.strerror}\n")
    return 1


def cc(argv: list[str], target: Callable[[], Target], place: Place) -> int:
    """Compile, and unless -E, -S or -c stops earlier, link with libc."""
    options = _cc_parser(place).parse_args(_cc_words(argv))
    stage = "E" if options.E else "S" if options.S else "c" if options.c else ""
    if stage and options.output and len(options.files) > 1:
        raise BuildError(f"{place.prefix}cc: -o with -{stage} takes one file, but {len(options.files)} are given")
    machine = target()
    tools = _with_options(machine.tools, options)
    if not stage:
        return _link_sources(tools, machine, options, place)
    for name in options.files:
        _stop_at(stage, tools, name, options.output, place)
    return 0


def _cc_parser(place: Place) -> argparse.ArgumentParser:
    parser = _Usage(place, "cc", "Compile C (C99) for the machine.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="sources .c .s, objects .o and libraries .a")
    parser.add_argument("-o", dest="output", metavar="OUT", help="output file (default a.out, or FILE with another suffix)")
    stages = parser.add_mutually_exclusive_group()
    stages.add_argument("-E", action="store_true", help="preprocess only, to stdout")
    stages.add_argument("-S", action="store_true", help="stop at assembly text")
    stages.add_argument("-c", action="store_true", help="stop at object files")
    parser.add_argument("-I", dest="include", action="append", default=[], metavar="DIR", help="look for headers in DIR first")
    parser.add_argument("-D", dest="define", action="append", default=[], metavar="NAME[=VALUE]", help="define a macro")
    parser.add_argument("-U", dest="undefine", action="append", default=[], metavar="NAME", help="undefine a predefined macro")
    parser.add_argument("-O", dest="level", default="1", metavar="LEVEL", help="0: do not optimise; everything else optimises for size")
    _add_libraries(parser)
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


def _link_sources(tools: Toolchain, machine: Target, options: argparse.Namespace, place: Place) -> int:
    archives = [name for name in options.files if name.endswith(".a")]
    objects = driver.build_objects(tools, [name for name in options.files if name not in archives], warn=_warner(place))
    libraries = [*(driver.read_part(tools, name) for name in archives), *_libraries(tools, options)]
    own = [] if options.nostdlib else [machine.libc()]
    result = driver.link_program([*objects, *libraries, *own], division=_division(options, place))
    return _write_program(result, options, place)


def _add_libraries(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-l", dest="libraries", action="append", default=[], metavar="NAME", help="link with libNAME.a (c, m: libc)")
    parser.add_argument("-L", dest="library_dirs", action="append", default=[], metavar="DIR", help="look for libraries in DIR")


def _libraries(tools: Toolchain, options: argparse.Namespace) -> list[ObjectFile | Archive]:
    """What -l names, from the folders of -L; raises BuildError."""
    return [_library(tools, name, options.library_dirs) for name in options.libraries if name not in _IN_LIBC]


def _library(tools: Toolchain, name: str, folders: list[str]) -> ObjectFile | Archive:
    for folder in folders:
        path = f"{folder}/lib{name}.a"
        try:
            tools.tree.read_bytes(path)
        except OSError:
            continue
        return driver.read_part(tools, path)
    raise BuildError(f"error: cannot find -l{name}")


def _add_division(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("text in banks", "Text of more than 28 KB is divided: a resident part and banks of 12 KB.")
    group.add_argument("--resident", type=int, metavar="SIZE", help="divide in any case, and let at most SIZE bytes be resident by choice")
    group.add_argument("--bank", type=int, default=BANK_LIMIT, metavar="SIZE", help="most bytes of a bank")
    group.add_argument("--cold", metavar="FILE", help="names of functions that go into the last banks")
    group.add_argument("--hot", metavar="FILE", help="names of functions in the order in which they are to be resident or in the first banks")


def _division(options: argparse.Namespace, place: Place) -> Division:
    cold, hot = (place.read(file).decode("utf-8", "replace").split() if file else () for file in (options.cold, options.hot))
    return Division(options.resident, min(max(options.bank, 0), BANK_LIMIT), frozenset(cold), tuple(hot))


def _stop_at(stage: str, tools: Toolchain, name: str, output: str | None, place: Place) -> None:
    target = output or (str(Path(name).with_suffix(_SUFFIX[stage]).name) if stage != "E" else "-")
    if stage == "c":
        (unit,) = driver.build_objects(tools, [name], warn=_warner(place))
        place.write(target, unit.pack())
    elif stage == "S":
        _write_text(place, target, driver.compile_file(tools, name))
    else:
        result = driver.preprocess_file(tools, name)
        for warning in result.warnings:
            _warner(place)(warning)
        _write_text(place, target, result.text)


def assemble(argv: list[str], target: Callable[[], Target], place: Place) -> int:
    """Assemble one source to an object file."""
    parser = _Usage(place, "as", "Assemble a source to an object file.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", dest="output", metavar="OUT", help="object file (default: FILE with .o)")
    options = parser.parse_args(argv)
    unit = driver.assemble_file(_tools(place), options.file)
    place.write(options.output or Path(options.file).with_suffix(".o").name, unit.pack())
    return 0


def _tools(place: Place) -> Toolchain:
    """The toolchain without headers, on the files of a place."""
    return Toolchain(SourceTree(others=place.read))


def ld(argv: list[str], target: Callable[[], Target], place: Place) -> int:
    """Link objects and libraries to a program."""
    parser = _Usage(place, "ld", "Link objects to a program.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="object files and libraries")
    parser.add_argument("-o", dest="output", default="a.out", metavar="OUT", help="the program (default a.out)")
    parser.add_argument("-Map", metavar="FILE", help="write a link map")
    parser.add_argument("-e", dest="entry", default=driver.ENTRY, metavar="SYMBOL", help=f"where it starts (default {driver.ENTRY})")
    _add_libraries(parser)
    parser.add_argument("--no-gc-sections", dest="gc", action="store_false", help="keep what nothing refers to")
    parser.add_argument("-s", "--strip", dest="strip", action="store_true", help="leave symbols and lines out")
    _add_division(parser)
    options = parser.parse_args(argv)
    tools = _tools(place)
    parts = [*(driver.read_part(tools, name) for name in options.files), *_libraries(tools, options)]
    parts += [target().libc()] if any(name in _IN_LIBC for name in options.libraries) else []
    result = driver.link_program(parts, entry=options.entry, gc=options.gc, division=_division(options, place))
    return _write_program(result, options, place)


def objdump(argv: list[str], target: Callable[[], Target], place: Place) -> int:
    """Print what is in executables, objects and libraries."""
    parser = _Usage(place, "objdump", "Show what is in a program, an object or a library.", add_help=False)
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
            text = dump(place.read(name), name, parts, lambda source: _source_lines(target, source))
        except FormatError as error:
            raise BuildError(f"{name}: error: {error}") from error
        place.say(text)
    return 0


def _source_lines(target: Callable[[], Target], name: str) -> list[str] | None:
    """The lines of a source that a program was built from, if it is still there."""
    text = target().tools.tree.read(name)
    return None if text is None else text.splitlines()


def _write_program(result: LinkResult, options: argparse.Namespace, place: Place) -> int:
    place.write(options.output or "a.out", result.executable.pack(strip=options.strip), program=True)
    if options.Map:
        _write_text(place, options.Map, result.map_text)
    return 0


def _warner(place: Place) -> Callable[[str], None]:
    return lambda text: place.complain(f"{text}\n")


def _write_text(place: Place, target: str, text: str) -> None:
    if target == "-":
        place.say(text)
    else:
        place.write(target, text.encode("utf-8", "surrogateescape"))


COMMANDS: dict[str, Callable[[list[str], Callable[[], Target], Place], int]] = {
    "cc": cc,
    "as": assemble,
    "ld": ld,
    "objdump": objdump,
}
