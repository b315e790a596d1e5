"""objdump: a disassembly assembles to the same program; debug look-ups."""

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucvm.abi.executable import Executable, FormatError, Mark, Symbol
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.debuginfo import DebugInfo, Location
from ucvm.toolchain.link import link
from ucvm.toolchain.objdump import disassemble, disassemble_object, dump
from ucvm.toolchain.objfile import Archive, ObjectFile

SOURCE = """.file "p.c"
    .section .text._start
    .global _start
_start:
    .loc 3
    mov r0, message
    call f
    .loc 4
    beq r1, 100, .Lend
    ldb r1, [count]
.Lend: hlt
    .section .text.f
    .global f
    .type f, func
f:
    .loc 9
    mov r3, table
    ldh r3, [r3+r0]
    jmp r3
.La: ret
.Lb: jmp .La
    .section .rodata.table
    .align 2
table: .half .La, .Lb
    .section .rodata.str
message: .asciz "hello; \\"world\\"\\n"
    .data
    .align 4
words: .word 1, f, 0x80000000
count: .byte 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9
    .text
    mov r2, words
    .bss
    .align 4
buffer: .zero 100
    .text
    mov r2, buffer
"""


def linked(source: str = SOURCE) -> Executable:
    return link([assemble(source, "p.s")], gc=False).executable


def again(text: str) -> Executable:
    return link([assemble(text, "again.s")]).executable


def essence(program: Executable) -> tuple[int, bytes, bytes, int]:
    return program.entry, program.text, program.data, program.bss


def test_disassembly_assembles_to_the_same_program() -> None:
    program = linked()
    text = disassemble(program)
    assert essence(again(text)) == essence(program)
    assert {(s.name, s.address, s.kind) for s in again(text).symbols} == {(s.name, s.address, s.kind) for s in program.symbols}
    assert disassemble(again(text)) == text
    stripped = Executable.unpack(program.pack(strip=True))
    assert essence(again(disassemble(stripped))) == essence(program)


def test_disassembly_reads_well() -> None:
    lines = [line.partition(";")[0].strip() for line in disassemble(linked()).splitlines()]
    assert lines[0] == ".entry _start"
    wanted = ["call.a f", "mov.i r3, 0x1020", ".half .L101c", "ldb.d r1, [count]", "beq.b r1, 100, .L1013", '.asciz "hello', ".zero 100", "buffer:"]
    for expected in wanted:
        assert any(line.startswith(expected) for line in lines), expected


def test_source_lines_are_shown_and_kept() -> None:
    program = linked()
    text = dump(program.pack(), "p", "S", lambda name: [f"line {n} of {name}\x1b[31m" for n in range(1, 20)])
    assert "; p.c:9: line 9 of p.c\\x1b[31m" in text
    assert again(text).lines == program.lines


@st.composite
def programs(draw: st.DrawFn) -> Executable:
    """Any bytes as text, any symbols and marks."""
    text = draw(st.binary(min_size=1, max_size=120))
    data = draw(st.one_of(st.binary(max_size=60), st.text(alphabet="ab\n\0", max_size=60).map(str.encode)))
    place = st.one_of(st.integers(0x0FF0, 0x1000 + len(text) + 3), st.integers(0x7FF0, 0x8000 + len(data) + 20))
    name = st.one_of(st.sampled_from(["_start", "f", "r1", "sp", ".Lx", ".", "a b", "f$1001", ".text", "é", "x:"]), st.text(max_size=4))
    symbols = draw(st.lists(st.builds(Symbol, name, place, st.integers(0, 9), st.sampled_from(["func", "object", "label"])), max_size=8))
    marks = draw(st.lists(st.builds(Mark, st.integers(0x0FF0, 0x1000 + len(text) + 3), st.sampled_from([0, 1, 2, 4, 3])), max_size=5))
    entry = 0x1000 + draw(st.integers(0, len(text) - 1))
    return Executable(entry, text, data, draw(st.integers(0, 20)), tuple(symbols), tuple(marks))


@given(programs())
@settings(max_examples=400, deadline=None)
def test_any_program_round_trips(program: Executable) -> None:
    assert essence(again(disassemble(program))) == essence(program)


def test_full_segments_round_trip() -> None:
    program = Executable(0x1000, bytes(range(256)) * 112, b"\xff" * 16384, 0, (Symbol("end", 0x8000, 0, "label"),))
    assert essence(again(disassemble(program))) == essence(program)


