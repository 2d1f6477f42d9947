"""Words of the set-up pages."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checklists.vocabulary import Condition
from portal.clock import local_day
from portal.conditions.presenters import holding_words
from portal.contracts.queries.hub import InvitedLine
from portal.contracts.queries.setup import PartnerLine
from portal.issued.presenters.issued import IssueView
from portal.web.addresses import BOOK_VISIT, CHANGE_ENGAGEMENT, INVITE_PERSON, NEW_PARTNER
from portal.words.labels import ROLE
from portal.words.wording import counted, day, pounds

DONE = {
    "contract": "The contract is made. Next, add the delivery partners.",
    "partner": "The partner is added.",
    "changed": "The changes are kept.",
    "invited": "The invitation is on its way.",
    "visit": "The visit is booked.",
    "cancelled": "The visit is cancelled.",
    "issued": "The document is issued. Each partner is now asked to say that it has it.",
    "put-up": "The text is up for signing. Each partner is now asked to sign it and to send the signed copy.",
}
"""By what stands in the address after a redirect."""


@dataclass(frozen=True, slots=True)
class PersonView:
    name: str
    email: str
    role: str
    role_key: str
    organisation: str
    organisation_id: str
    words: str
    may_be_invited_again: bool
    again: str


@dataclass(frozen=True, slots=True)
class PartnerView:
    href: str
    name: str
    area: str
    dates: str
    about: str
    people: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four things to do; `is_next` is the first that is not done."""

    words: str
    href: str
    is_done: bool
    is_next: bool


def person(line: InvitedLine, now: datetime) -> PersonView:
    return PersonView(
        line.name,
        line.email,
        ROLE[line.role],
        line.role,
        line.organisation,
        str(line.organisation_id),
        sign_in_words(line, now),
        not line.can_sign_in,
        "again" if line.invited_at else "",
    )


def sign_in_words(line: InvitedLine, now: datetime) -> str:
    if line.can_sign_in:
        return "Has signed in"
    if line.invited_at is None or line.invited_until is None:
        return "Not invited yet"
    if line.invited_until <= now:
        return f"Invitation ran out on {day(local_day(line.invited_until))}"
    return f"Invited on {day(local_day(line.invited_at))}, has not come yet"


def partner(line: PartnerLine, holding: Iterable[Condition]) -> PartnerView:
    """`holding` are the conditions that hold today."""
    funding = f"{pounds(line.funding)} a year" if line.funding is not None else ""
    about = [words for words in (holding_words(holding), funding) if words]
    return PartnerView(
        CHANGE_ENGAGEMENT(line.engagement_id),
        line.partner,
        line.area,
        f"{day(line.starts_on)} to {day(line.ends_on)}",
        ", ".join(about) or "Nothing else",
        people_words(line.members, line.signed_up),
    )


def people_words(members: int, signed_up: int) -> str:
    """How many act for a partner, and how many of them have come.

    >>> people_words(0, 0), people_words(1, 1), people_words(3, 1)
    ('Nobody invited yet', '1 person', '3 people, 2 have not come yet')
    """
    if not members:
        return "Nobody invited yet"
    waiting = members - signed_up
    tail = f", {waiting} {'has' if waiting == 1 else 'have'} not come yet" if waiting else ""
    return counted(members, "person", "people") + tail


def steps(
    contract_id: uuid.UUID, partners: int, people: int, issues: Sequence[IssueView], visits: int
) -> list[Step]:
    """In the order in which they help; people are those of partners."""
    to_issue = [each for each in issues if not each.issued]
    wanted = [("Add the delivery partners", NEW_PARTNER(contract_id), partners > 0)]
    wanted += [("Invite people", INVITE_PERSON(contract_id), people > 0)]
    if issues:
        wanted += [("Issue your documents", to_issue[0].href if to_issue else "", not to_issue)]
    wanted += [("Book a visit", BOOK_VISIT(contract_id), visits > 0)]
    first = next((number for number, each in enumerate(wanted) if not each[2]), None)
    return [Step(*each, is_next=number == first) for number, each in enumerate(wanted)]
