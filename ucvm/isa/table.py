"""THE INSTRUCTION SET: one row an encoding, with its meaning. Encoder, decoder, assembler, disassembler, engines and manual are derived.

A row's meaning is written in a little language with Python's syntax and 32-bit unsigned wrapping arithmetic:

    reading     register operands by name, sp, next (address after the instruction), bank (high half of pc), z c s o (flags as 0 or 1),
                u32[address] u16[address] u8[address]
    functions   s8 s16 (sign-extend), lt(a, b) (signed less), sar(a, n), mulhu, divu, modu, divs, mods, far(target)
    checks      division by 0 in divu modu divs mods traps DIVIDE
    commits     happen together, every right side sees the state before:
                NAME = expr, sp = expr, pc = expr, u32[address] = expr, flags = add(a, b) | sub(a, b) | adc(a, b) | sbc(a, b) | logic(r)
    loops       for i in range(k): ...                         (only over an immediate)
    traps       trap(KIND, operand)                            (alone; ends a block)

Its shape is fixed: loads and checks first, then pure lets, then commits (isa.semantics verifies it), so that a faulting instruction has
done nothing. Words are accessed at addresses divisible by 4, halves by 2.
Source: the specification, 4.3, for 01-04 10-13 20 21 24 25 80 81; docs/isa.md for all.
"""

from typing import NamedTuple

from ucvm.isa.operands import LAYOUTS, Operand, parse_operand
from ucvm.isa.registers import CONDITIONS


class Row(NamedTuple):
    """One encoding.

    `span` opcodes from `code` on share the row (their low bits are operand slots); `fixed` bit ranges tell rows of one opcode apart.
    `spelling` names exactly this encoding; `syntax` is its operand template; `aliases` are the bare forms an assembler may encode with it:
    "mnemonic template", where a template is operands by name, -name (negated), constants, and after ";" bindings of operands that do not stand in it.
    """

    code: int
    span: int
    fixed: tuple[tuple[int, int, int], ...]
    spelling: str
    layout: str
    operands: tuple[Operand, ...]
    syntax: str
    aliases: tuple[str, ...]
    meaning: str
    privileged: bool
    doc: str

    @property
    def length(self) -> int:
        """Bytes."""
        return LAYOUTS[self.layout].length

    @property
    def mnemonic(self) -> str:
        """The spelling without its suffix."""
        return self.spelling.partition(".")[0]


def _row(
    code: int,
    spelling: str,
    layout: str,
    operands: str,
    syntax: str,
    meaning: str,
    doc: str,
    *,
    aliases: tuple[str, ...] | None = None,
    span: int = 1,
    fixed: tuple[str, int] | None = None,
    privileged: bool = False,
) -> Row:
    shape = LAYOUTS[layout]
    zero = tuple((bit, width, 0) for bit, width in shape.zero)
    bound = tuple((bit, width, fixed[1]) for bit, width in shape.slots[fixed[0]]) if fixed else ()
    bare = (f"{spelling.partition('.')[0]} {syntax}".strip(),) if aliases is None else aliases
    parsed = tuple(parse_operand(text, shape) for text in operands.split())
    return Row(code, span, zero + bound, spelling, layout, parsed, syntax, bare, meaning, privileged, doc)


def _alu(code: int, name: str, meaning: str, flags: str, doc: str, layout: str = "RR") -> Row:
    return _row(code, name, layout, "d=x a=y", "d, a", f"t = {meaning}; flags = {flags}; d = t", doc)


