"""The C compiler: what it says about wrong source, the code it chooses, the passes one by one. What programs do is tested by the cases."""

import re

import pytest

from ucvm.toolchain.asm import assemble
from ucvm.toolchain.cc import flow, post
from ucvm.toolchain.cc.algebra import fold, simplify
from ucvm.toolchain.cc.compiler import compile_unit
from ucvm.toolchain.cc.errors import CompileError
from ucvm.toolchain.cc.ir import Block, Func, Imm, Ins, Slot, Sym
from ucvm.toolchain.cc.number import Numbering
from ucvm.toolchain.cc.regalloc import allocate, rename
from ucvm.toolchain.cc.trim import trim
from ucvm.toolchain.cc.types import INT, LLONG, UINT, ULLONG, USHORT, common, promoted, specified


def code(source: str, name: str = "f", **how: bool) -> list[str]:
    """The instructions and labels of one function."""
    text = compile_unit(source, "t.c", debug=False, **how)
    found = re.search(rf"(?ms)^{name}:\n(.*?)(?=^\.section|\Z)", text)
    assert found, text
    return [line.strip() for line in found.group(1).splitlines()]


# ---------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("source", "where", "words"),
    [
        ("int f(void) { return x; }", (1, 22), "'x' is not declared"),
        ("int f(void) { return g; }", (1, 22), "'g' is not declared"),
        ("\n\nint f(double _Complex z) { return z % 2; }", (3, 35), "'%' does not go with"),
        ("int f(double d) { return d % 2; }", (1, 26), "'%' does not go with 'double' and 'int'"),
        ("struct s { int a; } v;\nint f(void) { return v.b; }", (2, 22), "no member 'b'"),
        ("int g(int, int);\nint f(void) { return g(1); }", (2, 22), "too few arguments: 2 wanted, 1 given"),
        ("struct a { int x; } p; struct b { int x; } q;\nvoid f(void) { p = q; }", (2, 16), "struct b"),
        ("int f(int a) { switch (a) { case 1: case 1: ; } return 0; }", (1, 37), "duplicate case 1"),
        ("void f(void) { goto out; }", (1, 16), "label 'out' is not defined"),
        ("const int k = 1; void f(void) { k = 2; }", (1, 33), "const"),
        ("int a[n];", (1, 7), "'n' is not declared"),
        ("int n; int a[n];", (1, 12), "integer constant expression"),
        ("int f(int a { return 1; }", (1, 13), "syntax error"),
        ("int f(a, b) int b; int c; { return 0; }", (1, 5), "'c' is not a parameter"),
        ("struct s; struct s v;", (1, 20), "incomplete type"),
        ("int *p = 3 % 0;", (1, 5), "not constant"),
        ("char s[] = L\"a\";", (1, 12), "wide"),
        ("f { return 1; }", (1, 1), "not a function"),
        ("int f(void) { return f; }\nint f(int a) { return a; }", (2, 5), "conflicting types"),
    ],
)
def test_an_error_names_its_place(source: str, where: tuple[int, int], words: str) -> None:
    with pytest.raises(CompileError) as caught:
        compile_unit(source, "t.c")
    assert (caught.value.file, caught.value.line, caught.value.col) == ("t.c", *where)
    assert words in caught.value.message
    assert str(caught.value) == f"t.c:{where[0]}:{where[1]}: error: {caught.value.message}"


def test_line_markers_give_file_and_line() -> None:
    with pytest.raises(CompileError) as caught:
        compile_unit('# 40 "inc.h"\nint f(void) { return x; }\n', "t.c")
    assert str(caught.value).startswith("inc.h:40:22: error: ")


def test_a_program_nested_too_deeply_is_an_error() -> None:
    with pytest.raises(CompileError, match="nested too deeply"):
        compile_unit(f"int x = {'(' * 20000}1{')' * 20000};", "t.c")


# ---------------------------------------------------------------------- types and constants


def test_specifiers_in_any_order() -> None:
    assert specified(["long", "unsigned", "long", "int"]) is ULLONG
    assert specified(["int", "short", "unsigned"]) is USHORT


def test_usual_arithmetic_conversions() -> None:
    assert common(INT, UINT) is UINT
    assert common(UINT, LLONG) is LLONG
    assert common(LLONG, ULLONG) is ULLONG
    assert promoted(USHORT) is INT


