"""What the CPU is: the instruction table and everything that can be derived from it without running it."""
