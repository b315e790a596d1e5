"""Benchmarks: what this machine does in a second, measured here and now beside what else one could use. Ratios hold; single times are this host's.

A module a group (cpu, kernel, start, density), each of which gives tables; the C sources are the programs of the groups cpu and kernel.
"""
