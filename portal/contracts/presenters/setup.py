"""Words of the set-up pages."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checklists.vocabulary import Condition
from portal.clock import local_day
from portal.conditions.presenters import holding_words
from portal.contracts.queries.setup import PartnerLine
from portal.invitations.presenters import ANSWER
from portal.invitations.queries.invitations import InvitationLine
from portal.invitations.queries.members import Member
from portal.issued.presenters.issued import IssueView
from portal.web.addresses import BOOK_VISIT, CHANGE_ENGAGEMENT, INVITE_PERSON, NEW_PARTNER
from portal.words.labels import ROLE
from portal.words.wording import counted, day, pounds

DONE = {
    "contract": "The contract is made. Next, add the delivery partners.",
    "partner": "The partner is added.",
    "partner-asked": "The partner is added. An organisation of that name works for you already and belongs to"
    " itself: invite one of its managers, who says whether it is the same. Until then this entry stands in.",
    "changed": "The changes are kept.",
    "removed": "The partner is removed.",
    "merged": "The partner is merged.",
    "invited": "The invitation is on its way.",
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


def member(each: Member, organisation: str, organisation_id: uuid.UUID) -> PersonView:
    """One of the lead's own people."""
    return PersonView(
        each.name,
        each.email,
        ROLE[each.role],
        each.role,
        organisation,
        str(organisation_id),
        "Belongs to it" if each.can_sign_in else "Never came in",
        False,
        "",
    )


def person(line: InvitationLine, now: datetime) -> PersonView:
    """Somebody whom the lead has invited, as it typed them."""
    return PersonView(
        line.name,
        line.email,
        ROLE[line.role],
        line.role,
        line.organisation,
        str(line.organisation_id),
        invited_words(line, now),
        line.answer is None,
        "again" if line.asked_at else "",
    )


def invited_words(line: InvitationLine, now: datetime) -> str:
    if line.answer and line.answered_at:
        return f"{ANSWER[line.answer]} on {day(local_day(line.answered_at))}"
    if line.asked_at is None or line.good_until is None:
        return "Not invited yet"
    if line.good_until <= now:
        return f"Invitation ran out on {day(local_day(line.good_until))}"
    return f"Invited on {day(local_day(line.asked_at))}, has not answered yet"


def partner(line: PartnerLine, holding: Iterable[Condition], number: str = "") -> PartnerView:
    """`holding` are the conditions that hold today; the `number` tells it from another of its name."""
    funding = f"{pounds(line.funding)} a year" if line.funding is not None else ""
    about = [words for words in (holding_words(holding), funding) if words]
    return PartnerView(
        CHANGE_ENGAGEMENT(line.engagement_id),
        f"{line.partner}, {number}" if number else line.partner,
        line.area,
        f"{day(line.starts_on)} to {day(line.ends_on)}",
        ", ".join(about) or "Nothing else",
        people_words(line.invited, has_joined=line.has_joined, comes_in=line.comes_in),
    )


def people_words(invited: int, *, has_joined: bool = False, comes_in: bool = False) -> str:
    """Whether a partner has come, and how many were asked.

    >>> people_words(0), people_words(1), people_words(0, has_joined=True, comes_in=True)
    ('Nobody invited yet', '1 person invited, nobody has come yet', 'Has come')
    >>> people_words(0, has_joined=True)
    'Nobody there can sign in'
    """
    if has_joined:
        return "Has come" if comes_in else "Nobody there can sign in"
    asked = counted(invited, "person", "people")
    return f"{asked} invited, nobody has come yet" if invited else "Nobody invited yet"


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
