"""The themes, dark first. Without colours (NO_COLOR) Textual draws any of them in shades."""

from textual.theme import Theme

CONTRAST = Theme(
    name="high-contrast",
    primary="#ffffff",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff6060",
    success="#00ff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
)
THEMES: tuple[str, ...] = ("textual-dark", "textual-light", CONTRAST.name)
