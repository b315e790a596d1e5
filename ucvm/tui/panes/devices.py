"""The device pane: the devices' registers, and the terminal."""

from rich.text import Text

from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View


class DevicePane(Pane):
    """A device a line."""

    def __init__(self) -> None:
        super().__init__("devices")

    def text(self, view: View) -> Text:
        """See Pane."""
        text = Text()
        for row in view.devices:
            text.append(f"{row.name:<8}", "bold").append(row.text + "\n")
        text.right_crop(1)
        return text
