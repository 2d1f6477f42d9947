"""Start the next version of a contract's checklist from what was read out of a file."""

import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow, in_groups
from checklists.rejoining import Joined, join_rows, not_named
from portal.access import Audience, Viewer, require
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import MOST_ROWS, OPEN_ALREADY, insert
from portal.authoring.queries.drafts import Sources, find_open_draft, read_rows
from portal.authoring.queries.versions import get_versions
from portal.places.contracts import ContractPlace
from portal.records import ChecklistDraft

FIELDS = {"parts": "part", "topics": "topic"}
"""What a field is called in a row, where its sentence is kept under another name."""


def start_version_from_file(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    rows: Sequence[DraftRow],
    sources: Sources,
    file_name: str,
) -> uuid.UUID:
    """A draft of the contract's next version: the rows of the file, those that plainly are requirements of
    the last version with their keys; what the file does not name is taken out and can be put back.

    The same file a second time leads to the draft that it made. Raises NotAllowed, and CannotDo where another
    draft is open.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers change the checklist.")
    versions = get_versions(session, place.contract_id)
    last = versions.standing[-1].checklist
    joined = join_rows(rows, {name: fields_read(sources, name) for name in sources}, last)
    drafted = in_groups([*(each.row for each in joined), *not_named(joined, last)])
    if len(drafted) > MOST_ROWS:
        raise CannotDo({"file": f"A checklist has at most {MOST_ROWS} requirements, with those taken out."})
    if (open_id := find_same(session, place, drafted, file_name)) is not None:
        return open_id
    try:
        draft_id = insert(
            session,
            viewer,
            place.lead_id,
            last.title,
            drafted,
            last.year,
            contract_id=place.contract_id,
            base_id=versions.newest_id,
            sources=with_kinds(sources, joined),
            file_name=file_name,
        )
    except IntegrityError:  # somebody else has just begun one
        session.rollback()
        found = find_same(session, place, drafted, file_name)
        if found is None:
            raise
        return found
    session.commit()
    return draft_id


def fields_read(sources: Sources, name: str) -> set[str]:
    """The fields of the row for which the file has a sentence; the others are guesses."""
    heads = ((field.partition("."), source) for field, source in sources[name].items())
    return {FIELDS.get(head, head) for (head, _, _), source in heads if source.get("sentence")}


def find_same(
    session: Session, place: ContractPlace, rows: Sequence[DraftRow], file_name: str
) -> uuid.UUID | None:
    """The contract's open draft where it was made of the same file and not changed since. Raises CannotDo
    where it is another."""
    open_id = find_open_draft(session, place)
    if open_id is None:
        return None
    draft = ChecklistDraft
    kept = session.execute(sa.select(draft.definition, draft.file_name).where(draft.id == open_id)).one()
    if (read_rows(kept.definition), kept.file_name) != (list(rows), file_name):
        raise CannotDo({"": OPEN_ALREADY})
    return open_id


def with_kinds(sources: Sources, joined: Iterable[Joined]) -> Sources:
    """The sources, in which each kind that was kept says what the file reads like, and is to be looked at."""
    found = {**sources}
    for each in joined:
        if each.read_as:
            of_row = found.get(each.row.row, {})
            kind = {"sentence": "", **of_row.get("kind", {}), "check": True, "read_as": each.read_as.value}
            found[each.row.row] = {**of_row, "kind": kind}
    return found
