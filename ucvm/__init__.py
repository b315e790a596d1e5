"""UCVM: a whole computer that one can see through."""

__version__ = "0.1.0"
