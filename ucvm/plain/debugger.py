"""`ucvm debug RUN`: a recorded run, walked through in both directions at a prompt.

The commands stand in one table, from which the help is made. Each gets the words behind it and answers with text; what it cannot do it says.
"""

import os
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from ucvm.hw.cpu import cpu_state
from ucvm.isa.codec import DecodeError, decode
from ucvm.isa.disasm import format_instruction
from ucvm.isa.registers import FLAGS, REGISTERS
from ucvm.machine.events import Keys, Resize
from ucvm.machine.inspect import looked_at, pages, peek, processes
from ucvm.machine.machine import Machine
from ucvm.machine.symbols import debug_info, place_name
from ucvm.machine.trace import Instruction
from ucvm.replay import conditions
from ucvm.replay.conditions import CALL, COMMAND, SWITCH, Condition
from ucvm.replay.output import Printed
from ucvm.replay.player import DivergenceError
from ucvm.replay.timeline import PastError, Timeline

UNITS: dict[str, Condition | None] = {"instruction": None, "call": CALL, "switch": SWITCH, "command": COMMAND}
BYTES_PER_LINE = 16
WRITERS = 20
"""Writers that are listed."""
INSTRUCTIONS = 10
"""Instructions that trace shows."""
_WAIT = 1_000_000
"""Instructions that a branch runs after something was typed."""


class Refusal(Exception):  # noqa: N818 - it is no mistake of the program's
    """A command that cannot be done; the message says how it is meant."""


class Command(NamedTuple):
    """A command: its names, the words it takes, what it does."""

    names: tuple[str, ...]
    words: str
    help: str
    do: "Callable[[Debugger, list[str]], str]"


Picture = Callable[[Sequence[Resize | Printed]], list[str]]
"""Makes a terminal's rows of what Timeline.shown gives."""


class Debugger:
    """Branches of a run by name, the one that is shown, and the process that is looked at. `picture` shows the terminal of a moment."""

    def __init__(self, timeline: Timeline, picture: Picture) -> None:
        self.picture = picture
        self.branches = {"main": timeline}
        self.branch = "main"
        self.ended = False
        self._pid = 0

    @property
    def timeline(self) -> Timeline:
        """The branch that is shown."""
        return self.branches[self.branch]

    @property
    def machine(self) -> Machine:
        """Its machine, at the present moment."""
        return self.timeline.machine

    @property
    def pid(self) -> int:
        """The process that is looked at; Refusal when there is none."""
        self._pid = self.machine.current_pid() or looked_at(self.machine, self._pid)
        if not self._pid:
            raise Refusal("no process has memory here")
        return self._pid

    def execute(self, line: str) -> str:
        """Do what a line says; the answer."""
        name, *words = line.split() or [""]
        if not name:
            return ""
        command = next((row for row in COMMANDS if name in row.names), None)
        if command is None:
            return f"no command {name}; help lists them"
        try:
            return command.do(self, words)
        except (Refusal, PastError, DivergenceError, ValueError) as refusal:
            return f"{name}: {refusal}"
        except KeyError as unknown:
            return f"{name}: there is no {unknown.args[0]}"


# Words


def _number(word: str) -> int:
    try:
        return int(word, 0)
    except ValueError:
        raise Refusal(f"{word} is no number (12, 0x1000)") from None


def _address(debugger: Debugger, word: str) -> int:
    """A number, a register of the process, or the name of a function or object."""
    space = debugger.machine.kernel.space(debugger.pid)
    if word in ("pc", "sp"):
        return int(getattr(space, word)) & 0xFFFF
    found = debug_info(debugger.machine, debugger.pid).address_of(word)
    return _number(word) if found is None else found


def _condition(debugger: Debugger, words: Sequence[str]) -> Condition:
    match words:
        case ["at", place]:
            return conditions.at(_address(debugger, place))
        case ["call", name]:
            return conditions.call(name)
        case ["changes", place, *size]:
            return conditions.changes(debugger.pid, _address(debugger, place), _number(size[0]) if size else 1)
        case [register, comparison, value] if comparison in conditions.COMPARISONS:
            return conditions.register(register, comparison, _number(value))
        case [unit] if UNITS.get(unit):
            return UNITS[unit]  # type: ignore[return-value]
    raise Refusal("a condition is: at ADDRESS · call NAME · changes ADDRESS [SIZE] · REGISTER == < > … VALUE · call · switch · command")


