"""Memory: frames, what a page fault gives, and copies between kernel and programs (specification 6.3; calls 30–32).

Frames are counted (`memory.refs`); returned ones stand on a stack (`memory.free`), so that which frame comes next is part of the state. Texts are
shared through a cache (`memory.text`) that keeps the frames of programs nobody runs until memory is short. Stack, heap and bss pages are given on
the first touch, zeroed; pages shared by fork are copied on the first write. Where memory ends, a call fails with ENOMEM and a page fault kills
with SIGKILL, as Linux does.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.errno import Errno
from ucvm.abi.layout import (
    ADDRESS_SPACE,
    BANK_SHIFT,
    CTX_PAGES,
    DATA_BASE,
    FRAME_COUNT,
    IO_BASE,
    PAGE_COUNT,
    PAGE_SHIFT,
    PAGE_SIZE,
    PTE_COW,
    PTE_DEVICE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_READ,
    PTE_USER,
    PTE_VALID,
    PTE_WRITE,
    STACK_BASE,
    STACK_TOP,
    TEXT_BASE,
    WINDOW_PAGES,
)
from ucvm.kernel.limits import NO_LIMIT, Resource, limit_of
from ucvm.kernel.records import Node
from ucvm.kernel.syscall import Arguments, KernelError, system_call
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

KERNEL_PAGE = PTE_VALID | PTE_READ | PTE_WRITE
TEXT_PAGE = PTE_VALID | PTE_READ | PTE_EXEC | PTE_USER
DATA_PAGE = PTE_VALID | PTE_READ | PTE_WRITE | PTE_USER
SHARED_PAGE = PTE_VALID | PTE_READ | PTE_USER | PTE_COW
DEVICE_PAGE = PTE_VALID | PTE_READ | PTE_WRITE | PTE_USER | PTE_DEVICE
_WRITABLE = PTE_VALID | PTE_WRITE | PTE_USER
_READABLE = PTE_VALID | PTE_READ | PTE_USER
_OFFSET = PAGE_SIZE - 1
_USER_PAGES = tuple(range(1, PAGE_COUNT))
_STACK_PAGES = range(STACK_BASE >> PAGE_SHIFT, STACK_TOP >> PAGE_SHIFT)
LOW_WATER, HIGH_WATER = 64, 128
"""Free frames: at LOW the flusher is woken, at HIGH it is content."""
PROT_READ, PROT_WRITE = 1, 2
MMAP_PAGES = (*range(DATA_BASE // PAGE_SIZE - 1, TEXT_BASE // PAGE_SIZE - 1, -1), *range(STACK_BASE // PAGE_SIZE - 1, DATA_BASE // PAGE_SIZE - 1, -1))
"""Where mmap looks when it may choose: unused text pages from the top, then the top of the data segment."""


def pte(frame: int, bits: int) -> int:
    """A page table entry."""
    return frame << PTE_FRAME_SHIFT | bits


def page_up(address: int) -> int:
    """The address rounded up to a page."""
    return (address + _OFFSET) & ~_OFFSET


Banks = tuple[tuple[int, ...], ...]
"""The frames of each bank of a text."""


class TextImage(NamedTuple):
    """A program as the cache keeps it: `stamp` is the file's ctime (ns), one reference on each frame is the cache's own."""

    stamp: int
    entry: int
    frames: tuple[int, ...]
    banks: Banks
    data: bytes
    bss: int

    def all_frames(self) -> tuple[int, ...]:
        """Resident ones and those of the banks."""
        return tuple(chain(self.frames, *self.banks))


class MemoryManager:
    """Frames and address spaces."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel
        self.refs: Table[int, int] = kernel.store.table("memory.refs")
        self.free_list: Table[int, int] = kernel.store.table("memory.free")
        self.texts: Table[Node, TextImage] = kernel.store.table("memory.text")
        self.followers: list[set[int]] = []
        self._written = self.follow()

    # Physical memory
    def read(self, address: int, size: int) -> bytes:
        """Bytes at a physical address."""
        return self.k.ram.read(address, size)

    def write(self, address: int, data: bytes) -> None:
        """Store at a physical address."""
        self.k.ram.write(address, data)

    def used(self) -> list[int]:
        """Frames that somebody holds, in order."""
        return list(self.refs)

    def written(self) -> set[int]:
        """Frames written since the last time one asked. They become clean: the next write to each is marked again."""
        return self.news(self._written)

    def follow(self) -> set[int]:
        """A set for `news`, which belongs to whoever wants to know what is written from now on; taken out of `followers` it ends."""
        self.followers.append(set())
        return self.followers[-1]

    def news(self, follower: set[int]) -> set[int]:
        """Frames written since a follower asked last. All become clean, and the other followers will be told as well."""
        ram = self.k.ram
        written, ram.dirty = ram.dirty, set()
        for other in self.followers:
            other |= written
        for space in self.k.spaces.values():
            space.refresh()
        found = follower.copy()
        follower.clear()
        return found

    def content(self, frame: int) -> bytes:
        """The bytes of a frame."""
        return self.k.ram.frame(frame)

    def fill(self, frame: int, data: bytes) -> None:
        """Replace a frame's bytes."""
        self.k.ram.write(frame << PAGE_SHIFT, data)

    def allocate(self, size: int = PAGE_SIZE) -> int:
        """Physical address of a zeroed frame; KernelError(ENOMEM) when none is left, ValueError for more than a page."""
        if not 0 < size <= PAGE_SIZE:
            raise ValueError(f"memory is given in frames of {PAGE_SIZE} bytes; {size} bytes need several calls")
        return self.take() << PAGE_SHIFT

    def free(self, address: int) -> None:
        """Give the frame at a physical address back (one reference)."""
        self.release(address >> PAGE_SHIFT)

    def available(self) -> int:
        """Frames that nobody holds."""
        return len(self.free_list) + FRAME_COUNT - self.k.vars["next_frame"]

    def take(self) -> int:
        """Number of a zeroed frame with one reference."""
        v, count = self.k.vars, len(self.free_list)
        if count:
            frame = self.free_list.pop(count - 1)
            self.k.ram.clear(frame)
        elif v["next_frame"] < FRAME_COUNT:
            frame = v["next_frame"]
            v["next_frame"] = frame + 1
            self.k.ram.clear(frame)
        elif self.drop_cached_text():
            return self.take()
        else:
            raise KernelError(Errno.ENOMEM)
        self.refs[frame] = 1
        if self.available() == LOW_WATER:
            self.k.wake(("flush",))
        return int(frame)

    def release(self, frame: int) -> None:
        """Drop one reference to a frame; the last one frees it."""
        left = self.refs[frame] - 1
        if left:
            self.refs[frame] = left
            return
        del self.refs[frame]
        self.free_list[len(self.free_list)] = frame

    def share(self, frame: int) -> int:
        """Add a reference; gives the frame."""
        self.refs[frame] += 1
        return frame

    # Texts
    def drop_cached_text(self) -> bool:
        """Forget the first cached program (in the order of nodes) that nobody runs; False when there is none."""
        for node, image in self.texts.items():
            if all(self.refs[frame] == 1 for frame in image.all_frames()):
                self.forget_text(node)
                return True
        return False

    def reclaim(self) -> None:
        """The flusher's work: cached programs go until memory is not short any more."""
        while self.available() < HIGH_WATER and self.drop_cached_text():
            pass

    def forget_text(self, node: Node) -> None:
        """Take a program out of the cache; processes that run it keep its frames."""
        for frame in self.texts.pop(node).all_frames():
            self.release(frame)

    def load_texts(self, texts: Sequence[bytes]) -> Banks:
        """Frames filled with a program's text and its banks; all or none."""
        found: list[list[int]] = []
        try:
            for text in texts:
                found.append([])
                for start in range(0, len(text), PAGE_SIZE):
                    found[-1].append(self.take())
                    self.k.ram.write(found[-1][-1] << PAGE_SHIFT, text[start : start + PAGE_SIZE])
        except KernelError:
            for frame in chain(*found):
                self.release(frame)
            raise
        return tuple(map(tuple, found))

    def share_banks(self, banks: Banks) -> Banks:
        """A process holds the banks of its text, whatever becomes of the file; the window's entries do not count as references."""
        for frame in chain(*banks):
            self.share(frame)
        return banks

    def show_bank(self, pid: int, bank: int) -> bool:
        """Put a bank of a process's text into the window; False when there is none of that number."""
        banks = self.k.process[pid].banks
        if bank > len(banks):
            return False
        entries = [pte(frame, TEXT_PAGE) for frame in (banks[bank - 1] if bank else ())]
        self.k.space(pid).show_bank(bank, entries + [0] * (_window_size(banks) - len(entries)))
        return True

    def _own_pages(self, pid: int) -> tuple[int, ...]:
        """Pages whose entries are references to frames: all but those that a bank may be shown in."""
        banks = self.k.process[pid].banks
        return _USER_PAGES[: WINDOW_PAGES.start - 1] + _USER_PAGES[WINDOW_PAGES.start - 1 + _window_size(banks) :] if banks else _USER_PAGES

    # Address spaces
    def entry(self, pid: int, page: int) -> int:
        """Page table entry `page` of a process."""
        return int(self.k.ram.u32[(self.k.process[pid].frame * PAGE_SIZE + CTX_PAGES >> 2) + page])

    def translate(self, address: int, pid: int) -> int:
        """Physical address behind a process's virtual one, whatever its permissions; KernelError(EFAULT) where nothing is mapped."""
        if not 0 <= address < ADDRESS_SPACE:
            raise KernelError(Errno.EFAULT)
        entry = self.entry(pid, address >> PAGE_SHIFT)
        if entry & (PTE_VALID | PTE_DEVICE) != PTE_VALID:
            raise KernelError(Errno.EFAULT)
        return (entry >> PTE_FRAME_SHIFT << PAGE_SHIFT) + (address & _OFFSET)

    def check_permission(self, address: int, pid: int, write: bool = False) -> bool:
        """Whether the process itself may read (or write) the byte now or after a page fault that the kernel would resolve."""
        if not 0 <= address < ADDRESS_SPACE:
            return False
        space = self.k.space(pid)
        if (space.write_pages if write else space.read_pages)[address >> PAGE_SHIFT]:
            return True
        entry = space.entry(address >> PAGE_SHIFT)
        if not entry & PTE_VALID:
            return self.grows_into(pid, address)
        if entry & PTE_COW:
            return True
        wanted = _WRITABLE if write else _READABLE
        return entry & wanted == wanted

    def grows_into(self, pid: int, address: int) -> bool:
        """Whether a page is given on first touch there: stack, and data below the break."""
        row = self.k.process[pid]
        if address >= STACK_BASE:
            return STACK_TOP - limit_of(row, Resource.RLIMIT_STACK) <= address < STACK_TOP
        return DATA_BASE <= address < page_up(row.brk)

    def fault(self, pid: int, address: int, write: bool) -> bool:
        """Resolve a page fault: give a page on first touch, copy one that fork shares. False: the process must not do this."""
        page = address >> PAGE_SHIFT
        if not 0 <= page < PAGE_COUNT:
            return False
        entry = self.entry(pid, page)
        if not entry & PTE_VALID:
            if not self.grows_into(pid, address):
                return False
            self.k.space(pid).map(page, pte(self.take(), DATA_PAGE))
            return True
        if not (write and entry & PTE_COW):
            return False
        self._own(pid, page, entry >> PTE_FRAME_SHIFT)
        return True

    def _own(self, pid: int, page: int, frame: int) -> None:
        if self.refs[frame] > 1:
            copy = self.take()
            self.k.ram.copy(frame, copy)
            self.release(frame)
            frame = copy
        self.k.space(pid).map(page, pte(frame, DATA_PAGE))

    def duplicate(self, parent: int) -> int:
        """fork's new context frame, filled from the parent's: pages are shared, the writable ones copy-on-write in both.

        The page that the stack pointer is in gets its copy at once: both are about to write there. KernelError(ENOMEM) changes nothing.
        """
        space, refs = self.k.space(parent), self.refs
        entries, stack = space.entries(), space.sp >> PAGE_SHIFT
        frame = self.take()
        copy = self._copy_of(entries[stack], frame) if stack in _STACK_PAGES and entries[stack] & PTE_WRITE else 0
        for page in self._own_pages(parent):
            entry = entries[page]
            if entry & (PTE_VALID | PTE_DEVICE) != PTE_VALID or (copy and page == stack):
                continue
            refs[entry >> PTE_FRAME_SHIFT] += 1
            if entry & PTE_WRITE:
                space.map(page, pte(entry >> PTE_FRAME_SHIFT, SHARED_PAGE))
        self.share_banks(self.k.process[parent].banks)
        self.k.ram.copy(space.frame, frame)
        table = frame * PAGE_SIZE + CTX_PAGES >> 2
        self.k.ram.u32[table] = pte(frame, KERNEL_PAGE)
        if copy:
            self.k.ram.u32[table + stack] = pte(copy, DATA_PAGE)
        return frame

    def _copy_of(self, entry: int, context: int) -> int:
        """A frame with the contents of the entry's; without memory for it the new context frame goes too."""
        try:
            copy = self.take()
        except KernelError:
            self.release(context)
            raise
        self.k.ram.copy(entry >> PTE_FRAME_SHIFT, copy)
        return copy

    def unmap(self, pid: int, page: int) -> None:
        """Take one page away from a process."""
        entry = self.entry(pid, page)
        if not entry & PTE_VALID:
            return
        if not entry & PTE_DEVICE:
            self.release(entry >> PTE_FRAME_SHIFT)
        self.k.space(pid).map(page, 0)

    def release_pages(self, pid: int) -> None:
        """Drop every user frame of a process whose page table is about to go away."""
        first = self.k.process[pid].frame * PAGE_SIZE + CTX_PAGES >> 2
        entries = self.k.ram.u32[first : first + PAGE_COUNT].tolist()
        for page in self._own_pages(pid):
            if entries[page] & (PTE_VALID | PTE_DEVICE) == PTE_VALID:
                self.release(entries[page] >> PTE_FRAME_SHIFT)
        for frame in chain(*self.k.process[pid].banks):
            self.release(frame)

    # Copies between kernel and program
    def _place(self, pid: int, address: int, write: bool) -> int:
        """Physical address for the kernel's access in the process's name; KernelError(EFAULT)."""
        if not TEXT_BASE <= address < IO_BASE:
            raise KernelError(Errno.EFAULT)
        space, page = self.k.spaces.get(pid) or self.k.space(pid), address >> PAGE_SHIFT
        at_hand = (space.write_pages if write else space.read_pages)[page]
        if at_hand:
            return at_hand + address - ADDRESS_SPACE
        wanted = _WRITABLE if write else _READABLE
        entry = space.entry(page)
        if entry & wanted != wanted:
            if not self.fault(pid, address, write):
                raise KernelError(Errno.EFAULT)
            entry = space.entry(page)
        return (entry >> PTE_FRAME_SHIFT << PAGE_SHIFT) + (address & _OFFSET)

    def copy_in(self, pid: int, address: int, length: int) -> bytes:
        """Bytes of a process's memory; KernelError(EFAULT) where it may not read."""
        first = PAGE_SIZE - (address & _OFFSET)
        if length <= first:
            return self.k.ram.read(self._place(pid, address, False), length) if length else b""
        if length > ADDRESS_SPACE:
            raise KernelError(Errno.EFAULT)
        parts = [self.k.ram.read(self._place(pid, address, False), first)]
        for at in range(first, length, PAGE_SIZE):
            parts.append(self.k.ram.read(self._place(pid, address + at, False), min(length - at, PAGE_SIZE)))
        return b"".join(parts)

    def copy_out(self, pid: int, address: int, data: bytes) -> None:
        """Store into a process's memory; KernelError(EFAULT) where it may not write, and then nothing is stored."""
        if not data:
            return
        first = PAGE_SIZE - (address & _OFFSET)
        place, write = self._place(pid, address, True), self.k.ram.write
        if len(data) <= first:
            write(place, data)
            return
        following = [(at, self._place(pid, address + at, True)) for at in range(first, len(data), PAGE_SIZE)]
        write(place, data[:first])
        for at, place in following:
            write(place, data[at : at + PAGE_SIZE])

    def check_out(self, pid: int, address: int, length: int) -> None:
        """KernelError(EFAULT) unless `length` bytes at `address` could be stored: asked before data is taken from where it cannot go back."""
        for page_address in (address, *range(address + PAGE_SIZE & ~_OFFSET, min(address + length, ADDRESS_SPACE + 1), PAGE_SIZE)) if length else ():
            if not (TEXT_BASE <= page_address < IO_BASE and self.check_permission(page_address, pid, True)):
                raise KernelError(Errno.EFAULT)

    def room(self, pid: int, address: int, length: int) -> int:
        """How many of `length` bytes from `address` on could be stored, so that no more are taken from where they cannot go back; EFAULT for none."""
        at, end = address, min(address + length, IO_BASE)
        at_hand = self.k.space(pid).write_pages
        while TEXT_BASE <= at < end and (at_hand[at >> PAGE_SHIFT] or self.check_permission(at, pid, True)):
            at = (at | _OFFSET) + 1
        if at <= address:
            raise KernelError(Errno.EFAULT)
        return min(at, end) - address

    def word_in(self, pid: int, address: int) -> int:
        """The word at an address of a process; KernelError(EFAULT) where it may not read."""
        return int.from_bytes(self.copy_in(pid, address, 4), "little") if address & 3 else self.k.ram.u32[self._place(pid, address, False) >> 2]

    def string_in(self, pid: int, address: int, limit: int, errno: Errno) -> bytes:
        """The NUL-terminated string at `address`; KernelError(errno) when it has no end within `limit` bytes."""
        found = b""
        while len(found) < limit:
            count = min(limit - len(found), PAGE_SIZE - (address & _OFFSET))
            part = self.k.ram.read(self._place(pid, address, False), count)
            end = part.find(0)
            if end >= 0:
                return found + part[:end]
            found, address = found + part, address + count
        raise KernelError(errno)

    # Of a process that another one traces
    def _frame_at(self, pid: int, address: int) -> int:
        """The frame behind an address, which may name a bank; 0 where nothing is that a program may touch."""
        row, page = self.k.process[pid], (address & ADDRESS_SPACE - 1) >> PAGE_SHIFT
        bank = address >> BANK_SHIFT
        if bank and page in WINDOW_PAGES:
            frames = row.banks[bank - 1] if bank <= len(row.banks) else ()
            index = page - WINDOW_PAGES[0]
            return frames[index] if index < len(frames) else 0
        entry = self.entry(pid, page)
        return entry >> PTE_FRAME_SHIFT if entry & (_READABLE | PTE_DEVICE) == _READABLE else 0

    def peek(self, pid: int, address: int) -> bytes:
        """The bytes from an address to the end of its page; none where nothing is. A page that would be given on first touch is zeros."""
        frame = self._frame_at(pid, address)
        if frame:
            return self.k.ram.frame(frame)[address & _OFFSET :]
        return bytes(PAGE_SIZE - (address & _OFFSET)) if self.grows_into(pid, address) else b""

    def poke(self, pid: int, address: int, data: bytes) -> None:
        """Store within one page of a process, whatever it may do there itself; KernelError(EFAULT) where nothing is, ENOMEM."""
        page, frame = (address & ADDRESS_SPACE - 1) >> PAGE_SHIFT, self._frame_at(pid, address)
        if page << PAGE_SHIFT >= DATA_BASE and not address >> BANK_SHIFT:
            self.copy_out(pid, address, data)
            return
        if not frame:
            raise KernelError(Errno.EFAULT)
        if self.refs[frame] > 1:
            frame = self._own_text(pid, page, address >> BANK_SHIFT, frame)
        self.k.ram.write((frame << PAGE_SHIFT) + (address & _OFFSET), data)
        self.k.space(pid).codes = {}

    def _own_text(self, pid: int, page: int, bank: int, frame: int) -> int:
        """Give a process its own copy of a page of text."""
        copy, row, space = self.take(), self.k.process[pid], self.k.space(pid)
        self.k.ram.copy(frame, copy)
        self.release(frame)
        if bank and page in WINDOW_PAGES:
            frames = tuple(copy if other == frame else other for other in row.banks[bank - 1])
            self.k.process[pid] = row._replace(banks=(*row.banks[: bank - 1], frames, *row.banks[bank:]))
            if space.bank == bank:
                self.show_bank(pid, bank)
        else:
            space.map(page, pte(copy, TEXT_PAGE))
        return copy

    def image(self, pid: int) -> bytes:
        """A process's whole address space; pages that are not there (and devices) read as zeros."""
        entries = (self.entry(pid, page) for page in range(PAGE_COUNT))
        present = PTE_VALID | PTE_DEVICE
        return b"".join(self.k.ram.frame(e >> PTE_FRAME_SHIFT) if e & present == PTE_VALID else bytes(PAGE_SIZE) for e in entries)


