"""Whatever a program passes to a system call, the kernel answers: no call breaks it, loses a frame or forgets a stream."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.guest import blank, boot, put
from ucvm.abi.constants import FileType
from ucvm.abi.executable import Executable
from ucvm.abi.syscalls import SYSTEM_CALLS, SystemCall
from ucvm.machine.events import HostEof, HostInput
from ucvm.machine.machine import Machine

PROGRAM = """
 mov r1, words
 mov r2, room
again:
 syscall
 jmp again
 .data
 .global words
words: .word 0x8028, 0, 1, 0, 1, 10, 100, 0x8000, 0x8040, 0
paths: .asciz "/tmp/a"
 .asciz "/tmp/b"
 .asciz "/tmp/fifo"
 .asciz "/bin/init"
 .asciz "/tmp/d"
 .asciz "/proc/self/status"
 .bss
room: .zero 3000
"""
PATHS = st.sampled_from([0x8028, 0x802F, 0x8036, 0x8040, 0x804A, 0x8051])
WRITABLE = st.sampled_from([0x8000, 0x8008, 0x8010, 0x8060, 0x8100, 0x8800, 0xC000, 0xEFF0, 0xEFFE])
EDGES = st.sampled_from([0, 0xFFF, 0x1000, 0x7FFC, 0xB000, 0xEFFF, 0xF000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
STRANGE = EDGES | st.integers(0, 0xFFFFFFFF)
SMALL = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 7, 9, 10, 16, 100, 4096, 0xFFFFFFFF])
FLAGS = st.sampled_from([0, 1, 2, 0x41, 0x42, 0x241, 0x401, 0x800, 0x801, 0x802, 0x10000])
REQUESTS = st.sampled_from([0x5401, 0x5402, 0x540E, 0x540F, 0x5410, 0x5413, 0x541B])
KINDS = {
    "fd": st.integers(0, 4),
    "pid": st.sampled_from([0, 1, 2, 3, 4, 5, 0xFFFFFFFF, 0xFFFFFFFE]),
    "signal": st.integers(0, 32),
    "path": PATHS,
    "record": WRITABLE | st.just(0),
    "out": WRITABLE,
    "in": WRITABLE,
    "argv": st.sampled_from([0, 0x8000, 0x8004]),
    "address": WRITABLE | st.sampled_from([0x9000, 0xA000, 0xC000, 0x5000, 0x6000, 0xF000]),
    "octal": st.sampled_from([0o644, 0o700, 0o4755, 0o10644, 0o20666, 0o100600, 0o22, 0]),
}
ROWS = [row for row in SYSTEM_CALLS if row.name not in ("halt", "exit", "sigsuspend")]


def words_of(row: SystemCall) -> st.SearchStrategy[tuple[int, ...]]:
    """The number and five words: mostly such as fit the arguments."""
    named = {"flags": FLAGS, "request": REQUESTS}
    words = [KINDS.get(argument.kind, named.get(argument.name, SMALL)) for argument in row.arguments]
    words += [SMALL] * (5 - len(words))
    return st.tuples(st.just(row.number), *words) | st.tuples(st.just(row.number), *(word | STRANGE for word in words))


STEPS = st.lists(st.sampled_from(ROWS).flatmap(words_of), min_size=25, max_size=50)


def check(machine: Machine) -> None:
    """What has to hold between the tables at any time."""
    k = machine.kernel
    references = dict.fromkeys(k.vm.refs, 0)
    for row in k.process.values():
        if row.frame:
            references[row.frame] += 1
            for page in range(1, 16):
                entry = k.vm.entry(row.pid, page)
                if entry & 1 and not entry & 64:
                    references[entry >> 8] += 1
    for image in k.vm.texts.values():
        for frame in image.all_frames():
            references[frame] += 1
    assert references == dict(k.vm.refs.items())
    streams = dict.fromkeys(k.streams, 0)
    for slots in k.fds.values():
        for slot in slots:
            if slot:
                streams[slot >> 1] += 1
    assert streams == dict(k.stream_refs.items())
    for channel, pids in k.processes.waiters.items():
        assert all(k.hot[pid].wait.channel == channel for pid in pids)
    queued = sorted(pid for queue in k.processes.queues.values() for pid in queue)
    assert queued == sorted(pid for pid, hot in k.hot.items() if hot.state == 1)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.booleans())
def test_no_call_breaks_the_kernel(steps: list[tuple[int, ...]], root: bool) -> None:
    machine = boot(PROGRAM, mode="FULL")
    machine.kernel.fs.create(b"/tmp/fifo", FileType.S_IFIFO, 0o666)
    machine.kernel.fs.create(b"/proc", FileType.S_IFDIR, 0o755)
    machine.kernel.fs.mount(b"/proc", "proc", b"proc", readonly=True)
    if not root:
        machine.kernel.process[1] = machine.kernel.process[1]._replace(cred=machine.kernel.cred(1)._replace(uid=1000, euid=1000, suid=1000))
    machine.send(HostInput(0, b"some input"))
    machine.send(HostEof(0))
    machine.run(2)
    for words in steps:
        pid = machine.kernel.trap.settle()
        if not pid:
            break
        space = machine.kernel.space(pid)
        for register, word in enumerate(words):
            space.set(register, word)
        machine.run(2)
        check(machine)
    machine.copy().root()


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=600), st.binary(max_size=200))
def test_programs_of_random_bytes_end_or_run_on(text: bytes, data: bytes) -> None:
    machine = blank(auto_advance=True)
    put(machine, "/bin/init", Executable(0x1000, text, data, 100).pack())
    machine.start(["noise"], {}, (False, False, False))
    machine.send(HostEof(0))
    assert machine.run(3000).reason in ("halted", "budget", "idle")
    check(machine)


@given(st.binary(max_size=80))
def test_files_that_are_no_programs_are_enoexec_or_not_found(data: bytes) -> None:
    machine = boot(' mov r1, path\n mov r2, 0\n mov r3, 0\n sys exec\n mov r0, SYS_exit\n syscall\n.rodata\npath: .asciz "/bin/odd"')
    put(machine, "/bin/odd", data)
    assert machine.run(1000).status in (2, 8, 13, 20, 36, 40)
