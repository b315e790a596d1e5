"""Text in banks: what is resident, what shares a bank, what leads from one to another, and what is refused."""

import re

import pytest

from ucvm.abi.executable import Executable, FormatError
from ucvm.abi.layout import BANK_SHIFT, DATA_BASE, TEXT_BASE, WINDOW_BASE
from ucvm.isa.codec import Instruction, decode
from ucvm.toolchain import cli
from ucvm.toolchain.asm import AsmError, assemble
from ucvm.toolchain.banks import BANK_LIMIT, RESIDENT_LIMIT, Division
from ucvm.toolchain.debuginfo import DebugInfo, Location
from ucvm.toolchain.link import LinkError, LinkResult, link
from ucvm.toolchain.objdump import dump

ALL = Division(resident=0)
START = ".global _start\n.section .text._start\n_start: "


def function(name: str, *lines: str, size: int = 20) -> str:
    """A function of about `size` bytes."""
    body = "".join(f"    {line}\n" for line in (*lines, *["add r4, 1"] * (size // 2), "ret"))
    return f".section .text.{name}\n.global {name}\n{name}:\n{body}"


def program(*functions: str, start: str = "ret", division: Division | None = ALL) -> LinkResult:
    return link([assemble(START + start + "\n" + "".join(functions), "t.s")], division=division)


def addresses(executable: Executable) -> dict[str, int]:
    return {symbol.name: symbol.address for symbol in executable.symbols}


def bank_of(executable: Executable, name: str) -> int:
    return addresses(executable)[name] >> BANK_SHIFT


def at(executable: Executable, address: int) -> Instruction:
    bank, place = address >> BANK_SHIFT, address & 0xFFFF
    code, base = (executable.banks[bank - 1], WINDOW_BASE) if bank else (executable.text, TEXT_BASE)
    return decode(code, place - base, address)


def refused(*functions: str, start: str = "ret", division: Division | None = ALL) -> str:
    with pytest.raises(LinkError) as caught:
        program(*functions, start=start, division=division)
    return str(caught.value)


# --- where functions go ---


def test_what_fits_stays_as_it_was() -> None:
    source = assemble(START + "call f\nret\n" + function("f"), "t.s")
    assert link([source]) == link([source], division=Division(bank=100, cold=("f",)))
    assert link([source]).executable.banks == ()


def test_text_of_more_than_28_kb_is_divided() -> None:
    functions = [function(f"f{number}", f"call f{(number + 1) % 70}", size=500) for number in range(70)]
    executable = program(*functions, start="call f0\nret", division=None).executable
    assert len(executable.banks) == 2
    assert RESIDENT_LIMIT - 600 < len(executable.text) <= RESIDENT_LIMIT
    assert all(len(bank) <= BANK_LIMIT for bank in executable.banks)
    assert len(executable.text) + sum(map(len, executable.banks)) > DATA_BASE - TEXT_BASE


def test_what_is_called_most_a_byte_is_resident() -> None:
    often, seldom = function("often", size=60), function("seldom", size=60)
    executable = program(often, seldom, start="call often\ncall seldom\ncall often\nret", division=Division(resident=80)).executable
    assert (bank_of(executable, "often"), bank_of(executable, "seldom")) == (0, 1)


@pytest.mark.parametrize(
    "source",
    [
        function("f", size=4),
        function("f", size=60).replace(".text.f", ".text.resident.f"),
        function("f", "jmp .Lafter", ".word 5", ".Lafter: nop", size=60) + function("g", "mov r0, f", size=60),
        function("f", "nop", "label: nop", size=60) + function("g", "mov r0, label", size=60),
        function("f", size=60) + ".type f, object\n" + function("g", "mov r0, d") + ".data\nd: .word f\n",
    ],
    ids=["no longer than a veneer", "a resident section", "a table whose address is taken", "a label that other code knows", "an object"],
)
def test_what_stays_resident(source: str) -> None:
    source += "" if "g:" in source else function("g", size=60)
    executable = program(source, start="call f\ncall g\nret").executable
    assert (bank_of(executable, "f"), bank_of(executable, "g")) == (0, 1)


def test_functions_that_call_each_other_share_a_bank() -> None:
    pairs = [(f"a{number}", f"b{number}") for number in range(3)]
    functions = [function(one, f"call {other}", f"call {other}", size=40) for one, other in pairs] + [function(other, size=40) for _, other in pairs]
    executable = program(*functions, start="".join(f"call {one}\n" for one, _ in pairs), division=Division(resident=0, bank=110)).executable
    assert len(executable.banks) == 3
    for one, other in pairs:
        assert bank_of(executable, one) == bank_of(executable, other)


def test_cold_functions_fill_the_last_banks() -> None:
    functions = [function(f"f{number}", size=60) for number in range(6)]
    start = "".join(f"call f{number}\n" for number in range(6))
    executable = program(*functions, start=start, division=Division(resident=140, bank=130, cold=("f0", "f1"))).executable
    assert [bank_of(executable, f"f{number}") for number in range(6)] == [2, 2, 0, 0, 1, 1]


def test_hot_functions_are_resident_or_in_the_first_banks_in_their_order() -> None:
    functions = [function(f"f{number}", size=60) for number in range(6)]
    start = "".join(f"call f{number}\n" for number in range(6))
    division = Division(resident=70, bank=130, hot=("f4", "nowhere", "f2", "other.c:f0", "f1"))
    executable = program(*functions, start=start, division=division).executable
    banks = [bank_of(executable, f"f{number}") for number in range(6)]
    assert (banks[4], banks[2], banks[1]) == (0, 1, 1)
    assert {banks[0], banks[3], banks[5]} <= {2, 3}


# --- the ways between ---


def test_a_veneer_for_all_calls_of_a_function() -> None:
    executable = program(function("f"), function("g", "call f", size=60), start="call f\ncall f\ncall g\nret", division=Division(0, 60)).executable
    where = addresses(executable)
    assert sorted(name for name in where if name.endswith("$far")) == ["f$far", "g$far"]
    assert [at(executable, TEXT_BASE + number).values for number in (0, 2, 4)] == [(where["f$far"],), (where["f$far"],), (where["g$far"],)]
    assert at(executable, where["g"]).values == (where["f$far"],)
    load, jump = at(executable, where["f$far"]), at(executable, where["f$far"] + 6)
    assert (load.row.spelling, load.operands) == ("mov.w", {"d": 15, "i": where["f"]})
    assert (jump.row.spelling, jump.operands) == ("jmp.r", {"a": 15})
    assert where["f$far"] % 4 == 0


def test_within_a_bank_and_to_the_resident_part_calls_are_direct() -> None:
    library = function("library").replace(".text.library", ".text.resident.library")
    executable = program(function("f", "call g", "call library", "call f"), function("g"), library, start="call f\nret").executable
    where = addresses(executable)
    assert [name for name in where if name.endswith("$far")] == ["f$far"]
    first, at_f = at(executable, where["f"]), where["f"]
    assert first.values == (where["g"] & 0xFFFF,)
    second = at(executable, at_f + first.size)
    assert second.values == (where["library"],)
    assert at(executable, at_f + first.size + second.size).values == (at_f & 0xFFFF,)


def test_a_pointer_to_a_function_is_the_veneer_everywhere() -> None:
    data = ".data\n.global d\nd: .word f, f+2\n"
    executable = program(function("f", "mov r0, f"), function("g", "mov r1, f"), data, start="mov r0, d\ncall g\nret").executable
    where = addresses(executable)
    assert at(executable, where["f"]).operands["i"] == at(executable, where["g"]).operands["i"] == where["f$far"]
    first, second = (int.from_bytes(executable.data[offset : offset + 4], "little") for offset in (0, 4))
    assert first == where["f$far"]
    assert at(executable, second).operands == {"d": 15, "i": where["f"] + 2}


def test_a_jump_table_goes_with_its_function() -> None:
    switch = function("f", "shl r0, 1", "ldh r1, [r0+.LJ]", "jmp r1", ".La: ret", ".Lb: nop", size=60)
    table = ".section .rodata.LJ\n.align 2\n.LJ: .half .La, .Lb\n"
    executable = program(switch + table, start="call f\nret").executable
    assert len(executable.text) < 24
    where = addresses(executable)["f"] & 0xFFFF
    halves = [int.from_bytes(executable.banks[0][-4:][offset : offset + 2], "little") for offset in (0, 2)]
    assert all(where < half < where + 20 for half in halves)


def test_conditional_jumps_to_another_bank() -> None:
    functions = function("f", size=40), function("g", "bz r0, f", "jne f", size=40)
    executable = program(*functions, start="call g\nret", division=Division(0, 60)).executable
    where = addresses(executable)
    targets = []
    address = where["g"]
    for _ in range(4):
        instruction = at(executable, address)
        targets += [value & 0xFFFF for value in instruction.values if value & 0xFFFF == where["f$far"]]
        address += instruction.size
    assert targets == [where["f$far"]] * 2


def test_debug_lines_and_symbols_know_banks() -> None:
    source = '.file "m.c"\n' + START + ".loc 1\ncall f\nret\n" + function("f", ".loc 7", "nop", ".loc 8", "nop")
    executable = link([assemble(source, "t.s")], division=ALL).executable
    info, where = DebugInfo(Executable.unpack(executable.pack())), addresses(executable)["f"]
    assert where == 1 << BANK_SHIFT | WINDOW_BASE
    assert (info.location(where), info.location(where + 1)) == (Location("m.c", 7), Location("m.c", 8))
    assert info.symbol_at(where + 1) == ("f", 1)
    assert info.location(1 << BANK_SHIFT | TEXT_BASE) == Location("m.c", 1)
    assert info.addresses("m.c", 8) == (where + 1,)
    assert info.symbol_at(2 << BANK_SHIFT | WINDOW_BASE) is None


def test_the_map_shows_what_each_bank_holds() -> None:
    text = program(function("f", size=40), function("g", size=40), start="call f\ncall g\nret", division=Division(0, 60)).map_text
    assert re.search(rf"^resident 0x1000 +\d+ of {RESIDENT_LIMIT}$", text, re.M)
    assert re.search(rf"^bank 1   0x5000     41 of {BANK_LIMIT}$", text, re.M)
    assert re.search(rf"^bank 2   0x5000     41 of {BANK_LIMIT}$", text, re.M)
    assert re.search(r"^0x15000     41  [fg]  t.s$", text, re.M)
    assert re.search(r"^0x25000     41  [fg]  t.s$", text, re.M)


def test_division_is_deterministic() -> None:
    functions = [function(f"f{number}", f"call f{number * 7 % 40}", f"call f{number * 3 % 40}", size=40) for number in range(40)]
    first, second = (program(*functions, start="call f1\nret", division=Division(200, 300)).executable.pack() for _ in range(2))
    assert first == second


# --- what is refused ---


def test_a_resident_part_that_is_too_large() -> None:
    constants = ".section .rodata.c\n.global c\nc: .zero 17000\n"
    message = refused(function("f", size=40), constants, start="mov r0, c\ncall f\nret")
    assert re.match(r"error: resident is (\d+) bytes, \d+ more than the 16384 a process has; largest:\n  17000  \.rodata\.c  t\.s\n", message)
    size, excess = map(int, re.findall(r"\d+", message)[:2])
    assert size - excess == RESIDENT_LIMIT


def test_a_function_larger_than_a_bank() -> None:
    message = refused(function("f", size=13000), start="call f\nret")
    assert message.startswith("error: bank 1 is 13001 bytes, 713 more than the 12288 a process has; largest:\n  13001  .text.f  t.s")


def test_pieces_that_overlap_in_a_bank() -> None:
    source = ".section .text.bank1\n.org 0x15000\n.global f\nf: nop\nnop\n.section .text.other\n.org 0x15001\n.global g\ng: nop\n"
    assert "overlaps" in refused(source, start="jmp f")
    assert program(source.replace("0x15001", "0x25001"), start="jmp f").executable.banks == (b"\x84\x84", b"\0\x84")


@pytest.mark.parametrize("place", ["0x10000", "0x14fff", "0x18000", "0x1005000", "-1"])
def test_addresses_where_no_bank_is(place: str) -> None:
    with pytest.raises(AsmError, match="an address is 0 to 0xFFFF, or for text 0x5000 to 0x7FFF in bank 1 to 255"):
        assemble(f".section .text.f\n.org {place}\nnop", "t.s")
    with pytest.raises(AsmError, match="in bank 1 to 255"):
        assemble(".data\n.org 0x15000\n.word 1", "t.s")


# --- the file ---


def banked() -> Executable:
    data = ".data\n.global d\nd: .word f, 0x15000\n.bss\n.global b\nb: .zero 8\n"
    functions = [function(f"f{number}", f"call f{number * 3 % 9}", f"beq r0, 5, .L{number}", f".L{number}: nop", size=60) for number in range(9)]
    return program(*functions, function("f"), data, start="mov r0, d\nmov r1, b\ncall f1\nret", division=Division(0, 150)).executable


def test_a_file_with_banks_is_read_as_it_was_written() -> None:
    executable = banked()
    assert len(executable.banks) > 1
    assert Executable.unpack(executable.pack()) == executable
    assert Executable.unpack(executable.pack(strip=True)).banks == executable.banks


def repacked(executable: Executable) -> Executable:
    return Executable.unpack(executable.pack())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"banks": (b"\x84" * (BANK_LIMIT + 1),)}, "segments are too large"),
        ({"banks": (b"",) * 256}, "256 banks are more than 255"),
        ({"banks": (b"\x84",), "text": bytes(RESIDENT_LIMIT + 1)}, "segments are too large"),
        ({"banks": (b"\x84",), "entry": 0x25000}, "entry 0x25000 lies in no bank"),
        ({"banks": (b"\x84",), "entry": 0x15001}, "entry 0x15001 lies outside the text"),
        ({"banks": (b"\x84",), "entry": 0x11000}, "entry 0x11000 lies outside the text"),
    ],
)
def test_banks_that_cannot_be_mapped_are_refused(change: dict[str, object], message: str) -> None:
    good = program(division=None).executable
    assert repacked(good._replace(banks=(b"\x84",) * 255, entry=0x15000))
    with pytest.raises(FormatError, match=message):
        repacked(good._replace(**change))  # type: ignore[arg-type]


