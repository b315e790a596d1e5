"""The command line: options, then what to do. Only what a command needs is imported, because `ucvm -c` is put in loops."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ucvm.hw.engines.catalog import AUTO, NAMES
from ucvm.usage import UsageError

if TYPE_CHECKING:
    from ucvm.hw.engines.base import Engine
    from ucvm.kernel.fs.image import Image
    from ucvm.machine.setup import Setup
    from ucvm.replay.timeline import Timeline
    from ucvm.session import Session

USAGE = """\
ucvm [OPTIONS]                    the terminal application
       ucvm [OPTIONS] --plain            the same $ inline
       ucvm [OPTIONS] -c LINE            one command line; stdin, stdout, stderr and status are the command's
       ucvm [OPTIONS] run SCRIPT [ARG…]  a script of the host under /bin/sh
       ucvm [OPTIONS] sh [ARG…]          /bin/sh itself
       ucvm [OPTIONS] exec PROG [ARG…]   an executable of the host (made by ucvm cc)
       ucvm cc|as|ld|objdump ARG…        the toolchain, on host files (each has --help)
       ucvm replay FILE                  run a recorded run again and compare its end
       ucvm trace FILE [OPTION…]         a recorded run as strace text, JSON lines, Chrome trace or asciicast (--help)
       ucvm debug FILE                   walk through a recorded run, in both directions
       ucvm [--machine NAME] debug       the same with the past of a kept machine
       ucvm diff FILE FILE               what differs between two artifacts or two recorded runs
       ucvm validate FILE…               check state artifacts (dump state)
       ucvm bench [GROUP…] [--json]      measure this machine against others
       ucvm fuzz-engines [--seconds N]   compare the engines on random programs"""
EPILOG = "Options stand before the command. The clock of -c, run, sh and exec starts at 2025-06-17 unless you say otherwise."
DEFAULT_MACHINE = "default"
STARTING = ("env", "cwd", "user", "max_ticks", "seed", "epoch", "allow", "image")
"""Options that only a machine that starts can follow."""
TOOLS = ("cc", "as", "ld", "objdump")
HELP_WIDTH = 100


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: argparse makes a formatter for every option, and to ask the terminal takes longer than all else of it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=HELP_WIDTH)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"ucvm: {message}\nTry 'ucvm --help'.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ucvm", usage=USAGE, epilog=EPILOG, formatter_class=_Help, description="A whole computer that you can see through.")
    add = parser.add_argument
    add("-c", dest="line", metavar="LINE", help="run one command line and leave with its status")
    add("--plain", action="store_true", help="the prompt inline instead of the full-screen application")
    add("--mount", action="append", default=[], metavar="HOST:GUEST[:ro]", help="copy a folder in; changes are written back at the end unless ro")
    add("--env", action="append", default=[], metavar="K=V", help="set an environment variable")
    add("--cwd", metavar="DIR", help="start in this directory of the machine (default /home/user)")
    add("--user", metavar="NAME", help="run as this user of the machine (default user)")
    add("--machine", metavar="NAME", help=f"the machine kept under this name (at a terminal: {DEFAULT_MACHINE}); it goes on where it was")
    add("--fresh", action="store_true", help="a new machine that is forgotten, as it is for -c, run, sh and exec without --machine")
    add("--engine", choices=[AUTO, *NAMES], default=AUTO, help="what executes instructions (default %(default)s: a fast one once a run proves long)")
    add("--max-ticks", type=_count, metavar="N", help="stop the machine after N instructions (status 124)")
    add("--seed", type=_count, metavar="N", help="seed of /dev/random (default 1)")
    add("--epoch", type=_epoch, metavar="T", help="where the clock starts: seconds since 1970 or an ISO 8601 date")
    add("--mode", choices=["simplified", "full"], help="execution mode to start in (default simplified)")
    add("--output", choices=["raw", "verbose", "debug"], help="output mode to start in (default raw)")
    add("--allow", type=_names, metavar="LIST", help="let programs ask the outside: search,repl,delegate (default: nothing)")
    add("--image", type=Path, metavar="FILE", help="boot from this disk image instead of the built-in one")
    add("--state", type=Path, metavar="FILE", help="write the state artifact here: at the start, at prompts, at the end")
    add("--record", type=Path, metavar="FILE", help="write the run here as it happens: the start and every input, for ucvm replay")
    add("--version", action="version", version=_version())
    add("command", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _names(text: str) -> frozenset[str]:
    from ucvm.services.delegation import CAPABILITIES

    names = frozenset(filter(None, text.split(",")))
    unknown = sorted(names - set(CAPABILITIES))
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(CAPABILITIES)}")
    return names


def _count(text: str) -> int:
    number = int(text, 0)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return number


def _epoch(text: str) -> int:
    """Nanoseconds since 1970."""
    if text.isdecimal():
        return int(text) * 1_000_000_000
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is neither seconds nor an ISO 8601 date") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()) * 1_000_000_000


def _version() -> str:
    from ucvm import __version__

    return f"ucvm {__version__}"


def main(argv: Sequence[str]) -> int:
    """Run the command line; the exit status."""
    if argv and argv[0] in TOOLS:
        return _tool(argv[0], argv[1:])
    options = _parser().parse_args(argv)
    try:
        return _dispatch(options)
    except UsageError as error:
        print(f"ucvm: {error}\nTry 'ucvm --help'.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 141
    except KeyboardInterrupt:
        return 130


def _tool(command: str, argv: Sequence[str]) -> int:
    from ucvm.image.cache import cache_folder
    from ucvm.image.sysroot import target
    from ucvm.toolchain import cli

    return cli.run(command, argv, lambda: target(str(cache_folder() / "objects")))


def _dispatch(options: argparse.Namespace) -> int:
    command, *arguments = options.command or [""]
    if options.line is not None:
        return _batch(options, ["sh", "-c", options.line, *options.command])
    if not command:
        return _interactive(options)
    action = COMMANDS.get(command)
    if action is None:
        raise UsageError(f"no command {command}; commands are {', '.join(COMMANDS)} and {', '.join(TOOLS)}")
    return action(options, arguments)


def _run(options: argparse.Namespace, arguments: list[str]) -> int:
    """A script of the host; without one, what sh reads from standard input."""
    if not arguments:
        raise UsageError("run needs a SCRIPT")
    data = _read(arguments[0])
    return data if isinstance(data, int) else _host_file(options, arguments, data, ["sh"])


def _sh(options: argparse.Namespace, arguments: list[str]) -> int:
    return _batch(options, ["sh", *arguments])


def _exec(options: argparse.Namespace, arguments: list[str]) -> int:
    if not arguments:
        raise UsageError("exec needs a PROGram")
    data = _read(arguments[0])
    if isinstance(data, int):
        return data
    from ucvm.abi.executable import FormatError, split

    try:
        split(data)
    except FormatError as error:
        print(f"ucvm: {arguments[0]}: exec format error: {error}", file=sys.stderr)
        return 126
    return _host_file(options, arguments, data, [])


def _read(name: str) -> bytes | int:
    """A host file to be run; when it cannot be read, that is said and the result is the status a shell gives."""
    try:
        return Path(name).read_bytes()
    except OSError as error:
        print(f"ucvm: {name}: {error.strerror}", file=sys.stderr)
        return 127 if isinstance(error, FileNotFoundError) else 126


def _host_file(options: argparse.Namespace, arguments: list[str], data: bytes, before: list[str]) -> int:
    """Run a host file inside the machine, where it is mounted."""
    from ucvm.session import SCRIPTS

    name = Path(arguments[0]).name
    return _batch(options, [*before, f"{SCRIPTS}/{name}", *arguments[1:]], {name: data})


def _validate(options: argparse.Namespace, arguments: list[str]) -> int:
    """Check state artifacts; 1 when one is refused."""
    from ucvm.state.artifact import ArtifactError, parse

    status = 0
    for name in arguments or ["-"]:
        try:
            parse(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
        except (ArtifactError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            print(f"ucvm: {name}: {reason}", file=sys.stderr)
            status = 1
    return status


def _replay(options: argparse.Namespace, arguments: list[str]) -> int:
    """Run a recorded run again; 1 when it takes another course."""
    from ucvm.replay.player import DivergenceError, replay
    from ucvm.replay.runfile import RunError, read

    if len(arguments) != 1:
        raise UsageError("replay needs the FILE of one run")
    try:
        run = read(Path(arguments[0]))
        machine = replay(run, _image(options), engine=_engine(options.engine))
    except (RunError, DivergenceError, OSError) as error:
        print(f"ucvm: {arguments[0]}: {error.strerror if isinstance(error, OSError) else error}", file=sys.stderr)
        return 1
    end = f"root {machine.root()[:12]}… as recorded" if run.closed else "the record breaks off here"
    print(f"{machine.ticks:,} instructions, {len(run.inputs)} inputs, {len(run.marks)} roots compared: {end}")
    return 0


def _debug(options: argparse.Namespace, arguments: list[str]) -> int:
    """Walk through a recorded run, or through the past of a kept machine."""
    from ucvm.plain.debugger import run
    from ucvm.replay.player import DivergenceError
    from ucvm.tui.terminal.past import picture

    if len(arguments) > 1 or (options.machine and arguments):
        raise UsageError("debug needs the FILE of one run (ucvm --record FILE …), or --machine NAME")
    try:
        timeline = _recorded(options, Path(arguments[0])) if arguments else _past(options)
    except (ValueError, DivergenceError, OSError) as error:
        print(f"ucvm: {(*arguments, options.machine)[0]}: {error.strerror if isinstance(error, OSError) else error}", file=sys.stderr)
        return 1
    return run(timeline, picture)


def _recorded(options: argparse.Namespace, path: Path) -> "Timeline":
    from ucvm.replay.runfile import read
    from ucvm.replay.timeline import Timeline

    return Timeline.of(read(path), _image(options), engine=_engine(options.engine))


def _past(options: argparse.Namespace) -> "Timeline":
    """The past of the machine --machine names, else of the one that a terminal keeps. It is read, and left as it is."""
    from contextlib import closing

    from ucvm.replay.timeline import Timeline
    from ucvm.services.machines import DEFAULT, MachineError, MachineFolder

    name = options.machine = options.machine or DEFAULT
    try:
        with closing(MachineFolder(name)) as folder:
            kept = folder.read()
            if kept is None or not folder.history().places():
                raise UsageError(f"machine {name} has no past yet")
            return Timeline.of_past(folder.history(), kept.image, engine=_engine(options.engine))
    except MachineError as error:
        raise UsageError(str(error)) from None


def _trace(options: argparse.Namespace, arguments: list[str]) -> int:
    """Write a recorded run as a trace."""
    from ucvm.plain.tracing import run

    return run(arguments, lambda: _image(options), lambda: _engine(options.engine))


def _diff(options: argparse.Namespace, arguments: list[str]) -> int:
    """Compare two artifacts or two recorded runs."""
    from ucvm.plain.diff import run

    if len(arguments) != 2:
        raise UsageError("diff needs two files: artifacts (dump state), or recorded runs")
    first, second = map(Path, arguments)
    return run(first, second, lambda: _image(options), lambda: _engine(options.engine))


def _bench(options: argparse.Namespace, arguments: list[str]) -> int:
    from ucvm.bench.cli import main

    return main(arguments)


def _fuzz(options: argparse.Namespace, arguments: list[str]) -> int:
    """Random programs on all engines; 1 when they differ."""
    import time
    from itertools import count, takewhile

    from ucvm.hw.engines.fuzz import hunt

    parser = _Parser(prog="ucvm fuzz-engines", description="Run random programs on all engines and compare what they leave.")
    parser.add_argument("--seconds", type=_count, default=10, metavar="N", help="how long (default %(default)s)")
    parser.add_argument("--seed", type=_count, default=0, metavar="N", help="the first case (default %(default)s)")
    wanted = parser.parse_args(arguments)
    end = time.monotonic() + wanted.seconds
    seeds = takewhile(lambda _: time.monotonic() < end, count(wanted.seed))
    tried, failure = hunt([lambda name=name: _engine(name, eager=True) for name in NAMES], seeds)  # type: ignore[misc]
    print(f"{tried} programs, {'they differ' if failure else 'no difference'}")
    if failure:
        print(failure)
    return int(bool(failure))


def _engine(name: str, *, eager: bool = False) -> "Engine":
    """The engine of this name; raises UsageError when it does not work here."""
    from ucvm.hw.engines.base import EngineUnavailable
    from ucvm.hw.engines.catalog import make
    from ucvm.image.cache import cache_folder

    try:
        return make(name, cache_folder() / "native", _warn, eager=eager)
    except EngineUnavailable as error:
        raise UsageError(str(error)) from None


def _warn(reason: str) -> None:
    print(f"ucvm: this run takes long without a fast engine: {reason}", file=sys.stderr)


COMMANDS: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
    "run": _run,
    "sh": _sh,
    "exec": _exec,
    "validate": _validate,
    "replay": _replay,
    "trace": _trace,
    "debug": _debug,
    "diff": _diff,
    "bench": _bench,
    "fuzz-engines": _fuzz,
}


# Machines


def _batch(options: argparse.Namespace, argv: list[str], files: dict[str, bytes] | None = None) -> int:
    """Run a command between the host's streams."""
    from ucvm.plain import batch

    session = _session(options, options.machine)
    machine = session.open(_setup(options, argv, batch.host_terminals()), files)
    try:
        return batch.run(machine)
    finally:
        session.end(machine)


