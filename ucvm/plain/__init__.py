"""Doors without a screen of their own: the host's three streams, and the same `$` inline."""
