"""Flags as translated code keeps them: locals `kind`, `x flag` and `y flag`, from which conditions and packed bits are made where they are needed."""

from ucvm.abi.layout import FLAG_C, FLAG_O, FLAG_S, FLAG_Z
from ucvm.hw.engines.control import ADD, FLAGS, LESS, PACKED, SUB, at
from ucvm.hw.engines.wasm import Code

KIND, X, Y = LOCALS = ("kind", "x flag", "y flag")
_COMPARED = {"z": "eq", "c": "lt_u", "s ^ o": "lt_s", "z | s ^ o": "le_s", "c | z": "le_u"}
"""Conditions after x - y."""
_BITS = {"z": FLAG_Z, "c": FLAG_C, "s": FLAG_S, "o": FLAG_O}


def push_condition(code: Code, text: str, kind: int) -> bool:
    """Push a condition (isa.registers, as its expression reads) after flags of a known kind as 0 or 1; False where it has to be put together."""
    if kind in (SUB, LESS) and text in _COMPARED:
        _compare(code, kind, _COMPARED[text])
    elif text not in _BITS:
        return False
    elif kind == PACKED:
        code.get(X)
        code.const(_BITS[text].bit_length() - 1)
        code.op("shr_u")
        code.const(1)
        code.op("and")
    else:
        _PUSH[text](code, kind)
    return True


def load(code: Code) -> None:
    """Flags from the control area."""
    for number, name in enumerate(LOCALS):
        code.const(0)
        code.load(4, at(FLAGS + number))
        code.set(name)


def push_packed(code: Code) -> None:
    """Push the packed bits of flags of any kind."""
    code.get(X)
    for kind in (LESS, ADD, SUB):
        _push_bits(code, kind)
    for kind in (ADD, LESS, PACKED):
        code.get(KIND)
        code.const(kind)
        code.op("eq", "select")


def _push_bits(code: Code, kind: int) -> None:
    for name, bit in _BITS.items():
        _PUSH[name](code, kind)
        code.const(bit.bit_length() - 1)
        code.op("shl")
        if bit > 1:
            code.op("or")


def _first(code: Code, kind: int) -> None:
    """What was operated on: of a sum and a difference that is made again."""
    code.get(X)
    if kind != SUB:
        code.get(Y)
        code.op("sub" if kind == ADD else "add")


def _result(code: Code, kind: int) -> None:
    code.get(X)
    if kind == SUB:
        code.get(Y)
        code.op("sub")


def _compare(code: Code, kind: int, operation: str) -> None:
    """Compare what was operated on after x - y; a difference is 0 if both are equal."""
    if kind == LESS and operation == "eq":
        code.get(X)
        code.op("eqz")
        return
    _first(code, kind)
    code.get(Y)
    code.op(operation)


def _zero(code: Code, kind: int) -> None:
    if kind == SUB:
        _compare(code, kind, "eq")
        return
    code.get(X)
    code.op("eqz")


def _carry(code: Code, kind: int) -> None:
    """A sum that is less than what was added has gone over."""
    if kind == ADD:
        code.get(X)
        code.get(Y)
        code.op("lt_u")
    else:
        _compare(code, kind, "lt_u")


def _sign(code: Code, kind: int) -> None:
    _result(code, kind)
    code.const(31)
    code.op("shr_u")


def _overflow(code: Code, kind: int) -> None:
    """(x ^ q) & (y ^ q) for a sum q, (x ^ q) & (x ^ y) for a difference."""
    _first(code, kind)
    _result(code, kind)
    code.op("xor")
    code.get(Y)
    (_result if kind == ADD else _first)(code, kind)
    code.op("xor", "and")
    code.const(31)
    code.op("shr_u")


_PUSH = {"z": _zero, "c": _carry, "s": _sign, "o": _overflow}
