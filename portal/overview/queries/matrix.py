"""Partners by requirements on a day. The rows come as plain strings: a big matrix has thousands of them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from sys import intern
from typing import TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.levels import is_issued
from checklists.requirement import Checklist
from checklists.vocabulary import UNMET, Stage, State
from portal.overview.queries.narrowing import EVERYTHING, Narrow
from portal.overview.queries.partners import A_PAGE, Wanted, count_partners, cut_page
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing, UnderWay
from portal.standing.queries.as_known import When, known_at, on_day
from portal.standing.queries.called import called_then
from portal.standing.queries.found_facts import found_by_engagement
from portal.standing.queries.issued_facts import issued_by_contract
from portal.standing.queries.not_in_order import find_held_up
from portal.standing.queries.slots import lines

Columns = TypeVarTuple("Columns")

Cell = tuple[str, str]
"""The state, and the day (ISO) on which its interval ends."""


FOUND = "found"
"""In place of the state of what is missing where a finding of a visit says that it is not in order."""
FOUND_TOO = "found-too"
"""The same where what was accepted would not be enough without the finding either."""
PARTLY = "partly"
"""In place of a stage where the reviewers have some parts of what is wanting, and not all."""


Partners = tuple[tuple[str, uuid.UUID, str, str], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Partners (key of the row, id, name, area) by name, and cells by key of the row and requirement key.

    By the same, `stages` are what waited or was returned, and `lapsing` the first day (ISO) on which a slot
    will be missing or expired, of those that will be within the longest warning time. `issued` is what the
    lead has given.
    """

    partners: Partners
    total: int
    cells: dict[str, dict[str, Cell]]
    stages: dict[str, dict[str, str]]
    lapsing: dict[str, dict[str, str]]
    issued: frozenset[str]


