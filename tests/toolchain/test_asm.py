"""The assembler: which encoding a statement gets, what directives make, what mistakes are told, and object files on disk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucvm.abi.executable import FormatError
from ucvm.isa.codec import Instruction, encode
from ucvm.isa.disasm import format_instruction
from ucvm.isa.table import BY_SPELLING, ROWS, Row
from ucvm.toolchain.asm import MAX_ERRORS, AsmError, assemble
from ucvm.toolchain.forms import MNEMONICS
from ucvm.toolchain.link import link
from ucvm.toolchain.objfile import Archive, ObjectFile

BASE = 0x1000


def text_of(source: str) -> bytes:
    """The linked text of a source that starts at its first statement."""
    return link([assemble(f".global _start\n_start:\n{source}\n", "t.s")]).executable.text


def data_of(source: str) -> bytes:
    program = f".global _start\n_start: ret\n.data\nkept:\n{source}\n"
    return link([assemble(program, "t.s")], gc=False).executable.data


# Statement and bytes, worked out by hand from the opcode map.
SHORTEST = [
    ("mov r2, r3", "01 23"),
    ("mov r0, r4", "70"),
    ("mov r1, r7", "77"),
    ("mov r6, r1", "7e"),
    ("mov r8, r0", "01 80"),
    ("mov r3, 0", "5b"),
    ("mov r9, 0", "49 00"),
    ("clr r9", "49 00"),
    ("mov r9, -128", "49 80"),
    ("mov r0, 128", "50 80 00"),
    ("mov r8, 128", "05 08 80 00"),
    ("mov r7, 0xffff", "57 ff ff"),
    ("mov r7, 0xffffffff", "47 ff"),
    ("mov r1, 0x12345678", "02 01 78 56 34 12"),
    ("mov r1, 0x10000", "41 40 9a 1a"),
    ("mov r9, 0x1000000", "49 40 d7 99 12"),
    ("mov r1, 0x7f000", "41 7f 9a 1c"),
    ("mov r2, -1000", "42 83 9a 23"),
    ("mov r2, -1001", "52 e8 03 98 20"),
    ("mov r4, sp", "07 40"),
    ("mov sp, r4", "06 04"),
    ("mov r2, [0x8004]", "f6 20 01"),
    ("ldw r2, [0xbffc]", "f6 2f ff"),
    ("ldw r2, [0x1234]", "03 02 34 12"),
    ("mov [0x8008], r2", "f7 20 02"),
    ("mov [0xf000], r2", "04 02 00 f0"),
    ("ldb r2, [0x8fff]", "f8 2f ff"),
    ("ldb r2, [0x9000]", "52 00 90 0e 22"),
    ("stb [0x8001], r3", "f9 30 01"),
    ("ldw r1, [r2]", "60 12"),
    ("ldw r1, [r2+28]", "67 12"),
    ("ldw r1, [r2+32]", "d2 12 08"),
    ("ldw r1, [r2-4]", "d2 12 ff"),
    ("ldw r1, [r2+512]", "1d 12 00 02 60 11"),
    ("stw [r2+4], r1", "69 12"),
    ("ldb r1, [r2]", "0e 12"),
    ("ldb r1, [r2+1]", "d0 12 01"),
    ("stb [r2], r1", "0f 21"),
    ("sth [r2-2], r1", "d5 12 ff"),
    ("ldsh r1, [r2+4]", "d3 12 02"),
    ("ldsb r1, [r2-1]", "df 12 ff"),
    ("ldw r1, [r2+r3]", "f0 12 03"),
    ("stb [r2+r3], r1", "f5 12 03"),
    ("ldw r5, [sp]", "fa 50"),
    ("ldw r5, [sp+60]", "fa 5f"),
    ("ldw r5, [sp+64]", "fc 05 10"),
    ("stw [sp+64], r5", "fd 05 10"),
    ("ldb r5, [sp+3]", "fe 05 03"),
    ("lea r5, [sp+60]", "07 5f"),
    ("lea r5, [sp+64]", "08 05 10"),
    ("lea r5, [sp+2]", "07 50 1c 55 02"),
    ("lea r5, [r6-9]", "1c 56 f7"),
    ("add r1, r2", "10 12"),
    ("add r1, 16", "1a 1f"),
    ("add r1, -16", "1b 1f"),
    ("sub r1, 1", "1b 10"),
    ("sub r1, -1", "1a 10"),
    ("add r1, 17", "1c 11 11"),
    ("add r1, 128", "1d 11 80 00"),
    ("sub r1, 128", "1c 11 80"),
    ("add r1, r1, 3", "1a 12"),
    ("add r1, r2, 3", "1c 12 03"),
    ("sub r1, r2, 3", "1c 12 fd"),
    ("add r1, r2, 0", "01 12"),
    ("add r1, r2, r3", "1e 12 03"),
    ("add r1, r1, r3", "10 13"),
    ("add r1, r3, r1", "10 13"),
    ("sub r1, r2, r3", "1f 12 03"),
    ("sub r1, r1, r3", "11 13"),
    ("add sp, -8", "09 fe"),
    ("sub sp, 8", "09 fe"),
    ("add sp, 512", "09 7f 09 01"),
    ("sub sp, 516", "09 80 09 ff"),
    ("shl r1, 15", "9a 1f"),
    ("shl r1, 16", "d7 11 10"),
    ("shr r1, r2, 31", "d8 12 1f"),
    ("sar r1, r1, 4", "9c 14"),
    ("and r1, 15", "9d 1f"),
    ("and r1, 16", "da 11 10"),
    ("and r1, 0xff", "98 14"),
    ("and r1, 0xffff", "98 15"),
    ("and r1, 0x100", "de 01 00 01"),
    ("and r1, r2, 200", "da 12 c8"),
    ("or r1, 200", "db 11 c8"),
    ("xor r1, r2, 1", "dc 12 01"),
    ("xor r1, -1", "98 10"),
    ("cmp r1, 15", "9e 1f"),
    ("cmp r1, 16", "dd 10 10"),
    ("cmp r1, -1", "dd 1f ff"),
    ("setlt r4", "99 44"),
    ("setc r4", "99 42"),
    ("jmp r3", "26 03"),
    ("call r3", "27 03"),
    ("call 0x4ffc", "cf ff"),
    ("call 0x5000", "24 00 50"),
    ("call 0x1002", "24 02 10"),
    ("enter 3, 4", "0a 34"),
    ("retx 9, 15", "0c 9f"),
    ("int 3", "81 03"),
    ("add.r r1, r2", "10 12"),
    ("add.b r1, r1, 1", "1c 11 01"),
    ("mov.w r1, 1", "02 01 01 00 00 00"),
    ("ldw.1 r1, [r2+4]", "61 12"),
]


@pytest.mark.parametrize(("statement", "code"), SHORTEST, ids=[statement for statement, _ in SHORTEST])
def test_shortest_encoding(statement: str, code: str) -> None:
    assert text_of(statement).hex(" ") == code


def test_stores_that_need_a_register_give_it_back() -> None:
    assert text_of("stb [0x9000], r0").hex(" ") == "0d 01 51 00 90 0f 10 9f 01"
    assert text_of("stb [0x9000], r1").hex(" ") == "0d 00 50 00 90 0f 01 9f 00"
    assert text_of("stw [sp+2000], r0").hex(" ") == "0d 01 07 10 1d 11 d4 07 68 01 9f 01"


@st.composite
def instructions(draw: st.DrawFn) -> Instruction:
    row: Row = draw(st.sampled_from(ROWS))
    values = []
    for operand in row.operands:
        low, high = operand.bounds
        if operand.kind == "rel":
            low, high = max(low, -BASE), high
        value = low + operand.scale * draw(st.integers(0, (high - low) // operand.scale))
        values.append(value + BASE + row.length if operand.kind == "rel" else value)
    return Instruction(row, tuple(values), row.length)


@given(instructions())
@settings(max_examples=400, deadline=None)
def test_exact_spelling_gives_back_the_bytes(instruction: Instruction) -> None:
    code = encode(instruction.row, instruction.operands, BASE)
    assert text_of(format_instruction(instruction)) == code


# --- directives ---


def test_data_directives() -> None:
    numbers = data_of(".byte 1, -1, 255, 'a'\n.half 0x1234")
    assert numbers == bytes((1, 255, 255, 97, 0x34, 0x12))
    assert data_of('.ascii "a\\n\\x41\\101"\n.asciz "b;,"') == b"a\nAAb;,\0"
    assert data_of(".byte 1\n.align 4\n.word 2\n.zero 3").hex(" ") == "01 00 00 00 02 00 00 00 00 00 00"


def test_expressions() -> None:
    source = ".equ A, 3\n.equ B, A*(2+4)-1\n.word B, -A, ~0&0xff, 1<<4|2, 7/-2, -7%4, !A, B>>1, 0b101^1"
    values = [17, 0xFFFFFFFD, 0xFF, 18, 0xFFFFFFFD, 0xFFFFFFFD, 0, 8, 4]
    assert data_of(source) == b"".join(value.to_bytes(4, "little") for value in values)


def test_differences_of_labels_are_known_at_link_time() -> None:
    assert data_of("a: .word 1\nb: .half b-a+1\n.byte b-a") == bytes((1, 0, 0, 0, 5, 0, 4))
    assert data_of(".zero 2\n.equ here, .-kept\n.byte here") == bytes((0, 0, 2))


def test_symbol_used_before_its_equ() -> None:
    assert text_of("mov r0, LATER\nret\n.equ LATER, 5").hex(" ") == "40 05 25"


def test_equ_gives_a_label_a_second_name() -> None:
    parts = [assemble(".global _start\n_start: call other\nret", "a.s"), assemble(".global other\nf: ret\n.equ other, f", "b.s")]
    symbols = {symbol.name: symbol.address for symbol in link(parts).executable.symbols}
    assert symbols["other"] == symbols["f"] == BASE + 4
    with pytest.raises(AsmError, match="has to be a plain label"):
        assemble(".global other\n.equ other, f+1\nf: ret")


def test_labels_with_comments_and_several_on_a_line() -> None:
    assert text_of('a: b: nop ; "not a string\n  ; only a comment\n\tjmp\ta').hex(" ") == "84 22 fd"


def test_lines_and_marks() -> None:
    unit = assemble('.file "f.c"\n.loc 7\nnop\nnop\n.byte 1\n.half 2\n.loc 8 "g.c"\nnop')
    section = unit.sections[0]
    assert [(at, unit.files[file], line) for at, file, line in section.lines] == [(0, "f.c", 7), (5, "g.c", 8)]
    assert section.marks == ((0, 0), (2, 1), (3, 2), (5, 0))


def test_without_loc_lines_are_the_assembly_files_own() -> None:
    assert assemble("nop\n\nret", "x.s").sections[0].lines == ((0, 0, 1), (1, 0, 3))


def test_symbol_kinds_and_sizes() -> None:
    unit = assemble(".section .text.f\nf: nop\n.Lx: nop\nsub: ret\n.section .text.h\n.global g\ng: ret\nh: ret\n.data\nv: .word 1\nw: .byte 1")
    rows = {symbol.name: (symbol.kind, symbol.end - symbol.value) for symbol in unit.symbols}
    assert rows["f"] == ("func", 3)
    assert rows["sub"] == ("label", 0)
    assert rows["g"] == ("func", 1)
    assert rows["h"] == ("func", 1)
    assert rows["v"] == ("object", 4)
    assert rows["w"] == ("object", 1)


# --- mistakes ---

MISTAKES = [
    ("frob r1", "t.s:1:1: error: unknown instruction 'frob'"),
    ("  .frob 1", "t.s:1:3: error: unknown directive '.frob'"),
    ("push 3", "t.s:1:1: error: 'push' does not take '3'; it takes register"),
    ("or r1, 0x12345", "t.s:1:4: error: no encoding of 'or' takes these operands; load the constant into a register first"),
    ("add r1, #3", "t.s:1:9: error: numbers are written without '#'"),
    ("mov r1, r2+1", "t.s:1:9: error: a register cannot be part of an expression"),
    ("nop\nx: nop\nx: nop", "t.s:3:1: error: 'x' is already defined at line 2"),
    ("r1: nop", "t.s:1:1: error: a register's name cannot be a label"),
    ("jmp .Lnone", "t.s:1:1: error: label '.Lnone' is not defined"),
    (".byte 256", "t.s:1:7: error: 256 does not fit in 1 byte"),
    (".half 0x10000", "t.s:1:7: error: 65536 does not fit in 2 bytes"),
    (".align 3", "t.s:1:8: error: an alignment is a power of two up to 4096"),
    (".zero -1", "t.s:1:7: error: a size is 0 to 65536"),
    (".zero x", "t.s:1:7: error: a constant is needed here"),
    (".word 1/0", "t.s:1:7: error: division by zero"),
    (".word 1<<99", "t.s:1:7: error: shift count 99 is not 0 to 63"),
    (".word (1", "t.s:1:7: error: ')' is missing"),
    (".word 1 2", "t.s:1:7: error: unexpected '2' in expression"),
    (".word 1,,2", "t.s:1:7: error: an operand is missing"),
    (".word 010", "t.s:1:7: error: octal numbers are not used here"),
    (".word a*2", "t.s:1:7: error: a symbol can only be added to or subtracted from"),
    ('.ascii "abc', "t.s:1:8: error: quote is not closed"),
    (".ascii abc", 't.s:1:8: error: a string in "quotes" is needed'),
    (".data\nnop", "t.s:2:1: error: instructions belong in a .text section, not in .data"),
    (".bss\n.byte 1", "t.s:2:7: error: bss holds zeros only"),
    (".section foo", "t.s:1:10: error: a section's name begins with .text, .rodata, .data or .bss"),
    ("nop\n.org 0x1000", "t.s:2:1: error: '.org' stands at the beginning of a section"),
    (".type f, thing", "t.s:1:7: error: '.type' takes a name and func or object"),
    ("ldw r1, [r2*4]", None),
    ("ldw r1, []", None),
    ("enter 10, 0", "t.s:1:7: error: no encoding of 'enter' takes these operands; load the constant into a register first"),
    ("ldsb r1, [r2+r3]", None),
    ("mov r1, '", None),
    (".equ r1, 2", "t.s:1:6: error: a register's name cannot be a symbol"),
    (".word " + "(" * 200 + "1" + ")" * 200, None),
]


@pytest.mark.parametrize(("source", "message"), MISTAKES, ids=[source[:20] for source, _ in MISTAKES])
def test_mistake_is_told_with_its_place(source: str, message: str | None) -> None:
    with pytest.raises(AsmError) as caught:
        assemble(source, "t.s")
    assert caught.value.messages[0].startswith("t.s:")
    if message:
        assert caught.value.messages[0] == message


def test_mistakes_are_collected_and_bounded() -> None:
    with pytest.raises(AsmError) as caught:
        assemble("nop\n" + "frob\n" * 100, "t.s")
    assert len(caught.value.messages) == MAX_ERRORS
    assert caught.value.messages[1].startswith("t.s:3:1:")


@given(st.text(alphabet="movadrx0129[],+-;:.\"'\\ \t\n()wL", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_assembles_or_is_refused_with_a_message(text: str) -> None:
    messages = []
    try:
        assemble(text)
    except AsmError as error:
        messages = error.messages
    assert all(": error: " in message for message in messages)


# --- object files ---

SAMPLE = """.file "s.c"
.loc 3
.global main
main: mov r0, text
 beq r0, 3, .L1
