"""The disk image: headers and sources of programs, mkfs, the build."""
