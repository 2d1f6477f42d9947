"""The questions of a draft: what was typed, read into answers, with a sentence for each that will not do."""

from portal.web.fields import Read
from portal.web.typed import Typed


def read_statement(typed: Typed, statement: str) -> Read:
    """The statement is kept word for word as it was shown."""
    read = Read()
    if typed.first("confirm") != "yes":
        read.problems["confirm"] = "Tick the box if the statement is true."
    read.words(typed, "signed_name", "Enter your name.")
    read.words(typed, "signed_position", "Enter your position, such as manager or trustee.")
    read.answers["statement"] = statement
    return read
