"""What libc must not say twice: C headers and system call stubs, derived from the tables in ucvm.abi.

The hand-written headers in userland/include hold the prototypes and include these parts as <bits/…>; nothing that is generated here is
checked in. A stub is `mov r15, N; jmp __sys` (docs/abi.md); `__sys` is written by hand in userland/lib/crt0.s.
"""

from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from ucvm.abi import constants, layout, signals, structs
from ucvm.abi.errno import ERRORS
from ucvm.abi.syscalls import BY_NAME, SYSTEM_CALLS, Argument, SystemCall

_ARGUMENT_TYPES = {
    "int": "int ",
    "uint": "unsigned ",
    "octal": "unsigned ",
    "fd": "int ",
    "pid": "int ",
    "signal": "int ",
    "address": "const void *",
    "path": "const char *",
    "in": "const void *",
    "out": "void *",
    "argv": "char *const *",
    "record": "const void *",
    "given": "const void *",
    "flags": "int ",
    "choice": "int ",
}


def generate() -> dict[str, str]:
    """Every generated file as {path below userland: text}: "include/…" are headers, "lib/syscalls.s" is assembly."""
    files = {f"include/{path}": text for path, text in _headers().items()}
    files["lib/syscalls.s"] = _stubs()
    return files


def write(directory: Path) -> None:
    """Write the generated files below `directory` (for a host compiler that wants to see them)."""
    for path, text in generate().items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def _headers() -> dict[str, str]:
    parts = {
        "sys/syscall.h": _numbers((f"SYS_{row.name}", row.number) for row in SYSTEM_CALLS),
        "bits/stubs.h": _prototypes(),
        "bits/errno.h": _numbers((row.name, row.number) for row in ERRORS),
        "bits/errlist.h": _messages("__ERRLIST", ((row.number, row.message) for row in ERRORS)),
        "bits/errname.h": _messages("__ERRNAMES", ((row.number, row.name) for row in ERRORS)),
        "bits/signum.h": _signal_numbers(),
        "bits/siglist.h": _messages("__SIGLIST", ((row.number, row.message) for row in signals.SIGNALS)),
        "bits/signame.h": _messages("__SIGNAMES", ((row.number, row.name[3:]) for row in signals.SIGNALS)),
        "bits/fcntl.h": _enums(constants.Open, constants.Fcntl) + _define("FD_CLOEXEC", constants.FD_CLOEXEC),
        "bits/mode.h": _enums(constants.FileType) + _define("S_IFMT", constants.S_IFMT),
        "bits/seek.h": _enums(constants.Seek),
        "bits/waitflags.h": _enums(constants.Wait),
        "bits/termflags.h": _enums(constants.InputFlag, constants.OutputFlag, constants.LocalFlag, constants.ControlChar),
        "bits/ioctls.h": _enums(constants.Ioctl),
        "bits/limits.h": _limits(),
        "bits/poll.h": _enums(constants.Poll),
        "bits/trace.h": _enums(constants.Trace, constants.TraceEvent),
        "bits/calls.h": _call_table(),
        "ucvm.h": _machine(),
    }
    for row in structs.STRUCTS:
        parts[f"bits/struct_{row.name.strip('_')}.h"] = _struct(row)
    return {path: f"/* {path}: generated from ucvm.abi */\n{_guarded(path, text)}" for path, text in parts.items()}


def _guarded(path: str, text: str) -> str:
    name = "_GEN_" + path.upper().replace("/", "_").replace(".", "_")
    return f"#ifndef {name}\n#define {name}\n{text}#endif\n"


def _define(name: str, value: int) -> str:
    return f"#define {name} {value if value < layout.PAGE_SIZE else hex(value)}\n"


def _numbers(pairs: Iterable[tuple[str, int]]) -> str:
    return "".join(_define(name, value) for name, value in pairs)


def _enums(*enums: type[IntEnum]) -> str:
    return "".join(_numbers((name, int(member)) for name, member in enum.__members__.items()) for enum in enums)


def _messages(name: str, rows: Iterable[tuple[int, str]]) -> str:
    """One string: a byte with the number, the text, NUL, and so on; an empty record ends it."""
    records = (f'"\\{number:03o}" "{text}\\0"' for number, text in rows)
    return f"#define {name} \\\n" + " \\\n".join(f"    {record}" for record in records) + "\n"


def _signal_numbers() -> str:
    numbers = _numbers((row.name, row.number) for row in signals.SIGNALS)
    return numbers + _define("NSIG", signals.NSIG) + _enums(constants.SigAction, constants.SigMask)


