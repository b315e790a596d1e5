"""Macros: their definition and expansion (C99 6.10.3), with hide sets, rescanning, `#`, `##` and variadic parameters.

A body is prepared once into items, so that an expansion is one walk over them. Of gcc's extensions two are here because
real headers use them: named variadic parameters (`args...`) and `, ## __VA_ARGS__`, which drops the comma when nothing follows.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ucvm.toolchain.cc.pptoken import IDENTIFIER, NUMBER, PLACEMARKER, STRING, Token, spell, tokenise

PLAIN, EXPANDED, RAW, QUOTED, REST = range(5)
"""What an item of a body gives: a token, an argument expanded, as written, as a string, or a comma with the rest."""

VARIADIC = "__VA_ARGS__"
RESERVED = frozenset({"defined", VARIADIC})
DYNAMIC = frozenset({"__COUNTER__", "__FILE__", "__LINE__", "_Pragma"})
"""Names whose expansion is made by the expander itself."""

_OMITTED: list[Token] = []
"""The variadic argument of a call that leaves it out, told by identity from one that is empty: as gcc does, only then `, ##` drops."""


class MacroError(ValueError):
    """A definition or a call is wrong; the message says how."""


class Incomplete(Exception):  # noqa: N818 - not an error: more input may complete the call
    """The input ended inside, or just before, the arguments of a macro call."""


class Item(NamedTuple):
    """One piece of a body: a token, what becomes of it, the argument it names, whether `##` joins it to the piece before."""

    token: Token
    action: int
    argument: int
    glued: bool


class Macro(NamedTuple):
    """A definition; `parameters` is None for an object-like macro, `body` is kept to compare redefinitions."""

    name: str
    parameters: tuple[str, ...] | None
    variadic: bool
    body: tuple[Token, ...]
    items: tuple[Item, ...]

    def same(self, other: "Macro") -> bool:
        """Whether a redefinition is the benign kind (C99 6.10.3p2)."""
        return (self.parameters, self.variadic, self.body) == (other.parameters, other.variadic, other.body)


def define(tokens: Sequence[Token]) -> Macro:
    """The macro that the tokens after `#define` describe; raises MacroError."""
    if not tokens or tokens[0].kind != IDENTIFIER:
        raise MacroError("macro names must be identifiers")
    name = tokens[0].text
    if name in RESERVED:
        raise MacroError(f'"{name}" cannot be a macro name')
    if len(tokens) < 2 or tokens[1].text != "(" or tokens[1].space:
        return _finish(name, None, False, tokens[1:])
    end = next((at for at, token in enumerate(tokens) if token.text == ")"), 0)
    if not end:
        raise MacroError(f'missing ")" in the parameters of macro "{name}"')
    parameters, variadic = _parameters(name, [token.text for token in tokens[2:end]])
    return _finish(name, parameters, variadic, tokens[end + 1 :])


def _parameters(name: str, words: list[str]) -> tuple[tuple[str, ...], bool]:
    variadic = bool(words) and words[-1] == "..."
    if variadic:
        words = [*words[:-1], VARIADIC] if len(words) < 2 or words[-2] == "," else words[:-1]
    names = words[::2]
    if any(word != "," for word in words[1::2]) or (words and len(words) % 2 == 0):
        raise MacroError(f'the parameters of macro "{name}" must be names separated by commas')
    if not all(re.fullmatch(r"[A-Za-z_$][\w$]*", word) for word in names) or VARIADIC in names[: -1 if variadic else None]:
        raise MacroError(f'the parameters of macro "{name}" must be names separated by commas')
    if len(set(names)) < len(names):
        raise MacroError(f'duplicate parameter of macro "{name}"')
    return tuple(names), variadic


def _finish(name: str, parameters: tuple[str, ...] | None, variadic: bool, body: Sequence[Token]) -> Macro:
    tokens = tuple(token._replace(space=False) if not at else token for at, token in enumerate(body))
    if tokens and "##" in (tokens[0].text, tokens[-1].text):
        raise MacroError(f'"##" cannot stand at either end of macro "{name}"')
    if not variadic and any(token.text == VARIADIC for token in tokens):
        raise MacroError(f"{VARIADIC} can only stand in a variadic macro")
    return Macro(name, parameters, variadic, tokens, tuple(_items(name, parameters, variadic, tokens)))


def _items(name: str, parameters: tuple[str, ...] | None, variadic: bool, body: tuple[Token, ...]) -> list[Item]:
    index = {parameter: at for at, parameter in enumerate(parameters or ())}
    rest = len(index) - 1 if variadic else None
    items: list[Item] = []
    at = 0
    while at < len(body):
        glued = body[at].text == "##"
        first = at + glued
        at = first + (body[first].text == "#" and parameters is not None)
        argument = index.get(body[at].text, -1) if at < len(body) else -1
        if at > first and argument < 0:
            raise MacroError(f'"#" is not followed by a parameter of macro "{name}"')
        at += 1
        pasted = at < len(body) and body[at].text == "##"
        if glued and argument == rest and items[-1].token.text == ",":
            items[-1] = items[-1]._replace(action=REST, argument=argument)
        else:
            items.append(Item(body[first], _action(at - first > 1, argument, glued or pasted), argument, glued))
    return items


def _action(quoted: bool, argument: int, joined: bool) -> int:
    if argument < 0:
        return PLAIN
    if quoted:
        return QUOTED
    return RAW if joined else EXPANDED


def stringise(tokens: Sequence[Token], space: bool) -> Token:
    """The string literal that `#` makes of an argument (C99 6.10.3.2)."""
    parts = []
    for at, token in enumerate(tokens):
        text = re.sub(r'["\\]', r"\\\g<0>", token.text) if token.kind in ("str", "chr") else token.text
        parts.append(" " + text if token.space and at else text)
    return Token(STRING, '"' + "".join(parts) + '"', space)


def paste(left: Token, right: Token) -> Token:
    """The token that `##` makes of two (C99 6.10.3.3); raises MacroError when that is not one token."""
    if PLACEMARKER in (left.kind, right.kind):
        chosen = right if left.kind == PLACEMARKER else left
        return chosen._replace(space=left.space)
    joined = tokenise(left.text + right.text)
    if len(joined) != 1:
        raise MacroError(f'pasting "{left.text}" and "{right.text}" does not give one token')
    return Token(joined[0].kind, joined[0].text, left.space, left.hide & right.hide)


class Expander:
    """The macros in force, and the expansion of token lists by them. `where` tells the file and line of the moment."""

    def __init__(self, where: Callable[[], tuple[str, int]]) -> None:
        self.macros: dict[str, Macro] = {name: Macro(name, None, False, (), ()) for name in sorted(DYNAMIC)}
        self._where = where
        self._counter = 0

    def expand(self, tokens: Sequence[Token], *, final: bool = True, condition: bool = False) -> list[Token]:
        """All macros replaced. Unless `final`, a call that the input cuts off raises Incomplete; with `condition`, `defined` counts."""
        out: list[Token] = []
        stack = list(reversed(tokens))
        while stack:
            token = stack.pop()
            if token.kind != IDENTIFIER or token.text in token.hide:
                out.append(token)
            elif condition and token.text == "defined":
                out.append(self._defined(stack, token.space))
            elif token.text not in self.macros or (replaced := self._replace(token, stack, final)) is None:
                out.append(token)
            else:
                self._push(stack, replaced, token.space)
        return out

    def _push(self, stack: list[Token], tokens: list[Token], space: bool) -> None:
        """Put an expansion before the rest of the input; what is empty leaves its white space to the next token."""
        if tokens:
            tokens[0] = tokens[0]._replace(space=space or tokens[0].space)
            stack.extend(reversed(tokens))
        elif stack and space:
            stack[-1] = stack[-1]._replace(space=True)

    def _defined(self, stack: list[Token], space: bool) -> Token:
        parenthesised = bool(stack) and stack[-1].text == "("
        if parenthesised:
            stack.pop()
        if not stack or stack[-1].kind != IDENTIFIER:
            raise MacroError('"defined" needs a name')
        known = stack.pop().text in self.macros
        if parenthesised and (not stack or stack.pop().text != ")"):
            raise MacroError('missing ")" after "defined"')
        return Token(NUMBER, str(int(known)), space)

    def _replace(self, token: Token, stack: list[Token], final: bool) -> list[Token] | None:
        """What one name stands for; None when it is a function-like macro without arguments, so no call."""
        macro = self.macros[token.text]
        if token.text in DYNAMIC and not macro.body:
            return self._dynamic(token.text, stack)
        if macro.parameters is None:
            return self._substitute(macro, [], token.hide | {macro.name})
        if not stack:
            if not final:
                raise Incomplete
            return None
        if stack[-1].text != "(":
            return None
        arguments, end = self._arguments(macro, stack, final)
        return self._substitute(macro, arguments, (token.hide & end.hide) | {macro.name})

    def _dynamic(self, name: str, stack: list[Token]) -> list[Token]:
        file, line = self._where()
        if name == "__LINE__":
            return [Token(NUMBER, str(line))]
        if name == "__FILE__":
            return [Token(STRING, quote(file))]
        if name == "__COUNTER__":
            self._counter += 1
            return [Token(NUMBER, str(self._counter - 1))]
        return self._pragma(stack)

    def _pragma(self, stack: list[Token]) -> list[Token]:
        """_Pragma("..."): the compiler is told of `pack` alone."""
        given = stack[-3:][::-1]
        del stack[-3:]
        wanted = len(given) == 3 and given[1].text.startswith('"pack')
        return [Token(IDENTIFIER, "_Pragma", hide=frozenset(("_Pragma",))), *given] if wanted else []

    def _arguments(self, macro: Macro, stack: list[Token], final: bool) -> tuple[list[list[Token]], Token]:
        """Takes `( … )` off the input: the arguments, and the closing parenthesis."""
        wanted = len(macro.parameters or ())
        arguments: list[list[Token]] = [[]]
        depth = 0
        while stack:
            token = stack.pop()
            if token.text == "(":
                depth += 1
                if depth == 1:
                    continue
            elif token.text == ")":
                depth -= 1
                if not depth:
                    return self._counted(macro, arguments, wanted), token
            elif token.text == "," and depth == 1 and not (macro.variadic and len(arguments) == wanted):
                arguments.append([])
                continue
            arguments[-1].append(token if arguments[-1] else token._replace(space=False))
        if final:
            raise MacroError(f'unterminated arguments of macro "{macro.name}"')
        raise Incomplete

    def _counted(self, macro: Macro, arguments: list[list[Token]], wanted: int) -> list[list[Token]]:
        if not wanted and arguments == [[]]:
            return []
        if macro.variadic and wanted == 1 and arguments == [[]]:
            return [_OMITTED]
        if macro.variadic and len(arguments) == wanted - 1:
            arguments.append(_OMITTED)
        if len(arguments) != wanted:
            raise MacroError(f'macro "{macro.name}" takes {wanted} arguments, but {len(arguments)} are given')
        return arguments

    def _substitute(self, macro: Macro, arguments: list[list[Token]], hide: frozenset[str]) -> list[Token]:
        expanded: dict[int, list[Token]] = {}
        out: list[Token] = []
        for item in macro.items:
            piece = self._piece(item, arguments, expanded)
            if item.glued:
                piece[0] = paste(out.pop(), piece[0])
            out.extend(piece)
        return _settle(out, hide)

    def _piece(self, item: Item, arguments: list[list[Token]], expanded: dict[int, list[Token]]) -> list[Token]:
        """The tokens of one item; a placemarker stands for none (C99 6.10.3.3p2)."""
        if item.action == PLAIN:
            return [item.token]
        if item.action == QUOTED:
            return [stringise(arguments[item.argument], item.token.space)]
        if item.action == RAW:
            tokens = arguments[item.argument]
        else:
            if item.argument not in expanded:
                expanded[item.argument] = self.expand(arguments[item.argument])
            tokens = expanded[item.argument]
        if item.action == REST and arguments[item.argument] is not _OMITTED:
            return [item.token, *tokens]
        if not tokens:
            return [Token(PLACEMARKER, "", item.token.space)]
        return [tokens[0]._replace(space=item.token.space or tokens[0].space), *tokens[1:]]


def _settle(tokens: list[Token], hide: frozenset[str]) -> list[Token]:
    """Without placemarkers (their white space goes to the next token) and with the hide set added."""
    out = []
    space = False
    for token in tokens:
        if token.kind == PLACEMARKER:
            space = space or token.space
            continue
        out.append(Token(token.kind, token.text, token.space or space, token.hide | hide if token.hide else hide))
        space = False
    return out


def quote(text: str) -> str:
    """A string literal with this value, for file names."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


__all__ = ["Expander", "Incomplete", "Macro", "MacroError", "define", "quote", "spell"]
