"""What there is of a partner that was added by mistake: what goes with it, and what keeps it there."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace
from portal.records import (
    Answer,
    Base,
    Contract,
    Engagement,
    EngagementCondition,
    EngagementStanding,
    EngagementTerms,
    Invitation,
    LevelShare,
    Notice,
    Organisation,
    Reminded,
    Standing,
    UnderWay,
)

GOING = (
    EngagementTerms,
    EngagementCondition,
    Standing,
    EngagementStanding,
    LevelShare,
    UnderWay,
    Notice,
    Reminded,
)
"""What goes with an engagement: what was agreed, and what follows from it."""

KEEPING: Mapping[str, str] = {
    "action": "actions",
    "assignment": "people on its register",
    "assignment_days": "people on its register",
    "commitment": "commitments",
    "contact": "contacts",
    "decision": "decisions",
    "feedback_round": "rounds of feedback",
    "finding": "findings",
    "hold": "reminders that were held",
    "incident": "incidents",
    "occurrence": "things that happened",
    "outcome_review": "reviews of outcomes",
    "pack": "packs",
    "partner_letter": "letters to it",
    "partner_note": "notes about it",
    "payment_fee": "what it is paid",
    "payment_statement": "statements of payment",
    "period_return": "returns",
    "return_request": "returns that it was asked for",
    "site": "places where it works",
    "stood_in": "an organisation that took its place",
    "submission": "evidence, or a draft of it",
    "visit_engagement": "visits or meetings with it",
    "visit_sheet": "what was looked at on a visit",
}
"""By the name of a table, what of an engagement proves something: with any of it the engagement stays."""


@dataclass(frozen=True, slots=True)
class ToRemove:
    """`is_its_own` says that somebody has joined the partner; `kept_by` what there is of the engagement that
    has to stay. `is_last` says that the lead has named the partner for nothing else; `invited` are the names
    of those whose invitation goes then."""

    is_its_own: bool
    kept_by: tuple[str, ...]
    is_last: bool
    invited: tuple[str, ...]

    @property
    def may_go(self) -> bool:
        return not self.is_its_own and not self.kept_by


def find_to_remove(session: Session, place: EngagementPlace) -> ToRemove:
    """For the lead's managers; raises NotHere for others."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    is_last = not is_named_elsewhere(session, place)
    return ToRemove(
        is_its_own=not stands_in(session, place),
        kept_by=list_keeping(session, place.engagement_id),
        is_last=is_last,
        invited=tuple(name for _, name in list_open_invitations(session, place)) if is_last else (),
    )


def stands_in(session: Session, place: EngagementPlace) -> bool:
    """Whether the lead made the partner's entry, and nobody has joined it."""
    query = sa.select(Organisation.id).where(
        Organisation.id == place.partner_id,
        Organisation.made_by_id == place.contract.lead_id,
        Organisation.became_id.is_(None),
    )
    return session.scalar(query) is not None


def list_keeping(session: Session, engagement_id: uuid.UUID) -> tuple[str, ...]:
    tables = {name: Base.metadata.tables[name] for name in KEEPING}
    there = sa.select(
        *(
            sa.exists().where(table.c.engagement_id == engagement_id).label(name)
            for name, table in tables.items()
        )
    )
    row = session.execute(there).one()._asdict()
    return tuple(dict.fromkeys(KEEPING[name] for name, is_there in row.items() if is_there))


def is_named_elsewhere(session: Session, place: EngagementPlace) -> bool:
    delivers = sa.exists().where(
        Engagement.partner_id == place.partner_id, Engagement.id != place.engagement_id
    )
    commissions = sa.exists().where(Contract.commissioner_id == place.partner_id)
    return bool(session.scalar(sa.select(sa.or_(delivers, commissions))))


def list_open_invitations(session: Session, place: EngagementPlace) -> list[tuple[uuid.UUID, str]]:
    """Of this lead for the partner, each with the name of who was invited."""
    query = sa.select(Invitation.id, Invitation.name).where(
        Invitation.organisation_id == place.partner_id,
        Invitation.lead_id == place.contract.lead_id,
        sa.or_(Invitation.answer.is_(None), Invitation.answer == Answer.WAITS.value),
    )
    return [(row.id, row.name) for row in session.execute(query.order_by(Invitation.name, Invitation.id))]
