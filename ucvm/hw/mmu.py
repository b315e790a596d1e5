"""Address translation: a process's 64 KB as its page table shows it.

The page table is data in the process's own context block (abi.layout); an AddressSpace is a view of it with derived tables for
engines, and can be rebuilt from RAM and the context frame's number at any time.
"""

import struct
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ucvm.abi.layout import (
    ADDRESS_SPACE,
    BANK_SHIFT,
    CTX_BANK,
    CTX_FLAGS,
    CTX_MODE,
    CTX_PAGES,
    CTX_PC,
    CTX_SP,
    MODE_USER,
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
    WINDOW_PAGES,
)
from ucvm.hw.memory import Ram
from ucvm.isa.trap import TrapKind

_OFFSET = PAGE_SIZE - 1
_READABLE = PTE_VALID | PTE_USER | PTE_READ
_READ_BITS = _READABLE | PTE_DEVICE
_WRITABLE = PTE_VALID | PTE_USER | PTE_WRITE
_WRITE_BITS = _WRITABLE | PTE_DEVICE | PTE_COW
CONTEXT = struct.Struct("<19I")
"""The registers as they stand at the start of the context block: r0 … r15, pc, sp, flags."""


Debugged = tuple[frozenset[int], frozenset[int]]
"""Breakpoints and watched bytes of a process (AddressSpace.debug)."""
NOT_DEBUGGED: Debugged = (frozenset(), frozenset())


class Fault(Exception):  # noqa: N818 - the field's word
    """An access was refused: kind FAULT, ALIGN or DEVICE, the virtual address, whether it was a write."""

    def __init__(self, kind: TrapKind, address: int, write: bool) -> None:
        super().__init__(kind, address, write)
        self.kind, self.address, self.write = kind, address, write


