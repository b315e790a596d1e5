"""libc in the machine: programs that use it from end to end, started by init, with expectations made by gcc and the host's libc."""

import os
from pathlib import Path

import pytest

from tests.kernel.libc import golden
from tests.toolchain.golden import gcc_available
from ucvm.image import mkfs, sysroot
from ucvm.kernel.fs.image import Image
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine
from ucvm.toolchain.driver import Toolchain, build_objects, link_program

ROOT = Path(__file__).parents[2]
BUDGET = 30_000_000
NAMES = golden.names()


def executable(tools: Toolchain, *sources: str) -> bytes:
    return link_program([*build_objects(tools, sources), sysroot.libc(tools)]).executable.pack()


@pytest.fixture(scope="module")
def image() -> Image:
    tools = sysroot.toolchain(str(ROOT / ".cache" / "objects"))
    programs = {"init": "ucvm/bin/init.c"} | {name: os.path.relpath(golden.FOLDER / f"{name}.c") for name in NAMES}
    shell = mkfs.Item("/bin/sh", mode=0o755, content=executable(tools, *sysroot.sources("shell")))
    binaries = [mkfs.Item(f"/bin/{name}", mode=0o755, content=executable(tools, source)) for name, source in programs.items()]
    return mkfs.make_image([*mkfs.SKELETON, *mkfs.etc_items(ROOT / "ucvm" / "userland" / "etc"), shell, *binaries])


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


def test_init_passes_a_signal_on(image: Image) -> None:
    status, _ = run(image, "sh", "-c", "kill -9 $$")
    assert status == 128 + 9


def test_login_on_the_console(image: Image) -> None:
    machine = Machine.boot(image, auto_advance=True)
    assert machine.run(BUDGET).reason == "idle"
    machine.send(Keys(b"echo $0 $HOME $USER $LOGNAME $SHELL $PATH $TERM; pwd; exit 3\r"))
    assert machine.run(BUDGET)[0::2] == ("halted", 3)
    screen = b"".join(data for stream, data in machine.take_output() if stream == "console").decode()
    lines = screen.split("\r\n")
    assert lines[0] == "UCVM 3.0 initialized"
    assert lines[1].startswith("$ ")
    assert lines[2:4] == ["-sh /home/user user user /bin/sh /bin ucvm", "/home/user"]


def test_init_buries_orphans(image: Image) -> None:
    orphans = "i=0; while [ $i -lt 100 ]; do (sh -c : & ) ; i=$((i+1)); done; sh -c 'exit 7'"
    status, _ = run(image, "sh", "-c", orphans)
    assert status == 7


@pytest.mark.skipif(not gcc_available(), reason="needs gcc -m32")
@pytest.mark.parametrize("name", NAMES)
def test_expectation_is_gcc_s(name: str) -> None:
    assert golden.expectation(name) == golden.stored(name)