_MOVEMENT = (
    _row(0x01, "mov.r", "RR", "d=x a=y", "d, a", "d = a", "Copy a register."),
    _row(0x02, "mov.w", "R,I32", "d=x i=i:u", "d, i", "d = i", "Load a 32-bit constant."),
    _row(0x03, "mov.l", "R,I16", "d=x m=i:a", "d, [m]", "v = u32[m]; d = v", "Load a word from an absolute address.", aliases=("mov d, [m]", "ldw d, [m]")),
    _row(0x04, "mov.s", "R,I16", "a=x m=i:a", "[m], a", "u32[m] = a", "Store a word at an absolute address.", aliases=("mov [m], a", "stw [m], a")),
    _row(0x05, "mov.h", "R,I16", "d=x i=i:u", "d, i", "d = i", "Load a 16-bit constant, zero-extended."),
    _row(0x06, "mov.p", "R", "a=x", "sp, a", "sp = a", "Set the stack pointer."),
    _row(0x07, "lea.n", "RN", "d=x o=y:u*4", "d, [sp+o]", "d = sp + o", "Address of a stack slot.", aliases=("lea d, [sp+o]", "mov d, sp; o=0")),
    _row(0x08, "lea.b", "R8", "d=x o=i:u*4", "d, [sp+o]", "d = sp + o", "Address of a stack slot, far."),
    _row(0x09, "add.p", "I8", "i=i:s*4", "sp, i", "sp = sp + i", "Move the stack pointer.", aliases=("add sp, i", "sub sp, -i")),
    _row(
        0x0A, "enter", "KF", "k=x:u<10 f=y:u", "k, f",
        "for i in range(k): u32[sp - 4 * k + 4 * i] = r[4 + i]; sp = sp - 4 * k - 4 * f",
        "Prologue: push k registers from r4 up (r4 lowest) and make room for f words.",
    ),
    _row(
        0x0B, "leave", "KF", "k=x:u<10 f=y:u", "k, f",
        "for i in range(k): v[i] = u32[sp + 4 * f + 4 * i]; for i in range(k): r[4 + i] = v[i]; sp = sp + 4 * f + 4 * k",
        "Epilogue: undo enter.",
    ),
    _row(
        0x0C, "retx", "KF", "k=x:u<10 f=y:u", "k, f",
        "for i in range(k): v[i] = u32[sp + 4 * f + 4 * i]; t = u32[sp + 4 * f + 4 * k]; for i in range(k): r[4 + i] = v[i]; sp = sp + 4 * f + 4 * k + 4; pc = far(t)",
        "Epilogue and return.",
    ),
    _row(0x0D, "push", "R", "a=x", "a", "u32[sp - 4] = a; sp = sp - 4", "Push a register."),
    _row(0x0E, "ldb.r", "RR", "d=x a=y", "d, [a]", "v = u8[a]; d = v", "Load a byte."),
    _row(0x0F, "stb.r", "RR", "b=x a=y", "[b], a", "u8[b] = a", "Store a byte."),
)

_ARITHMETIC = (
    _alu(0x10, "add.r", "d + a", "add(d, a)", "Add."),
    _alu(0x11, "sub.r", "d - a", "sub(d, a)", "Subtract."),
    _alu(0x12, "mul", "d * a", "logic(t)", "Multiply, low word."),
    _alu(0x13, "div", "divu(d, a)", "logic(t)", "Divide, unsigned; by 0 traps."),
    _alu(0x14, "divs", "divs(d, a)", "logic(t)", "Divide, signed, towards 0; by 0 traps; -2^31 / -1 is -2^31."),
    _alu(0x15, "mod", "modu(d, a)", "logic(t)", "Remainder, unsigned; by 0 traps."),
    _alu(0x16, "mods", "mods(d, a)", "logic(t)", "Remainder, signed, sign of the dividend; by 0 traps."),
    _alu(0x17, "adc", "d + a + c", "adc(d, a)", "Add with carry."),
    _alu(0x18, "sbc", "d - a - c", "sbc(d, a)", "Subtract with borrow."),
    _row(0x19, "cmp.r", "RR", "a=x b=y", "a, b", "flags = sub(a, b)", "Compare."),
    _row(0x1A, "add.n", "RN", "d=x i=y:u+1", "d, i", "flags = add(d, i); d = d + i", "Add 1 to 16.", aliases=("add d, i", "sub d, -i", "add d, d, i", "sub d, d, -i")),
    _row(0x1B, "sub.n", "RN", "d=x i=y:u+1", "d, i", "flags = sub(d, i); d = d - i", "Subtract 1 to 16.", aliases=("sub d, i", "add d, -i", "sub d, d, i", "add d, d, -i")),
    *(
        _row(
            code, f"add.{suffix}", layout, "d=x a=y i=i:s", "d, a, i", "d = a + i", "Add a signed constant; flags stay.",
            aliases=("add d, a, i", "sub d, a, -i", "lea d, [a+i]", "add d, i; a=d", "sub d, -i; a=d"),
        )
        for code, suffix, layout in ((0x1C, "b", "RR8"), (0x1D, "h", "RR16"))
    ),
    _row(0x1E, "add.t", "RRR", "d=x a=y b=z", "d, a, b", "d = a + b", "Add into a third register; flags stay."),
    _row(0x1F, "sub.t", "RRR", "d=x a=y b=z", "d, a, b", "d = a - b", "Subtract into a third register; flags stay."),
)

