"""How dense the compiler's code is: bytes of libc and /bin beside arm-none-eabi-gcc -Os for Thumb-2, per function and in all.

python -m tests.toolchain.density prints the table. Functions count rounded up to 4, as both lay them out; Thumb with its literal pools and
tables, ours without its jump tables, which lie in read-only data. Calls have their near form: every callee is stubbed beside the unit.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from ucvm.image import sysroot
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.cc.compiler import compile_unit
from ucvm.toolchain.driver import Toolchain, preprocess_file
from ucvm.toolchain.link import link
from ucvm.toolchain.objfile import ObjectFile

GCC = "arm-none-eabi-gcc"
_TARGET = ("-mthumb", "-mcpu=cortex-m3", "-Os", "-funsigned-char", "-ffreestanding", "-ffunction-sections")
FLAGS = ("-x", "cpp-output", "-std=gnu99", *_TARGET, "-w", "-c")
_SECTION = re.compile(r"\.text\.\S+\s+PROGBITS\s+\S+\s+\S+\s+(\S+)")
_CALLED = re.compile(r"call ([A-Za-z_]\w*)")
_VA_START = "__builtin_va_start()"
_SAME_SIZE = "((char *)__builtin_frame_address(0))"


class Measure(NamedTuple):
    """Bytes of code of one source."""

    name: str
    ours: int
    thumb: int


def available() -> bool:
    """Whether there is a compiler to compare with."""
    return shutil.which(GCC) is not None


def sources() -> list[str]:
    """The C sources of libc and /bin."""
    return [name for folder in ("lib", "bin") for name in sysroot.sources(folder) if name.endswith(".c")]


def measure(tools: Toolchain, name: str) -> Measure:
    """Compile one source with both."""
    text = preprocess_file(tools, name).text
    return Measure(name, ours(text, name), thumb(text))


def ours(text: str, name: str) -> int:
    """Bytes of the functions of a preprocessed source."""
    assembly = compile_unit(text, name, debug=False)
    made = assemble(assembly, name)
    stubs = assemble(_stubs(made, set(_CALLED.findall(assembly))), "stubs")
    mine = {symbol.name for symbol in made.symbols if symbol.section >= 0}
    symbols = link([made, stubs], gc=False).executable.symbols
    return sum(_rounded(symbol.size) for symbol in symbols if symbol.kind == "func" and symbol.name in mine)


def _stubs(made: ObjectFile, called: set[str]) -> str:
    """A function or a word of data by each name that the object misses."""
    lines = [".section .text._start", ".global _start", "_start: ret"]
    for name in sorted(symbol.name for symbol in made.symbols if symbol.section < 0):
        section, content = (".text", "ret") if name in called else (".data", ".word 1")
        lines += [f".section {section}.{name}", f".global {name}", ".align 4", f"{name}: {content}"]
    return "\n".join(lines) + "\n"


def thumb(text: str) -> int:
    """Bytes of the same functions as Thumb-2."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "unit.i"), Path(folder, "unit.o")
        source.write_text(text.replace(_VA_START, _SAME_SIZE))
        subprocess.run([GCC, *FLAGS, str(source), "-o", str(made)], check=True, capture_output=True)
        listed = subprocess.run(["arm-none-eabi-readelf", "-SW", str(made)], check=True, capture_output=True, text=True).stdout
    return sum(_rounded(int(size, 16)) for size in _SECTION.findall(listed))


def _rounded(size: int) -> int:
    return (size + 3) // 4 * 4


def main() -> int:
    """Print the table."""
    tools = sysroot.toolchain()
    found = [measure(tools, name) for name in sources()]
    for each in found:
        sys.stdout.write(f"{each.ours:6} {each.thumb:6} {each.ours / max(each.thumb, 1):6.3f}  {each.name}\n")
    whole, other = sum(each.ours for each in found), sum(each.thumb for each in found)
    sys.stdout.write(f"{whole:6} {other:6} {whole / other:6.3f}  all\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
