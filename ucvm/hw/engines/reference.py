"""The reference engine: the instruction table in executable form, one Python closure per decoded instruction.

It is the one that explains; others are compared with it. Closures know nothing of a process, so they are shared by all machines
that run the same text.
"""

import marshal
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from ucvm.abi.layout import ADDRESS_SPACE, BANK_SHIFT
from ucvm.hw.engines import places
from ucvm.hw.engines.base import Engine, Stop, Told
from ucvm.hw.engines.generated import generated
from ucvm.hw.engines.text import text_of
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import CONTEXT, AddressSpace, Fault
from ucvm.isa.codec import MAX_LENGTH, DecodeError, Instruction, decode
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.table import ROWS
from ucvm.isa.trap import TrapKind

State = list[Any]
Operation = Callable[[State], int]
Code = dict[int, Operation]
Factories = dict[str, Callable[..., Operation]]

_KINDS = tuple(TrapKind)
_WINDOW = 64
"""Bytes of text looked at together."""

_PRIVILEGED = {row.spelling for row in ROWS if row.privileged}


@cache
def _factories(cache_folder: Path | None) -> Factories:
    """The closures' makers by spelling."""
    module: dict[str, Any] = {}
    exec(marshal.loads(generated(cache_folder, "reference", _compiled)), module)
    return module["FACTORIES"]  # type: ignore[no-any-return]


def _compiled() -> bytes:
    from ucvm.hw.engines import generator  # what only the first run needs

    return marshal.dumps(compile(generator.generate(), "<instruction set>", "exec"))


class ReferenceEngine:
    """Runs instructions one closure at a time. One instance serves one machine. `cache_folder` keeps generated code between runs of the program."""

    def __init__(self, cache_folder: Path | None = None) -> None:
        self._cache_folder = cache_folder
        self._state: State = [0] * places.LENGTH

    @property
    def pace(self) -> int:
        """See Engine."""
        return 100_000

    def new_ram(self) -> Ram:
        """Memory for a machine: any will do."""
        return Ram()

    def adopt(self, ram: Ram) -> None:
        """Any memory will do."""

    def fresh(self) -> "ReferenceEngine":
        """An engine for another machine."""
        return ReferenceEngine(self._cache_folder)

    def tracing(self, told: Told) -> Engine:
        """See Engine."""
        from ucvm.hw.engines.tracing import TracingReference  # traces are rare

        return TracingReference(told, self._cache_folder)

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """Run up to `budget` instructions of a process; see Engine."""
        state = self._enter(space)
        code: Code = {} if space.breakpoints else text_of(space).operations
        pc, done = state[places.TRAP_NEXT], 0
        stop = None
        while stop is None:
            pc, executed, stop = self._stretch(code, pc, budget - done)
            done += executed
        self._leave(space, pc if pc >= 0 else state[places.TRAP_NEXT])
        return Stop(done, stop.kind, stop.value, stop.write)

    def _stretch(self, code: Code, pc: int, budget: int) -> tuple[int, int, Stop | None]:
        """Run until something else than an instruction has to happen: (pc, instructions retired, why it is over)."""
        state, executed = self._state, 0
        try:
            for executed in range(budget):  # noqa: B007 - read by the handlers below
                pc = code[pc](state)
        except KeyError:
            if pc < 0:
                return pc, executed, Stop(0, _KINDS[-pc], state[places.TRAP_VALUE])
            return pc, executed, _decode_into(code, _factories(self._cache_folder), state[places.SPACE], pc)
        except Fault as fault:
            return pc, executed, Stop(0, fault.kind, fault.address, fault.write)
        except ZeroDivisionError:
            return pc, executed, Stop(0, TrapKind.DIVIDE, pc)
        kind = _KINDS[-pc] if pc < 0 else TrapKind.BUDGET
        return pc, budget, Stop(0, kind, state[places.TRAP_VALUE] if pc < 0 else 0)

    def _enter(self, space: AddressSpace) -> State:
        state = self._state
        words = CONTEXT.unpack_from(space.ram.u8, space.base)
        state[:GPR_COUNT] = words[:GPR_COUNT]
        state[places.SP], state[places.FLAGS] = words[GPR_COUNT + 1], words[GPR_COUNT + 2]
        state[places.TRAP_NEXT] = words[GPR_COUNT]
        state[places.READ_PAGES], state[places.WRITE_PAGES] = space.read_pages, space.write_pages
        state[places.SPACE] = space
        state[places.U8], state[places.U16], state[places.U32] = space.ram.u8, space.ram.u16, space.ram.u32
        return state

    def _leave(self, space: AddressSpace, pc: int) -> None:
        state = self._state
        CONTEXT.pack_into(space.ram.u8, space.base, *state[:GPR_COUNT], pc, state[places.SP], state[places.FLAGS])
        space.ram.dirty.add(space.frame)


def _decode_into(code: Code, factories: Factories, space: AddressSpace, pc: int) -> Stop | None:
    """Decode the straight line from pc on; a Stop when there is no instruction at pc."""
    if pc >> BANK_SHIFT != space.bank:
        return Stop(0, TrapKind.BANK, pc)
    first, start, window = pc, pc, b""
    while pc not in code:
        if pc in space.breakpoints:
            return Stop(0, TrapKind.BREAK, pc) if pc == first else None
        try:
            if len(window) - (pc - start) < MAX_LENGTH:
                start, window = pc, space.executable_bytes(pc % ADDRESS_SPACE, _WINDOW)
            instruction = decode(window, pc - start, pc)
        except Fault as fault:
            return Stop(0, fault.kind, fault.address) if pc == first else None
        except DecodeError:
            return Stop(0, TrapKind.ILLEGAL, pc) if pc == first else None
        if instruction.row.spelling in _PRIVILEGED:
            return Stop(0, TrapKind.ILLEGAL, pc) if pc == first else None
        code[pc] = bind(factories, instruction, pc)
        if ends_block(instruction):
            break
        pc += instruction.size
    return None


def ends_block(instruction: Instruction) -> bool:
    """Does what follows in memory never follow in time?"""
    meaning = instruction.row.meaning
    return "pc = " in meaning and "if" not in meaning


def bind(factories: Factories, instruction: Instruction, pc: int) -> Operation:
    """The closure that performs this instruction at pc."""
    bank = pc >> BANK_SHIFT << BANK_SHIFT
    values = (value & 0xFFFFFFFF for value in instruction.values)
    return factories[instruction.row.spelling](*values, pc + instruction.size, bank)
