"""Which returns a partner's engagement owes, by the versions of its contract's checklist."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, day_before
from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.year.giving import measures_of, sections_of, way_of
from checklists.year.owed import Owed, Request, owed_in
from checklists.year.periods import Calendar
from checklists.year.rows import Measure, Return, Section
from checklists.year.vocabulary import PERIODS, Party


@dataclass(frozen=True, slots=True)
class Asked:
    """One return of one period as the version says that was in force when the period ended, with the measures
    of that version."""

    row: Return
    owed: Owed
    measures: tuple[Measure, ...] = ()
    definition: str = ""
    """The key of the checklist."""
    is_owed: bool = True
    """False of what was given, and of which the engagement has no day any more."""

    @property
    def which(self) -> tuple[str, str]:
        """Its key and its part: no two of an engagement are alike in both."""
        return self.row.key, self.owed.part

    @property
    def sections(self) -> tuple[Section, ...]:
        return sections_of(self.row)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.sections)

    def find(self, key: str) -> Section | None:
        return next((each for each in self.sections if each.key == key), None)

    def way(self, section: Section) -> str:
        return way_of(self.row, section, self.measures)

    def figures(self, section: Section) -> tuple[Measure, ...]:
        return measures_of(self.row, section, self.measures)


@dataclass(frozen=True, slots=True)
class Terms:
    """The contract's first day, the day from which returns are given here, its meetings by kind, the requests
    by return, and of whom it is asked."""

    first_on: date
    from_on: date
    holidays: Collection[date] = ()
    meetings: Mapping[str, Sequence[date]] | None = None
    party: Party = Party.PARTNER
    requests: Mapping[str, Sequence[Request]] | None = None


def returns_asked(versions: Sequence[Checklist], days: Span, terms: Terms) -> tuple[Asked, ...]:
    """All that is owed for the days of an engagement, in the order in which it falls due. What ended before
    the day from which returns are given here is not: it was given elsewhere."""
    found = [
        Asked(row, owed, version.year.measures, version.key)
        for version in versions
        for row in version.year.returns
        for owed in owed_of(row, days, terms)
        if version_on(versions, asked_on(row, owed)) is version
    ]
    return in_turn(found)


def asked_once(versions: Sequence[Checklist], key: str, part: str, first_on: date) -> Asked | None:
    """What was asked for of a return and part that the engagement does not owe any more, whichever days it
    had then; `first_on` is the contract's first day. None where no version asks for such a thing."""
    found = [
        (version, Asked(row, owed, version.year.measures, version.key, is_owed=False))
        for version in versions
        for row in version.year.returns
        if row.key == key
        for owed in ever_owed(row, part, first_on)
    ]
    in_force = (
        each for version, each in found if version_on(versions, asked_on(each.row, each.owed)) is version
    )
    return next(in_force, found[-1][1] if found else None)


def ever_owed(row: Return, part: str, first_on: date) -> Iterable[Owed]:
    """The one of that part, as if the engagement had every day of it."""
    days = days_of(Calendar(first_on, row.year_of), part)
    if days is None:
        return ()
    meetings, requests = [days.from_on], [Request(days.from_on, int(part.partition("/")[2] or 1))]
    found = owed_in(row, first_on, days, meetings=meetings, requests=requests)
    return (each for each in found if each.part == part)


def days_of(calendar: Calendar, part: str) -> Span | None:
    """Those of the period or the year that it names, or the day of the meeting or the request."""
    named = part.partition("/")[0]
    period = calendar.find(named)
    if period:
        return period.span
    try:
        on = date.fromisoformat(named)
    except ValueError:
        return None
    return Span(on, on)


def in_turn(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """In the order in which they fall due."""
    return tuple(sorted(asked, key=lambda each: (each.owed.due_on or date.max, each.row.key, each.owed.part)))


def as_sent(asked: Iterable[Asked], sent: Iterable[Asked]) -> tuple[Asked, ...]:
    """What is owed now; of what was sent as it was asked then, also where it is not asked for any more."""
    kept = {each.which: each for each in sent}
    return in_turn([*kept.values(), *(each for each in asked if each.which not in kept)])


def owed_of(row: Return, days: Span, terms: Terms) -> Iterable[Owed]:
    meetings = (terms.meetings or {}).get(row.meeting or "", ())
    found = owed_in(
        row,
        terms.first_on,
        days,
        terms.holidays,
        meetings=meetings,
        requests=(terms.requests or {}).get(row.key, ()),
        party=terms.party,
    )
    return (each for each in found if last_day(row, each) >= terms.from_on)


def asked_on(row: Return, owed: Owed) -> date:
    """The last day of its period; of what has none the day from which it can be given."""
    return day_before(owed.from_on) if row.every in PERIODS else owed.from_on


def last_day(row: Return, owed: Owed) -> date:
    return asked_on(row, owed) if row.every in PERIODS else (owed.due_on or owed.from_on)


__all__ = ["Asked", "Terms", "as_sent", "asked_on", "asked_once", "in_turn", "returns_asked"]
