"""The path calls: C programs that try them run in the machine and must print what they print on Linux (path_golden.py)."""

import difflib

import pytest

from tests.kernel import path_golden
from ucvm.abi.constants import FileType
from ucvm.image import build, sysroot
from ucvm.image.mkfs import SKELETON, Item, etc_items, make_image
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.image import Image
from ucvm.machine.machine import Machine
from ucvm.toolchain.driver import build_objects, link_program

TICKS = 50_000_000


@pytest.fixture(scope="module")
def image() -> Image:
    """A disk with init and the cases."""
    tools = sysroot.toolchain(str(build.cache_folder() / "objects"))
    cases = tools.tree._replace(roots=(*tools.tree.roots, ("path/", str(path_golden.CASES))))
    libc = sysroot.libc(tools)
    sources = {"init": "ucvm/bin/init.c", **{name: f"path/{name}.c" for name in path_golden.names()}}
    items = [Item("/case", FileType.S_IFDIR, 0o755)]
    for name, source in sources.items():
        objects = build_objects(tools._replace(tree=cases), [source])
        items.append(Item(f"/bin/{name}", mode=0o755, content=link_program([*objects, libc]).executable.pack()))
    return make_image([*SKELETON, *etc_items(build.PACKAGE / "userland" / "etc"), *items])


@pytest.mark.parametrize("name", path_golden.names())
def test_case(name: str, image: Image) -> None:
    machine = Machine.boot(image, argv=[f"/bin/{name}"], user="root", cwd="/case", auto_advance=True)
    outcome = machine.run(TICKS)
    output = machine.take_output()
    printed = b"".join(data for stream, data in output if stream == "stdout").decode()
    errors = b"".join(data for stream, data in output if stream == "stderr").decode()
    expected = path_golden.stored(name)
    assert "".join(difflib.unified_diff(expected.splitlines(True), printed.splitlines(True), "Linux", "here")) == "", errors
    assert (outcome.reason, outcome.status, errors) == ("halted", 0, "")
    assert fsck(machine.kernel.fs) == []


@pytest.mark.skipif(not path_golden.available(), reason="needs Linux, root and gcc with -m32")
@pytest.mark.parametrize("name", path_golden.names())
def test_expectation_is_the_hosts(name: str) -> None:
    assert path_golden.expectation(name) == path_golden.stored(name)