@pytest.mark.parametrize(
    ("op", "a", "b", "result"),
    [
        ("divs", -7 & 0xFFFFFFFF, 2, -3 & 0xFFFFFFFF),
        ("mods", -7 & 0xFFFFFFFF, 2, -1 & 0xFFFFFFFF),
        ("div", -7 & 0xFFFFFFFF, 2, 0x7FFFFFFC),
        ("sar", 0x80000000, 4, 0xF8000000),
        ("shl", 1, 33, 2),
        ("mulhu", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE),
        ("divs", 0x80000000, 0xFFFFFFFF, 0x80000000),
        ("div", 1, 0, None),
    ],
)
def test_folding_is_the_machines_arithmetic(op: str, a: int, b: int, result: int | None) -> None:
    assert fold(op, a, b) == result


def test_identities() -> None:
    assert simplify("mul", 20, Imm(8)) == ("shl", 20, Imm(3))
    assert simplify("mod", 20, Imm(16)) == ("and", 20, Imm(15))
    assert simplify("sub", 20, Imm(5)) == ("add", 20, Imm(0xFFFFFFFB))
    assert simplify("add", Sym("x", 4), Imm(8))[1] == Sym("x", 12)
    assert simplify("and", Imm(0), 20)[:2] == ("copy", Imm(0))


# ---------------------------------------------------------------------- the code that is chosen


def test_a_pointer_walk_has_no_spare_instruction() -> None:
    source = "struct n { int v; struct n *next; }; int f(struct n *p) { int s = 0; while (p) { s += p->v; p = p->next; } return s; }"
    instructions = [line for line in code(source) if not line.endswith(":")]
    assert len(instructions) == 8
    assert instructions[-1] == "ret"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("return a + 1;", ["add r0, 1", "ret"]),
        ("return p[a];", ["ldw r0, [r1+r0]", "ret"]),
        ("return ((unsigned char *)p)[3];", ["ldb r0, [r1+3]", "ret"]),
        ("return p[2];", ["ldw r0, [r1+8]", "ret"]),
        ("return a < 0;", ["shr r0, 31", "ret"]),
        ("return (unsigned)a / 16;", ["shr r0, 4", "ret"]),
        ("return a == a ? 7 : 8;", None),
        ("if (0) g(); return 3;", ["mov r0, 3", "ret"]),
        ("return (char)(*(char *)p);", ["ldb r0, [r1]", "ret"]),
        ("return x + x;", ["ldw r0, [x]", "add r0, r0", "ret"]),
        ("return 0x10000;", ["mov r0, 1", "shl r0, 16", "ret"]),
        ("return !a;", ["cmp r0, 0", "seteq r0", "ret"]),
    ],
)
def test_pattern(body: str, wanted: list[str] | None) -> None:
    found = code(f"int g(void); int x; int f(int a, int *p) {{ {body} }}")
    if wanted is not None:
        assert found == wanted


def test_a_volatile_object_is_read_as_often_as_written() -> None:
    found = code("volatile int x; int f(void) { x; return x + x; }")
    assert sum(line.startswith("ldw") for line in found) == 3


def test_a_value_is_loaded_once_and_again_after_a_call() -> None:
    source = "int x; void g(void); int f(void) { int a = x + x; g(); return a + x; }"
    assert sum(line == "ldw" or (line.startswith("ldw r") and "[x]" in line) for line in code(source)) == 2


def test_values_across_calls_live_in_saved_registers() -> None:
    found = code("int g(int); int f(int a, int b) { g(a); return a + b; }")
    assert found[0] == "enter 2, 0"
    assert found[-1] == "retx 2, 0"


def test_the_unnamed_arguments_of_a_variadic_call_go_on_the_stack() -> None:
    found = code("int g(int, ...); int f(void) { return g(1, 2, 3); }")
    assert {"mov r0, 1", "call g"} <= set(found)
    assert [line.split(",")[0] for line in found if line.startswith("stw")] == ["stw [sp+0]", "stw [sp+4]"]


def test_the_fifth_word_goes_on_the_stack_and_a_long_long_is_a_pair() -> None:
    found = code("int g(int, long long, int, int); int f(void) { return g(1, 2, 3, 4); }")
    assert sum(line.startswith("stw [sp+") for line in found) == 1
    assert {"mov r0, 1", "mov r1, 2", "clr r2", "mov r3, 3"} <= set(found)


def test_a_record_result_gets_an_address() -> None:
    found = code("struct s { int a, b; } v; struct s g(void); void f(void) { v = g(); }")
    assert "lea r0, [sp+0]" in found


