"""Who is written to: the people of organisations, and the contacts that an engagement has named."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.queries.managers import NOBODY, ContractManagers, managers_by_contract
from portal.places.people import has_way_in
from portal.records import Contact, ContactPlace, Membership, Person, Role


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who belongs to an organisation and can be written to."""

    person_id: uuid.UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of an organisation by what they do for it, those who joined first in front."""

    managers: tuple[Recipient, ...] = ()
    reviewers: tuple[Recipient, ...] = ()
    members: tuple[Recipient, ...] = ()

    @property
    def everybody(self) -> tuple[Recipient, ...]:
        return self.managers + self.reviewers + self.members


@dataclass(frozen=True, slots=True)
class People:
    """Of many organisations, engagements and contracts at once: who is there, who is named as a contact, and
    who has the contract."""

    staff: Mapping[uuid.UUID, Staff]
    contacts: Mapping[uuid.UUID, Mapping[ContactPlace, Recipient]] = field(default_factory=dict)
    named: Mapping[uuid.UUID, ContractManagers] = field(default_factory=dict)

    def staff_of(self, organisation_id: uuid.UUID) -> Staff:
        return self.staff.get(organisation_id, Staff())

    def contact(self, engagement_id: uuid.UUID, place: ContactPlace) -> Recipient | None:
        return self.contacts.get(engagement_id, {}).get(place)

    def managers(self, contract_id: uuid.UUID, lead_id: uuid.UUID) -> tuple[Recipient, ...]:
        """Who has the contract; the deputy where she has left; all of the lead's managers where nobody is
        named who is there."""
        managers, named = self.staff_of(lead_id).managers, self.named.get(contract_id, NOBODY)
        for one in (named.manager, named.deputy):
            if one and (found := one_of_them(managers, one.person_id)):
                return (found,)
        return managers


def find_people(
    session: Session,
    organisation_ids: Collection[uuid.UUID],
    engagements: Mapping[uuid.UUID, uuid.UUID],
    contract_ids: Collection[uuid.UUID],
) -> People:
    """`engagements` is each with its partner. A contact who has left the partner is none any more, and nobody
    is written to who cannot sign in yet (the invitation is what they wait for) or any more."""
    staff = staff_by_organisation(session, organisation_ids)
    named = managers_by_contract(session, contract_ids)
    return People(staff, named_contacts(session, engagements, staff), named)


def staff_by_organisation(
    session: Session, organisation_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Staff]:
    found: defaultdict[uuid.UUID, defaultdict[str, list[Recipient]]] = defaultdict(lambda: defaultdict(list))
    query = (
        sa.select(
            Membership.organisation_id,
            Membership.role,
            Person.id.label("person_id"),
            Person.name,
            Person.email,
        )
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.organisation_id.in_(organisation_ids),
            has_way_in(),
            Person.disabled_at.is_(None),
        )
        .order_by(Membership.created_at, Person.id)
    )
    for row in session.execute(query):
        found[row.organisation_id][row.role].append(Recipient(row.person_id, row.name, row.email))
    return {
        organisation_id: Staff(
            tuple(roles[Role.MANAGER]), tuple(roles[Role.REVIEWER]), tuple(roles[Role.MEMBER])
        )
        for organisation_id, roles in found.items()
    }


def named_contacts(
    session: Session, engagements: Mapping[uuid.UUID, uuid.UUID], staff: Mapping[uuid.UUID, Staff]
) -> dict[uuid.UUID, dict[ContactPlace, Recipient]]:
    """By engagement and place, as was said last."""
    query = (
        sa.select(Contact.engagement_id, Contact.place, Contact.person_id)
        .where(Contact.engagement_id.in_(engagements))
        .order_by(Contact.recorded_at, Contact.id)
    )
    said = {(row.engagement_id, row.place): row.person_id for row in session.execute(query)}
    found: dict[uuid.UUID, dict[ContactPlace, Recipient]] = {}
    for (engagement_id, place), person_id in said.items():
        partner = staff.get(engagements[engagement_id], Staff())
        if recipient := one_of_them(partner.everybody, person_id):
            found.setdefault(engagement_id, {})[ContactPlace(place)] = recipient
    return found


def one_of_them(people: Iterable[Recipient], person_id: uuid.UUID | None) -> Recipient | None:
    return next((each for each in people if each.person_id == person_id), None)
