"""The engines by name: what the command line offers, the fuzzer compares and the benchmarks measure."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ucvm.hw.engines.base import Engine

NAMES = ("reference", "interpreter")
"""Slowest first; each but the first needs wasmtime."""


def make(name: str, cache_folder: Path | None = None) -> "Engine":
    """A new engine of this name, its compiled code kept in the folder; raises wasm_call.EngineUnavailable. Only what it needs is loaded."""
    if name == "interpreter":
        from ucvm.hw.engines.interpreter import InterpreterEngine

        return InterpreterEngine(cache_folder)
    from ucvm.hw.engines.reference import ReferenceEngine

    return ReferenceEngine()


def usable() -> tuple[str, ...]:
    """Names of the engines that work here."""
    from ucvm.hw.engines.wasm_call import available

    return NAMES if available() else NAMES[:1]
