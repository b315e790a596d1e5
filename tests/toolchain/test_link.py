"""The linker: what is kept, where it stands, how far instructions reach, and what it refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucvm.abi.executable import Executable, FormatError
from ucvm.isa.codec import Instruction, decode
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.link import LinkError, LinkResult, link
from ucvm.toolchain.objfile import Archive, ObjectFile

BASE = 0x1000
START = ".global _start\n_start:\n"


def unit(source: str, name: str = "t.s") -> ObjectFile:
    return assemble(source, name)


def program(source: str, **options: bool) -> Executable:
    return link([unit(START + source)], **options).executable


def addresses(executable: Executable) -> dict[str, int]:
    return {symbol.name: symbol.address for symbol in executable.symbols}


def refused(*parts: ObjectFile | Archive) -> list[str]:
    with pytest.raises(LinkError) as caught:
        link(parts)
    return caught.value.messages


# --- relaxation ---

FORWARD = [
    ("jmp t", 127, "22 7f"),
    ("jmp t", 128, "20 83 10"),
    ("jz t", 127, "30 7f"),
    ("jz t", 128, "21 83 10"),
    ("jne t", 127, "31 7f"),
    ("jne t", 128, "23 10 80"),
    ("jne t", 2047, "23 17 ff"),
    ("jne t", 2048, "30 03 20 05 18"),
    ("js t", 2047, "23 a7 ff"),
    ("js t", 2048, "23 b0 03 20 06 18"),
    ("bz r0, t", 127, "e0 7f"),
    ("bz r0, t", 128, "28 00 80"),
    ("bz r0, t", 2047, "28 07 ff"),
    ("bz r0, t", 2048, "e8 03 20 05 18"),
    ("bnz r9, t", 2047, "29 97 ff"),
    ("bnz r9, t", 2048, "28 90 03 20 06 18"),
    ("bltz r3, t", 2047, "2a 37 ff"),
    ("bltz r3, t", 2048, "2b 30 03 20 06 18"),
    ("beq r1, 5, t", 127, "2e 15 7f"),
    ("beq r1, 5, t", 128, "9e 15 21 85 10"),
    ("beq r1, 0, t", 128, "28 10 80"),
    ("bne r1, -3, t", 127, "2d 01 fd 7f"),
    ("bne r1, -3, t", 128, "dd 1f fd 23 10 80"),
    ("bne r1, -3, t", 2048, "2c 01 fd 03 20 07 18"),
    ("blt r1, r2, t", 127, "3c 12 7f"),
    ("blt r1, r2, t", 128, "19 12 23 40 80"),
    ("blt r1, r2, t", 2048, "3d 12 03 20 06 18"),
    ("bgt r1, r2, t", 127, "3c 21 7f"),
    ("bgt r1, r2, t", 128, "19 12 23 60 80"),
    ("bgt r1, r2, t", 2048, "3d 21 03 20 06 18"),
    ("bleu r1, r2, t", 127, "3f 21 7f"),
]


@pytest.mark.parametrize(("branch", "distance", "code"), FORWARD)
def test_forward_reach(branch: str, distance: int, code: str) -> None:
    source = f"{branch}\n" + "nop\n" * distance + "t: ret"
    assert program(source).text[: len(bytes.fromhex(code))].hex(" ") == code


BACKWARD = [
    ("jmp t", 126, "22 80"),
    ("jmp t", 127, "20 00 10"),
    ("jne t", 126, "31 80"),
    ("jne t", 127, "23 1f 7e"),
    ("jne t", 2045, "23 18 00"),
    ("jne t", 2046, "30 03 20 00 10"),
    ("bz r0, t", 2045, "28 08 00"),
    ("bz r0, t", 2046, "e8 03 20 00 10"),
    ("bge r1, r2, t", 125, "3d 12 80"),
    ("bge r1, r2, t", 126, "19 12 23 5f 7d"),
    ("beq r1, 99, t", 124, "2c 01 63 80"),
    ("beq r1, 99, t", 125, "dd 10 63 21 00 10"),
]


@pytest.mark.parametrize(("branch", "distance", "code"), BACKWARD)
def test_backward_reach(branch: str, distance: int, code: str) -> None:
    text = program("t:\n" + "nop\n" * distance + branch).text
    assert text[distance:].hex(" ") == code


def test_one_longer_branch_makes_another_longer() -> None:
    """The first jump reaches only while the second is short, which it cannot be."""
    text = program("jmp a\n" + "nop\n" * 125 + "jmp b\na: ret\n" + "nop\n" * 128 + "b: ret").text
    assert text[:3].hex(" ") == "20 83 10"
    assert text[128] == 0x20


def _decode_at(text: bytes, address: int) -> Instruction:
    return decode(text, address - BASE, address)


BRANCHES = (
    *("jmp {}", "call {}", "jeq {}", "jlt {}", "jno {}"),
    *("bz r3, {}", "bnz r12, {}", "bltz r1, {}", "beq r2, 0, {}", "bne r9, 77, {}", "bleu r1, r2, {}"),
)


@given(st.lists(st.tuples(st.sampled_from(BRANCHES), st.integers(0, 1000), st.sampled_from((0, 1, 5, 40, 120, 127, 700))), min_size=2, max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_branch_reaches_its_label(lines: list[tuple[str, int, int]]) -> None:
    count = len(lines)
    source = "".join(f"s{n}: {branch.format(f's{target % count}')}\ne{n}:\n" + "nop\n" * gap for n, (branch, target, gap) in enumerate(lines))
    executable = program(source)
    where = addresses(executable)
    for number, (_, target, _) in enumerate(lines):
        at, end = where[f"s{number}"], where[f"e{number}"]
        goals = []
        while at < end:
            instruction = _decode_at(executable.text, at)
            goals += [value for operand, value in zip(instruction.row.operands, instruction.values, strict=True) if operand.kind in ("rel", "addr")]
            at += instruction.size
        assert at == end
        assert goals[-1] == where[f"s{target % count}"]
        assert all(goal == end for goal in goals[:-1]), "an inverted branch skips the whole expansion"


def test_alignment_is_kept_while_code_grows() -> None:
    executable = program("jmp far\n.align 16\nhere: ret\n" + "nop\n" * 300 + ".align 4\nfar: ret")
    where = addresses(executable)
    assert where["here"] % 16 == 0
    assert where["far"] % 4 == 0
    assert _decode_at(executable.text, BASE).values == (where["far"],)


# --- calls ---


def _functions(count: int, size: int, calls: dict[int, int]) -> str:
    body = "".join(f"call f{number}\n" * times for number, times in calls.items())
    rest = "".join(f".section .text.f{n}\n.global f{n}\nf{n}:\n" + "nop\n" * (size - 1) + "ret\n" for n in range(count))
    return f".section .text._start\n{START}{body}ret\n{rest}"


def test_called_functions_are_aligned_for_near_calls() -> None:
    executable = link([unit(_functions(3, 5, {0: 3, 1: 3, 2: 3}))]).executable
    assert executable.text[0] == 0xC0
    assert all(addresses(executable)[f"f{n}"] % 4 == 0 for n in range(3))


def test_the_most_called_functions_are_near() -> None:
    calls = {0: 2, 1: 2, 2: 2, 3: 30, 4: 30}
    executable = link([unit(_functions(5, 5000, calls))]).executable
    where = addresses(executable)
    assert where["f3"] < 0x5000
    assert where["f4"] < 0x5000
    assert max(where["f0"], where["f1"], where["f2"]) >= 0x5000


# --- what is kept ---


def test_unreached_sections_are_dropped() -> None:
    code = "call used\n.section .text.used\nused: mov r0, [v]\nret\n.section .text.dead\ndead: call nowhere\n"
    source = f".section .text._start\n{START}{code}.section .data.v\nv: .word used\n.section .data.w\nw: .word dead"
    result = link([unit(source)])
    assert set(addresses(result.executable)) == {"_start", "used", "v"}
    assert "dropped 2 sections" in result.map_text
    assert ".text.dead" in result.map_text
    kept = link([unit(source.replace("nowhere", "used"))], keep=["_start"], gc=False)
    assert "dead" in addresses(kept.executable)


def test_archive_members_are_taken_when_needed() -> None:
    one = unit(".global one\n.section .text.one\none: jmp two", "one.s")
    two = unit(".global two\n.section .text.two\ntwo: ret\n.global _start\n_start: hlt", "two.s")
    three = unit(".global three\n.section .text.three\nthree: call nowhere", "three.s")
    result = link([unit(START + "call one"), Archive("l", (three, two, one))])
    assert set(addresses(result.executable)) == {"_start", "one", "two"}
    assert _decode_at(result.executable.text, BASE).row.mnemonic == "call", "the program's own _start comes first"


def test_a_weak_reference_keeps_nothing() -> None:
    """It is 0 unless the entry reaches the name in another way, here by .need."""
    library = Archive("lib", (unit(".section .rodata.hook\n.global hook\n.weak extra\nhook: .word extra\n", "hook.s"), unit(
        ".section .text.extra\n.global extra\nextra: ret\n", "extra.s")))  # fmt: skip
    reading = "    ldw r0, [hook]\n    ret\n"
    without = link([unit(START + reading), library]).executable
    with_it = link([unit(START + reading + ".need extra\n"), library]).executable
    assert "extra" not in addresses(without)
    hook = addresses(without)["hook"] - BASE
    assert without.text[hook : hook + 4] == bytes(4)
    hook = addresses(with_it)["hook"] - BASE
    assert int.from_bytes(with_it.text[hook : hook + 4], "little") == addresses(with_it)["extra"]
    assert len(with_it.text) == len(without.text) + 1


def test_what_is_needed_has_to_exist() -> None:
    assert refused(unit(START + "    ret\n.need missing\n")) == ["t.s:3: error: undefined symbol 'missing'"]


def test_equal_strings_are_stored_once() -> None:
    code = "mov r0, .L1\nmov r1, .L2\nmov r2, .L3\n.section .rodata.str\n"
    strings = '.L1: .asciz "foobar"\n.L2: .asciz "bar"\n.L3: .asciz "foobar"\n.L4: .asciz "unused"'
    text = link([unit(START + code + strings)]).executable.text
    assert text.endswith(b"foobar\0")
    assert len(text) == 9 + 7
    first, second, third = (int.from_bytes(text[at : at + 2], "little") for at in (1, 4, 7))
    assert (second, third) == (first + 3, first)


# --- data ---


def test_data_layout() -> None:
    source = (
        "ldb r0, [c]\nldw r1, [big]\nmov r2, __data_start\nmov r3, __bss_start\nmov r4, __end\nmov r0, [z]\n.data\n"
        ".section .data.big\n.align 4\nbig: .zero 5000\n.section .data.b\nb: .byte 1\n.section .data.c\nc: .byte 2\n"
        ".section .data.w\n.align 4\nw: .word b\n"
        ".section .bss.z\n.align 4\nz: .zero 10"
    )
    executable = program(source + "\n.text\nmov r0, [w]")
    where = addresses(executable)
    assert where["c"] < 0x9000
    assert where["w"] % 4 == where["big"] % 4 == 0
    assert where["w"] < where["big"]
    assert executable.text[0] == 0xF8
    assert where["__data_start"] == 0x8000
    assert where["__bss_start"] == where["z"] == 0x8000 + len(executable.data)
    assert where["__end"] == where["z"] + 10
    assert executable.bss == 10
    assert executable.data[where["w"] - 0x8000 :][:4] == where["b"].to_bytes(4, "little")


def test_rodata_lies_in_text() -> None:
    executable = program("mov r0, table\n.rodata\n.align 4\ntable: .half a, b\n.text\na: nop\nb: ret")
    where = addresses(executable)
    assert where["table"] == BASE + 8
    assert executable.text[8:] == where["a"].to_bytes(2, "little") + where["b"].to_bytes(2, "little")
    assert [(mark.address, mark.size) for mark in executable.marks] == [(BASE + 8, 2)]


# --- what is refused ---


def test_undefined_symbol() -> None:
    assert refused(unit(START + '.file "p.c"\n.loc 12\nnop\ncall missing')) == ["p.c:12: error: undefined symbol 'missing'"]
    assert refused(unit(START + "ret\n.data\n.word missing\n.text\nmov r0, missing\n"))[0] == "t.s:7: error: undefined symbol 'missing'"


def test_no_entry() -> None:
    assert refused(unit("nop")) == ["error: entry symbol '_start' is not defined"]
    with pytest.raises(LinkError, match="lies outside the text"):
        link([unit(".data\n.global d\nd: .word 1")], entry="d")


def test_duplicate_symbol() -> None:
    one, two = unit(START + "ret", "one.s"), unit(".global x\nx: nop\n.global _start\n_start: ret", "two.s")
    assert refused(one, two) == ["two.s:4: error: symbol '_start' is already defined at one.s:2"]


def test_static_names_may_repeat() -> None:
    parts = [unit(START + "call f\ncall g\nf: ret", "one.s"), unit(".global g\ng: call f\nf: ret", "two.s")]
    executable = link(parts).executable
    assert [symbol.name for symbol in executable.symbols].count("f") == 2


def test_limits_name_the_largest() -> None:
    large = ".section .rodata.big\nbig: .zero 30000\n.bss\nhuge: .zero 20000"
    messages = refused(unit(f"{START}mov r0, big\nmov r1, huge\n{large}"))
    assert messages[0].startswith("error: text is 300")
    assert "more than the 28672 a process has; largest:\n  30000  .rodata.big  t.s" in messages[0]
    assert messages[1].startswith("error: data is 20000 bytes, 3616 more than the 16384 a process has")


def test_text_of_exactly_the_limit_fits() -> None:
    filled = START + "nop\n" + ".rodata\nr: .zero {}\n.text\nmov r0, r"
    assert len(program(f"nop\nmov r0, r\n.rodata\nr: .zero {28672 - 4}").text) == 28672
    assert refused(unit(filled.format(28672 - 3)))


def test_operand_that_fits_nothing() -> None:
    assert refused(unit(START + "mov [sym+0x20000], r0\n.data\nsym: .word 1"))[0] == "t.s:3: error: no encoding of 'mov' takes 0x28000, 0"
    assert refused(unit(START + "jne.b far\n" + "nop\n" * 200 + "far: ret"))[0].startswith("t.s:3: error: no encoding of 'jne.b'")
    assert "no encoding of '.byte' takes 0x8000" in refused(unit(START + "mov r0, b\n.data\nb: .byte b"))[0]


def test_overlapping_absolute_sections() -> None:
    parts = [unit(".entry a\n.org 0x1000\na: ret\nret", "a.s"), unit(".org 0x1001\nb: ret", "b.s")]
    assert refused(*parts) == ["error: section .text of b.s overlaps .text of a.s"]


def test_object_of_another_version() -> None:
    good = unit(START + "call x\nx: ret")
    raw = good.pack()
    changed = good._replace(sections=tuple(s._replace(holes=tuple(h._replace(form="frob i") for h in s.holes)) for s in good.sections))
    assert "assemble the source again" in refused(ObjectFile.unpack(changed.pack()))[0]
    with pytest.raises(FormatError):
        ObjectFile.unpack(raw[:4] + b"\x09\x00" + raw[6:])


# --- results ---


def test_map_and_lines() -> None:
    result: LinkResult = link([unit('.file "m.c"\n' + START + ".loc 3\nmov r0, [v]\n.loc 4\ncall f\nf: ret\n.data\nv: .word 1", "m.s")])
    assert "0x8000      4  v  m.s" in result.map_text
    assert result.map_text.startswith("entry    0x1000\ntext     0x1000      7 of 28672\n  code               7\ndata     0x8000      4 of 16384\n")
    assert [(row.address, row.file, row.line) for row in result.executable.lines] == [(BASE, "m.c", 3), (BASE + 3, "m.c", 4)]


def test_linking_is_deterministic_and_the_result_loads() -> None:
    parts = [unit(_functions(40, 30, {n: n % 5 for n in range(40)}))]
    packed = link(parts).executable.pack()
    assert link([ObjectFile.unpack(parts[0].pack())]).executable.pack() == packed
    assert Executable.unpack(packed).pack() == packed


def test_stubs_stand_beside_what_they_jump_to() -> None:
    stubs = "".join(f".section .text.s{n}\n.global s{n}\ns{n}: mov r15, {n}\njmp common\n" for n in range(20))
    calls = "".join(f"call s{n}\ncall s{n}\n" for n in range(20))
    large = ".section .text.large\nlarge: nop\ncall s1\n" + "nop\n" * 400 + "ret\n"
    common = ".section .text.common\ncommon: syscall\nret"
    executable = link([unit(f".section .text._start\n{START}{calls}call large\nret\n{stubs}{large}{common}")]).executable
    where = addresses(executable)
    for number in range(20):
        jump = _decode_at(executable.text, where[f"s{number}"] + 2)
        assert (jump.row.spelling, jump.values) == ("jmp.b", (where["common"],))


def test_kept_roots() -> None:
    source = f".section .text._start\n{START}ret\n.section .text.extra\n.global extra\nextra: call more\n.section .text.more\nmore: ret"
    assert set(addresses(link([unit(source)], keep=["extra"]).executable)) == {"_start", "extra", "more"}
    with pytest.raises(LinkError, match="kept symbol 'other' is not defined"):
        link([unit(source)], keep=["other"])
