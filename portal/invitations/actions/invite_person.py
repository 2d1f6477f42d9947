"""Invite somebody to act for an organisation, by mail. Nothing is theirs before they have said yes."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.acting.wording import one_line, refuse_problems
from portal.invitations.actions.note_invitation import Asked, Inviting, keep_invitation
from portal.invitations.actions.write_invitation import Sender, write_invitation
from portal.invitations.queries.parts import NOBODY_REVIEWS, parts_of
from portal.places.contracts import ContractPlace
from portal.records import Contract, Engagement, Membership, NamedRow, Organisation, Person
from portal.sign_in.actions.join_organisation import check_person

JOINED = "{name} has people of its own here, so its own managers invite their colleagues."
BELONGS = "{name} acts for {organisation} already: there is nobody to invite."
SHUT_OUT = "Whoever runs the portal has ended {name}’s access, and can give it back: ask there."


def invite_person(
    session: Session,
    viewer: Viewer,
    organisation_id: uuid.UUID,
    *,
    email: str,
    name: str,
    role: str,
    place: ContractPlace | None = None,
) -> uuid.UUID:
    """Ask whoever has that address; the invitation's id. The same sentence and the same work, whoever that
    is.

    The organisation's own managers may, and the managers of the lead that made it, as long as nobody has
    joined it. `place` is the contract that it is about, if any. Asking again sends a new link. Who acts for
    the viewer's own organisation already is not asked. Raises NotHere or CannotDo. Commits.
    """
    inviting = inviting_for(session, viewer, organisation_id, place)
    asked = Asked(email.strip().lower(), one_line(name), role)
    refuse_problems(check_person(asked.email, asked.name, role))
    refuse_who_belongs(session, viewer, organisation_id, asked.email)
    if role not in parts_of(session, organisation_id):
        raise CannotDo({"role": NOBODY_REVIEWS})
    invitation_id = keep_invitation(session, inviting, asked)
    write_invitation(session, invitation_id, Sender(viewer.person_id, viewer.name, viewer.email))
    session.commit()
    return invitation_id


def refuse_who_belongs(session: Session, viewer: Viewer, organisation_id: uuid.UUID, email: str) -> None:
    """Of one's own organisation its managers know who acts for it; of another nothing is looked up. Raises
    CannotDo."""
    if organisation_id not in viewer.with_role("manager"):
        return
    row = session.execute(
        sa.select(Person.name, Person.disabled_at, Organisation.name.label("organisation"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Person.email == email, Membership.organisation_id == organisation_id)
    ).one_or_none()
    if row:
        words = SHUT_OUT if row.disabled_at else BELONGS
        raise CannotDo({"email": words.format(name=row.name, organisation=row.organisation)})


def inviting_for(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID, place: ContractPlace | None
) -> Inviting:
    """Raises NotHere where it is not the viewer's business, CannotDo where it is the organisation's own."""
    contract_id, mine = place.contract_id if place else None, viewer.with_role("manager")
    if organisation_id in mine:
        return Inviting(viewer.person_id, organisation_id, None, contract_id)
    row = session.execute(
        sa.select(Organisation.name, Organisation.made_by_id, Organisation.became_id)
        .where(Organisation.id == organisation_id)
        .with_for_update(key_share=True)
    ).one_or_none()
    if row and row.made_by_id in mine and row.became_id is None:
        return Inviting(viewer.person_id, organisation_id, row.made_by_id, contract_id)
    raise refusal(session, mine, organisation_id, row)


def refusal(
    session: Session, mine: frozenset[uuid.UUID], organisation_id: uuid.UUID, row: NamedRow | None
) -> Exception:
    """That an organisation has people is said only to a lead that has a contract with it."""
    delivers = sa.select(Contract.id).join(Engagement, Engagement.contract_id == Contract.id)
    delivers = delivers.where(Engagement.partner_id == organisation_id, Contract.lead_id.in_(mine))
    commissions = sa.select(Contract.id).where(
        Contract.commissioner_id == organisation_id, Contract.lead_id.in_(mine)
    )
    if row and mine and session.scalar(sa.union_all(delivers, commissions).limit(1)):
        return CannotDo({"": JOINED.format(name=row.name)})
    return NotHere()
