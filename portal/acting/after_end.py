"""What can still be done once an engagement has ended, in one rule.

Nothing more is sent, signed or waived for it. What was sent before is still decided on, and what was decided
can still be corrected: both say what was true while it lasted.
"""

from datetime import date

from checklists.calendar import in_words
from portal.acting.refused import CannotDo


def refuse_after_end(ends_on: date, today: date) -> None:
    """Raises CannotDo where the engagement has ended."""
    if today > ends_on:
        raise CannotDo({"": f"This ended on {in_words(ends_on)}. Nothing more can be sent or waived for it."})