def _interactive(options: argparse.Namespace) -> int:
    """A login on the console, in the application or inline. A person's machine is kept."""
    person = os.isatty(0) and os.isatty(1)
    if not options.plain and not person:
        raise UsageError("the application needs a terminal; use -c LINE, run SCRIPT or --plain")
    session = _session(options, options.machine or (DEFAULT_MACHINE if person and not options.fresh else None))
    machine = session.open(_setup(options, None, (False, False, False)))
    try:
        if options.plain:
            from ucvm.plain.prompt import run

            return run(machine, session.keeper)
        from ucvm.tui.app import run as run_application

        return run_application(machine, session.keeper)
    finally:
        session.end(machine)


def _session(options: argparse.Namespace, name: str | None) -> "Session":
    """The session that the options ask for, of the kept machine `name`."""
    from ucvm.session import Session, Wishes

    if options.fresh and options.machine:
        raise UsageError("--fresh is a machine that is forgotten, --machine one that is kept: choose one")
    starting = tuple(f"--{key.replace('_', '-')}" for key in STARTING if getattr(options, key) not in (None, []))
    mode, output = (value and value.upper() for value in (options.mode, options.output))
    wishes = Wishes(name, tuple(options.mount), mode, output, starting, options.state, options.record)
    return Session(wishes, lambda: _image(options), _engine(options.engine))


