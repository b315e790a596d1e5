"""A trace as text in the manner of strace(1) with -f: a line for each system call, signal and end of a process, with the pid before it.

A call is written when it is over; if another line has to come before that, it is "unfinished" there and "resumed" later.
"""

from typing import NamedTuple

from ucvm.abi.decoding import SIGNALS
from ucvm.abi.syscalls import BY_NAME
from ucvm.kernel.trace import CallEvent, Exited, SignalTaken
from ucvm.machine.machine import Machine
from ucvm.machine.trace import Packed
from ucvm.replay.exports.base import Export, Write
from ucvm.replay.exports.calltext import arguments, call_name, outcome, results

_EXIT = BY_NAME["exit"].number


class _Call(NamedTuple):
    """A call that has entered: its arguments, None for what it will put out; how many of them have been written as unfinished (-1: nothing has)."""

    name: str
    arguments: list[str | None]
    written: int = -1

    def begin(self) -> list[str]:
        """Arguments up to the first that the call will put out."""
        count = self.arguments.index(None) if None in self.arguments else len(self.arguments)
        return [argument for argument in self.arguments[:count] if argument is not None]


class Strace(Export):
    """See above."""

    def __init__(self, machine: Machine, write: Write) -> None:
        super().__init__(machine, write)
        self._calls: dict[int, _Call] = {}

    def tell(self, event: Packed) -> None:
        """See Export."""
        match event:
            case CallEvent(result=None, blocked=False):
                self._enter(event)
            case CallEvent(blocked=False):
                self._leave(event)
            case SignalTaken():
                self._interrupt(0)
                self._line(event.pid, f"--- {SIGNALS.get(event.signal, event.signal)} ---")
            case Exited():
                self._exited(event)

    def close(self) -> None:
        """See Export."""
        self._interrupt(0)

    def _enter(self, event: CallEvent) -> None:
        call = _Call(call_name(event.number), arguments(self.machine.kernel, event))
        if event.number == _EXIT:
            self._line(event.pid, f"{call.name}({', '.join(call.begin())}) = ?")
        else:
            self._interrupt(event.pid)
            self._calls[event.pid] = call

    def _leave(self, event: CallEvent) -> None:
        if event.number == _EXIT:
            return
        call = self._calls.pop(event.pid, None) or _Call(call_name(event.number), arguments(self.machine.kernel, event), 0)
        out = iter(results(self.machine.kernel, event)) if None in call.arguments else iter(())
        texts = [next(out) if argument is None else argument for argument in call.arguments]
        if call.written < 0:
            self._line(event.pid, f"{call.name}({', '.join(texts)}) = {outcome(event)}")
        else:
            self._line(event.pid, f"<... {call.name} resumed>{', '.join(texts[call.written :])}) = {outcome(event)}")

    def _exited(self, event: Exited) -> None:
        call = self._calls.pop(event.pid, None)
        if call is not None:
            begun = f"<... {call.name} resumed>" if call.written >= 0 else f"{call.name}({', '.join(call.begin())}"
            self._line(event.pid, f"{begun} <unfinished ...>) = ?")
        signal = event.status & 0x7F
        self._line(event.pid, f"+++ killed by {SIGNALS.get(signal, signal)} +++" if signal else f"+++ exited with {event.status >> 8} +++")

    def _interrupt(self, pid: int) -> None:
        """Calls of other processes that have not been written are unfinished now."""
        for other, call in self._calls.items():
            if other != pid and call.written < 0:
                begin = call.begin()
                self._calls[other] = call._replace(written=len(begin))
                comma = ", " if begin and len(begin) < len(call.arguments) else ""
                self.write(f"{other:<5} {call.name}({', '.join(begin)}{comma} <unfinished ...>\n")

    def _line(self, pid: int, text: str) -> None:
        self._interrupt(pid)
        self.write(f"{pid:<5} {text}\n")
