"""What the first release has kept is there after every upgrade, and nothing of it is wrong."""
