"""Approve a statement that somebody else put up, or hand it back."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_size, many_lines, refuse_problems
from portal.payments.actions.hold_quarter import hold_quarter
from portal.payments.actions.keep_statement import about, in_the_way
from portal.payments.queries.account import Quarter
from portal.payments.queries.kept import Kept, list_managers
from portal.payments.queries.statement import as_data
from portal.places.contracts import EngagementPlace
from portal.records import PaymentAnswer, StatementAnswer

SECOND = "You put it up, so somebody else approves it: {names}."
ALONE = "You put it up, and {lead} has no other manager who could approve it. Invite one first."
NOT_UP = "It does not wait to be approved. Look at how it stands now."
CHANGED = "The figures have changed since it was put up. Hand it back, so that it is put up anew."
WHY = "Say what has to change."
LONGEST = 2_000
EVENTS = {
    StatementAnswer.APPROVED: "statement-approved",
    StatementAnswer.HANDED_BACK: "statement-handed-back",
}


def approve(session: Session, viewer: Viewer, place: EngagementPlace, quarter: str) -> None:
    """It stands from now on, whatever is corrected later. What is approved already is not again. Raises
    NotAllowed, NotHere or CannotDo."""
    held = hold_quarter(session, viewer, place, quarter)
    if held.approved:
        return
    kept = waiting(held)
    if kept.person_id == viewer.person_id:
        raise CannotDo({"": whom_to_ask(session, viewer, place)})
    if in_the_way(held) or is_changed(held):
        raise CannotDo({"": CHANGED})
    answer(session, viewer, place, kept, StatementAnswer.APPROVED)


def hand_back(session: Session, viewer: Viewer, place: EngagementPlace, quarter: str, words: str) -> None:
    """For a reason: it is worked out and put up anew. Whoever put it up may take it back so. Raises
    NotAllowed, NotHere or CannotDo."""
    words = many_lines(words)
    refuse_problems(check_size("words", words, WHY, LONGEST))
    held = hold_quarter(session, viewer, place, quarter)
    answer(session, viewer, place, waiting(held), StatementAnswer.HANDED_BACK, words)


def waiting(quarter: Quarter) -> Kept:
    if quarter.put_up is None:
        raise CannotDo({"": NOT_UP})
    return quarter.put_up


def is_changed(quarter: Quarter) -> bool:
    """Whether it would come out otherwise by now."""
    put_up = quarter.put_up
    return bool(put_up and quarter.draft and as_data(put_up.statement) != as_data(quarter.draft))


def whom_to_ask(session: Session, viewer: Viewer, place: EngagementPlace) -> str:
    """Who else could approve it."""
    others = [name for each, name in list_managers(session, place) if each != viewer.person_id]
    return SECOND.format(names=" or ".join(others)) if others else ALONE.format(lead=place.contract.lead)


def answer(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    kept: Kept,
    said: StatementAnswer,
    words: str = "",
) -> None:
    session.execute(
        sa.insert(PaymentAnswer).values(
            statement_id=kept.statement_id,
            answer=said.value,
            words=words,
            said_by=viewer.person_id,
            said_at=clock.now(),
        )
    )
    record_event(
        session,
        EVENTS[said],
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=about(kept.statement_id, kept.statement) | {"put_up_by": str(kept.person_id)},
    )
    session.commit()
