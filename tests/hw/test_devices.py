"""Devices at their addresses, reached by instructions once and exactly."""

from typing import Any

import pytest

from tests.hw.bench import Bench, assemble
from ucvm.abi.layout import PTE_DEVICE, PTE_WRITE
from ucvm.hw.cpu import InstructionExecutor, cpu_state, step_device
from ucvm.hw.devices import clock as clock_registers
from ucvm.hw.devices.bus import Bus
from ucvm.hw.devices.clock import Clock, Now
from ucvm.hw.devices.console import RING_SIZE, Console
from ucvm.isa.trap import TrapKind


class Fixture:
    def __init__(self, *code: tuple[str, dict[str, int]]) -> None:
        self.bench = Bench(assemble(*code))
        self.bench.map(15, 0, PTE_WRITE | PTE_DEVICE)
        self.output: list[bytes] = []
        self.time = Now(5_000_000_000, 50_000_000_123)
        records: dict[str, Any] = {}
        self.console = Console(records, self.output.append)
        self.clock = Clock(records, lambda: self.time)
        self.bus = Bus(self.console, self.clock)

    def step(self, address: int) -> None:
        self.bench.space.set(1, address)
        stop = self.bench.run()
        assert stop.kind == TrapKind.DEVICE
        assert step_device(self.bench.engine, self.bench.space, self.bus, stop).executed == 1


def test_console_takes_bytes_once() -> None:
    fixture = Fixture(("ldw.0", {"d": 2, "a": 1}), ("ldw.0", {"d": 3, "a": 1}), ("ldw.2", {"d": 4, "a": 1}), ("stb.r", {"b": 1, "a": 2}))
    fixture.console.receive(b"AB")
    for _ in range(3):
        fixture.step(0xF000)
    assert [fixture.bench.space.get(number) for number in (2, 3, 4)] == [0x41, 0x42, 0]
    fixture.step(0xF000)
    assert fixture.output == [b"A"]


def test_console_ring_is_bounded() -> None:
    fixture = Fixture()
    fixture.console.receive(b"x" * (RING_SIZE + 7))
    assert (len(fixture.console.state.waiting), fixture.console.state.dropped) == (RING_SIZE, 7)


def test_clock_shows_ticks_and_time_in_halves() -> None:
    fixture = Fixture(*(("ldw.0", {"d": number, "a": 1}) for number in (2, 3, 4, 5)))
    for offset in (0, 4, 8, 12):
        fixture.step(0xF100 + offset)
    low, high, nanoseconds, upper = (fixture.bench.space.get(number) for number in (2, 3, 4, 5))
    assert (high << 32 | low, upper << 32 | nanoseconds) == fixture.time


def test_frozen_clock_steps_and_runs_on_from_there() -> None:
    fixture = Fixture()
    clock = fixture.clock
    clock.write(clock_registers.CONTROL, b"\1\0\0\0")
    fixture.time = Now(6_000_000_000, 60_000_000_123)
    assert clock.nanoseconds() == 50_000_000_123
    clock.write(clock_registers.STEP, (1000).to_bytes(4, "little"))
    assert clock.nanoseconds() == 50_000_001_123
    clock.write(clock_registers.CONTROL, bytes(4))
    fixture.time = Now(6_000_000_001, 60_000_000_133)
    assert clock.nanoseconds() == 50_000_001_133


def test_unknown_commands_are_refused() -> None:
    fixture = Fixture()
    for device in (fixture.console, fixture.clock):
        with pytest.raises(ValueError, match="no command"):
            device.ioctl(99, 0)


def test_instructions_with_several_accesses_may_not_reach_devices() -> None:
    fixture = Fixture(("leave", {"k": 2, "f": 0}))
    fixture.console.receive(b"AB")
    fixture.bench.space.sp = 0xF000
    stop = fixture.bench.run()
    assert step_device(fixture.bench.engine, fixture.bench.space, fixture.bus, stop).kind == TrapKind.FAULT
    assert fixture.console.state.waiting == b"AB"


def test_addresses_without_a_device_read_as_zero() -> None:
    bus = Fixture().bus
    assert bus.load(0xFF00, 4) == 0
    bus.store(0xFF00, 4, 1)


def test_executor_shows_the_specified_state() -> None:
    bench = Bench(assemble(("mov.h", {"d": 12, "i": 7}), ("cmp.n", {"a": 12, "i": 7})))
    executor = InstructionExecutor(bench.space)
    assert executor.encode(executor.fetch()) == bytes.fromhex("050c0700")
    executor.execute()
    executor.execute()
    state = cpu_state(bench.space)
    assert (state.gpr[12], state.pc, state.sp, state.mode) == (7, 0x1006, 0xF000, "USER")
    assert state.flags == (True, False, False, False)