_COMPARED = (("eq", "a == b"), ("ne", "a != b"), ("lt", "lt(a, b)"), ("ge", "lt(a, b) ^ 1"), ("ltu", "a < b"), ("geu", "a >= b"))
_SWAPPED = {"lt": "gt", "ge": "le", "ltu": "gtu", "geu": "leu"}


def _branch(code: int, name: str, layout: str, operands: str, syntax: str, condition: str, doc: str, **more: object) -> Row:
    return _row(code, name, layout, operands, syntax, f"pc = t if {condition} else next", doc, **more)  # type: ignore[arg-type]


_CONTROL = (
    _row(0x20, "jmp.a", "I16", "t=i:a", "t", "pc = bank | t", "Jump."),
    _row(0x21, "jz.a", "I16", "t=i:a", "t", "pc = bank | t if z else next", "Jump if zero.", aliases=("jz t", "jeq t")),
    _row(0x22, "jmp.b", "I8", "t=i:r", "t", "pc = t", "Jump near."),
    *(
        _branch(
            0x23, f"j{row.names[0]}.h", "R12", "t=i:r", "t", row.meaning, f"Jump if {row.names[0]}.",
            fixed=("x", row.number), aliases=tuple(f"j{name} t" for name in row.names),
        )
        for row in CONDITIONS
    ),
    _row(0x24, "call.a", "I16", "t=i:a", "t", "u32[sp - 4] = next; sp = sp - 4; pc = bank | t", "Call: push the return address and jump."),
    _row(0x25, "ret", "-", "", "", "t = u32[sp]; sp = sp + 4; pc = far(t)", "Return: pop pc."),
    _row(0x26, "jmp.r", "R", "a=x", "a", "pc = far(a)", "Jump to the address in a register."),
    _row(0x27, "call.r", "R", "a=x", "a", "u32[sp - 4] = next; sp = sp - 4; pc = far(a)", "Call the address in a register."),
    _branch(0x28, "bz.h", "R12", "a=x t=i:r", "a, t", "a == 0", "Branch if the register is 0."),
    _branch(0x29, "bnz.h", "R12", "a=x t=i:r", "a, t", "a != 0", "Branch if the register is not 0."),
    _branch(0x2A, "bltz", "R12", "a=x t=i:r", "a, t", "lt(a, 0)", "Branch if negative."),
    _branch(0x2B, "bgez", "R12", "a=x t=i:r", "a, t", "lt(a, 0) ^ 1", "Branch if not negative."),
    _branch(0x2C, "beq.b", "R8B", "a=x i=i:s t=t:r", "a, i, t", "a == i", "Branch if equal to a constant."),
    _branch(0x2D, "bne.b", "R8B", "a=x i=i:s t=t:r", "a, i, t", "a != i", "Branch if not equal to a constant."),
    _branch(0x2E, "beq.n", "RNB", "a=x i=y:u t=t:r", "a, i, t", "a == i", "Branch if equal to 0 to 15."),
    _branch(0x2F, "bne.n", "RNB", "a=x i=y:u t=t:r", "a, i, t", "a != i", "Branch if not equal to 0 to 15."),
    *(
        _branch(
            0x30 + row.number, f"j{row.names[0]}.b", "I8", "t=i:r", "t", row.meaning, f"Jump near if {row.names[0]}.",
            aliases=tuple(f"j{name} t" for name in row.names) + (("jz t",) if row.number == 0 else ()),
        )
        for row in CONDITIONS[:10]
    ),
    *(
        _branch(
            0x3A + number, f"b{name}.r", "RRB", "a=x b=y t=t:r", "a, b, t", condition, f"Branch if a {name} b.",
            aliases=(f"b{name} a, b, t", *((f"b{_SWAPPED[name]} b, a, t",) if name in _SWAPPED else ())),
        )
        for number, (name, condition) in enumerate(_COMPARED)
    ),
)

