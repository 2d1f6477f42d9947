"""Acknowledge what was told, forward it to the council, say what followed, and close it."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.year.occurring import State, Step
from portal import clock
from portal.access import Viewer
from portal.acting.names_in import names_in
from portal.acting.refused import CannotDo
from portal.acting.wording import check_size, many_lines, one_line, refuse_problems
from portal.occurrences.actions.check_telling import FUTURE, is_lead, require_lead, require_side
from portal.occurrences.actions.tell_occurrence import finish
from portal.occurrences.queries.occurrences import get_occurrence
from portal.occurrences.queries.told import Line, Taken
from portal.places.contracts import EngagementPlace
from portal.records import OccurrenceStep
from portal.standing.actions.lock_engagements import lock_engagement

LONGEST = 2_000
NOT_NOW = "It stands otherwise by now. Look at it again."
OWED = "The contract asks you to tell the council first. Forward it, then close it."
FOLLOWED = "Say what followed."
WHY_CLOSED = "Say how it ended."
WHOM = "Say whom you told."
BEFORE = "You cannot have forwarded it before you were told of it."
COUNCIL = "Say in a few words what the council is to read."
NEVER = "Nothing of a safeguarding concern is shared here. Tell the council by its procedure, and note it."
NAMED = "The council reads no names of people: take out {names}."
TOLD_ALREADY = "{person} forwarded it already: to {to_whom} on {day}{where}. Nothing of yours is kept."
CLOSED_ALREADY = "{person} closed it already, in other words. Nothing of yours is kept."


@dataclass(frozen=True, slots=True)
class Forwarding:
    """Whom the lead told on which day; `words` are what the council reads where it `is_shared` here."""

    is_shared: bool
    done_on: date
    to_whom: str
    words: str


def acknowledge(session: Session, viewer: Viewer, place: EngagementPlace, occurrence_id: uuid.UUID) -> None:
    """What is acknowledged already is not again. Raises NotAllowed, NotHere or CannotDo."""
    line = hold(session, viewer, place, occurrence_id)
    if line.state in {State.ACKNOWLEDGED, State.FORWARDED}:
        return
    require_may(line, Step.ACKNOWLEDGED)
    append_step(session, viewer, place, line, Step.ACKNOWLEDGED)


def forward(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    occurrence_id: uuid.UUID,
    forwarding: Forwarding,
) -> None:
    """The council is told: here, from now on, or it was outside on a day. The same once more is what was
    wanted. Raises NotAllowed, NotHere or CannotDo."""
    line, told = hold(session, viewer, place, occurrence_id), as_told(place, forwarding)
    if line.forwarded:
        refuse_otherwise(line.forwarded, told)
        return
    require_may(line, Step.FORWARDED)
    if forwarding.is_shared and line.event.confidential:
        raise CannotDo({"": NEVER})
    refuse_problems(problems_of_forwarding(session, place, line, told))
    append_step(session, viewer, place, line, Step.FORWARDED, told.words, told)


def as_told(place: EngagementPlace, forwarding: Forwarding) -> Forwarding:
    """What is shared here is told the council today."""
    if forwarding.is_shared:
        council = place.contract.commissioner
        return replace(forwarding, done_on=clock.today(), to_whom=council, words=many_lines(forwarding.words))
    return replace(forwarding, to_whom=one_line(forwarding.to_whom), words="")


def refuse_otherwise(taken: Taken, told: Forwarding) -> None:
    """Raises CannotDo where a colleague was first with something else: other words, or told elsewhere."""
    outside = (taken.to_whom, taken.done_on) == (told.to_whom, told.done_on)
    is_same = taken.words == told.words if told.is_shared else outside
    if taken.is_shared is told.is_shared and is_same:
        return
    where = ", shared here" if taken.is_shared else ""
    day = in_words(taken.done_on) if taken.done_on else ""
    stands = TOLD_ALREADY.format(person=taken.person, to_whom=taken.to_whom, day=day, where=where)
    raise CannotDo({"": stands})


def problems_of_forwarding(
    session: Session, place: EngagementPlace, line: Line, told: Forwarding
) -> dict[str, str]:
    problems = {} if told.to_whom else {"to_whom": WHOM}
    if told.done_on > clock.today():
        problems["done_on"] = FUTURE.format(called="The day")
    elif line.now.told_on and told.done_on < line.now.told_on:
        problems["done_on"] = BEFORE
    if told.is_shared:
        problems |= problems_of_words(told.words, COUNCIL)
        if names := names_in(session, place.partner_id, told.words):
            problems["words"] = NAMED.format(names=", ".join(names))
    return problems


def add_follow_up(
    session: Session, viewer: Viewer, place: EngagementPlace, occurrence_id: uuid.UUID, words: str
) -> None:
    """Either side says what followed, also of one that is closed. Raises NotAllowed, NotHere or CannotDo."""
    require_side(place)
    words = many_lines(words)
    refuse_problems(problems_of_words(words, FOLLOWED))
    lock_engagement(session, place.engagement_id)
    line = get_occurrence(session, place, occurrence_id)
    if line.event.confidential or line.state is State.ASKED:
        raise CannotDo({"": NOT_NOW})
    last = line.taken[-1] if line.taken else None
    if last and (last.step, last.words) == (Step.FOLLOWED, words):
        return
    append_step(session, viewer, place, line, Step.FOLLOWED, words)


def close(
    session: Session, viewer: Viewer, place: EngagementPlace, occurrence_id: uuid.UUID, words: str
) -> None:
    """How it ended, in words, but for what is confidential. The same once more is what was wanted. Raises
    NotAllowed, NotHere or CannotDo."""
    line = hold(session, viewer, place, occurrence_id)
    words = "" if line.event.confidential else many_lines(words)
    if line.closed:
        if line.closed.words != words:
            raise CannotDo({"": CLOSED_ALREADY.format(person=line.closed.person)})
        return
    if Step.CLOSED not in line.may:
        raise CannotDo({"": OWED})
    refuse_problems({} if line.event.confidential else problems_of_words(words, WHY_CLOSED))
    append_step(session, viewer, place, line, Step.CLOSED, words)


def hold(session: Session, viewer: Viewer, place: EngagementPlace, occurrence_id: uuid.UUID) -> Line:
    """For the lead, while nobody else changes it."""
    require_lead(viewer, place)
    lock_engagement(session, place.engagement_id)
    return get_occurrence(session, place, occurrence_id)


def require_may(line: Line, step: Step) -> None:
    if step not in line.may:
        raise CannotDo({"": NOT_NOW})


def problems_of_words(words: str, otherwise: str) -> dict[str, str]:
    return check_size("words", words, otherwise, LONGEST)


def append_step(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    line: Line,
    step: Step,
    words: str = "",
    forwarding: Forwarding | None = None,
) -> None:
    by_lead = is_lead(place)
    session.execute(
        sa.insert(OccurrenceStep).values(
            occurrence_id=line.occurrence_id,
            number=len(line.taken) + 1,
            kind=step.value,
            words=words,
            done_on=forwarding.done_on if forwarding else None,
            to_whom=forwarding.to_whom if forwarding else "",
            is_shared=forwarding is not None and forwarding.is_shared,
            by_lead=by_lead,
            said_by=viewer.person_id,
            said_at=clock.now(),
        )
    )
    is_shared = forwarding is not None and forwarding.is_shared
    name = f"occurrence-{step.value}"
    finish(session, viewer, place, name, line.occurrence_id, line.event, by_lead=by_lead, is_shared=is_shared)
