"""Write a section of a return, add a file to it, or take one out."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.year.asked import Asked
from checklists.year.giving import WITH_THE_PARTNER
from checklists.year.vocabulary import Every, Form
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.places.contracts import EngagementPlace
from portal.records import PeriodReturn, ReturnFile, ReturnSection, StoredFile
from portal.returns.queries.content import Content, as_data
from portal.returns.queries.requests import get_request
from portal.returns.queries.whole import Whole, load_whole
from portal.standing.actions.lock_engagements import lock_engagement

SENT = "This section has been sent and is no longer yours to change. Look at how it stands now."
PUT_UP = "This return waits to be signed, so nothing is changed in it. Whoever signs may hand it back first."
WITHDRAWN = "This is not asked for any more. The list of returns says why."
NOT_OWED_BECAUSE = (
    "This is not owed any more, because dates were changed. What was written and sent stays as it is, and is "
    "there to be read."
)
NOT_NIL = "The contract takes no “nothing to report” for this return: write its sections."
NO_CONSENT = "Say whether anybody is named or can be recognised."
MOST_FILES = 20
MANY_FILES = f"A section has {MOST_FILES} files at most. Take one out first."


def hold_return(session: Session, place: EngagementPlace, asked: Asked) -> Whole:
    """The return as it is by now: until the transaction ends nobody else changes it. Raises CannotDo where it
    was asked for and is not any more, or is not owed any more."""
    if not asked.is_owed:
        raise CannotDo({"": NOT_OWED_BECAUSE})
    lock_engagement(session, place.engagement_id)
    on_request = asked.row.every is Every.ON_REQUEST
    if on_request and not get_request(session, place, asked.row.key, asked.owed.part).stands:
        raise CannotDo({"": WITHDRAWN})
    return load_whole(session, place, asked)


def hold_section(session: Session, place: EngagementPlace, asked: Asked, key: str) -> Whole:
    """The same for a section that is the partner's to write. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.PARTNER, "Only the delivery partner writes its returns.")
    if asked.find(key) is None:
        raise NotHere
    if clock.today() < asked.owed.from_on:
        raise CannotDo({"": f"This can be given from {in_words(asked.owed.from_on)} on."})
    whole = hold_return(session, place, asked)
    if whole.states[key] not in WITH_THE_PARTNER:
        raise CannotDo({"": SENT})
    if whole.is_put_up:
        raise CannotDo({"": PUT_UP})
    return whole


def write_section(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    asked: Asked,
    key: str,
    change: Callable[[Content], Content],
    *,
    is_ready: bool,
) -> None:
    """What the change makes of the section is kept. Raises NotAllowed, NotHere or CannotDo."""
    whole = hold_section(session, place, asked, key)
    content = change(whole.draft(key))
    if is_ready and content.is_empty:
        raise CannotDo({"": "There is nothing in this section yet. Save it, and come back when there is."})
    if is_ready and asks_consent(asked, key) and not (content.is_nil or content.consent):
        raise CannotDo({"consent": NO_CONSENT})
    return_id = whole.return_id or begin_return(session, viewer, place, asked)
    keep_section(session, viewer, return_id, key, content, is_ready=is_ready)
    session.commit()


def asks_consent(asked: Asked, key: str) -> bool:
    section = asked.find(key)
    return section is not None and section.form is Form.CASE_STUDY


def begin_return(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked) -> uuid.UUID:
    """Its row, in the caller's transaction, which has locked the engagement."""
    return_id = uuid.uuid4()
    session.execute(
        sa.insert(PeriodReturn).values(
            id=return_id,
            reference=new_reference("R"),
            engagement_id=place.engagement_id,
            return_key=asked.row.key,
            part=asked.owed.part,
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    return return_id


def keep_section(
    session: Session, viewer: Viewer, return_id: uuid.UUID, key: str, content: Content, *, is_ready: bool
) -> None:
    values = {
        "content": as_data(content),
        "is_ready": is_ready,
        "written_by": viewer.person_id,
        "written_at": clock.now(),
    }
    its = sa.and_(ReturnSection.return_id == return_id, ReturnSection.section_key == key)
    if session.scalar(sa.select(ReturnSection.section_key).where(its)):
        session.execute(sa.update(ReturnSection).where(its).values(**values))
    else:
        row = {"return_id": return_id, "section_key": key, **values}
        session.execute(sa.insert(ReturnSection).values(**row))


def report_nothing(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked) -> None:
    """Every section that is not sent says that there is nothing to report, where the contract takes that."""
    if not asked.row.nil:
        raise CannotDo({"": NOT_NIL})
    whole = hold_section(session, place, asked, asked.keys[0])
    return_id = whole.return_id or begin_return(session, viewer, place, asked)
    for key in whole.with_partner:
        content = replace(whole.draft(key), is_nil=True, figures={})
        keep_section(session, viewer, return_id, key, content, is_ready=True)
    session.commit()


def add_section_file(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    asked: Asked,
    key: str,
    kept: KeptFile,
    limits: Limits | None = None,
) -> bool:
    """The row of a file whose bytes the store keeps; False where the section has the same one already.
    Raises NotAllowed, NotHere or CannotDo."""
    whole = hold_section(session, place, asked, key)
    lock_room(session, place.partner_id)
    draft = whole.draft(key)
    if len(draft.files) >= MOST_FILES:
        raise CannotDo({"files": MANY_FILES})
    if is_there(session, draft, kept):
        return False
    if limits:
        require_room(session, limits, place.partner_id, kept.size)
    return_id = whole.return_id or begin_return(session, viewer, place, asked)
    file_id = add_stored_file(session, kept, place.partner_id, viewer.person_id)
    session.execute(
        sa.insert(ReturnFile).values(return_id=return_id, section_key=key, file_id=file_id, is_sent=False)
    )
    content = replace(draft, files=(*draft.files, file_id), is_nil=False)
    keep_section(session, viewer, return_id, key, content, is_ready=False)
    record_event(
        session,
        "file-uploaded",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=uploaded_data(file_id, kept) | about(asked, key),
    )
    session.commit()
    return True


def is_there(session: Session, draft: Content, kept: KeptFile) -> bool:
    same = StoredFile.name == kept.name, StoredFile.sha256 == kept.sha256
    found = sa.select(StoredFile.id).where(StoredFile.id.in_(draft.files), *same)
    return session.scalar(found.limit(1)) is not None


def remove_section_file(
    session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked, key: str, file_id: uuid.UUID
) -> None:
    """Take a file out of a section; it stays on the partner's shelf. One that is out already is what was
    wanted."""
    whole = hold_section(session, place, asked, key)
    draft = whole.draft(key)
    if whole.return_id is None or file_id not in draft.files:
        return
    session.execute(
        sa.delete(ReturnFile).where(
            ReturnFile.return_id == whole.return_id,
            ReturnFile.section_key == key,
            ReturnFile.file_id == file_id,
            ReturnFile.is_sent.is_(False),
        )
    )
    left = tuple(each for each in draft.files if each != file_id)
    keep_section(session, viewer, whole.return_id, key, replace(draft, files=left), is_ready=False)
    session.commit()


def about(asked: Asked, *sections: str) -> dict[str, object]:
    """What an event says of a return."""
    return {
        "return": asked.row.key,
        "title": asked.row.title,
        "part": asked.owed.part,
        "sections": list(sections),
    }
