"""Who has acknowledged which edition of what the lead has issued, and who has not yet."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from checklists.calendar import Span
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.signing import is_as_asked
from checklists.slots import version_on
from checklists.vocabulary import Outcome, State
from portal.access import Audience, NotHere
from portal.details import edition_of
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Decision, Engagement, NamedRow, Standing, Submission
from portal.standing.queries.as_known import known_at
from portal.standing.queries.decision_facts import make_fact
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Said:
    """Who said when, for an engagement, that an edition is there. It counts where that was said in the words
    that are asked for and is not over; `ended_on` is its last day where it is over."""

    name: str
    position: str
    at: datetime
    counts: bool
    is_reworded: bool
    ended_on: date | None


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

EVER = Span(date.min, date.max)


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
            Decision.id,
            Decision.made_on,
            Decision.part_key,
            Decision.from_on,
            Decision.until_on,
            Decision.details,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(Decision, Decision.submission_id == Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Submission.requirement_key.in_(keys),
            Submission.sent_at.is_not(None),
            *is_accepted(),
        )
        .order_by(Submission.sent_at)
    )
    found: Places = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        day = max(on, row.starts_on)
        said = said_on(row, version_on(versions, day).find(row.requirement_key), day)
        editions, number = found[row.requirement_key][row.engagement_id], edition_of(row.details)
        if said.counts or number not in editions or not editions[number].counts:
            editions[number] = said
    return found


def is_accepted() -> tuple[sa.ColumnElement[bool], ...]:
    """Of a decision that accepts, and that no later one corrects."""
    later = aliased(Decision)
    return Decision.outcome == Outcome.ACCEPT, ~sa.exists().where(later.corrects_id == Decision.id)


def said_on(row: NamedRow, asked: Requirement | None, day: date) -> Said:
    is_reworded = asked is not None and not is_as_asked(asked, row.details.get("signed"))
    days = days_of(row, asked) if asked and not is_reworded else EVER
    ended_on = days.until_on if days and days.until_on < day else None
    counts = not is_reworded and days is not None and ended_on is None
    return Said(row.signed_name or "", row.signed_position or "", row.sent_at, counts, is_reworded, ended_on)


def days_of(row: NamedRow, asked: Requirement) -> Span | None:
    """On which it counts by itself, whatever other editions there are; None for none."""
    fact = make_fact(
        row.id,
        Outcome.ACCEPT,
        row.made_on,
        row.part_key,
        from_on=row.from_on,
        until_on=row.until_on,
        details=row.details,
    )
    rules, engagement = rules_for(asked), facts.Engagement(Span(row.starts_on, row.ends_on))
    return None if rules.shortfalls(asked, fact) else rules.counts(asked, fact, engagement)