def load_matrix(
    session: Session,
    place: ContractPlace,
    checklist: Checklist,
    when: When,
    start: int | None,
    narrow: Narrow = EVERYTHING,
    here: int | None = None,
) -> Matrix:
    """A page of the partners whose engagement has that day, from the `start`-th on; without one all. `here`
    is how many have it, where they are counted already."""
    wanted = Wanted(start=start or 0, limit=A_PAGE if start is not None else None, narrow=narrow)
    chosen = cut_page(session, place, when, wanted).subquery()
    rows = session.execute(
        sa.select(Engagement.id, PARTNER.name.label("partner"), Engagement.area)
        .join(chosen, chosen.c.id == Engagement.id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .order_by(Engagement.sort_name, Engagement.id)
    ).all()
    called = called_then(session, [row.id for row in rows], when.known)
    partners = tuple(
        (id_text(session, row.id), row.id, each["partner"], each["area"])
        for row in rows
        for each in [called.get(row.id) or {"partner": row.partner, "area": row.area}]
    )
    is_all = start is None or (start == 0 and len(partners) < A_PAGE)
    total = len(partners) if is_all else count_partners(session, place, when, Wanted(narrow=narrow), here)
    is_of_all = start is None and not narrow
    within = None if is_of_all else [engagement_id for _, engagement_id, _, _ in partners]
    horizon = when.on + timedelta(
        days=max((each.warn_days for each in checklist.requirements), default=0) + 1
    )
    issued = issued_by_contract(session, [place.contract_id])[place.contract_id]
    cells, stages = read_cells(session, place, within, when), read_stages(session, place, within, when)
    tell_found(session, cells, stages, partners, when)
    return Matrix(
        partners,
        total,
        cells,
        stages,
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
    table: type[Standing] | type[UnderWay], place: ContractPlace, ids: list[uuid.UUID] | None
) -> list[sa.ColumnElement[bool]]:
    """Rows of these engagements, or of the whole contract."""
    if ids is None:
        return [table.contract_id == place.contract_id]
    return [table.engagement_id.in_(ids)]


def all_of(place: ContractPlace) -> sa.Select[uuid.UUID]:
    """The engagements of the contract: by them SQLite finds all rows of a day in half the time that it takes
    by the contract, since rows of one engagement lie together."""
    return sa.select(Engagement.id).where(Engagement.contract_id == place.contract_id)


def plain_rows(session: Session, query: sa.Select[*Columns]) -> Iterable[sa.Row[*Columns]]:
    """The rows as the driver gives them: a session looks at each whether there is an entity in it."""
    return session.connection().execute(query).all()


def read_cells(
    session: Session, place: ContractPlace, ids: list[uuid.UUID] | None, when: When
) -> dict[str, dict[str, Cell]]:
    """One row for each engagement: a row for each cell takes twice as long. What cells say alike is kept
    once."""
    wanted = all_of(place) if ids is None else ids
    said = Standing.requirement_key + " " + Standing.state + " " + text_of(Standing.until_on)
    query = sa.select(
        text_of(Standing.engagement_id).label("engagement"),
        sa.func.aggregate_strings(said, "\n").label("cells"),
    ).where(Standing.engagement_id.in_(wanted), *on_day(Standing, when.on, when.known))
    rows = plain_rows(session, query.group_by(Standing.engagement_id))
    alike = Alike()
    return {row.engagement: cells_of(row.cells, alike) for row in rows}


def tell_found(
    session: Session,
    cells: dict[str, dict[str, Cell]],
    stages: dict[str, dict[str, str]],
    partners: Partners,
    when: When,
) -> None:
    """Those cells say so that a finding says are not in order, and whether it alone does; then what is said
    to be done lies with the lead, unless something came back."""
    spoken: dict[tuple[uuid.UUID, str], str] = {}
    rows = {engagement_id: row for row, engagement_id, _, _ in partners}
    found = found_by_engagement(session, [engagement_id for _, engagement_id, _, _ in partners])
    for row, engagement_id, _, _ in partners:
        for then in (each.as_known(when.known) for each in found.get(engagement_id, ())):
            if then and then.days and when.on in then.days:
                state, _ = cells.get(row, {}).get(then.key, ("", ""))
                if state == State.MISSING:
                    spoken[engagement_id, then.key] = state
    for (engagement_id, key), said in find_held_up(session, spoken, when).items():
        row = rows[engagement_id]
        cells[row][key] = FOUND if said.is_all else FOUND_TOO, cells[row][key][1]
        of_row = stages.setdefault(row, {})
        if said.is_all and said.is_with_lead and of_row.get(key) != Stage.RETURNED:
            of_row[key] = Stage.WAITING.value


class Alike(dict[str, Cell]):
    """The cell of each text, made once."""

    def __missing__(self, said: str) -> Cell:
        state, _, until_on = said.partition(" ")
        self[said] = found = (state, until_on)
        return found


def cells_of(lines: str, alike: Alike) -> dict[str, Cell]:
    parted = (line.partition(" ") for line in lines.split("\n"))
    return {intern(key): alike[said] for key, _, said in parted}


def read_lapsing(
    session: Session, place: ContractPlace, ids: list[uuid.UUID] | None, when: When, horizon: date
) -> dict[str, dict[str, str]]:
    query = sa.select(
        text_of(Standing.engagement_id), Standing.requirement_key, text_of(Standing.from_on)
    ).where(
        *of_engagements(Standing, place, ids),
        Standing.state.in_(tuple(state.value for state in UNMET)),
        Standing.until_on > when.on,  # as follows from the next line; the index is sought by it
        Standing.from_on > when.on,
        Standing.from_on <= horizon,
        *known_at(Standing, when.known),
    )
    lapsing: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for engagement, key, from_on in plain_rows(session, query):
        lapsing[engagement][key] = min(from_on, lapsing[engagement].get(key, from_on))
    return lapsing


def read_stages(
    session: Session, place: ContractPlace, ids: list[uuid.UUID] | None, when: When
) -> dict[str, dict[str, str]]:
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
    for row in plain_rows(session, query):
        slot = (row.engagement, row.requirement_key)
        wanted[slot] = {*lines(row.parts or ""), *lines(row.also or "")}
        if row.stage == Stage.WAITING:
            waiting[slot].add(row.part_key)
    stages: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for slot, parts in wanted.items():
        engagement, key = slot
        stages[engagement][key] = stage_of(waiting.get(slot), parts)
    return stages


def stage_of(waiting: set[str] | None, wanting: set[str]) -> str:
    if not waiting:
        return Stage.RETURNED.value
    return Stage.WAITING.value if wanting <= waiting else PARTLY
