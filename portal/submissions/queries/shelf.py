"""A partner's shelf: the documents that it has sent, each with the contracts that it serves.

It is the partner's alone: through it a lead would learn of another.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.slots import version_on
from checklists.vocabulary import Outcome
from portal.access import Audience, NotHere
from portal.places.contracts import KNOWN_TO_PARTNER, SubmissionPlace
from portal.places.organisations import OrganisationPlace
from portal.records import (
    Contract,
    Decision,
    Engagement,
    NamedRow,
    Organisation,
    StoredFile,
    Submission,
    SubmissionFile,
)
from portal.standing.queries.in_force import Versions, list_versions
from portal.standing.queries.submissions import FileLine

Slot = tuple[uuid.UUID, str, str]
"""Engagement, requirement key, part key."""

Asked = dict[tuple[uuid.UUID, str], Requirement]
"""By contract and key."""


@dataclass(frozen=True, slots=True)
class Use:
    """A submission that a document is in. `outcome` is what stands of the decisions on it, None while there
    is none. `from_on` and `until_on` are what the partner typed; from `accepted_from` until `accepted_until`
    it counts, by what the reviewer read (`date.max` for ever). Without `sent_at` it is a draft. `is_latest`
    of those sent for its part of its slot."""

    submission_id: uuid.UUID
    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    area: str
    lead: str
    requirement_key: str
    part_key: str
    from_on: date | None
    until_on: date | None
    sent_at: datetime | None
    outcome: Outcome | None
    accepted_from: date | None
    accepted_until: date | None
    requirement: Requirement
    is_latest: bool = False

    @property
    def slot(self) -> Slot:
        return self.engagement_id, self.requirement_key, self.part_key

    def is_in_force(self, on: date) -> bool:
        """Whether it is what the slot stands on that day, as far as its own dates tell."""
        starts_on = self.accepted_from or on
        return self.outcome is Outcome.ACCEPT and starts_on <= on <= (self.accepted_until or date.max)


@dataclass(frozen=True, slots=True)
class Document:
    """Files that were sent together, the same bytes wherever they are used. Latest use first."""

    files: tuple[FileLine, ...]
    uses: tuple[Use, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.files)

    @property
    def size(self) -> int:
        return sum(each.size for each in self.files)

    @property
    def latest(self) -> Use:
        """The use whose answers are carried over: the last that was sent."""
        return next((use for use in self.uses if use.sent_at), self.uses[0])


def list_shelf(session: Session, place: OrganisationPlace, on: date) -> tuple[Document, ...]:
    """The documents as they stand on the day, those sent last first. Raises NotHere for everybody but the
    organisation's own."""
    if Audience.OWN not in place.audiences:
        raise NotHere
    return documents_of(session, place.organisation_id, on)


def list_shelf_of(session: Session, place: SubmissionPlace, on: date) -> tuple[Document, ...]:
    """The shelf of the partner whose submission it is. Raises NotHere for everybody else."""
    if Audience.PARTNER not in place.engagement.audiences:
        raise NotHere
    return documents_of(session, place.engagement.partner_id, on)


def find_document(documents: Iterable[Document], submission_id: uuid.UUID) -> Document | None:
    """The document that a submission is made of; None for one without files."""
    for document in documents:
        if any(use.submission_id == submission_id for use in document.uses):
            return document
    return None


def documents_of(session: Session, organisation_id: uuid.UUID, on: date) -> tuple[Document, ...]:
    files = files_by_submission(session, organisation_id)
    uses = marked_latest(list_uses(session, organisation_id, list(files), on))
    found: defaultdict[frozenset[str], list[Use]] = defaultdict(list)
    for use in uses:
        found[frozenset(each.sha256 for each in files[use.submission_id])].append(use)
    documents = [as_document(each, files) for each in found.values() if any(use.sent_at for use in each)]
    places = {use.submission_id: place for place, use in enumerate(uses)}
    return tuple(sorted(documents, key=lambda each: places[each.latest.submission_id]))


def as_document(uses: list[Use], files: dict[uuid.UUID, list[NamedRow]]) -> Document:
    latest = files[next(use for use in uses if use.sent_at).submission_id]
    lines = (FileLine(each.file_id, each.name, each.media_type, each.size, each.scan) for each in latest)
    return Document(tuple(lines), tuple(uses))


