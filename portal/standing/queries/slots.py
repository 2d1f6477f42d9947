"""The slots of engagements on a day, with whose turn each is: few queries for many, from the read models."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.intervals import Interval, told_on
from checklists.levels import parts_after, slots_on
from checklists.readiness import Slot, is_exception, is_near_end, turn
from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.vocabulary import Stage, State, Turn
from portal.records import Assignment, Decision, Standing, UnderWay, Worker
from portal.standing.queries.cases import URGENCY, issued_by_contract, load_cases
from portal.standing.queries.exception_reasons import reasons_on
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.told import NOTHING_TOLD, Told


@dataclass(frozen=True, slots=True)
class Work:
    """A submission under way: `reason` and `words` are the reviewer's where it was returned."""

    submission_id: uuid.UUID
    part_key: str
    stage: Stage
    since: datetime
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot on a day. `work` is what is under way now, most urgent first; `exception` why one was recorded
    from what is preferred, `told` what there is to say of it beyond that."""

    slot: Slot
    turn: Turn
    is_near_end: bool
    work: tuple[Work, ...]
    exception: str = ""
    told: Told = NOTHING_TOLD


Asked = tuple[uuid.UUID, Span]
"""The contract of an engagement, and the engagement's days."""

WorkBySlot = dict[tuple[uuid.UUID, str], tuple[Work, ...]]