def _setup(options: argparse.Namespace, argv: list[str] | None, isatty: tuple[bool, bool, bool]) -> "Setup":
    """What a machine that starts is started with. A login's clock is the host's."""
    from ucvm.machine.setup import Setup
    from ucvm.services.delegation import denied

    given = {
        "cwd": options.cwd,
        "user": options.user,
        "seed": options.seed,
        "epoch_ns": options.epoch if options.epoch is not None or argv is not None else _host_time(),
        "mode": options.mode and options.mode.upper(),
        "output": options.output and options.output.upper(),
        "max_ticks": options.max_ticks,
    }
    setup = Setup(tuple(argv) if argv is not None else None, tuple(_environment(options.env).items()), isatty=isatty)
    return setup._replace(denied=denied(options.allow or frozenset()), **{name: value for name, value in given.items() if value is not None})


def _environment(pairs: list[str]) -> dict[str, str]:
    environment = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator or not name:
            raise UsageError(f"--env {pair}: expected NAME=VALUE")
        environment[name] = value
    return environment


def _host_time() -> int:
    import time

    return int(time.time()) * 1_000_000_000


def _image(options: argparse.Namespace) -> "Image":
    return read_image(options.image) if options.image else load_image()


def read_image(path: Path) -> "Image":
    """A disk image of the host's; raises UsageError."""
    from ucvm.kernel.fs.image import Image, ImageError

    try:
        return Image.unpack(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except ImageError as error:
        raise UsageError(f"{path}: {error}") from None


def load_image() -> "Image":
    """The disk image, built with a progress bar when it is not there yet; raises UsageError when that fails."""
    from ucvm.image.build import load_image as load
    from ucvm.toolchain.errors import BuildError

    try:
        with _Progress() as progress:
            return load(progress.step)
    except BuildError as error:
        raise UsageError(f"the disk image cannot be built:\n{error}") from None


class _Progress:
    """A progress bar on stderr, which appears with the first step."""

    def __init__(self) -> None:
        self._shown = False

    def __enter__(self) -> "_Progress":
        return self

    def step(self, done: int, total: int, name: str) -> None:
        """`done` of `total` steps are done; the last was `name`."""
        if sys.stderr.isatty():
            width = 30
            filled = width * done // max(total, 1)
            sys.stderr.write(f"\r\x1b[Kbuilding the disk image [{'█' * filled}{'·' * (width - filled)}] {done}/{total} {name}"[:110])
        elif not self._shown:
            sys.stderr.write("building the disk image (once) …\n")
        self._shown = True
        sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown and sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
