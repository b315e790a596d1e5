"""Initializers to flat lists of items: brace elision, designators, strings, unknown sizes (C99 6.7.8)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ucvm.toolchain.cc import literal
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.tree import Expr, Item, Made, Num
from ucvm.toolchain.cc.types import ArrayType, ComplexType, CType, Field, IntType, LanesType, RecordType, compatible, lowered

if TYPE_CHECKING:
    from ucvm.toolchain.cc.expr import Exprs


class _Cursor:
    """The initializers between one pair of braces: designators still to be followed, and the expression."""

    __slots__ = ("at", "entries", "seen")

    def __init__(self, node: Node) -> None:
        self.entries: list[tuple[list[Node], Node]] = [
            (list(each.name), each.expr) if type(each).__name__ == "NamedInitializer" else ([], each) for each in node.exprs
        ]
        self.at = 0
        self.seen: Expr | None = None

    def more(self) -> bool:
        return self.at < len(self.entries)

    def next(self) -> None:
        self.at += 1
        self.seen = None


class Initials:
    """Flattens initializers with the analysis of `exprs`."""

    def __init__(self, exprs: "Exprs") -> None:
        self.exprs = exprs
        self.items: dict[tuple[int, int], Item] = {}

    def flatten(self, t: CType, node: Node) -> tuple[CType, list[Item]]:
        """The type (with its size, where the initializer gives it) and the items by offset."""
        outer, self.items = self.items, {}
        count = self._whole(t, node)
        items, self.items = self.items, outer
        if isinstance(t, ArrayType) and t.count < 0:
            t = ArrayType(t.of, count)
        return t, sorted(items.values(), key=lambda item: (item.offset, item.field.bit if item.field else 0))

    def _whole(self, t: CType, node: Node) -> int:
        if type(node).__name__ == "InitList":
            return self._braced(t, node, 0)
        text = self._string(t, node)
        if text is not None:
            return self._text(t, text, 0, node)
        if isinstance(t, ArrayType):
            return self._literal(t, node)
        self._put(0, t, self.exprs.value(node), None, node)
        return 0

    def _literal(self, t: ArrayType, node: Node) -> int:
        """A compound literal as the initializer of an array (gcc): its own items."""
        inner = node
        while type(inner).__name__ == "Cast":
            inner = inner.expr
        if type(inner).__name__ != "CompoundLiteral" or not isinstance(self.exprs.types.type_of(inner.type), ArrayType):
            fail(node, "an array is initialized by a list in braces or a string")
        return self._braced(t, inner.init, 0)

    def _string(self, t: CType, node: Node) -> Sequence[int] | None:
        if isinstance(t, ArrayType) and isinstance(t.of, IntType) and type(node).__name__ == "Constant" and node.value[-1] == '"':
            wide = literal.is_wide(node)
            if t.of.size != (literal.unit(node).size if wide else 1):
                fail(node, f"a {'wide ' if wide else ''}string does not initialize '{t}'")
            return literal.wide_string(node) if wide else literal.string(node)
        return None

    def _text(self, t: CType, text: Sequence[int], offset: int, node: Node) -> int:
        assert isinstance(t, ArrayType)
        assert isinstance(t.of, IntType)
        kept = text[: t.count] if t.count >= 0 else text
        for at, unit in enumerate(kept):
            place = offset + at * t.of.size
            self.items[place, 0] = Item(place, t.of, Num(t.of, t.of.wrap(unit)))
        return len(text) + 1

    def _put(self, offset: int, t: CType, value: Expr, field: Field | None, node: Node) -> None:
        value = self.exprs.convert(value, t, node)
        if isinstance(t, LanesType) and isinstance(value, Made):
            for item in value.items:
                self._set(Item(offset + item.offset, item.type, item.value))
        else:
            self._set(Item(offset, t, value, field))

    def _set(self, item: Item) -> None:
        """The last initializer of a place counts, and what is in a record that is set as a whole goes with it."""
        end = item.offset + item.type.size
        if item.field is None and item.type.is_record:
            for key in [key for key in self.items if item.offset <= key[0] < end]:
                del self.items[key]
        key = (item.offset, item.field.bit if item.field else 0)
        self.items.pop(key, None)
        self.items[key] = item

    def _braced(self, t: CType, node: Node, offset: int) -> int:
        if not isinstance(t, ArrayType | RecordType) or isinstance(t, ComplexType):
            if not node.exprs:
                return 0
            if len(node.exprs) != 1:
                fail(node.exprs[1] if node.exprs else node, f"one initializer is needed for a '{t}'")
            self._one(t, offset, None, _Cursor(node))
            return 0
        text = self._string(t, node.exprs[0]) if len(node.exprs) == 1 else None
        if text is not None:
            return self._text(t, text, offset, node)
        cursor = _Cursor(node)
        count = self._aggregate(t, offset, cursor, True)
        if cursor.more():
            fail(cursor.entries[cursor.at][1], "too many initializers")
        return count

    def _aggregate(self, t: CType, offset: int, cursor: _Cursor, braced: bool) -> int:
        if isinstance(t, ArrayType):
            return self._array(t, offset, cursor, braced)
        assert isinstance(t, RecordType)
        if t.size < 0:
            fail(cursor.entries[cursor.at][1], f"'{t}' is an incomplete type")
        self._members(t, offset, cursor, braced)
        return 0

    def _array(self, t: ArrayType, offset: int, cursor: _Cursor, braced: bool) -> int:
        position = top = 0
        follow = True
        while cursor.more():
            path, node = cursor.entries[cursor.at]
            if path:
                if not (braced or follow):
                    break
                position, last = self._indices(t, path[0], node)
                cursor.entries[cursor.at] = (path[1:], node)
                for index in range(position, last):
                    self._copy(t, offset, index, cursor)
                position = last
            elif 0 <= t.count <= position:
                break
            follow = False
            self._one(t.of, offset + position * t.of.size, None, cursor)
            position += 1
            top = max(top, position)
        return top

    def _copy(self, t: ArrayType, offset: int, index: int, cursor: _Cursor) -> None:
        """One more element by the entry at which the cursor stays."""
        at, entry = cursor.at, cursor.entries[cursor.at]
        self._one(t.of, offset + index * t.of.size, None, cursor)
        cursor.at, cursor.entries[at], cursor.seen = at, entry, None

    def _indices(self, t: ArrayType, designator: Node, node: Node) -> tuple[int, int]:
        """The first and the last element that a designator names."""
        if type(designator).__name__ != "ArrayDesignator":
            fail(node, f"a member designator in the initializer of '{t}'")
        inner = designator.expr
        if getattr(inner, "op", "") != "...":
            return (self._index(t, designator, inner),) * 2
        return self._index(t, designator, inner.left), self._index(t, designator, inner.right)

    def _index(self, t: ArrayType, designator: Node, node: Node) -> int:
        index = self.exprs.constant(node)
        if index < 0 or 0 <= t.count <= index:
            fail(designator, "the index lies outside the array")
        return index

    def _members(self, t: RecordType, offset: int, cursor: _Cursor, braced: bool) -> None:
        fields = t.record.fields
        position = 0
        follow = True
        while cursor.more():
            path, node = cursor.entries[cursor.at]
            if path:
                if not (braced or follow):
                    break
                position = self._member(t, path[0], node)
                if fields[position].name:
                    cursor.entries[cursor.at] = (path[1:], node)
            elif position >= (1 if t.record.union and fields else len(fields)):
                break
            follow = False
            field = fields[position]
            if t.align < t.record.align:
                field = field._replace(type=lowered(field.type, t.align))
            self._one(field.type, offset + field.offset, field, cursor)
            position = position + 1 if not t.record.union else len(fields)

    def _member(self, t: RecordType, designator: Node, node: Node) -> int:
        name = getattr(designator, "name", None)
        if type(designator).__name__ != "ID" or name not in t.record.names:
            fail(node, f"'{t}' has no member '{name or ''}'")
        for position, field in enumerate(t.record.fields):
            if field.name == name or (not field.name and isinstance(field.type, RecordType) and name in field.type.record.names):
                return position
        raise AssertionError("a named member has a field")

    def _one(self, t: CType, offset: int, field: Field | None, cursor: _Cursor) -> None:
        path, node = cursor.entries[cursor.at]
        if path:
            if not isinstance(t, ArrayType | RecordType):
                fail(node, f"a designator in the initializer of '{t}'")
            self._aggregate(t, offset, cursor, False)
            return
        if type(node).__name__ == "InitList":
            cursor.next()
            self._braced(t, node, offset)
            return
        text = self._string(t, node)
        if text is not None:
            cursor.next()
            self._text(t, text, offset, node)
            return
        self._plain(t, offset, field, cursor, node)

    def _plain(self, t: CType, offset: int, field: Field | None, cursor: _Cursor, node: Node) -> None:
        if cursor.seen is None:
            cursor.seen = self.exprs.value(node)
        value = cursor.seen
        if isinstance(t, ArrayType | RecordType) and not isinstance(t, ComplexType) and not compatible(t, value.type):
            before = cursor.at
            self._aggregate(t, offset, cursor, False)
            if cursor.at == before:
                fail(node, f"'{t}' has nothing to initialize")
            return
        cursor.next()
        self._put(offset, t, value, field if field and field.width >= 0 else None, node)
