"""Say what is to be done after a finding, by whom and by when; change it or take it away while it is not
given."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import ActionStep as Step
from checklists.findings import Outcome
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import LONGEST, one_line, too_long
from portal.findings.actions.check_words import LONGEST as LONGEST_WORDS
from portal.findings.actions.check_words import in_data
from portal.findings.queries.terms import find_named
from portal.places.contracts import ContractPlace
from portal.records import Action, ActionStep, Engagement, Finding, FindingWord
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement
from portal.standing.actions.rewrite_slots import rewrite_slots

DESK = "Only the lead provider's reviewers and managers give actions."
WHAT = "Say what is to be done."
WHO = "Say who does it: a name, or a part such as the manager."
BY_WHEN = "Enter the day by which it is to be done."
HAS_BEEN = "The day must be today or later."
OVER = "Every action of this finding is closed, or it was withdrawn. What is new is a new finding."


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is to be done, who does it, by when, and what is to show it (empty where nothing is asked)."""

    what: str
    who: str
    by_on: date | None
    evidence: str = ""


def add_action(
    session: Session, viewer: Viewer, place: ContractPlace, finding_id: uuid.UUID, to_do: ToDo
) -> uuid.UUID:
    """An action of the finding; its id. Of one that was sent it is given at once. Raises NotAllowed, NotHere
    or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    finding = session.scalar(
        sa.select(Finding).where(Finding.id == finding_id, Finding.contract_id == place.contract_id)
    )
    if finding is None:
        raise NotHere
    lock_engagement(session, finding.engagement_id)
    if finding.sent_at and is_over(session, finding_id):
        raise CannotDo({"": OVER})
    action_id, is_sent = uuid.uuid4(), finding.sent_at is not None
    session.execute(
        sa.insert(Action).values(
            id=action_id,
            contract_id=place.contract_id,
            engagement_id=finding.engagement_id,
            visit_id=finding.visit_id,
            finding_id=finding_id,
            topic="",
            made_by=viewer.person_id,
            made_at=clock.now(),
            given_at=clock.now() if is_sent else None,
            **checked(session, place, to_do, finding.engagement_id),
        )
    )
    if is_sent and finding.is_not_in_order:  # the partner has something to do again
        rewrite_slots(session, finding.engagement_id, [finding.requirement_key])
    note(session, viewer, place, action_id, finding, to_do, is_given=is_sent)
    session.commit()
    return action_id


def change_action(
    session: Session, viewer: Viewer, place: ContractPlace, action_id: uuid.UUID, to_do: ToDo
) -> None:
    """It says so from now on, while it is not given. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    action = session.scalar(
        sa.select(Action).where(Action.id == action_id, Action.contract_id == place.contract_id)
    )
    if action is None:
        raise NotHere
    if action.given_at:
        raise CannotDo({"": "It has been given meanwhile, and cannot be changed any more."})
    values = checked(session, place, to_do, action.engagement_id)
    if all(getattr(action, name) == value for name, value in values.items()):
        return
    session.execute(sa.update(Action).where(Action.id == action_id).values(values))
    data = in_data({"visit": action.visit_id, "action": action_id})
    record_event(session, "action-changed", viewer.person_id, contract_id=place.contract_id, data=data)
    session.commit()


def remove_action(session: Session, viewer: Viewer, place: ContractPlace, action_id: uuid.UUID) -> None:
    """It is taken away; one that is gone already is what was wanted. Raises NotAllowed, or CannotDo where it
    was given."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    query = sa.select(Action.visit_id, Action.given_at).where(
        Action.id == action_id, Action.contract_id == place.contract_id
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return
    if row.given_at:
        raise CannotDo({"": "It has been given, and cannot be taken away. You can close it."})
    session.execute(sa.delete(Action).where(Action.id == action_id))
    data = in_data({"visit": row.visit_id, "action": action_id})
    record_event(session, "action-removed", viewer.person_id, contract_id=place.contract_id, data=data)
    session.commit()


def checked(
    session: Session, place: ContractPlace, to_do: ToDo, engagement_id: uuid.UUID | None
) -> dict[str, object]:
    """The columns of an action of the partner, or of the lead without an engagement. Raises CannotDo."""
    what, who, evidence = one_line(to_do.what), one_line(to_do.who), one_line(to_do.evidence)
    problems = {
        **no_longer("what", "What is to be done", what, LONGEST_WORDS),
        **no_longer("who", "Who does it", who, LONGEST),
        **no_longer("evidence", "What will show it", evidence, LONGEST_WORDS),
    }
    if not what:
        problems["what"] = WHAT
    if not who:
        problems["who"] = WHO
    if to_do.by_on is None:
        problems["by"] = BY_WHEN
    elif to_do.by_on < clock.today():
        problems["by"] = HAS_BEEN
    if problems:
        raise CannotDo(problems)
    organisation_id = place.lead_id
    if engagement_id:
        query = sa.select(Engagement.partner_id).where(Engagement.id == engagement_id)
        organisation_id = session.scalars(query).one()
    return {
        "what": what,
        "who": who,
        "person_id": find_named(session, organisation_id, who),
        "by_on": to_do.by_on,
        "evidence": evidence,
    }


def no_longer(field: str, called: str, text: str, longest: int) -> dict[str, str]:
    return {field: too_long(called, longest)} if len(text) > longest else {}


def is_over(session: Session, finding_id: uuid.UUID) -> bool:
    """Whether a finding that was sent is withdrawn, or all its actions are closed."""
    withdrawn = sa.exists().where(
        FindingWord.finding_id == finding_id, FindingWord.outcome == Outcome.WITHDRAWN.value
    )
    closed = sa.exists().where(ActionStep.action_id == Action.id, ActionStep.kind == Step.CLOSED.value)
    is_left = sa.exists().where(Action.finding_id == finding_id, ~closed.correlate(Action))
    return bool(session.scalar(sa.select(sa.or_(withdrawn, ~is_left))))


def note(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    action_id: uuid.UUID,
    finding: Finding,
    to_do: ToDo,
    *,
    is_given: bool,
) -> None:
    """What is not given yet stands in no partner's history."""
    about = {"visit": finding.visit_id, "finding": finding.id, "action": action_id, "by": to_do.by_on}
    record_event(
        session,
        "action-given" if is_given else "action-added",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=finding.engagement_id if is_given else None,
        requirement_key=(finding.requirement_key or None) if is_given else None,
        data=in_data(about),
    )
