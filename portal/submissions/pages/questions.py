"""The order of a draft's questions, one a page: files, dates, amount, statement, then all answers."""

from collections.abc import Iterator

from checklists.kinds import rules_for
from checklists.requirement import Requirement

ANSWERS = "answers"

WHERE = {
    "files": "files",
    "from_on": "dates",
    "until_on": "dates",
    "parties": "parties",
    "assurance": "assurance",
    "policy": "amount",
    "amount": "amount",
    "basis": "amount",
    "statement": "statement",
}
"""The page on which a question is asked."""


def pages_of(requirement: Requirement) -> tuple[str, ...]:
    """The pages of a draft for this requirement, in order, `answers` last."""
    return (*dict.fromkeys(asked_on(requirement)), ANSWERS)


def asked_on(requirement: Requirement) -> Iterator[str]:
    asked = rules_for(requirement).asks(requirement)
    for question in WHERE:
        if question in asked:
            yield page_of(question)


def page_of(question: str) -> str:
    """The page that asks this; `answers` for a problem that is about the whole."""
    return WHERE.get(question, ANSWERS)


def page_after(requirement: Requirement, page: str) -> str:
    pages = pages_of(requirement)
    return pages[pages.index(page) + 1]


def page_before(requirement: Requirement, page: str) -> str | None:
    """None before the first question."""
    place = pages_of(requirement).index(page)
    return pages_of(requirement)[place - 1] if place else None