@system_call("brk")
def sys_brk(k: "Kernel", pid: int, args: Arguments) -> int:
    """brk(addr): pages come on first touch; pages above the new boundary go."""
    row, address = k.process[pid], args[0]
    if not address:
        return row.brk
    if not row.brk_start <= address <= STACK_BASE:
        raise KernelError(Errno.ENOMEM)
    old_end, new_end = page_up(row.brk), page_up(address)
    if any(k.vm.entry(pid, page) & PTE_VALID for page in range(old_end >> PAGE_SHIFT, new_end >> PAGE_SHIFT)):
        raise KernelError(Errno.ENOMEM)
    if address > row.brk and (address - DATA_BASE > limit_of(row, Resource.RLIMIT_DATA) or _beyond_limit(k, pid, new_end - old_end)):
        raise KernelError(Errno.ENOMEM)
    for page in range(new_end >> PAGE_SHIFT, old_end >> PAGE_SHIFT):
        k.vm.unmap(pid, page)
    k.process[pid] = row._replace(brk=address)
    return address


def _beyond_limit(k: "Kernel", pid: int, more: int) -> bool:
    """Whether RLIMIT_AS forbids so many bytes more: what counts is all that a process may touch, the whole stack included."""
    row = k.process[pid]
    limit = limit_of(row, Resource.RLIMIT_AS)
    if limit == NO_LIMIT:
        return False
    mapped = sum(k.vm.entry(pid, page) & PTE_VALID for page in range(TEXT_BASE >> PAGE_SHIFT, DATA_BASE >> PAGE_SHIFT)) * PAGE_SIZE
    return mapped + page_up(row.brk) - DATA_BASE + STACK_TOP - STACK_BASE + more > limit


