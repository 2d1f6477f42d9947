"""Who puts a name to a statement: what was typed."""

from dataclasses import dataclass

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


def read_signer(fields: Fields) -> Signature:
    """The name and the position alone; what is missing is among the fields' problems."""
    name = fields.line("signed_name", "Enter your name.")
    position = fields.line("signed_position", "Enter your position, such as manager or trustee.")
    return Signature(name, position)
