"""Rows of what a contract obliges a partner to show, and a checklist told in the same way."""

from typing import NamedTuple

from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Force, Kind


class Row(NamedTuple):
    """A row as the contract has it. `subject` are words of the title; `months` after which it lapses."""

    clause: str
    subject: str
    kind: Kind
    force: Force = Force.MUST
    months: int | None = None


def rows_of(checklist: Checklist, rows: tuple[Row, ...]) -> list[tuple[Row, Requirement]]:
    """Each row with the requirement at its place; the numbers of both are held equal."""
    return list(zip(rows, checklist.requirements, strict=True))


def told(requirement: Requirement, subject: str) -> Row:
    """The requirement as a row, with the subject where its title has it and else with its title."""
    named = subject if subject.lower() in requirement.title.lower() else requirement.title
    return Row(requirement.clause, named, requirement.kind, requirement.force, requirement.months)


def all_words(requirement: Requirement) -> str:
    """Everything that somebody reads of it."""
    return " ".join([requirement.title, requirement.asks, *requirement.look_for, requirement.statement or ""])
