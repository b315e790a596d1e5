"""Random records beside gcc: bit-fields of every type and width, packed and aligned members, unions and records inside.

A program prints the size of each record and, after every few changes of members, all of its bytes; records also go through functions by value.
"""

import random

WIDTHS = {
    "signed char": 8, "unsigned char": 8, "short": 16, "unsigned short": 16, "int": 32, "unsigned": 32, "long long": 64, "unsigned long long": 64,
    "_Bool": 1,
}  # fmt: skip
OPERATORS = ("=", "=", "+=", "-=", "*=", "^=", "|=", "&=")
PRELUDE = """#include <stdio.h>
#include <string.h>
static void show(const void *at, int n) { const unsigned char *p = at; while (n--) printf("%02x", *p++); puts(""); }
"""


class Record:
    """A record type: its declaration and the members that can be assigned."""

    def __init__(self, chance: random.Random, name: str) -> None:
        self.random, self.name = chance, name
        self.members: list[str] = []
        lines = [self.member(f"m{number}") for number in range(chance.randint(2, 9))]
        packed = chance.choice(("", "", " __attribute__((packed))", " __attribute__((packed, aligned(4)))"))
        self.text = f"struct {name} {{ {' '.join(lines)} }}{packed};"

    def member(self, name: str) -> str:
        kind = self.random.choice(tuple(WIDTHS))
        shape = self.random.random()
        if shape < 0.5:
            self.members.append(name)
            unnamed = f" {kind} : {self.random.choice((0, self.random.randint(1, WIDTHS[kind])))};" if self.random.random() < 0.15 else ""
            return f"{kind} {name} : {self.random.randint(1, WIDTHS[kind])};{unnamed}"
        if shape < 0.6:
            self.members += [f"{name}[0]", f"{name}[2]"]
            return f"{kind} {name}[3];"
        if shape < 0.7:
            self.members += [name, f"{name}b[1]"]
            return f"union {{ {kind} {name}; unsigned char {name}b[2]; }};"
        if shape < 0.8:
            self.members += [f"{name}.x", f"{name}.y"]
            return f"struct {{ {kind} x; {self.random.choice(tuple(WIDTHS))} y : 1; }} {name};"
        self.members.append(name)
        own = self.random.choice(("", "", " __attribute__((packed))", " __attribute__((aligned(2)))", " __attribute__((aligned(8)))"))
        return f"{kind} {name}{own if kind != '_Bool' else ''};"

    def changes(self, place: str) -> str:
        """Some assignments to members of a place."""
        return " ".join(self.change(place) for _ in range(self.random.randint(2, 5)))

    def change(self, place: str) -> str:
        value = self.random.choice((f"{place}{self.random.choice(self.members)}", f"{self.random.getrandbits(63)}LL"))
        return f"{place}{self.random.choice(self.members)} {self.random.choice(OPERATORS)} {value};"


def program(seed: int) -> str:
    """The program of a seed."""
    chance = random.Random(seed)
    records = [Record(chance, f"r{number}") for number in range(3)]
    parts, body = [PRELUDE], []
    for record in records:
        t = f"struct {record.name}"
        parts.append(record.text)
        parts.append(f"static {t} g{record.name}, *p{record.name} = &g{record.name};")
        parts.append(f"static {t} f{record.name}(char c, {t} x, long long n) {{ {record.changes('x.')} x.{record.members[0]} += n + c; return x; }}")
        body.append(f'printf("%d %d\\n", (int)sizeof({t}), (int)_Alignof({t}));')
        body.append(f"{{ {t} l, a[2]; memset(&l, 0, sizeof l); memset(a, 0, sizeof a);")
        for place in (f"g{record.name}.", f"p{record.name}->", "l.", "a[1]."):
            body.append(f"{record.changes(place)} show(&g{record.name}, sizeof l); show(&l, sizeof l); show(a, sizeof a);")
        body.append(f"l = f{record.name}(3, a[1], 5); show(&l, sizeof l); a[0] = l; {record.changes('a[0].')} show(a, sizeof a);")
        body += [f'printf("%lld\\n", (long long)(l.{member} + 1));' for member in record.members]
        body.append("}")
    return "\n".join([*parts, "int main(void)\n{", *body, "return 0;\n}"]) + "\n"
