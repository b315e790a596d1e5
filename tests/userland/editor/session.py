"""A person at the console: keys go in, and the screen is what a terminal of ours would show."""

from tests.kernel.guest import put
from ucvm.hw.engines.catalog import AUTO, make
from ucvm.image.build import load_image
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.machine.events import Keys, Resize
from ucvm.machine.machine import Machine
from ucvm.tui.terminal.screen import Screen

BUDGET = 2_000_000_000


class Session:
    """A machine at its login shell in /tmp, with a screen."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self.machine = Machine.boot(load_image(), auto_advance=True, engine=make(AUTO))
        self.screen = Screen(rows, columns)
        self.machine.send(Resize(rows, columns))
        self.sent = 0
        """Bytes that the terminal got for the last keys."""
        self.type("cd /tmp\r")

    def type(self, keys: str | bytes, budget: int = BUDGET) -> "Session":
        """Keys, and what they do until only the keyboard is waited for."""
        self.machine.send(Keys(keys.encode() if isinstance(keys, str) else keys))
        return self.rest(budget)

    def rest(self, budget: int = BUDGET) -> "Session":
        """Run until only the keyboard is waited for."""
        self.machine.run(budget)
        shown = b"".join(data for stream, data in self.machine.take_output() if stream == "console")
        self.sent = len(shown)
        self.screen.feed(shown)
        return self

    def resize(self, rows: int, columns: int) -> "Session":
        """Another size of the window."""
        self.machine.send(Resize(rows, columns))
        self.screen.resize(rows, columns)
        return self.rest()

    def write(self, name: str, data: bytes, mode: int = 0o666) -> "Session":
        """A file in /tmp."""
        put(self.machine, f"/tmp/{name}", data, mode)
        return self

    def read(self, name: str) -> bytes:
        """What a file in /tmp holds."""
        fs = self.machine.kernel.fs
        node = fs.open(f"/tmp/{name}".encode(), ROOT, SUPERUSER, 0, 0)
        return bytes(fs.read(node, 0, 1 << 24))

    def text(self) -> list[str]:
        """The rows of the screen."""
        return self.screen.text()

    def above(self, count: int = 1) -> list[str]:
        """So many rows before the cursor's, and the cursor's."""
        return self.text()[self.screen.row - count : self.screen.row + 1]

    @property
    def bottom(self) -> str:
        """The last row."""
        return self.text()[-1]

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor."""
        return self.screen.row, self.screen.column
