"""py65 (a 6502 in Python) beside us: a small loop of its machine code. An optional package."""

import time
from importlib import util

STEPS = 500_000
ORIGIN = 0x0400
LOOP = bytes.fromhex("A200 B51E 7510 951E E8 D0F7 4C0004")
"""LDX #0 / again: LDA $1E,X / ADC $10,X / STA $1E,X / INX / BNE again / JMP $0400"""


def speed() -> float | None:
    """Instructions a second; None without the package."""
    if util.find_spec("py65") is None:
        return None
    from py65.devices.mpu6502 import MPU

    processor = MPU(pc=ORIGIN)
    processor.memory[ORIGIN : ORIGIN + len(LOOP)] = LOOP
    began = time.perf_counter()
    for _ in range(STEPS):
        processor.step()
    return STEPS / (time.perf_counter() - began)
