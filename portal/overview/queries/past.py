"""How one requirement stood for every partner on a day: as it is known now, as it was known on an evening,
and by which evidence."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import Outcome, State
from portal.overview.queries.parts import Part, here, order, parts_of
from portal.places.contracts import ContractPlace
from portal.records import Decision, Engagement, Person, Standing, StoredFile, Submission, SubmissionFile
from portal.standing.queries.as_known import When, on_day
from portal.standing.queries.not_in_order import held_up


@dataclass(frozen=True, slots=True)
class Evidence:
    """A decision that stands and bears the day. `reference` is that of what was sent, empty of a waiver of
    which nothing was; `files` are its names, `waived_because` the words of a waiver."""

    part_key: str
    outcome: str
    reference: str
    from_on: date | None
    until_on: date | None
    made_on: date
    made_by: str
    files: tuple[str, ...]
    waived_because: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A partner that has the day: its state then, as it is known now and as it was known on the evening; None
    where it was not asked, or nobody knew of it. `was_known_here` says whether its engagement was known,
    `now_found` and `then_found` whether nothing was wanting but that a finding says so."""

    part: Part
    now: State | None
    then: State | None
    was_known_here: bool
    evidence: tuple[Evidence, ...]
    now_found: bool = False
    then_found: bool = False


def list_answers(session: Session, place: ContractPlace, key: str, on: date, known: date) -> list[Answer]:
    """By partner."""
    now, then = When(on), When(on, known)
    found, known_of = states(session, place, key, now), states(session, place, key, then)
    engaged, known_here = here(session, place, now), here(session, place, then)
    parts = parts_of(session, engaged | known_here, now)
    evidence = evidence_of(session, place, key, on)
    held_now, held_then = (
        held_up(session, {(each, key): state for each, state in its.items()}, when)
        for its, when in ((found, now), (known_of, then))
    )
    answers = (
        Answer(
            parts[each],
            found.get(each),
            known_of.get(each),
            each in known_here,
            tuple(evidence[each]),
            (each, key) in held_now,
            (each, key) in held_then,
        )
        for each in parts
    )
    return sorted(answers, key=lambda each: order(each.part))


def states(session: Session, place: ContractPlace, key: str, when: When) -> dict[uuid.UUID, State]:
    query = sa.select(Standing.engagement_id, Standing.state).where(
        Standing.contract_id == place.contract_id,
        Standing.requirement_key == key,
        *on_day(Standing, when.on, when.known),
    )
    return {row.engagement_id: State(row.state) for row in session.execute(query)}


def evidence_of(
    session: Session, place: ContractPlace, key: str, on: date
) -> defaultdict[uuid.UUID, list[Evidence]]:
    """By engagement, what was accepted or waived and not undone since, whose days hold the day."""
    undoing = aliased(Decision)
    begins = sa.func.coalesce(Decision.from_on, Decision.made_on)
    rows = session.execute(
        sa.select(
            Decision.engagement_id,
            Decision.part_key,
            Decision.outcome,
            Decision.submission_id,
            Submission.reference,
            Decision.from_on,
            Decision.until_on,
            Decision.made_on,
            Decision.words,
            Person.name.label("made_by"),
        )
        .join(Engagement, Engagement.id == Decision.engagement_id)
        .outerjoin(Submission, Submission.id == Decision.submission_id)
        .outerjoin(Person, Person.id == Decision.made_by)
        .where(
            Engagement.contract_id == place.contract_id,
            Decision.requirement_key == key,
            Decision.outcome.in_((Outcome.ACCEPT.value, Outcome.WAIVE.value)),
            ~sa.exists().where(undoing.corrects_id == Decision.id),
            begins <= on,
            sa.or_(Decision.until_on.is_(None), Decision.until_on >= on),
        )
        .order_by(Decision.part_key, Decision.made_at, Decision.id)
    ).all()
    files = files_of(session, {row.submission_id for row in rows if row.submission_id})
    found: defaultdict[uuid.UUID, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row.engagement_id].append(
            Evidence(
                row.part_key,
                row.outcome,
                row.reference or "",
                row.from_on,
                row.until_on,
                row.made_on,
                row.made_by or "",
                tuple(files[row.submission_id]) if row.submission_id else (),
                row.words if row.outcome == Outcome.WAIVE else "",
            )
        )
    return found


def files_of(session: Session, ids: Collection[uuid.UUID]) -> defaultdict[uuid.UUID, list[str]]:
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    if not ids:
        return found
    query = (
        sa.select(SubmissionFile.submission_id, StoredFile.name)
        .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
        .where(SubmissionFile.submission_id.in_(ids))
        .order_by(SubmissionFile.submission_id, SubmissionFile.place)
    )
    for row in session.execute(query):
        found[row.submission_id].append(row.name)
    return found
