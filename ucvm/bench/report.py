"""What a benchmark found: tables of numbers, as aligned text and as JSON."""

from collections.abc import Mapping, Sequence
from statistics import geometric_mean
from typing import Any, NamedTuple

Cell = str | int | float | None
"""Text, a number, or None: not measured."""


class Column(NamedTuple):
    """A column: its name, the unit of its numbers ("": text, or a plain number), and how many decimals a person wants to see."""

    name: str
    unit: str = ""
    decimals: int = 0


class Table(NamedTuple):
    """A table: rows have a cell for each column; notes say what was not measured, and why."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def with_means(table: Table, *names: str) -> Table:
    """The table with a last row of the geometric means of the named columns, over what was measured."""
    cells: list[Cell] = ["geometric mean"]
    for number, column in enumerate(table.columns[1:], 1):
        values = [value for row in table.rows if isinstance(value := row[number], int | float)]
        cells.append(geometric_mean(values) if column.name in names and values else None)
    return table._replace(rows=(*table.rows, tuple(cells)))


def as_json(groups: Mapping[str, Sequence[Table]]) -> dict[str, Any]:
    """Groups of tables: units by column, a row an object of plain numbers."""
    return {group: [_table_as_json(table) for table in tables] for group, tables in groups.items()}


def _table_as_json(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    return {
        "name": table.name,
        "units": {column.name: column.unit for column in table.columns if column.unit},
        "rows": [dict(zip(names, row, strict=True)) for row in table.rows],
        "notes": list(table.notes),
    }


def as_text(groups: Mapping[str, Sequence[Table]]) -> str:
    """Groups of tables in aligned columns."""
    return "\n\n".join(_table_as_text(group, table) for group, tables in groups.items() for table in tables)


def _table_as_text(group: str, table: Table) -> str:
    head = [[column.name for column in table.columns], [column.unit for column in table.columns]]
    lines = head + [[_shown(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    aligned = ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in lines]
    return "\n".join([f"{group}: {table.name}", *aligned, *(f"({note})" for note in table.notes)])


def _shown(cell: Cell, column: Column) -> str:
    if cell is None:
        return "-"
    return cell if isinstance(cell, str) else f"{cell:,.{column.decimals}f}"
