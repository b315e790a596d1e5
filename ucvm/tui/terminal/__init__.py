"""The terminal: bytes of the machine's tty become a screen of characters, and the screen becomes lines to draw."""
