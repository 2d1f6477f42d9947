"""What both sides say of a finding in turn: the partner comments, the lead answers, the partner differs, and
somebody of the lead who took no part decides."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import Outcome, ReplyTurn, Word, may_decide, next_words
from portal import clock
from portal.access import Audience, NotAllowed, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines
from portal.clock import local_day
from portal.files.actions.keep_brought import NOTHING_BROUGHT, Brought
from portal.findings.actions.add_evidence import add_evidence, was_brought
from portal.findings.actions.check_words import check_words, in_data
from portal.findings.queries.findings import FindingLine, get_finding, took_part
from portal.places.contracts import EngagementPlace
from portal.records import FindingWord
from portal.standing.actions.lock_engagements import lock_engagement
from portal.standing.actions.rewrite_slots import rewrite_slots

NAMES = {
    Word.COMMENT: "finding-commented",
    Word.ANSWER: "finding-answered",
    Word.DIFFERENCE: "finding-disputed",
    Word.RULING: "finding-decided",
}
WANTED = {
    Word.COMMENT: "Write your comment.",
    Word.ANSWER: "Write your answer: the partner reads it.",
    Word.DIFFERENCE: "Say in what you differ.",
    Word.RULING: "Say why: both sides read it.",
}
CHOOSE = "Choose whether the finding stands."
NOT_NOW = {
    ReplyTurn.PARTNER: "There is nothing to answer: the partner has not commented.",
    ReplyTurn.LEAD: "The lead answers first. What you wrote is not kept yet.",
    ReplyTurn.SECOND: "Somebody who took no part decides now; nothing more is said before that.",
    ReplyTurn.NOBODY: "Nothing more is said of this finding: the time to reply is over, or it was decided.",
}
PARTNER_ONLY = "Only the delivery partner comments on a finding."
LEAD_ONLY = "Only the lead provider's reviewers answer."
TOOK_PART = "You took part in the visit, wrote or sent the finding, or answered: somebody else has to decide."


def say_of_finding(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    finding_id: uuid.UUID,
    kind: Word,
    words: str,
    *,
    outcome: str = "",
    brought: Brought = NOTHING_BROUGHT,
) -> bool:
    """It is said from now on. An answer and a ruling say by `outcome` whether the finding stands; one that is
    withdrawn was never so. False where the same was said just before, and nothing that was brought is kept.
    Raises NotAllowed, NotHere or CannotDo."""
    require_side(place, kind)
    lock_engagement(session, place.engagement_id)
    finding = get_finding(session, place, finding_id)
    if is_said(finding, viewer, kind, (many_lines(words), outcome or None), brought):
        return False
    require_turn(session, viewer, finding, kind)
    chosen = read_outcome(kind, outcome)
    said = check_words(words, WANTED[kind])
    number = len(finding.said) + 1
    session.execute(
        sa.insert(FindingWord).values(
            finding_id=finding_id,
            number=number,
            kind=kind.value,
            outcome=chosen.value if chosen else None,
            words=said,
            said_by=viewer.person_id,
            said_at=clock.now(),
        )
    )
    add_evidence(session, viewer, place, brought, number, finding_id=finding_id)
    if chosen is Outcome.WITHDRAWN and finding.is_not_in_order:
        rewrite_slots(session, place.engagement_id, [finding.requirement_key])
    record_event(
        session,
        NAMES[kind],
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=finding.requirement_key or None,
        data=in_data({"finding": finding_id, "number": number, "outcome": chosen}),
    )
    session.commit()
    return True


def require_side(place: EngagementPlace, kind: Word) -> None:
    if kind in {Word.COMMENT, Word.DIFFERENCE}:
        require(place.audiences, Audience.PARTNER, PARTNER_ONLY)
    else:
        require(place.audiences, Audience.REVIEWER, LEAD_ONLY)


def is_said(
    finding: FindingLine, viewer: Viewer, kind: Word, said: tuple[str, str | None], brought: Brought
) -> bool:
    """Whether that person said just that last, with that outcome: a button that was pressed twice."""
    if not finding.said:
        return False
    last = finding.said[-1]
    is_same = (last.said_by, last.kind, last.words, last.outcome) == (viewer.person_id, kind, *said)
    return is_same and was_brought(brought, last.number, finding.files)


def read_outcome(kind: Word, outcome: str) -> Outcome | None:
    """Raises CannotDo where an answer or a ruling says none."""
    if kind in {Word.COMMENT, Word.DIFFERENCE}:
        return None
    if outcome not in set(Outcome):
        raise CannotDo({"outcome": CHOOSE})
    return Outcome(outcome)


def require_turn(session: Session, viewer: Viewer, finding: FindingLine, kind: Word) -> None:
    """Raises CannotDo where it is not said next, NotAllowed for a second reviewer who took part."""
    today = clock.today()
    turn = finding.turn(today)
    if finding.sent_at is None or finding.reply_until is None:
        raise CannotDo({"": NOT_NOW[turn]})
    if kind not in next_words(finding.facts, local_day(finding.sent_at), finding.reply_until, today):
        raise CannotDo({"": NOT_NOW[turn]})
    if kind is Word.RULING and not may_decide(viewer.person_id, took_part(session, finding)):
        raise NotAllowed(TOOK_PART)
