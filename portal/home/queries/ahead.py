"""What lies ahead of somebody: what of her own lapses, and answers that her side has promised."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, day_after, day_before
from checklists.changes import IN_ORDER
from checklists.ladder import promise_ends
from checklists.vocabulary import UNMET, Stage
from portal.access import Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.clock import local_day
from portal.home.queries.contracts import keys_by_contract, may_decide
from portal.places.leading import list_led
from portal.places.mine import MyEngagement
from portal.records import (
    Contract,
    ContractNotices,
    Engagement,
    NamedRow,
    Standing,
    Submission,
    UnderWay,
)
from portal.standing.queries.as_known import known_at
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.promises import PROMISE_DAYS


@dataclass(frozen=True, slots=True)
class MyLapse:
    """The last day on which something is in order, or where it `becomes_needed` the first on which it is;
    without anybody's name."""

    engagement_id: uuid.UUID
    contract: str
    requirement_key: str
    requirement: str
    on: date
    becomes_needed: bool


@dataclass(frozen=True, slots=True)
class MyPromise:
    """By which day so many answers are promised to partners of a contract."""

    contract_id: uuid.UUID
    contract: str
    on_date: date
    number: int


def list_my_lapses(session: Session, engagements: Sequence[MyEngagement], days: Span) -> list[MyLapse]:
    """What is in order and will be missing or expired, by its last day, and what becomes needed, by its
    first; soonest first. What ends with its engagement is no lapse."""
    mine = {each.engagement_id: each for each in engagements}
    if not mine:
        return []
    query = (
        sa.select(
            Standing.engagement_id,
            Standing.requirement_key,
            Standing.from_on,
            Standing.until_on,
            Standing.state,
        )
        .where(
            Standing.engagement_id.in_(mine),
            *known_at(Standing, None),
            Standing.until_on >= day_before(days.from_on),
            Standing.from_on <= day_after(days.until_on),
        )
        .order_by(Standing.from_on, Standing.requirement_key, Standing.engagement_id)
    )
    rows = session.execute(query).all()
    titles = titles_of(session, {each.contract_id for each in engagements})
    return sorted((each for each in lapses(rows, mine, titles) if each.on in days), key=lambda each: each.on)


def lapses(
    rows: Sequence[NamedRow],
    mine: Mapping[uuid.UUID, MyEngagement],
    titles: Mapping[tuple[uuid.UUID, str], str],
) -> Iterator[MyLapse]:
    """Where a state in which something is wanting follows upon another, or upon none."""
    before = {(row.engagement_id, row.requirement_key, row.until_on): row.state for row in rows}
    for row in rows:
        part, eve = mine[row.engagement_id], day_before(row.from_on)
        was = before.get((row.engagement_id, row.requirement_key, eve))
        if row.state not in UNMET or was in UNMET or row.from_on not in part.span:
            continue
        becomes_needed = was not in IN_ORDER
        title = titles.get((part.contract_id, row.requirement_key), row.requirement_key)
        on = row.from_on if becomes_needed else eve
        yield MyLapse(row.engagement_id, part.contract, row.requirement_key, title, on, becomes_needed)


def titles_of(session: Session, contract_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], str]:
    """By contract and requirement key, as the newest version that has it words it."""
    return {
        (contract_id, each.key): each.title
        for contract_id, versions in list_versions(session, list(contract_ids)).items()
        for version in versions
        for each in version.requirements
    }


def list_my_promises(session: Session, viewer: Viewer, on: date) -> list[MyPromise]:
    """Of contracts that the viewer leads, by when what waits for her and others is to be answered, soonest
    first."""
    led = list_led(session, viewer)
    if not led:
        return []
    query = (
        sa.select(
            Contract.id.label("contract_id"),
            Contract.title.label("contract"),
            UnderWay.requirement_key,
            Submission.sent_at,
            ContractNotices.promise_days,
        )
        .join(UnderWay, UnderWay.submission_id == Submission.id)
        .join(Contract, Contract.id == UnderWay.contract_id)
        .join(Engagement, Engagement.id == UnderWay.engagement_id)
        .outerjoin(ContractNotices, ContractNotices.contract_id == Contract.id)
        .where(
            UnderWay.stage == Stage.WAITING.value,
            *known_at(UnderWay, None),
            UnderWay.contract_id.in_(led),
            *may_decide(viewer),
        )
    )
    rows = session.execute(query).all()
    waits = keys_by_contract(session, {row.contract_id for row in rows}, on)
    counts: dict[tuple[uuid.UUID, str, date], int] = {}
    for row in rows:
        if row.requirement_key not in waits.get(row.contract_id, ()):
            continue
        sent_on = local_day(row.sent_at)
        ends = promise_ends(sent_on, row.promise_days or PROMISE_DAYS, bank_holidays(sent_on.year))
        key = (row.contract_id, row.contract, ends)
        counts[key] = counts.get(key, 0) + 1
    found = [MyPromise(*key, number) for key, number in counts.items()]
    return sorted(found, key=lambda each: (each.on_date, each.contract, each.contract_id))
