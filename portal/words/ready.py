"""By when what has to arrive, so that somebody is ready on a day: one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.readiness import Point
from checklists.ready_by import ReadyBy, ready_by
from portal.acting.bank_holidays import bank_holidays
from portal.words.wording import counted, day

MOST_NAMED = 3
NEAR = 183
"""Days within which a day is said without its year."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day ahead, looked at from today: `days` are the working days in which the reviewers answer."""

    on: date
    today: date
    days: int
    lead: str
    is_lead: bool

    @property
    def we(self) -> str:
        """Who reviews: the lead itself hears we, all others its name."""
        return "we" if self.is_lead else self.lead


def ready_words(blockers: Iterable[Point], ahead: Ahead) -> str:
    """Ready on 14 October if 2 items arrive by 3 October."""
    holidays = bank_holidays(ahead.on.year)
    return sentence(ready_by(blockers, ahead.on, ahead.today, ahead.days, holidays), ahead)


def sentence(answer: ReadyBy, ahead: Ahead) -> str:
    on = near(answer.on, ahead.today)
    if answer.is_ready:
        return f"Ready on {on} as things stand."
    if answer.is_late:
        time = f"{ahead.we} {'need' if ahead.is_lead else 'needs'} {counted(ahead.days, 'working day')}"
        return f"Cannot be ready on {on} any more, as {time} to answer. It lacks {named(answer.lacks)}."
    return f"Ready on {on} if {joined(conditions(answer, ahead))}."


def conditions(answer: ReadyBy, ahead: Ahead) -> list[str]:
    by, decided = near(answer.by_on, ahead.today), near(answer.decide_on, ahead.today)
    said = []
    if number := len(answer.arrive):
        said.append(f"{counted(number, 'item')} {'arrives' if number == 1 else 'arrive'} by {by}")
    if number := len(answer.give):
        issue = "issue" if ahead.is_lead else "issues"
        said.append(f"{ahead.we} {issue} {counted(number, 'item')} in time to be answered by {by}")
    if number := len(answer.decide):
        decide = "decide" if ahead.is_lead else "decides"
        said.append(f"{ahead.we} {decide} on {counted(number, 'item')} by {decided}")
    if number := len(answer.applied):
        were, have = ("was", "has") if number == 1 else ("were", "have")
        said.append(f"{counted(number, 'item')} that {were} applied for {have} come by then")
    return said


def named(points: Sequence[Point]) -> str:
    """The titles, the first of them where there are many."""
    titles = [each.slot.requirement.title for each in points]
    if len(titles) > MOST_NAMED:
        titles = [*titles[:MOST_NAMED], f"{len(titles) - MOST_NAMED} more"]
    return joined(titles)


def joined(parts: Sequence[str]) -> str:
    """
    >>> joined(["one"]), joined(["one", "two", "three"])
    ('one', 'one, two and three')
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def near(value: date, today: date) -> str:
    """A day without its year where it is near.

    >>> near(date(2026, 10, 14), date(2026, 9, 1)), near(date(2027, 10, 14), date(2026, 9, 1))
    ('14 October', '14 October 2027')
    """
    return f"{value.day} {value:%B}" if abs((value - today).days) <= NEAR else day(value)
