"""The bus: which device answers at which address of the I/O page."""

from typing import Any

from ucvm.abi.layout import IO_BASE
from ucvm.hw.devices.base import DeviceDriver

SLOT_SIZE = 0x100
SLOTS: dict[str, int] = {"console": 0xF000, "clock": 0xF100, "bus": 0xF200, "storage": 0xF300, "net": 0xF400}
"""Device name → address of its registers."""


class Bus:
    """Devices by slot. An address without a device reads as 0 and ignores writes."""

    def __init__(self, *devices: DeviceDriver[Any]) -> None:
        self._slots = {(SLOTS[device.name] - IO_BASE) // SLOT_SIZE: device for device in devices}

    def load(self, address: int, size: int) -> int:
        """The value a program reads at a virtual address of the I/O page."""
        device = self._slots.get((address - IO_BASE) // SLOT_SIZE)
        return int.from_bytes(device.read(address % SLOT_SIZE, size), "little") if device else 0

    def store(self, address: int, size: int, value: int) -> None:
        """A program writes at a virtual address of the I/O page."""
        device = self._slots.get((address - IO_BASE) // SLOT_SIZE)
        if device:
            device.write(address % SLOT_SIZE, value.to_bytes(size, "little"))
