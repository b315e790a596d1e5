"""exec: a process gets a new program (call 1; docs/abi.md, "A new program").

Everything that can fail happens before the old program is touched: reading, format, permissions, arguments, frames. The text comes from the cache in
memory.text or fills it; data is copied from there; the stack starts with the arguments.
"""

import struct
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import S_IFMT, SIG_DFL, SIG_IGN, FileType
from ucvm.abi.errno import Errno
from ucvm.abi.executable import MAGIC, FormatError, split
from ucvm.abi.layout import ARG_MAX, CTX_END, CTX_PAGES, DATA_BASE, PAGE_COUNT, PAGE_SHIFT, PAGE_SIZE, STACK_TOP, TEXT_BASE
from ucvm.hw.mmu import AddressSpace, new_context
from ucvm.kernel import file
from ucvm.kernel.records import DEFAULT, Cred, Node, Process, Signals
from ucvm.kernel.syscall import Arguments, KernelError, system_call
from ucvm.kernel.trace import Executed
from ucvm.kernel.vm import DATA_PAGE, KERNEL_PAGE, TEXT_PAGE, TextImage, page_up, pte

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

SCRIPT_LINE = 128
SCRIPT_DEPTH = 4
NAME_LENGTH = 15
SET_UID, SET_GID = 0o4000, 0o2000
EXECUTE = 1


_UNHANDLED = Signals().handlers


class Program(NamedTuple):
    """What exec starts in the end: the file (after #! lines), its image and the arguments with the interpreter's put before."""

    node: Node
    image: TextImage
    argv: tuple[bytes, ...]


def find_program(k: "Kernel", pid: int, path: bytes, argv: tuple[bytes, ...], depth: int = 0) -> Program:
    """Look a program up and read it; follows #! lines (one argument, four deep)."""
    if depth > SCRIPT_DEPTH:
        raise KernelError(Errno.ELOOP)
    row = k.process[pid]
    node = k.fs.lookup(path, row.cwd, row.cred)
    inode = k.fs.inode(node)
    if inode.mode & S_IFMT != FileType.S_IFREG:
        raise KernelError(Errno.EACCES)
    k.fs.permit(node, row.cred, EXECUTE)
    head = k.fs.read(node, 0, SCRIPT_LINE)
    if head[:2] == b"#!":
        interpreter = _interpreter(head)
        return find_program(k, pid, interpreter[0], (*interpreter, path, *argv[1:]), depth + 1)
    return Program(node, cached_image(k, node), argv)


def _interpreter(head: bytes) -> tuple[bytes, ...]:
    """Interpreter and at most one argument of a #! line; ENOEXEC without an interpreter or when the line is too long."""
    line, newline, _ = head[2:].partition(b"\n")
    words = line.strip().split(None, 1)
    if not words or (not newline and len(head) == SCRIPT_LINE):
        raise KernelError(Errno.ENOEXEC)
    return tuple(word.strip() for word in words)


def cached_image(k: "Kernel", node: Node) -> TextImage:
    """A program's text frames and data, from the cache if the file has not changed since; KernelError(ENOEXEC, ENOMEM)."""
    stamp = k.fs.inode(node).ctime
    found = k.vm.texts.get(node)
    if found is not None:
        if found.stamp == stamp:
            return found
        k.vm.forget_text(node)
    try:
        parts = split(_whole(k, node))
    except FormatError:
        raise KernelError(Errno.ENOEXEC) from None
    text, *banks = k.vm.load_texts((parts.text, *parts.banks))
    image = k.vm.texts[node] = TextImage(stamp, parts.entry, text, tuple(banks), parts.data, parts.bss)
    return image


def _whole(k: "Kernel", node: Node) -> bytes:
    if k.fs.read(node, 0, len(MAGIC)) != MAGIC:
        raise KernelError(Errno.ENOEXEC)
    return k.fs.read(node, 0, k.fs.inode(node).size)


def stack_image(argv: tuple[bytes, ...], env: tuple[bytes, ...]) -> bytes:
    """What lies on a new stack up to STACK_TOP: argc, argv, 0, envp, 0, strings; KernelError(E2BIG) over ARG_MAX bytes."""
    strings = [word + b"\0" for word in (*argv, *env)]
    pointers = 4 * (len(argv) + len(env) + 3)
    size = pointers + sum(map(len, strings))
    if size > ARG_MAX:
        raise KernelError(Errno.E2BIG)
    padded = (size + 3) & ~3
    address, words = STACK_TOP - padded + pointers, []
    for word in strings:
        words.append(address)
        address += len(word)
    table = (len(argv), *words[: len(argv)], 0, *words[len(argv) :], 0)
    return struct.pack(f"<{len(table)}I", *table) + b"".join(strings) + bytes(padded - size)


