"""Tests of the disk image."""
