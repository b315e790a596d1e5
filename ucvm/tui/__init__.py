"""The Textual application: one door to a machine."""
