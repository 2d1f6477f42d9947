"""The order of a draft's questions, one a page: files, dates, amount, statement, check, then all answers."""

from collections.abc import Iterator

from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.vocabulary import Kind

ANSWERS = "answers"

WHERE = {
    "files": "files",
    "from_on": "dates",
    "until_on": "dates",
    "amount": "amount",
    "basis": "amount",
    "statement": "statement",
    "check": "check",
}
"""The page on which a question is asked, except that a register asks for its date beside the check."""


def pages_of(requirement: Requirement) -> tuple[str, ...]:
    """The pages of a draft for this requirement, in order, `answers` last."""
    return (*dict.fromkeys(asked_on(requirement)), ANSWERS)


def asked_on(requirement: Requirement) -> Iterator[str]:
    asked = rules_for(requirement).questions | ({"statement"} if requirement.statement else set())
    for question in WHERE:
        if question in asked:
            yield page_of(requirement, question)


def page_of(requirement: Requirement, question: str) -> str:
    """The page that asks this; `answers` for a problem that is about the whole."""
    if requirement.kind is Kind.REGISTER and question == "from_on":
        return "check"
    return WHERE.get(question, ANSWERS)


def page_after(requirement: Requirement, page: str) -> str:
    pages = pages_of(requirement)
    return pages[pages.index(page) + 1]


def page_before(requirement: Requirement, page: str) -> str | None:
    """None before the first question."""
    place = pages_of(requirement).index(page)
    return pages_of(requirement)[place - 1] if place else None
