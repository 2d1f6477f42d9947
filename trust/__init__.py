"""What `make trust` runs: attacks, crashes and outages that take longer than a test may."""
