"""Invitations that nobody has answered yet: into an organisation, and those that a lead sent for its
contract."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.places.contracts import ContractPlace
from portal.places.people import is_unanswered
from portal.records import Answer, Engagement, Invitation, Message, NamedRow, Organisation


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who was asked and has not come, as typed. `state` is that of the invitation's message;
    `asked_at` is None where nobody was sent anything yet, `runs_out_at` until when it can be answered;
    `bounced_at` when the message came back."""

    invited_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    name: str
    email: str
    role: str
    asked_at: datetime | None
    runs_out_at: datetime | None
    state: str
    problem: str
    bounced_at: datetime | None


STATE = sa.func.coalesce(Message.state, Invitation.state)
QUERY = (
    sa.select(
        Invitation.id.label("invited_id"),
        Invitation.organisation_id,
        Organisation.name.label("organisation"),
        Invitation.name,
        Invitation.email,
        Invitation.role,
        Invitation.asked_at,
        Invitation.good_until.label("runs_out_at"),
        sa.case((Invitation.asked_at.is_(None), ""), else_=STATE).label("state"),
        sa.func.coalesce(Message.problem, Invitation.problem).label("problem"),
        Message.bounced_at,
    )
    .join(Organisation, Organisation.id == Invitation.organisation_id)
    .outerjoin(Message, Message.id == Invitation.message_id)
    .order_by(Organisation.name, Invitation.name, Invitation.id)
)


def list_pending(session: Session, organisation_id: uuid.UUID) -> tuple[Pending, ...]:
    """By name, whoever asked. The caller has looked the organisation up."""
    return pending_of(session, Invitation.organisation_id == organisation_id)


def list_pending_of_contract(session: Session, place: ContractPlace) -> tuple[Pending, ...]:
    """By organisation and name: the lead's own, and of the contract's other parties those whom this lead
    asked. Whom others asked is theirs to know."""
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id == place.contract_id)
    is_party = sa.or_(
        Invitation.organisation_id == place.commissioner_id, Invitation.organisation_id.in_(partners)
    )
    asked = sa.and_(Invitation.lead_id == place.lead_id, is_party)
    return pending_of(session, sa.or_(Invitation.organisation_id == place.lead_id, asked))


def find_pending(session: Session, viewer: Viewer, invited_id: uuid.UUID) -> Pending | None:
    """None where there is none, nobody waits any more, or it is not the viewer's to know."""
    found = pending_of(session, Invitation.id == invited_id, to_be_known(viewer))
    return found[0] if found else None


def has_come(session: Session, viewer: Viewer, invited_id: uuid.UUID) -> bool:
    """Whether it was taken up, of one that is the viewer's to know."""
    came = Invitation.answer.in_([Answer.ACCEPTED.value, Answer.WAITS.value])
    query = sa.select(Invitation.id).where(Invitation.id == invited_id, came, to_be_known(viewer))
    return session.scalar(query) is not None


def to_be_known(viewer: Viewer) -> sa.ColumnElement[bool]:
    """By its organisation's own managers, and by those of the lead that asked."""
    managed = viewer.with_role("manager")
    return sa.or_(Invitation.organisation_id.in_(managed), Invitation.lead_id.in_(managed))


def pending_of(session: Session, *narrowed: sa.ColumnElement[bool]) -> tuple[Pending, ...]:
    waits = is_unanswered()
    rows: list[NamedRow] = list(session.execute(QUERY.where(waits, *narrowed)).all())
    return tuple(Pending(**row._asdict()) for row in rows)
