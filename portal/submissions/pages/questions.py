"""The order of a draft's questions, one a page: files, dates, amount, statement, then all answers."""

from collections.abc import Iterator
from uuid import UUID

from checklists.on_paper import questions_of
from checklists.requirement import Requirement
from portal.web.addresses import (
    DRAFT_AMOUNT,
    DRAFT_ANSWERS,
    DRAFT_ASSURANCE,
    DRAFT_DATES,
    DRAFT_FILES,
    DRAFT_PARTIES,
    DRAFT_STATEMENT,
)

FILES, DATES, PARTIES, ASSURANCE = "files", "dates", "parties", "assurance"
AMOUNT, STATEMENT, ANSWERS = "amount", "statement", "answers"

WHERE = {
    "files": FILES,
    "from_on": DATES,
    "until_on": DATES,
    "parties": PARTIES,
    "assurance": ASSURANCE,
    "policy": AMOUNT,
    "amount": AMOUNT,
    "basis": AMOUNT,
    "also": AMOUNT,
    "statement": STATEMENT,
}
"""The page on which a question is asked."""

ADDRESS = {
    FILES: DRAFT_FILES,
    DATES: DRAFT_DATES,
    PARTIES: DRAFT_PARTIES,
    ASSURANCE: DRAFT_ASSURANCE,
    AMOUNT: DRAFT_AMOUNT,
    STATEMENT: DRAFT_STATEMENT,
    ANSWERS: DRAFT_ANSWERS,
}


def question_address(submission_id: UUID, page: str, then: str = "") -> str:
    """`then` is the page to which one goes on from there, where it is not the next one."""
    return ADDRESS[page](submission_id, then=then)


def pages_of(requirement: Requirement, is_received: bool = False) -> tuple[str, ...]:
    """The pages of a draft for this requirement, in order, `answers` last."""
    return (*dict.fromkeys(asked_on(requirement, is_received)), ANSWERS)


def asked_on(requirement: Requirement, is_received: bool) -> Iterator[str]:
    asked = questions_of(requirement, is_received)
    for question in WHERE:
        if question in asked:
            yield page_of(question)


def page_of(question: str) -> str:
    """The page that asks this; `answers` for a problem that is about the whole."""
    return WHERE.get(question, ANSWERS)


def page_after(pages: tuple[str, ...], page: str) -> str:
    return pages[pages.index(page) + 1]


def page_before(pages: tuple[str, ...], page: str) -> str | None:
    """None before the first question."""
    place = pages.index(page)
    return pages[place - 1] if place else None
