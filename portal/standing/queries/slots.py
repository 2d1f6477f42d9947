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
from checklists.in_hand import URGENCY
from checklists.intervals import Interval, told_on
from checklists.levels import is_issued, parts_after
from checklists.readiness import Point, Slot, is_near_end, turn
from checklists.recorded import as_known
from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.vocabulary import Stage, State, Turn
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.records import Assignment, Decision, RenewalApplied, Standing, Submission, UnderWay
from portal.standing.queries.as_known import evening_of, known_at
from portal.standing.queries.exception_reasons import reasons_on
from portal.standing.queries.in_force import versions_known
from portal.standing.queries.issued_facts import issued_by_contract
from portal.standing.queries.recorded import terms_by_engagement
from portal.standing.queries.told import NOTHING_TOLD, Told, point_told


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
    """A slot on a day. `work` is what is under way now, most urgent first; `waived_because` the
    reviewer's words where it is waived, `told` what there is to say of it beyond that."""

    slot: Slot
    turn: Turn
    is_near_end: bool
    work: tuple[Work, ...]
    waived_because: str = ""
    told: Told = NOTHING_TOLD

    def with_told(self, told: Told) -> "SlotLine":
        point = point_told(Point(self.slot, self.turn), told)
        return replace(self, slot=point.slot, turn=point.turn, told=told)


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
    intervals: Mapping[uuid.UUID, Mapping[str, list[Interval]]] | None = None,
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """By engagement, its slots in the checklist's order; none where the day is not one of the engagement's,
    or nobody knew of it.

    What was under way is that of the day itself where it is past. `drafts` only for those whose drafts they
    are. `intervals` are given by whoever has read them already.
    """
    if not asked:
        return {}
    ids, evening = list(asked), evening_of(on, today, known)
    spans = spans_known(session, asked, known)
    work = work_by_slot(session, ids, drafts=drafts and evening is None, evening=evening)
    contract_ids = {contract_id for contract_id, _ in asked.values()}
    versions = {each: versions_known(session, each, known) for each in contract_ids}
    issued = issued_by_contract(session, contract_ids)
    rows = intervals_by_slot(session, ids, known=known) if intervals is None else intervals
    paused = paused_people(session, ids, evening)
    lines = {
        engagement_id: tuple(
            slot_line(with_issued(slot, issued[contract_id], evening or on), spans[engagement_id], on, each)
            for slot in slots_from_rows(versions[contract_id], rows[engagement_id], on, paused[engagement_id])
            for each in [work.get((engagement_id, slot.requirement.key), ())]
        )
        for engagement_id, (contract_id, _) in asked.items()
    }
    return with_reasons(session, lines, on, known)


def spans_known(
    session: Session, asked: Mapping[uuid.UUID, Asked], known: date | None
) -> dict[uuid.UUID, Span]:
    """The days of each engagement as they were known on the evening."""
    spans = {engagement_id: span for engagement_id, (_, span) in asked.items()}
    if known is not None:
        for engagement_id, terms in terms_by_engagement(session, asked).items():
            spans[engagement_id] = as_known(terms, known) or spans[engagement_id]
    return spans


def span_known(session: Session, place: EngagementPlace, known: date | None) -> Span:
    """The same of one engagement."""
    asked = {place.engagement_id: (place.contract.contract_id, place.span)}
    return spans_known(session, asked, known)[place.engagement_id]


def with_issued(slot: Slot, issued: Mapping[str, date], day: date) -> Slot:
    is_there = is_issued(issued.get(slot.requirement.key), day)
    return slot if is_there is slot.issued else replace(slot, issued=is_there)


