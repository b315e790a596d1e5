"""What the output modes VERBOSE and DEBUG tell: of each command a short account, in DEBUG also its system calls as they happen and what changed.

A narrator listens for a door, which says when a command is over; nothing of it reaches a guest's descriptor, and it changes nothing (law 6). In RAW
it does not listen at all.
"""

from collections.abc import Callable

from ucvm.abi.constants import Open, Output
from ucvm.abi.syscalls import BY_NAME
from ucvm.kernel.trace import CallEvent, Executed, Exited, Forked
from ucvm.machine.machine import Machine
from ucvm.machine.trace import KERNEL, Packed, Trace
from ucvm.replay.exports.calltext import arguments
from ucvm.replay.exports.strace import Strace

_OPEN = BY_NAME["open"].number
_FILES = 6
"""Files that are named; of more the number is told."""


class Account:
    """What has happened since it was made."""

    def __init__(self, machine: Machine) -> None:
        self._machine, self._begin = machine, machine.ticks
        self._programs: dict[int, str] = {}
        self._processes: set[int] = set()
        self._calls = 0
        self._opening: dict[int, str] = {}
        self._read: dict[str, None] = {}
        self._written: dict[str, None] = {}
        self._failed = 0

    def tell(self, event: Packed) -> None:
        """Something happened."""
        match event:
            case CallEvent(result=None, blocked=False):
                self._calls += 1
                self._processes.add(event.pid)
                if event.number == _OPEN:
                    self._opening[event.pid] = arguments(self._machine.kernel, event)[0] or ""
            case CallEvent(number=number, blocked=False) if number == _OPEN:
                self._opened(event)
            case Forked():
                self._processes.add(event.child)
            case Executed():
                self._programs[event.pid] = event.name
            case Exited():
                self._failed += bool(event.status)

    def _opened(self, event: CallEvent) -> None:
        path = self._opening.pop(event.pid, "").strip('"')
        if path and not event.errno:
            writes = event.args[1] & Open.O_ACCMODE != Open.O_RDONLY
            (self._written if writes else self._read)[path] = None

    @property
    def empty(self) -> bool:
        """Whether no program was started: nothing that a person asked for."""
        return not self._programs and not self._calls

    def text(self) -> str:
        """One line."""
        parts = [_count(len(self._processes), "process", "es")]
        if self._programs:
            parts[0] += f" ({', '.join(dict.fromkeys(self._programs.values()))})"
        parts += [_count(self._calls, "system call"), _count(self._machine.ticks - self._begin, "instruction")]
        parts += [f"{verb} {_some(files)}" for verb, files in (("read", self._read), ("wrote", self._written)) if files]
        if self._failed:
            parts.append(f"{self._failed} with an error")
        return " · ".join(parts)


def _count(number: int, noun: str, plural: str = "s") -> str:
    return f"{number:,} {noun}{'' if number == 1 else plural}"


def _some(files: dict[str, None]) -> str:
    names = list(files)
    more = f" and {len(names) - _FILES} more" if len(names) > _FILES else ""
    return ", ".join(names[:_FILES]) + more


class Narrator:
    """Tells `say`, line by line without ends, what its machine does, as the output mode wants it."""

    def __init__(self, machine: Machine, say: Callable[[str], object]) -> None:
        self._machine, self._say = machine, say
        self._listening: list[Trace] = []
        self._mode = Output.RAW
        self._account = Account(machine)
        self._before: dict[str, str] = {}
        self.look()

    def differs(self) -> bool:
        """Whether the output mode is another one than before; a door runs its machine until then, and looks."""
        return self._machine.kernel.mode.output_mode.value != self._mode.name

    def look(self) -> None:
        """Follow the output mode."""
        if not self.differs():
            return
        mode = Output[self._machine.kernel.mode.output_mode.value]
        self._mute()
        self._mode = mode
        if mode != Output.RAW:
            self._begin()
            self._listening.append(Trace(self._machine, KERNEL, lambda event: self._account.tell(event)))
        if mode == Output.DEBUG:
            strace = Strace(self._machine, lambda text: self._say(text.rstrip("\n")))
            self._listening.append(Trace(self._machine, KERNEL, strace.tell))

    def over(self) -> None:
        """A command is over."""
        self.look()
        if self._mode == Output.RAW or self._account.empty:
            return
        self._say(f"[{self._account.text()}]")
        if self._mode == Output.DEBUG:
            after = self._machine.sections()
            changed = sorted(name for name in {**self._before, **after} if self._before.get(name) != after.get(name))
            self._say(f"[changed: {', '.join(changed) or 'nothing'}]")
        self._begin()

    def _begin(self) -> None:
        self._account = Account(self._machine)
        self._before = self._machine.sections() if self._mode == Output.DEBUG else {}

    def _mute(self) -> None:
        while self._listening:
            self._listening.pop().close()