def _limits() -> str:
    names = ("PIPE_BUF", "PIPE_SIZE", "NAME_MAX", "PATH_MAX", "OPEN_MAX", "CLK_TCK")
    pairs = [(name, getattr(constants, name)) for name in names]
    return _numbers([*pairs, ("ARG_MAX", layout.ARG_MAX), ("PAGE_SIZE", layout.PAGE_SIZE)])


def _struct(row: structs.Struct) -> str:
    members = "".join(f"    {_member(field)};\n" for field in row.fields)
    return f"struct {row.name} {{\n{members}}};\n"


def _member(field: structs.Field) -> str:
    ctype, bracket, count = field.ctype.partition("[")
    return f"{ctype} {field.name}{bracket}{count}"


_LETTERS = {
    **{"int": "d", "uint": "u", "octal": "o", "fd": "f", "pid": "d", "signal": "s", "address": "x", "path": "p"},
    **{"in": "i", "out": "w", "argv": "v", "record": "r", "given": "n", "flags": "g", "choice": "c"},
}


def _call_table() -> str:
    """What strace knows: a line of each call, "number name arguments", an argument being a letter and what it refers to; enumerations; structs."""
    calls = [f"{row.number} {row.name} {' '.join(_described(row, argument) for argument in row.arguments)}".rstrip() for row in SYSTEM_CALLS]
    used = {argument.length for row in SYSTEM_CALLS for argument in row.arguments if argument.kind in ("flags", "choice")}
    sets = [f"{name} {' '.join(f'{key}={int(value)}' for key, value in getattr(constants, name).__members__.items())}" for name in sorted(used)]
    layouts = [f"{row.name} {' '.join(f'{field.name}:{field.code}' for field in row.fields)}" for row in structs.STRUCTS]
    return "".join(_text_macro(name, lines) for name, lines in (("__CALLS", calls), ("__SETS", sets), ("__LAYOUTS", layouts)))


def _described(row: SystemCall, argument: Argument) -> str:
    """A letter, and behind it the index of the length's argument or the name of a record or enumeration."""
    names = [other.name for other in row.arguments]
    return _LETTERS[argument.kind] + (str(names.index(argument.length)) if argument.length in names else argument.length)


def _text_macro(name: str, lines: list[str]) -> str:
    return f"#define {name} \\\n" + " \\\n".join(f'    "{line}\\n"' for line in lines) + "\n"


def _machine() -> str:
    """<ucvm.h>: what only this machine has; the calls are those of <bits/stubs.h>."""
    pairs = [(name, value) for name, value in vars(layout).items() if name.isupper() and isinstance(value, int)]
    pairs += [(f"MODE_{member.name}", int(member)) for member in constants.Mode]
    pairs += [(f"OUTPUT_{member.name}", int(member)) for member in constants.Output]
    pairs += [(f"DEV_{member.name}", int(member)) for member in constants.Device]
    rows = (f'X("{row.name}", {row.start:#06x}, {row.end:#x}, "{row.permissions}")' for row in layout.SEGMENTS)
    segments = "#define UCVM_SEGMENTS(X) " + " ".join(rows) + "\n"
    return "#include <bits/stubs.h>\n" + _numbers(pairs) + _enums(constants.Snapshot) + segments


def _prototypes() -> str:
    """Prototypes of the stubs whose C name is ours; those with a POSIX name stand in their own headers."""
    special = ("search", "repl", "delegation", "machine", "mount", "trace")
    rows = (row for row in SYSTEM_CALLS if row.stub != "_exit" and (row.stub.startswith("_") or row.capability in special))
    return "".join(_prototype(row) for row in rows)


def _prototype(row: SystemCall) -> str:
    arguments = ", ".join(_parameter(argument) for argument in row.arguments)
    return f"int {row.stub}({arguments or 'void'});\n"


def _parameter(argument: Argument) -> str:
    return f"{_ARGUMENT_TYPES[argument.kind]}{argument.name}"


def _stubs() -> str:
    """Assembly of every stub, each in a section of its own so that the linker keeps only those in use."""
    stubs = "".join(_function(row.stub, f"mov r15, {row.number}", "jmp __sys") for row in SYSTEM_CALLS)
    return stubs + _function("__restore", f"mov r0, {BY_NAME['sigreturn'].number}", "syscall")


def _function(name: str, *lines: str) -> str:
    """`__restore` must not push: sigreturn finds the signal frame at sp."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"    .section .text.{name}\n    .align 4\n    .global {name}\n    .type {name}, func\n{name}:\n{body}"
