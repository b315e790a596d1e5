"""Devices behind the I/O page: 0x100 bytes of registers each, at the addresses of the bus's list."""
