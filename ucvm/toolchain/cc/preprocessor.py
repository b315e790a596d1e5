"""The C preprocessor (C99 5.1.1.2 phases 2 to 4, and 6.10): source text in, one text without directives or comments out.

It is pure: files are read through a callback, and the result names what was read, so that a cache can be trusted. It is fast
because it works on stretches of text between two directives: a stretch in which no macro's name occurs passes as it is.
Columns survive where nothing is expanded: a comment inside a line becomes as many spaces.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ucvm.toolchain.cc.condition import ConditionError, evaluate
from ucvm.toolchain.cc.macro import Expander, Incomplete, Macro, MacroError, define, quote
from ucvm.toolchain.cc.pptoken import IDENTIFIER, IDENTIFIERS, STRING, Token, spell, tokenise

_TYPES = {
    "SIZE": "unsigned int", "PTRDIFF": "int", "WCHAR": "int", "WINT": "unsigned int", "INTPTR": "int", "UINTPTR": "unsigned int",
    "INTMAX": "long long int", "UINTMAX": "long long unsigned int", "CHAR16": "short unsigned int", "CHAR32": "unsigned int",
    "SIG_ATOMIC": "int", "INT8": "signed char", "INT16": "short int", "INT32": "int", "INT64": "long long int", "UINT8": "unsigned char",
    "UINT16": "short unsigned int", "UINT32": "unsigned int", "UINT64": "long long unsigned int",
}  # fmt: skip
_MOST = {
    "SCHAR": "0x7f", "SHRT": "0x7fff", "INT": "0x7fffffff", "LONG": "0x7fffffffL", "LONG_LONG": "0x7fffffffffffffffLL", "WCHAR": "0x7fffffff",
    "WINT": "0xffffffffU", "PTRDIFF": "0x7fffffff", "SIZE": "0xffffffffU", "INTPTR": "0x7fffffff", "UINTPTR": "0xffffffffU",
    "INTMAX": "0x7fffffffffffffffLL", "UINTMAX": "0xffffffffffffffffULL", "SIG_ATOMIC": "0x7fffffff", "INT8": "0x7f", "INT16": "0x7fff",
    "INT32": "0x7fffffff", "INT64": "0x7fffffffffffffffLL", "UINT8": "0xff", "UINT16": "0xffff", "UINT32": "0xffffffffU",
    "UINT64": "0xffffffffffffffffULL",
}  # fmt: skip
_SIZES = {
    "SHORT": 2, "INT": 4, "LONG": 4, "POINTER": 4, "LONG_LONG": 8, "FLOAT": 4, "DOUBLE": 8, "LONG_DOUBLE": 8, "SIZE_T": 4, "PTRDIFF_T": 4,
    "WCHAR_T": 4, "WINT_T": 4,
}  # fmt: skip
_FLOAT = {
    "MANT_DIG": "24", "DIG": "6", "DECIMAL_DIG": "9", "MIN_EXP": "(-125)", "MAX_EXP": "128", "MIN_10_EXP": "(-37)", "MAX_10_EXP": "38",
    "MAX": "0x1.fffffep127F", "MIN": "0x1p-126F", "EPSILON": "0x1p-23F", "DENORM_MIN": "0x1p-149F",
}  # fmt: skip
_DOUBLE = {
    "MANT_DIG": "53", "DIG": "15", "DECIMAL_DIG": "17", "MIN_EXP": "(-1021)", "MAX_EXP": "1024", "MIN_10_EXP": "(-307)", "MAX_10_EXP": "308",
    "MAX": "((double)0x1.fffffffffffffp1023L)", "MIN": "((double)0x1p-1022L)", "EPSILON": "((double)0x1p-52L)",
    "DENORM_MIN": "((double)0x1p-1074L)",
}  # fmt: skip
_HAVE = {"HAS_DENORM": "1", "HAS_INFINITY": "1", "HAS_QUIET_NAN": "1"}

PREDEFINED: tuple[str, ...] = (
    "__STDC__=1",
    "__STDC_VERSION__=199901L",
    "__STDC_HOSTED__=1",
    "__STDC_NO_THREADS__=1",
    "__STDC_NO_ATOMICS__=1",
    "__STDC_UTF_16__=1",
    "__STDC_UTF_32__=1",
    "__STDC_ISO_10646__=201706L",
    "__UCVM__=1",
    "__CHAR_UNSIGNED__=1",
    "__CHAR_BIT__=8",
    "__ORDER_LITTLE_ENDIAN__=1234",
    "__ORDER_BIG_ENDIAN__=4321",
    "__ORDER_PDP_ENDIAN__=3412",
    "__BYTE_ORDER__=1234",
    "__FLOAT_WORD_ORDER__=1234",
    "__BIGGEST_ALIGNMENT__=16",
    "__USER_LABEL_PREFIX__=",
    "__REGISTER_PREFIX__=",
    "__FINITE_MATH_ONLY__=0",
    "__FLT_RADIX__=2",
    "__FLT_EVAL_METHOD__=0",
    "__DECIMAL_DIG__=17",
    "__WCHAR_MIN__=(-__WCHAR_MAX__ - 1)",
    "__WINT_MIN__=0U",
    "__SIG_ATOMIC_MIN__=(-__SIG_ATOMIC_MAX__ - 1)",
    *(f"__{name}_TYPE__={text}" for name, text in _TYPES.items()),
    *(f"__{name}_MAX__={text}" for name, text in _MOST.items()),
    *(f"__SIZEOF_{name}__={size}" for name, size in _SIZES.items()),
    *(f"__FLT_{name}__={text}" for name, text in {**_FLOAT, **_HAVE}.items()),
    *(f"__{kind}_{name}__={text}" for kind in ("DBL", "LDBL") for name, text in {**_DOUBLE, **_HAVE}.items()),
    '__DATE__="Jun 17 2025"',
    '__TIME__="00:00:00"',
)
MAX_DEPTH = 40
"""How deep #include may nest."""
_MAX_BLANK = 8
"""Up to so many blank lines are printed as they are, more become a line marker."""

