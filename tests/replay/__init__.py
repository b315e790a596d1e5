"""Runs as files, and running them again."""
