"""The form for another edition of a document."""

from datetime import date

from portal.issued.actions.issue_edition import NO_TITLE, NO_WORDS, NewEdition
from portal.web.fields import Fields
from portal.web.typed import Typed


def read_number(text: str) -> int:
    """Which edition it was to be when the page was opened; 0 where something else was sent.

    >>> read_number("3"), read_number("x"), read_number("")
    (3, 0, 0)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0


def read_edition(typed: Typed) -> NewEdition:
    """Raises CannotDo."""
    fields = Fields(typed)
    title = fields.line("title", NO_TITLE)
    words = fields.lines("words", NO_WORDS)
    from_on = fields.day("from_on", "The day from which it counts", "Enter the day from which it counts.")
    by_on = fields.day("by_on", "The day to acknowledge it by")
    fields.check()
    return NewEdition(read_number(typed.first("number")), title, words, from_on or date.min, by_on)
