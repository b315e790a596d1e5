"""How dense our code is: text of our compiler for libc, the tools and the shell, beside gcc for Thumb-2 with -Os of the same sources.

Bytes are those of functions alone (code with its literal pools and jump tables); read-only data, which the compilers do not shape, is left out.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from ucvm.bench.report import Column, Table
from ucvm.image import sysroot
from ucvm.image.cache import cache_folder
from ucvm.image.sysroot import toolchain
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.driver import build_objects, preprocess_file
from ucvm.toolchain.link import link
from ucvm.toolchain.objfile import UNDEFINED

COMPILER = "arm-none-eabi-gcc"
FLAGS = ("-mthumb", "-mcpu=cortex-m3", "-Os", "-ffreestanding", "-funsigned-char", "-std=gnu99", "-w", "-x", "cpp-output", "-c")
SPELLINGS = (("__builtin_va_start()", "((char *)__builtin_frame_address(0))"), ("__real", "real"))
"""What is not C's: our words, and gcc's of the same length of code; a name that gcc reserves."""
FOLDERS = ("lib", "bin", "shell")


def measure(say: Callable[[str], None]) -> list[Table]:
    """A table with a row per group of sources; without the other compiler only our sizes."""
    compares = shutil.which(COMPILER) is not None
    sizes = {}
    for folder in FOLDERS:
        say(folder)
        names = [name for name in sysroot.sources(folder) if name.endswith(".c")]
        sizes[folder] = (sum(map(our_size, names)), sum(map(thumb_size, names)) if compares else None)
    sizes["all"] = (sum(ours for ours, _ in sizes.values()), sum(thumb or 0 for _, thumb in sizes.values()) or None)
    columns = (Column("sources"), Column("ours", "bytes"), Column("Thumb-2 -Os", "bytes"), Column("ours/Thumb-2", "times", 3))
    rows = tuple((folder, ours, thumb, ours / thumb if thumb else None) for folder, (ours, thumb) in sizes.items())
    return [Table("code of all functions", columns, rows, () if compares else (f"install {COMPILER} to compare",))]


def our_size(name: str) -> int:
    """Bytes of all functions of a source and their jump tables, linked with empty functions for what it calls: every branch has its final length."""
    [unit] = build_objects(toolchain(str(cache_folder() / "objects")), [name])
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
    text = preprocess_file(toolchain(), name).text
    for ours, its in SPELLINGS:
        text = text.replace(ours, its)
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "source.i"), Path(folder, "source.o")
        source.write_text(text)
        subprocess.run([COMPILER, *FLAGS, str(source), "-o", str(output)], check=True)
        listing = subprocess.run(["arm-none-eabi-size", "-A", str(output)], check=True, capture_output=True, text=True).stdout
    return sum(int(line.split()[1]) for line in listing.splitlines() if line.startswith(".text"))
