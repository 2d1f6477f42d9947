"""Partners by requirements on a day. The rows come as plain strings: a big matrix has thousands of them."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.levels import is_issued
from checklists.requirement import Checklist
from checklists.vocabulary import UNMET, Stage
from portal.overview.queries.partners import AT_ONCE, Wanted, count_partners
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing, UnderWay
from portal.standing.queries.as_known import When, known_at, on_day
from portal.standing.queries.called import called_then
from portal.standing.queries.levels_at import here_at
from portal.standing.queries.recorded import issued_by_contract
from portal.standing.queries.slots import lines

Cell = tuple[str, str]
"""The state, and the day (ISO) on which its interval ends."""


PARTLY = "partly"
"""In place of a stage where the reviewers have some parts of what is wanting, and not all."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Partners (key of the row, id, name, area) by name, and cells by key of the row and requirement key.

    `stages` are what waited or was returned; `lapsing` the first day (ISO) on which a slot will be missing
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
    when: When,
    start: int | None,
) -> Matrix:
    """A page of the partners whose engagement has that day, from the `start`-th on; without one all."""
    here = here_at(place.contract_id, when)
    query = (
        sa.select(Engagement.id, PARTNER.name.label("partner"), Engagement.area)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .join(here, here.c.engagement_id == Engagement.id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    if start is not None:
        query = query.offset(start).limit(AT_ONCE)
    rows = session.execute(query).all()
    called = called_then(session, [row.id for row in rows], when.known)
    partners = tuple(
        (id_text(session, row.id), row.id, each["partner"], each["area"])
        for row in rows
        for each in [called.get(row.id) or {"partner": row.partner, "area": row.area}]
    )
    is_all = start is None or (start == 0 and len(partners) < AT_ONCE)
    total = len(partners) if is_all else count_partners(session, place, when, Wanted())
    within = [] if start is None else [engagement_id for _, engagement_id, _, _ in partners]
    horizon = when.on + timedelta(
        days=max((each.warn_days for each in checklist.requirements), default=0) + 1
    )
    issued = issued_by_contract(session, [place.contract_id])[place.contract_id]
    return Matrix(
        partners,
        total,
        read_cells(session, place, within, when),
        read_stages(session, place, within, when),
        read_lapsing(session, place, within, when, horizon),
        frozenset(key for key, day in issued.items() if is_issued(day, when.evening or when.on)),
    )


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
    session: Session, place: ContractPlace, ids: list[uuid.UUID], when: When
) -> dict[str, dict[str, Cell]]:
    query = sa.select(
        text_of(Standing.engagement_id),
        Standing.requirement_key,
        Standing.state,
        text_of(Standing.until_on),
    ).where(*of_engagements(Standing, place, ids), *on_day(Standing, when.on, when.known))
    cells: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for engagement, key, state, until_on in session.execute(query):
        cells[engagement][key] = (state, until_on)
    return cells


def read_lapsing(
    session: Session, place: ContractPlace, ids: list[uuid.UUID], when: When, horizon: date
) -> dict[tuple[str, str], str]:
    query = (
        sa.select(
            text_of(Standing.engagement_id), Standing.requirement_key, text_of(sa.func.min(Standing.from_on))
        )
        .where(
            *of_engagements(Standing, place, ids),
            Standing.state.in_(tuple(state.value for state in UNMET)),
            Standing.from_on > when.on,
            Standing.from_on <= horizon,
            *known_at(Standing, when.known),
        )
        .group_by(Standing.engagement_id, Standing.requirement_key)
    )
    return {(engagement, key): first for engagement, key, first in session.execute(query)}


def read_stages(
    session: Session, place: ContractPlace, ids: list[uuid.UUID], when: When
) -> dict[tuple[str, str], str]:
    """What is with the lead, or PARTLY so where some of what is wanting is not; and what was returned."""
    wanting = sa.and_(
        Standing.engagement_id == UnderWay.engagement_id,
        Standing.requirement_key == UnderWay.requirement_key,
        Standing.state.in_(tuple(state.value for state in UNMET)),
        *on_day(Standing, when.on, when.known),
    )
    query = (
        sa.select(
            text_of(UnderWay.engagement_id).label("engagement"),
            UnderWay.requirement_key,
            UnderWay.stage,
            UnderWay.part_key,
            Standing.parts,
            Standing.also,
        )
        .outerjoin(Standing, wanting)
        .where(*of_engagements(UnderWay, place, ids), *known_at(UnderWay, when.evening))
    )
    waiting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    wanted: dict[tuple[str, str], set[str]] = {}
    for row in session.execute(query):
        slot = (row.engagement, row.requirement_key)
        wanted[slot] = {*lines(row.parts or ""), *lines(row.also or "")}
        if row.stage == Stage.WAITING:
            waiting[slot].add(row.part_key)
    return {slot: stage_of(waiting.get(slot), parts) for slot, parts in wanted.items()}


def stage_of(waiting: set[str] | None, wanting: set[str]) -> str:
    if not waiting:
        return Stage.RETURNED.value
    return Stage.WAITING.value if wanting <= waiting else PARTLY
