"""Keep a draft as a checklist of the lead's own, and remove one again."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.drafting import key_from, make_checklist
from checklists.library import as_data, library
from portal import clock
from portal.access import NotAllowed, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.authoring.actions.check_draft import problems_of_rows, problems_of_year
from portal.authoring.actions.keep_draft_checklist import lock_draft
from portal.authoring.queries.drafts import DraftPlace, read_rows, year_of
from portal.authoring.queries.own import list_own_checklists
from portal.records import ChecklistDraft, OwnChecklist

TAKEN = "You have a checklist of that name already. Give this one another name."


def keep_checklist(session: Session, viewer: Viewer, place: DraftPlace) -> None:
    """Contracts can be made from it from now on. Kept already is what was wanted.

    Raises NotHere or CannotDo.
    """
    draft = lock_draft(session, viewer, place.draft_id)
    if draft.finished_at:
        return
    seen = (list(place.rows), place.year)
    if place.contract or (read_rows(draft.definition), year_of(session, draft.definition, None)) != seen:
        raise CannotDo({"": "The draft has just been changed. Look at it again before you keep it."})
    refuse_problems(problems_of_rows(place.rows) | problems_of_year(place.year))
    own = list_own_checklists(session, [place.organisation_id])
    if place.title.casefold() in {line.title.casefold() for line in own}:
        raise CannotDo({"title": TAKEN})
    key = key_from(place.title, {*library(), *(line.key for line in own)}, "checklist")
    checklist = make_checklist(key, place.title, clock.today(), place.rows, year=place.year.kept)
    session.execute(
        sa.insert(OwnChecklist).values(
            id=uuid.uuid4(),
            organisation_id=place.organisation_id,
            key=key,
            title=place.title,
            definition=as_data(checklist),
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    session.execute(
        sa.update(ChecklistDraft).where(ChecklistDraft.id == place.draft_id).values(finished_at=clock.now())
    )
    data = {"organisation": str(place.organisation_id), "key": key, "title": place.title}
    record_event(session, "checklist-kept", viewer.person_id, data=data)
    session.commit()


def remove_checklist(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID, checklist_id: uuid.UUID
) -> None:
    """Contracts that were made from it have their own copies and stay. Removed already is what was wanted."""
    if organisation_id not in viewer.with_role("manager"):
        raise NotAllowed("Only a manager of the organisation removes its checklists.")
    gone = session.execute(
        sa.delete(OwnChecklist)
        .where(OwnChecklist.id == checklist_id, OwnChecklist.organisation_id == organisation_id)
        .returning(OwnChecklist.key)
    ).one_or_none()
    if gone:
        data = {"organisation": str(organisation_id), "key": gone.key}
        record_event(session, "checklist-removed", viewer.person_id, data=data)
        session.commit()
