"""What doors bring from the host: kept machines, folders."""