_SHORT = (
    _row(0x40, "mov.b", "I8", "d=e4 i=i:s", "d, i", "d = i", "Load a constant from -128 to 127.", span=16),
    _row(0x50, "mov.i", "I16", "d=e3 i=i:u", "d, i", "d = i", "Load a 16-bit constant into r0-r7.", span=8),
    _row(0x58, "clr", "-", "d=e3", "d", "d = 0", "Clear r0-r7.", span=8, aliases=("clr d", "mov d, 0")),
    *(
        _row(0x60 + number, f"ldw.{number}", "RR", "d=x a=y", f"d, [a+{4 * number}]", f"v = u32[a + {4 * number}]; d = v", "Load a word.", aliases=(f"ldw d, [a+{4 * number}]",) + (("ldw d, [a]",) if not number else ()))
        for number in range(8)
    ),
    *(
        _row(0x68 + number, f"stw.{number}", "RR", "a=x b=y", f"[b+{4 * number}], a", f"u32[b + {4 * number}] = a", "Store a word.", aliases=(f"stw [b+{4 * number}], a",) + (("stw [b], a",) if not number else ()))
        for number in range(8)
    ),
    _row(0x70, "mov.x", "-", "d=eb a=e2:+4", "d, a", "d = a", "Copy r4-r7 to r0 or r1.", span=8),
    _row(0x78, "mov.y", "-", "d=e2:+4 a=eb", "d, a", "d = a", "Copy r0 or r1 to r4-r7.", span=8),
)

_SYSTEM = (
    _row(0x80, "syscall", "-", "", "", "trap(SYSCALL, 0)", "Invoke a system call."),
    _row(0x81, "int", "I8", "n=i:u", "n", "trap(INT, n)", "Invoke interrupt n."),
    _row(0x82, "iret", "-", "", "", "trap(IRET, 0)", "Return from an interrupt handler.", privileged=True),
    _row(0x83, "hlt", "-", "", "", "trap(HLT, 0)", "Halt the processor.", privileged=True),
    _row(0x84, "nop", "-", "", "", "", "Do nothing."),
    _row(0x85, "brk", "-", "", "", "trap(BRK, 0)", "Breakpoint."),
    _row(0x86, "rdctl", "RN", "a=x n=y:u", "a, n", "trap(RDCTL, n)", "Read a control register.", privileged=True),
    _row(0x87, "wrctl", "RN", "a=x n=y:u", "n, a", "trap(WRCTL, n)", "Write a control register.", privileged=True),
)

