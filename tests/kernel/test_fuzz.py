"""Whatever a program passes to a system call, the kernel answers: no call breaks it, loses a frame or forgets a stream."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.guest import boot
from ucvm.abi.constants import FileType
from ucvm.abi.syscalls import SYSTEM_CALLS
from ucvm.machine.machine import Machine

PROGRAM = """
again:
 syscall
 jmp again
 .data
 .global words
words: .word 0, 0, 0, 0, 1, 10, 100, 0x8000, 0x8040, 0
paths: .asciz "/tmp/a"
 .asciz "/tmp/b"
 .asciz "/tmp/fifo"
 .asciz "/bin/init"
 .asciz ".."
 .bss
room: .zero 3000
"""
ADDRESSES = [0x8000, 0x8008, 0x8010, 0x801C, 0x8028, 0x802F, 0x8036, 0x8040, 0x804A, 0x8100, 0x8FF0, 0x1000, 0xEFF0, 0xEFFF, 0xB000]
NUMBERS = [0, 1, 2, 3, 4, 5, 7, 9, 15, 17, 19, 20, 31, 32, 64, 0o644, 0x42, 0x241, 0x800, 4096, 0xFFFF, 0x5401, 0x540F, 0x5413, 0x7FFFFFFF, 0xFFFFFFFF]
CALLS = [row.number for row in SYSTEM_CALLS if row.name not in ("halt", "exit")]
WORDS = st.sampled_from(ADDRESSES) | st.sampled_from(NUMBERS) | st.integers(0, 0xFFFFFFFF)
STEPS = st.lists(st.tuples(st.sampled_from(CALLS), st.tuples(*[WORDS] * 5)), min_size=1, max_size=40)


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
        for frame in image.frames:
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
def test_no_call_breaks_the_kernel(steps: list[tuple[int, tuple[int, ...]]], root: bool) -> None:
    machine = boot(PROGRAM, mode="FULL")
    machine.kernel.fs.create(b"/tmp/fifo", FileType.S_IFIFO, 0o666)
    machine.kernel.fs.create(b"/proc", FileType.S_IFDIR, 0o755)
    machine.kernel.fs.mount(b"/proc", "proc", b"proc", readonly=True)
    if not root:
        machine.kernel.process[1] = machine.kernel.process[1]._replace(cred=machine.kernel.cred(1)._replace(uid=1000, euid=1000, suid=1000))
    for number, words in steps:
        pid = machine.kernel.trap.settle()
        if not pid:
            break
        space = machine.kernel.space(pid)
        for register, word in enumerate((number, *words)):
            space.set(register, word)
        machine.run(2)
        check(machine)
    machine.copy().root()
