"""The register pane: registers, flags and mode of the process that is looked at, what changed marked, and the instructions from pc on."""

from rich.text import Text
from textual.widgets import Static

from ucvm.hw.cpu import CPUState
from ucvm.isa.registers import FLAGS, REGISTERS
from ucvm.tui.view import View

COLUMNS = 3


class RegisterPane(Static):
    """Registers and disassembly."""

    def __init__(self) -> None:
        super().__init__(id="registers")
        self.border_title = "registers"
        self._shown: CPUState | None = None

    def show(self, view: View) -> None:
        """Draw a view; what differs from the last drawn one is marked."""
        if view.cpu is None:
            self.update("")
            return
        self.border_title = f"registers of {view.pid}"
        text = registers_text(view.cpu, self._shown or view.cpu)
        self.update(text.append("\n\n").append_text(code_text(view)))
        self._shown = view.cpu


def registers_text(cpu: CPUState, before: CPUState) -> Text:
    """Three registers a line with pc and sp the last, then flags and mode."""
    text = Text()
    values = zip((*REGISTERS, "pc", "sp"), (*cpu.gpr, cpu.pc, cpu.sp), (*before.gpr, before.pc, before.sp), strict=True)
    for number, (name, value, old) in enumerate(values, start=1):
        text.append(f"{name:>3} ", "dim").append(f"{value:08x}", "bold reverse" if value != old else "")
        text.append("  " if number % COLUMNS else "\n")
    text.append("flags ", "dim")
    for name, flag, old in zip(FLAGS, cpu.flags, before.flags, strict=True):
        text.append(name if flag else "-", "bold reverse" if flag != old else "bold" if flag else "dim")
    return text.append("  mode ", "dim").append(cpu.mode)


def code_text(view: View) -> Text:
    """Where the process is, and its next instructions; with the one at pc what it finds in memory."""
    text = Text()
    for number, row in enumerate(view.code):
        if row.place and not number:
            text.append(f"{row.place}\n", "italic")
        text.append(f"{' ' if number else '▶'} {row.address:04x} ", "dim" if number else "bold")
        text.append(row.text, "" if number else "bold").append(f"  {row.touches}\n" if row.touches else "\n", "dim")
    text.right_crop(1)
    return text
