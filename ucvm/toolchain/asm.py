"""The assembler: one source text to one object file. docs/assembly.md is the language.

One pass. A statement without symbols becomes bytes at once (its text is looked up in a memo first, since programs repeat themselves);
one with symbols, or whose bytes depend on its address, becomes a hole that the linker fills with the shortest form that reaches.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from ucvm.abi.layout import ADDRESS_SPACE, BANK_MAX, DATA_BASE, WINDOW_BASE
from ucvm.isa.registers import REGISTERS
from ucvm.toolchain.forms import FORMS, MNEMONICS, constant_code, pending
from ucvm.toolchain.lexer import SYMBOL, Fault, Value, evaluate, read_string, split_label, split_operands, strip_comment
from ucvm.toolchain.objfile import (
    ABSOLUTE,
    ALIGN_HOLE,
    ALIGNMENTS,
    DATA_HOLES,
    NEED_HOLE,
    SEGMENTS,
    UNDEFINED,
    Expr,
    Hole,
    ObjectFile,
    ObjectSymbol,
    Section,
)

MAX_ERRORS = 20
_MAX_ZERO = 1 << 16
_REGISTERS = {name: ("r", (number,)) for number, name in enumerate(REGISTERS)}
_MEMORY = re.compile(r"\[\s*(r\d+|sp)\s*(?:([+-])\s*(.*?)\s*)?\]")
_SYMBOL = re.compile(SYMBOL)
_KINDS = ("func", "object")
_SHAPES = {
    "r": "register",
    "p": "sp",
    "i": "number",
    "m": "[address]",
    "b": "[register+number]",
    "q": "[sp+number]",
    "x": "[register+register]",
}

Operand = tuple[str, tuple[Value, ...]]


class AsmError(Exception):
    """The source has mistakes: `messages` are lines "file:line:column: error: text"."""

    def __init__(self, messages: list[str]):
        super().__init__("\n".join(messages))
        self.messages = messages


def assemble(text: str, filename: str = "<asm>") -> ObjectFile:
    """Assemble a source; raises AsmError with up to MAX_ERRORS messages."""
    return _Assembler(filename).run(text)


class _Code(NamedTuple):
    """An instruction that the linker encodes."""

    form: str
    operands: tuple[Value, ...]


class _Symbol:
    """A name while its file is read."""

    def __init__(self, name: str, line: int):
        self.name, self.line = name, line
        self.section, self.value, self.is_global, self.is_weak = UNDEFINED, 0, False, False


class _Section:
    """A section while it grows. `growth` is what its data holes will add; unknown, and unused, in text."""

    def __init__(self, name: str, number: int):
        self.name, self.number = name, number
        self.segment = name.split(".", 2)[1]
        self.align, self.growth, self.data = 1, 0, bytearray()
        self.holes: list[Hole] = []
        self.marks: list[tuple[int, int]] = []
        self.lines: list[tuple[int, int, int]] = []
        self.origin: int | None = None
        self.mark = -1
        self.place = (-1, 0)

    def set_mark(self, size: int) -> None:
        """What follows is code (0) or data with items of `size` bytes; kept for what lies in the text segment."""
        if self.mark != size and self.segment in ("text", "rodata"):
            self.marks.append((len(self.data), size))
        self.mark = size

    def finish(self) -> Section:
        data = b"" if self.segment == "bss" else bytes(self.data)
        return Section(self.name, self.align, len(self.data), data, tuple(self.holes), tuple(self.marks), tuple(self.lines), self.origin)


class _Assembler:
    """One run over one file."""

    def __init__(self, filename: str):
        self.filename, self.number = filename, 0
        self.errors: list[tuple[int, int, str]] = []
        self.memo: dict[str, bytes | _Code] = {}
        self.operand_memo: dict[str, Operand] = {}
        self.sections: list[_Section] = []
        self.by_name: dict[str, _Section] = {}
        self.symbols: list[_Symbol] = []
        self.symbol_numbers: dict[str, int] = {}
        self.equates: dict[str, Value] = {}
        self.types: dict[str, str] = {}
        self.files: list[str] = [filename]
        self.source = 0
        self.place: tuple[int, int] | None = None
        self.entry: str | None = None
        self.section = self._open(".text")
        self.directives = self._directives()

    def _directives(self) -> dict[str, Callable[[str], None]]:
        named: dict[str, Callable[[str], None]] = {
            ".section": self._open_named,
            ".global": self._global,
            ".globl": self._global,
            ".align": self._align,
            ".word": self._words,
            ".half": self._halves,
            ".byte": self._bytes,
            ".ascii": self._ascii,
            ".asciz": self._asciz,
            ".zero": self._zero,
            ".equ": self._equ,
            ".file": self._file,
            ".loc": self._loc,
            ".org": self._org,
            ".type": self._type,
            ".entry": self._entry,
            ".weak": self._weak,
            ".need": self._need,
        }
        return named | {f".{name}": self._plain_section(f".{name}") for name in SEGMENTS}

    def run(self, text: str) -> ObjectFile:
        memo = self.memo
        for line in text.split("\n"):
            self.number += 1
            code = line.strip()
            known = memo.get(code)
            if known is not None and self.section.segment == "text":
                self._emit(known)
            elif code and code[0] != ";":
                try:
                    self._statement(code)
                except Fault as fault:
                    self._report(fault, line, self.number)
                if len(self.errors) >= MAX_ERRORS:
                    break
        return self._finish()

    def _report(self, fault: Fault, line: str, number: int) -> None:
        found = line.find(fault.text) if fault.text else -1
        column = (found if found >= 0 else len(line) - len(line.lstrip())) + 1
        self.errors.append((number, column, fault.message))

    # --- statements ---

    def _statement(self, code: str) -> None:
        text = strip_comment(code).rstrip()
        if ":" in text:
            label, rest = split_label(text)
            while label is not None:
                self._define(label)
                label, rest = split_label(rest)
            text = rest.strip()
        if not text:
            return
        name, *operands = text.split(None, 1)
        rest = operands[0] if operands else ""
        if name[0] == ".":
            directive = self.directives.get(name)
            if directive is None:
                raise Fault(f"unknown directive '{name}'", name)
            directive(rest)
        else:
            instruction = self._instruction(name, rest)
            self._emit(instruction)
            self.memo[text] = instruction

    def _instruction(self, name: str, rest: str) -> bytes | _Code:
        if self.section.segment != "text":
            raise Fault(f"instructions belong in a .text section, not in {self.section.name}", name)
        operands = [self.operand_memo.get(text) or self._operand(text) for text in split_operands(rest)]
        signature = f"{name} {','.join([shape for shape, _ in operands])}"
        if signature not in FORMS:
            raise Fault(_no_such_form(name, rest), name)
        values = tuple([value for _, group in operands for value in group])
        if not any(isinstance(value, Expr) for value in values):
            code = constant_code(signature, values)
            if code:
                return code
            if code is not None:
                raise Fault(f"no encoding of '{name}' takes these operands; load the constant into a register first", rest)
        if not pending(signature, tuple(None if isinstance(value, Expr) else value for value in values)):
            raise Fault(f"no encoding of '{name}' takes these operands", rest)
        return _Code(signature, values)

    def _emit(self, code: bytes | _Code) -> None:
        section = self.section
        if section.mark != 0:
            section.set_mark(0)
        place = self.place or (0, self.number)
        if place != section.place:
            section.lines.append((len(section.data), *place))
            section.place = place
        if isinstance(code, bytes):
            section.data += code
        else:
            section.holes.append(Hole(len(section.data), code.form, code.operands, self.number))
            section.data.append(0)

    # --- operands ---

    def _operand(self, text: str) -> Operand:
        operand: Operand | None = _REGISTERS.get(text)
        if operand is None:
            if text == "sp":
                operand = ("p", ())
            elif text[0] == "[":
                operand = self._memory(text)
            elif text[0] == "#":
                raise Fault("numbers are written without '#'", text)
            else:
                operand = ("i", (self._value(text),))
        self.operand_memo[text] = operand
        return operand

    def _memory(self, text: str) -> Operand:
        match = _MEMORY.fullmatch(text)
        if not match or (match[1] != "sp" and match[1] not in _REGISTERS):
            if text[-1] != "]" or not text[1:-1].strip():
                raise Fault("a memory operand is [address], [register+offset], [register+register] or [sp+offset]", text)
            return "m", (self._value(text[1:-1].strip()),)
        base, sign, offset = match.groups()
        if sign == "+" and offset in _REGISTERS and base != "sp":
            return "x", (*_REGISTERS[base][1], *_REGISTERS[offset][1])
        value: Value = 0 if not sign else self._value(offset if sign == "+" else f"-({offset})")
        return ("q", (value,)) if base == "sp" else ("b", (*_REGISTERS[base][1], value))

    def _value(self, text: str) -> Value:
        return evaluate(text, self._lookup)

    def _constant(self, text: str) -> int:
        value = self._value(text)
        if isinstance(value, Expr):
            raise Fault("a constant is needed here", text)
        return value

    def _lookup(self, name: str) -> Value:
        if name in self.equates:
            return self.equates[name]
        if name in _REGISTERS or name == "sp":
            raise Fault("a register cannot be part of an expression", name)
        if name == ".":
            here = f".L.here{len(self.symbols)}"
            self._define(here)
            return Expr(self.symbol_numbers[here])
        return Expr(self._symbol(name))

    # --- symbols ---

    def _symbol(self, name: str) -> int:
        """The symbol's number; a new one is undefined."""
        number = self.symbol_numbers.get(name)
        if number is None:
            number = self.symbol_numbers[name] = len(self.symbols)
            self.symbols.append(_Symbol(name, self.number))
        return number

    def _define(self, name: str) -> None:
        if name in _REGISTERS or name == "sp":
            raise Fault("a register's name cannot be a label", name)
        symbol = self.symbols[self._symbol(name)]
        if symbol.section != UNDEFINED or name in self.equates:
            raise Fault(f"'{name}' is already defined at line {symbol.line}", name)
        if self.section.name.startswith(".rodata.str") and self.section.data:
            self.section = self._begin(self.section.name)
        symbol.section, symbol.value, symbol.line = self.section.number, len(self.section.data), self.number

    def _name(self, text: str) -> str:
        if not _SYMBOL.fullmatch(text):
            raise Fault("a symbol's name is needed", text)
        return text

    # --- directives ---

    def _plain_section(self, name: str) -> Callable[[str], None]:
        def switch(rest: str) -> None:
            if rest:
                raise Fault(f"'{name}' takes no operand", rest)
            self.section = self._open(name)

        return switch

    def _open_named(self, rest: str) -> None:
        if not _SYMBOL.fullmatch(rest) or rest[0] != "." or rest.split(".", 2)[1] not in SEGMENTS:
            raise Fault("a section's name begins with .text, .rodata, .data or .bss", rest)
        self.section = self._open(rest)

    def _open(self, name: str) -> _Section:
        return self.by_name.get(name) or self._begin(name)

    def _begin(self, name: str) -> _Section:
        section = self.by_name[name] = _Section(name, len(self.sections))
        self.sections.append(section)
        return section

    def _global(self, rest: str) -> None:
        for name in split_operands(rest):
            self.symbols[self._symbol(self._name(name))].is_global = True

    def _align(self, rest: str) -> None:
        size, section = self._constant(rest), self.section
        if size not in ALIGNMENTS:
            raise Fault("an alignment is a power of two up to 4096", rest)
        section.align = max(section.align, size)
        if section.segment == "text":
            if section.data:
                section.holes.append(Hole(len(section.data), ALIGN_HOLE, (size,), self.number))
                section.data.append(0)
        else:
            section.data += bytes(-((section.origin or 0) + len(section.data) + section.growth) % size)

    def _words(self, rest: str) -> None:
        self._items(".word", rest)

    def _halves(self, rest: str) -> None:
        self._items(".half", rest)

    def _bytes(self, rest: str) -> None:
        self._items(".byte", rest)

    def _items(self, directive: str, rest: str) -> None:
        size, section = DATA_HOLES[directive], self.section
        for text in split_operands(rest):
            value = self._value(text)
            section.set_mark(size)
            if isinstance(value, Expr):
                section.holes.append(Hole(len(section.data), directive, (value,), self.number))
                section.data.append(0)
                section.growth += size - 1
            elif -(1 << 8 * size - 1) <= value < 1 << 8 * size:
                section.data += (value & (1 << 8 * size) - 1).to_bytes(size, "little")
            else:
                raise Fault(f"{value} does not fit in {size} byte{'s' if size > 1 else ''}", text)
            self._refuse_in_bss(value, text)

    def _refuse_in_bss(self, value: Value | bytes, text: str) -> None:
        if self.section.segment == "bss" and (isinstance(value, Expr) or (value if isinstance(value, int) else any(value))):
            raise Fault("bss holds zeros only", text)

    def _ascii(self, rest: str) -> None:
        self._strings(rest, b"")

    def _asciz(self, rest: str) -> None:
        self._strings(rest, b"\0")

    def _strings(self, rest: str, tail: bytes) -> None:
        for text in split_operands(rest):
            data = read_string(text) + tail
            self._refuse_in_bss(data, text)
            self.section.set_mark(1)
            self.section.data += data

    def _zero(self, rest: str) -> None:
        count = self._constant(rest)
        if not 0 <= count <= _MAX_ZERO:
            raise Fault(f"a size is 0 to {_MAX_ZERO}", rest)
        self.section.set_mark(1)
        self.section.data += bytes(count)

    def _equ(self, rest: str) -> None:
        name, comma, text = rest.partition(",")
        name = self._name(name.strip())
        if not comma:
            raise Fault("'.equ' takes a name and a value", rest)
        if name in _REGISTERS or name == "sp":
            raise Fault("a register's name cannot be a symbol", name)
        value = self._value(text.strip())
        number = self.symbol_numbers.get(name)
        defined = number is not None and self.symbols[number].section != UNDEFINED
        if defined or self.equates.get(name, value) != value:
            raise Fault(f"'{name}' is already defined", name)
        self.equates[name] = value
        self.memo.clear()
        self.operand_memo.clear()

    def _file(self, rest: str) -> None:
        self.source = self._file_number(read_string(rest).decode("utf-8", "surrogateescape"))

    def _file_number(self, name: str) -> int:
        if name not in self.files:
            self.files.append(name)
        return self.files.index(name)

    def _loc(self, rest: str) -> None:
        number, _, name = rest.partition(" ")
        line = self._constant(number)
        source = self._file_number(read_string(name.strip()).decode("utf-8", "surrogateescape")) if name.strip() else self.source
        if not 0 <= line < 1 << 31:
            raise Fault("a line number is 0 or more", number)
        self.place = (source, line)

    def _org(self, rest: str) -> None:
        address = self._constant(rest)
        if self.section.data or self.section.origin is not None:
            raise Fault("'.org' stands at the beginning of a section", ".org")
        bank, place = divmod(address, ADDRESS_SPACE)
        if bank and not (0 < bank <= BANK_MAX and WINDOW_BASE <= place < DATA_BASE and self.section.segment == "text"):
            raise Fault(f"an address is 0 to 0xFFFF, or for text 0x5000 to 0x7FFF in bank 1 to {BANK_MAX}", rest)
        self.section.origin = address

    def _type(self, rest: str) -> None:
        name, _, kind = (part.strip() for part in rest.partition(","))
        if kind not in _KINDS:
            raise Fault("'.type' takes a name and func or object", rest)
        self.types[self._name(name)] = kind

    def _entry(self, rest: str) -> None:
        self.entry = self._name(rest)
        self._global(rest)

    def _weak(self, rest: str) -> None:
        for name in split_operands(rest):
            self.symbols[self._symbol(self._name(name))].is_weak = True

    def _need(self, rest: str) -> None:
        section = self.section
        for name in split_operands(rest):
            section.holes.append(Hole(len(section.data), NEED_HOLE, (Expr(self._symbol(self._name(name))),), self.number))
            section.data.append(0)
            section.growth -= 1

    # --- the end ---

    def _finish(self) -> ObjectFile:
        for symbol in self.symbols:
            if symbol.section == UNDEFINED:
                self._settle(symbol)
            elif symbol.is_weak:
                self._report(Fault(f"'{symbol.name}' is defined here: it cannot be weak"), "", symbol.line)
        if self.errors:
            rows = sorted(self.errors)[:MAX_ERRORS]
            raise AsmError([f"{self.filename}:{line}:{column}: error: {message}" for line, column, message in rows])
        sections = tuple(section.finish() for section in self.sections)
        return ObjectFile(self.filename, sections, self._symbol_rows(), tuple(self.files), self.entry)

    def _settle(self, symbol: _Symbol) -> None:
        """A name without a label: an equate used before it stood, or another file's."""
        value = self.equates.get(symbol.name)
        if isinstance(value, int):
            symbol.section, symbol.value = ABSOLUTE, value
        elif value is not None:
            target = self.symbols[value.symbol]
            if target.section < 0 or value.addend or value.minus >= 0:
                problem = f"'{symbol.name}', used before its .equ or global, has to be a plain label of this file"
                self._report(Fault(problem), "", symbol.line)
            symbol.section, symbol.value = target.section, target.value
        elif symbol.name.startswith(".L"):
            self._report(Fault(f"label '{symbol.name}' is not defined"), "", symbol.line)

    def _symbol_rows(self) -> tuple[ObjectSymbol, ...]:
        kinds = [self._kind(symbol) for symbol in self.symbols]
        starts: dict[int, list[int]] = {section.number: [] for section in self.sections}
        for symbol, kind in zip(self.symbols, kinds, strict=True):
            if symbol.section >= 0 and kind != "label":
                starts[symbol.section].append(symbol.value)
        for values in starts.values():
            values.sort()
        rows = []
        for symbol, kind in zip(self.symbols, kinds, strict=True):
            end = symbol.value if kind == "label" else self._end(symbol, starts)
            rows.append(ObjectSymbol(symbol.name, symbol.section, symbol.value, end, kind, symbol.is_global, symbol.line, symbol.is_weak))
        return tuple(rows)

    def _end(self, symbol: _Symbol, starts: dict[int, list[int]]) -> int:
        """Where the next function or object begins, or the section ends."""
        if symbol.section < 0:
            return symbol.value
        values = starts[symbol.section]
        after = bisect_right(values, symbol.value)
        return values[after] if after < len(values) else len(self.sections[symbol.section].data)

    def _kind(self, symbol: _Symbol) -> str:
        if symbol.name in self.types:
            return self.types[symbol.name]
        if symbol.section < 0 or symbol.name.startswith(".L"):
            return "label"
        section = self.sections[symbol.section]
        if section.segment != "text":
            return "object"
        return "func" if symbol.is_global or section.name == f".text.{symbol.name}" else "label"


def _no_such_form(name: str, rest: str) -> str:
    if name not in MNEMONICS:
        return f"unknown instruction '{name}'"
    taken = " | ".join(", ".join(_SHAPES[letter] for letter in shape.split(",") if letter) or "nothing" for shape in MNEMONICS[name])
    return f"'{name}' does not take '{rest}'; it takes {taken}" if rest else f"'{name}' takes {taken}"