def test_dense_cases_make_a_table_and_sparse_ones_do_not() -> None:
    dense = "".join(f"case {n}: return {n * n + 7};" for n in range(12))
    sparse = "".join(f"case {n * 1000}: return {n};" for n in range(6))
    assert any(line.startswith("ldh") for line in code(f"int f(int a) {{ switch (a) {{ {dense} }} return 0; }}"))
    assert not any(line.startswith("ldh") for line in code(f"int f(int a) {{ switch (a) {{ {sparse} }} return 0; }}"))


def test_neighbouring_cases_are_a_range() -> None:
    digits = " ".join(f"case '{n}':" for n in range(10))
    found = code(f"int f(int c) {{ switch (c) {{ {digits} return 1; }} return 0; }}")
    assert found == ["add r0, -48", "cmp r0, 9", "setleu r0", "ret"]


def test_equal_endings_are_shared() -> None:
    source = "void g(int, int, int); int x; void f(int a) { if (a == 1) { x = 4; g(1, 2, 3); } else if (a == 2) { x = 5; g(1, 2, 3); } }"
    assert sum(line == "call g" for line in code(source)) == 1


def test_division_by_power_of_two_keeps_the_sign_right() -> None:
    assert "divs r0, r1" in code("int f(int a) { return a / 4; }")


def test_large_frames_are_reached() -> None:
    text = compile_unit("int g(char *, int *); int f(void) { char b[3000]; int k; k = 0; g(b, &k); return k + b[2999]; }", "t.c")
    assert assemble(text, "t.s")
    assert "add sp" in text or "mov sp" in text


def test_unused_static_functions_make_no_code() -> None:
    assert "unused" not in compile_unit("static int unused(void) { return 1; } int f(void) { return 2; }", "t.c")


def test_without_optimization_values_stay_as_written() -> None:
    source = "int f(int *p) { return *p + *p; }"
    assert sum(line.startswith("ldw") for line in code(source, optimize=True)) == 1
    assert sum(line.startswith("ldw") for line in code(source, optimize=False)) == 2


def test_debug_lines_follow_the_source() -> None:
    text = compile_unit('# 7 "a.c"\nint f(int a)\n{\n    a += 2;\n    return a * 3;\n}\n', "t.c")
    assert '.file "a.c"' in text
    assert [line for line in text.splitlines() if line.startswith(".loc")] == [".loc 7", ".loc 9", ".loc 10"]


def test_output_is_the_same_each_time() -> None:
    source = "struct s { int a; char b[9]; }; int h(struct s, ...); int f(struct s *p, int n) { return h(*p, n, n * 3, \"x\", n % 5); }"
    assert compile_unit(source, "t.c") == compile_unit(source, "t.c")


# ---------------------------------------------------------------------- data


def test_objects_go_where_they_belong() -> None:
    source = 'int a = 1; static char b; const int c[2] = {1, 2}; const char *d = "x"; int e[3]; int *f(void) { return b ? e : &a; }'
    text = compile_unit(source, "t.c")
    for section in (".data.a", ".bss.b", ".rodata.c", ".data.d", ".bss.e", ".rodata.str.0"):
        assert f".section {section}\n" in text, section
    assert ".global b" not in text


def test_initializers_with_addresses_and_bit_fields() -> None:
    text = compile_unit("struct s { int a : 3, b : 5; char *p; short q[2]; }; char t[4]; struct s v = {2, -1, t + 3, {[1] = 7}};", "t.c")
    assert re.search(r"v:\n    \.byte 250, 0, 0, 0\n    \.word t\+3\n|v:\n    \.word 250\n    \.word t\+3\n", text)


# ---------------------------------------------------------------------- passes


def straight(*ins: Ins) -> Func:
    """A function of one block."""
    func = Func("f")
    block = func.block()
    block.ins = [*ins]
    func.blocks = [block]
    func.next_reg = 40
    flow.tidy(func)
    return func


def ret(*args: object) -> Ins:
    made = Ins("ret")
    made.args = list(args)  # type: ignore[arg-type]
    return made


def test_numbering_finds_equal_values() -> None:
    func = straight(Ins("copy", 16, 0), Ins("copy", 17, 1), Ins("add", 18, 16, 17), Ins("add", 19, 17, 16), Ins("mul", 20, 18, 19), ret(20))
    Numbering(func).run()
    flow.prune(func)
    assert [i.op for i in func.blocks[0].ins] == ["copy", "copy", "add", "mul", "ret"]
    assert func.blocks[0].ins[3].a == func.blocks[0].ins[3].b == 18


