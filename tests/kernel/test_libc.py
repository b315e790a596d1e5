"""libc in the machine: programs that use it from end to end, started by init, with expectations made by gcc and the host's libc."""

import os
from pathlib import Path

import pytest

from tests.kernel.libc import golden
from tests.toolchain.golden import gcc_available
from ucvm.image import mkfs, sysroot
from ucvm.kernel.fs.image import Image
from ucvm.machine.machine import Machine
from ucvm.toolchain.driver import Toolchain, build_object, link_program

ROOT = Path(__file__).parents[2]
BUDGET = 30_000_000
NAMES = golden.names()


def executable(tools: Toolchain, source: str) -> bytes:
    return link_program([build_object(tools, source), sysroot.libc(tools)]).executable.pack()


@pytest.fixture(scope="module")
def image() -> Image:
    tools = sysroot.toolchain(str(ROOT / ".cache" / "objects"))
    programs = {"init": "ucvm/bin/init.c"} | {name: os.path.relpath(golden.FOLDER / f"{name}.c") for name in NAMES}
    binaries = [mkfs.Item(f"/bin/{name}", mode=0o755, content=executable(tools, source)) for name, source in programs.items()]
    return mkfs.make_image([*mkfs.SKELETON, *mkfs.etc_items(ROOT / "ucvm" / "userland" / "etc"), *binaries])


def run(image: Image, *argv: str, **options: object) -> tuple[int, dict[str, bytes]]:
    """(status, bytes by stream) of a program that ends by itself."""
    machine = Machine.boot(image, argv=argv, auto_advance=True, **options)  # type: ignore[arg-type]
    ended = machine.run(BUDGET)
    assert ended.reason == "halted", ended
    streams: dict[str, bytes] = {}
    for stream, data in machine.take_output():
        streams[stream] = streams.get(stream, b"") + data
    return ended.status, streams


@pytest.mark.parametrize("name", NAMES)
def test_program(image: Image, name: str) -> None:
    status, streams = run(image, f"/bin/{name}", cwd="/tmp")
    assert golden.outcome(streams.get("stdout", b""), status) == golden.stored(name)
    assert "stderr" not in streams


def test_init_says_what_is_wrong(image: Image) -> None:
    status, streams = run(image, "/bin/missing")
    assert (status, streams["stderr"]) == (127, b"init: /bin/missing: No such file or directory\n")
    status, streams = run(image, "/bin/sort", cwd="/nowhere")
    assert (status, streams["stderr"]) == (1, b"init: /nowhere: No such file or directory\n")
    status, streams = run(image, "/bin/sort", user="nobody-known")
    assert status == 1
    assert streams["stderr"].startswith(b"init: nobody-known: ")


def test_init_searches_the_path(image: Image) -> None:
    status, streams = run(image, "sort")
    assert golden.outcome(streams["stdout"], status) == golden.stored("sort")


@pytest.mark.skipif(not gcc_available(), reason="needs gcc -m32")
@pytest.mark.parametrize("name", NAMES)
def test_expectation_is_gcc_s(name: str) -> None:
    assert golden.expectation(name) == golden.stored(name)
