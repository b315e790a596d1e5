"""A trace as JSON, an object a line: "event" names its type, "ns" is the virtual time since boot, the rest are the event's own members (bytes in
base64, integers beyond 2^53 as strings). A system call has its name in "call", an input its kind in "input" and that one's members in "members".
"""

import json
from typing import Any

from ucvm.kernel.sched import NS_PER_TICK
from ucvm.kernel.trace import CallEvent
from ucvm.machine.events import Logged
from ucvm.machine.trace import INPUTS, INSTRUCTIONS, Instructions, Packed, TraceEvent
from ucvm.replay.exports.base import Export
from ucvm.replay.exports.calltext import call_name
from ucvm.state.records import encode


class JsonLines(Export):
    """See above."""

    levels = range(INPUTS, INSTRUCTIONS + 1)

    def tell(self, event: Packed) -> None:
        """See Export."""
        if not isinstance(event, Instructions):
            self._line(event)
            return
        for one in event.each():
            self._line(one)

    def close(self) -> None:
        """See Export."""

    def _line(self, event: TraceEvent) -> None:
        k = self.machine.kernel
        head = {"event": type(event).__name__, "ns": encode(k.uptime_ns() + (event.tick - k.vars["ticks"]) * NS_PER_TICK)}
        self.write(json.dumps(head | _members(event), separators=(",", ":")) + "\n")


def _members(event: TraceEvent) -> dict[str, Any]:
    if isinstance(event, Logged):
        return {"tick": encode(event.tick), "sequence": event.sequence, "input": type(event.event).__name__, "members": encode(event.event)}
    members: dict[str, Any] = encode(event)
    return {"call": call_name(event.number)} | members if isinstance(event, CallEvent) else members
