"""Tables: aligned text for people, plain numbers with units as JSON."""

import json

from ucvm.bench.report import Column, Table, as_json, as_text, with_means

TABLE = Table(
    "speed",
    (Column("program"), Column("work"), Column("ours", "M instr/s", 1), Column("theirs", "M instr/s", 1)),
    (("crc32", 12345, 2.0, 3.25), ("fib", 7, 8.0, None)),
    ("a note",),
)


def test_text_is_aligned() -> None:
    lines = as_text({"cpu": [TABLE]}).splitlines()
    assert lines == [
        "cpu: speed",
        "program    work       ours     theirs",
        "                 M instr/s  M instr/s",
        "crc32    12,345        2.0        3.2",
        "fib           7        8.0          -",
        "(a note)",
    ]


def test_json_has_numbers_and_units() -> None:
    document = json.loads(json.dumps(as_json({"cpu": [TABLE]})))
    assert document == {
        "cpu": [
            {
                "name": "speed",
                "units": {"ours": "M instr/s", "theirs": "M instr/s"},
                "rows": [
                    {"program": "crc32", "work": 12345, "ours": 2.0, "theirs": 3.25},
                    {"program": "fib", "work": 7, "ours": 8.0, "theirs": None},
                ],
                "notes": ["a note"],
            }
        ]
    }


def test_means_are_geometric_and_of_what_was_measured() -> None:
    name, work, ours, theirs = with_means(TABLE, "ours", "theirs").rows[-1]
    assert (name, work, round(ours, 9), theirs) == ("geometric mean", None, 4.0, 3.25)


def test_groups_are_apart() -> None:
    assert as_text({"cpu": [TABLE, TABLE], "start": [TABLE]}).count("\n\n") == 2
