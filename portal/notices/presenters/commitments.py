"""Commitments of a tender, as each side is told of them: which one, and which year of it."""

from collections.abc import Iterator, Mapping

from checklists.year.periods import Calendar
from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.commitment_addresses import COMMITMENTS, DECIDE_COMMITMENT, GIVE_COMMITMENT
from portal.words.wording import day

TO_PARTNER: Mapping[str, tuple[str, str]] = {
    "commitment-accepted": (
        "Accepted: your figure for {which}, promised in the tender",
        "{lead} has accepted what you gave.",
    ),
    "commitment-made": (
        "New: {which}, as you promised in the tender",
        "{lead} has written down what you promised in the tender.",
    ),
    "commitment-returned": (
        "Needs a change: your figure for {which}, promised in the tender",
        "{lead} asks for a change: what, you read there.",
    ),
    "commitment-struck": (
        "Struck: {which}, as you promised in the tender",
        "{lead} asks for nothing more by it.",
    ),
}
"""By event, what the partner's contacts are told, and why. Of a year only its figure is spoken of: it may be
less than was promised."""


def of_commitment(group: Group) -> Iterator[Saying]:
    """The reviewers of what a partner gave, the partner of the rest; of the lead's own nobody."""
    first = group[0]
    if first.engagement is None:
        return
    part, data, which = first.engagement, first.data, named(first)
    if first.name == "commitment-given":
        what = f"{part.partner} gave a figure for what it promised in the tender: {which}"
        href = DECIDE_COMMITMENT(part.contract_id, data["commitment"], data["year"])
        yield Saying(Towards.REVIEWERS, "queue", what, "It waits for your answer.", href)
        return
    what, why = TO_PARTNER[first.name]
    href = COMMITMENTS(part.engagement_id)
    if first.name == "commitment-returned":
        href = GIVE_COMMITMENT(part.engagement_id, data["commitment"], data["year"])
    yield Saying(Towards.CONTACTS, "decisions", what.format(which=which), why.format(lead=part.lead), href)


def named(first: Happening) -> str:
    """Its title, and the year where it is about one, as far as the partner's days reach into it."""
    title, year = first.called.get("commitment", "a commitment"), first.data.get("year")
    found = Calendar(first.contract.starts_on).find(year) if first.contract and year else None
    if found is None:
        return title
    its = found.span.clip(first.engagement.span) if first.engagement else None
    span = its or found.span
    return f"{title}, {day(span.from_on)} to {day(span.until_on)}"


SAYERS: dict[str, Sayer] = dict.fromkeys(("commitment-given", *TO_PARTNER), of_commitment)
