"""Invite somebody into an organisation, by mail."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import one_line, refuse_problems
from portal.invitations.actions.note_invitation import note_asked
from portal.invitations.queries.members import is_mine_alone, may_see_members
from portal.invitations.queries.parts import NOBODY_REVIEWS, parts_of
from portal.places.contracts import ContractPlace
from portal.records import Organisation
from portal.sign_in.actions.join_organisation import check_person, join
from portal.sign_in.actions.write_letters import Inviting, write_invitation


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
    """Somebody, new or known by e-mail address, may act for the organisation; the person's id.

    `place` is the contract that it is about, if any. Inviting somebody again who has no password yet sends a
    new link. Raises NotHere or CannotDo.
    """
    if not may_see_members(session, viewer, organisation_id):
        raise NotHere
    email, name = email.strip().lower(), one_line(name)
    refuse_problems(check_person(email, name, role))
    organisation = session.scalars(
        sa.select(Organisation.name).where(Organisation.id == organisation_id)
    ).one()
    if not is_mine_alone(session, viewer, organisation_id):
        sentence = (
            f"{organisation} works with others here too, so only its own managers invite people into it."
        )
        raise CannotDo({"": sentence})
    if role not in parts_of(session, organisation_id):
        raise CannotDo({"role": NOBODY_REVIEWS})
    joined = join(session, email, name, organisation_id, role)
    if joined.was_member and joined.can_sign_in:
        raise CannotDo({"email": f"{joined.name} belongs to {organisation} already."})
    message_id = write_invitation(session, joined, inviting(viewer, organisation, place))
    data = {"person": str(joined.person_id), "organisation": str(organisation_id), "role": role}
    note_asked(session, joined.person_id, organisation_id, viewer.person_id, message_id)
    record_event(session, "invitation-sent", viewer.person_id, data=data)
    session.commit()
    return joined.person_id


def inviting(viewer: Viewer, organisation: str, place: ContractPlace | None) -> Inviting:
    if place is None:
        return Inviting(viewer.name, viewer.email, organisation)
    return Inviting(viewer.name, viewer.email, organisation, place.title, place.lead)
