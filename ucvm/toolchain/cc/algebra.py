"""Arithmetic on operands: folding constants and identities of 32-bit words. Shared by lowering and by the value pass."""

from collections.abc import Callable

from ucvm.toolchain.cc.ir import MASK, OPS, Imm, Operand, Slot, Sym

ZERO = Imm(0)
ALL_ONES = Imm(MASK)


def signed(value: int) -> int:
    """A word as a signed number."""
    return value - (1 << 32) if value >> 31 else value


def _quotient(a: int, b: int) -> int:
    found = abs(a) // abs(b)
    return found if (a < 0) == (b < 0) else -found


def fold(op: str, a: int, b: int) -> int | None:
    """a op b on words; None where it would trap."""
    if op in ("div", "divs", "mod", "mods") and b == 0:
        return None
    return _FOLDS[op](a, b) & MASK


_FOLDS: dict[str, Callable[[int, int], int]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "mulhu": lambda a, b: a * b >> 32,
    "div": lambda a, b: a // b,
    "mod": lambda a, b: a % b,
    "divs": lambda a, b: _quotient(signed(a), signed(b)),
    "mods": lambda a, b: signed(a) - _quotient(signed(a), signed(b)) * signed(b),
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "shl": lambda a, b: a << (b & 31),
    "shr": lambda a, b: a >> (b & 31),
    "sar": lambda a, b: signed(a) >> (b & 31),
}

FOLD_UNARY: dict[str, Callable[[int], int]] = {
    "not": lambda a: ~a & MASK,
    "neg": lambda a: -a & MASK,
    "sxb": lambda a: ((a & 0xFF ^ 0x80) - 0x80) & MASK,
    "sxh": lambda a: ((a & 0xFFFF ^ 0x8000) - 0x8000) & MASK,
    "zxb": lambda a: a & 0xFF,
    "zxh": lambda a: a & 0xFFFF,
}

_COMPARES: dict[str, Callable[[int, int], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "ltu": lambda a, b: a < b,
    "geu": lambda a, b: a >= b,
    "gtu": lambda a, b: a > b,
    "leu": lambda a, b: a <= b,
    "lt": lambda a, b: signed(a) < signed(b),
    "ge": lambda a, b: signed(a) >= signed(b),
    "gt": lambda a, b: signed(a) > signed(b),
    "le": lambda a, b: signed(a) <= signed(b),
}


def compare(cc: str, a: int, b: int) -> bool:
    """Whether a cc b holds for two words."""
    return _COMPARES[cc](a, b)


def moved(a: Operand, by: int) -> Operand | None:
    """A constant or address plus a constant; None of a register."""
    kind = type(a)
    if kind is Imm:
        return Imm((a.v + by) & MASK)  # type: ignore[union-attr]
    if kind is Sym:
        return Sym(a.name, a.off + by)  # type: ignore[union-attr]
    return Slot(a.slot, a.off + by) if kind is Slot else None  # type: ignore[union-attr]


def simplify(op: str, a: Operand, b: Operand) -> tuple[str, Operand, Operand]:
    """An equal, simpler operation; ("copy", x, x) where it is just the operand x. Constants come second, `sub` of a constant becomes `add`."""
    if type(a) is Imm:
        if type(b) is Imm:
            found = fold(op, a.v, b.v)
            if found is not None:
                return "copy", Imm(found), ZERO
        elif OPS[op].commutes:
            a, b = b, a
    elif OPS[op].commutes and type(a) in (Sym, Slot) and type(b) is int:
        a, b = b, a
    if type(b) is Imm:
        return _with_constant(op, a, b.v)
    if op == "add" and type(a) is Imm:
        a, b = b, a
    return op, a, b


def _with_constant(op: str, a: Operand, v: int) -> tuple[str, Operand, Operand]:
    if op == "sub":
        op, v = "add", -v & MASK
    if op in ("shl", "shr", "sar"):
        v &= 31
    if v == 0 and op in ("add", "or", "xor", "shl", "shr", "sar"):
        return "copy", a, ZERO
    if op == "add":
        found = moved(a, signed(v))
        return ("add", a, Imm(v)) if found is None else ("copy", found, ZERO)
    if (v == 0 and op in ("and", "mul", "mulhu")) or (v == 1 and op in ("mod", "mods")):
        return "copy", ZERO, ZERO
    if (v == 1 and op in ("mul", "div", "divs")) or (v == MASK and op == "and"):
        return "copy", a, ZERO
    return _by_power(op, a, v)


def _by_power(op: str, a: Operand, v: int) -> tuple[str, Operand, Operand]:
    if v and v & (v - 1) == 0:
        if op == "mul":
            return "shl", a, Imm(v.bit_length() - 1)
        if op == "div":
            return "shr", a, Imm(v.bit_length() - 1)
        if op == "mod":
            return "and", a, Imm(v - 1)
    return op, a, Imm(v)
