"""Records as JSON and back: the types of a NamedTuple's fields say how.

Integers beyond 2^53 become decimal strings (a JSON reader may hold numbers as doubles), bytes become base64, tuples become arrays, records
become objects.
`decode(kind, encode(value)) == value` for every value whose type is `kind`.
"""

import base64
import types
import typing
from enum import Enum
from functools import lru_cache
from typing import Any

SAFE = 1 << 53


class RecordError(ValueError):
    """The JSON does not fit the record; the message says where."""


def encode(value: Any) -> Any:
    """A record value as what json.dumps takes."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Enum):
        return encode(value.value)
    if isinstance(value, int):
        return value if -SAFE < value < SAFE else str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, tuple):
        return _encode_tuple(value)
    raise RecordError(f"{type(value).__name__} is no machine state")


def _encode_tuple(value: Any) -> Any:
    names = getattr(value, "_fields", None)
    if names is None:
        return [encode(item) for item in value]
    return {name: encode(item) for name, item in zip(names, value, strict=True)}


@lru_cache(maxsize=256)
def fields_of(kind: type) -> dict[str, Any]:
    """Field name → type of a NamedTuple class."""
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in kind._fields}  # type: ignore[attr-defined]


def decode(kind: Any, data: Any) -> Any:
    """The value of type `kind` that `data` stands for; raises RecordError."""
    if kind in (Any, typing.Any):
        raise RecordError("a record field needs a type")
    if isinstance(kind, type) and hasattr(kind, "_fields"):
        return _decode_record(kind, data)
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode_union(typing.get_args(kind), data)
    if origin is tuple:
        return _decode_tuple(typing.get_args(kind), data)
    return _decode_plain(kind, data)


def _decode_record(kind: Any, data: Any) -> Any:
    fields = fields_of(kind)
    if not isinstance(data, dict) or set(data) != set(fields):
        raise RecordError(f"{kind.__name__} needs the members {', '.join(fields)}")
    return kind(**{name: decode(fields[name], data[name]) for name in fields})


def _decode_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    for kind in wanted[:-1]:
        try:
            return decode(kind, data)
        except RecordError:
            continue
    return decode(wanted[-1], data)


def _decode_tuple(kinds: tuple[Any, ...], data: Any) -> Any:
    if not isinstance(data, list):
        raise RecordError(f"an array was expected, not {type(data).__name__}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(decode(kinds[0], item) for item in data)
    if len(kinds) != len(data):
        raise RecordError(f"an array of {len(kinds)} was expected, not of {len(data)}")
    return tuple(decode(kind, item) for kind, item in zip(kinds, data, strict=True))


def _decode_plain(kind: Any, data: Any) -> Any:
    try:
        if kind is bytes and isinstance(data, str):
            return base64.b64decode(data, validate=True)
        if kind is bool or kind is str:
            return _exact(kind, data)
        if issubclass(kind, Enum):
            return kind(data)
        if kind is int and (type(data) is int or isinstance(data, str)):
            return int(data)
    except (ValueError, TypeError) as error:
        raise RecordError(f"{data!r} is no {kind.__name__}") from error
    raise RecordError(f"{data!r} is no {getattr(kind, '__name__', kind)}")


def _exact(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise RecordError(f"{data!r} is no {kind.__name__}")
    return data
