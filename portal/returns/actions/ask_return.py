"""Ask partners for a return besides those of every period, or say that it is not asked for any more."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.year.owed import Request
from checklists.year.rows import Return
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_size, many_lines, refuse_problems, shorter
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import ReturnRequest
from portal.returns.actions.require_reviewer import require_reviewer
from portal.returns.queries.asked import find_asked, find_begin
from portal.returns.queries.period import Partner, list_partners_on
from portal.returns.queries.requests import RequestLine, get_request, list_askable, list_requests, titles_of
from portal.returns.queries.whole import load_whole
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement, lock_engagements

LONGEST = 2_000
LATEST = timedelta(days=366)
NOT_BEGUN = "Say first from which day on returns are given here."
CHOOSE_RETURN = "Choose what you ask for."
CHOOSE_PARTNER = "Choose whom you ask."
SAY_WHAT = "Say what you want to know. The partner reads it."
BY_WHEN = "Enter the day by which you want to have it."
SAY_WHY = "Say why you no longer ask for it. The partner reads it."
WAS_SENT = "It has been sent meanwhile, so it is yours to accept or to return."


@dataclass(frozen=True, slots=True)
class Asking:
    """Which return, of which engagements, what is wanted, and by when."""

    return_key: str
    engagement_ids: Collection[uuid.UUID]
    wanted: str
    by_on: date | None


def ask_return(session: Session, viewer: Viewer, place: ContractPlace, asking: Asking) -> int:
    """How many partners are asked by it; whoever was asked for the same before is not asked again. Raises
    NotAllowed or CannotDo."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider’s reviewers ask for returns.")
    lock_contract(session, place.contract_id)
    today = clock.today()
    rows = {each.key: each for each in list_askable(session, place, today)}
    partners = [
        each
        for each in list_partners_on(session, place, today)
        if each.engagement_id in asking.engagement_ids
    ]
    wanted = many_lines(asking.wanted)
    refuse_problems(dict(problems_of(asking, wanted, rows, partners, today)))
    if find_begin(session, place.contract_id) is None:
        raise CannotDo({"": NOT_BEGUN})
    ids = sorted(each.engagement_id for each in partners)
    lock_engagements(session, ids)
    before, row, by_on = list_requests(session, ids), rows[asking.return_key], asking.by_on or today
    new = [each for each in ids if not is_asked(before.get(each, ()), row.key, wanted, by_on)]
    for each in new:
        made = [line for line in before.get(each, ()) if line.return_key == row.key]
        number = 1 + sum(line.asked_on == today for line in made)
        add_request(session, viewer, place, each, row, Request(today, number, by_on, wanted))
    session.commit()
    return len(new)


def problems_of(
    asking: Asking, wanted: str, rows: Collection[str], partners: Sequence[Partner], today: date
) -> Iterator[tuple[str, str]]:
    if asking.return_key not in rows:
        yield "return", CHOOSE_RETURN
    if not partners:
        yield "partner", CHOOSE_PARTNER
    if not wanted:
        yield "wanted", SAY_WHAT
    elif len(wanted) > LONGEST:
        yield "wanted", shorter(SAY_WHAT, LONGEST)
    if asking.by_on is None:
        yield "by", BY_WHEN
    elif not today <= asking.by_on <= today + LATEST:
        yield "by", f"The day must be from today to {in_words(today + LATEST)}."


def is_asked(lines: Sequence[RequestLine], key: str, wanted: str, by_on: date) -> bool:
    """Whether just that is asked for already."""
    same = (key, wanted, by_on)
    return any(each.stands and (each.return_key, each.wanted, each.due_on) == same for each in lines)


def add_request(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    engagement_id: uuid.UUID,
    row: Return,
    request: Request,
) -> None:
    """Its row with its event, in the caller's transaction, which has locked the engagement."""
    session.execute(
        sa.insert(ReturnRequest).values(
            id=uuid.uuid4(),
            engagement_id=engagement_id,
            return_key=row.key,
            part=request.part,
            wanted=request.wanted,
            due_on=request.by_on,
            made_by=viewer.person_id,
            made_at=clock.now(),
            withdrawn_words="",
        )
    )
    record_event(
        session,
        "return-asked",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=engagement_id,
        data={
            "return": row.key,
            "title": row.title,
            "part": request.part,
            "sections": [],
            "words": request.wanted,
            "by": f"{request.by_on}",
        },
    )


def withdraw_request(
    session: Session, viewer: Viewer, place: EngagementPlace, key: str, part: str, words: str
) -> None:
    """It is not asked for any more, for a reason; one that was withdrawn already stays so. What was sent is
    decided on. Raises NotAllowed, NotHere or CannotDo."""
    require_reviewer(viewer, place)
    words = many_lines(words)
    refuse_problems(problems_of_reason(words))
    lock_engagement(session, place.engagement_id)
    line = get_request(session, place, key, part)
    if not line.stands:
        return
    asked = find_asked(session, place, key, part)
    if asked and load_whole(session, place, asked).sent:
        raise CannotDo({"": WAS_SENT})
    values = {"withdrawn_by": viewer.person_id, "withdrawn_at": clock.now(), "withdrawn_words": words}
    session.execute(sa.update(ReturnRequest).where(ReturnRequest.id == line.request_id).values(**values))
    title = titles_of(session, place.contract.contract_id).get(key, key)
    record_event(
        session,
        "return-withdrawn",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"return": key, "title": title, "part": part, "words": words},
    )
    session.commit()


def problems_of_reason(words: str) -> dict[str, str]:
    return check_size("words", words, SAY_WHY, LONGEST)
