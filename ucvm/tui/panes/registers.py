"""The register pane: registers, flags and mode of the process that is looked at, what changed marked, and the instructions from pc on."""

from rich.text import Text
from textual.widgets import Static

from ucvm.hw.cpu import CPUState
from ucvm.isa.codec import DecodeError, decode
from ucvm.isa.disasm import format_instruction
from ucvm.isa.registers import FLAGS, REGISTERS
from ucvm.tui.view import View

COLUMNS = 3
INSTRUCTIONS = 6


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
    """The next instructions, the one at pc marked."""
    assert view.cpu is not None
    text, at = Text(), view.cpu.pc & 0xFFFF
    for number in range(INSTRUCTIONS):
        try:
            instruction = decode(view.memory, at, at)
        except DecodeError:
            return text.append(f"{'▶' if not number else ' '} {at:04x} ??")
        text.append(f"{'▶' if not number else ' '} {at:04x} ", "bold" if not number else "dim")
        text.append(format_instruction(instruction), "bold" if not number else "").append("\n")
        at += instruction.size
    text.right_crop(1)
    return text
