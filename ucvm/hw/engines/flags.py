"""Flags as translated code keeps them: locals `kind`, `x flag` and `y flag`, from which conditions and packed bits are made where they are needed."""

from ucvm.abi.layout import FLAG_C, FLAG_O, FLAG_S, FLAG_Z
from ucvm.hw.engines.control import ADD, PACKED, SUB
from ucvm.hw.engines.wasm import Code

KIND, X, Y = LOCALS = ("kind", "x flag", "y flag")
_COMPARED = {"z": "eq", "c": "lt_u", "s ^ o": "lt_s", "z | s ^ o": "le_s", "c | z": "le_u"}
"""Conditions after x - y."""
_BITS = {"z": FLAG_Z, "c": FLAG_C, "s": FLAG_S, "o": FLAG_O}


def push_condition(code: Code, text: str, kind: int) -> bool:
    """Push a condition (isa.registers, as its expression reads) after flags of a known kind as 0 or 1; False where it has to be put together."""
    if kind == SUB and text in _COMPARED:
        _both(code, _COMPARED[text])
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


def push_packed(code: Code) -> None:
    """Push the packed bits of flags of any kind."""
    code.get(X)
    _push_bits(code, ADD)
    _push_bits(code, SUB)
    code.get(KIND)
    code.op("select")
    code.get(KIND)
    code.const(PACKED)
    code.op("eq", "select")


def _push_bits(code: Code, kind: int) -> None:
    for name, bit in _BITS.items():
        _PUSH[name](code, kind)
        code.const(bit.bit_length() - 1)
        code.op("shl")
        if bit > 1:
            code.op("or")


def _result(code: Code, kind: int) -> None:
    _both(code, "add" if kind == ADD else "sub")


def _both(code: Code, operation: str) -> None:
    code.get(X)
    code.get(Y)
    code.op(operation)


def _zero(code: Code, kind: int) -> None:
    if kind == SUB:
        _both(code, "eq")
        return
    _result(code, kind)
    code.op("eqz")


def _carry(code: Code, kind: int) -> None:
    if kind == SUB:
        _both(code, "lt_u")
        return
    _result(code, kind)
    code.get(X)
    code.op("lt_u")


def _sign(code: Code, kind: int) -> None:
    _result(code, kind)
    code.const(31)
    code.op("shr_u")


def _overflow(code: Code, kind: int) -> None:
    """(x ^ q) & (y ^ q) for a sum q, (x ^ q) & (x ^ y) for a difference."""
    code.get(X)
    _result(code, kind)
    code.op("xor")
    code.get(Y)
    if kind == ADD:
        _result(code, kind)
    else:
        code.get(X)
    code.op("xor", "and")
    code.const(31)
    code.op("shr_u")


_PUSH = {"z": _zero, "c": _carry, "s": _sign, "o": _overflow}
