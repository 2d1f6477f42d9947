"""Issue another edition of a document that the partners of a contract have: each once. What was issued before
stays readable, and who has acknowledged it has acknowledged that."""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.facts import FIRST_EDITION
from checklists.vocabulary import Kind
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.wording import check_length, refuse_problems
from portal.clock import local_day
from portal.files.actions.keep_file import KeptFile, uploaded_data
from portal.files.actions.require_room import Limits
from portal.issued.actions.issue_document import add_file, add_issued, lock_all
from portal.places.contracts import ContractPlace
from portal.records import IssuedDocument, NamedRow, StoredFile
from portal.standing.actions.rewrite_standing import rewrite_contract
from portal.standing.queries.in_force import get_checklist

MEANWHILE = (
    "Edition {number} was issued meanwhile, on {day}. Look at it first; what you typed is still here, and "
    "would be edition {next}."
)
ISSUED_MEANWHILE = "Another edition was issued at the same moment. Look at it first."
NO_TITLE = "Enter what this edition is called, such as Edition 2 or March 2027."
NO_WORDS = "Say in a sentence or two what has changed."
NO_TIME = "This edition counts already. Give the partners until a day, today or later, to acknowledge it."


@dataclass(frozen=True, slots=True)
class NewEdition:
    """`number` is the one that it was to be when the page was opened. It counts from a day on, and may be
    acknowledged until another."""

    number: int
    title: str
    words: str
    from_on: date
    by_on: date | None


def issue_edition(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    requirement_key: str,
    new: NewEdition,
    kept: KeptFile,
    limits: Limits | None = None,
) -> bool:
    """The bytes are in the store already; False where the same was issued before, by a first press.

    Raises NotAllowed, NotHere where no edition was issued yet, or CannotDo.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers issue a new edition.")
    require_acknowledged(session, place, requirement_key)
    place = lock_all(session, place)
    newest = get_newest(session, place, requirement_key)
    if is_again(viewer, newest, new, kept):
        return False
    refuse_problems(problems_of(place, newest, new))
    file_id = add_file(session, viewer, place, kept, limits)
    add_issued(
        session,
        viewer,
        place,
        requirement_key,
        file_id,
        ISSUED_MEANWHILE,
        edition=new.number,
        title=new.title,
        words=new.words,
        from_on=new.from_on,
        by_on=new.by_on,
    )
    rewrite_contract(session, place.contract_id)
    told = {
        "edition": new.number,
        "title": new.title,
        "from": new.from_on.isoformat(),
        "by": new.by_on.isoformat() if new.by_on else "",
    }
    record_event(
        session,
        "edition-issued",
        viewer.person_id,
        contract_id=place.contract_id,
        requirement_key=requirement_key,
        data=uploaded_data(file_id, kept) | told,
    )
    session.commit()
    return True


def require_acknowledged(session: Session, place: ContractPlace, requirement_key: str) -> None:
    """An agreement is no such thing: who has signed one text is bound by that."""
    asked = get_checklist(session, place.contract_id, clock.today()).requirements
    if requirement_key not in {each.key for each in asked if each.kind is Kind.ISSUED}:
        raise NotHere


def get_newest(session: Session, place: ContractPlace, requirement_key: str) -> NamedRow:
    """Raises NotHere where nothing was issued yet."""
    table = IssuedDocument
    row = session.execute(
        sa.select(
            sa.func.coalesce(table.edition, FIRST_EDITION).label("number"),
            table.title,
            table.words,
            table.from_on,
            table.by_on,
            table.issued_by,
            table.issued_at,
            StoredFile.sha256,
        )
        .join(StoredFile, StoredFile.id == table.file_id)
        .where(table.contract_id == place.contract_id, table.requirement_key == requirement_key)
        .order_by(sa.func.coalesce(table.edition, FIRST_EDITION).desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotHere
    return row


def is_again(viewer: Viewer, newest: NamedRow, new: NewEdition, kept: KeptFile) -> bool:
    """Whether the newest is just what is asked for, by the same person."""
    said = (newest.number, newest.title, newest.words, newest.from_on, newest.by_on, newest.sha256)
    asked = (new.number, new.title, new.words, new.from_on, new.by_on, kept.sha256)
    return newest.issued_by == viewer.person_id and said == asked


def problems_of(place: ContractPlace, newest: NamedRow, new: NewEdition) -> dict[str, str]:
    if newest.number >= new.number:
        day = in_words(local_day(newest.issued_at))
        return {"": MEANWHILE.format(number=newest.number, day=day, next=newest.number + 1)}
    problems = check_length("title", new.title, NO_TITLE)
    if not new.words:
        problems["words"] = NO_WORDS
    return problems | problems_of_days(place, newest, new)


def problems_of_days(place: ContractPlace, newest: NamedRow, new: NewEdition) -> dict[str, str]:
    """Nobody is marked down for days that are over, nor before the edition counts."""
    today, before = clock.today(), newest.from_on or local_day(newest.issued_at)
    if new.from_on < before:
        return {"from_on": f"The edition before it counts from {in_words(before)}. This one cannot sooner."}
    if new.from_on > place.ends_on:
        return {"from_on": f"It must count by the contract’s last day, {in_words(place.ends_on)}."}
    if new.by_on and new.by_on < new.from_on:
        return {"by_on": f"Give a day from {in_words(new.from_on)} on, when it counts, or leave it empty."}
    if new.by_on and new.by_on > place.ends_on:
        return {"by_on": f"Give a day by the contract’s last one, {in_words(place.ends_on)}."}
    if (new.by_on or new.from_on - timedelta(days=1)) < today:
        return {"by_on": NO_TIME}
    return {}
