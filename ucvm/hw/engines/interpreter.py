"""The interpreter: the instruction table as one WebAssembly function, run by wasmtime on the machine's memory in place.

It performs what is common. What only happens at the edges (faults, pages that are not at hand, instructions it does not know) leaves it before
anything is committed; a first write to a page is made possible and tried again, the rest is one step of the reference engine.
"""

import struct
from functools import cache
from pathlib import Path
from typing import ClassVar

from ucvm.abi.layout import ADDRESS_SPACE, PAGE_COUNT, PAGE_SHIFT, RAM_SIZE
from ucvm.hw.engines import control
from ucvm.hw.engines.base import Engine, Stop, Told
from ucvm.hw.engines.generated import generated
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.wasm_call import Instance
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace, Fault
from ucvm.isa.trap import TrapKind

_KINDS = tuple(TrapKind)
_SLICE = (1 << 31) - 1
"""Most instructions of one call."""
_PAGES = struct.Struct(f"<{PAGE_COUNT}I")


@cache
def module(cache_folder: Path | None, variant: str = "") -> bytes:
    """The interpreter: plain, or the variant that the translator or a trace needs (interpreter_generator)."""

    def generate() -> bytes:
        from ucvm.hw.engines.interpreter_generator import generate  # what only the first run needs

        return generate(**{variant: True} if variant else {})

    return generated(cache_folder, variant or "interpreter", generate)


class InterpreterEngine:
    """Runs instructions in WebAssembly. One instance serves one machine, whose memory it owns: take it from `new_ram`.

    `cache_folder` keeps compiled code between runs of the program. Raises EngineUnavailable without wasmtime.
    """

    _variant: ClassVar[str] = ""

    def __init__(self, cache_folder: Path | None = None, *, quick: bool = True) -> None:
        self._cache_folder, self._quick = cache_folder, quick
        self._reference = ReferenceEngine(cache_folder)
        self._instance = Instance(module(cache_folder, self._variant), cache_folder, quick=quick)
        self._call = self._instance.call
        self._memory = self._instance.buffer[control.RAM : control.RAM + RAM_SIZE]
        self._ram = Ram(self._memory)
        self._control = self._instance.buffer[: control.RAM].cast("I")
        self._given = False
        self._shown: AddressSpace | None = None
        self._changes = 0
        self._breakpoints: frozenset[int] = frozenset()

    @property
    def pace(self) -> int:
        """See Engine."""
        return 1_000_000

    def new_ram(self) -> Ram:
        """The memory of this engine's machine; there is one."""
        assert not self._given, "an engine serves one machine; take fresh() for another"
        self._given = True
        return self._ram

    def adopt(self, ram: Ram) -> None:
        """Serve a machine that has begun elsewhere, or was elsewhere: its memory moves into this engine's, in place."""
        assert not self._given or ram is self._ram, "an engine serves one machine; take fresh() for another"
        ram.move(self._memory)
        self._ram, self._given, self._shown = ram, True, None

    def fresh(self) -> Engine:
        """An engine of the same kind for another machine."""
        return InterpreterEngine(self._cache_folder, quick=self._quick)

    def tracing(self, told: Told) -> Engine:
        """See Engine."""
        from ucvm.hw.engines.tracing import TracingInterpreter  # traces are rare

        return TracingInterpreter(told, self, self._cache_folder)

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """Run up to `budget` instructions of a process; see Engine."""
        if space.bounce is not None:
            return self._step(space)
        self._ram.dirty.add(space.frame)
        words, done = self._control, 0
        while True:
            if space is not self._shown or space.changes != self._changes:
                self._show(space)
            part = budget - done if budget - done < _SLICE else _SLICE
            words[control.LEFT] = part
            self._call()
            done += part - words[control.LEFT]
            reason = words[control.REASON]
            if 0 < reason < control.STEP:
                return Stop(done, _KINDS[reason], words[control.VALUE])
            stop = self._outside(space, reason) if reason else None
            if stop is not None:
                done += stop.executed
                if stop.kind != TrapKind.BUDGET:
                    return Stop(done, stop.kind, stop.value, stop.write)
            if done >= budget:
                return Stop(done, TrapKind.BUDGET)

    def _show(self, space: AddressSpace) -> None:
        """Tell the function where a process's context and pages are; it finds them there until they change."""
        if space.ram is not self._ram:
            raise ValueError("this process is not in the engine's memory: machines take their RAM from engine.new_ram()")
        self._control[control.BASE] = control.RAM + space.base
        _PAGES.pack_into(self._instance.buffer, control.READ_PAGES, *space.read_pages)
        _PAGES.pack_into(self._instance.buffer, control.WRITE_PAGES, *space.write_pages)
        if space.breakpoints != self._breakpoints:
            self._show_breakpoints(space.breakpoints)
        self._shown, self._changes = space, space.changes

    def _show_breakpoints(self, breakpoints: frozenset[int]) -> None:
        for pc in self._breakpoints:
            self._instance.buffer[control.BREAKS + pc % ADDRESS_SPACE] = 0
        for pc in breakpoints:
            self._instance.buffer[control.BREAKS + pc % ADDRESS_SPACE] = 1
        self._control[control.BREAK_PAGES] = sum({1 << (pc % ADDRESS_SPACE >> PAGE_SHIFT) for pc in breakpoints})
        self._breakpoints = breakpoints

    def _outside(self, space: AddressSpace, reason: int) -> Stop | None:
        """What the function left to others; None when the instruction is to be tried again."""
        if reason < control.PLACE:
            return self._step(space)
        size, write = (reason - control.PLACE) >> 1, bool(reason - control.PLACE & 1)
        address = self._control[control.VALUE]
        try:
            space.place(address, size, write)
        except Fault as fault:
            return Stop(0, fault.kind, fault.address, fault.write)
        return None if write and space.write_pages[address >> PAGE_SHIFT] else self._step(space)

    def _step(self, space: AddressSpace) -> Stop:
        """One instruction that only the reference engine can do."""
        return self._reference.run(space, 1)
