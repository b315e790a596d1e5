"""The machine: hardware and kernel as one object that runs, takes events, and can be copied, compared and looked at."""
