"""Everything that touches wasmtime: compiling a module, one instance of it with its memory, and the quick call.

The quick call is `wasmtime_func_call_unchecked` of the C interface, reached through the shared library that the Python package has
loaded: about 1 µs, where the package's own call takes 60 to 200 µs. If the library does not offer it in the expected form, the package's own call
is used.

Compiled modules are native code and are kept as keep.py says.
"""

import atexit
import ctypes
import hashlib
import platform
from collections.abc import Callable, Sequence
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from ucvm.hw.engines.base import EngineUnavailable
from ucvm.hw.engines.keep import keep, read_own

if TYPE_CHECKING:
    import wasmtime

_alive: "WeakSet[wasmtime.Store | wasmtime.Module]" = WeakSet()
WANTED = 'the interpreter needs wasmtime: pip install "ucvm[engine]", or use --engine reference'


def available() -> bool:
    """Whether wasmtime is installed (it is not loaded for the answer)."""
    return util.find_spec("wasmtime") is not None


class Instance:
    """An instance of a module with its own memory, which `buffer` shows in place; the buffer keeps what it shows alive.

    quick=False calls through the package's public interface. Raises EngineUnavailable.
    """

    def __init__(self, module: bytes, cache_folder: Path | None = None, *, quick: bool = True) -> None:
        wasmtime = _wasmtime()
        self._store = store = wasmtime.Store(_engine())
        try:
            exports = wasmtime.Instance(store, _shared(module, cache_folder), []).exports(store)
        except wasmtime.WasmtimeError as error:
            raise EngineUnavailable(f"the interpreter does not work here ({error}): use --engine reference") from None
        memory, run = exports["memory"], exports["run"]
        self._imports = [memory, exports["table"]] if "table" in exports else []
        size = memory.data_len(store)
        shown = memory.get_buffer_ptr(store, size)
        shown.owner = store
        _alive.add(store)
        self.buffer = memoryview(shown).cast("B")
        self.call: Callable[[], None] = (quick_call(store, run) if quick else None) or (lambda: run(store))
        """Run the function."""

    def link(self, module: Any, place: int, numbers: Sequence[int]) -> None:
        """Put the function of another module, which works on this one's memory and table and imports these numbers, into a place of the table."""
        wasmtime, store = _wasmtime(), self._store
        kind = wasmtime.GlobalType(wasmtime.ValType.i32(), False)
        constants = [wasmtime.Global(store, kind, wasmtime.Val.i32(number)) for number in numbers]
        run = wasmtime.Instance(store, module, [*self._imports, *constants]).exports(store)["run"]
        table = self._imports[1]
        most = max(place, *numbers, 0) + 1 - table.size(store)
        if most > 0:
            table.grow(store, most + 64, table.get(store, 0))
        table.set(store, place, run)


def quick_call(store: "wasmtime.Store", function: "wasmtime.Func") -> Callable[[], None] | None:
    """A call of a function without parameters and results that skips the package's checks; None where the library has none."""
    try:
        from wasmtime import _ffi

        prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)
        unchecked = prototype(("wasmtime_func_call_unchecked", _ffi.dll))
        context = ctypes.cast(store._context(), ctypes.c_void_p).value
        where = ctypes.addressof(function._func)
    except (ImportError, AttributeError, TypeError, ctypes.ArgumentError):
        return None
    unused, trap = ctypes.create_string_buffer(32), ctypes.c_void_p()
    arguments, outcome = ctypes.addressof(unused), ctypes.addressof(trap)

    def call(keep: tuple[Any, ...] = (store, function, unused, trap)) -> None:
        if unchecked(context, where, arguments, 0, outcome):
            raise RuntimeError("the engine's module cannot be called")
        if trap.value:
            raise RuntimeError("the engine's module left its memory: the page table names a frame that is not there")

    return call


@atexit.register
def _leave_to_the_system() -> None:
    """What is alive at the end of the process stays so: wasmtime's finalizers fail while Python takes itself apart."""
    engines = [_engine()] if _engine.cache_info().currsize else []
    for kept in (*_alive, *engines):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(kept))


# Compiled modules


@cache
def _wasmtime() -> Any:
    try:
        import wasmtime
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineUnavailable(f"{WANTED} ({error})") from None
    return wasmtime


@cache
def _engine() -> "wasmtime.Engine":
    return _wasmtime().Engine()  # type: ignore[no-any-return]


_modules: dict[bytes, Any] = {}
"""Compiled modules by their text: bookkeeping of the host."""


def _shared(module: bytes, folder: Path | None) -> Any:
    if module not in _modules:
        _modules[module] = _compiled(module, folder)
    return _modules[module]


def _compiled(module: bytes, folder: Path | None) -> Any:
    path = folder / f"{key(module)}.native" if folder else None
    found = _loaded(path) if path else None
    if found is None:
        found = compiled(module)
        if path:
            keep(path, native(found))
    return found


def compiled(module: bytes) -> Any:
    """A module as native code."""
    found = _wasmtime().Module(_engine(), module)
    _alive.add(found)
    return found


def native(module: Any) -> bytes:
    """The native code of a compiled module."""
    return bytes(module.serialize())


def from_native(data: bytes) -> Any | None:
    """The module with this native code; None if it is for another wasmtime or processor."""
    wasmtime = _wasmtime()
    try:
        found = wasmtime.Module.deserialize(_engine(), data)
    except wasmtime.WasmtimeError:
        return None
    _alive.add(found)
    return found


def key(what: bytes) -> str:
    """Names native code: what it was made from, who compiled it, for which processor (features are checked when it is loaded)."""
    words = (_version(), platform.system(), platform.machine(), hashlib.sha256(what).hexdigest())
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _version() -> str:
    """The installed wasmtime's, as its metadata is named (importlib.metadata would cost 14 ms); native code of another version is refused anyway."""
    return " ".join(sorted(path.name for path in Path(_wasmtime().__file__).parent.parent.glob("wasmtime-*.dist-info")))


def _loaded(path: Path) -> Any | None:
    """Native code from the cache; None when there is none, or it is not ours alone, or it is for another processor."""
    data = read_own(path)
    return None if data is None else from_native(data)
