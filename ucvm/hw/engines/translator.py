"""The translator: hot code of the program as WebAssembly of its own, with the interpreter beneath it for all else.

The interpreter counts where jumps arrive: at calls, returns and jumps back. A place that is reached often becomes the root of a unit (flow.py),
which is generated, compiled and put into the table of functions that the interpreter and all units share; its number is entered in the map of the
text, where the interpreter finds it. Units know nothing of a process: all that run the same text share them. Texts are looked at only once something
in them is hot, so that a process that ends soon costs nothing.
"""

import struct
from pathlib import Path
from typing import ClassVar

from ucvm.abi.layout import ADDRESS_SPACE, BANK_SHIFT
from ucvm.hw.engines import control, wasm_call
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.flow import Fetch, Node, Place, find_unit, is_behind_call
from ucvm.hw.engines.generated import sources_key
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.keep import keep, read_own
from ucvm.hw.engines.text import Text, Unit, text_of
from ucvm.hw.mmu import AddressSpace, Fault
from ucvm.isa.codec import MAX_LENGTH

LOOK, HEAT, PATIENCE = 64, 3000, 40
"""Arrivals after which a text is looked at; after which a place in it is, which is translated if that has been kept from another run; so often it is
looked at before it is translated anew, about when interpreting it has cost as much as that will."""
_UNITS = 2000
"""Most units of a machine."""
_EMPTY = control.MAPS - 1
"""The map in which there never is anything: while there are breakpoints the interpreter runs alone."""


class TranslatorEngine(InterpreterEngine):
    """Runs instructions in WebAssembly, hot ones translated; see InterpreterEngine.

    An eager one, which is for tests, translates what is reached 1 or, as told, a few times, and keeps nothing of it.
    """

    _variant: ClassVar[str] = "translating"

    def __init__(self, cache_folder: Path | None = None, *, quick: bool = True, eager: int = 0) -> None:
        super().__init__(cache_folder, quick=quick)
        self._eager = eager
        self._heat, self._patience = (eager, 1) if eager else (HEAT, PATIENCE)
        self._units_folder = None if eager else cache_folder
        self._maps: dict[Text, int] = {}
        self._shown_map = 0
        self._numbers: dict[tuple[Text, int], int] = {}
        self._rounds: dict[tuple[Text, int], int] = {}

    @property
    def pace(self) -> int:
        """See Engine."""
        return 4_000_000

    def fresh(self) -> Engine:
        """An engine of the same kind for another machine."""
        return TranslatorEngine(self._cache_folder, quick=self._quick, eager=self._eager)

    def _show(self, space: AddressSpace) -> None:
        super()._show(space)
        text: Text | None = space.codes.get(space.bank)
        self._show_map(_EMPTY if space.breakpoints else self._maps.get(text, 0) if text else 0)

    def _outside(self, space: AddressSpace, reason: int) -> Stop | None:
        if reason != control.HOT:
            return super()._outside(space, reason)
        text, pc = text_of(space), self._control[control.VALUE]
        if self._shown_map:
            self._heated(text, pc, _fetcher(space))
        else:
            self._enter(0, pc, 0)
            self._show_map(self._maps.get(text) or self._add_map(text))
        return None

    # --- maps ---

    def _show_map(self, number: int) -> None:
        self._shown_map = number
        self._control[control.MAP] = control.MAPS_BASE + number * control.MAP_SIZE
        self._control[control.LIMIT] = {0: min(self._heat, LOOK), _EMPTY: 0}.get(number, self._heat)

    def _add_map(self, text: Text) -> int:
        """A new map for a text, in the place of the one that was made first if there is no other."""
        number = len(self._maps) + 1
        if number == _EMPTY:
            oldest = next(iter(self._maps))
            number = self._maps.pop(oldest)
        self._maps[text] = number
        self._map(number)[:] = bytes(control.MAP_SIZE)
        return number

    def _map(self, number: int) -> memoryview:
        begin = control.MAPS_BASE + number * control.MAP_SIZE
        return self._instance.buffer[begin : begin + control.MAP_SIZE]

    def _enter(self, number: int, pc: int, known: int) -> None:
        """Say in a map what is known of a place."""
        slot = self._map(number)[control.slot(pc) :].cast("I")
        slot[0], slot[1] = pc, known

    # --- units ---

    def _heated(self, text: Text, pc: int, fetch: Fetch) -> None:
        """A place has been reached often once more. One behind a call waits longer: what the call stands in gets hot as well, and then nobody comes
        here."""
        rounds = self._rounds[text, pc] = self._rounds.get((text, pc), 0) + 1
        if rounds == 1 and pc not in text.units:
            self._recall(text, pc)
        if pc in text.units or rounds >= self._patience * (2 if is_behind_call(pc, fetch) else 1):
            self._translate(text, pc, fetch)
        else:
            self._enter(self._maps[text], pc, 0)

    def _translate(self, text: Text, pc: int, fetch: Fetch) -> None:
        unit = self._unit(text, pc, fetch) if len(self._numbers) < _UNITS else None
        if unit is None:
            self._enter(self._maps[text], pc, control.NEVER)
            return
        module, callees = unit
        number = self._number(text, pc)
        self._instance.link(module, number, [self._number(text, callee) for callee in callees])
        self._enter(self._maps[text], pc, control.UNIT | number)

    def _number(self, text: Text, pc: int) -> int:
        """Place in the table for the unit that begins at pc, whether there is one yet or not; place 0 stays empty."""
        return self._numbers.setdefault((text, pc), len(self._numbers) + 1)

    def _unit(self, text: Text, pc: int, fetch: Fetch) -> Unit | None:
        """The compiled unit and the places it calls."""
        if pc not in text.units:
            nodes = find_unit(pc, fetch)
            text.units[pc] = self._compile(text, pc, nodes) if nodes else None
        return text.units[pc]

    def _compile(self, text: Text, pc: int, nodes: dict[Place, Node]) -> Unit:
        from ucvm.hw.engines.unit_generator import generate  # what a long run needs that finds nothing kept

        source, callees = generate(nodes, pc)
        module = wasm_call.compiled(source)
        if self._units_folder:
            head = struct.pack(f"<{1 + len(callees)}I", len(callees), *callees)
            keep(self._path(self._units_folder, text, pc), head + wasm_call.native(module))
        return module, callees

    def _recall(self, text: Text, pc: int) -> None:
        """Take the unit from the folder, if it is there."""
        data = read_own(self._path(self._units_folder, text, pc)) if self._units_folder else None
        if not data or len(data) < 4:
            return
        (count,) = struct.unpack_from("<I", data)
        module = wasm_call.from_native(data[4 * (1 + count) :])
        if module is not None:
            text.units[pc] = module, list(struct.unpack_from(f"<{count}I", data, 4))

    def _path(self, folder: Path, text: Text, pc: int) -> Path:
        """Named by all that a unit depends on."""
        return folder / f"{wasm_call.key(f'{text.digest} {pc} {sources_key()}'.encode())}.unit"


def _fetcher(space: AddressSpace) -> Fetch:
    """Reads the instruction bytes at a pc; there are none outside the bank that is in the window."""

    def fetch(pc: int) -> bytes:
        if pc >> BANK_SHIFT != space.bank:
            return b""
        try:
            return space.executable_bytes(pc % ADDRESS_SPACE, MAX_LENGTH)
        except Fault:
            return b""

    return fetch
