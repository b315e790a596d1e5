"""The kernel of one machine: its tables, the parts that work on them, and the few operations that every part needs.

Everything that matters is in `store` and `ram`; what else an object of this class holds (address spaces, file system views, output not yet taken) is
derived from these two or belongs to the door, and can be thrown away at any moment.
"""

from collections import deque
from collections.abc import Callable

from ucvm.abi.constants import PATH_MAX
from ucvm.abi.errno import Errno
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace
from ucvm.kernel import signal, tty
from ucvm.kernel.delegation import DelegationManager
from ucvm.kernel.extension import ExtensionManager
from ucvm.kernel.file import IOStream
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.procfs import ProcVolume
from ucvm.kernel.hostio import HostStream
from ucvm.kernel.mode import ModeController
from ucvm.kernel.module import Module
from ucvm.kernel.pipe import Pipe
from ucvm.kernel.process import ProcessManager
from ucvm.kernel.records import CallRecord, Cred, Hot, Node, Process, Signals
from ucvm.kernel.sched import NS_PER_TICK
from ucvm.kernel.syscall import Arguments, Channel, KernelError, SystemCallManager, Wait
from ucvm.kernel.trace import CallEvent, KernelEvent
from ucvm.kernel.tracing import Traced, Tracing
from ucvm.kernel.trap import TrapPath
from ucvm.kernel.vm import MemoryManager
from ucvm.state.store import Store, Table

DENIALS_KEPT = 1000
"""How many refusals (tick, pid, call) wait for a door to show them; older ones go."""