def files_by_submission(session: Session, organisation_id: uuid.UUID) -> dict[uuid.UUID, list[NamedRow]]:
    """What a page shows, and the hash, of the files of each submission of the organisation's engagements."""
    rows = session.execute(
        sa.select(
            SubmissionFile.submission_id,
            SubmissionFile.file_id,
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.scan,
            StoredFile.sha256,
        )
        .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
        .join(Submission, Submission.id == SubmissionFile.submission_id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .where(Engagement.partner_id == organisation_id)
        .order_by(SubmissionFile.place)
    )
    found: dict[uuid.UUID, list[NamedRow]] = {}
    for row in rows:
        found.setdefault(row.submission_id, []).append(row)
    return found


def list_uses(
    session: Session, organisation_id: uuid.UUID, submission_ids: list[uuid.UUID], on: date
) -> list[Use]:
    """Drafts first, then latest sent first; of what a checklist has ceased to ask there is no use."""
    lead, corrected = aliased(Organisation), aliased(Decision)
    rows = session.execute(
        sa.select(
            Submission.id.label("submission_id"),
            Submission.engagement_id,
            Engagement.contract_id,
            Contract.title.label("contract"),
            Engagement.area,
            lead.name.label("lead"),
            Submission.requirement_key,
            Submission.part_key,
            Submission.from_on,
            Submission.until_on,
            Submission.sent_at,
            Decision.outcome,
            Decision.from_on.label("decided_from"),
            Decision.until_on.label("decided_until"),
            Decision.made_on,
        )
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(lead, lead.id == Contract.lead_id)
        .outerjoin(
            Decision,
            sa.and_(
                Decision.submission_id == Submission.id,
                ~sa.exists().where(corrected.corrects_id == Decision.id),
            ),
        )
        .where(Engagement.partner_id == organisation_id, Submission.taken_back_at.is_(None), KNOWN_TO_PARTNER)
        .order_by(Submission.sent_at.is_not(None), Submission.sent_at.desc(), Submission.id)
    ).all()
    versions = list_versions(session, {row.contract_id for row in rows})
    asked, in_force = requirements_of(versions), requirements_on(versions, on)
    wanted = set(submission_ids)
    return [
        as_use(row, requirement, in_force.get(key, requirement))
        for row in rows
        if row.submission_id in wanted
        for key in [(row.contract_id, row.requirement_key)]
        if (requirement := asked.get(key))
    ]


def as_use(row: NamedRow, requirement: Requirement, in_force: Requirement) -> Use:
    """How long it counts is a matter of what is in force; `requirement` may be still to come."""
    outcome = Outcome(row.outcome) if row.outcome else None
    is_accepted = outcome is Outcome.ACCEPT
    accepted_from = (row.decided_from or row.made_on) if is_accepted else None
    limit = rules_for(in_force).limit(in_force, accepted_from) if accepted_from else None
    return Use(
        submission_id=row.submission_id,
        engagement_id=row.engagement_id,
        contract_id=row.contract_id,
        contract=row.contract,
        area=row.area,
        lead=row.lead,
        requirement_key=row.requirement_key,
        part_key=row.part_key,
        from_on=row.from_on,
        until_on=row.until_on,
        sent_at=row.sent_at,
        outcome=outcome,
        accepted_from=accepted_from,
        accepted_until=min(row.decided_until or date.max, limit) if limit else None,
        requirement=requirement,
    )


def requirements_of(versions: Versions) -> Asked:
    """As the newest version that has it words it."""
    return {
        (contract_id, requirement.key): requirement
        for contract_id, theirs in versions.items()
        for version in theirs
        for requirement in version.requirements
    }


def requirements_on(versions: Versions, on: date) -> Asked:
    """As the version in force on the day words it."""
    return requirements_of({contract_id: (version_on(each, on),) for contract_id, each in versions.items()})


def marked_latest(uses: list[Use]) -> list[Use]:
    seen: set[Slot] = set()
    marked = []
    for use in uses:
        is_latest = use.sent_at is not None and use.slot not in seen
        if is_latest:
            seen.add(use.slot)
        marked.append(replace(use, is_latest=is_latest))
    return marked


def renewals_of(documents: Iterable[Document], submission_id: uuid.UUID, on: date) -> tuple[Use, ...]:
    """Where an older document still is in force, of those that this submission has followed upon in its own
    slot: the places where the new one may be sent too."""
    known = tuple(documents)
    here = find_document(known, submission_id)
    if here is None:
        return ()
    mine = next(use for use in here.uses if use.submission_id == submission_id)
    served = {use.slot for use in here.uses}
    if not mine.is_latest:
        return ()
    older = (each for each in known if each is not here and any(use.slot == mine.slot for use in each.uses))
    return tuple(
        use
        for document in older
        for use in document.uses
        if use.is_latest and use.slot not in served and use.is_in_force(on)
    )