_SPLICE = re.compile(r"^(?:[^\n]*\\[ \t]*\n)+[^\n]*", re.MULTILINE)
_SPLICED_END = re.compile(r"\\[ \t]*\n")
_COMMENT = re.compile(r"""//[^\n]*|/\*(?:.*?\*/|(?P<open>))|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_OWED = re.compile(r"^[^\n]*\0[^\n]*", re.MULTILINE)
_DIGRAPH = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|<:|:>|<%|%>|%:""")
_TRIGRAPH = re.compile(r"\?\?([=/'()!<>-])")
_TRIGRAPHS = dict(zip("=/'()!<>-", "#\\^[]|{}~", strict=True))
_DIGRAPHS = {"<:": "[", ":>": "]", "<%": "{", "%>": "}", "%:": "#"}
_DIRECTIVE = re.compile(r"^[ \t\f\v]*#[^\n]*$", re.MULTILINE)
_HEADER = re.compile(r'"([^"\n]+)"|<([^>\n]+)>')
_HEAD = re.compile(r"[ \t\f\v]*#[ \t\f\v]*([A-Za-z_]\w*)?(.*)", re.DOTALL)


class PreprocessError(Exception):
    """The source cannot be preprocessed: file, line and column (from 1) and what is wrong."""

    def __init__(self, file: str, line: int, col: int, message: str) -> None:
        super().__init__(f"{file}:{line}:{col}: error: {message}")
        self.file, self.line, self.col, self.message = file, line, col, message


class Preprocessed(NamedTuple):
    """The text with `# LINE "file"` markers, the files read in the order of first use, and warnings ready to print."""

    text: str
    files: tuple[str, ...]
    warnings: tuple[str, ...]


class Segment(NamedTuple):
    """A directive, or the text between two directives; `line` is its first line."""

    line: int
    directive: bool
    text: str