class Kernel:
    """The working parts over one store and one RAM."""

    def __init__(self, ram: Ram, store: Store) -> None:
        self.ram = ram
        self.store = store
        self.vars: Table[str, int] = store.table("core.vars")
        self.process: Table[int, Process] = store.table("process.cold")
        self.hot: Table[int, Hot] = store.table("process.hot")
        self.fds: Table[int, tuple[int, ...]] = store.table("process.fds")
        self.signals: Table[int, Signals] = store.table("process.signals")
        self.ticks: Table[int, int] = store.table("process.ticks")
        self.children: Table[int, tuple[int, ...]] = store.table("process.children")
        self.last_call: Table[str, CallRecord] = store.table("cpu.syscall")
        self.streams: Table[int, IOStream] = store.table("io.streams")
        self.stream_refs: Table[int, int] = store.table("io.refs")
        self.pipes: Table[int, Pipe] = store.table("io.pipes")
        self.fifos: Table[Node, int] = store.table("io.fifos")
        self.blobs: Table[int, bytes] = store.table("io.blobs")
        self.host: Table[int, HostStream] = store.table("io.host")
        self.denied: Table[str, int] = store.table("core.denied")
        self.traced: Table[int, Traced] = store.table("process.traced")
        self.spaces: dict[int, AddressSpace] = {}
        self.output: list[tuple[str, bytes]] = []
        self.printed: list[Callable[[str, bytes], None]] = []
        self.trace: list[Callable[[KernelEvent], None]] = []
        self.artifact: Callable[[], bytes] | None = None
        self.denials: deque[tuple[int, int, str]] = deque(maxlen=DENIALS_KEPT)
        self.modules: tuple[Module, ...] = ()
        self.calls = SystemCallManager()
        self.trap = TrapPath(self)
        self.vm = MemoryManager(self)
        self.processes = ProcessManager(self)
        self.mode = ModeController(store.table("execution.modes"))
        self.delegation = DelegationManager(self)
        self.extensions = ExtensionManager(self)
        self.tracing = Tracing(self)
        self.proc = ProcVolume(self)
        self.fs = FileSystem(store, self.clock_ns, self.proc)

    # Time (design, law 4): ticks count retired instructions; idle time grows by recorded events.
    def uptime_ns(self) -> int:
        """Virtual nanoseconds since boot."""
        return self.vars["ticks"] * NS_PER_TICK + self.vars["idle_ns"]

    def clock_ns(self) -> int:
        """Virtual nanoseconds since 1970."""
        return self.vars["epoch_ns"] + self.uptime_ns()

    # Processes
    def cred(self, pid: int) -> Cred:
        """Ids of a process."""
        return self.process[pid].cred

    def space(self, pid: int) -> AddressSpace:
        """The address space of a process with user memory."""
        found = self.spaces.get(pid)
        if found is None:
            found = self.spaces[pid] = AddressSpace(self.ram, self.process[pid].frame)
        return found

    def wait_of(self, pid: int) -> Wait | None:
        """The record of the call a process blocked in; inside a handler: None at the first invocation."""
        return self.hot[pid].wait

    def wake(self, channel: Channel) -> None:
        """Make every process that waits on `channel` READY; each goes on with its call when it is scheduled."""
        self.processes.wake(channel)

    def signal(self, pid: int, number: int) -> None:
        """Send a signal from the kernel (no permission check)."""
        signal.send(self, pid, number)

    def signal_group(self, pgid: int, number: int) -> None:
        """Send a signal to every member of a process group, in pid order."""
        for pid, row in self.process.items():
            if row.pgid == pgid:
                signal.send(self, pid, number)

    def hang_up(self, terminal: int) -> None:
        """The leader of a terminal's session is gone."""
        tty.hang_up(self, terminal)

    # User memory
    def copy_in(self, pid: int, address: int, length: int) -> bytes:
        """Bytes of a process's memory; KernelError(EFAULT) where it may not read."""
        return self.vm.copy_in(pid, address, length)

    def copy_out(self, pid: int, address: int, data: bytes) -> None:
        """Store into a process's memory; KernelError(EFAULT) where it may not write. A failed copy may have stored the pages before."""
        self.vm.copy_out(pid, address, data)

    def string_in(self, pid: int, address: int, limit: int = PATH_MAX, errno: Errno = Errno.ENAMETOOLONG) -> bytes:
        """The NUL-terminated string at `address`, at most `limit` bytes long with its NUL, else KernelError(errno)."""
        return self.vm.string_in(pid, address, limit, errno)

    # The outside
    def emit(self, stream: str, data: bytes) -> None:
        """Output for the door, and for whoever listens to it: stream "console", "stdout" or "stderr"."""
        if data:
            self.output.append((stream, data))
            for listener in self.printed:
                listener(stream, data)

    def random_bytes(self, count: int) -> bytes:
        """The next bytes of the machine's seeded generator (xorshift64*; not for secrets)."""
        state, out = self.vars["random"], bytearray()
        while len(out) < count:
            state ^= state >> 12
            state = (state ^ (state << 25)) & 0xFFFFFFFFFFFFFFFF
            state ^= state >> 27
            out += (state * 0x2545F4914F6CDD1D & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little")
        self.vars["random"] = state
        return bytes(out[:count])

    def deny(self, pid: int, what: str) -> None:
        """Record that the policy forbade a call, and raise KernelError(EPERM)."""
        self.denials.append((self.vars["ticks"], pid, what))
        raise KernelError(Errno.EPERM)

    # Trace events, for whoever listens; they change nothing
    def trace_call(self, pid: int, number: int, args: Arguments) -> None:
        """A call enters."""
        self.tell(CallEvent(self.vars["ticks"], pid, number, args, None, 0, False))

    def trace_blocked(self, pid: int, number: int, args: Arguments) -> None:
        """A call goes to sleep."""
        self.tell(CallEvent(self.vars["ticks"], pid, number, args, None, 0, True))

    def trace_answer(self, pid: int, number: int, args: Arguments, result: int, errno: int) -> None:
        """A call leaves."""
        self.tell(CallEvent(self.vars["ticks"], pid, number, args, result, errno, False))

    def tell(self, event: KernelEvent) -> None:
        """Something happened; asked for only where `trace` has somebody."""
        for listener in self.trace:
            listener(event)