def test_numbering_does_not_confuse_a_changed_register() -> None:
    changed = [Ins("add", 17, 16, Imm(1)), Ins("copy", 16, Imm(9)), Ins("add", 18, 16, Imm(1))]
    func = straight(Ins("copy", 16, 0), *changed, Ins("add", 19, 17, 18), ret(19))
    Numbering(func).run()
    flow.prune(func)
    assert [(i.op, i.b) for i in func.blocks[0].ins if i.op == "add"] == [("add", Imm(1)), ("add", Imm(10))]


def test_a_store_forgets_what_it_may_have_changed() -> None:
    def load(d: int, base: int, off: int) -> Ins:
        i = Ins("ld", d, base)
        i.size, i.off = "w", off
        return i

    store = Ins("st", -1, 17)
    store.size, store.c = "w", Imm(1)
    func = straight(Ins("copy", 16, 0), Ins("copy", 17, 1), load(18, 16, 0), store, load(19, 16, 0), Ins("add", 20, 18, 19), ret(20))
    Numbering(func).run()
    assert sum(i.op == "ld" for i in func.blocks[0].ins) == 2


def test_allocation_keeps_live_values_apart_when_registers_run_out() -> None:
    sources = [Ins("ld", 16 + n, Sym("x", 4 * n)) for n in range(24)]
    for i in sources:
        i.size = "w"
    sums = [Ins("add", 50 + n, 16 + n, 50 + n - 1 if n else 16 + 23) for n in range(23)]
    func = straight(*sources, *sums, ret())
    func.next_reg = 80
    func.blocks[0].ins[-1:] = [Ins("copy", 0, 50 + 22), ret(0)]
    rename(func, allocate(func))
    assert all(0 <= i.d < 16 for i in func.blocks[0].ins if i.d >= 0)
    assert any(type(i.a) is Slot for i in func.blocks[0].ins)


def test_a_choice_between_constants_needs_no_jump() -> None:
    func = Func("f")
    top, yes, no, done = (func.block() for _ in range(4))
    func.blocks = [top, yes, no, done]
    branch, jump = Ins("br", -1, 1, Imm(5)), Ins("jmp")
    branch.cc, branch.to, jump.to = "eq", [yes, no], [done]
    top.ins, yes.ins, done.ins = [branch], [Ins("copy", 0, Imm(7)), jump], [ret(0)]
    again = Ins("jmp")
    again.to = [done]
    no.ins = [Ins("copy", 0, Imm(8)), again]
    flow.tidy(func)
    post.improve(func)
    assert [len(block.ins) for block in func.blocks] == [2, 2, 1] or sum(len(block.ins) for block in func.blocks) <= 5


def test_empty_blocks_vanish() -> None:
    func = Func("f")
    a, b, c = (func.block() for _ in range(3))
    first, second = Ins("jmp"), Ins("jmp")
    first.to, second.to = [b], [c]
    a.ins, b.ins, c.ins = [first], [second], [ret(Imm(1))]
    func.blocks = [a, b, c]
    flow.tidy(func)
    assert [block.id for block in func.blocks] == [a.id]
    assert isinstance(func.blocks[0], Block)


def test_the_right_side_of_an_update_is_evaluated_once() -> None:
    for place in ("int x; int *p = &x; *p", "int x; x", "long long x; x", "_Bool x; x"):
        declared, lvalue = place.rsplit(";", 1)
        source = f"long long g(void); int f(void) {{ {declared}; {lvalue} += g(); return {lvalue}; }}"
        assert sum(line == "call g" for line in code(source)) == 1, place


def test_a_long_chain_of_alternatives_compiles() -> None:
    chain = " else ".join(f"if (a == {n * 3}) return {n};" for n in range(1, 301))
    assert sum(line.startswith(("bne", "beq", "cmp")) for line in code(f"int f(int a) {{ {chain} return 1; }}")) >= 300


def test_an_inline_function_is_external_only_if_declared_so() -> None:
    inline = "inline int f(int a) { return a + 1; } int g(void) { return f(2); }"
    assert ".global f" not in compile_unit(inline, "t.c")
    assert ".global f" in compile_unit(f"{inline} extern int f(int);", "t.c")


def test_unmentioned_prototypes_of_headers_are_left_out_and_lines_stay() -> None:
    header = 'int used(int);\nint unused(const char *, int (*)(int));\ntypedef int (*t)(void);\nextern int x;\n'
    source = f'# 1 "t.c"\n# 1 "h.h"\n{header}# 2 "t.c"\nint own(int);\nint f(void) {{ return used(1); }}\n'
    left = trim(source, "t.c").split("\n")
    assert left == [line if "unused" not in line else "" for line in source.split("\n")]


