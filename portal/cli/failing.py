"""What a command cannot do."""


class Failed(Exception):
    """The command ends with this one line."""
