"""What programs and the kernel agree on: numbers, names, layouts and file formats. Everything here is data."""
