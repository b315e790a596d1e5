"""Traces as files that other tools open: each export is told the events of one machine as they happen, and writes text at once."""