def _shape(unit: ObjectFile) -> list[tuple[object, ...]]:
    names = [symbol.name for symbol in unit.symbols]
    text = repr([[hole[:3] for hole in s.holes] for s in unit.sections if s.size])
    for number, name in sorted(enumerate(names), reverse=True):
        text = text.replace(f"symbol={number},", f"symbol={name},").replace(f"minus={number})", f"minus={name})")
    return [text, *((s.name, s.align, s.size, s.data, s.marks) for s in unit.sections if s.size)]  # type: ignore[list-item]


def test_object_disassembly_assembles_to_the_same_object() -> None:
    more = "\n.data\n.word f-_start+2, EARLY\n.equ EARLY, 9\n.text\njmp outside\nldw r1, [r2+LATE]\nadd sp, -8\n.equ LATE, 4\n"
    unit = assemble(SOURCE + more, "p.s")
    assert _shape(assemble(disassemble_object(unit), "p.s")) == _shape(unit)


# --- the other views ---


def test_headers_symbols_hex() -> None:
    raw = linked().pack()
    assert "data  0x8000     24" in dump(raw, "p", "h")
    assert "0x1014     11 func   f\n" in dump(raw, "p", "t")
    assert "8000  01 00 00 00" in dump(raw, "p", "s")
    assert "hello; " in dump(raw, "p", "s")


def test_objects_and_archives_are_shown() -> None:
    unit = assemble(SOURCE, "p.s")
    shown = dump(unit.pack(), "p.o", "dths")
    assert "call f" in shown
    assert "global func   .text.f" in shown
    both = dump(Archive("l", (unit, unit)).pack(), "l", "t")
    assert both.count("p.s: UCVM object") == 2


def test_no_program_is_refused() -> None:
    for raw in (b"", b"\x7fELF" + bytes(100), b"\x7fUCX" + bytes(40), b"\x7fUCO" + bytes(40)):
        with pytest.raises(FormatError):
            dump(raw, "x")


# --- debug look-ups ---


def test_debug_lookups() -> None:
    program = linked()
    info = DebugInfo(program)
    start, end = info.function_range("f") or (0, 0)
    assert end - start == 3 + 3 + 2 + 1 + 2
    assert info.symbol_at(start + 2) == ("f", 2)
    assert info.location(start + 2) == Location("p.c", 9)
    assert info.location(program.entry) == Location("p.c", 3)
    assert info.location(0x0FFF) is None
    assert info.location(program.marks[0].address) is None
    assert info.addresses("p.c", 4)
    assert info.function_range("nothing") is None
    bare = DebugInfo(Executable.unpack(program.pack(strip=True)))
    assert bare.location(0x1000) is None
    assert bare.symbol_at(0x1000) is None


_STRANGE = st.text(alphabet=["a", "\x1b", "\ud800", "\x9b", "é", "\n", ":"], max_size=3)
_NUMBERS = st.one_of(st.integers(0x0FFE, 0x1030), st.integers(), st.none(), _STRANGE)
_PART = st.fixed_dictionaries(
    {
        "symbols": st.lists(st.tuples(_STRANGE, _NUMBERS, _NUMBERS, _STRANGE), max_size=4),
        "marks": st.one_of(st.none(), st.lists(st.tuples(_NUMBERS, st.integers(-1, 5)), max_size=4)),
        "files": st.lists(_STRANGE, min_size=1, max_size=2),
        "lines": st.lists(st.tuples(_NUMBERS, st.integers(-3, 2), _NUMBERS), max_size=4),
    }
)


@given(_PART)
@settings(max_examples=300, deadline=None)
def test_a_strange_symbol_part_is_shown_or_refused(part: dict[str, object]) -> None:
    extra = json.dumps(part).encode()
    raw = bytearray(linked().pack(strip=True) + extra)
    raw[24:28] = len(extra).to_bytes(4, "little")
    raw[28:32] = zlib.crc32(raw[32:]).to_bytes(4, "little")
    try:
        shown = dump(bytes(raw), "x", "dthsS", lambda _: ["\x1b]"])
    except FormatError:
        return
    assert shown.encode()
    assert "\x1b" not in shown
    assert "\x9b" not in shown
