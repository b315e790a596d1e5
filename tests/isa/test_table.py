"""The instruction table against the specification's text and against itself."""


import ast
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucvm.isa.codec import DecodeError, EncodeError, decode, encode
from ucvm.isa.disasm import format_instruction
from ucvm.isa.operands import LAYOUTS
from ucvm.isa.semantics import semantics
from ucvm.isa.table import BY_CODE, BY_SPELLING, ROWS, Row

# The specification, 4.3: opcode, bytes of an example, its text.
SPECIFIED = [
    (0x01, "01 23", "mov.r r2, r3"),
    (0x02, "02 04 78 56 34 12", "mov.w r4, 0x12345678"),
    (0x03, "03 05 00 80", "mov.l r5, [0x8000]"),
    (0x04, "04 06 04 80", "mov.s [0x8004], r6"),
    (0x10, "10 12", "add.r r1, r2"),
    (0x11, "11 12", "sub.r r1, r2"),
    (0x12, "12 12", "mul r1, r2"),
    (0x13, "13 12", "div r1, r2"),
    (0x20, "20 00 10", "jmp.a 0x1000"),
    (0x21, "21 00 10", "jz.a 0x1000"),
    (0x24, "24 34 12", "call.a 0x1234"),
    (0x25, "25", "ret"),
    (0x80, "80", "syscall"),
    (0x81, "81 03", "int 3"),
]


@pytest.mark.parametrize(("opcode", "code", "text"), SPECIFIED, ids=[text for _, _, text in SPECIFIED])
def test_specified_opcode(opcode: int, code: str, text: str) -> None:
    instruction = decode(bytes.fromhex(code))
    assert instruction.opcode == opcode
    assert format_instruction(instruction) == text
    assert encode(instruction.row, instruction.operands).hex(" ") == code


@pytest.mark.parametrize("row", ROWS, ids=[row.spelling for row in ROWS])
def test_row_is_well_formed(row: Row) -> None:
    semantics(row)
    assert all(0 <= code <= 0xFF and row in BY_CODE[code] for code in range(row.code, row.code + row.span))
    assert row.length == LAYOUTS[row.layout].length


def test_slots_of_a_row_do_not_overlap() -> None:
    for row in ROWS:
        ranges = [bits for operand in row.operands for bits in operand.slot] + [(bit, width) for bit, width, _ in row.fixed]
        used = [bit for first, width in ranges for bit in range(first, first + width)]
        assert len(used) == len(set(used)), row.spelling
        opcode_bits = {bit for bit in used if bit < 8}
        assert row.span == 1 << len(opcode_bits), row.spelling
        assert set(range(8, 8 * row.length)) <= set(used), f"{row.spelling} leaves bits without meaning"


def test_an_opcode_is_shared_only_by_rows_that_fixed_bits_tell_apart() -> None:
    for code, rows in BY_CODE.items():
        keys = [row.fixed for row in rows]
        assert len(set(keys)) == len(rows), hex(code)


def test_zero_is_illegal_and_extension_codes_are_free() -> None:
    with pytest.raises(DecodeError):
        decode(bytes(6))
    assert not set(range(0xA0, 0xC0)) & set(BY_CODE)


@given(st.binary(min_size=6, max_size=6), st.integers(0x1000, 0x7FF0))
def test_decoding_is_undone_by_encoding(code: bytes, address: int) -> None:
    try:
        instruction = decode(code, 0, address)
    except DecodeError:
        return
    assert encode(instruction.row, instruction.operands, address) == code[: instruction.size]


@given(st.sampled_from(ROWS), st.data())
def test_encoding_is_undone_by_decoding(row: Row, data: st.DataObject) -> None:
    values = {}
    for operand in row.operands:
        raw = data.draw(st.integers(0, (operand.limit or 1 << operand.width) - 1))
        if operand.signed and raw >> operand.width - 1:
            raw -= 1 << operand.width
        value = raw * operand.scale + operand.offset
        values[operand.name] = value + 0x2000 + row.length if operand.kind == "rel" else value
    instruction = decode(encode(row, values, 0x2000), 0, 0x2000)
    assert instruction.row is row
    assert instruction.operands == values


@pytest.mark.parametrize(
    ("spelling", "values"),
    [
        ("add.n", {"d": 1, "i": 17}),
        ("add.n", {"d": 1, "i": 0}),
        ("enter", {"k": 10, "f": 0}),
        ("ldw.p", {"d": 0, "o": 6}),
        ("clr", {"d": 8}),
    ],
)
def test_an_operand_that_does_not_fit_is_refused(spelling: str, values: dict[str, int]) -> None:
    with pytest.raises(EncodeError, match=spelling):
        encode(BY_SPELLING[spelling], values)


def test_reserved_operand_bits_are_illegal() -> None:
    with pytest.raises(DecodeError):
        decode(bytes.fromhex("0d10"))
    with pytest.raises(DecodeError):
        decode(bytes.fromhex("0aa0"))


def test_words_of_a_loop_are_consecutive() -> None:
    for row in ROWS:
        meaning = semantics(row)
        for access in (*meaning.loads, *meaning.stores):
            if access.times:
                text = ast.unparse(access.address)
                values = [eval(text, {"sp": 0xF000, "k": 5, "f": 3, "i": number}) for number in range(5)]
                assert [later - earlier for earlier, later in pairwise(values)] == [access.size] * 4, row.spelling