def slots_on_day(
    session: Session,
    asked: Mapping[uuid.UUID, Asked],
    on: date,
    *,
    today: date,
    known: date | None = None,
    drafts: bool = False,
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """By engagement, its slots in the checklist's order.

    What is under way belongs to today and the days after it. `drafts` only for those whose drafts they are.
    """
    if not asked:
        return {}
    work = work_by_slot(session, list(asked), drafts) if on >= today and known is None else {}
    if known is not None:
        return with_exceptions(session, slots_as_known(session, asked, on, known), on, known)
    contract_ids = {contract_id for contract_id, _ in asked.values()}
    versions = list_versions(session, contract_ids)
    issued = issued_by_contract(session, contract_ids)
    rows = intervals_by_slot(session, list(asked))
    paused = paused_people(session, list(asked))
    lines = {
        engagement_id: tuple(
            slot_line(replace(slot, issued=slot.requirement.key in issued[contract_id]), span, on, each)
            for slot in slots_from_rows(
                versions[contract_id], rows[engagement_id], span.clamp(on), paused[engagement_id]
            )
            for each in [work.get((engagement_id, slot.requirement.key), ())]
        )
        for engagement_id, (contract_id, span) in asked.items()
    }
    return with_exceptions(session, lines, on, known)


def with_exceptions(
    session: Session, lines: dict[uuid.UUID, tuple[SlotLine, ...]], on: date, known: date | None
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """The lines, each recorded exception with its reason: a query more, only where there is one."""
    excepted = [
        (engagement_id, line.slot.requirement.key)
        for engagement_id, its in lines.items()
        for line in its
        if is_exception(line.slot)
    ]
    for (engagement_id, key), words in reasons_on(session, excepted, on, known).items():
        lines[engagement_id] = tuple(
            replace(line, exception=words) if line.slot.requirement.key == key else line
            for line in lines[engagement_id]
        )
    return lines


def slots_as_known(
    session: Session, asked: Mapping[uuid.UUID, Asked], on: date, known: date
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """What was said then: from the decisions made up to `known`, with nothing under way."""
    cases = load_cases(session, list(asked))
    return {
        each.engagement_id: tuple(
            slot_line(replace(slot, stage=Stage.NOTHING), each.engagement.span, on, ())
            for slot in slots_on(each.histories(known).values(), each.engagement, on)
        )
        for each in cases.values()
    }


def slot_line(slot: Slot, span: Span, on: date, work: tuple[Work, ...]) -> SlotLine:
    if work:
        slot = replace(slot, stage=work[0].stage, with_lead=parts_with_lead(work))
    engagement = facts.Engagement(span)
    return SlotLine(slot, turn(slot, engagement, on), is_near_end(slot, engagement, on), work)


def parts_with_lead(work: Iterable[Work]) -> frozenset[str]:
    return frozenset(each.part_key for each in work if each.stage is Stage.WAITING)


def slots_from_rows(
    versions: Sequence[Checklist],
    intervals: Mapping[str, list[Interval]],
    day: date,
    paused: frozenset[str] = frozenset(),
) -> Iterator[Slot]:
    """The slots that exist on the day, as the version in force then words them. `paused` are people."""
    for requirement in version_on(versions, day).requirements:
        rows = intervals.get(requirement.key, [])
        if current := told_on(rows, day):
            slot = Slot(requirement, current)
            yield with_pauses(slot, rows, paused) if paused and requirement.level else slot


def with_pauses(slot: Slot, intervals: Sequence[Interval], paused: frozenset[str]) -> Slot:
    """The slot of a register of checks, with whom a renewal was applied for."""
    return replace(slot, paused=paused, ending=parts_after(slot.interval, intervals))


def paused_people(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, frozenset[str]]:
    """By engagement, the part keys of those for whom a new check was applied for."""
    found: defaultdict[uuid.UUID, frozenset[str]] = defaultdict(frozenset)
    query = (
        sa.select(Assignment.engagement_id, Worker.id)
        .join(Worker, Worker.id == Assignment.worker_id)
        .where(Assignment.engagement_id.in_(engagement_ids), Worker.renewal_applied_on.is_not(None))
    )
    for engagement_id, worker_id in session.execute(query):
        found[engagement_id] |= {str(worker_id)}
    return found


def intervals_by_slot(
    session: Session, engagement_ids: Sequence[uuid.UUID], *narrowed: sa.ColumnElement[bool]
) -> defaultdict[uuid.UUID, dict[str, list[Interval]]]:
    """By engagement and requirement key, in the order of their days; all slots unless `narrowed`."""
    found: defaultdict[uuid.UUID, dict[str, list[Interval]]] = defaultdict(dict)
    query = (
        sa.select(
            Standing.engagement_id,
            Standing.requirement_key,
            Standing.state,
            Standing.from_on,
            Standing.until_on,
            Standing.parts,
            Standing.also,
        )
        .where(Standing.engagement_id.in_(engagement_ids), *narrowed)
        .order_by(Standing.engagement_id, Standing.requirement_key, Standing.asked_from_on)
    )
    for engagement_id, key, state, from_on, until_on, parts, also in session.execute(query):
        interval = Interval(State(state), from_on, until_on, lines(parts), also=lines(also))
        found[engagement_id].setdefault(key, []).append(interval)
    return found


def lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def work_by_slot(session: Session, engagement_ids: Sequence[uuid.UUID], drafts: bool) -> WorkBySlot:
    """What is under way, with what the reviewer said last of what was returned."""
    found: dict[tuple[uuid.UUID, str], dict[uuid.UUID, Work]] = defaultdict(dict)
    query = (
        sa.select(
            UnderWay.engagement_id,
            UnderWay.requirement_key,
            UnderWay.submission_id,
            UnderWay.part_key,
            UnderWay.stage,
            UnderWay.since,
            Decision.reason,
            Decision.words,
        )
        .outerjoin(Decision, Decision.submission_id == UnderWay.submission_id)
        .where(UnderWay.engagement_id.in_(engagement_ids))
        .order_by(UnderWay.since, Decision.made_at)
    )
    for row in session.execute(query if drafts else query.where(UnderWay.stage != Stage.DRAFT)):
        work = Work(
            submission_id=row.submission_id,
            part_key=row.part_key,
            stage=Stage(row.stage),
            since=row.since,
            reason=row.reason or "",
            words=row.words or "",
        )
        found[row.engagement_id, row.requirement_key][work.submission_id] = work
    return {place: tuple(sorted(each.values(), key=urgency)) for place, each in found.items()}


def urgency(work: Work) -> int:
    return URGENCY[work.stage]
