"""The account pane: what the narrator tells in the output modes VERBOSE and DEBUG."""

from textual.widgets import Log

LINES = 5_000
"""How many are kept."""


class AccountPane(Log, can_focus=True):
    """Lines of text, the last ones in view."""

    def __init__(self) -> None:
        super().__init__(highlight=False, max_lines=LINES, auto_scroll=True, id="account")
        self.border_title = "what happened"
