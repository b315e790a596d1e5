"""The engines by name: what the command line offers, the fuzzer compares and the benchmarks measure."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ucvm.hw.engines.base import Engine

NAMES = ("reference", "interpreter", "translator")
"""Slowest first; each but the first needs wasmtime."""
AUTO, FAST = "auto", "translator"
"""The choice that begins on the reference engine, and what it goes on with when a run proves long."""


def make(name: str, cache_folder: Path | None = None, warn: Callable[[str], None] = lambda reason: None, *, eager: bool = False) -> "Engine":
    """A new engine of this name, its compiled code kept in the folder; raises EngineUnavailable. Only what it needs is loaded.

    An eager one translates at once, for tests. AUTO never raises: without its fast engine `warn` is called with the reason, once, when a run is so
    long that it matters.
    """
    if name == AUTO:
        from ucvm.hw.engines.auto import AutoEngine

        return AutoEngine(lambda: make(FAST, cache_folder), warn, cache_folder)
    if name == "interpreter":
        from ucvm.hw.engines.interpreter import InterpreterEngine

        return InterpreterEngine(cache_folder)
    if name == "translator":
        from ucvm.hw.engines.translator import TranslatorEngine

        return TranslatorEngine(cache_folder, eager=int(eager))
    from ucvm.hw.engines.reference import ReferenceEngine

    return ReferenceEngine(cache_folder)


def usable() -> tuple[str, ...]:
    """Names of the engines that work here."""
    from ucvm.hw.engines.wasm_call import available

    return NAMES if available() else NAMES[:1]
