"""Start, change and throw away a draft of a checklist. Nothing counts before it is published or kept."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.continuing import Earlier, continuing
from checklists.drafting import Data, DraftRow, in_groups, moved, rows_of
from checklists.requirement import Checklist
from checklists.year.drafting import YearDraft
from checklists.year.rows import NO_YEAR, YearRows
from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.authoring.actions.check_draft import problems_of_day
from portal.authoring.queries.drafts import (
    DraftPlace,
    Sources,
    as_definition,
    find_open_draft,
    read_rows,
    year_as_definition,
)
from portal.authoring.queries.versions import get_versions
from portal.places.contracts import ContractPlace
from portal.records import ChecklistDraft

FINISHED = "This draft is finished. What came of it is kept; start a new one to change it."
OPEN_ALREADY = (
    "The next version is being written already. Publish that draft or throw it away before you begin another."
)
REPLACED = "This version has been replaced already. Put right the one that stands in its place."
MOST_ROWS = 300


def start_version(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    copied_id: uuid.UUID | None = None,
    *,
    replaces: bool = False,
) -> uuid.UUID:
    """A draft of the contract's next version: a copy of the last, or of the one that is named, in whose place
    it is to stand where it `replaces` it. The one that is open where there is one already.

    Raises NotHere, and CannotDo where the open one was begun for something else.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers change the checklist.")
    versions = get_versions(session, place.contract_id)
    copied = versions.find(copied_id) if copied_id else versions.standing[-1]
    if copied is None:
        raise NotHere
    if replaces and versions.find_standing(copied.version_id) is None:
        raise CannotDo({"": REPLACED})
    replaces_id = copied.version_id if replaces else None
    wanted = (copied_id, replaces_id) if copied_id else None
    if (open_id := find_open(session, place, wanted)) is not None:
        return open_id
    try:
        draft_id = insert(
            session,
            viewer,
            place.lead_id,
            copied.checklist.title,
            rows_of(copied.checklist, continued=True),
            copied.checklist.year,
            contract_id=place.contract_id,
            base_id=versions.newest_id,
            copied_id=copied.version_id,
            replaces_id=replaces_id,
            in_force_from=copied.in_force_from if replaces else None,
        )
    except IntegrityError:  # somebody else has just begun one
        session.rollback()
        found = find_open(session, place, wanted)
        if found is None:
            raise
        return found
    session.commit()
    return draft_id


def find_open(
    session: Session, place: ContractPlace, wanted: tuple[uuid.UUID, uuid.UUID | None] | None
) -> uuid.UUID | None:
    """The contract's open draft; whoever wants none in particular goes on with it. Raises CannotDo where it
    was begun from another version than is wanted, or to replace another."""
    open_id = find_open_draft(session, place)
    if open_id is None or wanted is None:
        return open_id
    draft = ChecklistDraft
    kept = session.execute(sa.select(draft.copied_id, draft.replaces_id).where(draft.id == open_id)).one()
    if (kept.copied_id, kept.replaces_id) != wanted:
        raise CannotDo({"": OPEN_ALREADY})
    return open_id


def start_own(
    session: Session,
    viewer: Viewer,
    organisation_id: uuid.UUID,
    title: str,
    copied: Checklist | Sequence[DraftRow],
    *,
    sources: Sources | None = None,
    file_name: str | None = None,
) -> uuid.UUID:
    """A draft of a checklist of the organisation's own: a copy of another, or rows that were read."""
    if organisation_id not in viewer.with_role("manager"):
        raise NotAllowed("Only a manager of the organisation makes checklists for it.")
    title = one_line(title)
    refuse_problems(check_length("title", title, "Enter what the checklist is called."))
    rows = rows_of(copied, continued=False) if isinstance(copied, Checklist) else list(copied)
    year = copied.year if isinstance(copied, Checklist) else NO_YEAR
    about = {"sources": sources or {}, "file_name": file_name}
    draft_id = insert(session, viewer, organisation_id, title, in_groups(rows), year, **about)
    session.commit()
    return draft_id


def insert(
    session: Session,
    viewer: Viewer,
    organisation_id: uuid.UUID,
    title: str,
    rows: list[DraftRow],
    year: YearRows,
    **more: object,
) -> uuid.UUID:
    draft_id = uuid.uuid4()
    values = {
        "id": draft_id,
        "organisation_id": organisation_id,
        "title": title,
        "definition": {**as_definition(rows), **year_as_definition(YearDraft(year))},
        "sources": {},
        "made_by": viewer.person_id,
        "made_at": clock.now(),
    }
    session.execute(sa.insert(ChecklistDraft).values(values | more))
    return draft_id


