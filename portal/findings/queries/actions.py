"""Actions: what is to be done, by whom, by when, and what became of it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import ActionState, action_state, is_overdue
from checklists.findings import ActionStep as Step
from portal.access import Audience, NotHere
from portal.clock import end_of_day
from portal.files.evidence import EvidenceFile
from portal.findings.queries.findings import files_of
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.records import (
    Action,
    ActionStep,
    Engagement,
    Finding,
    FindingFile,
    FindingWord,
    Person,
    Submission,
    Visit,
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """What became of an action once. `reference` is of the submission that shows it, empty without one;
    `is_gone` where that was taken back since, or replaced."""

    number: int
    kind: Step
    words: str
    name: str
    said_at: datetime
    submission_id: uuid.UUID | None
    reference: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action. `partner` is empty where it is the lead's own; `kind` and `held_on` are of the visit or
    meeting that it comes from, and `requirement_key` of its finding; after a missed measure there is the
    period, `part`, in their place, and `met_at` is since when it was met after all. What `is_withdrawn` fell
    with its finding: nothing is to be done any more, whatever its state was."""

    action_id: uuid.UUID
    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    partner: str
    area: str
    visit_id: uuid.UUID | None
    kind: str
    held_on: date | None
    part: str
    met_at: datetime | None
    finding_id: uuid.UUID | None
    requirement_key: str
    topic: str
    what: str
    who: str
    person_id: uuid.UUID | None
    by_on: date
    evidence: str
    given_at: datetime | None
    last_step: str | None
    is_withdrawn: bool
    steps: tuple[StepLine, ...] = field(default=())
    files: tuple[EvidenceFile, ...] = field(default=())

    @property
    def state(self) -> ActionState:
        return action_state([Step(self.last_step)] if self.last_step else [])

    def is_overdue(self, on: date) -> bool:
        return not self.is_withdrawn and is_overdue(self.state, self.by_on, on)

    def waits(self, state: ActionState) -> bool:
        """Whether it is in that state, and did not fall with its finding."""
        return not self.is_withdrawn and self.state is state


def last_step(known: date | None = None) -> sa.ScalarSelect[str]:
    """Of an action: what became of it last, as far as was known that evening, or is now."""
    query = sa.select(ActionStep.kind).where(
        ActionStep.action_id == Action.id, *until_evening(ActionStep.said_at, known)
    )
    return query.order_by(ActionStep.number.desc()).limit(1).correlate(Action).scalar_subquery()


def is_open(known: date | None = None) -> sa.ColumnElement[bool]:
    """Of an action: whether it is given and not closed, and its finding was not withdrawn; as far as was
    known that evening, or is now."""
    closed = sa.exists().where(ActionStep.action_id == Action.id, ActionStep.kind == Step.CLOSED.value)
    is_closed = closed.where(*until_evening(ActionStep.said_at, known)).correlate(Action)
    is_given = sa.and_(Action.given_at.is_not(None), *until_evening(Action.given_at, known))
    return sa.and_(is_given, ~is_closed, ~is_withdrawn(known))


def is_withdrawn(known: date | None = None) -> sa.ColumnElement[bool]:
    """Of an action: whether its finding was withdrawn, as far as was known that evening, or is now."""
    withdrawn = sa.exists().where(
        FindingWord.finding_id == Action.finding_id, FindingWord.outcome == "withdrawn"
    )
    return withdrawn.where(*until_evening(FindingWord.said_at, known)).correlate(Action)


def until_evening(
    moment: sa.SQLColumnExpression[datetime] | sa.SQLColumnExpression[datetime | None], known: date | None
) -> tuple[sa.ColumnElement[bool], ...]:
    return (moment < end_of_day(known),) if known else ()


def met_by(known: date | None) -> sa.SQLColumnExpression[datetime | None]:
    """Of an action: since when its measure was met after all, as far as was known that evening."""
    return sa.case((Action.met_at < end_of_day(known), Action.met_at)) if known else Action.met_at


def lines(known: date | None = None) -> sa.Select[*tuple[object, ...]]:
    """The columns of ActionLine, without a where; what became of each last as in `last_step`."""
    return (
        sa.select(
            Action.id.label("action_id"),
            Action.contract_id,
            Action.engagement_id,
            sa.func.coalesce(PARTNER.name, "").label("partner"),
            sa.func.coalesce(Engagement.area, "").label("area"),
            Action.visit_id,
            sa.func.coalesce(Visit.kind, "").label("kind"),
            Visit.on_date.label("held_on"),
            sa.func.coalesce(Action.part, "").label("part"),
            met_by(known).label("met_at"),
            Action.finding_id,
            sa.func.coalesce(Finding.requirement_key, "").label("requirement_key"),
            Action.topic,
            Action.what,
            Action.who,
            Action.person_id,
            Action.by_on,
            Action.evidence,
            Action.given_at,
            last_step(known).label("last_step"),
            is_withdrawn(known).label("is_withdrawn"),
        )
        .outerjoin(Visit, Visit.id == Action.visit_id)
        .outerjoin(Finding, Finding.id == Action.finding_id)
        .outerjoin(Engagement, Engagement.id == Action.engagement_id)
        .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
        .order_by(Action.by_on, Engagement.sort_name, Action.made_at, Action.id)
    )


