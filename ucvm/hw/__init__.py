"""The hardware: memory, address translation, engines and devices. It knows nothing of processes or files."""
