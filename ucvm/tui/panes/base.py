"""What a pane is: text drawn from a View, that can be given the keyboard and made as large as the screen."""

from rich.text import Text
from textual.widgets import Static

from ucvm.tui.view import EMPTY, View


class Pane(Static, can_focus=True):
    """A pane by name; the name is its widget's id, its title and what layouts call it."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, classes="pane")
        self.border_title = name
        self._view = EMPTY

    def show(self, view: View) -> None:
        """Draw a view."""
        self._view = view
        self.update(self.text(view) if view.cpu is not None else "")

    def on_resize(self) -> None:
        """What is drawn may depend on the size."""
        if self._view.cpu is not None:
            self.update(self.text(self._view))

    def text(self, view: View) -> Text:
        """The contents, of a view with a process."""
        raise NotImplementedError
