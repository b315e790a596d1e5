"""The translator: hot code of the program as WebAssembly of its own, with the interpreter beneath it for all else.

The interpreter counts where jumps arrive: at calls, returns and jumps back. A place that is reached often becomes the root of a unit (flow.py),
which is generated, compiled and put into the table of functions that the interpreter and all units share; its number is entered in the map of the
text, where the interpreter finds it. Units know nothing of a process: all that run the same text share them. Texts are looked at only once something
in them is hot, so that a process that ends soon costs nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from ucvm.abi.layout import ADDRESS_SPACE, BANK_SHIFT
from ucvm.hw.engines import control
from ucvm.hw.engines.base import Stop
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.text import Text, Unit, text_of
from ucvm.hw.engines.wasm_call import compiled
from ucvm.hw.mmu import AddressSpace, Fault
from ucvm.isa.codec import MAX_LENGTH

LOOK, HEAT = 64, 4000
"""Arrivals after which a text is looked at, and after which a place in it is translated: about when it has cost as much as translation will."""
_UNITS = 2000
"""Most units of a machine."""
_EMPTY = control.MAPS - 1
"""The map in which there never is anything: while there are breakpoints the interpreter runs alone."""


class TranslatorEngine(InterpreterEngine):
    """Runs instructions in WebAssembly, hot ones translated; see InterpreterEngine.

    `heat`: arrivals that make a place hot; with fewer than usual, which is for tests, nothing of what is translated is kept in the folder.
    """

    _translating: ClassVar[bool] = True

    def __init__(self, cache_folder: Path | None = None, *, quick: bool = True, heat: int = HEAT) -> None:
        super().__init__(cache_folder, quick=quick)
        self._heat = heat
        self._units_folder = cache_folder if heat >= HEAT else None
        self._maps: dict[Text, int] = {}
        self._numbers: dict[tuple[Text, int], int] = {}

    def fresh(self) -> "TranslatorEngine":
        """An engine of the same kind for another machine."""
        return TranslatorEngine(self._cache_folder, quick=self._quick, heat=self._heat)

    def _show(self, space: AddressSpace) -> None:
        super()._show(space)
        text: Text | None = space.codes.get(space.bank)
        self._show_map(_EMPTY if space.breakpoints else self._maps.get(text, 0) if text else 0)

    def _outside(self, space: AddressSpace, reason: int) -> Stop | None:
        if reason != control.HOT:
            return super()._outside(space, reason)
        text, pc = text_of(space), self._control[control.VALUE]
        if text in self._maps:
            self._translate(text, pc, _fetcher(space))
        else:
            self._enter(0, pc, 0)
            self._add_map(text)
        return None

    # --- maps ---

    def _show_map(self, number: int) -> None:
        self._control[control.MAP] = control.MAPS_BASE + number * control.MAP_SIZE
        self._control[control.LIMIT] = {0: min(self._heat, LOOK), _EMPTY: 0}.get(number, self._heat)

    def _add_map(self, text: Text) -> None:
        """A map for a text, in the place of the one that was made first if there is no other."""
        number = len(self._maps) + 1
        if number == _EMPTY:
            oldest = next(iter(self._maps))
            number = self._maps.pop(oldest)
        self._maps[text] = number
        self._map(number)[:] = bytes(control.MAP_SIZE)
        self._show_map(number)

    def _map(self, number: int) -> memoryview:
        begin = control.MAPS_BASE + number * control.MAP_SIZE
        return self._instance.buffer[begin : begin + control.MAP_SIZE]

    def _enter(self, number: int, pc: int, known: int) -> None:
        """Say in a map what is known of a place."""
        slot = self._map(number)[control.slot(pc) :].cast("I")
        slot[0], slot[1] = pc, known

    # --- units ---

    def _translate(self, text: Text, pc: int, fetch: Callable[[int], bytes]) -> None:
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

    def _unit(self, text: Text, pc: int, fetch: Callable[[int], bytes]) -> Unit | None:
        """The compiled unit and the places it calls."""
        if pc not in text.units:
            from ucvm.hw.engines.flow import find_unit  # what only long runs need
            from ucvm.hw.engines.unit_generator import generate

            nodes = find_unit(pc, fetch)
            if nodes:
                module, callees = generate(pc, nodes)
                text.units[pc] = compiled(module, self._units_folder), callees
            else:
                text.units[pc] = None
        return text.units[pc]


def _fetcher(space: AddressSpace) -> Callable[[int], bytes]:
    """Reads the instruction bytes at a pc; there are none outside the bank that is in the window."""

    def fetch(pc: int) -> bytes:
        if pc >> BANK_SHIFT != space.bank:
            return b""
        try:
            return space.executable_bytes(pc % ADDRESS_SPACE, MAX_LENGTH)
        except Fault:
            return b""

    return fetch
