"""Who has acknowledged which edition of what the lead has issued, and who has not yet."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.signing import is_as_asked
from checklists.slots import version_on
from checklists.vocabulary import Outcome, State
from portal.access import Audience, NotHere
from portal.details import edition_of
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Decision, Engagement, Standing, Submission
from portal.standing.queries.as_known import known_at
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Said:
    """Who said when, for an engagement, that an edition is there. It counts where that was said in the words
    that are asked for."""

    name: str
    position: str
    at: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An engagement, and by edition who said for it that it is there: an edition that nobody acknowledged is
    not among them."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    said: Mapping[int, Said]

    def has(self, edition: int) -> bool:
        said = self.said.get(edition)
        return said is not None and said.counts


Places = defaultdict[str, defaultdict[uuid.UUID, dict[int, Said]]]


def list_acknowledgements(
    session: Session, place: ContractPlace, requirement_key: str, on: date
) -> tuple[Acknowledgement, ...]:
    """Of every engagement that is not over and is asked for it, by partner and area. Raises NotHere for
    those who do not lead."""
    return acknowledgements_by_key(session, place, [requirement_key], on)[requirement_key]


def acknowledgements_by_key(
    session: Session, place: ContractPlace, keys: list[str], on: date
) -> dict[str, tuple[Acknowledgement, ...]]:
    """The same by requirement key."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    said, spared = said_by_key(session, place, keys, on), not_asked(session, place, keys, on)
    engagements = session.execute(
        sa.select(Engagement.id.label("engagement_id"), PARTNER.name.label("partner"), Engagement.area)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id, Engagement.ends_on >= on)
        .order_by(Engagement.sort_name, Engagement.area)
    ).all()
    return {
        key: tuple(
            Acknowledgement(row.engagement_id, row.partner, row.area, said[key][row.engagement_id])
            for row in engagements
            if (key, row.engagement_id) not in spared
        )
        for key in keys
    }


def not_asked(
    session: Session, place: ContractPlace, keys: list[str], on: date
) -> set[tuple[str, uuid.UUID]]:
    """For whom each is waived or not needed on the day; before an engagement begins, on its first day."""
    day = sa.case((Engagement.starts_on > on, Engagement.starts_on), else_=on)
    rows = session.execute(
        sa.select(Standing.requirement_key, Standing.engagement_id)
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Standing.requirement_key.in_(keys),
            Standing.state.in_((State.WAIVED.value, State.NOT_NEEDED.value)),
            *known_at(Standing, None),
            Standing.from_on <= day,
            Standing.until_on >= day,
        )
    )
    return {(row.requirement_key, row.engagement_id) for row in rows}


def said_by_key(session: Session, place: ContractPlace, keys: list[str], on: date) -> Places:
    """By requirement key and engagement, the latest acknowledgement of each edition that counts on the day,
    or before an engagement begins, on its first day; where none does the latest."""
    versions = list_versions(session, [place.contract_id]).get(place.contract_id, ())
    rows = session.execute(
        sa.select(
            Submission.requirement_key,
            Submission.engagement_id,
            Submission.signed_name,
            Submission.signed_position,
            Submission.sent_at,
            Decision.details,
            Engagement.starts_on,
        )
        .join(Decision, Decision.submission_id == Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Submission.requirement_key.in_(keys),
            Submission.sent_at.is_not(None),
            Decision.outcome == Outcome.ACCEPT,
        )
        .order_by(Submission.sent_at)
    )
    found: Places = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        asked = version_on(versions, max(on, row.starts_on)).find(row.requirement_key)
        counts = asked is None or is_as_asked(asked, row.details.get("signed"))
        editions, number = found[row.requirement_key][row.engagement_id], edition_of(row.details)
        if counts or number not in editions or not editions[number].counts:
            editions[number] = Said(row.signed_name or "", row.signed_position or "", row.sent_at, counts)
    return found