class Conditional(NamedTuple):
    """An open #if: its line, whether its current part counts, whether one did already, whether #else came."""

    line: int
    active: bool
    taken: bool
    last: bool


class _FaultError(Exception):
    """Carries a message and a column (and a line, if not the current one) up to where the file is known."""

    def __init__(self, message: str, col: int = 1, line: int = 0) -> None:
        super().__init__(message)
        self.col = col
        self.line = line


def preprocess(
    source: str,
    filename: str,
    *,
    read: Callable[[str], str | None],
    include_dirs: Sequence[str] = (),
    defines: Sequence[str] = (),
    undefines: Sequence[str] = (),
) -> Preprocessed:
    """Preprocess one unit. `read` gives the text of a path or None where no file is; `defines` are NAME or NAME=VALUE as after -D.

    Raises PreprocessError at the first error.
    """
    return _Unit(read, tuple(include_dirs)).run(source, filename, defines, undefines)


@lru_cache(maxsize=256)
def segments(text: str) -> tuple[Segment, ...]:
    """The text spliced and without comments, cut at directives. Raises _FaultError for a comment without end."""
    plain = _plain(text)
    found = []
    at, line = 0, 1
    for match in _DIRECTIVE.finditer(plain):
        start, end = match.span()
        if start > at:
            found.append(Segment(line, False, plain[at : start - 1]))
            line += plain.count("\n", at, start)
        found.append(Segment(line, True, match.group()))
        at, line = end + 1, line + 1
    if at < len(plain):
        found.append(Segment(line, False, plain[at:]))
    return tuple(found)


@lru_cache(maxsize=4096)
def definition(text: str) -> Macro:
    """The macro that the text after #define describes: headers are read again for every unit. Raises MacroError."""
    return define(tokenise(text))


def _plain(text: str) -> str:
    """Phases 1 to 3: trigraphs, line splices, comments and digraphs resolved; every line keeps its number."""
    text = text.replace("\r\n", "\n").replace("\0", " ")
    if "??" in text:
        text = _TRIGRAPH.sub(lambda match: _TRIGRAPHS[match.group(1)], text)
    if "\\" in text and _SPLICED_END.search(text):
        text = _SPLICE.sub(_join_lines, text)
    if "//" in text or "/*" in text:
        text = _COMMENT.sub(_blank_comment, text)
        if "\0" in text:
            text = _OWED.sub(_pay_lines, text)
    if any(digraph in text for digraph in _DIGRAPHS):
        text = _DIGRAPH.sub(lambda match: match.group(1) or _DIGRAPHS[match.group()], text)
    return text


def _join_lines(match: re.Match[str]) -> str:
    joined, count = _SPLICED_END.subn("", match.group())
    return joined + "\n" * count


def _blank_comment(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] != "/":
        return text
    if match.group("open") is not None:
        raise _FaultError("comment without end", line=match.string.count("\n", 0, match.start()) + 1)
    if text[1] == "/":
        return ""
    *above, last = text.split("\n")
    if not above:
        return " " * len(text)
    if _in_directive(match.string, match.start()):
        return " " + "\0" * len(above)
    return "\n" * len(above) + " " * len(last)


def _in_directive(text: str, at: int) -> bool:
    """Whether a place is in a line that began as a directive: only there a comment's line ends matter."""
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("#")


def _pay_lines(match: re.Match[str]) -> str:
    """A comment over several lines continues its directive; the line ends it took away follow the joined line."""
    text = match.group()
    return text.replace("\0", "") + "\n" * text.count("\0")


