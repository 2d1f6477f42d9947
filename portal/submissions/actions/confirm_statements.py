"""Confirm several statements of an engagement with one signature: each is sent as if it had been signed
alone."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import WHOLE, Requirement
from checklists.signing import statement_of
from checklists.vocabulary import Kind
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.record_event import Happened, record_events
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.records import NamedRow, Submission, UnderWay
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.actions.rewrite_slots import rewrite_all_under_way
from portal.standing.queries.as_known import known_at
from portal.standing.queries.parts import get_checklist_of, worded_in
from portal.submissions.actions.add_signed import check_signature
from portal.submissions.queries.to_confirm import mark_of

CHANGED = "The wording of “{title}” has changed. Read it again before you confirm it."


@dataclass(frozen=True, slots=True)
class Confirmed:
    """`submission_id` is one of those that were sent, or where all had been sent before, of those. `before`
    is how many the lead had already, since a colleague was quicker or somebody pressed twice; `is_other`
    where nothing was sent, and they bear another signature than was given now."""

    submission_id: uuid.UUID
    sent: int
    before: int
    is_other: bool = False


def confirm_statements(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    ticked: Mapping[str, str],
    name: str,
    position: str,
) -> Confirmed:
    """From now on these are the lead's turn. `ticked` has by requirement key the mark of the words that were
    read. A draft of one is sent with it.

    Raises NotAllowed, NotHere for what is no confirmation, or CannotDo where nothing is ticked or a statement
    reads otherwise by now.
    """
    require(place.audiences, Audience.PARTNER, "Only the delivery partner confirms.")
    today, now = clock.today(), clock.now()
    place = hold_days(session, place)
    refuse_after_end(place.ends_on, today)
    name, position = check_signature(name, position)
    asked = asked_for(session, place, ticked, today)
    waiting = sent_already(session, place, [each.key for each in asked])
    left = [each for each in asked if each.key not in waiting]
    if not left:
        by = {(each.sent_by, each.signed_name, each.signed_position) for each in waiting.values()}
        is_other = by != {(viewer.person_id, name, position)}
        return Confirmed(waiting[asked[0].key].submission_id, 0, len(waiting), is_other)
    drafts = open_drafts(session, place, [each.key for each in left])
    sent = [
        send_one(session, viewer, place, each, drafts.get(each.key), signed(each, name, position, today, now))
        for each in left
    ]
    rewrite_all_under_way(session, place.engagement_id, [each.key for each in left], WHOLE)
    record_events(session, [was_sent(viewer, place, *each) for each in zip(left, sent, strict=True)])
    session.commit()
    return Confirmed(sent[0].id, len(sent), len(waiting))


def asked_for(
    session: Session, place: EngagementPlace, ticked: Mapping[str, str], today: date
) -> list[Requirement]:
    """The confirmations that were ticked, each as it was read."""
    if not ticked:
        raise CannotDo({"confirm": "Tick each statement that is true."})
    checklist = get_checklist_of(session, place, today)
    found = [worded_in(checklist, key) for key in ticked]
    if any(each.kind is not Kind.CONFIRMATION for each in found):
        raise NotHere
    changed = [each for each in found if ticked[each.key] != mark_of(statement_of(each))]
    if changed:
        raise CannotDo({"confirm": " ".join(CHANGED.format(title=each.title) for each in changed)})
    return found


def sent_already(session: Session, place: EngagementPlace, keys: Sequence[str]) -> dict[str, NamedRow]:
    """By key what waits for the reviewer: nobody signs it a second time meanwhile."""
    rows = session.execute(
        sa.select(
            UnderWay.requirement_key,
            UnderWay.submission_id,
            Submission.sent_by,
            Submission.signed_name,
            Submission.signed_position,
        )
        .join(Submission, Submission.id == UnderWay.submission_id)
        .where(
            UnderWay.engagement_id == place.engagement_id,
            UnderWay.requirement_key.in_(keys),
            UnderWay.stage == "waiting",
            *known_at(UnderWay, None),
        )
    )
    return {row.requirement_key: row for row in rows}


def open_drafts(session: Session, place: EngagementPlace, keys: Sequence[str]) -> dict[str, NamedRow]:
    rows = session.execute(
        sa.select(Submission.requirement_key, Submission.id, Submission.reference).where(
            Submission.engagement_id == place.engagement_id,
            Submission.requirement_key.in_(keys),
            Submission.part_key == WHOLE,
            Submission.sent_at.is_(None),
            Submission.received_way.is_(None),
        )
    )
    return {row.requirement_key: row for row in rows}


def signed(
    requirement: Requirement, name: str, position: str, today: date, now: datetime
) -> dict[str, object]:
    """It bears the day of its signature; all that are signed together bear the same moment."""
    return {
        "from_on": today,
        "statement": statement_of(requirement),
        "signed_name": name,
        "signed_position": position,
        "sent_at": now,
    }


@dataclass(frozen=True, slots=True)
class SentOne:
    id: uuid.UUID
    reference: str


def send_one(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement: Requirement,
    draft: NamedRow | None,
    values: dict[str, object],
) -> SentOne:
    """The open draft, or a new row."""
    if draft:
        changed = sa.update(Submission).where(Submission.id == draft.id)
        session.execute(changed.values(**values, sent_by=viewer.person_id))
        return SentOne(draft.id, draft.reference)
    made = SentOne(uuid.uuid4(), new_reference("S"))
    session.execute(
        sa.insert(Submission).values(
            id=made.id,
            reference=made.reference,
            engagement_id=place.engagement_id,
            requirement_key=requirement.key,
            part_key=WHOLE,
            details={},
            made_by=viewer.person_id,
            made_at=values["sent_at"],
            sent_by=viewer.person_id,
            **values,
        )
    )
    return made


def was_sent(viewer: Viewer, place: EngagementPlace, requirement: Requirement, sent: SentOne) -> Happened:
    return Happened(
        "evidence-sent",
        viewer.person_id,
        place.contract.contract_id,
        place.engagement_id,
        requirement.key,
        {"submission": str(sent.id), "reference": sent.reference, "part": WHOLE},
    )
