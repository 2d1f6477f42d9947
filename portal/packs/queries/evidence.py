"""The evidence that a slot stands on: what was sent for it, with its files and what was decided on it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import FIRST_EDITION
from checklists.vocabulary import Outcome
from portal.clock import local_day
from portal.records import (
    Decision,
    IssuedDocument,
    NamedRow,
    Person,
    Scan,
    StoredFile,
    Submission,
    SubmissionFile,
)
from portal.standing.queries.sent_and_decided import SENT, Sent


@dataclass(frozen=True, slots=True)
class FileInPack:
    """A stored file. `size` is in bytes, `scan` a word of Scan."""

    file_id: uuid.UUID
    key: str
    name: str
    size: int
    sha256: str
    scan: str


@dataclass(frozen=True, slots=True)
class DecisionInPack:
    """A decision that stands: corrected ones are no longer so. `amount` is whole pounds. Without `made_by` it
    follows by rule."""

    part_key: str
    submission_id: uuid.UUID | None
    outcome: Outcome
    from_on: date | None
    until_on: date | None
    amount: int | None
    basis: str | None
    reason: str
    words: str
    made_by: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """A submission. `version` counts what was sent for its part, from 1."""

    sent: Sent
    version: int
    files: tuple[FileInPack, ...]
    decided: DecisionInPack | None


@dataclass(frozen=True, slots=True)
class SlotEvidence:
    """Of one slot: what it stands on, and waivers."""

    sent: tuple[Evidence, ...] = ()
    waivers: tuple[DecisionInPack, ...] = ()


HELD: Mapping[str, str] = {
    Scan.CHECKING.value: "it is still being checked for viruses",
    Scan.FOUND.value: "a virus scanner found it to be harmful, and it was taken away",
}
"""Why a file that is kept is opened by nobody."""

Place = tuple[uuid.UUID, str]
"""An engagement, and the key of a requirement."""

FILE = (
    StoredFile.id.label("file_id"),
    StoredFile.key,
    StoredFile.name,
    StoredFile.size,
    StoredFile.sha256,
    StoredFile.scan,
)


def evidence_by_slot(
    session: Session, engagement_ids: Sequence[uuid.UUID], leaving_out: Collection[str], on: date
) -> dict[Place, SlotEvidence]:
    """What the slots of these engagements stand on that day, with what is under way beside it. The keys that
    are left out are those of requirements about people, of whom there are counts alone."""
    files = files_by_submission(session, engagement_ids)
    decided = decisions_by_slot(session, engagement_ids, leaving_out)
    found: dict[Place, SlotEvidence] = {}
    for place, sent in sent_by_slot(session, engagement_ids, leaving_out).items():
        of_submission = {each.submission_id: each for each in decided.get(place, ()) if each.submission_id}
        evidence = [
            Evidence(each, version, files.get(each.submission_id, ()), of_submission.get(each.submission_id))
            for each, version in numbered(sent)
        ]
        found[place] = SlotEvidence(tuple(what_counts(evidence, on)))
    for place, its in decided.items():
        waivers = tuple(each for each in its if each.submission_id is None)
        if waivers:
            found[place] = replace(found.get(place, SlotEvidence()), waivers=waivers)
    return found


def numbered(sent: Sequence[Sent]) -> Iterable[tuple[Sent, int]]:
    """Each with its number among those of its part, in the order in which they were sent."""
    counts: defaultdict[str, int] = defaultdict(int)
    for each in sent:
        counts[each.part_key] += 1
        yield each, counts[each.part_key]


def what_counts(evidence: Sequence[Evidence], on: date) -> Iterable[Evidence]:
    """Of each part what counts on the day or follows upon it, else what counted last; with what is not
    decided, and what was returned last of all."""
    parts: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        parts[each.sent.part_key].append(each)
    for its in parts.values():
        accepted = [each for each in its if each.decided and each.decided.outcome is Outcome.ACCEPT]
        kept = {each.version for each in counting(accepted, on)}
        kept |= {each.version for each in its if each.decided is None}
        kept.add(its[-1].version)
        yield from (each for each in its if each.version in kept)


def counting(accepted: Sequence[Evidence], on: date) -> Sequence[Evidence]:
    """Those that last until the day or longer, by what was decided; of those without an end the last one that
    had begun by then, and all after it."""
    with_end = [each for each in accepted if (until := last_day(each)) and until >= on]
    endless = [each for each in accepted if last_day(each) is None]
    begun = [each for each in endless if (each.sent.from_on or date.min) <= on]
    since = begun[-1].version if begun else 0
    found = [*with_end, *(each for each in endless if each.version >= since)]
    return found or accepted[-1:]


def last_day(each: Evidence) -> date | None:
    return (each.decided.until_on if each.decided else None) or each.sent.until_on


def sent_by_slot(
    session: Session, engagement_ids: Sequence[uuid.UUID], leaving_out: Collection[str]
) -> dict[Place, list[Sent]]:
    """Drafts are their partner's own and are in no pack."""
    rows = session.execute(
        sa.select(*SENT, Submission.engagement_id, Submission.requirement_key, Person.name.label("sent_by"))
        .outerjoin(Person, Person.id == Submission.sent_by)
        .where(
            Submission.engagement_id.in_(engagement_ids),
            Submission.requirement_key.not_in(tuple(leaving_out)),
            Submission.sent_at.is_not(None),
        )
        .order_by(Submission.sent_at, Submission.id)
    )
    found: defaultdict[Place, list[Sent]] = defaultdict(list)
    for row in rows:
        said = row._asdict()
        place = said.pop("engagement_id"), said.pop("requirement_key")
        found[place].append(Sent(**said, check=None, files=()))
    return found


