"""Booting a kernel: the modules in the order of the specification's Appendix A, each with what it puts into a fresh state."""

from typing import TYPE_CHECKING

import ucvm.kernel.path
import ucvm.kernel.poll
import ucvm.kernel.signal  # noqa: F401 - registers its calls, as every module named here does
from ucvm.kernel import tty
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.hostio import HostStream
from ucvm.kernel.module import BootError, Module, check_order
from ucvm.kernel.process import FLUSHER, INIT
from ucvm.kernel.records import Cred, ProcessState
from ucvm.kernel.sched import BOOSTED_QUEUE, KERNEL_QUEUE, NORMAL_QUEUE, QUANTUM
from ucvm.kernel.syscall import SystemCall, standard_calls

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

VERSION = "3.0"


def _put(table: "dict[str, int]", **values: int) -> None:
    """Initial values where there are none."""
    for name, value in values.items():
        table.setdefault(name, value)


def _state(k: "Kernel") -> None:
    """The store exists before every module; nothing is put into it yet."""


def _core(k: "Kernel") -> None:
    _put(k.vars, ticks=0, idle_ns=0, epoch_ns=0, random=1, booted=0, halted=0, halt_status=0, max_ticks=0, syscalls=0)


def _execution(k: "Kernel") -> None:
    _put(k.store.table("execution.modes"), mode=0, output=0)


def _memory(k: "Kernel") -> None:
    _put(k.vars, next_frame=1)


def _sched(k: "Kernel") -> None:
    _put(k.vars, current_pid=0, quantum=QUANTUM, boosts=0)
    for queue in (KERNEL_QUEUE, BOOSTED_QUEUE, NORMAL_QUEUE):
        k.processes.queues.setdefault(queue, ())


def _process(k: "Kernel") -> None:
    """Process 1 waits for its program, process 2 is the kernel's own."""
    _put(k.vars, next_pid=INIT, pids_come_round=0)
    if not k.process:
        k.processes.create_process(name="init")
        k.hot[INIT] = k.hot[INIT]._replace(state=ProcessState.BLOCKED)
        k.processes.create_process(name="flusher", kernel=True)
        k.processes.enqueue(FLUSHER)


def _io(k: "Kernel") -> None:
    _put(k.vars, next_stream=1, next_pipe=1)
    for number in range(3):
        k.host.setdefault(number, HostStream())


def _devices(k: "Kernel") -> None:
    if not tty.ttys(k):
        tty.begin(k)


def _fs(k: "Kernel") -> None:
    """An empty disk unless the image brought one; at first /proc is mounted where there is such a directory."""
    if not k.fs.disk.inodes:
        k.fs.format()
    if not k.vars["booted"] and k.fs.resolve(b"/proc", ROOT, Cred(), follow=False).node:
        k.fs.mount(b"/proc", "proc", b"proc", readonly=True)


def _delegation(k: "Kernel") -> None:
    _put(k.vars, next_request=1)


def _extension(k: "Kernel") -> None:
    """Extensions that the state names are attached by the machine, once a door has offered them."""


MODULES: tuple[Module, ...] = (
    Module("state", VERSION, (), (), _state),
    Module("cpu", VERSION, ("state",), (), _state),
    Module("execution", VERSION, ("cpu",), ("inspect",), _execution),
    Module("core", VERSION, ("state", "execution"), ("machine", "identity"), _core),
    Module("memory", VERSION, ("state",), ("memory",), _memory),
    Module("sched", VERSION, ("memory",), ("time", "signal"), _sched),
    Module("process", VERSION, ("memory", "state", "sched"), ("process", "trace"), _process),
    Module("devices", VERSION, ("state",), (), _devices),
    Module("fs", VERSION, ("state",), ("path", "mount"), _fs),
    Module("io", VERSION, ("state", "devices", "fs"), ("file",), _io),
    Module("delegation", VERSION, ("state",), ("search", "repl", "delegation"), _delegation),
    Module("syscall", VERSION, ("state", "memory", "process", "io", "delegation"), (), _state),
    Module("extension", VERSION, ("core", "syscall", "delegation"), (), _extension),
)


def boot(k: "Kernel", modules: tuple[Module, ...] = MODULES) -> None:
    """Initialize every module in order and put its system calls into the dispatch table; BootError names what is wrong."""
    check_order(modules)
    calls: dict[str, SystemCall] = {call.name: call for call in standard_calls()}
    for module in modules:
        module.initialize(k)
        for name in module.handlers:
            k.calls.register(calls.pop(name))
    if calls:
        raise BootError(f"no module serves the system call {min(calls)}; give its capability to one in kernel/boot.py")
    k.modules = modules
    k.vars["booted"] = 1
