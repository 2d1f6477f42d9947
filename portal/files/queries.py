"""Files, for those who may open them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.files.shown import Shown, find_shown, is_being_entered, is_of_visit
from portal.records import (
    CommitmentFile,
    ContractArchive,
    CouncilLayout,
    FindingFile,
    IssuedDocument,
    PackTemplate,
    ReturnFile,
    Scan,
    StoredFile,
    Submission,
    SubmissionFile,
    VisitPhoto,
)

MOST_PAGES = 2000
"""Of a document, that can be looked at."""

HELD = {
    Scan.CHECKING.value: "This file is still being checked for viruses. Nobody can open it before that is"
    " done: load the page again in a minute.",
    Scan.FOUND.value: "A virus scanner found this file to be harmful, so nobody can open it. Ask for a clean"
    " copy.",
}
"""Why a file is opened by nobody."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that the viewer may open. `size` is in bytes, `organisation_id` its owner's; without `shown` it
    was never sent."""

    file_id: uuid.UUID
    key: str
    name: str
    media_type: str
    size: int
    organisation_id: uuid.UUID
    shown: Shown | None


def get_file(session: Session, viewer: Viewer, file_id: uuid.UUID) -> OpenFile:
    """The file, for members of its owner, for the lead's reviewers to whom it was sent, put to a finding or
    given of a commitment, where the lead issued it for the partners of that contract, and a photo of a visit
    for its reviewers and, once that is signed off, for its partner. What was removed is not here, and
    archives are elsewhere. Raises NotHere, and CannotDo for one that nobody opens: it is not scanned yet, or
    was found to be harmful."""
    row = session.execute(
        sa.select(
            StoredFile.id,
            StoredFile.key,
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.organisation_id,
            StoredFile.scan,
            is_being_entered().label("is_entered"),
        )
        .outerjoin(ContractArchive, ContractArchive.file_id == StoredFile.id)
        .where(StoredFile.id == file_id, is_here(), ContractArchive.id.is_(None))
    ).one_or_none()
    if row is None:
        raise NotHere
    owners = viewer.with_role("manager", "reviewer") if row.is_entered else viewer.organisations
    owns = row.organisation_id in owners and not is_of_visit(session, file_id)
    shown = find_shown(session, viewer, file_id, owns)
    if not owns and shown is None:
        raise NotHere
    if row.scan in HELD:
        raise CannotDo({"": HELD[row.scan]})
    return OpenFile(row.id, row.key, row.name, row.media_type, row.size, row.organisation_id, shown)


def is_here() -> sa.ColumnElement[bool]:
    """What was kept long enough is not; what was found to be harmful is, to say so."""
    return sa.or_(StoredFile.removed_at.is_(None), StoredFile.scan == Scan.FOUND.value)


SAME_FILE = (
    sa.select(StoredFile.id)
    .join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
    .where(
        SubmissionFile.submission_id == sa.bindparam("submission_id"),
        StoredFile.sha256 == sa.bindparam("sha256"),
        StoredFile.name == sa.bindparam("name"),
    )
)


def find_same_file(session: Session, submission_id: uuid.UUID, name: str, sha256: str) -> uuid.UUID | None:
    """The file of the submission with that name and content: sent twice, it is kept once."""
    return session.scalar(SAME_FILE, {"submission_id": submission_id, "sha256": sha256, "name": name})


@dataclass(frozen=True, slots=True)
class ToScan:
    """A stored file as a scanner is asked about it."""

    file_id: uuid.UUID
    key: str


def find_to_scan(session: Session, file_id: uuid.UUID) -> ToScan | None:
    """None where it is gone, or was found to be harmful before."""
    query = sa.select(StoredFile.id, StoredFile.key).where(
        StoredFile.id == file_id, StoredFile.scan != Scan.FOUND.value
    )
    row = session.execute(query).one_or_none()
    return ToScan(row.id, row.key) if row else None


def list_scanned_otherwise(session: Session, signatures: str) -> tuple[ToScan, ...]:
    """What was found clean by other signatures than these, the oldest answer first."""
    rows = session.execute(
        sa.select(StoredFile.id, StoredFile.key)
        .where(StoredFile.scan == Scan.CLEAN.value, StoredFile.signatures != signatures)
        .order_by(StoredFile.scanned_at, StoredFile.id)
    )
    return tuple(ToScan(row.id, row.key) for row in rows)


HELD_OF_SUBMISSION = (
    sa.select(StoredFile.id)
    .join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
    .where(SubmissionFile.submission_id == sa.bindparam("submission_id"), StoredFile.scan.in_(HELD))
    .limit(1)
)


def has_held_files(session: Session, submission_id: uuid.UUID) -> bool:
    """Whether the submission has a file that nobody can open: not scanned yet, or found to be harmful."""
    return session.scalar(HELD_OF_SUBMISSION, {"submission_id": submission_id}) is not None


def ways_away() -> tuple[sa.ColumnElement[bool], ...]:
    """Of StoredFile: it was sent, alone or with a return; or issued, put to a finding or an action, given of
    a commitment, or seen on a visit; or is an archive, a template or a council's workbook. All that points to
    a file is named here: a test holds it to that."""
    sent = sa.exists().where(
        SubmissionFile.file_id == StoredFile.id,
        Submission.id == SubmissionFile.submission_id,
        Submission.sent_at.is_not(None),
    )
    returned = sa.exists().where(ReturnFile.file_id == StoredFile.id, ReturnFile.is_sent)
    others = (
        IssuedDocument.file_id,
        ContractArchive.file_id,
        FindingFile.file_id,
        CommitmentFile.file_id,
        VisitPhoto.file_id,
        PackTemplate.file_id,
        CouncilLayout.file_id,
    )
    given = (sent, returned, *(sa.exists().where(each == StoredFile.id) for each in others))
    return tuple(each.correlate(StoredFile) for each in given)


def is_given_away(session: Session, file_id: uuid.UUID) -> bool:
    """Whether the file was sent, or serves in any other way than in a draft."""
    query = sa.select(StoredFile.id).where(StoredFile.id == file_id, sa.or_(*ways_away()))
    return session.scalar(query) is not None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A file that was never sent or issued. `size` is in bytes; `is_in_draft` says that it lies in a
    draft."""

    file_id: uuid.UUID
    name: str
    size: int
    scan: str
    uploaded_at: datetime
    is_in_draft: bool

    @property
    def is_open(self) -> bool:
        return self.scan not in HELD

    @property
    def is_harmful(self) -> bool:
        return self.scan == Scan.FOUND.value


def list_unsent(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID, file_id: uuid.UUID | None = None
) -> tuple[Unsent, ...]:
    """Of the organisation, to which the viewer belongs, newest first; or that file alone. What is being
    entered for a partner is listed for reviewers alone."""
    in_return = sa.select(ReturnFile.file_id).where(ReturnFile.file_id == StoredFile.id)
    in_draft = sa.select(SubmissionFile.file_id).where(SubmissionFile.file_id == StoredFile.id)
    used = sa.or_(in_draft.exists(), in_return.exists())
    query = (
        sa.select(
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.size,
            StoredFile.scan,
            StoredFile.uploaded_at,
            used.label("is_in_draft"),
        )
        .where(
            StoredFile.organisation_id == organisation_id,
            is_here(),
            *(~each for each in ways_away()),
        )
        .order_by(StoredFile.uploaded_at.desc(), StoredFile.id)
    )
    if organisation_id not in viewer.with_role("manager", "reviewer"):
        query = query.where(~is_being_entered())
    if file_id:
        query = query.where(StoredFile.id == file_id)
    return tuple(Unsent(**row._asdict()) for row in session.execute(query))
