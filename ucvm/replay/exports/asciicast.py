"""What the terminal showed, as asciicast v3: output with its intervals of virtual time, "r" for another size of the window, "m" where a program was
started, "i" for keys if they are wanted, "x" with the status the machine ended with.

Lines of a host stream end in carriage return and newline, as a terminal of the host would have shown them.

Source: docs.asciinema.org/manual/asciicast/v3.
"""

import codecs
import json

from ucvm.kernel import tty
from ucvm.kernel.trace import Executed
from ucvm.machine.events import Keys, Logged, Resize
from ucvm.machine.machine import Machine
from ucvm.machine.trace import Output, Packed
from ucvm.replay.exports.base import Export, Write

_SECOND = 1_000_000
"""Microseconds, in which times are rounded."""


class Asciicast(Export):
    """See above."""

    def __init__(self, machine: Machine, write: Write, keys: bool = False) -> None:
        super().__init__(machine, write)
        self._keys = keys
        self._decoders: dict[str, codecs.IncrementalDecoder] = {}
        self._last = self._now()
        k = machine.kernel
        screen = tty.console(k)
        header = {"version": 3, "term": {"cols": screen.cols, "rows": screen.rows}, "timestamp": k.clock_ns() // 1_000_000_000}
        write(json.dumps(header) + "\n")

    def tell(self, event: Packed) -> None:
        """See Export."""
        match event:
            case Output():
                self._output(event.stream, event.data)
            case Logged(event=Resize(rows=rows, cols=cols)):
                self._event("r", f"{cols}x{rows}")
            case Logged(event=Keys(data=data)) if self._keys:
                self._event("i", data.decode("utf-8", "replace"))
            case Executed():
                self._event("m", b" ".join(event.argv).decode("utf-8", "replace"))

    def close(self) -> None:
        """See Export."""
        if self.machine.halted:
            self._event("x", str(self.machine.kernel.vars["halt_status"]))

    def _now(self) -> int:
        return self.machine.kernel.uptime_ns() // 1000

    def _output(self, stream: str, data: bytes) -> None:
        """A character whose bytes come in two parts is put out with the second."""
        decoder = self._decoders.setdefault(stream, codecs.getincrementaldecoder("utf-8")("replace"))
        text = decoder.decode(data)
        if text:
            self._event("o", text if stream == "console" else text.replace("\n", "\r\n"))

    def _event(self, code: str, data: str) -> None:
        now = self._now()
        self.write(json.dumps([(now - self._last) / _SECOND, code, data]) + "\n")
        self._last = now
