"""Who is told of what has happened: which side, and who of it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.notices.queries.engagements import Engaged, engagements_of
from portal.notices.queries.happened import Happening
from portal.notices.queries.named import PEOPLE, ids_in
from portal.notices.queries.recipients import People, Recipient, find_people
from portal.notices.queries.rungs import first_contacts, managers_of, reviewers_of
from portal.places.people import has_way_in
from portal.records import Engagement, Person, Submission


class Towards(StrEnum):
    """Whom something is told: who sent it; the partner's contacts; the lead's reviewers, or those who did not
    do it; who has the contract, or all of the lead's managers; the council; all partners of the contract, or
    of a visit those it is with; who takes part in it; who did it; and whoever stands in the event's data
    under that very key."""

    SENDER = "sender"
    CONTACTS = "contacts"
    REVIEWERS = "reviewers"
    OTHER_REVIEWERS = "other-reviewers"
    MANAGERS = "managers"
    ALL_MANAGERS = "all-managers"
    COMMISSIONER = "commissioner"
    PARTNERS = "partners"
    TAKING_PART = "taking-part"
    THEMSELVES = "themselves"
    PERSON = "person"
    SUCCESSOR = "successor"
    MANAGER = "manager"
    MANAGER_BEFORE = "manager_before"
    DEPUTY = "deputy"
    DEPUTY_BEFORE = "deputy_before"


@dataclass(frozen=True, slots=True)
class ToldTo:
    """All the people that some happenings may be told to. `partners` are by contract the engagements that
    have not ended, `senders` by submission who sent it and belongs to the partner still."""

    people: People
    partners: Mapping[uuid.UUID, Sequence[Engaged]]
    senders: Mapping[str, Recipient]
    themselves: Mapping[uuid.UUID, Recipient]

    def recipients_of(self, happening: Happening, towards: Towards) -> tuple[Recipient, ...]:
        engagement, contract = happening.engagement, happening.contract
        match towards:
            case Towards.SENDER:
                sender = self.senders.get(happening.data.get("submission") or "")
                return (sender,) if sender else ()
            case Towards.CONTACTS:
                return first_contacts(self.people, engagement) if engagement else ()
            case Towards.REVIEWERS | Towards.OTHER_REVIEWERS:
                return self.reviewers(happening, engagement, towards) if engagement else ()
            case Towards.MANAGERS:
                return self.managers(happening)
            case Towards.ALL_MANAGERS:
                return self.other_side(happening)
            case Towards.COMMISSIONER:
                return self.people.staff_of(contract.commissioner_id).everybody if contract else ()
            case Towards.PARTNERS:
                its = self.parts(happening)
                return tuple(person for each in its for person in first_contacts(self.people, each))
            case _:
                return self.named(happening, towards)

    def reviewers(self, happening: Happening, engagement: Engaged, towards: Towards) -> tuple[Recipient, ...]:
        """All; or the others, and who has the contract where whoever did it is the only one."""
        its = reviewers_of(self.people, engagement)
        if towards is Towards.REVIEWERS:
            return its
        others = tuple(each for each in its if each.person_id != happening.person_id)
        return others or self.managers(happening)

    def other_side(self, happening: Happening) -> tuple[Recipient, ...]:
        """All of the lead's managers but those who belong to the partner that it is about."""
        contract, engagement = happening.contract, happening.engagement
        its = self.people.staff_of(engagement.partner_id).everybody if engagement else ()
        managers = self.people.staff_of(contract.lead_id).managers if contract else ()
        return tuple(each for each in managers if each not in its)

    def managers(self, happening: Happening) -> tuple[Recipient, ...]:
        """Who has the contract, or all of the lead's managers."""
        if happening.engagement:
            return managers_of(self.people, happening.engagement)
        contract = happening.contract
        return self.people.managers(contract.contract_id, contract.lead_id) if contract else ()

    def named(self, happening: Happening, towards: Towards) -> tuple[Recipient, ...]:
        """Whoever stands in the event's data, or whose account it is about."""
        if towards is Towards.TAKING_PART:
            those = happening.taking_part
            return tuple(self.themselves[each] for each in those if each in self.themselves)
        given = happening.data.get(towards.value)
        who = happening.concerned if towards is Towards.THEMSELVES else uuid.UUID(given) if given else None
        person = self.themselves.get(who) if who else None
        return (person,) if person else ()

    def parts(self, happening: Happening) -> Sequence[Engaged]:
        """Those of the contract; of a visit those that it is with and that have its day."""
        its = self.partners.get(happening.contract.contract_id, ()) if happening.contract else ()
        those = happening.with_whom
        return [
            each
            for each in its
            if (happening.on is None or happening.on in each.span)
            and (not those or each.engagement_id in those)
        ]

    def part_of(self, happening: Happening, recipient: Recipient) -> Engaged | None:
        """Of what all partners are told, the part for which this person is told it."""
        its = (each for each in self.parts(happening) if recipient in first_contacts(self.people, each))
        return next(its, None)


def told_to(session: Session, happenings: Iterable[Happening], today: date) -> ToldTo:
    """Of all of them, read together."""
    told = list(happenings)
    contracts = {each.contract.contract_id for each in told if each.contract and each.engagement is None}
    partners = partners_of(session, contracts, today)
    engaged = [each.engagement for each in told if each.engagement]
    every = [*engaged, *(one for its in partners.values() for one in its)]
    organisations = {each.partner_id for each in every} | {each.lead_id for each in every}
    contracts_told = [each.contract for each in told if each.contract]
    for contract in contracts_told:
        organisations |= {contract.commissioner_id, contract.lead_id}
    its_partner = {each.engagement_id: each.partner_id for each in every}
    had = {each.contract_id for each in every} | {each.contract_id for each in contracts_told}
    people = find_people(session, organisations, its_partner, had)
    return ToldTo(people, partners, senders_of(session, told, people), themselves_of(session, told))


def partners_of(
    session: Session, contract_ids: Iterable[uuid.UUID], today: date
) -> dict[uuid.UUID, list[Engaged]]:
    """By contract, the engagements that have not ended."""
    ids = session.scalars(
        sa.select(Engagement.id).where(Engagement.contract_id.in_(contract_ids), Engagement.ends_on >= today)
    ).all()
    found: dict[uuid.UUID, list[Engaged]] = {}
    for each in engagements_of(session, set(ids)).values():
        found.setdefault(each.contract_id, []).append(each)
    return found


def senders_of(session: Session, told: Sequence[Happening], people: People) -> dict[str, Recipient]:
    partners = {
        each.data["submission"]: each.engagement.partner_id
        for each in told
        if each.data.get("submission") and each.engagement
    }
    ids = [uuid.UUID(submission) for submission in partners]
    query = sa.select(Submission.id, Submission.sent_by).where(Submission.id.in_(ids))
    found = {}
    for row in session.execute(query) if ids else ():
        staff = people.staff_of(partners[str(row.id)]).everybody
        if person := next((each for each in staff if each.person_id == row.sent_by), None):
            found[str(row.id)] = person
    return found


def themselves_of(session: Session, told: Sequence[Happening]) -> dict[uuid.UUID, Recipient]:
    ids = {each.concerned for each in told if each.concerned} | ids_in(told, PEOPLE)
    ids |= {one for each in told for one in each.taking_part}
    query = sa.select(Person.id, Person.name, Person.email).where(
        Person.id.in_(ids), has_way_in(), Person.disabled_at.is_(None)
    )
    return {row.id: Recipient(row.id, row.name, row.email) for row in session.execute(query)}
