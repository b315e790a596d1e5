"""Why an engine stops: the kinds of trap."""

from enum import IntEnum


class TrapKind(IntEnum):
    """Kinds of stop. Up to WRCTL the instruction retired; from FAULT on it did nothing and pc is still at it. BREAK and WATCH are for a debugger."""

    BUDGET = 0
    SYSCALL = 1
    INT = 2
    BRK = 3
    HLT = 4
    IRET = 5
    RDCTL = 6
    WRCTL = 7
    FAULT = 8
    ALIGN = 9
    ILLEGAL = 10
    DIVIDE = 11
    DEVICE = 12
    BANK = 13
    BREAK = 14
    WATCH = 15
