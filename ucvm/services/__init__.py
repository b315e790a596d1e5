"""What doors bring to a machine from the host: folders now, delegation services later. None of it is part of a machine's state."""
