"""What is typed about an incident."""

from datetime import date

from portal.web.fields import Fields
from portal.web.typed import Typed


def read_incident(typed: Typed) -> tuple[date, str]:
    """The day and the words. Raises CannotDo where there is no day."""
    fields = Fields(typed)
    happened_on = fields.day("happened_on", "The day of the incident", "Enter the day on which it happened.")
    if happened_on is None:
        raise fields.refused()
    return happened_on, typed.first("words")
