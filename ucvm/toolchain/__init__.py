"""From sources to programs: C compiler, assembler, object files, linker, objdump, debug look-ups."""
