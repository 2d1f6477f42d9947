"""All that the portal answers about a contract, on many days, in a form that can be laid beside another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.access import NotHere
from portal.overview.queries.lapses import list_lapses
from portal.overview.queries.matrix import load_matrix
from portal.overview.queries.overview import count_levels, count_slots
from portal.overview.queries.partners import SORTS, WITH, Wanted, list_partners
from portal.overview.queries.readiness import list_readiness
from portal.places.contracts import ContractPlace
from portal.records import Engagement
from portal.standing.queries.apart import list_apart
from portal.standing.queries.as_known import when_asked
from portal.standing.queries.by_reference import NoAnswer, find_readiness, find_standing
from portal.standing.queries.in_force import get_checklist, keys_ahead
from portal.standing.queries.slots import slots_on_day
from tests.builders.world import World

COMMANDS = 5
"""Every so many days the command line is asked, too."""
DAYS = tuple(range(-400, 401, 42))
"""Twenty days around the evening, as days from it; the evening itself is one of them only by chance."""
SOME_DAYS = DAYS[::2]
"""Those that are asked for where not the whole is tried."""
LISTS = (*(Wanted(sort=sort) for sort in SORTS), *(Wanted(having=having) for having in WITH))
LISTS_A_DAY = 2
"""A list of partners costs most: all are asked for on the evening itself, two on each other day, in turn."""
PLAIN = {int, bool, type(None), date, UUID}
"""Of these there is nothing to make plain."""
NAMES: dict[type[Any], tuple[str, ...]] = {}
"""What has been asked of each kind once."""


def days_around(evening: date, is_whole: bool) -> list[date]:
    days = DAYS if is_whole else SOME_DAYS
    return sorted({evening, *(evening + timedelta(days=each) for each in days)})


def lists_of(number: int, has_all: bool) -> tuple[Wanted, ...]:
    """Those that the day of that number asks for: all, or the next few in turn."""
    first = number * LISTS_A_DAY % len(LISTS)
    return LISTS if has_all else LISTS[first : first + LISTS_A_DAY]


def photograph(
    world: World, evening: date, today: date, known: date | None, is_whole: bool
) -> dict[str, Any]:
    """By question, what is answered: on the evening itself, or later with what was known then."""
    with world.database.reading() as session:
        place = world.contract_place(session)
        found = {
            f"{question} {on}": plain(answer)
            for number, on in enumerate(days_around(evening, is_whole))
            for question, answer in answers(
                session, place, on, today, known, lists_of(number, is_whole or on == evening)
            )
        }
        return found | {
            f"{question} {on}": plain(answer)
            for on in days_around(evening, is_whole)[::COMMANDS]
            for question, answer in commands(session, world, place, on, known)
        }


def answers(
    session: Session,
    place: ContractPlace,
    on: date,
    today: date,
    known: date | None,
    lists: tuple[Wanted, ...],
) -> Iterator[tuple[str, Any]]:
    """What pages say."""
    when = when_asked(on, today, known)
    rows = session.execute(
        sa.select(Engagement.id, Engagement.reference, Engagement.starts_on, Engagement.ends_on)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.reference)
    ).all()
    for row in rows:
        asked = {row.id: (place.contract_id, Span(row.starts_on, row.ends_on))}
        yield f"slots of {row.reference}", slots_on_day(session, asked, on, today=today, known=known)
    yield "levels", count_levels(session, place, [on], known)
    yield "apart", list_apart(session, place, on, known)
    yield "lapses", list_lapses(session, place, on, on + timedelta(days=400), known)
    yield "readiness", list_readiness(session, place, when, Wanted(sort="level"))
    waits = keys_ahead(session, place.contract_id, when.evening or today, known)
    for wanted in lists:
        listed = list_partners(session, place, when, replace(wanted, waits=waits))
        yield f"partners {wanted.having} {wanted.sort}", listed
    try:
        checklist = get_checklist(session, place.contract_id, on, known)
        yield "matrix", load_matrix(session, place, checklist, when, None)
        yield "counts", count_slots(session, place, checklist, when, waits)
    except NotHere:
        yield "matrix", None


def commands(
    session: Session, world: World, place: ContractPlace, on: date, known: date | None
) -> Iterator[tuple[str, Any]]:
    """What the command line says, which asks the rules themselves."""
    query = sa.select(Engagement.reference).where(Engagement.contract_id == place.contract_id)
    for reference in session.scalars(query.order_by(Engagement.reference)):
        yield f"command about {reference}", said_by(partial(find_standing, session, reference, on, known))
    yield "command about all", said_by(partial(find_readiness, session, world.contract, on, known))


def said_by(command: Callable[[], Any]) -> Any:
    try:
        return command()
    except NoAnswer as said:
        return str(said)


def plain(answer: Any) -> Any:
    """Without what only today is called, and without the order of rows where none was asked for. Of a million
    things in a photograph most are words, days and numbers: they are looked at first."""
    kind = type(answer)
    if kind is str:
        return re.sub(r", now .*", "", answer) if ", now " in answer else answer
    if kind in PLAIN:
        return answer
    if kind is list or isinstance(answer, list | tuple):
        return [plain(each) for each in answer]
    if names := names_of(kind):
        return {name: plain(getattr(answer, name)) for name in names}
    if isinstance(answer, dict):
        return {str(key): plain(value) for key, value in answer.items()}
    if isinstance(answer, frozenset | set):
        return sorted(map(str, answer))
    return re.sub(r", now .*", "", answer) if isinstance(answer, str) else answer


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """Of a dataclass's fields."""
    if kind not in NAMES:
        NAMES[kind] = tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
    return NAMES[kind]


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [question for question in before if before[question] != after.get(question)]