def _window_size(banks: Banks) -> int:
    """Pages that the longest bank takes; the rest of the window is free for mmap."""
    return max(map(len, banks), default=0)


def _is_free(k: "Kernel", pid: int, page: int) -> bool:
    """Nothing is there and nothing will be."""
    if page in WINDOW_PAGES[: _window_size(k.process[pid].banks)]:
        return False
    return not k.vm.entry(pid, page) & PTE_VALID and page << PAGE_SHIFT >= TEXT_BASE and not k.vm.grows_into(pid, page << PAGE_SHIFT)


def _choose(k: "Kernel", pid: int, address: int, count: int) -> tuple[int, ...]:
    """The pages a mapping gets: at `address`, or where there is room."""
    if address:
        candidates: tuple[int, ...] = (address >> PAGE_SHIFT,)
    else:
        candidates = tuple(page - count + 1 for page in MMAP_PAGES)
    limit = STACK_BASE >> PAGE_SHIFT
    for first in candidates:
        if first > 0 and first + count <= limit and all(_is_free(k, pid, page) for page in range(first, first + count)):
            return tuple(range(first, first + count))
    raise KernelError(Errno.ENOMEM)


@system_call("mmap")
def sys_mmap(k: "Kernel", pid: int, args: Arguments) -> int:
    """mmap(addr, len, prot): zeroed pages (readable, and writable if asked), or for root the I/O page at 0xF000."""
    address, length, prot = args[:3]
    if address & _OFFSET or not 0 < length <= ADDRESS_SPACE or prot & ~(PROT_READ | PROT_WRITE) or not prot:
        raise KernelError(Errno.EINVAL)
    if address == IO_BASE:
        return _map_devices(k, pid)
    pages = _choose(k, pid, address, page_up(length) >> PAGE_SHIFT)
    if len(pages) > k.vm.available() or _beyond_limit(k, pid, len(pages) * PAGE_SIZE):
        raise KernelError(Errno.ENOMEM)
    for page in pages:
        k.space(pid).map(page, pte(k.vm.take(), DATA_PAGE if prot & PROT_WRITE else DATA_PAGE & ~PTE_WRITE))
    return pages[0] << PAGE_SHIFT


