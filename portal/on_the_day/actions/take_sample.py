"""Draw the sample of a visit with a partner, once; or add something to it by choice."""

import secrets
import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.sampling import draw
from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import LONGEST, one_line, refuse_problems, too_long
from portal.on_the_day.actions.hold_sheet import hold_sheet
from portal.on_the_day.queries.pool import IN_ORDER, OF_REQUIREMENTS, find_pool
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import VisitRow, VisitSheet

DRAWN = (
    "The sample is drawn already. It is drawn once, so that nobody draws until it suits: add what else "
    "you want to see."
)
NOTHING = "Enter how many to draw, of at least one of these."
FIGURES = "The seed is made of figures and spaces, such as 11 23 29 31 42 49."
OF_A_SEED = frozenset("0123456789 ")
"""A seed is kept for good, so nobody can be named in it."""

NOT_THERE = "Choose something to add."


def take_sample(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    where: SheetPlace,
    sizes: Mapping[str, int],
    seed: str = "",
) -> None:
    """So many of each stratum, by that seed or a new one. Raises NotAllowed or CannotDo. Commits."""
    sheet_id = hold_sheet(session, place, where)
    if session.scalar(sa.select(VisitSheet.drawn_at).where(VisitSheet.id == sheet_id)):
        raise CannotDo({"": DRAWN})
    seed = one_line(seed) or str(secrets.randbelow(10**12))
    problems = {"seed": too_long("The seed", LONGEST)} if len(seed) > LONGEST else {}
    if not set(seed) <= OF_A_SEED:
        problems["seed"] = FIGURES
    if not any(sizes.values()):
        problems[IN_ORDER] = NOTHING
    refuse_problems(problems)
    pool = find_pool(session, place, where).keys
    said = {"seed": seed, "pool": {each: list(keys) for each, keys in pool.items()}, "sizes": dict(sizes)}
    session.execute(
        sa.update(VisitSheet)
        .where(VisitSheet.id == sheet_id)
        .values(drawn_by=viewer.person_id, drawn_at=clock.now(), **said)
    )
    picked = keys_on(session, sheet_id)
    drawn = [each for each in draw(seed, pool, sizes) if each.key not in picked]
    for place_, each in enumerate(drawn, start=len(picked) + 1):
        add_row(session, sheet_id, each.stratum in OF_REQUIREMENTS, each.key, each.stratum, place_)
    data = {"visit": str(where.visit.visit_id), "seed": seed, "rows": len(drawn)}
    record(session, "visit-sample-drawn", viewer, place, where, data)
    session.commit()


def take_by_choice(
    session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace, key: str
) -> None:
    """Add a requirement or a worker of the pool by its key. What is on the sheet already is what was wanted.
    Raises NotAllowed or CannotDo. Commits."""
    sheet_id = hold_sheet(session, place, where)
    pool = find_pool(session, place, where).keys
    stratum = next((each for each, keys in pool.items() if key in keys), None)
    if stratum is None:
        raise CannotDo({"key": NOT_THERE})
    there = keys_on(session, sheet_id)
    if key in there:
        return
    add_row(session, sheet_id, stratum in OF_REQUIREMENTS, key, "", len(there) + 1)
    data = {"visit": str(where.visit.visit_id)}
    record(session, "visit-row-picked", viewer, place, where, data)
    session.commit()


def keys_on(session: Session, sheet_id: uuid.UUID) -> frozenset[str]:
    query = sa.select(VisitRow.requirement_key, VisitRow.worker_id).where(VisitRow.sheet_id == sheet_id)
    return frozenset(row.requirement_key or str(row.worker_id) for row in session.execute(query))


def add_row(
    session: Session, sheet_id: uuid.UUID, is_requirement: bool, key: str, stratum: str, place: int
) -> None:
    session.execute(
        sa.insert(VisitRow).values(
            id=uuid.uuid4(),
            sheet_id=sheet_id,
            requirement_key=key if is_requirement else None,
            worker_id=None if is_requirement else uuid.UUID(key),
            stratum=stratum,
            place=place,
            note="",
        )
    )


def record(
    session: Session,
    name: str,
    viewer: Viewer,
    place: ContractPlace,
    where: SheetPlace,
    data: Mapping[str, object],
) -> None:
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=where.engagement_id,
        data=dict(data),
    )
