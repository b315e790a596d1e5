"""Engines: ways to run instructions.

All have `run(space, n) -> Stop`, stop after exactly n instructions or at a trap, and agree in every bit.
"""
