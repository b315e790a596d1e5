"""Where the slots of a function lie: outgoing arguments lowest, then small slots, then arrays; incoming arguments above the saved registers."""

from ucvm.toolchain.cc.ir import OUT, Func, Slot
from ucvm.toolchain.cc.types import WORD, rounded


class Frame:
    """Offsets from sp of the slots of a function as they are now."""

    def __init__(self, func: Func) -> None:
        self.slots = func.slots
        self.at: dict[int, int] = {OUT: 0}
        offset = WORD * func.out_words
        local = [number for number, slot in enumerate(func.slots) if slot.incoming < 0]
        for number in sorted(local, key=lambda n: (max(func.slots[n].size, WORD), n)):
            self.at[number] = offset
            offset += rounded(func.slots[number].size, WORD)
        self.size = offset

    def offset(self, place: Slot, saved: int) -> int:
        """Bytes from sp, with `saved` callee-saved registers pushed."""
        found = self.at.get(place.slot)
        if found is None:
            found = self.size + WORD * (saved + 1 + self.slots[place.slot].incoming)
        return found + place.off
