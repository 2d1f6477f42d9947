"""Put a return up for signing, sign and send it, or hand it back to whoever writes it."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving import Act, can_go
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_size, many_lines, refuse_problems
from portal.files.actions.refuse_harmful import TAKE_OUT, refuse_harmful
from portal.places.contracts import EngagementPlace
from portal.records import ReturnAct, ReturnFile, ReturnSent
from portal.returns.actions.write_section import about, hold_return
from portal.returns.queries.content import as_data
from portal.returns.queries.whole import Whole, list_files
from portal.standing.queries.submissions import FileLine

EVENTS = {
    Act.PUT_UP: "return-put-up",
    Act.HANDED_BACK: "return-handed-back",
    Act.SENT: "return-sent",
    Act.ACCEPTED: "return-accepted",
    Act.RETURNED: "return-returned",
    Act.REOPENED: "return-reopened",
}
NOT_READY = "Not every section is ready yet. Finish what is still open, then send it."
SECOND = "You put it up for signing, so somebody else of your organisation has to sign it."
HAND_IT_BACK = "Hand the return back first, to take {it} out and add {copies}."
NOT_UP = "It does not wait to be signed: look at how it stands now."
LONGEST = 5_000


def put_up(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked) -> None:
    """It waits for somebody else of the partner to sign it. Raises NotAllowed or CannotDo."""
    whole = hold_to_give(session, place, asked)
    if whole.is_put_up:
        return
    if not can_go(whole.states.values()):
        raise CannotDo({"": NOT_READY})
    refuse_harmful(files_of(session, whole), "")
    append_act(session, viewer, place, whole, Act.PUT_UP, whole.with_partner)
    session.commit()


def sign_and_send(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked) -> None:
    """All that is with the partner goes to the lead as it is by now. Where the contract wants it certified,
    somebody else signs than who put it up. Raises NotAllowed or CannotDo."""
    whole = hold_to_give(session, place, asked)
    if not whole.with_partner:
        return
    if not can_go(whole.states.values()):
        raise CannotDo({"": NOT_READY})
    if asked.row.certified and not whole.is_put_up:
        raise CannotDo({"": NOT_UP})
    if asked.row.certified and whole.put_up_by == viewer.person_id:
        raise CannotDo({"": SECOND})
    going = files_of(session, whole)
    refuse_harmful(going, "", HAND_IT_BACK if whole.is_put_up else TAKE_OUT)
    act_id = append_act(session, viewer, place, whole, Act.SENT, whole.with_partner)
    sent = [
        {"act_id": act_id, "section_key": key, "content": as_data(whole.draft(key))}
        for key in whole.with_partner
    ]
    session.execute(sa.insert(ReturnSent), sent)
    files = [each.file_id for each in going]
    session.execute(
        sa.update(ReturnFile)
        .where(ReturnFile.return_id == whole.return_id, ReturnFile.file_id.in_(files))
        .values(is_sent=True)
    )
    session.commit()


def hand_back(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked, words: str) -> None:
    """It is written on, for a reason. Raises NotAllowed or CannotDo."""
    words = many_lines(words)
    refuse_problems(problems_of_words("words", words, "Say what has to change before you sign it."))
    whole = hold_to_give(session, place, asked)
    if not whole.is_put_up:
        raise CannotDo({"": NOT_UP})
    append_act(session, viewer, place, whole, Act.HANDED_BACK, whole.with_partner, words)
    session.commit()


def hold_to_give(session: Session, place: EngagementPlace, asked: Asked) -> Whole:
    require(place.audiences, Audience.PARTNER, "Only the delivery partner gives its returns.")
    return hold_return(session, place, asked)


def files_of(session: Session, whole: Whole) -> list[FileLine]:
    """All that would go to the lead."""
    wanted = [file_id for key in whole.with_partner for file_id in whole.draft(key).files]
    found = list_files(session, wanted)
    return [found[file_id] for file_id in wanted]


def problems_of_words(name: str, words: str, otherwise: str) -> dict[str, str]:
    return check_size(name, words, otherwise, LONGEST)


def append_act(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    whole: Whole,
    act: Act,
    sections: tuple[str, ...],
    words: str = "",
) -> uuid.UUID:
    """The act with its event, in the caller's transaction, which has locked the engagement."""
    act_id = uuid.uuid4()
    numbers = sa.select(sa.func.coalesce(sa.func.max(ReturnAct.number), 0) + 1)
    session.execute(
        sa.insert(ReturnAct).values(
            id=act_id,
            return_id=whole.return_id,
            number=numbers.where(ReturnAct.return_id == whole.return_id).scalar_subquery(),
            act=act.value,
            sections=list(sections),
            words=words,
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    record_event(
        session,
        EVENTS[act],
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=about(whole.asked, *sections) | ({"words": words} if words else {}),
    )
    return act_id
