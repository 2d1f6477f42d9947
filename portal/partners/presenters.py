"""A partner's page in words."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.notices.presenters.outgoing import STATES
from portal.notices.queries.recipients import Recipient
from portal.partners.queries.partner import Agreed, ContactLine
from portal.partners.queries.written import LetterLine
from portal.places.mine import MyEngagement
from portal.slots.queries.engagement import VisitLine
from portal.web.addresses import CHANGE_ENGAGEMENT, ENGAGEMENT, VISIT
from portal.web.typed import Typed
from portal.words.labels import CONTACT_PLACE
from portal.words.labels import VISIT as VISIT_LABEL
from portal.words.wording import day, moment, pounds, when_words


@dataclass(frozen=True, slots=True)
class EngagementView:
    """`when` says whether it lasts, is ahead or is over."""

    title: str
    area: str
    href: str
    agreed_href: str
    days: str
    when: str
    colour: str
    reference: str
    funding: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """Somebody to ring, with what she is contact for."""

    name: str
    email: str
    telephones: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextVisit:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ReceiverView:
    name: str
    state: str
    colour: str
    problem: str


@dataclass(frozen=True, slots=True)
class LetterView:
    subject: str
    lines: tuple[str, ...]
    when: str
    by: str
    to: tuple[ReceiverView, ...]


def engagement_views(
    engagements: Iterable[MyEngagement], agreed: Mapping[uuid.UUID, Agreed], today: date
) -> list[EngagementView]:
    return [engagement_view(each, agreed[each.engagement_id], today) for each in engagements]


def engagement_view(engagement: MyEngagement, agreed: Agreed, today: date) -> EngagementView:
    when, colour = lasting(engagement, today)
    return EngagementView(
        engagement.contract,
        engagement.area,
        ENGAGEMENT(engagement.engagement_id),
        CHANGE_ENGAGEMENT(engagement.engagement_id),
        f"{day(engagement.starts_on)} to {day(engagement.ends_on)}",
        when,
        colour,
        agreed.reference,
        f"{pounds(agreed.funding)} a year" if agreed.funding is not None else "Not said",
    )


def lasting(engagement: MyEngagement, today: date) -> tuple[str, str]:
    if engagement.ends_on < today:
        return "Has ended", "grey"
    return ("Begins later", "blue") if engagement.starts_on > today else ("Under way", "green")


def contact_views(
    contacts: Iterable[ContactLine], engagements: Collection[MyEngagement], managers: Iterable[Recipient]
) -> list[ContactView]:
    """Each person once, in the order of the places. Without any contact, the managers."""
    parts = {each.engagement_id: part_words(each) for each in engagements}
    several = len(parts) > 1
    found: dict[uuid.UUID, list[ContactLine]] = {}
    order = list(CONTACT_PLACE)
    for each in sorted(contacts, key=lambda each: order.index(each.place)):
        found.setdefault(each.person_id, []).append(each)
    if not found:
        return [ContactView(each.name, each.email, (), ("Manager",)) for each in managers]
    return [
        ContactView(
            lines[0].name,
            lines[0].email,
            tuple(dict.fromkeys(each.telephone for each in lines if each.telephone)),
            tuple(
                f"{CONTACT_PLACE[each.place]}, {parts[each.engagement_id]}"
                if several
                else CONTACT_PLACE[each.place]
                for each in lines
            ),
        )
        for lines in found.values()
    ]


def part_words(engagement: MyEngagement) -> str:
    return f"{engagement.contract}, {engagement.area}" if engagement.area else engagement.contract


def next_visit(visits: Iterable[tuple[uuid.UUID, VisitLine]]) -> NextVisit | None:
    """The soonest; each with its contract."""
    soonest = min(visits, key=lambda each: each[1].on_date, default=None)
    if soonest is None:
        return None
    contract_id, visit = soonest
    words = f"{VISIT_LABEL[visit.kind]} {when_words(visit.on_date, visit.at_time, visit.place)}"
    return NextVisit(words, VISIT(contract_id, visit.visit_id))


def letter_views(letters: Iterable[LetterLine]) -> list[LetterView]:
    """What was written to several at once is shown once."""
    alike = groupby(letters, key=lambda each: (each.written_at, each.by, each.subject, each.words))
    return [
        LetterView(
            subject or "(no longer kept)",
            tuple(words.split("\n")),
            moment(written_at),
            by,
            tuple(map(receiver_view, lines)),
        )
        for (written_at, by, subject, words), lines in alike
    ]


def receiver_view(line: LetterLine) -> ReceiverView:
    if line.bounced_at:
        return ReceiverView(line.to, "Came back", "red", line.bounce_words)
    state, colour = STATES[line.state]
    return ReceiverView(line.to, state, colour, line.problem)


def addressee_items(people: Iterable[Recipient], typed: Typed) -> list[dict[str, object]]:
    chosen = typed.get("to", ())
    return [
        {
            "value": str(each.person_id),
            "text": f"{each.name}, {each.email}",
            "checked": str(each.person_id) in chosen,
        }
        for each in people
    ]
