"""What is typed to say from when on a condition holds, or no longer does."""

from checklists.conditions import Said
from checklists.vocabulary import Condition
from portal.web.fields import Problems, Reading
from portal.web.typed import Typed


def read_said(typed: Typed, condition: Condition) -> tuple[Said | None, Problems]:
    """What is said, or None and what is wrong by field."""
    reading = Reading(typed)
    answer = reading.choice("holds", ("yes", "no"), "Choose which it is.")
    from_on = reading.day("from_on", "The day", "Enter the day from which it is so.")
    if from_on is None or reading.problems:
        return None, reading.problems
    return Said(condition, answer == "yes", from_on), {}
