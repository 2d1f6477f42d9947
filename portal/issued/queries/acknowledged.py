"""Who has acknowledged what the lead has issued, and who has not yet."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome, State
from portal.access import Audience, NotHere
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Decision, Engagement, NamedRow, Standing, Submission
from portal.standing.queries.as_known import known_at


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An engagement, and who said for it when that the document is there; nobody yet where `at` is None."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    name: str
    position: str
    at: datetime | None


def list_acknowledgements(
    session: Session, place: ContractPlace, requirement_key: str, on: date
) -> tuple[Acknowledgement, ...]:
    """Of every engagement that is not over and is asked for it, by partner and area. Raises NotHere for
    those who do not lead."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    said = said_by_engagement(session, place, requirement_key)
    engagements = session.execute(
        sa.select(Engagement.id.label("engagement_id"), PARTNER.name.label("partner"), Engagement.area)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id, Engagement.ends_on >= on)
        .where(~is_not_asked(requirement_key, on))
        .order_by(Engagement.sort_name, Engagement.area)
    )
    return tuple(acknowledgement(row, said.get(row.engagement_id)) for row in engagements)


def is_not_asked(requirement_key: str, on: date) -> sa.ColumnElement[bool]:
    """Whether it is waived or not needed on the day; before an engagement begins, on its first day."""
    day = sa.case((Engagement.starts_on > on, Engagement.starts_on), else_=on)
    return sa.exists().where(
        Standing.engagement_id == Engagement.id,
        Standing.requirement_key == requirement_key,
        Standing.state.in_((State.WAIVED.value, State.NOT_NEEDED.value)),
        *known_at(Standing, None),
        Standing.from_on <= day,
        Standing.until_on >= day,
    )


def acknowledgement(row: NamedRow, said: NamedRow | None) -> Acknowledgement:
    return Acknowledgement(
        **row._asdict(),
        name=said.signed_name or "" if said else "",
        position=said.signed_position or "" if said else "",
        at=said.sent_at if said else None,
    )


def said_by_engagement(
    session: Session, place: ContractPlace, requirement_key: str
) -> dict[uuid.UUID, NamedRow]:
    """The latest acknowledgement of each: name, position and moment."""
    rows = session.execute(
        sa.select(
            Submission.engagement_id, Submission.signed_name, Submission.signed_position, Submission.sent_at
        )
        .join(Decision, Decision.submission_id == Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Submission.requirement_key == requirement_key,
            Decision.outcome == Outcome.ACCEPT,
        )
        .order_by(Submission.sent_at)
    )
    return {row.engagement_id: row for row in rows}
