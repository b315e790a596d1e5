"""The programs of /bin: their output compared with what the host's tools said when the expectations were made."""