def decisions_by_slot(
    session: Session, engagement_ids: Sequence[uuid.UUID], leaving_out: Collection[str]
) -> dict[Place, list[DecisionInPack]]:
    rows = session.execute(
        sa.select(
            Decision.id,
            Decision.engagement_id,
            Decision.requirement_key,
            Decision.part_key,
            Decision.submission_id,
            Decision.outcome,
            Decision.from_on,
            Decision.until_on,
            Decision.amount,
            Decision.basis,
            Decision.reason,
            Decision.words,
            Decision.corrects_id,
            Person.name.label("made_by"),
            Decision.made_at,
        )
        .outerjoin(Person, Person.id == Decision.made_by)
        .where(
            Decision.engagement_id.in_(engagement_ids),
            Decision.requirement_key.not_in(tuple(leaving_out)),
        )
        .order_by(Decision.made_at, Decision.id)
    ).all()
    corrected = {row.corrects_id for row in rows}
    found: defaultdict[Place, list[DecisionInPack]] = defaultdict(list)
    for row in rows:
        if row.id not in corrected:
            said = {name: getattr(row, name) for name in DecisionInPack.__slots__}
            made = DecisionInPack(**{**said, "outcome": Outcome(row.outcome)})
            found[row.engagement_id, row.requirement_key].append(made)
    return found


def files_by_submission(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[FileInPack, ...]]:
    rows = session.execute(
        sa.select(SubmissionFile.submission_id, *FILE)
        .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
        .join(Submission, Submission.id == SubmissionFile.submission_id)
        .where(Submission.engagement_id.in_(engagement_ids), Submission.sent_at.is_not(None))
        .order_by(SubmissionFile.submission_id, SubmissionFile.place)
    )
    found: defaultdict[uuid.UUID, tuple[FileInPack, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.submission_id] += (file_of(row),)
    return found


def file_of(row: NamedRow) -> FileInPack:
    return FileInPack(**{column.key: getattr(row, column.key) for column in FILE})


@dataclass(frozen=True, slots=True)
class IssuedInPack:
    """An edition of what the lead has issued or put up for signing; the first is called nothing."""

    edition: int
    title: str
    from_on: date | None
    file: FileInPack


def issued_by_key(session: Session, contract_id: uuid.UUID, on: date) -> dict[str, tuple[IssuedInPack, ...]]:
    """By requirement key, the first edition and those that were issued by that day, the newest first."""
    number = sa.func.coalesce(IssuedDocument.edition, FIRST_EDITION).label("edition")
    table = IssuedDocument
    rows = session.execute(
        sa.select(table.requirement_key, table.title, table.from_on, table.issued_at, number, *FILE)
        .join(StoredFile, StoredFile.id == table.file_id)
        .where(table.contract_id == contract_id)
        .order_by(number.desc())
    )
    found: defaultdict[str, tuple[IssuedInPack, ...]] = defaultdict(tuple)
    for row in rows:
        if row.edition == FIRST_EDITION or local_day(row.issued_at) <= on:
            its = IssuedInPack(row.edition, row.title or "", row.from_on, file_of(row))
            found[row.requirement_key] += (its,)
    return found
