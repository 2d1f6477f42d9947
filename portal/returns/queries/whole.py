"""One return of one period with all about it: what is written, what was sent, and what was done with it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving import (
    WITH_THE_PARTNER,
    Act,
    Happened,
    SectionState,
    given_times,
    is_put_up,
    section_states,
)
from checklists.year.giving_figures import Pair
from checklists.year.owed_timeline import OwedInterval, state_on
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.records import PeriodReturn, Person, ReturnAct, ReturnSection, ReturnSent, StoredFile
from portal.returns.queries.content import NOTHING, Content, from_data
from portal.standing.queries.submissions import FileLine


@dataclass(frozen=True, slots=True)
class ActLine:
    """What somebody did, and in which words."""

    act_id: uuid.UUID
    act: Act
    sections: tuple[str, ...]
    words: str
    person_id: uuid.UUID
    person: str
    at: datetime

    @property
    def happened(self) -> Happened:
        return Happened(self.act, local_day(self.at), frozenset(self.sections))


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it stands with the partner."""

    content: Content
    is_ready: bool
    person: str
    at: datetime


@dataclass(frozen=True)
class Whole:
    """A return of a period. Without a `return_id` nothing of it was written yet. `sent` is by section what
    was sent, the first time first."""

    asked: Asked
    return_id: uuid.UUID | None = None
    reference: str = ""
    acts: tuple[ActLine, ...] = ()
    written: dict[str, Written] = field(default_factory=dict)
    sent: dict[str, tuple[Content, ...]] = field(default_factory=dict)

    @cached_property
    def happened(self) -> tuple[Happened, ...]:
        return tuple(each.happened for each in self.acts)

    @cached_property
    def states(self) -> dict[str, SectionState]:
        ready = {key: each.is_ready for key, each in self.written.items()}
        return section_states(self.asked.keys, self.happened, ready)

    @property
    def is_put_up(self) -> bool:
        return is_put_up(self.happened)

    @property
    def with_partner(self) -> tuple[str, ...]:
        return tuple(key for key, state in self.states.items() if state in WITH_THE_PARTNER)

    @property
    def with_lead(self) -> tuple[str, ...]:
        return tuple(key for key, state in self.states.items() if state is SectionState.WITH_LEAD)

    @property
    def put_up_by(self) -> uuid.UUID | None:
        """Who put it up for signing, while it waits for that."""
        last = [each for each in self.acts if each.act is Act.PUT_UP]
        return last[-1].person_id if last and self.is_put_up else None

    def content(self, key: str) -> Content:
        """As it stands with whoever has it: what was sent, where it lies with the lead or is accepted."""
        if self.states[key] not in WITH_THE_PARTNER and self.sent.get(key):
            return self.sent[key][-1]
        return self.draft(key)

    def draft(self, key: str) -> Content:
        return self.written[key].content if key in self.written else NOTHING

    def interval(self, on: date) -> OwedInterval:
        return state_on(self.asked.owed, given_times(self.asked.keys, self.happened), on)

    def words_for(self, key: str) -> ActLine | None:
        """What the lead said when the section last came back, while it is to be changed."""
        about = [each for each in self.acts if key in each.sections and each.act is not Act.PUT_UP]
        last = about[-1] if about else None
        return last if last and last.act in {Act.RETURNED, Act.REOPENED} else None


def load_whole(session: Session, place: EngagementPlace, asked: Asked) -> Whole:
    row = session.execute(
        sa.select(PeriodReturn.id, PeriodReturn.reference).where(
            PeriodReturn.engagement_id == place.engagement_id,
            PeriodReturn.return_key == asked.row.key,
            PeriodReturn.part == asked.owed.part,
        )
    ).one_or_none()
    if row is None:
        return Whole(asked)
    return Whole(
        asked,
        row.id,
        row.reference,
        list_acts(session, [row.id]).get(row.id, ()),
        list_written(session, row.id),
        list_sent(session, row.id),
    )


def list_acts(session: Session, return_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[ActLine, ...]]:
    """By return what was done with it, in its order."""
    found: defaultdict[uuid.UUID, list[ActLine]] = defaultdict(list)
    act = ReturnAct
    rows = session.execute(
        sa.select(
            act.id, act.return_id, act.act, act.sections, act.words, act.made_by, Person.name, act.made_at
        )
        .join(Person, Person.id == act.made_by)
        .where(act.return_id.in_(return_ids))
        .order_by(act.return_id, act.number)
    )
    for row in rows:
        line = ActLine(
            row.id, Act(row.act), tuple(row.sections), row.words, row.made_by, row.name, row.made_at
        )
        found[row.return_id].append(line)
    return {key: tuple(each) for key, each in found.items()}


def list_written(session: Session, return_id: uuid.UUID) -> dict[str, Written]:
    section = ReturnSection
    rows = session.execute(
        sa.select(section.section_key, section.content, section.is_ready, Person.name, section.written_at)
        .join(Person, Person.id == section.written_by)
        .where(section.return_id == return_id)
    )
    return {
        row.section_key: Written(from_data(row.content), row.is_ready, row.name, row.written_at)
        for row in rows
    }


def list_sent(session: Session, return_id: uuid.UUID) -> dict[str, tuple[Content, ...]]:
    found: defaultdict[str, list[Content]] = defaultdict(list)
    rows = session.execute(
        sa.select(ReturnSent.section_key, ReturnSent.content)
        .join(ReturnAct, ReturnAct.id == ReturnSent.act_id)
        .where(ReturnAct.return_id == return_id)
        .order_by(ReturnAct.number)
    )
    for row in rows:
        found[row.section_key].append(from_data(row.content))
    return {key: tuple(each) for key, each in found.items()}


def list_files(session: Session, file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, FileLine]:
    wanted = tuple(file_ids)
    if not wanted:
        return {}
    rows = session.execute(
        sa.select(
            StoredFile.id, StoredFile.name, StoredFile.media_type, StoredFile.size, StoredFile.scan
        ).where(StoredFile.id.in_(wanted))
    )
    return {row.id: FileLine(row.id, row.name, row.media_type, row.size, row.scan) for row in rows}


def find_figures(
    session: Session, place: EngagementPlace, asked: Asked, parts: Sequence[str]
) -> dict[str, dict[str, Pair]]:
    """By part what was sent last of the same return's figures for those parts, by measure."""
    rows = session.execute(
        sa.select(PeriodReturn.part, ReturnSent.content)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .join(ReturnSent, ReturnSent.act_id == ReturnAct.id)
        .where(
            PeriodReturn.engagement_id == place.engagement_id,
            PeriodReturn.return_key == asked.row.key,
            PeriodReturn.part.in_(parts),
        )
        .order_by(ReturnAct.number)
    )
    found: dict[str, dict[str, Pair]] = {}
    for row in rows:
        found.setdefault(row.part, {}).update(from_data(row.content).figures)
    return found
