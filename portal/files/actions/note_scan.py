"""Note what a virus scanner answered: a clean file can be opened from now on, a harmful one by nobody."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.scanner import Verdict
from portal import clock
from portal.acting.ask_work import ask_work
from portal.acting.noting import UNSEALED
from portal.acting.record_event import Happened, record_events
from portal.files.actions.keep_file import SCAN
from portal.records import (
    Contract,
    ContractArchive,
    Engagement,
    IssuedDocument,
    NamedRow,
    Scan,
    StoredFile,
    Submission,
    SubmissionFile,
)

FOUND = "harmful-file-found"
LEADS_DRAFT = "lead"
"""What an event says of a draft that the lead enters of what came for its partner."""


def note_scan(session: Session, file_id: uuid.UUID, verdict: Verdict) -> None:
    """Commits. What was found once stays found, whatever later signatures say. Wherever the file was sent or
    issued, or lies in a draft, there is an event; and one by itself where it does nowhere."""
    scan = Scan.CLEAN if verdict.is_clean else Scan.FOUND
    if verdict.is_clean and note_still_clean(session, file_id, verdict):
        session.commit()
        return
    changed = session.execute(
        sa.update(StoredFile)
        .where(StoredFile.id == file_id, StoredFile.scan != Scan.FOUND.value)
        .values(scan=scan.value, scanned_at=clock.now(), signatures=verdict.signatures, found=verdict.found)
        .returning(StoredFile.organisation_id)
    ).one_or_none()
    if changed and scan is Scan.FOUND:
        data = {"file": str(file_id), "organisation": str(changed.organisation_id), "found": verdict.found}
        record_events(session, happened_where(session, file_id, data))
    session.commit()


def note_still_clean(session: Session, file_id: uuid.UUID, verdict: Verdict) -> bool:
    """Whether it was clean before, as it is each day by new signatures: nothing is sealed anew by that."""
    still = sa.update(StoredFile).where(StoredFile.id == file_id, StoredFile.scan == Scan.CLEAN.value)
    values = {"scanned_at": clock.now(), "signatures": verdict.signatures}
    noted = session.execute(still.values(values).returning(StoredFile.id), execution_options={UNSEALED: True})
    return noted.one_or_none() is not None


def happened_where(session: Session, file_id: uuid.UUID, data: dict[str, str]) -> list[Happened]:
    """An event for each place where somebody comes upon the file. A draft is nobody's business but its own
    side's, so its event says that it is one, and whose."""
    sent = session.execute(
        sa.select(
            Engagement.contract_id,
            Engagement.id.label("engagement_id"),
            Submission.requirement_key,
            Submission.id.label("submission_id"),
            Submission.sent_at,
            Submission.received_way,
        )
        .join(SubmissionFile, SubmissionFile.submission_id == Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(SubmissionFile.file_id == file_id)
        .order_by(Submission.made_at)
    ).all()
    issued = session.execute(
        sa.select(Contract.id, IssuedDocument.requirement_key)
        .join(Contract, Contract.id == IssuedDocument.contract_id)
        .where(IssuedDocument.file_id == file_id)
    ).all()
    happened = [
        Happened(
            FOUND,
            None,
            row.contract_id,
            row.engagement_id,
            row.requirement_key,
            data | {"submission": str(row.submission_id)} | draft_of(row),
        )
        for row in sent
    ]
    happened += [Happened(FOUND, None, row.id, None, row.requirement_key, data) for row in issued]
    return happened or [Happened(FOUND, None, data=data)]


def draft_of(row: NamedRow) -> dict[str, str]:
    if row.sent_at:
        return {}
    return {"draft": LEADS_DRAFT if row.received_way else "yes"}


def ask_for_scans(session: Session, scanned: bool) -> None:
    """What came in while nothing was scanned is held from now on, until it is; and what was held is let go
    where nothing is scanned any more. Whatever waits is asked for. Commits."""
    before, after = (Scan.UNSCANNED, Scan.CHECKING) if scanned else (Scan.CHECKING, Scan.UNSCANNED)
    archive = sa.exists().where(ContractArchive.file_id == StoredFile.id)  # made here of what was scanned
    held = sa.update(StoredFile).where(StoredFile.scan == before.value, ~archive)
    session.execute(held.values(scan=after.value))
    for file_id in session.scalars(sa.select(StoredFile.id).where(StoredFile.scan == Scan.CHECKING.value)):
        ask_work(session, SCAN, str(file_id))
    session.commit()