def _unit_and_count(words: Sequence[str]) -> tuple[Condition | None, int]:
    unit: Condition | None = None
    count = 1
    for word in words:
        if word in UNITS:
            unit = UNITS[word]
        else:
            count = _number(word)
    return unit, count


# Moving


def _where(debugger: Debugger, words: list[str]) -> str:
    timeline, machine = debugger.timeline, debugger.machine
    head = f"{debugger.branch}: tick {machine.ticks} of {timeline.end.tick}, {machine.sequence} inputs"
    pid = machine.current_pid()
    if machine.halted or not pid:
        return f"{head}, {'halted' if machine.halted else 'idle'}"
    address = machine.kernel.space(pid).pc
    name = place_name(debug_info(machine, pid), address)
    return f"{head}, process {pid} ({machine.kernel.process[pid].name})\n{_instruction(machine, pid, address)[1]}  {name}".rstrip()


def _step(debugger: Debugger, words: list[str]) -> str:
    return _move(debugger, words, debugger.timeline.step)


def _back(debugger: Debugger, words: list[str]) -> str:
    return _move(debugger, words, debugger.timeline.back)


def _move(debugger: Debugger, words: list[str], move: Callable[[Condition | None], bool]) -> str:
    unit, count = _unit_and_count(words)
    if unit is None:
        debugger.timeline.seek(debugger.machine.ticks + (count if move == debugger.timeline.step else -count))
    else:
        all(move(unit) for _ in range(count))
    return _where(debugger, [])


def _forward(debugger: Debugger, words: list[str]) -> str:
    found = debugger.timeline.step(_condition(debugger, words))
    return _where(debugger, []) if found else f"it does not happen any more\n{_where(debugger, [])}"


def _reverse(debugger: Debugger, words: list[str]) -> str:
    found = debugger.timeline.back(_condition(debugger, words))
    return _where(debugger, []) if found else f"it has not happened before\n{_where(debugger, [])}"


def _seek(debugger: Debugger, words: list[str]) -> str:
    if len(words) != 1:
        raise Refusal("seek needs a tick, start or end")
    ends = {"start": debugger.timeline.start.tick, "end": debugger.timeline.end.tick}
    debugger.timeline.seek(ends[words[0]] if words[0] in ends else _number(words[0]))
    return _where(debugger, [])


def _writers(debugger: Debugger, words: list[str]) -> str:
    """All changes of a place before this moment, the last first; the moment stays."""
    if not words:
        raise Refusal("writers needs an ADDRESS [SIZE]")
    timeline, machine, here = debugger.timeline, debugger.machine, debugger.timeline.position
    pid, address, size = debugger.pid, _address(debugger, words[0]), _number(words[1]) if len(words) > 1 else 1
    lines: list[str] = []
    while len(lines) < WRITERS and timeline.back(conditions.changes(pid, address, size)):
        value = peek(machine.kernel, pid, address, size)
        lines.append(f"tick {machine.ticks}: {'not mapped' if value is None else value.hex(' ')}  {_doer(timeline)}")
    timeline.seek(*here)
    return "\n".join(lines) or "nothing changed there before this moment"


def _doer(timeline: Timeline) -> str:
    """Who did the last instruction: its process, and where it was. The moment stays."""
    here, machine = timeline.position, timeline.machine
    timeline.back()
    pid = machine.current_pid()
    text = "the kernel"
    if pid:
        space = machine.kernel.space(pid)
        text = f"process {pid} {_instruction(machine, pid, space.pc)[1]}  {place_name(debug_info(machine, pid), space.pc)}".rstrip()
    timeline.seek(*here)
    return text


# Looking