def listed(session: Session, query: sa.Select[*tuple[object, ...]]) -> list[ActionLine]:
    return [ActionLine(**row._asdict()) for row in session.execute(query)]


def list_open_of_contract(
    session: Session, place: ContractPlace, known: date | None = None
) -> list[ActionLine]:
    """What is given and not closed in the whole contract, by when it is due, or was so that evening; the
    council reads it too."""
    return listed(session, lines(known).where(Action.contract_id == place.contract_id, is_open(known)))


def list_open_before(session: Session, place: ContractPlace, on: date) -> list[ActionLine]:
    """What was open on the evening of a day, as it was known then, without what came of visits and meetings
    on that day or later."""
    came_before = sa.or_(Action.visit_id.is_(None), Visit.on_date < on)
    query = lines(on).where(Action.contract_id == place.contract_id, is_open(on), came_before)
    return listed(session, query)


def list_closed_of_contract(session: Session, place: ContractPlace, limit: int) -> list[ActionLine]:
    """The same of those that were closed, the latest due first, without what fell with its finding."""
    closed = sa.exists().where(ActionStep.action_id == Action.id, ActionStep.kind == Step.CLOSED.value)
    query = lines().where(Action.contract_id == place.contract_id, closed.correlate(Action), ~is_withdrawn())
    return listed(session, query.order_by(None).order_by(Action.by_on.desc(), Action.id).limit(limit))


def list_of_engagement(session: Session, place: EngagementPlace) -> list[ActionLine]:
    """What was given to the partner, open or not, without what fell with its finding."""
    query = lines().where(
        Action.engagement_id == place.engagement_id, Action.given_at.is_not(None), ~is_withdrawn()
    )
    return listed(session, query)


def list_open_of(
    session: Session, engagement_ids: Collection[uuid.UUID], known: date | None = None
) -> list[ActionLine]:
    """What is open of these engagements, or was so that evening, by when it is due."""
    if not engagement_ids:
        return []
    return listed(session, lines(known).where(Action.engagement_id.in_(engagement_ids), is_open(known)))


def list_of_findings(
    session: Session, finding_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, list[ActionLine]]:
    """By finding, its actions, given or not."""
    found: defaultdict[uuid.UUID, list[ActionLine]] = defaultdict(list)
    ids = list(finding_ids)
    for each in listed(session, lines().where(Action.finding_id.in_(ids))) if ids else ():
        if each.finding_id:
            found[each.finding_id].append(each)
    return found


def list_of_meeting(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> list[ActionLine]:
    """What a meeting decided, without what follows from its findings."""
    return listed(
        session,
        lines().where(
            Action.contract_id == place.contract_id,
            Action.visit_id == visit_id,
            Action.finding_id.is_(None),
        ),
    )


def get_action(session: Session, place: EngagementPlace, action_id: uuid.UUID) -> ActionLine:
    """One that was given to the partner, with all that became of it; raises NotHere."""
    given = (Action.engagement_id == place.engagement_id, Action.given_at.is_not(None))
    return with_steps(session, listed(session, lines().where(Action.id == action_id, *given)))


def get_own(session: Session, place: ContractPlace, action_id: uuid.UUID) -> ActionLine:
    """One that is the lead's own; raises NotHere, also for everybody but the lead."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    own = (Action.contract_id == place.contract_id, Action.engagement_id.is_(None))
    return with_steps(session, listed(session, lines().where(Action.id == action_id, *own)))


def get_ungiven(session: Session, place: ContractPlace, action_id: uuid.UUID) -> ActionLine:
    """One of a plan that is not sent; raises NotHere, also for everybody but the lead."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    found = listed(
        session,
        lines().where(
            Action.id == action_id, Action.contract_id == place.contract_id, Action.given_at.is_(None)
        ),
    )
    if not found:
        raise NotHere
    return found[0]


def with_steps(session: Session, found: Sequence[ActionLine]) -> ActionLine:
    if not found:
        raise NotHere
    action = found[0]
    query = (
        sa.select(
            ActionStep.number,
            ActionStep.kind,
            ActionStep.words,
            Person.name,
            ActionStep.said_at,
            ActionStep.submission_id,
            sa.func.coalesce(Submission.reference, "").label("reference"),
            Submission.taken_back_at.is_not(None).label("is_gone"),
        )
        .join(Person, Person.id == ActionStep.said_by)
        .outerjoin(Submission, Submission.id == ActionStep.submission_id)
        .where(ActionStep.action_id == action.action_id)
        .order_by(ActionStep.number)
    )
    steps = tuple(
        StepLine(
            row.number,
            Step(row.kind),
            row.words,
            row.name,
            row.said_at,
            row.submission_id,
            row.reference,
            bool(row.is_gone),
        )
        for row in session.execute(query)
    )
    files = files_of(session, FindingFile.action_id, [action.action_id])[action.action_id]
    values = {name: getattr(action, name) for name in action.__dataclass_fields__}
    return ActionLine(**values | {"steps": steps, "files": tuple(files)})
