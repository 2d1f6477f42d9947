"""Under which period a return is listed, and which period a page shows where nobody asks for one."""

from collections.abc import Iterable, Sequence
from datetime import date

from checklists.year.periods import Calendar
from checklists.year.vocabulary import PERIODS, Every, OwedState
from portal.returns.queries.period import Line


def key_of(line: Line, first_on: date) -> str:
    """The period under which it is listed: of several in a year, the year; of what was asked for, the quarter
    in which it was."""
    owed = line.asked.owed
    if line.is_request:
        return Calendar(first_on, line.asked.row.year_of).holding(Every.QUARTER, owed.from_on).key
    return owed.part.partition("/")[0]


def last_days(lines: Iterable[tuple[str, Line]]) -> dict[str, date]:
    """By period the day from which its returns can be given: the last one, as a partner that has ended gives
    them earlier than the others."""
    found: dict[str, date] = {}
    for key, line in lines:
        from_on = line.asked.owed.from_on
        found[key] = max(found.get(key, from_on), from_on)
    return found


def usual_of(order: Sequence[str], lines: Iterable[Line], first_on: date) -> str:
    """Of these periods the last quarter that has ended for all partners, or whatever else ended last. One
    that goes on for others, and has ended for somebody who left, is shown where there is no other."""
    begun, going_on = set[str](), set[str]()
    for line in lines:
        if line.interval.state is not OwedState.AHEAD:
            begun |= set[str]() if line.is_request else {key_of(line, first_on)}
        elif line.asked.row.every in PERIODS:
            going_on.add(key_of(line, first_on))
    ended = [each for each in order if each in begun]
    found = [each for each in ended if each not in going_on] or ended or list(order)
    quarters = [each for each in found if "-Q" in each]
    return (quarters or found)[-1]
