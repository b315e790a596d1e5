"""The reference engine's state: a list with r0 … r15, and after them what else a closure reads and leaves."""

from ucvm.isa.registers import GPR_COUNT

SP, FLAGS, READ_PAGES, WRITE_PAGES, SPACE, U8, U16, U32, TRAP_VALUE, TRAP_NEXT, LENGTH = range(GPR_COUNT, GPR_COUNT + 11)
"""Places in the list after r0 … r15."""
