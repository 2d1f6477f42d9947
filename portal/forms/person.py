"""Somebody joins or leaves the register: what was typed, read."""

from portal.forms.draft import Read
from portal.forms.typed import Typed


def read_joining(typed: Typed) -> Read:
    read = Read()
    read.words(typed, "name", "Enter the person’s name or staff code.")
    read.words(typed, "job", "Enter what the person does.")
    read.day(
        typed, "from_on", "The first day", "Enter the first day on which the person performs the services."
    )
    return read


def read_leaving(typed: Typed) -> Read:
    read = Read()
    read.day(
        typed, "until_on", "The last day", "Enter the last day on which the person performs the services."
    )
    return read


def read_returning(typed: Typed) -> Read:
    """Somebody who is known from another contract: only the first day is asked."""
    read = Read()
    read.day(
        typed, "from_on", "The first day", "Enter the first day on which the person performs the services."
    )
    return read
