"""The CPU as the specification shows it (4.4, 4.5): its visible state, and the executor of single instructions."""

from typing import NamedTuple

from ucvm.abi.layout import ADDRESS_SPACE, FLAG_C, FLAG_O, FLAG_S, FLAG_Z, MODE_KERNEL
from ucvm.hw.devices.bus import Bus
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.mmu import AddressSpace
from ucvm.isa import codec
from ucvm.isa.codec import Instruction
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.trap import TrapKind


class FlagsState(NamedTuple):
    """The four flags."""

    zero: bool
    carry: bool
    sign: bool
    overflow: bool


class CPUState(NamedTuple):
    """Registers of a process: gpr r0 … r15, pc, sp, flags, and the mode "USER" or "KERNEL"."""

    gpr: tuple[int, ...]
    pc: int
    sp: int
    flags: FlagsState
    mode: str


def cpu_state(space: AddressSpace) -> CPUState:
    """The state saved in a process's context block."""
    packed = space.flags
    flags = FlagsState(*(bool(packed & bit) for bit in (FLAG_Z, FLAG_C, FLAG_S, FLAG_O)))
    gpr = tuple(space.get(number) for number in range(GPR_COUNT))
    return CPUState(gpr, space.pc, space.sp, flags, "KERNEL" if space.mode == MODE_KERNEL else "USER")


class InstructionExecutor:
    """Decode, encode and execute single instructions of a process."""

    def __init__(self, space: AddressSpace, engine: Engine | None = None) -> None:
        self.space = space
        self.engine = engine or ReferenceEngine()

    def fetch(self) -> Instruction:
        """The instruction at pc; raises Fault or DecodeError."""
        pc = self.space.pc
        return codec.decode(self.space.executable_bytes(pc % ADDRESS_SPACE, codec.MAX_LENGTH), 0, pc)

    def decode(self, code: bytes) -> Instruction:
        """The instruction in these bytes, as if at address 0."""
        return codec.decode(code)

    def encode(self, instruction: Instruction) -> bytes:
        """Its bytes, as if at address 0."""
        return codec.encode(instruction.row, instruction.operands)

    def execute(self) -> Stop:
        """Execute the instruction at pc: BUDGET when it simply retired, else the trap."""
        return self.engine.run(self.space, 1)


def step_device(engine: Engine, space: AddressSpace, bus: Bus, refused: Stop) -> Stop:
    """Execute the one instruction that was refused with DEVICE: its access goes to the bus, once.

    The value travels through frame 0 of RAM, which belongs to nobody. Only instructions with a single access may reach a device; ENTER,
    LEAVE and RETX there are a FAULT.
    """
    from ucvm.isa.semantics import semantics  # devices are rare

    meaning = semantics(InstructionExecutor(space).fetch().row)
    if any(load.times for load in meaning.loads) or any(store.times for store in meaning.stores):
        return refused._replace(kind=TrapKind.FAULT)
    access = DeviceAccess(space, bus)
    space.bounce = access.place
    try:
        stop = engine.run(space, 1)
    finally:
        space.bounce = None
    if stop.executed:
        access.finish()
    return stop


class DeviceAccess:
    """The single device access of one instruction."""

    def __init__(self, space: AddressSpace, bus: Bus) -> None:
        self._space, self._bus = space, bus
        self._address, self._size, self._write = 0, 0, False

    def place(self, address: int, size: int, write: bool) -> int:
        """Physical address (in frame 0) at which the instruction finds or leaves the value."""
        self._address, self._size, self._write = address, size, write
        self._space.ram.u32[0] = 0 if write else self._bus.load(address, size)
        return 0

    def finish(self) -> None:
        """Deliver what the instruction wrote."""
        if self._write:
            mask = (1 << 8 * self._size) - 1
            self._bus.store(self._address, self._size, self._space.ram.u32[0] & mask)
        self._space.ram.u32[0] = 0
