"""The command palette: every action, layout and theme by name, and the processes one can look at."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ucvm.tui.actions import ACTIONS
from ucvm.tui.layouts import LAYOUTS
from ucvm.tui.themes import THEMES

if TYPE_CHECKING:
    from ucvm.tui.app import UcvmApp


class Command(NamedTuple):
    """A line of the palette, a sentence about it, and what it does."""

    name: str
    help: str
    run: Callable[[], object]


def commands(app: "UcvmApp") -> Iterator[Command]:
    """All there are now."""
    for row in ACTIONS:
        yield Command(row.label, row.help, partial(app.run_action, row.name))
    for number, layout in enumerate(LAYOUTS):
        yield Command(f"layout {layout.name}", f"Beside the terminal: {', '.join(layout.panes) or 'nothing'}.", partial(app.lay_out, number))
    for theme in THEMES:
        yield Command(f"theme {theme}", "Switch to these colours.", partial(setattr, app, "theme", theme))
    for process in app.view.processes:
        yield Command(f"look at process {process.pid} {process.name}", "Show its registers and memory.", partial(app.look_at, process.pid))
    yield Command("look at what runs", "Show registers and memory of the process that runs.", partial(app.look_at, 0))


class Commands(Provider):
    """Gives the palette the commands."""

    async def discover(self) -> Hits:
        """All, before anything is typed."""
        for command in commands(cast("UcvmApp", self.app)):
            yield DiscoveryHit(command.name, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for command in commands(cast("UcvmApp", self.app)):
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.run, help=command.help)