class AddressSpace:
    """A process's memory and registers, seen through the context block in `frame`.

    `read_pages` and `write_pages` give for each page what has to be added to an address for the physical one, plus ADDRESS_SPACE, or 0
    ("take the slow path"). A write entry appears only once the frame
    is marked dirty; `changes` counts how often the two have changed. `codes` is for engines: what they derived from this text, by bank; a new
    one when the text changes, so that processes with the same text may share it. `bounce` is set while one instruction may reach a device
    (hw.cpu.step_device).
    """

    __slots__ = ("_watched", "_words", "base", "bounce", "breakpoints", "changes", "codes", "debugged", "frame", "ram", "read_pages", "write_pages")

    def __init__(self, ram: Ram, frame: int) -> None:
        self.ram, self.frame = ram, frame
        self.base = frame * PAGE_SIZE
        self._words = self.base >> 2
        self.codes: dict[int, Any] = {}
        self.bounce: Callable[[int, int, bool], int] | None = None
        self.changes = 0
        self.breakpoints: frozenset[int] = frozenset()
        self.debugged = NOT_DEBUGGED
        self._watched: dict[int, set[int]] = {}
        self.read_pages = [0] * PAGE_COUNT
        self.write_pages = [0] * PAGE_COUNT
        self.refresh()

    # --- registers ---

    def word(self, offset: int) -> int:
        """The word at a byte offset (CTX_*) of the context block."""
        return self.ram.u32[self._words + (offset >> 2)]

    def set_word(self, offset: int, value: int) -> None:
        """Set the word at a byte offset of the context block."""
        self.ram.u32[self._words + (offset >> 2)] = value & 0xFFFFFFFF
        self.ram.dirty.add(self.frame)

    def get(self, number: int) -> int:
        """Register r0 … r15."""
        return self.ram.u32[self._words + number]

    def set(self, number: int, value: int) -> None:
        """Set register r0 … r15."""
        self.set_word(number * 4, value)

    @property
    def pc(self) -> int:
        """Program counter."""
        return self.word(CTX_PC)

    @pc.setter
    def pc(self, value: int) -> None:
        self.set_word(CTX_PC, value)

    @property
    def sp(self) -> int:
        """Stack pointer."""
        return self.word(CTX_SP)

    @sp.setter
    def sp(self, value: int) -> None:
        self.set_word(CTX_SP, value)

    @property
    def flags(self) -> int:
        """Flags, packed Z C S O from bit 0."""
        return self.word(CTX_FLAGS)

    @flags.setter
    def flags(self, value: int) -> None:
        self.set_word(CTX_FLAGS, value)

    @property
    def mode(self) -> int:
        """MODE_USER or MODE_KERNEL."""
        return self.word(CTX_MODE)

    @mode.setter
    def mode(self, value: int) -> None:
        self.set_word(CTX_MODE, value)

    # --- text banks ---

    @property
    def bank(self) -> int:
        """The bank in the window."""
        return self.word(CTX_BANK)

    def show_bank(self, bank: int, entries: Sequence[int]) -> None:
        """Put a bank into the window: entries of WINDOW_PAGES; where there are fewer, the last pages stay as they are."""
        for page, entry in zip(WINDOW_PAGES, entries, strict=False):
            self.ram.u32[self._words + (CTX_PAGES >> 2) + page] = entry
            self._derive(page, entry)
        self.set_word(CTX_BANK, bank)

    def jump(self, address: int) -> None:
        """Set pc as `jmp r` does: an address without a bank keeps the present one."""
        self.pc = address if address >> BANK_SHIFT else self.pc >> BANK_SHIFT << BANK_SHIFT | address

    # --- pages ---

    def entry(self, page: int) -> int:
        """The page table entry of page 0 … 15."""
        return self.word(CTX_PAGES + 4 * page)

    def entries(self) -> list[int]:
        """All page table entries."""
        at = self._words + (CTX_PAGES >> 2)
        return self.ram.u32[at : at + PAGE_COUNT].tolist()

    def map(self, page: int, entry: int) -> None:
        """Set a page table entry. Nothing may be both writable and executable."""
        assert not (entry & PTE_WRITE and entry & PTE_EXEC), "W^X"
        if (entry | self.entry(page)) & PTE_EXEC:
            self.codes = {}
        self.set_word(CTX_PAGES + 4 * page, entry)
        self._derive(page, entry)

    def refresh(self) -> None:
        """Derive the engines' tables anew: after a restore, or after dirty marks were cleared."""
        for page, entry in enumerate(self.entries()):
            self._derive(page, entry)

    def debug(self, breakpoints: Iterable[int] = (), watched: Iterable[int] = ()) -> None:
        """Where engines stop for a debugger, which is bookkeeping of the host: with BREAK before the instruction at a pc (bank and address), with
        WATCH before an instruction writes a byte. To go on from there, take one step without."""
        self.debugged = frozenset(breakpoints), frozenset(watched)
        self.breakpoints, self._watched = self.debugged[0], {}
        for address in self.debugged[1]:
            self._watched.setdefault(address >> PAGE_SHIFT, set()).add(address)
        self.refresh()

    def _derive(self, page: int, entry: int) -> None:
        self.changes += 1
        frame = entry >> PTE_FRAME_SHIFT
        self.read_pages[page] = _delta(page, frame) if entry & _READ_BITS == _READABLE else 0
        writable = entry & _WRITE_BITS == _WRITABLE and frame in self.ram.dirty and page not in self._watched
        self.write_pages[page] = _delta(page, frame) if writable else 0

    def translate(self, address: int, *, write: bool = False, execute: bool = False, user: bool = True) -> int:
        """Virtual to physical; raises Fault. With user=False the user bit is not asked for."""
        if not 0 <= address < ADDRESS_SPACE:
            raise Fault(TrapKind.FAULT, address, write)
        entry = self.entry(address >> PAGE_SHIFT)
        need = PTE_VALID | (PTE_USER if user else 0) | (PTE_EXEC if execute else PTE_WRITE if write else PTE_READ)
        if entry & need != need or (write and entry & PTE_COW):
            raise Fault(TrapKind.FAULT, address, write)
        if entry & PTE_DEVICE:
            raise Fault(TrapKind.DEVICE, address, write)
        return (entry >> PTE_FRAME_SHIFT) * PAGE_SIZE + (address & _OFFSET)

    def place(self, address: int, size: int, write: bool) -> int:
        """Physical address of an aligned access by the program, marking the frame when written; raises Fault."""
        if address & (size - 1):
            raise Fault(TrapKind.ALIGN, address, write)
        try:
            physical = self.translate(address, write=write)
        except Fault as fault:
            if fault.kind != TrapKind.DEVICE or self.bounce is None:
                raise
            return self.bounce(address, size, write)
        if write:
            self._mark(address, size, physical >> PAGE_SHIFT)
        return physical

    def _mark(self, address: int, size: int, frame: int) -> None:
        """The frame is written, from now on at once, unless somebody watches; raises Fault."""
        watched = self._watched.get(address >> PAGE_SHIFT)
        if watched and not watched.isdisjoint(range(address, address + size)):
            raise Fault(TrapKind.WATCH, address, True)
        self.ram.dirty.add(frame)
        if not watched:
            self.write_pages[address >> PAGE_SHIFT] = _delta(address >> PAGE_SHIFT, frame)
            self.changes += 1

    # --- the kernel's copies across the boundary ---

    def copy_in(self, address: int, size: int) -> bytes:
        """`size` bytes of the program's memory; raises Fault."""
        return b"".join(self.ram.read(physical, count) for physical, count in self._pieces(address, size, write=False))

    def copy_out(self, address: int, data: bytes) -> None:
        """Write into the program's memory, all or nothing; raises Fault."""
        at = 0
        for physical, count in self._pieces(address, len(data), write=True):
            self.ram.write(physical, data[at : at + count])
            at += count

    def _pieces(self, address: int, size: int, *, write: bool) -> list[tuple[int, int]]:
        if size < 0 or address + size > ADDRESS_SPACE:
            raise Fault(TrapKind.FAULT, address, write)
        pieces, end = [], address + size
        while address < end:
            count = min(end - address, PAGE_SIZE - (address & _OFFSET))
            pieces.append((self.translate(address, write=write), count))
            address += count
        return pieces

    def executable_bytes(self, address: int, size: int) -> bytes:
        """Up to `size` instruction bytes from `address`, as far as pages are executable; raises Fault when not even one is."""
        self.translate(address, execute=True)
        found = b""
        end = min(address + size, ADDRESS_SPACE)
        while address < end:
            try:
                physical = self.translate(address, execute=True)
            except Fault:
                break
            count = min(end - address, PAGE_SIZE - (address & _OFFSET))
            found += self.ram.read(physical, count)
            address += count
        return found

    def text(self) -> tuple[int, tuple[bytes, ...]]:
        """The bank and the contents of all executable pages, empty where there is none: what an engine's translation depends on."""
        entries = map(self.entry, range(PAGE_COUNT))
        need = PTE_VALID | PTE_USER | PTE_EXEC
        pages = (self.ram.frame(entry >> PTE_FRAME_SHIFT) if entry & (need | PTE_DEVICE) == need else b"" for entry in entries)
        return self.bank, tuple(pages)


def _delta(page: int, frame: int) -> int:
    """An entry of the engines' tables, which is never 0."""
    return ADDRESS_SPACE + (frame - page) * PAGE_SIZE


def new_context(space: AddressSpace, pc: int, sp: int) -> None:
    """Set the registers of a fresh program: all 0 but pc and sp, mode USER."""
    space.ram.write(space.base, CONTEXT.pack(*[0] * 16, pc, sp, 0))
    space.mode = MODE_USER
