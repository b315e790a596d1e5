"""The compiler: preprocessed C to assembly text, a stage a file.

parse (pycparser) -> sema (typed tree) -> lower (three-address code) -> flow, values (optimization) -> legal -> regalloc -> emit.
"""

import sys

from ucvm.toolchain.cc import arms, flow, induction, loop, post, truth
from ucvm.toolchain.cc.data import Image, definition, string
from ucvm.toolchain.cc.emit import Emitter
from ucvm.toolchain.cc.errors import CompileError
from ucvm.toolchain.cc.inline import expand
from ucvm.toolchain.cc.ir import Block, Func
from ucvm.toolchain.cc.legal import Legal
from ucvm.toolchain.cc.lower import Lower
from ucvm.toolchain.cc.number import Numbering
from ucvm.toolchain.cc.parse import parse
from ucvm.toolchain.cc.regalloc import allocate, rename
from ucvm.toolchain.cc.sema import Sema
from ucvm.toolchain.cc.tree import Unit
from ucvm.toolchain.cc.trim import trim

DEPTH = 8000
"""Calls that source may nest the stages into: some hundred levels of its own."""
ROUNDS = 2

__all__ = ["CompileError", "compile_unit"]


def compile_unit(source: str, filename: str, *, optimize: bool = True, debug: bool = True) -> str:
    """The assembly text of a preprocessed translation unit (with `# LINE "file"` markers).

    `optimize` False keeps the code as it was lowered; `debug` adds .file and .loc. CompileError says what is wrong with the source.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEPTH))
    try:
        return _Unit(Sema().analyse(parse(trim(source, filename), filename)), optimize, debug).text()
    except RecursionError:
        raise CompileError(filename, 1, 1, "an expression or statement is nested too deeply") from None
    finally:
        sys.setrecursionlimit(before)


class _Unit:
    """Code and data of a typed unit."""

    def __init__(self, unit: Unit, optimize: bool, debug: bool) -> None:
        self.unit = unit
        self.optimize = optimize
        self.emitter = Emitter(debug)
        self.tables: list[list[Block]] = []

    def text(self) -> str:
        """The whole assembly text."""
        unit = self.unit
        scalars = frozenset(obj.symbol for obj in unit.objects if obj.type.size == 1 and not obj.type.const)
        for func in self._functions():
            self._function(func, scalars)
        lines = self.emitter.lines
        lines += [f".weak {obj.symbol}" for obj in unit.weak if not obj.defined and not obj.alias]
        for obj in unit.objects:
            lines += definition(obj)
        for number, (data, obj) in enumerate(unit.strings.items()):
            lines += string(obj, data, number)
        return "\n".join(lines) + "\n"

    def _functions(self) -> list[Func]:
        """Intermediate code of what has to be emitted."""
        unit = self.unit
        wanted = [function for function in unit.functions if function.obj.storage != "static" or function.obj.referenced or function.obj.aliases]
        found = [Lower(unit, function).lower() for function in wanted]
        for func in found:
            flow.tidy(func)
        if not self.optimize:
            return found
        for func in found:
            self._improve(func)
        changed, left = expand(found, {name for obj in unit.objects for name in Image(obj).addresses.values()})
        for func in changed:
            flow.tidy(func)
            self._improve(func)
        return left

    def _improve(self, func: Func) -> None:
        """Values, then what that left unused, until nothing goes any more (twice at most)."""
        truth.compare(func)
        for _ in range(ROUNDS):
            Numbering(func).run()
            flow.tidy(func)
            if not flow.prune(func):
                break
        for _ in range(ROUNDS):
            if not arms.share(func):
                break
            Numbering(func).run()
            flow.tidy(func)
            flow.prune(func)
        arms.choose(func)

    def _function(self, func: Func, scalars: frozenset[str]) -> None:
        flow.prune(func)
        first = len(self.tables)
        Legal(func, scalars, self.tables).run()
        flow.prune(func)
        if self.optimize:
            loop.hoist(func)
            induction.running_sums(func)
            flow.prune(func)
        rename(func, allocate(func))
        flow.tidy(func)
        if self.optimize:
            post.improve(func)
        self.emitter.function(func, self.tables[first:], first)
