"""The terminal as it was: made again from what was put out until then."""

from collections.abc import Sequence

from ucvm.machine.events import Resize
from ucvm.replay.output import Printed
from ucvm.tui.terminal.screen import Screen


def picture(shown: Sequence[Resize | Printed]) -> list[str]:
    """The rows of the terminal as text, of what Timeline.shown gives. Lines of a host stream end as a terminal of the host would have ended them."""
    screen = Screen()
    for part in shown:
        if isinstance(part, Resize):
            screen.resize(part.rows, part.cols)
        else:
            screen.feed(part.data if part.stream == "console" else part.data.replace(b"\n", b"\r\n"))
    return screen.text()
