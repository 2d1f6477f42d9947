"""How much is given in a year whenever it suits, and whether that is on course so far."""

from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, add_months, day_after, parted
from checklists.year.periods import MONTHS
from checklists.year.vocabulary import Every


@dataclass(frozen=True, slots=True)
class Times:
    """How what is asked for so many times a year stands on a day: `asked` are owed in the year, `by_now` of
    them by the day, `given` were given. `wanted_by` is the last day for the next one; None where all were
    given."""

    asked: int
    by_now: int
    given: int
    wanted_by: date | None

    @property
    def behind(self) -> int:
        """How many are wanting by the day."""
        return max(0, self.by_now - self.given)


def times_so_far(year: Span, asked: int, given: int, on: date) -> Times:
    """One is wanted by the end of each part of the year, or of what an engagement's days leave of it; none is
    late before the last day.

    >>> times_so_far(Span(date(2026, 4, 1), date(2027, 3, 31)), 2, 0, date(2026, 10, 1))
    Times(asked=2, by_now=1, given=0, wanted_by=datetime.date(2026, 9, 30))
    """
    whole = add_months(year.from_on, MONTHS[Every.YEAR]) == day_after(year.until_on)
    ends = [each.until_on for each in parted(year, MONTHS[Every.YEAR] if whole else 0, asked)]
    return Times(asked, sum(each < on for each in ends), given, ends[given] if given < asked else None)
