"""What keys send to the machine's tty: names as Textual gives them, bytes as terminals of the xterm family send them.

Textual takes ESC f and ESC b for Ctrl-Right and Ctrl-Left, which mean the same to line editors; they are sent as they are typed in vi.
"""

KEYS: dict[str, bytes] = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "backspace": b"\x7f",
    "escape": b"\x1b",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "ctrl+right": b"\x1bf",
    "ctrl+left": b"\x1bb",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "insert": b"\x1b[2~",
    "delete": b"\x1b[3~",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "ctrl+@": b"\x00",
    "ctrl+backslash": b"\x1c",
    "ctrl+left_square_bracket": b"\x1b",
    "ctrl+right_square_bracket": b"\x1d",
    "ctrl+circumflex_accent": b"\x1e",
    "ctrl+underscore": b"\x1f",
} | {f"ctrl+{letter}": bytes([number]) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz", start=1)}


def key_bytes(key: str, character: str | None) -> bytes:
    """The bytes of a key press, with Alt after an ESC; b"" for a key that sends nothing."""
    if key.startswith("alt+"):
        name = key.removeprefix("alt+")
        plain = key_bytes(name, character or (name if len(name) == 1 else None))
        return b"\x1b" + plain if plain else b""
    if key in KEYS:
        return KEYS[key]
    return character.encode() if character and character.isprintable() else b""
