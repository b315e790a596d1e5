"""The preprocessor alone: what its text says, token for token; expectations are those of gcc -E (stored), spacing where it matters."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucvm.toolchain.cc.pptoken import spell, tokenise
from ucvm.toolchain.cc.preprocessor import Preprocessed, PreprocessError, preprocess


def run(source: str, files: dict[str, str] | None = None, **options: object) -> Preprocessed:
    return preprocess(source, "main.c", read=(files or {}).get, **options)  # type: ignore[arg-type]


def words(source: str, files: dict[str, str] | None = None, **options: object) -> str:
    """The tokens of the result, separated by single spaces."""
    lines = [line for line in run(source, files, **options).text.splitlines() if not line.startswith("# ")]
    return " ".join(token.text for token in tokenise("\n".join(lines)))


def lines_of(text: str) -> dict[str, int]:
    """Which source line each non-empty line of the output is marked as."""
    found, line = {}, 0
    for row in text.splitlines():
        if row.startswith("# "):
            line = int(row.split()[1])
            continue
        if row.strip():
            found[row.strip()] = line
        line += 1
    return found


EXPANSIONS = {
    "object": ("#define A b\nA Aa aA A", "b Aa aA b"),
    "function": ("#define F(x) [x]\nF(1) F (2) F\n(3) F", "[ 1 ] [ 2 ] [ 3 ] F"),
    "no arguments": ("#define F() x\nF() F( ) F", "x x F"),
    "empty argument": ("#define F(x) <x>\nF()", "< >"),
    "nested parentheses": ("#define F(x,y) y x\nF((a,b),c)", "c ( a , b )"),
    "argument expanded first": ("#define A 1\n#define F(x) x\nF(A)", "1"),
    "self reference": ("#define A A + B\n#define B A\nA", "A + A"),
    "mutual functions": ("#define f(x) g(x)\n#define g(x) f(x)\nf(1)", "f ( 1 )"),
    "nested same function": ("#define F(x) (x)\nF(F(1))", "( ( 1 ) )"),
    "name left over": ("#define F(x) x\n#define G F\nG(1) (F)(2)", "1 ( F ) ( 2 )"),
    "call over several lines": ("#define F(x,y) x+y\nF(1,\n\n2) z", "1 + 2 z"),
    "call with directive inside": ("#define F(x) x\nF(\n#define B 7\nB)", "7"),
    "stringise": ('#define S(x) #x\nS( a  +  b ) S("q\\n" \'"\') S()', '"a + b" "\\"q\\\\n\\" \'\\"\'" ""'),
    "stringise is not expanded": ("#define A 1\n#define S(x) #x\n#define X(x) S(x)\nS(A) X(A)", '"A" "1"'),
    "paste": ("#define P(a,b) a##b\nP(x,1) P(,y) P(z,) P(<,<=) P(1,e5)", "x1 y z <<= 1e5"),
    "paste is not expanded": ("#define A 1\n#define P(a,b) a##b\nP(A,A)", "AA"),
    "paste three": ("#define P(a,b,c) a##b##c\nP(1,2,3) P(,,3) P(1,,)", "123 3 1"),
    "variadic": ("#define V(a,...) a:__VA_ARGS__;\nV(1,2,3) V(1,) ", "1 : 2 , 3 ; 1 : ;"),
    "variadic all": ("#define V(...) f(__VA_ARGS__)\nV() V(a) V(a,b)", "f ( ) f ( a ) f ( a , b )"),
    "comma dropped": ("#define V(a,...) f(a,##__VA_ARGS__)\nV(1) V(1,2)", "f ( 1 ) f ( 1 , 2 )"),
    "named rest": ("#define V(a,r...) a r\nV(1,2,3)", "1 2 , 3"),
    "undef": ("#define A 1\n#undef A\n#undef B\nA", "A"),
    "tokens do not join": ("#define M -\n#define E\n-M -E- +M", "- - - - + -"),
    "not in strings": ("#define A 1\n\"A\" 'A' A", "\"A\" 'A' 1"),
    "not in numbers": ("#define e5 x\n#define L y\n1e5 10L", "1e5 10L"),
    "comments": ("a/**/b /* x */ c // d\ne '/*' \"//\"", "a b c e '/*' \"//\""),
    "splice": ("#define A 1 \\\n + 2\nA fo\\\no", "1 + 2 foo"),
    "digraphs": ("a<:1:> <%%> '<:'\n%:define A 1\nA", "a [ 1 ] { } '<:' 1"),
    "pragma operator": ('a _Pragma("once") b', "a b"),
    "standard names": ("__STDC__ __STDC_VERSION__ __UCVM__ __CHAR_UNSIGNED__ __DATE__ __TIME__", '1 199901L 1 1 "Jun 17 2025" "00:00:00"'),
    "line and file": ('__LINE__ __FILE__\n__LINE__\n#line 40 "x.h"\n__LINE__ __FILE__', '1 "main.c" 2 40 "x.h"'),
}


@pytest.mark.parametrize("name", EXPANSIONS)
def test_expansion(name: str) -> None:
    source, expected = EXPANSIONS[name]
    assert words(source) == expected


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")
@pytest.mark.parametrize("name", sorted(EXPANSIONS.keys() - {"digraphs", "standard names", "pragma operator", "line and file"}))
def test_expansion_is_gccs(name: str, tmp_path: Path) -> None:
    path = tmp_path / "main.c"
    path.write_text(EXPANSIONS[name][0] + "\n")
    done = subprocess.run(["gcc", "-E", "-P", "-std=gnu99", str(path)], capture_output=True, text=True, check=True)
    assert " ".join(token.text for token in tokenise(done.stdout)) == EXPANSIONS[name][1]


CONDITIONS = {
    "1": True, "0": False, "2 - 2": False, "1 + 1 == 2": True, "10 / 3 * 3 + 10 % 3 == 10": True, "-7 / 2 == -3": True, "-7 % 2 == -1": True,
    "1 << 4 == 16": True, "-1 >> 1 == -1": True, "-1 > 0u": True, "-1 > 0": False, "~0 == -1": True, "!0 && !!5": True, "0 || 0": False,
    "1 ? 0 : 1": False, "0 ? 1 / 0 : 3": True, "0 && 1 / 0": False, "1 || 1 / 0": True, "(2, 0)": False, "'a' == 97": True, "'\\xff' > 0": True,
    "'\\n' == 10 && '\\0' == 0 && '\\'' == 39": True, "0x10 == 16 && 010 == 8 && 5UL == 5ll": True, "undefined": False, "defined X": True,
    "defined(X) && !defined Y": True, "X == 3": True, "F(2) == 4": True, "(1 + 2) * 3 == 9 && 1 + 2 * 3 == 7": True, "1 == 2 == 0": True,
    "0x7FFFFFFFFFFFFFFF + 1u > 0": True, "4 & 6 | 1 ^ 8": True, "HAS": True,
}  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS)
def test_condition(condition: str) -> None:
    prefix = "#define X 3\n#define F(x) ((x) * 2)\n#define HAS defined X\n"
    assert words(f"{prefix}#if {condition}\nyes\n#else\nno\n#endif") == ("yes" if CONDITIONS[condition] else "no")


def test_only_one_part_of_a_conditional_counts() -> None:
    source = "#if 0\na\n#elif 1\nb\n#elif 1\nc\n#else\nd\n#endif\n#ifdef A\n#if 1\ne\n#endif\n#else\nf\n#endif"
    assert words(source) == "b f"


def test_skipped_text_is_not_looked_at() -> None:
    assert words("#if 0\nisn't #nonsense \"\n#unknown\n#include <nothing>\n#endif\nend") == "end"


def test_include_looks_beside_the_file_then_in_the_folders() -> None:
    files = {"a.h": "beside", "dir/a.h": "folder", "dir/sub/b.h": '#include "c.h"', "dir/sub/c.h": "inner"}
    assert words('#include "a.h"\n#include <a.h>\n#include <sub/b.h>', files, include_dirs=["dir"]) == "beside folder inner"


def test_include_name_may_come_from_a_macro() -> None:
    assert words('#define H "a.h"\n#define J <a.h>\n#include H\n#include J', {"a.h": "x", "dir/a.h": "y"}, include_dirs=["dir"]) == "x y"


def test_result_names_the_files_read() -> None:
    files = {"a.h": '#pragma once\n#include "b.h"\na', "b.h": "#ifndef B\n#define B\nb\n#endif"}
    result = run('#include "a.h"\n#include "a.h"\n#include "b.h"', files)
    assert result.files == ("main.c", "a.h", "b.h")
    assert result.text.count("a\n") == 1


def test_line_markers_keep_every_line_where_it_was() -> None:
    source = "one\n" + "\n" * 30 + 'two\n#include "a.h"\nthree\n#define F(x) x\nF(4\n)\nfive\n/* a\nb */ six\n#define M 1 \\\n 2\nseven M'
    result = run(source, {"a.h": "\n\nheader"})
    assert lines_of(result.text) == {"one": 1, "two": 32, "header": 3, "three": 34, "4": 36, "five": 38, "six": 40, "seven 1 2": 43}
    assert '# 3 "a.h"' in result.text


def test_columns_survive_where_nothing_is_expanded() -> None:
    assert "    int x;               int y;" in run("    int x; /* comment */ int y;").text.replace('# 1 "main.c"\n', "")


def test_command_line_definitions() -> None:
    assert words("A B C D F(2)", defines=["A", "B=5", "D=x y", "F(x)=x+x"], undefines=["C"]) == "1 5 C x y 2 + 2"
    assert words("#ifdef __UCVM__\nno\n#endif\nyes", undefines=["__UCVM__"]) == "yes"


def test_redefinition_warns_unless_it_is_the_same() -> None:
    assert run("#define A 1 + 2\n#define A 1  +  2\n").warnings == ()
    assert run("#define A 1\n\n #define A 2\n").warnings == ('main.c:3:10: warning: "A" redefined',)


ERRORS = {
    "#error stop here": (1, "#error stop here"),
    "x\n#include <none.h>": (2, "none.h"),
    "#include none": (1, "#include needs"),
    "#if": (1, "without an expression"),
    "#if 1": (1, "without #endif"),
    "#endif": (1, "#endif without #if"),
    "#if 1\n#else\n#else\n#endif": (3, "#else after #else"),
    "#if 1 2\n#endif": (1, "unexpected"),
    "#if (1\n#endif": (1, 'missing ")"'),
    '#if "s"\n#endif': (1, "cannot stand"),
    "#if defined\n#endif": (1, "needs a name"),
    "#ifdef\n#endif": (1, "name is missing"),
    "#define F(x x) 1": (1, "separated by commas"),
    "#define F(x,x) 1": (1, "duplicate"),
    "#define F(x": (1, 'missing ")"'),
    "#define F(x) #y": (1, "not followed by a parameter"),
    "#define defined 1": (1, "cannot be a macro name"),
    "#define A __VA_ARGS__": (1, "variadic"),
    "\n#define F(x) x\nF(1,2)": (3, "takes 1 arguments, but 2"),
    "#define F(x) x\n\nF(1\n": (3, "unterminated"),
    "\n\n/* open": (3, "comment without end"),
    '#line 7 "x.c"\n#bad': (7, "unknown directive"),
}


@pytest.mark.parametrize("source", ERRORS)
def test_error(source: str) -> None:
    line, text = ERRORS[source]
    with pytest.raises(PreprocessError) as caught:
        run(source)
    assert (caught.value.line, text in caught.value.message) == (line, True), str(caught.value)
    assert caught.value.col >= 1


def test_error_in_a_header_names_the_header() -> None:
    with pytest.raises(PreprocessError, match=r"^a\.h:2:1: error: #error inside$"):
        run('#include "a.h"', {"a.h": "\n#error inside"})


def test_include_of_itself_ends() -> None:
    with pytest.raises(PreprocessError, match="nests deeper"):
        run('#include "a.h"', {"a.h": '#include "a.h"'})


_FRAGMENT = st.sampled_from([*"ab.+-<#L/*(),e\\", "12", "1.5e+3", "..", "...", "++", "->", "<<=", "##", '"s t"', "'c'", "0x"])


@given(st.lists(_FRAGMENT, max_size=12))
def test_spelling_reads_back_as_the_same_tokens(parts: list[str]) -> None:
    tokens = [token for part in parts for token in tokenise(part)]
    assert [token.text for token in tokenise(spell(tokens))] == [token.text for token in tokens]


@settings(max_examples=300)
@given(st.text(alphabet="ab#()\"'\\/*,\n <>01=", max_size=60))
def test_any_text_gives_text_or_an_error(source: str) -> None:
    with suppress(PreprocessError):
        run("#define a(b) b #b\n#define b a(1\n" + source)
