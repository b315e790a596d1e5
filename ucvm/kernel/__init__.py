"""The kernel: processes, memory, files, signals, time and devices as functions over tables of records."""
