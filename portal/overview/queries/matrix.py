"""Partners by requirements on a day. The rows come as plain strings: a big matrix has thousands of them."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.vocabulary import UNMET
from portal.overview.queries.partners import AT_ONCE, Wanted, count_partners, on_day
from portal.overview.queries.partners_known import slots_known, walk_cases
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing, UnderWay
from portal.standing.queries.cases import issued_by_contract

Cell = tuple[str, str]
"""The state, and the day (ISO) on which its interval ends."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Partners (key of the row, id, name, area) by name, and cells by key of the row and requirement key.

    `stages` are what waits or was returned now; `lapsing` the first day (ISO) on which a slot will be missing
    or expired, of those that will be within the longest warning time; `issued` what the lead has given.
    """

    partners: tuple[tuple[str, uuid.UUID, str, str], ...]
    total: int
    cells: dict[str, dict[str, Cell]]
    stages: dict[tuple[str, str], str]
    lapsing: dict[tuple[str, str], str]
    issued: frozenset[str]


def load_matrix(
    session: Session,
    place: ContractPlace,
    checklist: Checklist,
    on: date,
    known: date | None,
    start: int | None,
) -> Matrix:
    """A page of partners from the `start`-th on, or all where it is None."""
    query = (
        sa.select(Engagement.id, PARTNER.name.label("partner"), Engagement.area)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    if start is not None:
        query = query.offset(start).limit(AT_ONCE)
    partners = tuple(
        (id_text(session, row.id), row.id, row.partner, row.area) for row in session.execute(query)
    )
    is_all = start is None or (start == 0 and len(partners) < AT_ONCE)
    total = len(partners) if is_all else count_partners(session, place, on, Wanted())
    ids = [engagement_id for _, engagement_id, _, _ in partners]
    within = [] if start is None else ids
    stages = read_stages(session, place, within)
    if known is not None:
        cells, lapsing = read_known(session, ids, on, known)
    else:
        horizon = on + timedelta(days=max((each.warn_days for each in checklist.requirements), default=0) + 1)
        cells, lapsing = (
            read_cells(session, place, within, on),
            read_lapsing(session, place, within, on, horizon),
        )
    issued = frozenset(issued_by_contract(session, [place.contract_id])[place.contract_id])
    return Matrix(partners, total, cells, stages, lapsing, issued)


def id_text(session: Session, engagement_id: uuid.UUID) -> str:
    """An id as `text_of` reads it: SQLite keeps ids without dashes."""
    return engagement_id.hex if session.get_bind().dialect.name == "sqlite" else str(engagement_id)


def text_of(
    column: sa.SQLColumnExpression[uuid.UUID] | sa.SQLColumnExpression[date],
) -> sa.ColumnElement[str]:
    """The column as text, so that no row costs a date or an id."""
    return sa.cast(column, sa.Text)


def of_engagements(
    table: type[Standing] | type[UnderWay], place: ContractPlace, ids: list[uuid.UUID]
) -> list[sa.ColumnElement[bool]]:
    """Rows of these engagements, or of the whole contract."""
    return [table.engagement_id.in_(ids)] if ids else [table.contract_id == place.contract_id]


def read_cells(
    session: Session, place: ContractPlace, ids: list[uuid.UUID], on: date
) -> dict[str, dict[str, Cell]]:
    query = sa.select(
        text_of(Standing.engagement_id),
        Standing.requirement_key,
        Standing.state,
        text_of(Standing.until_on),
    ).where(*of_engagements(Standing, place, ids), *on_day(Standing, on))
    cells: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for engagement, key, state, until_on in session.execute(query):
        cells[engagement][key] = (state, until_on)
    return cells


def read_lapsing(
    session: Session, place: ContractPlace, ids: list[uuid.UUID], on: date, horizon: date
) -> dict[tuple[str, str], str]:
    query = (
        sa.select(
            text_of(Standing.engagement_id), Standing.requirement_key, text_of(sa.func.min(Standing.from_on))
        )
        .where(
            *of_engagements(Standing, place, ids),
            Standing.state.in_(tuple(state.value for state in UNMET)),
            Standing.asked_from_on > on,
            Standing.asked_from_on <= horizon,
        )
        .group_by(Standing.engagement_id, Standing.requirement_key)
    )
    return {(engagement, key): first for engagement, key, first in session.execute(query)}


def read_stages(session: Session, place: ContractPlace, ids: list[uuid.UUID]) -> dict[tuple[str, str], str]:
    """What is with the lead, and what was returned; of both in one slot the first."""
    query = (
        sa.select(text_of(UnderWay.engagement_id), UnderWay.requirement_key, UnderWay.stage)
        .where(*of_engagements(UnderWay, place, ids), UnderWay.stage.in_(("waiting", "returned")))
        .order_by(UnderWay.stage)
    )
    return {(engagement, key): stage for engagement, key, stage in session.execute(query)}


def read_known(
    session: Session, ids: list[uuid.UUID], on: date, known: date
) -> tuple[dict[str, dict[str, Cell]], dict[tuple[str, str], str]]:
    """The same by the rules, with what was known on an earlier day."""
    cells: dict[str, dict[str, Cell]] = {}
    lapsing: dict[tuple[str, str], str] = {}
    for case in walk_cases(session, ids):
        engagement = id_text(session, case.engagement_id)
        cells[engagement] = {}
        for slot in slots_known(case, on, known):
            interval, key = slot.interval, slot.requirement.key
            cells[engagement][key] = interval.state.value, interval.until_on.isoformat()
            if interval.lapses_on and on <= interval.lapses_on < case.engagement.span.until_on:
                lapsing[engagement, key] = (interval.lapses_on + timedelta(days=1)).isoformat()
    return cells, lapsing
