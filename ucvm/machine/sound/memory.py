"""Memory: every frame is free or held, and held as often as page tables, programs and the cache say; page tables say what the kernel gives."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from ucvm.abi.layout import (
    CTX_PAGES,
    DATA_BASE,
    PAGE_COUNT,
    PAGE_SHIFT,
    PAGE_SIZE,
    PTE_DEVICE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_VALID,
    PTE_WRITE,
    TEXT_BASE,
    WINDOW_PAGES,
)
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.vm import DATA_PAGE, DEVICE_PAGE, KERNEL_PAGE, SHARED_PAGE, TEXT_PAGE, pte
from ucvm.machine.sound.values import Problems, place

_BITS = (1 << PTE_FRAME_SHIFT) - 1
_KINDS = frozenset((TEXT_PAGE, DATA_PAGE, DATA_PAGE & ~PTE_WRITE, SHARED_PAGE, DEVICE_PAGE))
"""What the kernel writes into page tables."""
_CONTEXT_MODES = (0, 1)


def problems(k: Kernel) -> Problems:
    """What no memory can be."""
    yield from _frames(k)
    for pid, row in k.process.items():
        if row.frame and row.frame not in k.vm.refs:
            yield place("process.cold", pid, "frame"), f"no frame {row.frame}"
        if row.frame:
            yield from ((place("process.cold", pid, "memory") + page, problem) for page, problem in _table(k, pid))
            yield from _bank(k, pid)
            if not row.brk_start <= row.brk or row.brk_start < DATA_BASE:
                yield place("process.cold", pid, "brk"), "not within the data segment"
    yield from _references(k)


def _frames(k: Kernel) -> Problems:
    """Frames below next_frame are held or free, each once."""
    free = k.vm.free_list.values()
    if sorted([*free, *k.vm.refs]) != list(range(1, k.vars["next_frame"])):
        yield "memory.free_list", "used and free frames are not those that were ever given"


def _entries(k: Kernel, pid: int) -> list[int]:
    at = k.process[pid].frame * PAGE_SIZE + CTX_PAGES >> 2
    return list(k.ram.u32[at : at + PAGE_COUNT])


def _table(k: Kernel, pid: int) -> Iterator[tuple[str, str]]:
    entries = _entries(k, pid)
    if entries[0] != pte(k.process[pid].frame, KERNEL_PAGE):
        yield ".0", "not the process's own kernel page"
    for page, entry in enumerate(entries[1:], 1):
        if not entry:
            continue
        if entry & _BITS not in _KINDS:
            yield f".{page}", f"no page is mapped as {entry & _BITS:#x}"
        elif not entry & PTE_DEVICE and entry >> PTE_FRAME_SHIFT not in k.vm.refs:
            yield f".{page}", f"no frame {entry >> PTE_FRAME_SHIFT}"
        elif bool(entry & PTE_DEVICE) != (page == PAGE_COUNT - 1):
            yield f".{page}", "devices have the last page for themselves"
        elif entry & PTE_EXEC and not TEXT_BASE <= page << PAGE_SHIFT < DATA_BASE:
            yield f".{page}", "no text belongs there"


def _bank(k: Kernel, pid: int) -> Problems:
    """The window shows the bank that the kernel page names."""
    space, banks = k.space(pid), k.process[pid].banks
    if space.mode not in _CONTEXT_MODES or space.bank > len(banks):
        yield place("process.cold", pid, "banks"), f"no bank {space.bank}, or no mode {space.mode}"
    elif banks:
        shown = [pte(frame, TEXT_PAGE) for frame in (banks[space.bank - 1] if space.bank else ())]
        window = [space.entry(page) for page in WINDOW_PAGES]
        if window != shown + [0] * (len(window) - len(shown)):
            yield place("process.cold", pid, "memory"), f"the window does not show bank {space.bank}"


def _references(k: Kernel) -> Problems:
    counted: Counter[int] = Counter()
    for pid, row in k.process.items():
        counted.update(chain(*row.banks))
        if row.frame:
            counted[row.frame] += 1
            pages = [page for page in range(1, PAGE_COUNT) if not (row.banks and page in WINDOW_PAGES)]
            entries = _entries(k, pid)
            counted.update(entries[page] >> PTE_FRAME_SHIFT for page in pages if entries[page] & (PTE_VALID | PTE_DEVICE) == PTE_VALID)
    for image in k.vm.texts.values():
        counted.update(image.all_frames())
    for frame in sorted({*counted, *k.vm.refs}):
        if counted[frame] != k.vm.refs.get(frame, 0):
            yield place("memory.refs", frame, "references"), f"{k.vm.refs.get(frame, 0)}, and {counted[frame]} hold it"
