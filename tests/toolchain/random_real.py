"""Random C programs with floating numbers: mixed arithmetic, comparisons, conversions, updates, calls, in double, float and integers.

A program prints every variable in hexadecimal after each statement block. Conversions to integers are guarded, since what does not fit is
undefined; NaNs are printed without their sign, which the processor decides.
"""

import random

PRELUDE = """#include <stdio.h>
#include <math.h>
static void show(double x) { if (x != x) printf("nan "); else printf("%a ", x); }
static int whole(double x) { return x > -1e9 && x < 1e9 ? (int)x : 7; }
static double blend(double a, float b, int c) { return a * b + c; }
static float narrow(float a, double b) { return a - b; }
struct pair { float f; double d; };
static struct pair swap(struct pair p) { struct pair q = { p.d, p.f }; return q; }
"""
CONSTANTS = (
    "0.0",
    "1.0",
    "0.1",
    "0.5f",
    "3.0f",
    "-2.25",
    "1e10",
    "1e-10",
    "1e300",
    "1e-300",
    "16777217.0",
    "0x1.fffffep127f",
    "0x1p-149f",
    "5e-324",
    "7.0f",
    "-3.0",
    "1e5",
)


class Program:
    """One program, decided by its seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.reals = [*(f"d{n}" for n in range(4)), *(f"f{n}" for n in range(3)), "a[1]", "a[i0 & 3]", "p.f", "p.d"]
        self.integers = ["i0", "i1", "u0", "l0"]

    def text(self) -> str:
        """The source."""
        kinds = (("double", "d", 4), ("float", "f", 3))
        lines = [f"static {kind} {name}{n} = {self.random.choice(CONSTANTS)};" for kind, name, count in kinds for n in range(count)]
        lines.append("static double a[4] = {1, 0.25, -8, 1e20}; static struct pair p = {1.5f, -0.75};")
        lines.append("static int i0 = 3, i1 = -100; static unsigned u0 = 4000000000u; static long long l0 = 1234567890123ll;")
        body = [self.statement(2) for _ in range(self.random.randint(10, 25))]
        shown = "".join(f"show({name}); " for name in self.reals)
        body.append(f'    {shown}printf("%d %d %u %lld\\n", i0, i1, u0, l0);')
        return PRELUDE + "\n".join([*lines, "int main(void) {", *body, "    return 0;", "}"]) + "\n"

    def statement(self, depth: int) -> str:
        choose = self.random.choice
        shape = self.random.random()
        if shape < 0.5:
            return f"    {choose(self.reals)} {choose(('=', '=', '+=', '-=', '*=', '/='))} {self.real(3)};"
        if shape < 0.65:
            return f"    {choose(self.integers)} = whole({self.real(2)});"
        if shape < 0.75:
            return f"    {choose(self.reals)}{choose(('++', '--'))};"
        if shape < 0.8:
            return "    p = swap(p);"
        if depth == 0:
            return f"    show({self.real(2)});"
        return f"    if ({self.condition()}) {{\n{self.statement(depth - 1)}\n    }} else {{\n{self.statement(depth - 1)}\n    }}"

    def condition(self, depth: int = 1) -> str:
        choose = self.random.choice
        plain = f"{self.real(depth)} {choose(('<', '<=', '>', '>=', '==', '!='))} {self.real(depth)}"
        return choose((plain, plain, f"!({plain})", choose(self.reals), f"!{choose(self.reals)}", f"{plain} && {choose(self.reals)}"))

    def real(self, depth: int) -> str:
        choose = self.random.choice
        if depth == 0 or self.random.random() < 0.15:
            return choose((choose(self.reals), choose(self.reals), f"(double){choose(self.integers)}", f"({choose(CONSTANTS)})"))
        left, right = self.real(depth - 1), self.real(depth - 1)
        return choose(
            (
                *(f"({left} {operator} {right})" for operator in "+-*/+-*"),
                f"(float){left}",
                f"(double){left}",
                f"(-{left})",
                f"({self.condition(0)} ? {left} : {right})",
                f"blend({left}, {right}, i1)",
                f"narrow({left}, {right})",
                f"sqrt({left})",
                f"floor({left})",
                f"(double)({left} < {right})",
            )
        )


def program(seed: int) -> str:
    """The program of a seed."""
    return Program(seed).text()
