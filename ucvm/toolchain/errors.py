"""The one error that building ends with; apart, so that who only catches it need not load the toolchain."""


class BuildError(Exception):
    """A source, object or program is wrong; the text is one `file:line:col: error: message` a line."""
