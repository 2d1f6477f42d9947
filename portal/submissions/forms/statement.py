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
    name = fields.line("signed_name", "Enter your name.")
    position = fields.line("signed_position", "Enter your position, such as manager or trustee.")
    fields.check()
    return Signature(name, position)
