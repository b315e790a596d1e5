"""Random C programs without undefined behaviour: every integer type, conversions, arrays, structs, bit-fields, pointers, loops, switches, calls.

A program prints a checksum of all its variables after every function, so that a difference is found and roughly located. Expressions
have no side effects and divisors are positive; arithmetic may wrap (gcc needs -fwrapv).
"""

import random

TYPES = ("signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long long", "unsigned long long")
PRELUDE = """#include <stdio.h>
static unsigned sum = 1;
struct pair { short a; long long b; };
static int pure0(int a, unsigned char b) { return a * 3 - b; }
static long long pure1(long long a, int b, long long c) { return b > 0 ? a - c : a ^ c; }
static unsigned pure2(unsigned a, unsigned b, unsigned c, unsigned d, unsigned e, unsigned f) { return a + b * 2 - c + d * e - f; }
static struct pair pure3(int a, struct pair p) { p.a += a; p.b -= p.a; return p; }
static int (*const pure4[2])(int, unsigned char) = { pure0, pure0 };
static void mix(unsigned long long x) { sum = (sum ^ (unsigned)x ^ (unsigned)(x >> 32)) * 16777619u + 7; }
"""


class Program:
    """One program, decided by its seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.scope: list[str] = []
        self.assignable: list[str] = []
        self.functions: list[tuple[str, int]] = []
        self.loops = 0

    def text(self, functions: int | None = None) -> str:
        """The source, with as many functions as chance or the caller will have."""
        parts = [PRELUDE, self.globals()]
        parts += [self.function(number) for number in range(functions or self.random.randint(2, 5))]
        return "\n".join([*parts, self.main()]) + "\n"

    def globals(self) -> str:
        lines = []
        for number in range(6):
            kind = self.random.choice(TYPES)
            lines.append(f"static {kind} g{number} = {self.constant()};")
            self.add(f"g{number}")
        lines.append(f"static {self.random.choice(TYPES)} arr[8] = {{ {', '.join(self.constant() for _ in range(5))} }};")
        widths = [self.random.randint(1, 12) for _ in range(3)]
        fields = " ".join(f"{self.random.choice(('int', 'unsigned'))} f{n} : {width};" for n, width in enumerate(widths))
        members = " ".join(f"{self.random.choice(TYPES)} m{n};" for n in range(3))
        lines.append(f"struct rec {{ {members} {fields} short v[3]; }};\nstatic struct rec rec, recs[3], *ptr = &recs[1];")
        for name in ("rec.m0", "rec.m1", "rec.f0", "rec.f1", "rec.f2", "ptr->m2", "ptr->f1", "recs[2].m0", "rec.v[1]", "arr[3]", "ptr->v[2]"):
            self.add(name)
        lines.append(f"static {self.random.choice(TYPES)} *volatile unused;")
        return "\n".join(lines)

    def add(self, name: str) -> None:
        self.scope.append(name)
        self.assignable.append(name)

    def function(self, number: int) -> str:
        outer = len(self.scope), len(self.assignable)
        count = self.random.randint(0, 6)
        parameters = ", ".join(f"{self.random.choice(TYPES)} p{n}" for n in range(count)) or "void"
        kind = self.random.choice((*TYPES, "struct rec"))
        body = []
        for n in range(count):
            self.add(f"p{n}")
        for n in range(self.random.randint(1, 8)):
            body.append(f"    {self.random.choice(TYPES)} l{n} = {self.expression(2)};")
            self.add(f"l{n}")
        body.append(f"    {self.random.choice(TYPES)} la[5] = {{ {self.expression(1)}, {self.expression(1)} }}, *lp = &la[1];")
        body.append(f"    struct pair lq = {{ {self.expression(1)}, {self.expression(1)} }};")
        for name in ("la[0]", "la[4]", "lp[1]", "lp[0]", "lq.a", "lq.b"):
            self.add(name)
        body += [self.statement(2, "    ") for _ in range(self.random.randint(3, 9))]
        body += [f"    mix(l{n});" for n in range(len(body)) if f"l{n}" in self.scope]
        result = "recs[0]" if kind == "struct rec" else self.expression(3)
        body.append(f"    return {result};")
        self.scope[outer[0] :], self.assignable[outer[1] :] = [], []
        self.functions.append((f"f{number}", count if kind != "struct rec" else -1 - count))
        return f"static {kind} f{number}({parameters})\n{{\n" + "\n".join(body) + "\n}"

    def main(self) -> str:
        lines = []
        for round_number in range(2):
            for name, count in self.functions:
                call = self.call(name, count if count >= 0 else -1 - count)
                lines.append(f"    rec = {call};" if count < 0 else f"    g{round_number} = {call};")
                lines.append(f'    printf("{name} %u\\n", sum);')
        lines += [f"    mix({name});" for name in self.assignable]
        lines.append("    { int i; for (i = 0; i < 8; i++) mix(arr[i]); for (i = 0; i < 3; i++) mix(recs[i].m0 + recs[i].v[i]); }")
        return "int main(void)\n{\n" + "\n".join(lines) + '\n    printf("%u\\n", sum);\n    return 0;\n}'

    def call(self, name: str, count: int) -> str:
        return f"{name}({', '.join(self.expression(2) for _ in range(count))})"

    # Statements

    def statement(self, depth: int, indent: str) -> str:
        makers = [self.assignment] * 5 + ([self.branch, self.loop, self.switch, self.block_call] if depth else [])
        return self.random.choice(makers)(depth, indent)

    def assignment(self, depth: int, indent: str) -> str:
        target = self.random.choice([*self.assignable, f"arr[{self.expression(1)} & 7]", f"recs[({self.expression(1)} & 0x7fff) % 3].m1"])
        operator = self.random.choice(("=", "=", "=", "+=", "-=", "*=", "^=", "|=", "&=", "<<=", ">>=", "/=", "%=", "++", "--"))
        if operator in ("++", "--"):
            return f"{indent}{target}{operator};" if self.random.random() < 0.5 else f"{indent}{operator}{target};"
        value = self.expression(3)
        if operator in ("<<=", ">>="):
            value = f"({value}) & 7"
        if operator in ("/=", "%="):
            value = f"(({value}) & 0x3ff) + 1"
        return f"{indent}{target} {operator} {value};"

    def branch(self, depth: int, indent: str) -> str:
        text = f"{indent}if ({self.expression(2)}) {{\n{self.statement(depth - 1, indent + '    ')}\n{indent}}}"
        if self.random.random() < 0.5:
            text += f" else {{\n{self.statement(depth - 1, indent + '    ')}\n{indent}}}"
        return text

    def loop(self, depth: int, indent: str) -> str:
        self.loops += 1
        name = f"i{self.loops}"
        count = self.random.randint(1, 6)
        self.scope.append(name)
        body = "\n".join(self.statement(depth - 1, indent + "    ") for _ in range(self.random.randint(1, 3)))
        self.scope.remove(name)
        leave = (
            f"\n{indent}    if ({name} == {self.random.randint(0, 6)}) {self.random.choice(('break', 'continue'))};"
            if self.random.random() < 0.4
            else ""
        )
        head = self.random.choice((f"for (int {name} = 0; {name} < {count}; {name}++)", f"for (unsigned {name} = {count}; {name} > 0; {name}--)"))
        return f"{indent}{head} {{{leave}\n{body}\n{indent}}}"

    def switch(self, depth: int, indent: str) -> str:
        spread = self.random.choice((1, 1, 3, 1000))
        cases = []
        for number in self.random.sample(range(8), self.random.randint(2, 7)):
            end = f"\n{indent}    break;" if self.random.random() < 0.7 else ""
            cases.append(f"{indent}case {number * spread}:\n{self.statement(depth - 1, indent + '    ')}{end}")
        default = f"{indent}default:\n{self.statement(depth - 1, indent + '    ')}\n{indent}    break;"
        cases.insert(self.random.randint(0, len(cases)), default)
        return f"{indent}switch (({self.expression(2)} & 7) * {spread}) {{\n" + "\n".join(cases) + f"\n{indent}}}"

    def block_call(self, depth: int, indent: str) -> str:
        plain = [(name, count) for name, count in self.functions if count >= 0]
        if not plain or depth < 2:
            return self.assignment(depth, indent)
        return f"{indent}{self.random.choice(self.assignable)} = {self.call(*self.random.choice(plain))};"

    # Expressions

    def constant(self) -> str:
        value = self.random.choice((0, 1, 2, 3, 7, 8, 10, 100, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536, 0x7FFFFFFF, 0x80000000, 1 << 40))
        value += self.random.choice((0, 0, 0, 1, -1))
        suffix = self.random.choice(("", "", "", "u", "ll")) if value >= 0 else ""
        return f"({value}{suffix})" if value < 0 else self.random.choice(("", "-")) + f"{value}{suffix}"

    def leaf(self) -> str:
        if self.random.random() < 0.3:
            return f"({self.constant()})"
        return self.random.choice([*self.scope, f"arr[{self.random.randint(0, 7)}]"])

    def expression(self, depth: int) -> str:
        if depth == 0 or self.random.random() < 0.15:
            return self.leaf()
        left, right = self.expression(depth - 1), self.expression(depth - 1)
        shape = self.random.random()
        if shape < 0.08:
            return self.pure(left, right)
        if shape < 0.5:
            return f"({left} {self.random.choice(('+', '-', '*', '&', '|', '^', '+', '-'))} {right})"
        if shape < 0.65:
            return f"({left} {self.random.choice(('<', '<=', '>', '>=', '==', '!=', '&&', '||'))} {right})"
        if shape < 0.73:
            return f"({left} {self.random.choice(('<<', '>>'))} ({right} & {self.random.choice((7, 15, 31))}))"
        if shape < 0.8:
            return f"({left} {self.random.choice(('/', '%'))} (({right} & 0xfff) + 1))"
        if shape < 0.88:
            return f"({self.leaf()} ? {left} : {right})"
        if shape < 0.94:
            return f"(({self.random.choice(TYPES)}){left})"
        return f"({self.random.choice(('-', '~', '!'))}{left})"

    def pure(self, left: str, right: str) -> str:
        """A call of a function without side effects."""
        return self.random.choice(
            (
                f"pure0({left}, {right})",
                f"pure1({left}, {right}, {self.leaf()})",
                f"pure2({left}, {self.leaf()}, {right}, {self.leaf()}, {self.leaf()}, {right})",
                f"pure3({left}, (struct pair){{ {right}, {self.leaf()} }}).b",
                f"pure4[{left} & 1]({right}, {self.leaf()})",
            )
        )


def program(seed: int, functions: int | None = None) -> str:
    """The program of a seed."""
    return Program(seed).text(functions)
