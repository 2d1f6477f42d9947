"""Findings of a visit or of an engagement, with what was said of each."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from checklists.findings import Outcome, ReplyTurn, Said, Word, is_withdrawn, reply_turn
from portal.access import Audience, NotHere
from portal.clock import local_day
from portal.files.evidence import EvidenceFile
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.records import (
    Engagement,
    Finding,
    FindingFile,
    FindingWord,
    Person,
    StoredFile,
    Visit,
    VisitPerson,
)


@dataclass(frozen=True, slots=True)
class WordLine:
    """One thing that was said of a finding."""

    number: int
    kind: Word
    outcome: Outcome | None
    words: str
    said_by: uuid.UUID
    name: str
    said_at: datetime

    @property
    def fact(self) -> Said:
        return Said(self.kind, local_day(self.said_at), self.outcome)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding. `requirement_key` is empty where it is about none; `kind` is the word of the visit's
    kind."""

    finding_id: uuid.UUID
    visit_id: uuid.UUID
    kind: str
    engagement_id: uuid.UUID
    partner: str
    area: str
    requirement_key: str
    is_not_in_order: bool
    words: str
    found_on: date
    written_by: uuid.UUID
    sent_by: uuid.UUID | None
    sent_at: datetime | None
    reply_until: date | None
    said: tuple[WordLine, ...] = field(default=())
    files: tuple[EvidenceFile, ...] = field(default=())

    @property
    def facts(self) -> tuple[Said, ...]:
        return tuple(each.fact for each in self.said)

    @property
    def is_withdrawn(self) -> bool:
        return is_withdrawn(self.facts)

    def turn(self, on: date) -> ReplyTurn:
        """Whose turn it is; nobody's before it is sent."""
        if self.sent_at is None or self.reply_until is None:
            return ReplyTurn.NOBODY
        return reply_turn(self.facts, local_day(self.sent_at), self.reply_until, on)


FINDINGS = (
    sa.select(
        Finding.id.label("finding_id"),
        Finding.visit_id,
        Visit.kind,
        Finding.engagement_id,
        PARTNER.name.label("partner"),
        Engagement.area,
        Finding.requirement_key,
        Finding.is_not_in_order,
        Finding.words,
        Finding.found_on,
        Finding.written_by,
        Finding.sent_by,
        Finding.sent_at,
        Finding.reply_until,
    )
    .join(Visit, Visit.id == Finding.visit_id)
    .join(Engagement, Engagement.id == Finding.engagement_id)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
    .order_by(Engagement.sort_name, Engagement.id, Finding.written_at, Finding.id)
)


def list_of_visit(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> list[FindingLine]:
    """Of one visit or meeting, by partner; for the lead also those that are not sent."""
    query = FINDINGS.where(Finding.contract_id == place.contract_id, Finding.visit_id == visit_id)
    if Audience.REVIEWER not in place.audiences:
        query = query.where(Finding.sent_at.is_not(None))
    return with_words(session, query)


def list_of_engagement(session: Session, place: EngagementPlace) -> list[FindingLine]:
    """All that were sent about the engagement, newest first."""
    query = FINDINGS.where(Finding.engagement_id == place.engagement_id, Finding.sent_at.is_not(None))
    return with_words(session, query.order_by(None).order_by(Finding.found_on.desc(), Finding.written_at))


def get_finding(session: Session, place: EngagementPlace, finding_id: uuid.UUID) -> FindingLine:
    """One that was sent about the engagement; raises NotHere."""
    query = FINDINGS.where(
        Finding.id == finding_id,
        Finding.engagement_id == place.engagement_id,
        Finding.sent_at.is_not(None),
    )
    return only_one(with_words(session, query))


def get_unsent(session: Session, place: ContractPlace, finding_id: uuid.UUID) -> FindingLine:
    """One of the contract that is not sent; raises NotHere, also for everybody but the lead."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    query = FINDINGS.where(
        Finding.id == finding_id, Finding.contract_id == place.contract_id, Finding.sent_at.is_(None)
    )
    return only_one(with_words(session, query))


def only_one(found: Sequence[FindingLine]) -> FindingLine:
    if not found:
        raise NotHere
    return found[0]


def with_words(session: Session, query: sa.Select[*tuple[object, ...]]) -> list[FindingLine]:
    rows = session.execute(query).all()
    ids = [row.finding_id for row in rows if row.sent_at]
    said, files = words_of(session, ids), files_of(session, FindingFile.finding_id, ids)
    return [
        FindingLine(**row._asdict(), said=tuple(said[row.finding_id]), files=tuple(files[row.finding_id]))
        for row in rows
    ]


def words_of(session: Session, finding_ids: Sequence[uuid.UUID]) -> defaultdict[uuid.UUID, list[WordLine]]:
    """By finding, what was said of it, in turn."""
    found: defaultdict[uuid.UUID, list[WordLine]] = defaultdict(list)
    if not finding_ids:
        return found
    query = (
        sa.select(FindingWord, Person.name)
        .join(Person, Person.id == FindingWord.said_by)
        .where(FindingWord.finding_id.in_(finding_ids))
        .order_by(FindingWord.finding_id, FindingWord.number)
    )
    for row in session.execute(query):
        word = row.FindingWord
        found[word.finding_id].append(
            WordLine(
                word.number,
                Word(word.kind),
                Outcome(word.outcome) if word.outcome else None,
                word.words,
                word.said_by,
                row.name,
                word.said_at,
            )
        )
    return found


def files_of(
    session: Session, column: InstrumentedAttribute[uuid.UUID | None], ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, list[EvidenceFile]]:
    """By finding or action, as the column says, the files that were put to it, in turn."""
    found: defaultdict[uuid.UUID, list[EvidenceFile]] = defaultdict(list)
    wanted = list(ids)
    if not wanted:
        return found
    query = (
        sa.select(
            column.label("of"),
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.sha256,
            FindingFile.number,
            StoredFile.scan,
        )
        .join(StoredFile, StoredFile.id == FindingFile.file_id)
        .where(column.in_(wanted))
        .order_by(FindingFile.number, StoredFile.uploaded_at, StoredFile.id)
    )
    for row in session.execute(query):
        found[row.of].append(EvidenceFile(row.file_id, row.name, row.sha256, row.number, row.scan))
    return found


def took_part(session: Session, finding: FindingLine) -> frozenset[uuid.UUID]:
    """Who of the lead visited, wrote it, sent it or answered: none of them decides where both differ."""
    visited = session.scalars(
        sa.select(VisitPerson.person_id).where(VisitPerson.visit_id == finding.visit_id)
    )
    answered = {each.said_by for each in finding.said if each.kind is Word.ANSWER}
    sent = {finding.sent_by} if finding.sent_by else set()
    return frozenset({finding.written_by, *visited, *answered, *sent})


@dataclass(frozen=True, slots=True)
class CountedFindings:
    """How many findings of a visit are sent, and how many are not."""

    sent: int = 0
    unsent: int = 0


def count_of_visit(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> CountedFindings:
    """Those that are not sent are counted for the lead alone."""
    query = sa.select(
        sa.func.count(Finding.sent_at).label("sent"), sa.func.count(Finding.id).label("every")
    ).where(Finding.contract_id == place.contract_id, Finding.visit_id == visit_id)
    row = session.execute(query).one()
    is_lead = Audience.REVIEWER in place.audiences
    return CountedFindings(row.sent, row.every - row.sent if is_lead else 0)
