"""Where a viewer stands to an organisation: its own people, and the managers of the leads it delivers for."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.records import Contract, Engagement, Organisation, Worker


@dataclass(frozen=True, slots=True)
class OrganisationPlace:
    """`name` is the legal name. `delivers` of what delivers, did or may yet: it has a register, papers
    and insurance. `leads` has papers too, as those it enters for partners. Nothing here tells one lead of
    another."""

    organisation_id: uuid.UUID
    name: str
    trading_names: tuple[str, ...]
    audiences: frozenset[Audience]
    delivers: bool = True
    leads: bool = False


def get_organisation_place(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID, wanted: Iterable[Audience]
) -> OrganisationPlace:
    """The organisation, for a viewer who is one of the wanted audiences to it; raises NotHere."""
    said = (may_deliver().label("delivers"), leads_any().label("leads"))
    row = session.execute(
        sa.select(Organisation.name, Organisation.trading_names, *said).where(
            Organisation.id == organisation_id
        )
    ).one_or_none()
    audiences = audiences_to(session, viewer, organisation_id)
    if row is None or not audiences & frozenset(wanted):
        raise NotHere
    return OrganisationPlace(
        organisation_id, row.name, tuple(row.trading_names), audiences, bool(row.delivers), bool(row.leads)
    )


def may_deliver() -> sa.ColumnElement[bool]:
    """Of an organisation: whether it has a part in a contract on any day, or somebody on its register; or no
    contract at all, as a partner has none that joined before its part is written down."""
    its_part = sa.exists().where(Engagement.partner_id == Organisation.id).correlate(Organisation)
    its_people = sa.exists().where(Worker.organisation_id == Organisation.id).correlate(Organisation)
    commissions = sa.exists().where(Contract.commissioner_id == Organisation.id).correlate(Organisation)
    return sa.or_(its_part, its_people, ~sa.or_(leads_any(), commissions))


def leads_any() -> sa.ColumnElement[bool]:
    return sa.exists().where(Contract.lead_id == Organisation.id).correlate(Organisation)


def audiences_to(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> frozenset[Audience]:
    found = set()
    if organisation_id in viewer.organisations:
        found.add(Audience.OWN)
    if organisation_id in viewer.with_role("manager"):
        found.add(Audience.OWN_MANAGER)
    leads = (
        sa.select(Contract.lead_id)
        .join(Engagement, Engagement.contract_id == Contract.id)
        .where(Engagement.partner_id == organisation_id)
    )
    if (mine := viewer.with_role("manager")) and mine & set(session.scalars(leads)):
        found.add(Audience.MANAGER)
    return frozenset(found)
