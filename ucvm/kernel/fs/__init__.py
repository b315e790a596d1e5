"""The file system: inodes, directories, look-up, mounts, /proc."""
