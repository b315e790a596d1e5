"""How dense our code is: text of our compiler for libc, the tools and the shell, beside gcc for Thumb-2 with -Os of the same sources.

Bytes are those of functions alone (code with its literal pools and jump tables); read-only data, which the compilers do not shape, is left out.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from ucvm.image import sysroot
from ucvm.image.sysroot import toolchain
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.driver import build_objects, preprocess_file
from ucvm.toolchain.link import link
from ucvm.toolchain.objfile import UNDEFINED

COMPILER = "arm-none-eabi-gcc"
FLAGS = ("-mthumb", "-mcpu=cortex-m3", "-Os", "-ffreestanding", "-funsigned-char", "-std=gnu99", "-w", "-x", "cpp-output", "-c")
Row = tuple[str, str, str]


def measure() -> list[Row]:
    """A row per group of sources; without the other compiler only our sizes."""
    rows, ours_all, thumb_all = [], 0, 0
    for folder in ("lib", "bin", "shell"):
        names = [name for name in sysroot.sources(folder) if name.endswith(".c")]
        ours = sum(map(our_size, names))
        thumb = sum(map(thumb_size, names)) if shutil.which(COMPILER) else 0
        ours_all, thumb_all = ours_all + ours, thumb_all + thumb
        rows.append(_row(folder, ours, thumb))
    return [*rows, _row("all", ours_all, thumb_all)]


def _row(name: str, ours: int, thumb: int) -> Row:
    beside = f"{ours / thumb:.3f} of Thumb-2 -Os ({thumb:,})" if thumb else f"install {COMPILER} to compare"
    return f"{name}", f"{ours:,} bytes", beside


def our_size(name: str) -> int:
    """Bytes of all functions of a source and their jump tables, linked with empty functions for what it calls: every branch has its final length."""
    [unit] = build_objects(toolchain(), [name])
    missing = [symbol.name for symbol in unit.symbols if symbol.section == UNDEFINED]
    own = {symbol.name for symbol in unit.symbols if symbol.kind == "func" and symbol.section != UNDEFINED}
    stubs = assemble("".join(f".section .text.{name}\n.global {name}\n{name}: ret\n" for name in missing), "stubs.s")
    first = next((symbol.name for symbol in unit.symbols if symbol.name in own and symbol.is_global), None)
    if first is None:
        return 0
    symbols = link([unit, stubs], entry=first, gc=False).executable.symbols
    entries = sum(hole.form == ".half" for section in unit.sections if section.name.startswith(".rodata.LJ") for hole in section.holes)
    return sum(symbol.size for symbol in symbols if symbol.kind == "func" and symbol.name in own) + 2 * entries


def thumb_size(name: str) -> int:
    """Bytes of all functions as gcc compiles them for Thumb-2."""
    text = preprocess_file(toolchain(), name).text.replace("__builtin_va_start()", "((char *)__builtin_frame_address(0))")
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "source.i"), Path(folder, "source.o")
        source.write_text(text)
        subprocess.run([COMPILER, *FLAGS, str(source), "-o", str(output)], check=True)
        listing = subprocess.run(["arm-none-eabi-size", "-A", str(output)], check=True, capture_output=True, text=True).stdout
    return sum(int(line.split()[1]) for line in listing.splitlines() if line.startswith(".text"))
