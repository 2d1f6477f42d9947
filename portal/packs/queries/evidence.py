"""The evidence that a slot stands on: what was sent for it, with its files and what was decided on it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import FIRST_EDITION
from checklists.vocabulary import Outcome
from portal.clock import local_day
from portal.packs.queries.what_counts import ReadRow, numbered, what_counts
from portal.records import (
    Decision,
    IssuedDocument,
    KeptId,
    Person,
    Said,
    Scan,
    StoredFile,
    Submission,
    SubmissionFile,
    as_kept,
    id_of,
    said_by,
    table_of,
)
from portal.standing.queries.sent_and_decided import Sent


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

KeptPlace = tuple[KeptId, str]
"""The same as it was read."""

SENT_ROW, MADE, PERSON = table_of(Submission).c, table_of(Decision).c, table_of(Person).c
SENT_FILE, STORED = table_of(SubmissionFile).c, table_of(StoredFile).c

NOT_READ: dict[str, object] = {"submission_id": None, "check": None, "files": ()}
"""What of a submission is given otherwise than by its row, or not at all."""

SENT_NAMES = tuple(name for name in Sent.__slots__ if name not in NOT_READ)
FILE_NAMES = tuple(name for name in FileInPack.__slots__ if name != "file_id")
SENT_IN_ORDER, FILE_IN_ORDER = itemgetter(*Sent.__slots__), itemgetter(*FILE_NAMES)
FILE = (as_kept(STORED.id).label("file_id"), *(STORED[name] for name in FILE_NAMES))


def evidence_by_slot(
    session: Session, engagement_ids: Sequence[uuid.UUID], leaving_out: Collection[str], on: date
) -> dict[Place, SlotEvidence]:
    """What the slots of these engagements stand on that day, with what is under way beside it. The keys that
    are left out are those of requirements about people, of whom there are counts alone."""
    files = files_by_submission(session, engagement_ids)
    decided, waived = decisions_of(session, engagement_ids, leaving_out)
    found: dict[Place, SlotEvidence] = {}
    for (engagement_id, key), rows in sent_by_slot(session, engagement_ids, leaving_out).items():
        read = [ReadRow(row, version, decided.get(row["kept_id"])) for row, version in numbered(rows)]
        evidence = (evidence_of(each, files.get(each.sent["kept_id"], ())) for each in what_counts(read, on))
        found[id_of(engagement_id), key] = SlotEvidence(tuple(evidence))
    for (engagement_id, key), its in waived.items():
        place = id_of(engagement_id), key
        waivers = tuple(decision_of(row, None) for row in its)
        found[place] = replace(found.get(place, SlotEvidence()), waivers=waivers)
    return found


def evidence_of(read: ReadRow, files: Sequence[Said]) -> Evidence:
    submission_id = id_of(read.sent["kept_id"])
    sent = Sent(*SENT_IN_ORDER(read.sent | NOT_READ | {"submission_id": submission_id}))
    decided = decision_of(read.decided, submission_id) if read.decided else None
    return Evidence(sent, read.version, tuple(map(file_of, files)), decided)


def decision_of(said: Said, submission_id: uuid.UUID | None) -> DecisionInPack:
    return DecisionInPack(
        said["part_key"],
        submission_id,
        Outcome(said["outcome"]),
        said["from_on"],
        said["until_on"],
        said["amount"],
        said["basis"],
        said["reason"],
        said["words"],
        said["made_by"],
        said["made_at"],
    )


def sent_by_slot(
    session: Session, engagement_ids: Sequence[uuid.UUID], leaving_out: Collection[str]
) -> Mapping[KeptPlace, Sequence[Said]]:
    """Drafts are their partner's own and are in no pack; nor is what was taken back or replaced."""
    rows = session.execute(
        sa.select(
            as_kept(SENT_ROW.id).label("kept_id"),
            as_kept(SENT_ROW.engagement_id).label("engagement_id"),
            SENT_ROW.requirement_key,
            *(SENT_ROW[name] for name in SENT_NAMES if name != "sent_by"),
            PERSON.name.label("sent_by"),
        )
        .outerjoin_from(table_of(Submission), table_of(Person), PERSON.id == SENT_ROW.sent_by)
        .where(
            SENT_ROW.engagement_id.in_(engagement_ids),
            SENT_ROW.requirement_key.not_in(tuple(leaving_out)),
            SENT_ROW.sent_at.is_not(None),
            SENT_ROW.taken_back_at.is_(None),
        )
        .order_by(SENT_ROW.sent_at, SENT_ROW.id)
    )
    found: defaultdict[KeptPlace, list[Said]] = defaultdict(list)
    for row in said_by(rows):
        found[row["engagement_id"], row["requirement_key"]].append(row)
    return found


