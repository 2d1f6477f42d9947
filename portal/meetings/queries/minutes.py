"""The topics of a meeting and what was written about each."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.agenda import DueBefore, due_before_meeting, topics_of
from checklists.slots import version_on
from portal.acting.bank_holidays import bank_holidays
from portal.places.contracts import ContractPlace
from portal.records import Minute, Person
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class MinuteLine:
    """What is written about a topic, by whom and when last; empty where nothing is."""

    topic: str
    words: str = ""
    name: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The topics of a meeting in their order, and what is due before it. `groups` are those of the
    requirements, by title."""

    topics: tuple[MinuteLine, ...]
    due: tuple[DueBefore, ...]
    groups: Mapping[str, str]


def load_agenda(session: Session, place: ContractPlace, visit_id: uuid.UUID, kind: str, on: date) -> Agenda:
    """By the checklist that is in force on its day: the contract's own topics where it has any, the usual
    ones where it has none; a topic of which something is written stays."""
    version = version_on(list_versions(session, [place.contract_id])[place.contract_id], on)
    year = version.year
    written = minutes_of(session, visit_id)
    named = topics_of(year, kind)
    topics = [written.get(topic, MinuteLine(topic)) for topic in named]
    others = [line for topic, line in written.items() if topic not in named]
    holidays = bank_holidays(on.year)
    groups = {each.title: each.group for each in version.requirements}
    return Agenda((*topics, *others), due_before_meeting(year, kind, on, holidays), groups)


def minutes_of(session: Session, visit_id: uuid.UUID) -> dict[str, MinuteLine]:
    """By topic, of a meeting that was looked up within reach."""
    query = (
        sa.select(Minute.topic, Minute.words, Person.name, Minute.written_at)
        .join(Person, Person.id == Minute.written_by)
        .where(Minute.visit_id == visit_id)
        .order_by(Minute.written_at, Minute.topic)
    )
    return {row.topic: MinuteLine(**row._asdict()) for row in session.execute(query)}
