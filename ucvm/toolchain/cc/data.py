"""Objects with static storage to data sections."""

from ucvm.toolchain.cc.emit import placed
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.expr import address_constant
from ucvm.toolchain.cc.tree import Item, Made, Obj, Var
from ucvm.toolchain.cc.types import ArrayType, CType, IntType, RecordType

_UNITS = {1: ".byte", 2: ".half", 4: ".word"}
_ESCAPES = {34: '\\"', 92: "\\\\", 10: "\\n", 9: "\\t", 13: "\\r"}


def is_read_only(t: CType) -> bool:
    """Whether an object of the type belongs in read-only data."""
    if isinstance(t, ArrayType):
        return is_read_only(t.of)
    return t.const and not t.volatile


def text(data: bytes) -> str:
    """Bytes as the inside of a string of the assembler."""
    return "".join(_ESCAPES.get(b) or (chr(b) if 32 <= b < 127 else f"\\{b:03o}") for b in data)


def string(obj: Obj, data: bytes, number: int) -> list[str]:
    """A string literal."""
    return [f".section .rodata.str.{number}", f"{obj.symbol}:", f'    .asciz "{text(data)}"']


class Image:
    """The contents of one object: bytes and addresses."""

    def __init__(self, obj: Obj) -> None:
        self.obj = obj
        self.size = obj.type.size
        self.bytes = bytearray(max(self.size, 0))
        self.addresses: dict[int, str] = {}
        for item in obj.init or ():
            self._item(item)

    def _item(self, item: Item) -> None:
        if isinstance(item.value, Made):
            for inner in item.value.items:
                self._item(inner._replace(offset=item.offset + inner.offset))
            return
        if isinstance(item.type, RecordType):
            self._nested(item)
            return
        found = address_constant(item.value)
        if found is None:
            fail(self.obj.at, f"the initializer of '{self.obj.name}' is not constant")
        obj, value = found
        if item.field is not None:
            self._bits(item, value)
            return
        self._grow(item.offset + item.type.size)
        if obj is not None:
            if item.type.size != 4:
                fail(self.obj.at, f"the initializer of '{self.obj.name}' puts an address into a '{item.type}'")
            self.addresses[item.offset] = placed(obj.symbol, value)
            obj.referenced = True
            return
        width = item.type.size
        self.bytes[item.offset : item.offset + width] = (value & ((1 << 8 * width) - 1)).to_bytes(width, "little")

    def _nested(self, item: Item) -> None:
        value = item.value
        if not (isinstance(value, Var) and value.obj.init is not None):
            fail(self.obj.at, f"the initializer of '{self.obj.name}' is not constant")
        inner = Image(value.obj)
        self._grow(item.offset + len(inner.bytes))
        self.bytes[item.offset : item.offset + len(inner.bytes)] = inner.bytes
        self.addresses.update({item.offset + at: name for at, name in inner.addresses.items()})

    def _grow(self, size: int) -> None:
        """A flexible array member adds to the object."""
        if size > len(self.bytes):
            self.bytes.extend(bytes(size - len(self.bytes)))

    def _bits(self, item: Item, value: int) -> None:
        field = item.field
        assert field is not None
        mask = (1 << field.width) - 1
        span = (field.bit + field.width + 7) // 8
        old = int.from_bytes(self.bytes[item.offset : item.offset + span], "little")
        new = old & ~(mask << field.bit) | (value & mask) << field.bit
        self.bytes[item.offset : item.offset + span] = new.to_bytes(span, "little")

    def lines(self) -> list[str]:
        """Directives."""
        if not self.addresses and not any(self.bytes):
            return [f"    .zero {len(self.bytes)}"] if self.bytes else []
        unit = self._unit()
        out: list[str] = []
        done = 0
        for at, name in sorted(self.addresses.items()):
            self._span(out, unit, done, at)
            out.append(f"    .word {name}")
            done = at + 4
        self._span(out, unit, done, len(self.bytes))
        return out

    def _unit(self) -> int:
        base = self.obj.type
        while isinstance(base, ArrayType):
            base = base.of
        return base.size if isinstance(base, IntType) and base.size < 4 else 4

    def _span(self, out: list[str], unit: int, start: int, end: int) -> None:
        """Plain bytes from start to end."""
        at = start
        while at < end:
            zeros = self._zeros(at, end)
            if zeros >= 8 or at + zeros == end:
                out.append(f"    .zero {zeros}")
                at += zeros
                continue
            width = unit if at % unit == 0 and end - at >= unit else 1
            values: list[str] = []
            while at + width <= end and len(values) < 16 and self._zeros(at, end) < 8:
                values.append(str(int.from_bytes(self.bytes[at : at + width], "little")))
                at += width
            out.append(f"    {_UNITS[width]} {', '.join(values)}")

    def _zeros(self, at: int, end: int) -> int:
        count = 0
        while at + count < end and not self.bytes[at + count]:
            count += 1
        return count


def definition(obj: Obj) -> list[str]:
    """The section of an object."""
    image = Image(obj)
    empty = not image.addresses and not any(image.bytes)
    kind = "rodata" if is_read_only(obj.type) else "bss" if empty else "data"
    lines = [f".section .{kind}.{obj.symbol.removeprefix('.')}"]
    if obj.type.align > 1:
        lines.append(f".align {obj.type.align}")
    for each in (obj, *obj.aliases):
        lines += [f".global {each.symbol}"] * (each.storage == "global") + [f".type {each.symbol}, object"] * bool(each.name) + [f"{each.symbol}:"]
    return [*lines, *image.lines()]
