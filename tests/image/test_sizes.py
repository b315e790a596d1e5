"""docs/sizes.md says what the programs on the disk take, and the shell's list of hot functions names functions."""

from ucvm import docs
from ucvm.image import sysroot
from ucvm.image.build import load_image
from ucvm.image.sizes import executables, functions, measure


def test_the_page_is_current() -> None:
    assert (docs.DOCS / docs.SIZES).read_text() == docs.sizes_manual(), "docs/sizes.md is stale; run: make docs"


def test_parts_add_up() -> None:
    for name, program in executables(load_image()).items():
        sizes = measure(program)
        assert sizes.text + sizes.rodata == len(program.text) + sum(map(len, program.banks)), name
        assert all(part.size <= part.limit for part in sizes.parts), name


def test_nearly_all_hot_functions_exist() -> None:
    """A name that a change of the shell took away does no harm; many of them mean that `make profile` is due."""
    shell = {name for symbol, file in functions(executables(load_image())["sh"]) for name in (symbol.name, f"{file}:{symbol.name}")}
    hot = sysroot.words("shell", "hot")
    assert len(shell.intersection(hot)) > 0.9 * len(hot) > 100