def _registers(debugger: Debugger, words: list[str]) -> str:
    cpu = cpu_state(debugger.machine.kernel.space(debugger.pid))
    values = [f"{name:>3} {value:08x}" for name, value in zip((*REGISTERS, "pc", "sp"), (*cpu.gpr, cpu.pc, cpu.sp), strict=True)]
    rows = ["  ".join(values[start : start + 6]) for start in range(0, len(values), 6)]
    flags = "".join(name if flag else "-" for name, flag in zip(FLAGS, cpu.flags, strict=True))
    return "\n".join([f"process {debugger.pid}", *rows, f"flags {flags}  mode {cpu.mode}"])


def _memory(debugger: Debugger, words: list[str]) -> str:
    start = _address(debugger, words[0]) if words else debugger.machine.kernel.space(debugger.pid).sp
    count = _number(words[1]) if len(words) > 1 else 64
    image = debugger.machine.kernel.vm.image(debugger.pid)
    return "\n".join(_hex_line(image, at) for at in range(start, min(start + count, len(image)), BYTES_PER_LINE))


def _hex_line(image: bytes, at: int) -> str:
    data = image[at : at + BYTES_PER_LINE]
    return f"{at:04x}  {data.hex(' '):<47}  {''.join(chr(b) if 32 <= b < 127 else '.' for b in data)}"


def _code(debugger: Debugger, words: list[str]) -> str:
    pid, machine = debugger.pid, debugger.machine
    at = _address(debugger, words[0]) if words else machine.kernel.space(pid).pc
    info = debug_info(machine, pid)
    lines: list[str] = []
    for _ in range(_number(words[1]) if len(words) > 1 else 8):
        size, text = _instruction(machine, pid, at)
        lines.append(f"{text:<36}{place_name(info, at)}".rstrip())
        at += size
    return "\n".join(lines)


def _instruction(machine: Machine, pid: int, address: int) -> tuple[int, str]:
    """(bytes, "address instruction") at an address of a process."""
    try:
        instruction = decode(machine.kernel.vm.image(pid), address & 0xFFFF, address & 0xFFFF)
    except DecodeError:
        return 1, f"{address:04x} ??"
    return instruction.size, f"{address:04x} {format_instruction(instruction)}"


def _screen(debugger: Debugger, words: list[str]) -> str:
    return "\n".join(debugger.picture(debugger.timeline.shown())).rstrip() or "nothing is on the screen"


def _trace(debugger: Debugger, words: list[str]) -> str:
    """The last instructions, whoever did them, the last one at the end."""
    count, machine = _number(words[0]) if words else INSTRUCTIONS, debugger.machine
    past = debugger.timeline.events(3, machine.ticks - count, machine.ticks)
    return "\n".join(_retired(machine, event) for event in past if isinstance(event, Instruction)) or "nothing has been executed"


def _retired(machine: Machine, event: Instruction) -> str:
    row = machine.kernel.process.get(event.pid)
    if row is None or not row.frame:
        return f"{event.tick:>10} {event.pid:>5} {event.pc:04x}"
    name = place_name(debug_info(machine, event.pid), event.pc)
    return f"{event.tick:>10} {event.pid:>5} {_instruction(machine, event.pid, event.pc)[1]:<36}{name}".rstrip()


def _processes(debugger: Debugger, words: list[str]) -> str:
    rows = processes(debugger.machine.kernel)
    lines = [f"{row.pid:>5} {row.ppid:>5} {row.state:<8}{row.ticks:>12} {row.name} {row.waits}".rstrip() for row in rows]
    return "\n".join([f"{'PID':>5} {'PPID':>5} {'STATE':<8}{'TICKS':>12} NAME", *lines])


def _pages(debugger: Debugger, words: list[str]) -> str:
    rows = enumerate(pages(debugger.machine.kernel, debugger.pid))
    return "\n".join(f"{page:x}000  {row.permissions:<5} frame {row.frame}" for page, row in rows if row.permissions)


def _process(debugger: Debugger, words: list[str]) -> str:
    if len(words) != 1 or _number(words[0]) not in debugger.machine.kernel.process:
        raise Refusal("process needs the number of one; ps lists them")
    debugger._pid = _number(words[0])
    return _registers(debugger, [])