_UNARY = (("not", "d ^ 0xFFFFFFFF"), ("neg", "0 - d"), ("sxb", "s8(d)"), ("sxh", "s16(d)"), ("zxb", "d & 0xFF"), ("zxh", "d & 0xFFFF"))
_LOGIC = (("and", "&"), ("or", "|"), ("xor", "^"))
_SHIFTS = (("shl", "{} << {}"), ("shr", "{} >> {}"), ("sar", "sar({}, {})"))

_BITS = (
    *(_alu(0x90 + number, f"{name}.r", f"d {sign} a", "logic(t)", f"Bitwise {name}.") for number, (name, sign) in enumerate(_LOGIC)),
    *(_alu(0x93 + number, f"{name}.r", form.format("d", "(a & 31)"), "logic(t)", "Shift by a register, modulo 32.") for number, (name, form) in enumerate(_SHIFTS)),
    _row(0x96, "tst", "RR", "a=x b=y", "a, b", "t = a & b; flags = logic(t)", "And for the flags alone."),
    _alu(0x97, "mulhu", "mulhu(d, a)", "logic(t)", "Multiply unsigned, high word."),
    *(
        _row(0x98, name, "RN", "d=x", "d", f"d = {form}", "One-register operation; flags stay.", fixed=("y", number))
        for number, (name, form) in enumerate(_UNARY)
    ),
    *(
        _row(0x99, f"set{row.names[0]}", "RN", "d=x", "d", f"d = {row.meaning}", f"1 if {row.names[0]}, else 0.", fixed=("y", row.number), aliases=tuple(f"set{name} d" for name in row.names))
        for row in CONDITIONS
    ),
    *(_row(0x9A + number, f"{name}.n", "RN", "d=x n=y:u", "d, n", f"t = {form.format('d', 'n')}; flags = logic(t); d = t", "Shift by 0 to 15.", aliases=(f"{name} d, n", f"{name} d, d, n")) for number, (name, form) in enumerate(_SHIFTS)),
    _row(0x9D, "and.n", "RN", "d=x i=y:u", "d, i", "t = d & i; flags = logic(t); d = t", "And with 0 to 15.", aliases=("and d, i", "and d, d, i")),
    _row(0x9E, "cmp.n", "RN", "a=x i=y:u", "a, i", "flags = sub(a, i)", "Compare with 0 to 15."),
    _row(0x9F, "pop", "R", "d=x", "d", "v = u32[sp]; sp = sp + 4; d = v", "Pop a register."),
)

_SIZES = (("b", "u8", 1), ("h", "u16", 2), ("w", "u32", 4))


def _load(code: int, spelling: str, layout: str, operands: str, address: str, place: str, unit: str, form: str = "v", **more: object) -> Row:
    return _row(code, spelling, layout, f"d=x {operands}", f"d, [{place}]", f"v = {unit}[{address}]; d = {form}", "Load.", **more)  # type: ignore[arg-type]


def _store(code: int, spelling: str, layout: str, operands: str, address: str, place: str, unit: str) -> Row:
    return _row(code, spelling, layout, f"a=x {operands}", f"[{place}], a", f"{unit}[{address}] = a", "Store.")


