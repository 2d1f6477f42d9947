"""Things that happen in a world: told, asked for, acknowledged, forwarded, closed."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from checklists.library import as_data, library
from portal.access import Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.occurrences.actions.take_step import Forwarding, acknowledge, add_follow_up, close, forward
from portal.occurrences.actions.tell_occurrence import correct_telling, tell_occurrence
from portal.occurrences.queries.occurrences import get_occurrence
from portal.occurrences.queries.told import Line, Telling
from portal.records import ChecklistVersion
from tests.builders.world import CHECKLIST, World

CHANGE, INSOLVENCY, PLAN = "adverse-change", "insolvency", "action-plan"
SERIOUS, SAFEGUARDING = "serious-incident", "safeguarding-concern"
WORDS = "A grant was not renewed. We shorten our hours."


def agree(world: World) -> None:
    """What Thurrock asks to be told stands in the world's checklist too, as if it had been there from the
    start."""
    events = library()["thurrock-floating-support"].year.events
    plain = library()[CHECKLIST]
    year = replace(plain.year, events=(*plain.year.events, *events))
    with world.database.writing() as session:
        its = ChecklistVersion.contract_id == world.contract_id
        columns = ChecklistVersion.in_force_from, ChecklistVersion.created_at
        was = session.execute(sa.select(*columns).where(its)).one()
        session.execute(sa.delete(ChecklistVersion).where(its))
        version = replace(plain, year=year, in_force_from=was.in_force_from)
        session.execute(
            sa.insert(ChecklistVersion).values(
                id=uuid.uuid4(),
                contract_id=world.contract_id,
                in_force_from=was.in_force_from,
                definition=as_data(version),
                created_at=was.created_at,
            )
        )
        session.commit()


def working_days_ago(world: World, number: int) -> date:
    """The working day from which so many working days have gone by until today."""
    day, left, holidays = world.today, number, bank_holidays(world.today.year)
    while left:
        left -= day.weekday() < 5 and day not in holidays
        day -= timedelta(days=1)
    while day.weekday() >= 5 or day in holidays:
        day -= timedelta(days=1)
    return day


def telling(world: World, key: str = CHANGE, known_on: date | None = None, **others: Any) -> Telling:
    known_on = known_on or world.today
    return replace(Telling(key, known_on, known_on, words=WORDS), **others)


def tell(
    world: World,
    key: str = CHANGE,
    known_on: date | None = None,
    who: Viewer | None = None,
    **others: Any,
) -> uuid.UUID:
    viewer = who or world.member
    with world.database.writing() as session:
        place = world.place(session, viewer)
        return tell_occurrence(session, viewer, place, telling(world, key, known_on, **others))


def ask(world: World, key: str = CHANGE, known_on: date | None = None, **others: Any) -> uuid.UUID:
    """The lead knows of it, and asks the partner to tell it."""
    return tell(world, key, known_on, world.reviewer, words="We heard that a grant ended.", **others)


def correct(
    world: World,
    occurrence_id: uuid.UUID,
    because: str = "",
    who: Viewer | None = None,
    **changed: Any,
) -> None:
    viewer = who or world.member
    with world.database.writing() as session:
        place = world.place(session, viewer)
        now = get_occurrence(session, place, occurrence_id).now
        correct_telling(session, viewer, place, occurrence_id, replace(now, **changed), because)


def acknowledged(world: World, occurrence_id: uuid.UUID, who: Viewer | None = None) -> None:
    viewer = who or world.reviewer
    with world.database.writing() as session:
        acknowledge(session, viewer, world.place(session, viewer), occurrence_id)


def forwarded(
    world: World,
    occurrence_id: uuid.UUID,
    words: str = "A grant was not renewed.",
    *,
    outside_on: date | None = None,
    who: Viewer | None = None,
) -> None:
    viewer = who or world.reviewer
    told = Forwarding(outside_on is None, outside_on or world.today, "Contracts team", words)
    with world.database.writing() as session:
        forward(session, viewer, world.place(session, viewer), occurrence_id, told)


def followed(world: World, occurrence_id: uuid.UUID, words: str, who: Viewer | None = None) -> None:
    viewer = who or world.member
    with world.database.writing() as session:
        add_follow_up(session, viewer, world.place(session, viewer), occurrence_id, words)


def closed(world: World, occurrence_id: uuid.UUID, words: str = "Another grant was found.") -> None:
    with world.database.writing() as session:
        close(session, world.reviewer, world.place(session, world.reviewer), occurrence_id, words)


def line(world: World, occurrence_id: uuid.UUID) -> Line:
    with world.database.reading() as session:
        return get_occurrence(session, world.place(session), occurrence_id)


def shared(world: World) -> uuid.UUID:
    """Something that was told, of which the council reads."""
    occurrence_id = tell(world, SERIOUS)
    forwarded(world, occurrence_id)
    return occurrence_id