# Branches


def _branch(debugger: Debugger, words: list[str]) -> str:
    if len(words) != 1 or words[0] in debugger.branches:
        raise Refusal(f"branch needs a new name; there are {', '.join(debugger.branches)}")
    debugger.branches[words[0]] = debugger.timeline.branch()
    debugger.branch = words[0]
    return _where(debugger, [])


def _switch(debugger: Debugger, words: list[str]) -> str:
    if len(words) != 1 or words[0] not in debugger.branches:
        return "\n".join(f"{'*' if name == debugger.branch else ' '} {name}: up to tick {line.end.tick}" for name, line in debugger.branches.items())
    debugger.branch = words[0]
    return _where(debugger, [])


def _type(debugger: Debugger, words: list[str]) -> str:
    """Type a line at the console, at the end of a branch."""
    debugger.timeline.send(Keys(" ".join(words).encode() + b"\r"))
    debugger.machine.take_output()
    debugger.timeline.run(_WAIT)
    return b"".join(data for _, data in debugger.machine.take_output()).decode("utf-8", "replace").replace("\r\n", "\n") + _where(debugger, [])


def _help(debugger: Debugger, words: list[str]) -> str:
    return "\n".join(f"{' '.join(row.names):<14} {row.words:<22} {row.help}" for row in COMMANDS)


def _quit(debugger: Debugger, words: list[str]) -> str:
    debugger.ended = True
    return ""


COMMANDS = (
    Command(("where", "w"), "", "the present moment", _where),
    Command(("step", "s"), "[UNIT] [N]", f"go on by a unit: {', '.join(UNITS)}", _step),
    Command(("back", "b"), "[UNIT] [N]", "go back by a unit", _back),
    Command(("forward", "f"), "CONDITION", "run to where it holds: at ADDRESS, call NAME, changes ADDRESS [SIZE], r0 == 5 …", _forward),
    Command(("reverse", "r"), "CONDITION", "run back to where it held last", _reverse),
    Command(("seek", "go"), "TICK|start|end", "go to a moment", _seek),
    Command(("writers",), "ADDRESS [SIZE]", "who changed a place of memory, the last first", _writers),
    Command(("registers", "regs"), "", "registers of the process", _registers),
    Command(("memory", "m"), "[ADDRESS] [N]", "its memory (default: the stack)", _memory),
    Command(("code", "c"), "[ADDRESS] [N]", "its instructions (default: the next)", _code),
    Command(("trace",), "[N]", "the last instructions that were executed", _trace),
    Command(("screen", "output"), "", "the terminal, as it was at this moment", _screen),
    Command(("pages",), "", "its page table", _pages),
    Command(("ps",), "", "all processes", _processes),
    Command(("process", "p"), "PID", "look at another process, until one runs", _process),
    Command(("branch",), "NAME", "a new future from here on", _branch),
    Command(("switch", "branches"), "[NAME]", "go to a branch, or list them", _switch),
    Command(("type", "t"), "TEXT", "type a line at the end of a branch, and see what comes", _type),
    Command(("help", "h", "?"), "", "this list", _help),
    Command(("quit", "q"), "", "leave", _quit),
)


def run(timeline: Timeline, picture: Picture) -> int:
    """Work at the prompt until one leaves."""
    debugger = Debugger(timeline, picture)
    read = _person() if os.isatty(0) else _stdin
    print(debugger.execute("where"))
    while not debugger.ended:
        line = read()
        if line is None:
            break
        answer = debugger.execute(line)
        if answer:
            print(answer)
    return 0


def _stdin() -> str | None:
    return next(islice(sys.stdin, 1), None)


def _person() -> Callable[[], str | None]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter

    words = [name for row in COMMANDS for name in row.names]
    session: PromptSession[str] = PromptSession(completer=WordCompleter(sorted(words)))

    def read() -> str | None:
        try:
            return session.prompt("(ucvm) ")
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None

    return read
