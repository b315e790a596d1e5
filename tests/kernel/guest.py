"""Machines for tests: assembly programs on a disk made in memory, run without init.

A program is assembly text; `boot` puts programs on a disk by path, starts the first as process 1 with the host's streams, and gives the machine.
"""

from collections.abc import Mapping

from ucvm.abi.constants import FileType
from ucvm.abi.syscalls import BY_NAME
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.machine.machine import Machine
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.link import link

_NAMES = "\n".join(f".equ SYS_{name}, {row.number}" for name, row in sorted(BY_NAME.items()))


def build(source: str) -> bytes:
    """An executable from assembly; `sys NAME` is a system call, `die N` exits with N, registers r1… hold the arguments."""
    lines = []
    for line in source.splitlines():
        words = line.split()
        if words[:1] == ["sys"]:
            line = f"mov r0, SYS_{words[1]}\nsyscall"
        elif words[:1] == ["die"]:
            line = f"mov r1, {words[1]}\nmov r0, SYS_exit\nsyscall"
        lines.append(line)
    text = _NAMES + "\n.text\n.global _start\n_start:\n" + "\n".join(lines) + "\n"
    return link([assemble(text, "test.s")]).executable.pack(strip=True)


def put(machine: Machine, path: str, data: bytes, mode: int = 0o755) -> None:
    """A file on the machine's disk."""
    node = machine.kernel.fs.open(path.encode(), ROOT, SUPERUSER, 0o1101, mode)
    machine.kernel.fs.write(node, 0, data)


def blank(**options: object) -> Machine:
    """A machine with /bin and /tmp whose process 1 has no program yet."""
    machine = Machine.boot(start=False, **options)  # type: ignore[arg-type]
    for directory in ("/bin", "/tmp"):
        machine.kernel.fs.create(directory.encode(), FileType.S_IFDIR, 0o755)
    return machine


def boot(program: str, others: Mapping[str, str] | None = None, *, auto_advance: bool = True, **options: object) -> Machine:
    """A machine whose process 1 is `program`; others are further programs by path."""
    machine = blank(auto_advance=auto_advance, **options)
    put(machine, "/bin/init", build(program))
    for path, source in (others or {}).items():
        put(machine, path, build(source))
    machine.start(["init"], {"HOME": "/"}, (False, False, False))
    return machine


def finish(machine: Machine, ticks: int = 2_000_000) -> tuple[int, bytes]:
    """Run to the end: (status of process 1, what it printed on standard output)."""
    outcome = machine.run(ticks)
    assert outcome.reason == "halted", outcome
    return outcome.status, b"".join(data for stream, data in machine.take_output() if stream == "stdout")


def run(program: str, others: Mapping[str, str] | None = None, **options: object) -> tuple[int, bytes]:
    """Boot and finish."""
    return finish(boot(program, others, **options))
