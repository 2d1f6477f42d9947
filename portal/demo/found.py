"""What a visit of the demonstration found: sent with actions in several states, and one that is not sent."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import ActionStep as Step
from checklists.findings import Outcome, Word
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.records import (
    Action,
    ActionStep,
    Engagement,
    Finding,
    FindingWord,
    Membership,
    Minute,
    Visit,
    VisitKind,
)

SENT, REPLY_DAYS = 40, 60
"""How many days ago the plan was sent, and for how many its partners may comment."""


@dataclass(frozen=True)
class Found:
    """A finding of the partner of that place, what is to be done after it (due so many days from today, done
    and closed so many days ago), and what was said of it."""

    place: int
    words: str
    what: str
    due: int
    done: int | None = None
    closed: int | None = None
    said: tuple[tuple[Word, int, str], ...] = ()
    is_sent: bool = True


FOUND = (
    Found(
        0,
        "The sign-in sheet of the Tuesday group was kept on loose paper.",
        "Keep the sign-in sheets in one book.",
        -15,
        done=25,
        closed=20,
    ),
    Found(
        0,
        "Two volunteers did not know whom to ring after hours.",
        "Put the number on the wall of each room, and say so at the next supervision.",
        -6,
        said=((Word.COMMENT, 9, "It is on the back of each badge. A picture follows."),),
    ),
    Found(
        1,
        "The fire door of the kitchen was wedged open.",
        "Fit a holder that closes by itself.",
        12,
        said=(
            (Word.COMMENT, 30, "It was open for a delivery."),
            (Word.ANSWER, 25, "It was open all afternoon."),
            (Word.DIFFERENCE, 18, "The delivery took all afternoon."),
        ),
    ),
    Found(
        2,
        "The notice about complaints was an old one.",
        "Put up the new notice.",
        20,
        done=3,
    ),
    Found(2, "The rota of March was not to be found.", "Keep each month’s rota for a year.", 18),
    Found(1, "The first-aid box lacked plasters.", "", 0, is_sent=False),
    Found(2, "The lift was out of order.", "Tell the landlord in writing.", 25, is_sent=False),
)


def add_findings(session: Session, rows: Rows, setting: Setting, engagements: Sequence[uuid.UUID]) -> None:
    """Of the last observation, about the first partners, as far as there are so many."""
    visit = session.execute(
        sa.select(Visit.id, Visit.on_date)
        .where(Visit.contract_id == setting.contract_id, Visit.kind == VisitKind.OBSERVATION.value)
        .order_by(Visit.on_date.desc())
        .limit(1)
    ).one()
    people = members_of(session, engagements)
    for each in FOUND:
        if each.place < len(engagements) and engagements[each.place] in people:
            engagement_id = engagements[each.place]
            tell(rows, setting, (visit.id, visit.on_date), engagement_id, people[engagement_id], each)


def members_of(session: Session, engagements: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """By engagement, somebody of its partner."""
    query = (
        sa.select(Engagement.id, Membership.person_id)
        .join(Membership, Membership.organisation_id == Engagement.partner_id)
        .where(Engagement.id.in_(engagements))
        .order_by(Membership.person_id)
    )
    return {row.id: row.person_id for row in session.execute(query)}


def tell(
    rows: Rows,
    setting: Setting,
    visit: tuple[uuid.UUID, date],
    engagement_id: uuid.UUID,
    member: uuid.UUID,
    found: Found,
) -> None:
    """One finding, from the day of the visit on."""
    visit_id, on = visit
    finding_id, lead = rows.new_id(), setting.manager.person_id
    sent_at = ago(rows, setting, SENT)
    rows.add(
        Finding,
        id=finding_id,
        contract_id=setting.contract_id,
        visit_id=visit_id,
        engagement_id=engagement_id,
        requirement_key="",
        is_not_in_order=False,
        words=found.words,
        found_on=on,
        written_by=lead,
        written_at=sent_at - timedelta(minutes=40),
        sent_by=lead if found.is_sent else None,
        sent_at=sent_at if found.is_sent else None,
        reply_until=setting.today + timedelta(days=REPLY_DAYS - SENT) if found.is_sent else None,
    )
    if found.what:
        give(rows, setting, (visit_id, finding_id), engagement_id, member, found, sent_at)
    if not found.is_sent:
        return
    happened = partial(
        rows.event,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        data={"finding": str(finding_id)},
    )
    happened(sent_at, "finding-sent", lead)
    for number, (kind, days, words) in enumerate(found.said, 1):
        at = ago(rows, setting, days)
        by = lead if kind in {Word.ANSWER, Word.RULING} else member
        rows.add(
            FindingWord,
            finding_id=finding_id,
            number=number,
            kind=kind.value,
            outcome=Outcome.STANDS.value if kind is Word.ANSWER else None,
            words=words,
            said_by=by,
            said_at=at,
        )
        name = {Word.COMMENT: "commented", Word.ANSWER: "answered"}.get(kind, "disputed")
        happened(at, f"finding-{name}", by)


def give(
    rows: Rows,
    setting: Setting,
    of: tuple[uuid.UUID, uuid.UUID],
    engagement_id: uuid.UUID,
    member: uuid.UUID,
    found: Found,
    sent_at: datetime,
) -> None:
    """What is to be done after it, and what became of that."""
    visit_id, finding_id = of
    action_id, lead = rows.new_id(), setting.manager.person_id
    rows.add(
        Action,
        id=action_id,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        visit_id=visit_id,
        finding_id=finding_id,
        topic="",
        what=found.what,
        who="The manager",
        person_id=None,
        by_on=setting.today + timedelta(days=found.due),
        evidence="",
        made_by=lead,
        made_at=sent_at - timedelta(minutes=20),
        given_at=sent_at if found.is_sent else None,
    )
    steps = [(Step.DONE, found.done, member, "Done."), (Step.CLOSED, found.closed, lead, "Seen.")]
    taken = [(step, days, by, words) for step, days, by, words in steps if days is not None]
    for number, (step, days, by, words) in enumerate(taken, 1):
        at = ago(rows, setting, days)
        rows.add(
            ActionStep,
            action_id=action_id,
            number=number,
            kind=step.value,
            words=words,
            submission_id=None,
            said_by=by,
            said_at=at,
        )
        rows.event(
            at,
            f"action-{step.value}",
            by,
            contract_id=setting.contract_id,
            engagement_id=engagement_id,
            data={"action": str(action_id)},
        )


def ago(rows: Rows, setting: Setting, days: int) -> datetime:
    return office_hours(setting.today - timedelta(days=days), rows.random)


MINUTES = (
    ("What was discussed", "How the groups have gone since the spring, and who comes to them."),
    ("What was agreed", "The lead writes to the landlords about the lifts."),
)


def add_minutes(session: Session, rows: Rows, setting: Setting) -> None:
    """Of the last review meeting that took place, with what the lead has to do itself since then."""
    visit = session.execute(
        sa.select(Visit.id, Visit.on_date)
        .where(
            Visit.contract_id == setting.contract_id,
            Visit.kind == VisitKind.REVIEW_MEETING.value,
            Visit.took_place_at.is_not(None),
        )
        .order_by(Visit.on_date.desc())
        .limit(1)
    ).one()
    lead, at = setting.manager.person_id, office_hours(visit.on_date, rows.random)
    for topic, words in MINUTES:
        rows.add(Minute, visit_id=visit.id, topic=topic, words=words, written_by=lead, written_at=at)
    action_id = rows.new_id()
    rows.add(
        Action,
        id=action_id,
        contract_id=setting.contract_id,
        engagement_id=None,
        visit_id=visit.id,
        finding_id=None,
        topic="What was agreed",
        what="Write to the landlords about the lifts.",
        who=setting.manager.name,
        person_id=lead,
        by_on=setting.today + timedelta(days=9),
        evidence="",
        made_by=lead,
        made_at=at,
        given_at=at,
    )
    rows.event(at, "action-given", lead, contract_id=setting.contract_id, data={"action": str(action_id)})
