"""The register pane: registers, flags and mode of the process that is looked at, what changed marked."""

from rich.text import Text

from ucvm.hw.cpu import CPUState
from ucvm.isa.registers import FLAGS, REGISTERS
from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View

COLUMNS, WIDTH = 3, 14
"""Most registers on a line, and the characters that each takes."""


class RegisterPane(Pane):
    """Registers; what differs from the last drawn view is marked."""

    def __init__(self) -> None:
        super().__init__("registers")
        self._before: CPUState | None = None

    def show(self, view: View) -> None:
        """See Pane."""
        self._before = self._view.cpu
        super().show(view)

    def text(self, view: View) -> Text:
        """See Pane."""
        assert view.cpu is not None
        self.border_title = f"registers of {view.pid}"
        fitting = max(1, min(COLUMNS, (self.size.width or COLUMNS * WIDTH) // WIDTH))
        return registers_text(view.cpu, self._before or view.cpu, fitting)


def registers_text(cpu: CPUState, before: CPUState, columns: int = COLUMNS) -> Text:
    """Registers in columns with pc and sp the last, then flags and mode."""
    text = Text()
    values = zip((*REGISTERS, "pc", "sp"), (*cpu.gpr, cpu.pc, cpu.sp), (*before.gpr, before.pc, before.sp), strict=True)
    for number, (name, value, old) in enumerate(values, start=1):
        text.append(f"{name:>3} ", "dim").append(f"{value:08x}", "bold reverse" if value != old else "")
        text.append("  " if number % columns else "\n")
    text.append("flags ", "dim")
    for name, flag, old in zip(FLAGS, cpu.flags, before.flags, strict=True):
        text.append(name if flag else "-", "bold reverse" if flag != old else "bold" if flag else "dim")
    return text.append("  mode ", "dim").append(cpu.mode)
