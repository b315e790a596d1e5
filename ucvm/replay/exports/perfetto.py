"""A trace in Chrome's Trace Event Format (JSON object form), which ui.perfetto.dev and chrome://tracing show: a process each with two tracks, when
it runs and what it asks the kernel for; what went in and out stands with a process of its own, "outside". Times are microseconds of virtual time.

Source: "Trace Event Format", Google: X complete events, i instant events, M metadata events.
"""

import json
from typing import Any

from ucvm.abi.decoding import SIGNALS
from ucvm.kernel.trace import Beam, CallEvent, Executed, Exited, Forked, SignalTaken
from ucvm.machine.events import Logged
from ucvm.machine.machine import Machine
from ucvm.machine.trace import KERNEL, PAGES, Output, Packed, PageMapped, PageWritten, Switch, Trap
from ucvm.replay.exports.base import Export, Write
from ucvm.replay.exports.calltext import arguments, call_name, outcome

CALLS, OUTSIDE = 1 << 17, 1 << 16
"""The track of a process's calls is its number plus CALLS, that of its running its number, which is below 2^15."""
_SHOWN = 200
"""Bytes of what went in or out that are shown."""



class Perfetto(Export):
    """See above."""

    levels = range(KERNEL, PAGES + 1)

    def __init__(self, machine: Machine, write: Write) -> None:
        super().__init__(machine, write)
        self._calls: dict[int, tuple[float, list[str]]] = {}
        self._named: dict[int, str] = {}
        self._running, self._since = machine.current_pid(), self._now()
        write('{"displayTimeUnit":"ns","traceEvents":[\n')
        self._comma = ""
        self._name(OUTSIDE, "outside")

    def tell(self, event: Packed) -> None:
        """See Export."""
        match event:
            case Logged():
                self._mark(OUTSIDE, type(event.event).__name__, "input", {"members": str(event.event)[:_SHOWN]})
            case Output():
                self._mark(OUTSIDE, event.stream, "output", {"text": event.data[:_SHOWN].decode("utf-8", "replace")})
            case Switch():
                self._switch(event.pid)
            case CallEvent():
                self._call(event)
            case SignalTaken():
                self._mark(event.pid, SIGNALS.get(event.signal, str(event.signal)), "signal", {"handler": event.handler})
            case Forked():
                self._mark(event.pid, "fork", "process", {"child": event.child})
            case Executed():
                self._name(event.pid, event.name)
                self._mark(event.pid, f"exec {event.name}", "process", {"argv": [word.decode("utf-8", "replace") for word in event.argv]})
            case Exited():
                self._calls.pop(event.pid, None)
                self._mark(event.pid, "exit", "process", {"status": event.status})
            case Trap():
                self._mark(event.pid, event.kind, "trap", {"value": event.value, "write": event.write})
            case Beam():
                self._mark(event.pid, f"beam {event.kind}", "beam", {"data": event.data.hex()})
            case PageWritten() | PageMapped():
                self._mark(event.pid, f"page {event.page:X}000 {'written' if isinstance(event, PageWritten) else 'mapped'}", "page", event._asdict())

    def close(self) -> None:
        """See Export."""
        self._switch(0)
        for pid, (begin, texts) in self._calls.items():
            self._slice(pid + CALLS, pid, "unfinished", begin, {"arguments": texts})
        self.write("\n]}\n")

    def _now(self) -> float:
        return self.machine.kernel.uptime_ns() / 1000

    def _switch(self, pid: int) -> None:
        if self._running:
            self._slice(self._running, self._running, "running", self._since, {})
        self._running, self._since = pid, self._now()

    def _call(self, event: CallEvent) -> None:
        if event.result is None and not event.blocked:
            self._calls[event.pid] = self._now(), [text or "..." for text in arguments(self.machine.kernel, event)]
        elif event.result is not None and event.pid in self._calls:
            begin, texts = self._calls.pop(event.pid)
            self._slice(event.pid + CALLS, event.pid, call_name(event.number), begin, {"arguments": texts, "result": outcome(event)})

    def _slice(self, track: int, pid: int, name: str, begin: float, args: dict[str, Any]) -> None:
        times = {"ts": begin, "dur": round(self._now() - begin, 3)}
        self._event(pid, {"name": name, "cat": "call" if track >= CALLS else "run", "ph": "X", **times, "pid": pid, "tid": track, "args": args})

    def _mark(self, pid: int, name: str, category: str, args: dict[str, Any]) -> None:
        scope = "g" if pid == OUTSIDE else "p"
        self._event(pid, {"name": name, "cat": category, "ph": "i", "ts": self._now(), "pid": pid, "tid": pid, "s": scope, "args": args})

    def _event(self, pid: int, members: dict[str, Any]) -> None:
        if pid not in self._named:
            row = self.machine.kernel.process.get(pid)
            self._name(pid, row.name if row else "")
        self._write(members)

    def _name(self, pid: int, name: str) -> None:
        known, self._named[pid] = pid in self._named, name
        self._write({"name": "process_name", "ph": "M", "pid": pid, "tid": pid, "args": {"name": name}})
        for track, title in () if known or pid == OUTSIDE else ((pid, "running"), (pid + CALLS, "system calls")):
            self._write({"name": "thread_name", "ph": "M", "pid": pid, "tid": track, "args": {"name": title}})

    def _write(self, members: dict[str, Any]) -> None:
        self.write(self._comma + json.dumps(members, separators=(",", ":")))
        self._comma = ",\n"
