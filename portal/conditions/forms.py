"""What is typed to say from when on a condition holds, or no longer does."""

from checklists.conditions import Said
from checklists.vocabulary import Condition
from portal.web.fields import Fields
from portal.web.typed import Typed


def read_said(typed: Typed, condition: Condition) -> Said:
    """Raises CannotDo."""
    fields = Fields(typed)
    answer = fields.choice("holds", ("yes", "no"), "Choose which it is.")
    from_on = fields.day("from_on", "The day", "Enter the day from which it is so.")
    fields.check()
    return Said(condition, answer == "yes", from_on)
