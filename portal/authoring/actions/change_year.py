"""Change what a draft asks for through the year. Nothing counts before it is published or kept."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from checklists.drafting import key_from
from checklists.year.drafting import Sort, YearDraft
from checklists.year.rows import YearRow
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.check_draft import NAMED
from portal.authoring.actions.keep_draft_checklist import FINISHED, lock_draft, write
from portal.authoring.queries.drafts import DraftPlace, year_as_definition, year_of
from portal.authoring.queries.versions import find_used_keys

MOST_ROWS = 100
"""Of one sort."""

ON_PAGE = {"part measures": "part-1-measures"}
"""What a field of a definition is called on the page, where it has another name."""

THERE = "The draft has this already. Change it there, or choose another."


def change_year(
    session: Session, viewer: Viewer, draft_id: uuid.UUID, change: Callable[[YearDraft], YearDraft]
) -> None:
    """Raises NotHere, and CannotDo where the draft is finished or would grow too long."""
    draft = lock_draft(session, viewer, draft_id)
    if draft.finished_at:
        raise CannotDo({"": FINISHED})
    year = change(year_of(session, draft.definition, draft.contract_id))
    if any(len(year.keys(sort)) > MOST_ROWS for sort in Sort):
        raise CannotDo({"": f"A checklist has at most {MOST_ROWS} of a sort."})
    write(session, draft_id, definition={**draft.definition, **year_as_definition(year)})


def write_year_row(session: Session, viewer: Viewer, draft_id: uuid.UUID, sort: Sort, row: YearRow) -> None:
    """The row is now this. Raises NotHere, and CannotDo where it names what is not there."""
    change_year(session, viewer, draft_id, lambda year: with_row(year, sort, row))


def with_row(year: YearDraft, sort: Sort, row: YearRow) -> YearDraft:
    changed = year.with_row(sort, row)
    errors = changed.wrong.get((sort, row.key), [])
    if errors:
        raise CannotDo({ON_PAGE.get(each.field, each.field): sentence(each.field) for each in errors})
    return changed


def sentence(field: str) -> str:
    words = NAMED[field]
    return words[:1].upper() + words[1:]


def add_year_row(
    session: Session, viewer: Viewer, place: DraftPlace, sort: Sort, row: YearRow, known_as: str = ""
) -> str:
    """A new row; its key. It is the one by which the rest of the portal knows it where it is `known_as`
    something, and otherwise one that no row of the contract ever had, so that nothing that was sent for
    another one is taken for its own."""
    used, made = find_used_keys(session, place.contract, sort), []

    def put(year: YearDraft) -> YearDraft:
        if known_as and year.find(sort, known_as):
            raise CannotDo({"known_as": THERE})
        made.append(known_as or key_from(row.title, {*used, *year.keys(sort)}, sort))
        return with_row(year, sort, replace(row, key=made[-1]))

    change_year(session, viewer, place.draft_id, put)
    return made[-1]


def remove_year_row(
    session: Session, viewer: Viewer, draft_id: uuid.UUID, sort: Sort, key: str, *, removed: bool
) -> None:
    """Take the row out, or put it back."""

    def put(year: YearDraft) -> YearDraft:
        return year.without(sort, key) if removed else year.with_again(sort, key)

    change_year(session, viewer, draft_id, put)


def move_year_row(
    session: Session, viewer: Viewer, draft_id: uuid.UUID, sort: Sort, key: str, by: int
) -> None:
    """Up (-1) or down (1) among those of its sort."""
    change_year(session, viewer, draft_id, lambda year: year.moved(sort, key, by))
