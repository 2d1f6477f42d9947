"""What is asked for through the year, a row in a few words."""

from collections.abc import Callable
from typing import Any

from checklists.vocabulary import Force
from checklists.year.rows import Event, Measure, Meeting, Payment, Return, YearRow
from checklists.year.vocabulary import PERIODS, Every, Party
from portal.authoring.presenters.year_words import EVERY, Titles, due_words, listed, percent
from portal.words.measures import rule_in_words
from portal.words.wording import counted

A_PERIOD = {
    Every.WEEK: "a week",
    Every.FOUR_WEEKS: "in four weeks",
    Every.MONTH: "a month",
    Every.QUARTER: "a quarter",
    Every.HALF_YEAR: "a half-year",
    Every.YEAR: "a year",
}


def summary(row: YearRow, titles: Titles) -> str:
    """The rules of a row in a few words."""
    found = [words for words in SUMMARIES[type(row)](row, titles) if words]
    return " · ".join(found)


def of_return(row: Return, titles: Titles) -> list[str]:
    often = EVERY[row.every]
    if row.every is Every.ANY_TIME:
        often = f"{row.times} a year, at any time"
    if row.meeting:
        often = f"Before each: {titles.get(row.meeting, row.meeting)}"
    due = f"within {due_words(row.due)}" if row.due else ""
    if row.due and row.meeting:
        due = f"{due_words(row.due)} before"
    return [
        often,
        due,
        counted(len(row.sections), "section") if row.sections else "",
        "signed by somebody else" if row.certified else "",
        "stands in the way while late" if row.blocks else "",
        "preferred" if row.force is Force.SHOULD else "",
        whom(row.asked_of),
    ]


def of_measure(row: Measure, titles: Titles) -> list[str]:
    joint = f"adds up {' and '.join(titles.get(key, key) for key in row.joint)}" if row.joint else ""
    given = f"in {titles.get(row.given_in, row.given_in)}" if row.given_in else ""
    rule = rule_in_words(row).partition(", between")[0]
    return [EVERY[row.every], rule, joint, given, whom(row.asked_of)]


def of_payment(row: Payment, titles: Titles) -> list[str]:
    return [
        f"{percent(row.at_risk)} at risk",
        listed(row.areas, titles),
        counted(len(row.parts), "line"),
        "paid back where met over the year" if row.true_up else "",
    ]


def of_event(row: Event, _: Titles) -> list[str]:
    due = f"Within {due_words(row.due)}" if row.due else "No term is named"
    due = "At once" if row.at_once else "By a day that is set" if row.as_set else due
    forward = ""
    if row.forward and not row.at_once:
        forward = f"to the council within {due_words(row.forward)}"
    return [due, forward, "confidential" if row.confidential else "", whom(row.asked_of)]


def of_meeting(row: Meeting, _: Titles) -> list[str]:
    often = "As often as agreed"
    if row.times and row.every in PERIODS:
        often = f"{row.times} {A_PERIOD[row.every]}"
    topics = counted(len(row.topics), "fixed topic") if row.topics else ""
    return [often, topics, whom(row.asked_of)]


def whom(asked_of: tuple[Party, ...]) -> str:
    """What is asked of partners alone is the usual, and not said."""
    if Party.LEAD not in asked_of:
        return ""
    return "asked of partners and of the lead" if Party.PARTNER in asked_of else "asked of the lead"


SUMMARIES: dict[type, Callable[[Any, Titles], list[str]]] = {
    Return: of_return,
    Measure: of_measure,
    Payment: of_payment,
    Event: of_event,
    Meeting: of_meeting,
}