def lock_draft(session: Session, viewer: Viewer, draft_id: uuid.UUID) -> Any:
    """The draft's row, until the transaction ends nobody else's. Raises NotHere."""
    row = session.execute(
        sa.select(*ChecklistDraft.__table__.c)
        .where(ChecklistDraft.id == draft_id, ChecklistDraft.organisation_id.in_(viewer.with_role("manager")))
        .with_for_update(key_share=True)
    ).one_or_none()
    if row is None:
        raise NotHere
    return row


def change_rows(
    session: Session,
    viewer: Viewer,
    draft_id: uuid.UUID,
    change: Callable[[list[DraftRow]], list[DraftRow]],
    checked: str = "",
) -> None:
    """Somebody has looked at the row `checked`: nothing of it is uncertain any more.

    Raises NotHere, and CannotDo where the draft is finished or would grow too long.
    """
    draft = lock_draft(session, viewer, draft_id)
    if draft.finished_at:
        raise CannotDo({"": FINISHED})
    rows = in_groups(change(read_rows(draft.definition)))
    if len(rows) > MOST_ROWS:
        raise CannotDo({"": f"A checklist has at most {MOST_ROWS} requirements."})
    sources = {**draft.sources}
    if checked in sources:
        sources[checked] = {name: {**each, "check": False} for name, each in sources[checked].items()}
    write(session, draft_id, definition={**draft.definition, **as_definition(rows)}, sources=sources)


def write(session: Session, draft_id: uuid.UUID, **values: object) -> None:
    session.execute(sa.update(ChecklistDraft).where(ChecklistDraft.id == draft_id).values(values))
    session.commit()


def write_row(
    session: Session, viewer: Viewer, draft_id: uuid.UUID, row: DraftRow, *, checked: bool = False
) -> None:
    """The row is now this; one that is not there comes last in its group."""

    def put(rows: list[DraftRow]) -> list[DraftRow]:
        if row.row not in [each.row for each in rows]:
            return [*rows, row]
        return [row if each.row == row.row else each for each in rows]

    change_rows(session, viewer, draft_id, put, row.row if checked else "")


def add_row(session: Session, viewer: Viewer, draft_id: uuid.UUID, data: Data, token: str = "") -> str:
    """A new row; its name. `token` is that of the form that was sent: sent twice, it adds one row."""
    name = token if token.isalnum() and token.isascii() and len(token) == 32 else uuid.uuid4().hex
    write_row(session, viewer, draft_id, DraftRow(name, None, data))
    return name


def say_which(
    session: Session,
    viewer: Viewer,
    draft_id: uuid.UUID,
    row: DraftRow,
    key: str | None,
    asked: Sequence[Earlier],
) -> None:
    """The row is the one of the earlier requirements that has that key, or none of those asked about."""
    write_row(session, viewer, draft_id, continuing(row, key, asked))


def move_row(session: Session, viewer: Viewer, draft_id: uuid.UUID, name: str, by: int) -> None:
    """Up (-1) or down (1) within its group."""
    change_rows(session, viewer, draft_id, lambda rows: moved(rows, name, by))


def remove_row(session: Session, viewer: Viewer, draft_id: uuid.UUID, name: str, *, removed: bool) -> None:
    """Take the row out, or put it back."""

    def put(rows: list[DraftRow]) -> list[DraftRow]:
        return [replace(each, removed=removed) if each.row == name else each for each in rows]

    change_rows(session, viewer, draft_id, put)


def change_about(
    session: Session, viewer: Viewer, place: DraftPlace, title: str, in_force_from: date | None
) -> None:
    """What the checklist is called, and from when it is in force. Raises NotHere or CannotDo."""
    title = one_line(title)
    problems = check_length("title", title, "Enter what the checklist is called.")
    if place.contract and in_force_from:
        versions = get_versions(session, place.contract.contract_id)
        problems |= problems_of_day(place.contract, in_force_from, versions, place.replaces_id)
    refuse_problems(problems)
    if lock_draft(session, viewer, place.draft_id).finished_at:
        raise CannotDo({"": FINISHED})
    write(session, place.draft_id, title=title, in_force_from=in_force_from)


def discard_draft(session: Session, viewer: Viewer, draft_id: uuid.UUID) -> None:
    """Throw it away. One that is finished stays; one that is gone is what was wanted."""
    try:
        draft = lock_draft(session, viewer, draft_id)
    except NotHere:
        return
    if not draft.finished_at:
        session.execute(sa.delete(ChecklistDraft).where(ChecklistDraft.id == draft_id))
        session.commit()
