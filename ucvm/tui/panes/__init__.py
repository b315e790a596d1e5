"""The panes beside the terminal: each shows a part of a View."""
