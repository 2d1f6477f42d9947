"""Who puts a name to a statement: what was typed."""

from dataclasses import dataclass
from datetime import date

from portal.web.fields import Fields
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Signature:
    """Whoever has ticked that it is true, and as what."""

    name: str
    position: str


def read_signature(typed: Typed) -> Signature:
    """Raises CannotDo."""
    fields = Fields(typed)
    fields.choice("confirm", ["yes"], "Tick the box if the statement is true.")
    signer = read_signer(fields)
    fields.check()
    return signer


def read_paper_signature(typed: Typed, today: date, *, is_dated: bool) -> tuple[Signature, date | None]:
    """Who has signed the paper that came, and on which day where that is asked. Raises CannotDo."""
    fields = Fields(typed)
    fields.choice("confirm", ["yes"], "Tick the box if the paper says this and is signed.")
    name = fields.line("signed_name", "Enter the name of whoever signed it.")
    position = fields.line("signed_position", "Enter the position that stands beside the name.")
    needed = "Enter the day on which it was signed."
    signed_on = fields.past_day("from_on", "The day of the signature", needed, today) if is_dated else None
    fields.check()
    return Signature(name, position), signed_on


def read_signer(fields: Fields) -> Signature:
    """The name and the position alone; what is missing is among the fields' problems."""
    name = fields.line("signed_name", "Enter your name.")
    position = fields.line("signed_position", "Enter your position, such as manager or trustee.")
    return Signature(name, position)
