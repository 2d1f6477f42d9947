"""What was given of the years of commitments, with its files, and what was decided on it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.year.promised import Giving
from portal.clock import end_of_day, local_day
from portal.files.evidence import EvidenceFile
from portal.records import CommitmentAnswer, CommitmentFile, CommitmentGiven, Person, StoredFile

DECIDER = aliased(Person)


@dataclass(frozen=True, slots=True)
class Answer:
    is_accepted: bool
    words: str
    person: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A figure with what shows it, and what was decided on it, if anything was."""

    number: int
    figure: Decimal
    evidence: str
    files: tuple[EvidenceFile, ...]
    given_by: uuid.UUID
    person: str
    given_at: datetime
    answer: Answer | None

    @property
    def given_on(self) -> date:
        return local_day(self.given_at)

    @property
    def giving(self) -> Giving:
        is_accepted = self.answer.is_accepted if self.answer else None
        return Giving(self.figure, self.given_on, is_accepted)


Key = tuple[uuid.UUID, int]
"""A commitment and its year."""


def given_of(session: Session, ids: Sequence[uuid.UUID], known: date | None) -> defaultdict[Key, list[Given]]:
    """In the order in which it came, as far as was known that evening; None for all that is known."""
    its, answer = CommitmentGiven, CommitmentAnswer
    same = [answer.commitment_id == its.commitment_id, answer.year == its.year, answer.number == its.number]
    there: list[sa.ColumnElement[bool]] = [its.commitment_id.in_(ids)]
    if known:
        same.append(answer.made_at < end_of_day(known))
        there.append(its.given_at < end_of_day(known))
    query = (
        sa.select(its, answer, Person.name, DECIDER.name.label("decider"))
        .join(Person, Person.id == its.given_by)
        .outerjoin(answer, sa.and_(*same))
        .outerjoin(DECIDER, DECIDER.id == answer.made_by)
        .where(*there)
        .order_by(its.commitment_id, its.year, its.number)
    )
    files = files_of(session, ids)
    found = defaultdict[Key, list[Given]](list)
    for row in session.execute(query):
        gave, said = row.CommitmentGiven, row.CommitmentAnswer
        key = (gave.commitment_id, gave.year)
        found[key].append(
            Given(
                gave.number,
                Decimal(gave.figure),
                gave.evidence,
                tuple(each for each in files[key] if each.number == gave.number),
                gave.given_by,
                row.name,
                gave.given_at,
                Answer(said.is_accepted, said.words, row.decider, said.made_at) if said else None,
            )
        )
    return found


def files_of(session: Session, ids: Sequence[uuid.UUID]) -> defaultdict[Key, list[EvidenceFile]]:
    query = (
        sa.select(CommitmentFile, StoredFile.name, StoredFile.scan, StoredFile.sha256)
        .join(StoredFile, StoredFile.id == CommitmentFile.file_id)
        .where(CommitmentFile.commitment_id.in_(ids))
        .order_by(CommitmentFile.number, StoredFile.uploaded_at, StoredFile.id)
    )
    found = defaultdict[Key, list[EvidenceFile]](list)
    for row in session.execute(query):
        its = row.CommitmentFile
        file = EvidenceFile(its.file_id, row.name, row.sha256, its.number, row.scan)
        found[its.commitment_id, its.year].append(file)
    return found