# ---------------------------------------------------------------------- loops and calls


def loop_of(lines: list[str]) -> list[str]:
    """What stands between the last label that is jumped back to and that jump."""
    end = max(n for n, line in enumerate(lines) if line[0] in "jb" and f"{line.split()[-1]}:" in lines[:n])
    return lines[lines.index(f"{lines[end].split()[-1]}:") + 1 : end + 1]


def test_addresses_constants_and_products_leave_a_loop() -> None:
    lines = code("char t[9000]; void f(int n, int m) { int i; for (i = 0; i < 9000; i++) t[i] = n * m; }")
    assert [line.split()[0] for line in loop_of(lines)] == ["stb", "add", "blt"]


def test_what_may_trap_stays_in_its_loop() -> None:
    lines = code("int f(int n, int d) { int i, s = 0; for (i = 0; i < n; i++) s += 1000 / d; return s; }")
    assert "divs" in [line.split()[0] for line in loop_of(lines)]


def test_what_changes_stays_in_its_loop() -> None:
    lines = code("int f(int n) { int i, s = 0; for (i = 0; i < n; i++) s += i * i; return s; }")
    assert "mul" in [line.split()[0] for line in loop_of(lines)]


def test_a_product_with_the_counter_is_a_running_sum() -> None:
    lines = code("int a[9][9]; int f(int j) { int i, s = 0; for (i = 0; i < 9; i++) s += a[i][j]; return s; }")
    assert [line.split()[0] for line in loop_of(lines)] == ["ldw", "add", "add", "add", "blt"]


def test_a_choice_by_a_bit_in_a_loop_is_no_branch() -> None:
    lines = code("unsigned f(unsigned x, int n) { while (n--) x = x & 1 ? x >> 1 ^ 0xb400 : x >> 1; return x; }")
    assert sum(line.startswith(("b", "j")) for line in lines) == 2
    assert any(line.startswith("bz") for line in code("unsigned f(unsigned x) { return x & 1 ? x >> 1 ^ 0xb400 : x >> 1; }"))


def test_equal_first_instructions_of_both_arms_stand_before_the_branch() -> None:
    lines = code("unsigned f(unsigned x, int n) { return n ? (x >> 3) * 5 : (x >> 3) / 7; }")
    assert sum(line.startswith("shr") for line in lines) == 1


def test_no_spilling_for_what_could_leave_a_loop() -> None:
    sums = " + ".join(f"a[{n}] * {1000 + n}" for n in range(24))
    lines = code(f"int f(int *a, int n) {{ int s = 0; while (n--) s += {sums}; return s; }}")
    assert not [line for line in lines if "sp+" in line]


INLINE = """
int g(int);
static int small(int x) { return x + 1; }
static int once(int x) { int i, s = 0; for (i = 0; i < x; i++) s += g(i); return s; }
static int large(int x) { int i, s = 0; for (i = 0; i < x; i++) s += g(i); return s; }
static int kept(int x) { return x ^ 5; }
int (*const pointer)(int) = kept;
static int again(int x) { return x ? again(x - 1) + x : 0; }
static int heavy(int x) { char room[100]; return g((int)room + x); }
int f(int x) { return small(x) + small(g(x)) + once(x) + large(x) + large(3) + kept(x) + again(x) + heavy(x); }
"""


def test_short_functions_and_those_called_once_are_expanded() -> None:
    called = [line.split()[1] for line in code(INLINE) if line.startswith("call")]
    assert sorted(called) == ["again", "g", "g", "heavy", "large", "large"]
    assert [line.split()[1] for line in code(INLINE, optimize=False) if line.startswith("call")].count("small") == 2


def test_a_function_without_a_call_left_is_not_emitted() -> None:
    text = compile_unit(INLINE, "t.c", debug=False)
    emitted = re.findall(r"(?m)^\.type (\w+), func", text)
    assert emitted == ["large", "kept", "again", "heavy", "f"]


def test_a_header_s_function_has_the_line_of_its_call() -> None:
    text = compile_unit('# 1 "h.h"\nstatic int up(int x)\n{\n return x + 1; }\n# 1 "t.c"\n\nint f(int x)\n{\n\n return up(x); }', "t.c")
    assert set(re.findall(r"\.loc (\d+)", text)) <= {"2", "5"}