def decisions_of(
    session: Session, engagement_ids: Sequence[uuid.UUID], leaving_out: Collection[str]
) -> tuple[dict[KeptId, Said], Mapping[KeptPlace, Sequence[Said]]]:
    """The decision that stands of each submission, and the waivers that stand of each slot."""
    found = session.execute(
        sa.select(
            as_kept(MADE.id).label("kept_id"),
            as_kept(MADE.submission_id).label("submission_id"),
            as_kept(MADE.corrects_id).label("corrects_id"),
            as_kept(MADE.engagement_id).label("engagement_id"),
            MADE.requirement_key,
            MADE.part_key,
            MADE.outcome,
            MADE.from_on,
            MADE.until_on,
            MADE.amount,
            MADE.basis,
            MADE.reason,
            MADE.words,
            PERSON.name.label("made_by"),
            MADE.made_at,
        )
        .outerjoin_from(table_of(Decision), table_of(Person), PERSON.id == MADE.made_by)
        .where(MADE.engagement_id.in_(engagement_ids), MADE.requirement_key.not_in(tuple(leaving_out)))
        .order_by(MADE.made_at, MADE.id)
    )
    rows = list(said_by(found))
    corrected = {row["corrects_id"] for row in rows}
    decided: dict[KeptId, Said] = {}
    waived: defaultdict[KeptPlace, list[Said]] = defaultdict(list)
    for row in rows:
        if row["kept_id"] in corrected:
            continue
        if submission_id := row["submission_id"]:
            decided[submission_id] = row
        else:
            waived[row["engagement_id"], row["requirement_key"]].append(row)
    return decided, waived


def files_by_submission(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> Mapping[KeptId, Sequence[Said]]:
    rows = session.execute(
        sa.select(as_kept(SENT_FILE.submission_id).label("kept_id"), *FILE)
        .join_from(table_of(SubmissionFile), table_of(StoredFile), STORED.id == SENT_FILE.file_id)
        .join(table_of(Submission), SENT_ROW.id == SENT_FILE.submission_id)
        .where(SENT_ROW.engagement_id.in_(engagement_ids), SENT_ROW.sent_at.is_not(None))
        .order_by(SENT_FILE.submission_id, SENT_FILE.place)
    )
    found: defaultdict[KeptId, list[Said]] = defaultdict(list)
    for row in said_by(rows):
        found[row["kept_id"]].append(row)
    return found


def file_of(said: Said) -> FileInPack:
    return FileInPack(id_of(said["file_id"]), *FILE_IN_ORDER(said))


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
        .join(StoredFile, STORED.id == table.file_id)
        .where(table.contract_id == contract_id)
        .order_by(number.desc())
    )
    found: defaultdict[str, tuple[IssuedInPack, ...]] = defaultdict(tuple)
    for row in said_by(rows):
        if row["edition"] == FIRST_EDITION or local_day(row["issued_at"]) <= on:
            its = IssuedInPack(row["edition"], row["title"] or "", row["from_on"], file_of(row))
            found[row["requirement_key"]] += (its,)
    return found
