"""The machine: hardware and kernel as one object that runs, takes events, can be copied and compared.

`run` always returns settled: every timer, wake-up and signal that belongs before the next instruction has been dealt with. So it makes no
difference into how many slices a run is cut, and an event finds the same state whether the machine was idle, sliced or replayed up to its tick.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ucvm.abi.constants import Device, Open
from ucvm.hw.cpu import step_device
from ucvm.hw.devices.bus import Bus
from ucvm.hw.devices.clock import Clock, Now
from ucvm.hw.devices.console import Console
from ucvm.hw.engines.base import Engine, Stop, Told
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import NOT_DEBUGGED, AddressSpace, Debugged
from ucvm.isa.trap import TrapKind
from ucvm.kernel import file
from ucvm.kernel.boot import MODULES, boot
from ucvm.kernel.exec import execute
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.kernel.hostio import HostStream
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.mode import ExecutionMode, OutputMode
from ucvm.kernel.module import BootError, Module
from ucvm.kernel.process import INIT
from ucvm.kernel.records import ProcessState
from ucvm.kernel.sched import NS_PER_TICK
from ucvm.kernel.syscall import Block, KernelError
from ucvm.machine.events import Advance, Event, Logged, MountFolder, apply, check
from ucvm.machine.folder import Tree
from ucvm.state import merkle
from ucvm.state.manager import Document, Picture, StateManager
from ucvm.state.store import Base, Store

if TYPE_CHECKING:
    from ucvm.hw.original import Original
    from ucvm.machine.trace import Events, Trace

EPOCH_NS = 1_750_118_400_000_000_000
"""2025-06-17T00:00:00Z: the epoch of machines whose door gives none."""
INIT_PATH = "/bin/init"
CONSOLE_PATH = b"/dev/console"
STANDARD_DESCRIPTORS = 3
_DEBUGGER = (TrapKind.BREAK, TrapKind.WATCH)
_UNSERVED = (TrapKind.BUDGET, *_DEBUGGER)
_DEVICE = TrapKind.DEVICE
OUTSIDE = frozenset(("host", "delegation", "tty"))
"""Channels on which only somebody outside can wake a process."""


class Image(Protocol):
    """A boot image: immutable contents of tables by name, and the hash that names it."""

    @property
    def tables(self) -> Mapping[str, Base[Any, Any]]:
        """Table name → contents."""

    @property
    def hash(self) -> str:
        """Hexadecimal name of the contents."""


class Outcome(NamedTuple):
    """Why a run ended.

    reason: "budget" (all ticks used), "halted" (status says how), "idle" (everybody waits; `deadline` is the next virtual ns since 1970
    at which time alone wakes somebody, None if nothing does), "quota" (the machine's own limit), "reached" (what `until` asked for),
    "break", "watch" (AddressSpace.debug of the current process).
    """

    reason: str
    executed: int
    status: int = 0
    deadline: int | None = None


class Checkpoint(NamedTuple):
    """A machine's state as plain data, at a tick, after so many events. `restore` goes back to it."""

    state: Picture
    tick: int
    sequence: int


class Constraints(NamedTuple):
    """Limits of a machine: its quota in ticks (0: none) and the capabilities of the system call table it denies."""

    max_ticks: int
    denied: tuple[str, ...]


class Machine:
    """One computer (the specification's UCVM: modules, state, constraints, interpreter). Make it with `Machine.boot`."""

    def __init__(
        self, ram: Ram, store: Store, *, image: Image | None = None, engine: Engine | None = None, modules: tuple[Module, ...] = MODULES
    ) -> None:
        self.ram, self.store, self.image = ram, store, image
        self.engine: Engine = engine or ReferenceEngine()
        self.kernel = Kernel(ram, store)
        boot(self.kernel, modules)
        records = store.table("devices.registers")
        self.console = Console(records, lambda data: self.kernel.emit("console", data))
        self.bus = Bus(self.console, Clock(records, self._now))
        self.log: list[Logged] = []
        self.heard: list[Callable[[Logged], None]] = []
        self.watchers: list[Trace] = []
        self.retirements: list[Told] = []
        self.untraced: Engine | None = None
        self._debugger: Callable[[int], Debugged] | None = None
        self._passing = False
        self.sequence = 0
        self.auto_advance = False
        self.state = StateManager(store, self.kernel.vm, self.document)
        self.kernel.artifact = self._artifact
        self._original: Original | None = None

    # Starting
    @classmethod
    def boot(
        cls,
        image: Image | None = None,
        *,
        argv: Sequence[str] | None = None,
        env: Mapping[str, str] | None = None,
        cwd: str = "/home/user",
        user: str = "user",
        seed: int = 1,
        epoch_ns: int = EPOCH_NS,
        mode: str = "SIMPLIFIED",
        output: str = "RAW",
        isatty: tuple[bool, bool, bool] = (False, False, False),
        max_ticks: int = 0,
        denied: Sequence[str] = (),
        engine: Engine | None = None,
        auto_advance: bool = False,
        mounts: Sequence[tuple[str, Tree, bool]] = (),
        start: bool = True,
    ) -> "Machine":
        """A machine about to execute the first instruction of /bin/init; raises BootError.

        argv None: a login on the console; otherwise init runs argv as `user` in `cwd` with the host's streams. max_ticks 0: no quota.
        `denied` are capabilities of the system call table; `mounts` are (directory of the machine, contents, read-only). start=False leaves process 1
        without a program.
        """
        store = Store()
        for name, base in image.tables.items() if image else ():
            store.table(name, base)
        engine = engine or ReferenceEngine()
        machine = cls(engine.new_ram(), store, image=image, engine=engine)
        machine.auto_advance = auto_advance
        machine._configure(seed, epoch_ns, mode, output, max_ticks, denied)
        for guest, tree, read_only in mounts:
            machine.send(MountFolder(guest, tuple(tree.items()), read_only))
        if start:
            command = [] if argv is None else ["-u", user, "-d", cwd, *argv]
            machine.start(["init", *command], env or {}, isatty if argv is not None else None)
        return machine

    @classmethod
    def from_document(cls, document: Document, image: Image | None = None, *, engine: Engine | None = None) -> "Machine":
        """The machine that a state artifact shows, to go on from there; raises ArtifactError when it is not sound or needs another image."""
        from ucvm.machine.restore import check_same, restore  # what only documents need is not loaded for a short run
        from ucvm.state.artifact import validate

        validate(document)
        engine = engine or ReferenceEngine()
        ram = engine.new_ram()
        store = restore(document, image.tables if image else {}, ram)
        machine = cls(ram, store, image=image, engine=engine)
        check_same(document, machine.document())
        return machine

    def _configure(self, seed: int, epoch_ns: int, mode: str, output: str, max_ticks: int, denied: Sequence[str]) -> None:
        k = self.kernel
        k.vars["random"] = seed & 0xFFFFFFFFFFFFFFFF or 1
        k.vars["epoch_ns"] = epoch_ns
        k.vars["max_ticks"] = max_ticks
        k.mode.switch_mode(ExecutionMode[mode])
        k.mode.switch_output(OutputMode[output])
        for capability in denied:
            k.denied[capability] = 1

    def start(self, argv: Sequence[str], env: Mapping[str, str], isatty: tuple[bool, bool, bool] | None, path: str = INIT_PATH) -> None:
        """Give process 1 its program and descriptors 0–2: on the console, with isatty on the host's streams. Raises BootError."""
        k = self.kernel
        k.fs.hold(ROOT)
        k.process[INIT] = k.process[INIT]._replace(cwd=ROOT)
        if isatty is None:
            self._open_console()
        else:
            self._open_host_streams(isatty)
        words = tuple(word.encode("utf-8", "surrogateescape") for word in argv)
        pairs = tuple(f"{name}={value}".encode("utf-8", "surrogateescape") for name, value in env.items())
        try:
            execute(k, INIT, path.encode(), words, pairs)
        except KernelError as error:
            raise BootError(f"cannot start {path}: {error}; the disk image needs it") from None
        k.processes.make_ready(INIT)

    def _open_host_streams(self, isatty: tuple[bool, bool, bool]) -> None:
        k = self.kernel
        devices = ((Device.HOST_STDIN, Open.O_RDONLY), (Device.HOST_STDOUT, Open.O_WRONLY), (Device.HOST_STDERR, Open.O_WRONLY))
        for fd, (device, flags) in enumerate(devices):
            k.host[fd] = HostStream(isatty=isatty[fd])
            stream = file.new_stream(k, file.StreamType(fd), file.NOWHERE, int(device), flags)
            file.set_slot(k, INIT, fd, stream.id << 1)

    def _open_console(self) -> None:
        """One description for all three, owned by no session yet; a disk without /dev/console starts its init without descriptors."""
        k, flags = self.kernel, Open.O_RDWR | Open.O_NOCTTY
        try:
            stream = file.open_node(k, INIT, k.fs.open(CONSOLE_PATH, ROOT, SUPERUSER, flags, 0), flags)
        except KernelError:
            return
        assert not isinstance(stream, Block), "a device opens at once"
        for fd in range(STANDARD_DESCRIPTORS):
            file.set_slot(k, INIT, fd, stream.id << 1)
        k.stream_refs[stream.id] = STANDARD_DESCRIPTORS

    def _now(self) -> Now:
        return Now(self.kernel.vars["ticks"], self.kernel.uptime_ns())

    # Running
    @property
    def ticks(self) -> int:
        """Instructions retired since boot."""
        return self.kernel.vars["ticks"]

    def run(self, max_ticks: int, *, until: Callable[[], bool] | None = None) -> Outcome:
        """Run up to `max_ticks` instructions; `until` (machine.stops) is asked whenever the engine has stopped, and ends the run when it holds."""
        k = self.kernel
        v, begin = k.vars, k.vars["ticks"]
        end = begin + max_ticks
        while True:
            pid = k.trap.settle()
            for watcher in self.watchers:
                watcher.settled(pid)
            now = v["ticks"]
            if v["halted"]:
                return Outcome("halted", now - begin, v["halt_status"])
            if v["max_ticks"] and now >= v["max_ticks"]:
                return Outcome("quota", now - begin)
            if until is not None and until():
                return Outcome("reached", now - begin)
            if not pid:
                deadline = k.processes.next_deadline()
                if deadline is None or not self._may_jump():
                    return Outcome("idle", now - begin, 0, deadline)
                self.send(Advance(deadline - k.clock_ns()))
                continue
            if now >= end:
                return Outcome("budget", now - begin)
            stopped = self._slice(pid, end)
            if stopped in _DEBUGGER and self._debugger is None:
                k.trap.settle()
                return Outcome(stopped.name.lower(), v["ticks"] - begin)

    def step(self, count: int = 1) -> Outcome:
        """Execute `count` instructions of whoever is next."""
        return self.run(count)

    def _may_jump(self) -> bool:
        """Idle time passes by itself only if nobody outside is waited for."""
        return self.auto_advance and not any(channel[0] in OUTSIDE for channel in self.kernel.processes.waiters)

    def _slice(self, pid: int, end: int) -> TrapKind:
        """Run the current process to the nearest of quantum, timer, quota and `end`; why it stopped."""
        k = self.kernel
        space = k.space(pid)
        distance = self._distance(end) if self._debugger is None else self._debugged(pid, space, end)
        stop = self.engine.run(space, distance)
        self._account(pid, stop.executed)
        self._passing = stop.kind in _DEBUGGER
        for watcher in self.watchers:
            watcher.stopped(pid, stop)
        if stop.kind in _UNSERVED:
            return stop.kind
        if stop.kind == _DEVICE:
            stop = step_device(self.engine, space, self.bus, Stop(0, stop.kind, stop.value, stop.write))
            self._account(pid, stop.executed)
        k.trap.serve(pid, space, stop)
        return stop.kind

    def debug(self, wanted: Callable[[int], Debugged] | None) -> None:
        """Let a debugger say, for each process that is about to run, where `until` is to be asked beside the usual stops; None: it has left.

        So forks, new programs and restores are covered.
        """
        self._debugger = wanted
        if wanted is None:
            for space in self.kernel.spaces.values():
                if space.debugged != NOT_DEBUGGED:
                    space.debug()

    def _debugged(self, pid: int, space: AddressSpace, end: int) -> int:
        """Give a process what the debugger wants of it; how far it may run. Where it was stopped for it, it does one instruction without."""
        assert self._debugger is not None
        wanted = NOT_DEBUGGED if self._passing else self._debugger(pid)
        if space.debugged != wanted:
            space.debug(*wanted)
        return 1 if self._passing else self._distance(end)

    def _distance(self, end: int) -> int:
        k = self.kernel
        v = k.vars
        now, distance = v["ticks"], v["quantum"]
        if distance > end - now:
            distance = end - now
        if k.traced and k.tracing.is_stepping(v["current_pid"]):
            return 1
        if v["max_ticks"]:
            distance = min(distance, v["max_ticks"] - now)
        if k.processes.timers and (deadline := k.processes.next_deadline()) is not None:
            distance = min(distance, max(1, -((k.clock_ns() - deadline) // NS_PER_TICK)))
        return distance

    def _account(self, pid: int, executed: int) -> None:
        k = self.kernel
        v = k.vars
        v["ticks"] += executed
        k.ticks[pid] += executed
        left = v["quantum"] = v["quantum"] - executed
        if left <= 0:
            k.processes.slice_over(pid)

    def settle(self) -> None:
        """Do what is due before the next instruction; doing it twice changes nothing more. `run` returns settled."""
        self.kernel.trap.settle()

    # The outside
    def send(self, event: Event) -> None:
        """Let an event enter: the machine settles first, so that its place in time is exact. ValueError for a senseless one."""
        check(event)
        self.settle()
        logged = Logged(self.ticks, self.sequence, event)
        self.log.append(logged)
        self.sequence += 1
        for listener in self.heard:
            listener(logged)
        apply(self.kernel, event)

    def advance(self, nanoseconds: int) -> None:
        """Idle time passes (an event)."""
        self.send(Advance(nanoseconds))

    def take_output(self) -> list[tuple[str, bytes]]:
        """What was put out since the last time: (stream, bytes), stream "console", "stdout" or "stderr"."""
        found, self.kernel.output = self.kernel.output, []
        return found

    def events(self, level: int = 1) -> "Events":
        """What happens from now on, up to a level of detail (machine.trace); ValueError for a level that there is not."""
        from ucvm.machine.trace import Events  # traces are rare

        return Events(self, level)

    def tell_instructions(self, pcs: bytes) -> None:
        """The engine, which is a tracing one now, has retired these instructions."""
        for listener in self.retirements:
            listener(pcs)

    def wants_input(self) -> tuple[int, ...]:
        """Host streams that a process is blocked reading."""
        return tuple(sorted(int(channel[1]) for channel in self.kernel.processes.waiters if channel[0] == "host"))

    @property
    def halted(self) -> bool:
        """Whether it has stopped for good."""
        return bool(self.kernel.vars["halted"])

    # State
    def copy(self) -> "Machine":
        """An independent machine in the same state (its log starts empty, output not taken stays here). Copies share memory until they write."""
        engine = self.engine.fresh()
        store, ram = self.store.copy(), Ram(self._as_original().view())
        engine.adopt(ram)
        other = Machine(ram, store, image=self.image, engine=engine, modules=self.kernel.modules)
        other.auto_advance, other.sequence = self.auto_advance, self.sequence
        other.kernel.extensions.available = dict(self.kernel.extensions.available)
        other.kernel.extensions.match()
        return other

    def _as_original(self) -> "Original":
        """The present memory for copies to begin with, the same one as long as it does not change."""
        from ucvm.hw.original import Original  # only who makes copies needs it

        frames = self.state.frames()
        if self._original is None or not self._original.holds(frames):
            self._original = Original(frames)
        return self._original

    def checkpoint(self) -> Checkpoint:
        """The state as data."""
        return Checkpoint(self.state.checkpoint(), self.ticks, self.sequence)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Back to a checkpoint of this machine or of one with the same image; LookupError, and nothing has changed, when an extension is missing."""
        self.kernel.extensions.require(checkpoint.state.tables["extension.loaded"].changed)
        self.state.restore(checkpoint.state)
        self.kernel.spaces.clear()
        self.kernel.extensions.match()
        self.kernel.output.clear()
        self.sequence = checkpoint.sequence
        self.log = [entry for entry in self.log if entry.sequence < checkpoint.sequence]

    def sections(self) -> dict[str, str]:
        """Hash of each table and of the used frames, by name: where two machines differ."""
        found = self.store.sections()
        found["memory.frames"] = self.state.frames_digest().hex()
        return found

    def root(self) -> str:
        """Hash of the whole state except the two modes, hexadecimal: over a leaf for each table and the root of the frames."""
        return merkle.root([merkle.leaf(f"{name}={value}".encode()) for name, value in sorted(self.sections().items())]).hex()

    def _artifact(self) -> bytes:
        """What a program gets: snapshots within snapshots within snapshots would grow without bound."""
        from ucvm.state.artifact import serialize

        return serialize(self.document(nested=False))

    def document(self, *, nested: bool = True) -> Document:
        """The state artifact (design, section 9) as it is now; not nested, it names what programs hold open of older ones by hash alone."""
        from ucvm.machine.sections import sections
        from ucvm.state.artifact import create_document

        mode = self.kernel.mode
        return create_document(mode.current_mode.value, mode.output_mode.value, sections(self.kernel, nested))

    # Looking
    @property
    def modules(self) -> tuple[Module, ...]:
        """The kernel's modules in boot order."""
        return self.kernel.modules

    @property
    def constraints(self) -> Constraints:
        """What the machine must not do."""
        return Constraints(self.kernel.vars["max_ticks"], tuple(self.kernel.denied))

    @property
    def interpreter(self) -> Engine:
        """What executes its instructions."""
        return self.engine

    def current_pid(self) -> int:
        """The running process, 0 when idle."""
        pid = self.kernel.vars["current_pid"]
        row = self.kernel.hot.get(pid)
        return int(pid) if row is not None and row.state == ProcessState.RUNNING else 0
