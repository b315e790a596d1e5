"""The C compiler of UCVM: C99 without floating point, for the ABI of docs/abi.md."""