def test_a_file_that_is_cut_or_changed_anywhere_is_refused() -> None:
    raw = banked().pack(strip=True)
    for size in range(len(raw)):
        with pytest.raises(FormatError):
            Executable.unpack(raw[:size])
    for place in range(0, len(raw), 7):
        with pytest.raises(FormatError):
            Executable.unpack(raw[:place] + bytes([raw[place] ^ 4]) + raw[place + 1 :])


# --- objdump and the command line ---


def test_a_disassembly_assembles_to_the_same_banks() -> None:
    before = banked()
    for raw in (before.pack(), before.pack(strip=True)):
        text = dump(raw, "program")
        after = link([assemble(text, "p.s")], gc=False).executable
        assert after._replace(symbols=(), marks=(), lines=()) == before._replace(symbols=(), marks=(), lines=())
    assert ".section .text.bank2\n.org 0x25000\n" in text


def test_objdump_shows_each_bank() -> None:
    raw = banked().pack()
    assert re.search(r"^bank1 0x5000 +\d+$", dump(raw, "p", "h"), re.M)
    assert re.search(r"^\.text\.bank1:\n15000  ", dump(raw, "p", "s"), re.M)
    assert re.search(r"^    mov\.w r15, 0x[1-9]5000 +; 10[0-9a-f]{2} ", dump(raw, "p"), re.M)
    assert re.search(r"^0x15000 +\d+ func +f\d$", dump(raw, "p", "t"), re.M)


def test_options_of_the_command_line(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "p.s").write_text(START + "call f\ncall g\nret\n" + function("f") + function("g"))
    (tmp_path / "cold").write_text("f\n")
    files = [str(tmp_path / name) for name in ("p.s", "p.o", "p", "map")]

    def target() -> cli.Target:
        raise AssertionError("not needed")

    assert cli.run("as", [files[0], "-o", files[1]], target) == 0
    options = ["--resident", "30", "--bank", "100", "--cold", str(tmp_path / "cold"), "-Map", files[3]]
    assert cli.run("ld", [files[1], "-o", files[2], *options], target) == 0
    executable = Executable.unpack((tmp_path / "p").read_bytes())
    assert (bank_of(executable, "f"), bank_of(executable, "g")) == (1, 0)
    assert "bank 1" in (tmp_path / "map").read_text()
    assert cli.run("ld", [files[1], "-o", files[2], "--resident", "x"], target) == 2
    assert "invalid int value" in capsys.readouterr().err
