"""What is given so many times a year, whenever it suits: how each year stands so far, in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from checklists.calendar import Span
from checklists.year.asked import Asked
from checklists.year.giving import SectionState
from checklists.year.on_course import Times, times_so_far
from checklists.year.owed import times_in
from checklists.year.periods import Calendar
from checklists.year.vocabulary import Every, OwedState
from portal.returns.queries.period import Line
from portal.web.addresses import PERIOD_RETURN
from portal.words.returns import in_address
from portal.words.wording import day, of_partners


@dataclass(frozen=True, slots=True)
class TimesView:
    """One return of a year of one partner in an area. `give_href` is where the next one is given; empty where
    nobody gives one, or all were given. `wanted_by` is the day of the first that is wanted."""

    title: str
    partner: str
    year: str
    words: str
    is_behind: bool
    give_href: str
    partner_id: UUID
    wanted_by: date | None


@dataclass(frozen=True, slots=True)
class TimesOfAll:
    """One return of a year, of every partner: those first that are behind."""

    title: str
    year: str
    words: str
    partners: tuple[TimesView, ...]


def is_at_any_time(line: Line) -> bool:
    return line.asked.row.every is Every.ANY_TIME


def is_rolled_up(line: Line) -> bool:
    """Whether its year alone says how it stands: nobody has begun it, and it is not late."""
    return is_at_any_time(line) and is_open(line) and not line.is_late


def is_given(line: Line) -> bool:
    """The lead's time to look at it is never the partner's fault."""
    return line.interval.state is OwedState.MET or line.lies_with_lead


def years_of(lines: Iterable[Line], first_on: date, on: date) -> tuple[TimesView, ...]:
    """Of one engagement or of several, in the order of the lines; a year that has not begun is none."""
    some = [each for each in lines if is_at_any_time(each) and each.asked.owed.from_on <= on]
    some.sort(key=year_key)
    return tuple(year_view(list(those), first_on, on) for _, those in groupby(some, key=year_key))


def year_key(line: Line) -> tuple[str, str, str, str]:
    owed = line.asked.owed
    return line.asked.row.title, owed.part.partition("/")[0], line.partner, str(line.engagement_id)


def year_view(lines: list[Line], first_on: date, on: date) -> TimesView:
    first = lines[0]
    row, owed = first.asked.row, first.asked.owed
    span = Span(owed.from_on, owed.due_on or owed.from_on)
    times = times_so_far(span, len(lines), sum(map(is_given, lines)), on)
    is_over = span.until_on < on
    year = Calendar(first_on, row.year_of).find(owed.part.partition("/")[0])
    return TimesView(
        row.title,
        first.partner,
        year.in_words if year else "",
        " ".join(filter(None, (words_of(times, is_over=is_over), share_words(first.asked, first_on)))),
        bool(times.behind),
        next((give_address(each) for each in lines if is_open(each)), ""),
        first.partner_id,
        times.wanted_by,
    )


def is_open(line: Line) -> bool:
    """Whether nothing of it was begun."""
    return set(line.states.values()) == {SectionState.NOT_STARTED}


def give_address(line: Line) -> str:
    return PERIOD_RETURN(line.engagement_id, line.asked.row.key, in_address(line.asked.owed.part))


def words_of(times: Times, *, is_over: bool) -> str:
    """
    >>> words_of(Times(2, 1, 1, date(2027, 3, 31)), is_over=False)
    '1 of 2 given. On course so far: the next one is wanted by 31 March 2027.'
    >>> words_of(Times(2, 1, 0, date(2026, 9, 30)), is_over=False)
    '0 of 2 given. Behind by 1, which was wanted by 30 September 2026.'
    >>> words_of(Times(3, 2, 0, date(2026, 7, 31)), is_over=False)
    '0 of 3 given. Behind by 2, the first of which was wanted by 31 July 2026.'
    >>> words_of(Times(2, 2, 1, date(2027, 3, 31)), is_over=True)
    '1 of 2 given. 1 is missing.'
    """
    given = f"{times.given} of {times.asked} given."
    if times.wanted_by is None:
        return given
    if is_over:
        return f"{given} {times.behind} {'is' if times.behind == 1 else 'are'} missing."
    if times.behind:
        which = "which" if times.behind == 1 else "the first of which"
        return f"{given} Behind by {times.behind}, {which} was wanted by {day(times.wanted_by)}."
    return f"{given} On course so far: the next one is wanted by {day(times.wanted_by)}."


def share_words(asked: Asked, first_on: date) -> str:
    """Of what is given so many times a year, why fewer are asked for of a year that began or ends in its
    middle; empty where as many are as the contract says."""
    row, owed = asked.row, asked.owed
    year = Calendar(first_on, row.year_of).find(owed.part.partition("/")[0])
    if row.every is not Every.ANY_TIME or year is None or owed.due_on is None:
        return ""
    inside = Span(owed.from_on, owed.due_on)
    number = times_in(row, year.span, inside)
    if number >= row.times:
        return ""
    days = f"{day(inside.from_on)} to {day(inside.until_on)}"
    is_asked = f"{number} {'is' if number == 1 else 'are'} asked for and not {row.times}"
    return f"Of this year only {days} counts, so {is_asked}."


def of_all(views: Iterable[TimesView]) -> tuple[TimesOfAll, ...]:
    """By return and year, which the views are in the order of."""
    found = []
    for (title, year), those in groupby(views, key=lambda each: (each.title, each.year)):
        some = sorted(those, key=lambda each: not each.is_behind)
        behind = sum(each.is_behind for each in some)
        of_them = of_partners(behind, (each.partner_id for each in some))
        told = f"{of_them} behind." if behind else "Everybody is on course so far."
        found.append(TimesOfAll(title, year, told, tuple(some)))
    return tuple(found)
