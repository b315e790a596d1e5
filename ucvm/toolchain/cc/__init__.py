"""The C compiler of UCVM: C99 without complex numbers, for the ABI of docs/abi.md."""