def execute(k: "Kernel", pid: int, path: bytes, argv: tuple[bytes, ...], env: tuple[bytes, ...]) -> None:
    """Give the process a new program; on a KernelError it still has the old one."""
    program = find_program(k, pid, path, argv)
    stack = stack_image(program.argv, env)
    pages = _new_pages(k, program.image, stack)
    banks = k.vm.share_banks(program.image.banks)
    row = k.process[pid]
    k.vm.release_pages(pid)
    _enter(k, pid, pages, program.image.entry, STACK_TOP - len(stack))
    end = DATA_BASE + len(program.image.data) + program.image.bss
    start = (end + 3) & ~3
    name = program.argv[0] if program.argv else path
    k.process[pid] = row._replace(
        name=_short_name(path), argv=program.argv or (name,), env=env, brk_start=start, brk=start, text=program.node, banks=banks, did_exec=True,
        cred=_new_cred(k, row, program.node),
    )  # fmt: skip
    _reset_signals(k, pid)
    file.close_all(k, pid, only_cloexec=True)
    if k.trace:
        k.tell(Executed(k.vars["ticks"], pid, k.process[pid].name, k.process[pid].argv))


def _short_name(path: bytes) -> str:
    return path.rsplit(b"/", 1)[-1][:NAME_LENGTH].decode("utf-8", "replace")


def _new_pages(k: "Kernel", image: TextImage, stack: bytes) -> dict[int, int]:
    """Page table entries of the new program by page; all frames or none (ENOMEM)."""
    pages = {(TEXT_BASE >> PAGE_SHIFT) + index: pte(k.vm.share(frame), TEXT_PAGE) for index, frame in enumerate(image.frames)}
    try:
        for address, data in ((DATA_BASE, image.data), (STACK_TOP - len(stack), stack)):
            for page, frame in _filled(k, address, data):
                pages[page] = pte(frame, DATA_PAGE)
    except KernelError:
        for entry in pages.values():
            k.vm.release(entry >> 8)
        raise
    return pages


def _filled(k: "Kernel", address: int, data: bytes) -> "list[tuple[int, int]]":
    """(page, frame) of new frames that hold `data` at `address`."""
    found: list[tuple[int, int]] = []
    try:
        for page in range(address >> PAGE_SHIFT, page_up(address + len(data)) >> PAGE_SHIFT):
            found.append((page, k.vm.take()))
    except KernelError:
        for _, frame in found:
            k.vm.release(frame)
        raise
    for page, frame in found:
        start = max(0, (page << PAGE_SHIFT) - address)
        offset = max(0, address - (page << PAGE_SHIFT))
        k.ram.write((frame << PAGE_SHIFT) + offset, data[start : start + PAGE_SIZE - offset])
    return found


def _enter(k: "Kernel", pid: int, pages: dict[int, int], entry: int, sp: int) -> None:
    """A fresh context block: registers, page table, no vectors."""
    frame = k.process[pid].frame
    table = [pages.get(page, 0) for page in range(PAGE_COUNT)]
    table[0] = pte(frame, KERNEL_PAGE)
    base = frame << PAGE_SHIFT
    k.ram.write(base, bytes(CTX_END))
    k.ram.write(base + CTX_PAGES, struct.pack(f"<{PAGE_COUNT}I", *table))
    space = k.spaces[pid] = AddressSpace(k.ram, frame)
    new_context(space, entry, sp)


def _new_cred(k: "Kernel", row: Process, node: Node) -> Cred:
    """Set-id bits change the effective ids; the saved ones follow."""
    inode, cred = k.fs.inode(node), row.cred
    if not k.tracing.may_gain(row.pid):
        return cred
    euid = inode.uid if inode.mode & SET_UID else cred.euid
    egid = inode.gid if inode.mode & SET_GID else cred.egid
    return cred._replace(euid=euid, suid=euid, egid=egid, sgid=egid)


def _reset_signals(k: "Kernel", pid: int) -> None:
    """Handled signals get their default action, ignored ones stay ignored."""
    state = k.signals[pid]
    if state.handlers == _UNHANDLED and not state.restarts:
        return
    handlers = tuple(row if row.handler == SIG_IGN else DEFAULT for row in state.handlers)
    if handlers != state.handlers or state.restarts or any(row.handler not in (SIG_DFL, SIG_IGN) for row in state.handlers):
        k.signals[pid] = state._replace(handlers=handlers, restarts=(), suspended=-1)


def _vector(k: "Kernel", pid: int, address: int, room: int) -> tuple[bytes, ...]:
    """The strings of an argv or envp vector (address 0: none); KernelError(E2BIG) past `room` bytes."""
    words: list[bytes] = []
    while address:
        pointer = k.vm.word_in(pid, address)
        if not pointer:
            break
        if room <= 4:
            raise KernelError(Errno.E2BIG)
        words.append(k.string_in(pid, pointer, room - 4, Errno.E2BIG))
        room -= len(words[-1]) + 5
        address += 4
    return tuple(words)


@system_call("exec")
def sys_exec(k: "Kernel", pid: int, args: Arguments) -> int:
    """exec(path, argv, envp); an empty argv becomes one empty string."""
    path = k.string_in(pid, args[0])
    argv = _vector(k, pid, args[1], ARG_MAX) or (b"",)
    env = _vector(k, pid, args[2], ARG_MAX)
    execute(k, pid, path, argv, env)
    return 0


