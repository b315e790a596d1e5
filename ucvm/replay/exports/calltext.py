"""System calls in words: arguments as strace(1) shows them, by the tables of ucvm.abi."""

from collections.abc import Iterator
from itertools import islice

from ucvm.abi import decoding
from ucvm.abi.constants import S_IFMT, FileType
from ucvm.abi.errno import ERRORS, MESSAGES, Errno
from ucvm.abi.syscalls import BY_NUMBER, Argument
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.trace import CallEvent
from ucvm.machine.inspect import peek

_STRING = 256
"""Bytes of a path that are looked at."""
_VECTOR = 8
"""Words of an argument vector that are shown."""
_ERRORS = {row.number: row.name for row in ERRORS}
_ESCAPES = {9: "\\t", 10: "\\n", 13: "\\r", 34: '\\"', 92: "\\\\"}


def call_name(number: int) -> str:
    """The name of a call, also of one that there is not."""
    return BY_NUMBER[number].name if number in BY_NUMBER else f"call_{number}"


def arguments(k: Kernel, event: CallEvent) -> list[str | None]:
    """The arguments as the call enters; None for what it will put out."""
    row = BY_NUMBER.get(event.number)
    if row is None:
        return [f"{word:#x}" for word in event.args]
    words = dict(zip((argument.name for argument in row.arguments), event.args, strict=False))
    return [_argument(k, event.pid, argument, words) for argument in row.arguments]


def results(k: Kernel, event: CallEvent) -> list[str]:
    """What a call put out, in the order of those arguments; addresses when it failed."""
    row = BY_NUMBER[event.number]
    pairs = zip(row.arguments, event.args, strict=False)
    return [_output(k, event, argument, word) for argument, word in pairs if _is_output(argument)]


def outcome(event: CallEvent) -> str:
    """A finished call's result, as it stands behind "="."""
    if event.errno:
        return f"-1 {_ERRORS.get(event.errno, event.errno)} ({MESSAGES.get(event.errno, 'unknown error')})"
    return f"{event.result:#x}" if call_name(event.number) in ("brk", "mmap") else str(event.result)


def quoted(data: bytes, limit: int = decoding.TEXT_SHOWN) -> str:
    """Bytes as a C string, cut off after `limit`."""
    text = "".join(_ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:o}") for byte in data[:limit])
    return f'"{text}"' + ("..." if len(data) > limit else "")


def _is_output(argument: Argument) -> bool:
    return argument.kind in ("out", "record")


def _argument(k: Kernel, pid: int, argument: Argument, words: dict[str, int]) -> str | None:
    word = words[argument.name]
    if _is_output(argument):
        return None if word else "NULL"
    match argument.kind:
        case "flags" | "choice":
            return decoding.in_words(argument, word)
        case "path":
            return _string(k, pid, word)
        case "in":
            return _buffer(k, pid, word, words[argument.length])
        case "argv":
            return _vector(k, pid, word) if argument.name == "argv" else f"{_address(word)} /* {_count(k, pid, word)} vars */"
        case "given":
            return _record(k, pid, argument.length, word)
        case "signal":
            return decoding.SIGNALS.get(word, str(word))
        case "octal":
            return f"0{word:o}" if word else "0"
        case "address":
            return _address(word)
        case "uint":
            return str(word)
    return str(word - (1 << 32) if word >> 31 else word)


def _address(word: int) -> str:
    return f"{word:#x}" if word else "NULL"


def _string(k: Kernel, pid: int, address: int) -> str:
    found = b""
    while len(found) < _STRING:
        byte = peek(k, pid, address + len(found), 1)
        if byte is None:
            return _address(address)
        if byte == b"\0":
            return quoted(found, _STRING)
        found += byte
    return quoted(found, _STRING - 1)


def _buffer(k: Kernel, pid: int, address: int, length: int) -> str:
    data = peek(k, pid, address, min(length, decoding.TEXT_SHOWN + 1))
    return _address(address) if data is None else quoted(data)


def _pointers(k: Kernel, pid: int, address: int) -> Iterator[int]:
    """The words of a vector up to the 0 that ends it."""
    while address:
        word = peek(k, pid, address, 4)
        if word is None or word == bytes(4):
            break
        yield int.from_bytes(word, "little")
        address += 4


def _count(k: Kernel, pid: int, address: int) -> int:
    return sum(1 for _ in _pointers(k, pid, address))


def _vector(k: Kernel, pid: int, address: int) -> str:
    found = [_string(k, pid, pointer) for pointer in islice(_pointers(k, pid, address), _VECTOR + 1)]
    more = [*found[:_VECTOR], "..."] if len(found) > _VECTOR else found
    return f"[{', '.join(more)}]" if address else "NULL"


def _record(k: Kernel, pid: int, name: str, address: int) -> str:
    if not address:
        return "NULL"
    if name in decoding.WORDS:
        return _words(k, pid, address, decoding.WORDS[name])
    count = 2 if name.endswith("2") else 1
    struct = decoding.RECORDS[name.rstrip("2")]
    size = struct.packer.size
    found = [peek(k, pid, address + size * number, size) for number in range(count)]
    texts = [_members(name.rstrip("2"), data) for data in found if data is not None]
    if len(texts) < count:
        return _address(address)
    return texts[0] if count == 1 else f"[{', '.join(texts)}]"


def _words(k: Kernel, pid: int, address: int, count: int) -> str:
    data = peek(k, pid, address, 4 * count)
    if data is None:
        return _address(address)
    return f"[{', '.join(str(int.from_bytes(data[at : at + 4], 'little')) for at in range(0, len(data), 4))}]"


def _members(name: str, data: bytes) -> str:
    struct = decoding.RECORDS[name]
    shown = decoding.SHOWN.get(name)
    values = zip(struct.fields, struct.packer.unpack(data), strict=True)
    members = [f"{field.name}={_member(field.name, value)}" for field, value in values if shown is None or field.name in shown]
    return f"{{{', '.join(members)}{', ...' if shown else ''}}}"


def _member(name: str, value: int | bytes) -> str:
    if isinstance(value, bytes):
        return quoted(value.rstrip(b"\0"))
    if name == "st_mode":
        kind = value & S_IFMT
        return f"{FileType(kind).name if kind in tuple(FileType) else oct(kind)}|0{value & ~S_IFMT:o}"
    if name == "sa_handler":
        return {0: "SIG_DFL", 1: "SIG_IGN"}.get(value, hex(value))
    return hex(value) if name in ("sa_mask", "sa_flags") else str(value)


def _output(k: Kernel, event: CallEvent, argument: Argument, word: int) -> str:
    if not word or event.errno != (Errno.EINTR if argument.name in decoding.INTERRUPTED else 0):
        return _address(word)
    if argument.kind == "record":
        return _record(k, event.pid, argument.length, word)
    return _buffer(k, event.pid, word, event.result or 0)
