"""Note something on a period, to be read beside its figures."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.periods import kind_of
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.wording import check_size, many_lines, refuse_problems
from portal.places.contracts import ContractPlace
from portal.records import PeriodNote
from portal.returns.queries.notes import list_notes
from portal.standing.actions.lock_engagements import lock_contract

LONGEST = 500


def note_period(session: Session, viewer: Viewer, place: ContractPlace, period: str, words: str) -> None:
    """The same words are not noted twice. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers note something there.")
    if kind_of(period) is None:
        raise NotHere
    words = many_lines(words)
    refuse_problems(check_size("words", words, "Write what is to be noted.", LONGEST))
    lock_contract(session, place.contract_id)
    if any(each.words == words for each in list_notes(session, place.contract_id, period)):
        return
    note_id = uuid.uuid4()
    values = {"period": period, "words": words, "made_by": viewer.person_id, "made_at": clock.now()}
    session.execute(sa.insert(PeriodNote).values(id=note_id, contract_id=place.contract_id, **values))
    record_event(
        session,
        "period-noted",
        viewer.person_id,
        contract_id=place.contract_id,
        data={"note": str(note_id), "period": period},
    )
    session.commit()