def with_reasons(
    session: Session, lines: dict[uuid.UUID, tuple[SlotLine, ...]], on: date, known: date | None
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """The lines, each that is waived with its reason: a query more, only where there is one."""
    waived = [
        (engagement_id, line.slot.requirement.key)
        for engagement_id, its in lines.items()
        for line in its
        if line.slot.interval.state is State.WAIVED
    ]
    for (engagement_id, key), words in reasons_on(session, waived, on, known).items():
        lines[engagement_id] = tuple(
            replace(line, waived_because=words) if line.slot.requirement.key == key else line
            for line in lines[engagement_id]
        )
    return lines


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
    if not intervals:
        return
    for requirement in version_on(versions, day).requirements:
        rows = intervals.get(requirement.key, [])
        if current := told_on(rows, day):
            slot = Slot(requirement, current)
            yield with_pauses(slot, rows, paused) if paused and requirement.level else slot


def with_pauses(slot: Slot, intervals: Sequence[Interval], paused: frozenset[str]) -> Slot:
    """The slot of a register of checks, with whom a renewal was applied for."""
    return replace(slot, paused=paused, ending=parts_after(slot.interval, intervals))


def paused_people(
    session: Session, engagement_ids: Sequence[uuid.UUID], evening: date | None = None
) -> defaultdict[uuid.UUID, frozenset[str]]:
    """By engagement, the part keys of those for whom a new check had been applied for by that evening, or has
    by now."""
    found: defaultdict[uuid.UUID, frozenset[str]] = defaultdict(frozenset)
    query = (
        sa.select(Assignment.engagement_id, RenewalApplied.worker_id, RenewalApplied.applied_on)
        .add_columns(RenewalApplied.recorded_at)
        .join(RenewalApplied, RenewalApplied.worker_id == Assignment.worker_id)
        .where(Assignment.engagement_id.in_(engagement_ids))
        .order_by(RenewalApplied.recorded_at)
    )
    for row in session.execute(query):
        if evening is None or local_day(row.recorded_at) <= evening:
            one = {str(row.worker_id)}
            its = found[row.engagement_id]
            found[row.engagement_id] = its | one if row.applied_on else its - one
    return found


def intervals_by_slot(
    session: Session,
    engagement_ids: Sequence[uuid.UUID],
    *narrowed: sa.ColumnElement[bool],
    known: date | None = None,
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
            Standing.lapsed_on,
        )
        .where(Standing.engagement_id.in_(engagement_ids), *known_at(Standing, known), *narrowed)
        .order_by(Standing.engagement_id, Standing.requirement_key, Standing.from_on)
    )
    for engagement_id, key, state, from_on, until_on, parts, also, lapsed_on in session.execute(query):
        interval = Interval(State(state), from_on, until_on, lines(parts), lapsed_on, lines(also))
        found[engagement_id].setdefault(key, []).append(interval)
    return found


def lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def work_by_slot(
    session: Session,
    engagement_ids: Sequence[uuid.UUID],
    *,
    drafts: bool,
    evening: date | None = None,
) -> WorkBySlot:
    """What is under way now, or was on that evening, with what the reviewer had said of what was returned."""
    found: dict[tuple[uuid.UUID, str], dict[uuid.UUID, Work]] = defaultdict(dict)
    sent = sent_work(engagement_ids, evening)
    query = sa.union_all(sent, begun_work(engagement_ids)) if drafts else sent
    for row in session.execute(query.order_by("since", "decided_at")):
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


def sent_work(engagement_ids: Sequence[uuid.UUID], evening: date | None) -> sa.Select[*tuple[object, ...]]:
    said_by_then = Decision.submission_id == UnderWay.submission_id
    if evening:
        said_by_then &= Decision.made_on <= evening
    return (
        sa.select(
            UnderWay.engagement_id,
            UnderWay.requirement_key,
            UnderWay.submission_id,
            UnderWay.part_key,
            UnderWay.stage,
            UnderWay.since.label("since"),
            Decision.reason,
            Decision.words,
            Decision.made_at.label("decided_at"),
        )
        .outerjoin(Decision, said_by_then)
        .where(UnderWay.engagement_id.in_(engagement_ids), *known_at(UnderWay, evening))
    )


def begun_work(engagement_ids: Sequence[uuid.UUID]) -> sa.Select[*tuple[object, ...]]:
    """Drafts of partners, in the same columns."""
    nothing = sa.literal("", sa.Text)
    return sa.select(
        Submission.engagement_id,
        Submission.requirement_key,
        Submission.id,
        Submission.part_key,
        sa.literal(Stage.DRAFT.value, sa.Text),
        Submission.made_at,
        nothing,
        nothing,
        Submission.sent_at,
    ).where(
        Submission.engagement_id.in_(engagement_ids),
        Submission.sent_at.is_(None),
        Submission.received_way.is_(None),
    )


def urgency(work: Work) -> int:
    return URGENCY[work.stage]