_MEMORY = (
    _row(0xC0, "call.n", "N8", "t=i:a*4+0x1000", "t", "u32[sp - 4] = next; sp = sp - 4; pc = bank | t", "Call a function aligned to 4 in the first 16 KB of text.", span=16),
    *(_load(0xD0 + n, f"ld{size}.b", "RR8", f"b=y o=i:s*{width}", "b + o", "b+o", unit) for n, (size, unit, width) in enumerate(_SIZES)),
    _load(0xD3, "ldsh", "RR8", "b=y o=i:s*2", "b + o", "b+o", "u16", "s16(v)"),
    *(_store(0xD4 + n, f"st{size}.b", "RR8", f"b=y o=i:s*{width}", "b + o", "b+o", unit) for n, (size, unit, width) in enumerate(_SIZES)),
    *(_row(0xD7 + number, f"{name}.t", "RR8", "d=x a=y n=i:u", "d, a, n", f"d = {form.format('a', '(n & 31)')}", "Shift into another register; flags stay.", aliases=(f"{name} d, a, n", f"{name} d, n; a=d")) for number, (name, form) in enumerate(_SHIFTS)),
    *(_row(0xDA + number, f"{name}.t", "RR8", "d=x a=y i=i:u", "d, a, i", f"t = a {sign} i; flags = logic(t); d = t", f"Bitwise {name} with a byte.", aliases=(f"{name} d, a, i", f"{name} d, i; a=d")) for number, (name, sign) in enumerate(_LOGIC)),
    _row(0xDD, "cmp.h", "R12", "a=x i=i:s", "a, i", "flags = sub(a, i)", "Compare with a 12-bit constant."),
    _row(0xDE, "and.h", "R,I16", "d=x i=i:u", "d, i", "t = d & i; flags = logic(t); d = t", "And with a 16-bit constant.", aliases=("and d, i", "and d, d, i")),
    _load(0xDF, "ldsb", "RR8", "b=y o=i:s", "b + o", "b+o", "u8", "s8(v)"),
    _branch(0xE0, "bz.b", "I8", "a=e3 t=i:r", "a, t", "a == 0", "Branch near if r0-r7 is 0.", span=8),
    _branch(0xE8, "bnz.b", "I8", "a=e3 t=i:r", "a, t", "a != 0", "Branch near if r0-r7 is not 0.", span=8),
    *(_load(0xF0 + n, f"ld{size}.x", "RRR", "b=y i=z", f"b + i * {width}", "b+i", unit) for n, (size, unit, width) in enumerate(reversed(_SIZES))),
    *(_store(0xF3 + n, f"st{size}.x", "RRR", "b=y i=z", f"b + i * {width}", "b+i", unit) for n, (size, unit, width) in enumerate(reversed(_SIZES))),
    _load(0xF6, "ldw.d", "R12", "m=i:a*4+0x8000", "m", "m", "u32", aliases=("ldw d, [m]", "mov d, [m]")),
    _row(0xF7, "stw.d", "R12", "a=x m=i:a*4+0x8000", "[m], a", "u32[m] = a", "Store.", aliases=("stw [m], a", "mov [m], a")),
    _load(0xF8, "ldb.d", "R12", "m=i:a+0x8000", "m", "m", "u8"),
    _store(0xF9, "stb.d", "R12", "m=i:a+0x8000", "m", "m", "u8"),
    _load(0xFA, "ldw.p", "RN", "o=y:u*4", "sp + o", "sp+o", "u32"),
    _store(0xFB, "stw.p", "RN", "o=y:u*4", "sp + o", "sp+o", "u32"),
    _load(0xFC, "ldw.q", "R8", "o=i:u*4", "sp + o", "sp+o", "u32"),
    _store(0xFD, "stw.q", "R8", "o=i:u*4", "sp + o", "sp+o", "u32"),
    _load(0xFE, "ldb.p", "R8", "o=i:u", "sp + o", "sp+o", "u8"),
    _store(0xFF, "stb.p", "R8", "o=i:u", "sp + o", "sp+o", "u8"),
)

ROWS: tuple[Row, ...] = _MOVEMENT + _ARITHMETIC + _CONTROL + _SHORT + _SYSTEM + _BITS + _MEMORY
BY_SPELLING: dict[str, Row] = {row.spelling: row for row in ROWS}


def _by_code() -> dict[int, tuple[Row, ...]]:
    found: dict[int, list[Row]] = {}
    for row in ROWS:
        for code in range(row.code, row.code + row.span):
            found.setdefault(code, []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


BY_CODE: dict[int, tuple[Row, ...]] = _by_code()
"""Rows of each opcode; more than one only where `fixed` tells them apart. A missing opcode is illegal."""

assert len(BY_SPELLING) == len(ROWS), "two rows share a spelling"