class _Output:
    """The text being written: knows which line of which file the next line will be taken for."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._file = ""
        self._next = 0

    def put(self, file: str, line: int, text: str) -> None:
        gap = line - self._next
        if file != self._file or not 0 <= gap <= _MAX_BLANK:
            self.parts.append(f"# {line} {quote(file)}\n")
            self._file = file
        else:
            self.parts.append("\n" * gap)
        self.parts.append(text)
        self.parts.append("\n")
        self._next = line + 1 + text.count("\n")


class _Pending:
    """A macro call that goes on over several lines: its tokens so far."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.line = 0
        self.indent = ""
        self.rows = 0
        self.depth = 0

    def add(self, tokens: list[Token], line: int, indent: str) -> bool:
        """Whether it is worth trying to expand now: parentheses balance (or it has gone on for long)."""
        if not self.tokens:
            self.line, self.indent = line, indent
        elif tokens:
            tokens[0] = tokens[0]._replace(space=True)
        self.tokens.extend(tokens)
        self.rows += 1
        self.depth += sum((token.text == "(") - (token.text == ")") for token in tokens)
        return self.depth <= 0 or not self.rows & (self.rows - 1)

    def clear(self) -> None:
        self.tokens = []
        self.rows = self.depth = 0


class _Unit:
    """One translation unit on its way."""

    def __init__(self, read: Callable[[str], str | None], include_dirs: tuple[str, ...]) -> None:
        self._read = read
        self._dirs = include_dirs
        self._expander = Expander(lambda: (self._file, self._line + self._shift))
        self._macros: dict[str, Macro] = self._expander.macros
        self._out = _Output()
        self._pending = _Pending()
        self._texts: dict[str, str | None] = {}
        self._once: set[str] = set()
        self._pushed: dict[str, list[Macro | None]] = {}
        self._warnings: list[str] = []
        self._conditionals: list[Conditional] = []
        self._depth = 0
        self._path = self._file = "<command line>"
        self._line = self._shift = 0

    def run(self, source: str, filename: str, defines: Sequence[str], undefines: Sequence[str]) -> Preprocessed:
        self._command_line(defines, undefines)
        self._texts[filename] = source
        self._enter(filename, source)
        files = tuple(path for path, text in self._texts.items() if text is not None)
        return Preprocessed("".join(self._out.parts), files, tuple(self._warnings))

    def _command_line(self, defines: Sequence[str], undefines: Sequence[str]) -> None:
        try:
            for text in (*PREDEFINED, *defines):
                name, equals, value = text.partition("=")
                self._define(f"{name} {value if equals else '1'}", 1)
            for name in undefines:
                self._macros.pop(name, None)
        except MacroError as error:
            raise PreprocessError(self._file, 0, 0, str(error)) from error

    def _enter(self, path: str, text: str) -> None:
        """Process one file, the unit's own or an included one, and come back to where we were."""
        saved = self._path, self._file, self._line, self._shift, self._conditionals
        self._path = self._file = path
        self._shift, self._conditionals = 0, []
        self._depth += 1
        self._run_file(text)
        self._depth -= 1
        self._path, self._file, self._line, self._shift, self._conditionals = saved

    def _run_file(self, text: str) -> None:
        try:
            for segment in segments(text):
                self._line = segment.line
                if segment.directive:
                    self._directive(segment.text)
                elif self._active():
                    self._stretch(segment.text)
            self._flush()
            if self._conditionals:
                raise _FaultError("conditional without #endif", line=self._conditionals[-1].line)
        except (MacroError, ConditionError, _FaultError) as error:
            raise self._located(error) from error

    def _located(self, error: Exception) -> PreprocessError:
        line = getattr(error, "line", 0) or self._line
        return PreprocessError(self._file, line + self._shift, getattr(error, "col", 1), str(error))

    # Text

    def _stretch(self, text: str) -> None:
        """Text between two directives; the common case, no macro in it, is one set operation."""
        if not self._pending.tokens and self._macros.keys().isdisjoint(IDENTIFIERS.findall(text)):
            self._plain_lines(text)
            return
        first = self._line
        for number, row in enumerate(text.split("\n")):
            self._line = first + number
            if self._pending.tokens or not self._macros.keys().isdisjoint(IDENTIFIERS.findall(row)):
                self._expand_row(row)
            elif row and not row.isspace():
                self._out.put(self._file, self._line + self._shift, row)

    def _plain_lines(self, text: str) -> None:
        body = text.lstrip("\n")
        trimmed = body.rstrip()
        if trimmed:
            self._out.put(self._file, self._line + self._shift + len(text) - len(body), trimmed)

    def _expand_row(self, row: str) -> None:
        tokens = tokenise(row)
        indent = row[: len(row) - len(row.lstrip())]
        if self._pending.add(tokens, self._line + self._shift, indent):
            self._try(final=False)

    def _try(self, final: bool) -> None:
        pending = self._pending
        try:
            tokens = self._expander.expand(pending.tokens, final=final)
        except Incomplete:
            return
        if tokens:
            self._out.put(self._file, pending.line, pending.indent + spell(tokens))
        pending.clear()

    def _flush(self) -> None:
        """End of a file: a call that is still open is an error at the line where it began."""
        if not self._pending.tokens:
            return
        try:
            self._try(final=True)
        except MacroError as error:
            raise _FaultError(str(error), line=self._pending.line - self._shift) from error

    # Directives

    def _directive(self, text: str) -> None:
        match = _HEAD.match(text)
        name, rest = match.groups() if match else (None, "")
        col = len(text) - len(text.lstrip()) + 1
        try:
            if name in _CONDITIONALS:
                _CONDITIONALS[name](self, rest)
            elif self._active():
                self._act(name, rest, len(text) - len(rest.lstrip()) + 1)
        except (MacroError, ConditionError) as error:
            raise _FaultError(str(error), col) from error

    def _act(self, name: str | None, rest: str, col: int) -> None:
        if name is None:
            self._marker(rest, col)
        elif name in _ACTIONS:
            _ACTIONS[name](self, rest, col)
        else:
            raise _FaultError(f'unknown directive "#{name}"')

    def _marker(self, rest: str, col: int) -> None:
        """`# 12 "file"` of text that was preprocessed before; `#` alone does nothing."""
        if rest.strip():
            self._renumber(rest, col)

    def _define(self, rest: str, col: int) -> None:
        macro = definition(rest)
        old = self._macros.get(macro.name)
        if old is not None and not old.same(macro):
            self._warn(f'"{macro.name}" redefined', col)
        self._macros[macro.name] = macro

    def _undefine(self, rest: str, col: int) -> None:
        self._macros.pop(self._name(rest, col), None)

    def _name(self, rest: str, col: int = 1) -> str:
        tokens = tokenise(rest)
        if not tokens or tokens[0].kind != IDENTIFIER:
            raise _FaultError("a macro name is missing", col)
        return tokens[0].text

    def _error(self, rest: str, col: int) -> None:
        raise _FaultError(f"#error {rest.strip()}".rstrip())

    def _warning(self, rest: str, col: int) -> None:
        self._warn(f"#warning {rest.strip()}", 1)

    def _warn(self, message: str, col: int) -> None:
        self._warnings.append(f"{self._file}:{self._line + self._shift}:{col}: warning: {message}")

    def _pragma(self, rest: str, col: int) -> None:
        """`pack` is for the compiler, which is told of no other; `push_macro` and `pop_macro` are GNU C's."""
        what, _, argument = rest.strip().partition("(")
        name = argument.rstrip(") \t").strip('" \t')
        if what.split()[:1] == ["once"]:
            self._once.add(self._path)
        elif what.strip() == "pack":
            self._out.put(self._file, self._line + self._shift, f"#pragma {rest.strip()}")
        elif what.strip() == "push_macro":
            self._pushed.setdefault(name, []).append(self._macros.get(name))
        elif what.strip() == "pop_macro" and self._pushed.get(name):
            self._macros.pop(name, None)
            macro = self._pushed[name].pop()
            if macro is not None:
                self._macros[name] = macro

    def _renumber(self, rest: str, col: int) -> None:
        tokens = self._expander.expand(tokenise(rest))
        if not tokens or not tokens[0].text.isdecimal() or not 0 < int(tokens[0].text) < 1 << 31:
            raise _FaultError("#line needs a positive decimal number", col)
        if len(tokens) > 1:
            if tokens[1].kind != STRING:
                raise _FaultError("the file name of #line must be a string", col)
            self._file = re.sub(r"\\(.)", r"\1", tokens[1].text[1:-1])
        self._shift = int(tokens[0].text) - self._line - 1

    # #include

    def _include(self, rest: str, col: int) -> None:
        self._flush()
        name, beside = self._header(rest.strip(), col)
        places = ([posixpath.dirname(self._path)] if beside else []) + list(self._dirs)
        for place in places:
            path = posixpath.join(place, name)
            text = self._text(path)
            if text is not None:
                self._enter_header(path, text, col)
                return
        raise _FaultError(f"cannot find the file {name}" + (f" in {', '.join(filter(None, places))}" if any(places) else ""), col)

    def _enter_header(self, path: str, text: str, col: int) -> None:
        if self._depth >= MAX_DEPTH:
            raise _FaultError(f"#include nests deeper than {MAX_DEPTH}", col)
        if path not in self._once:
            self._enter(path, text)

    def _text(self, path: str) -> str | None:
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def _header(self, text: str, col: int) -> tuple[str, bool]:
        """The name in quotes or angle brackets, directly or after macro expansion, and whether it was in quotes."""
        match = _HEADER.match(text)
        if not match:
            expanded = self._expander.expand(tokenise(text))
            match = _HEADER.match("".join(" " * token.space + token.text for token in expanded))
        if not match:
            raise _FaultError('#include needs "FILE" or <FILE>', col)
        return match.group(1) or match.group(2).strip(), match.group(1) is not None

    # Conditionals

    def _active(self) -> bool:
        return not self._conditionals or self._conditionals[-1].active

    def _open(self, holds: bool, outer: bool) -> None:
        """A new #if; inside a part that does not count, no part of it counts (`taken` from the start)."""
        self._conditionals.append(Conditional(self._line, outer and holds, holds or not outer, False))

    def _if(self, rest: str) -> None:
        outer = self._active()
        self._open(outer and self._condition(rest), outer)

    def _ifdef(self, rest: str) -> None:
        outer = self._active()
        self._open(outer and self._name(rest) in self._macros, outer)

    def _ifndef(self, rest: str) -> None:
        outer = self._active()
        self._open(outer and self._name(rest) not in self._macros, outer)

    def _condition(self, rest: str) -> bool:
        return evaluate(self._expander.expand(tokenise(rest), condition=True)) != 0

    def _current(self, directive: str) -> Conditional:
        if not self._conditionals:
            raise _FaultError(f"{directive} without #if")
        if self._conditionals[-1].last and directive != "#endif":
            raise _FaultError(f"{directive} after #else (the conditional began in line {self._conditionals[-1].line})")
        return self._conditionals[-1]

    def _elif(self, rest: str) -> None:
        now = self._current("#elif")
        holds = not now.taken and self._condition(rest)
        self._conditionals[-1] = now._replace(active=holds, taken=now.taken or holds)

    def _else(self, rest: str) -> None:
        now = self._current("#else")
        self._conditionals[-1] = now._replace(active=not now.taken, taken=True, last=True)

    def _endif(self, rest: str) -> None:
        self._current("#endif")
        self._conditionals.pop()


_CONDITIONALS: dict[str | None, Callable[[_Unit, str], None]] = {
    "if": _Unit._if,
    "ifdef": _Unit._ifdef,
    "ifndef": _Unit._ifndef,
    "elif": _Unit._elif,
    "else": _Unit._else,
    "endif": _Unit._endif,
}
_ACTIONS: dict[str, Callable[[_Unit, str, int], None]] = {
    "define": _Unit._define,
    "undef": _Unit._undefine,
    "include": _Unit._include,
    "error": _Unit._error,
    "warning": _Unit._warning,
    "pragma": _Unit._pragma,
    "line": _Unit._renumber,
}
