"""Runs as files: what was put into a machine, written down as it happens, and run again."""
