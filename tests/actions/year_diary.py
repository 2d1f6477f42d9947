"""What a year of reminders should be, day by day, from a diary of what was done. It knows nothing of the
portal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

ONE = timedelta(days=1)
HOLIDAYS = {
    *map(date.fromisoformat, ("2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31")),
    *map(date.fromisoformat, ("2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29")),
    *map(date.fromisoformat, ("2027-05-03", "2027-05-31")),
}
STEPS = {"insurance": (45, 21, 7, 1, 0), "dbs-checks": (90, 60, 30, 14, 0)}
USUAL = (60, 30, 14, 7, 1, 0)
VISIT = (28, 14, 7, 2)
PREFERRED = "whistleblowing"
FROM_LEAD = "market-stewardship"

Rail = tuple[str, str, str, date]
"""Engagement, requirement, part, last day in order."""

Row = tuple[str, str, str, str, date, int]
"""Person, engagement, requirement, part, last day in order, step."""


@cache
def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def working_before(day: date) -> date:
    return day if is_working(day) else working_before(day - ONE)


def working_days_on(day: date, number: int) -> date:
    while number:
        day += ONE
        number -= is_working(day)
    return day


@dataclass
class Thing:
    """A requirement or a part of one: asked on its days, in order on some of them."""

    asked_from: date
    asked_until: date = date.max
    in_order: list[tuple[date, date]] = field(default_factory=list)
    stage: str = ""
    sent_on: date = date.max
    submission: str = ""
    offered: tuple[date, date] = (date.max, date.min)
    applied: bool = False
    walked: date = date.min

    def is_wanting(self, day: date) -> bool:
        asked = self.asked_from <= day <= self.asked_until
        return asked and not any(first <= day <= last for first, last in self.in_order)


@dataclass
class Deal:
    """An engagement, with whom it is about. `contacts` are by place."""

    name: str
    contract: str
    lead: str
    partner: str
    starts_on: date
    ends_on: date
    things: dict[tuple[str, str], Thing] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    held: list[tuple[str, date]] = field(default_factory=list)
    is_issued: bool = False

    def is_wanting(self, thing: Thing, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on and thing.is_wanting(day)

    def last_in_order(self, thing: Thing, on: date, ahead: int) -> date | None:
        """The day before it began to be wanting, or will, found by walking a day at a time; what was walked
        before is not walked again until something changes."""
        day = on
        if self.is_wanting(thing, day):
            while self.is_wanting(thing, day):
                day -= ONE
            return day
        day = max(on, thing.walked)
        while not self.is_wanting(thing, day + ONE):
            thing.walked = day
            if (day - on).days >= ahead:
                return None
            day += ONE
        return day if (day - on).days <= ahead else None

    def is_quiet(self, key: str, thing: Thing, on: date) -> bool:
        if any(held in {"", key} and on <= until for held, until in self.held):
            return True
        if key == FROM_LEAD and not self.is_issued:
            return True
        return thing.stage == "checking" or thing.applied


@dataclass
class Diary:
    """`people` are those of each organisation by role, `visits` by name the engagement or the contract, and
    the day; `told` what was reminded of."""

    deals: dict[str, Deal] = field(default_factory=dict)
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    visits: dict[str, tuple[str, date]] = field(default_factory=dict)
    told: dict[tuple[str, str, str, date], set[int]] = field(default_factory=dict)

    def of_day(self, on: date) -> set[Row]:
        """Who is reminded of what on a working day; it is remembered."""
        found: set[Row] = set()
        for deal in self.deals.values():
            if deal.starts_on <= on <= deal.ends_on:
                found |= {*self.slots(deal, on), *self.before_visits(deal, on), *self.promises(deal, on)}
        for _, deal_name, key, part, last, step in found:
            self.told.setdefault((deal_name, key, part, last), set()).add(step)
        return found

    def due(self, rail: Rail, timetable: dict[int, date], on: date, *, after: bool = True) -> int | None:
        """The latest step whose day has come, where neither it nor a later one was told."""
        come = [step for step, day in timetable.items() if day <= on]
        told, last_on = self.told.get(rail, set()), rail[-1]
        if on > last_on and after:
            days = -(on - last_on).days
            return None if told and min(told) <= 0 and min(told) - days < 7 else days
        if not come or any(step <= min(come) for step in told):
            return None
        return min(come)

    def rung(self, rail: Rail, step: int) -> int:
        """With each reminder one further, and never further than the step lets."""
        rung = 0
        for each in sorted({*self.told.get(rail, ()), step}, reverse=True):
            rung = min(rung + 1, 1 + (each <= 7) + (each <= 0) + (each <= -7))
        return rung

    def slots(self, deal: Deal, on: date) -> Iterator[Row]:
        keys = dict.fromkeys(key for key, _ in deal.things)
        for key in keys:
            due = dict(self.due_of(deal, key, on))
            if due:
                rungs = {rail: self.rung(rail, step) for rail, step in due.items()}
                furthest = max(rungs.values()) if key != PREFERRED else 1
                for person, rung in self.persons(deal, furthest).items():
                    yield from ((person, *rail, step) for rail, step in due.items() if rungs[rail] >= rung)

    def due_of(self, deal: Deal, key: str, on: date) -> Iterator[tuple[tuple[str, str, str, date], int]]:
        steps = STEPS.get(key, USUAL)
        for (its, part), thing in deal.things.items():
            last = deal.last_in_order(thing, on, max(steps) + 5) if its == key else None
            if last is None or deal.is_quiet(key, thing, on):
                continue
            timetable = {step: working_before(last - step * ONE) for step in steps}
            step = self.due((deal.name, key, part, last), timetable, on)
            if step is not None and not (key == PREFERRED and step < 0):
                yield (deal.name, key, part, last), step

    def persons(self, deal: Deal, furthest: int) -> dict[str, int]:
        """Who is written to, each as the first that she is, from the contact to the chief officer."""
        staff = self.people[deal.partner]
        named = {place: who for place, who in deal.contacts.items() if who in staff}
        managers = {who for who, role in staff.items() if role == "manager"}
        rungs = [
            {named["first"]} if "first" in named else managers or set(staff),
            {named["second"]} if "second" in named else set(),
            {who for who, role in self.people[deal.lead].items() if role == "manager"},
            {named["chief-officer"]} if "chief-officer" in named else set(),
        ]
        found: dict[str, int] = {}
        for rung, people in enumerate(rungs[:furthest], 1):
            found |= {who: rung for who in people if who not in found}
        return found

    def before_visits(self, deal: Deal, on: date) -> Iterator[Row]:
        for visit, (whose, day) in self.visits.items():
            if whose not in {deal.name, deal.contract} or not on < day <= deal.ends_on:
                continue
            timetable = {step: working_before(day - step * ONE) for step in VISIT}
            rail = (deal.name, "", visit, day)
            step = self.due(rail, timetable, on, after=False)
            if step is not None and any(
                deal.is_wanting(thing, day) and not deal.is_quiet(key, thing, on)
                for (key, _), thing in deal.things.items()
                if key != PREFERRED
            ):
                people = self.persons(deal, self.rung(rail, step))
                yield from ((person, *rail, step) for person in people)

    def promises(self, deal: Deal, on: date) -> Iterator[Row]:
        for (key, _), thing in deal.things.items():
            if thing.stage != "checking":
                continue
            last = working_days_on(thing.sent_on, 5)
            if on > last:
                rail = (deal.name, key, f"sent:{thing.submission}", last)
                step = self.due(rail, {}, on)
                if step is not None:
                    yield from ((who, *rail, step) for who in self.deciding(deal, step))

    def deciding(self, deal: Deal, step: int) -> set[str]:
        staff = self.people[deal.lead]
        theirs = self.people[deal.partner]
        reviewers = {who for who, role in staff.items() if role == "reviewer" and who not in theirs}
        managers = {who for who, role in staff.items() if role == "manager"}
        return (reviewers or managers) | (managers if step <= -7 else set())
