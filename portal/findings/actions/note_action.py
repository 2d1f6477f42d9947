"""What becomes of an action: done, says the partner; closed, says the lead, or back with words."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import ActionState, next_steps
from checklists.findings import ActionStep as Step
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, refuse_problems
from portal.files.actions.keep_brought import NOTHING_BROUGHT, Brought
from portal.files.actions.refuse_harmful import refuse_harmful
from portal.files.actions.require_read import require_read
from portal.files.queries import has_held_files
from portal.findings.actions.add_evidence import add_evidence, was_brought
from portal.findings.actions.check_words import check_words, in_data
from portal.findings.queries.actions import ActionLine, get_action, get_own
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import Action, ActionStep, Finding, Submission
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement
from portal.standing.actions.rewrite_slots import rewrite_slots
from portal.standing.queries.submissions import list_files

NAMES = {Step.DONE: "action-done", Step.RETURNED: "action-returned", Step.CLOSED: "action-closed"}
WANTED = {
    Step.DONE: "Say what was done.",
    Step.RETURNED: "Say what is still to be done: the partner reads it.",
    Step.CLOSED: "Say why it is closed: the partner has not said that it is done.",
}
NOT_NOW = {
    ActionState.OPEN: "The partner has not said that it is done.",
    ActionState.DONE: "It was said to be done already, and waits for the lead.",
    ActionState.CLOSED: "It is closed already.",
}
GIVEN_BACK = "It was given back already, in other words. Nothing of yours is kept."
WITHDRAWN = "Its finding was withdrawn: nothing is to be done any more."
SHOWN = "Add a file, or choose what you sent that shows it: evidence is asked for."
CLEAN = "Add {copies}, or choose what you sent that shows what was done."
OTHERWISE = "Choose something else that you sent, or add {copies}."
NOT_READ = "What was sent for it cannot be opened yet. Say why you close it all the same."
ANOTHER = "Choose something that you have sent."
PARTNER_ONLY = "Only the delivery partner says that an action is done."
LEAD_ONLY = "Only the lead provider's reviewers close actions or give them back."


def note_action(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    action_id: uuid.UUID,
    step: Step,
    words: str,
    *,
    submission_id: uuid.UUID | None = None,
    brought: Brought = NOTHING_BROUGHT,
) -> bool:
    """From now on it is done (by what the partner sent or brings, where evidence is asked for), back with the
    partner, or closed; with the last one the requirement of the finding is as it was otherwise. Once nothing
    is left to the partner, it lies with the lead. False where the same was said just before, and nothing that
    was brought is kept. Raises NotAllowed, NotHere or CannotDo."""
    side, otherwise = (
        (Audience.PARTNER, PARTNER_ONLY) if step is Step.DONE else (Audience.REVIEWER, LEAD_ONLY)
    )
    require(place.audiences, side, otherwise)
    lock_engagement(session, place.engagement_id)
    action = get_action(session, place, action_id)
    if is_said(action, step, words, submission_id, brought):
        return False
    said = check_step(action, step, words)
    if step is Step.CLOSED and not said:
        require_seen(session, action)
    if step is Step.DONE:
        require_evidence(session, place, action, submission_id, brought)
    number = append(session, viewer, action, step, said, submission_id)
    add_evidence(session, viewer, place, brought, number, action_id=action_id)
    finding = session.get(Finding, action.finding_id) if action.finding_id else None
    if finding and finding.is_not_in_order:
        rewrite_slots(session, place.engagement_id, [finding.requirement_key])
    record_event(
        session,
        NAMES[step],
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=action.requirement_key or None,
        data=in_data({"action": action_id, "number": number}),
    )
    session.commit()
    return True


def close_own(
    session: Session, viewer: Viewer, place: ContractPlace, action_id: uuid.UUID, words: str
) -> None:
    """The same of an action that is the lead's own. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, LEAD_ONLY)
    lock_contract(session, place.contract_id)
    action = get_own(session, place, action_id)
    if is_said(action, Step.CLOSED, words):
        return
    refuse_problems({"": NOT_NOW[action.state]} if action.state is ActionState.CLOSED else {})
    said = check_words(words, WANTED[Step.DONE])
    append(session, viewer, action, Step.CLOSED, said, None)
    record_event(
        session,
        "action-closed",
        viewer.person_id,
        contract_id=place.contract_id,
        data=in_data({"action": action_id}),
    )
    session.commit()


def is_said(
    action: ActionLine,
    step: Step,
    words: str,
    submission_id: uuid.UUID | None = None,
    brought: Brought = NOTHING_BROUGHT,
) -> bool:
    """Whether just that became of it last: a button that was pressed twice."""
    if not action.steps:
        return False
    last, said = action.steps[-1], (step, many_lines(words), submission_id)
    is_same = (last.kind, last.words, last.submission_id) == said
    return is_same and was_brought(brought, last.number, action.files)


def check_step(action: ActionLine, step: Step, words: str) -> str:
    """The words as they are kept: to close what was said to be done wants none. Raises CannotDo."""
    if action.is_withdrawn:
        raise CannotDo({"": WITHDRAWN})
    if step not in next_steps(action.state):
        is_back = step is Step.RETURNED and action.last_step == step.value
        raise CannotDo({"": GIVEN_BACK if is_back else NOT_NOW[action.state]})
    if step is Step.CLOSED and action.state is ActionState.DONE and not words.strip():
        return ""
    return check_words(words, WANTED[step])


def require_seen(session: Session, action: ActionLine) -> None:
    """Raises CannotDo where what shows that it was done cannot be opened: it is closed with a reason then."""
    shown = action.steps[-1]
    require_read(each for each in action.files if each.number == shown.number)
    if shown.submission_id and has_held_files(session, shown.submission_id):
        raise CannotDo({"words": NOT_READ})


def require_evidence(
    session: Session,
    place: EngagementPlace,
    action: ActionLine,
    submission_id: uuid.UUID | None,
    brought: Brought,
) -> None:
    """What is known to be harmful shows nothing: nobody will ever open it."""
    if submission_id:
        sent = session.scalar(
            sa.select(Submission.id).where(
                Submission.id == submission_id,
                Submission.engagement_id == place.engagement_id,
                Submission.sent_at.is_not(None),
                Submission.taken_back_at.is_(None),
            )
        )
        if sent is None:
            raise CannotDo({"submission": ANOTHER})
        refuse_harmful(list_files(session, [sent]).get(sent, ()), "submission", OTHERWISE)
    elif action.evidence and not brought.files and all(each.is_harmful for each in action.files):
        refuse_harmful(action.files, then=CLEAN)
        raise CannotDo({"files": SHOWN})


def append(
    session: Session,
    viewer: Viewer,
    action: ActionLine,
    step: Step,
    words: str,
    submission_id: uuid.UUID | None,
) -> int:
    """The number of the step."""
    if session.scalar(sa.select(Action.given_at).where(Action.id == action.action_id)) is None:
        raise NotHere
    number = len(action.steps) + 1
    session.execute(
        sa.insert(ActionStep).values(
            action_id=action.action_id,
            number=number,
            kind=step.value,
            words=words,
            submission_id=submission_id,
            said_by=viewer.person_id,
            said_at=clock.now(),
        )
    )
    return number