.L1: call other
 .align 4
 .section .rodata.str
text: .asciz "hi"
 .data
 .word main+4, text-main
 .bss
 .zero 12
"""


def test_object_survives_the_disk() -> None:
    unit = assemble(SAMPLE, "s.s")
    assert ObjectFile.unpack(unit.pack()) == unit
    assert assemble(SAMPLE, "s.s").pack() == unit.pack()
    library = Archive("l", (unit, assemble("nop", "n.s")))
    assert Archive.unpack(library.pack()) == library


@given(st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_damaged_object_is_refused(position: int, change: int) -> None:
    raw = bytearray(assemble(SAMPLE, "s.s").pack())
    raw[position % len(raw)] ^= change
    with pytest.raises(FormatError):
        ObjectFile.unpack(bytes(raw))


@given(st.integers(0, 2_000))
@settings(max_examples=50, deadline=None)
def test_truncated_object_is_refused(size: int) -> None:
    raw = assemble(SAMPLE, "s.s").pack()
    with pytest.raises(FormatError):
        ObjectFile.unpack(raw[: size % len(raw)])
    with pytest.raises(FormatError):
        Archive.unpack(raw)


def test_every_row_has_its_spelling_in_the_assembler() -> None:    assert set(BY_SPELLING) <= set(MNEMONICS)
