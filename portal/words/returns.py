"""Returns of a period in words: when they are due, how they and their sections stand."""

import re
from datetime import date

from checklists.year.asked import Asked
from checklists.year.giving import SectionState
from checklists.year.owed import Owed
from checklists.year.periods import Calendar, kind_of
from checklists.year.settling import is_closing
from checklists.year.vocabulary import PERIODS, Consent, Every, OwedState
from portal.words.wording import counted, day

OF_PARTNER = {
    SectionState.NOT_STARTED: "Not started",
    SectionState.IN_PROGRESS: "In progress",
    SectionState.READY: "Ready",
    SectionState.WITH_LEAD: "With {lead}",
    SectionState.NEEDS_CHANGE: "Needs a change",
    SectionState.ACCEPTED: "Accepted",
}
OF_LEAD = {**OF_PARTNER, SectionState.WITH_LEAD: "With us", SectionState.READY: "In progress"}
"""What the partner holds ready and has not sent is nobody else's to know."""

TAG = {
    SectionState.NOT_STARTED: "govuk-tag--grey",
    SectionState.IN_PROGRESS: "govuk-tag--light-blue",
    SectionState.READY: "govuk-tag--blue",
    SectionState.WITH_LEAD: "govuk-tag--yellow",
    SectionState.NEEDS_CHANGE: "govuk-tag--red",
    SectionState.ACCEPTED: "govuk-tag--green",
}


CONSENT: dict[str, str] = {
    Consent.NOBODY: "Nobody is named, and nobody can be recognised in a picture",
    Consent.AGREED: "Whoever is named or shown has agreed, and we keep that in writing",
}
CONSENT_TOLD = {
    Consent.NOBODY: "Nobody is named or can be recognised, says the partner.",
    Consent.AGREED: "Whoever is named or shown has agreed in writing, says the partner.",
    None: "It was not said whether anybody is named.",
}


A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def in_address(part: str) -> str:
    """A part as it stands in an address: without a slash.

    >>> in_address("2026/1"), from_address("2026.1")
    ('2026.1', '2026/1')
    """
    return part.replace("/", ".")


def from_address(part: str) -> str:
    return part.replace(".", "/")


def period_words(asked: Asked, first_on: date) -> str:
    """1 October 2026 to 31 December 2026; of what has no period, the meeting or the time in the year."""
    calendar = Calendar(first_on, asked.row.year_of)
    key, _, number = asked.owed.part.partition("/")
    found = calendar.find(key)
    if asked.row.every is Every.ON_REQUEST:
        return f"asked for on {period_name(asked.owed.part)}"
    if found is None:
        return f"for the meeting on {day(date.fromisoformat(key))}"
    return f"{found.in_words}, number {number}" if number else found.in_words


def other_than_asked(wanted: str, shown: str) -> str:
    """That the address asks for another period than is shown; empty where it asks for none.

    >>> other_than_asked("2027-Q1", "2026-Q3")
    'There is nothing here for 2027 Q1. This is 2026 Q3.'
    >>> other_than_asked("2027-Q9", "2026-Q3"), other_than_asked("", "2026-Q3")
    ('There is no such period here. This is 2026 Q3.', '')
    """
    if wanted in ("", shown):
        return ""
    named = f"nothing here for {period_name(wanted)}" if kind_of(wanted) else "no such period here"
    return f"There is {named}. This is {period_name(shown)}."


def period_name(part: str) -> str:
    """As a heading names it: 2026 Q4; a day as people write it; or what is settled after the last of them.

    >>> period_name("2026-Q4"), period_name("2026-10"), period_name("2026")
    ('2026 Q4', '2026-10', '2026')
    >>> period_name("closing-1"), period_name("closing-2")
    ('Closing statement', 'Closing statement 2')
    >>> period_name("2026-11-29"), period_name("2026/1")
    ('29 November 2026', '2026, number 1')
    """
    first, _, number = part.partition("/")
    if number:
        return f"{period_name(first)}, number {number}"
    if A_DAY.fullmatch(part):
        return day(date.fromisoformat(part))
    if is_closing(part):
        return part.replace("closing-", "Closing statement ").removesuffix(" 1")
    return part.replace("-Q", " Q").replace("-H", " H").replace("-P", " P").replace("-W", " W")


def due_words(owed: Owed) -> str:
    return f"due {day(owed.due_on)}" if owed.due_on else "due at no fixed day"


NOT_OWED = "Not owed any more"


def owed_words(state: OwedState, owed: Owed, on: date, late: int, *, lies: bool = False) -> str:
    """Where it stands as a whole, on the day; `lies` where all of it is with the lead, whose time is
    never the partner's fault."""
    if lies and state in {OwedState.DUE, OwedState.LATE}:
        return "Sent" if state is OwedState.DUE else "Sent late"
    if state is OwedState.LATE:
        return f"Late by {counted(late, 'day')}"
    if state is OwedState.AHEAD:
        return ""
    if state is OwedState.MET:
        return f"Accepted, sent {counted(late, 'day')} late" if late else "Accepted"
    if owed.due_on is None:
        return "Open"
    left = (owed.due_on - on).days
    if left < 0:
        return "Came back in time"
    return f"Due in {counted(left, 'day')}" if left else "Due today"


def is_period(asked: Asked) -> bool:
    return asked.row.every in PERIODS