def _map_devices(k: "Kernel", pid: int) -> int:
    if k.cred(pid).euid:
        raise KernelError(Errno.EPERM)
    k.space(pid).map(IO_BASE >> PAGE_SHIFT, DEVICE_PAGE)
    return IO_BASE


def _is_mapping(k: "Kernel", pid: int, page: int) -> bool:
    """Whether mmap made this page: no text, not below the break, not the stack."""
    entry, address = k.vm.entry(pid, page), page << PAGE_SHIFT
    if not entry & PTE_VALID or entry & PTE_EXEC or address < TEXT_BASE:
        return False
    return bool(entry & PTE_DEVICE) or not k.vm.grows_into(pid, address)


@system_call("munmap")
def sys_munmap(k: "Kernel", pid: int, args: Arguments) -> int:
    """munmap(addr, len): only whole mappings of mmap; EINVAL leaves everything as it is."""
    address, length = args[:2]
    if address & _OFFSET or not 0 < length <= ADDRESS_SPACE or address + length > ADDRESS_SPACE:
        raise KernelError(Errno.EINVAL)
    pages = range(address >> PAGE_SHIFT, page_up(address + length) >> PAGE_SHIFT)
    if not all(_is_mapping(k, pid, page) for page in pages):
        raise KernelError(Errno.EINVAL)
    for page in pages:
        k.vm.unmap(pid, page)
    return 0
