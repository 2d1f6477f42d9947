"""What the reviewer asks to be changed, on the page and at the field that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from checklists.requirement import Requirement
from portal.submissions.pages.questions import AMOUNT, ANSWERS, FILES, STATEMENT, pages_of
from portal.submissions.queries.returned import Returned
from portal.words.labels import RETURN_REASON

ABOUT = {
    "amount-too-low": ((AMOUNT, "amount"), (FILES, "files")),
    "wrong-basis": ((AMOUNT, "basis"), (FILES, "files")),
    "wrong-name": ((AMOUNT, "insured_name"), (FILES, "files")),
    "wrong-document": ((FILES, "files"),),
    "out-of-date": ((FILES, "files"),),
    "not-signed": ((FILES, "files"), (STATEMENT, "confirm")),
    "incomplete": ((FILES, "files"),),
    "unreadable": ((FILES, "files"),),
}
"""By reason, the pages with the fields that it may be about. Any other reason is about the whole."""


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """`page` and `field` are those that it is about: `answers` and nothing where it is about the whole."""

    reason: str
    words: str
    page: str
    field: str


def change_asked(requirement: Requirement, returned: Returned) -> ChangeAsked:
    page, field = next(places(requirement, returned.reason), (ANSWERS, ""))
    return ChangeAsked(RETURN_REASON.get(returned.reason, ""), returned.words, page, field)


def places(requirement: Requirement, reason: str) -> Iterator[tuple[str, str]]:
    """Those that this requirement has."""
    asked = pages_of(requirement)
    return ((page, field) for page, field in ABOUT.get(reason, ()) if page in asked)
