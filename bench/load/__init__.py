"""Puts many people to one worker of the portal at the same moment, over the loopback."""
