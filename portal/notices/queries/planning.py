"""The plan of a day: for each engagement that has it, what is due of its slots and before its visits."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.intervals import told_on
from checklists.kinds.register import person_of
from checklists.ladder import PROMISE, WEEK, Quiet, days_ahead, overdue_by, step_due
from checklists.lapsing import Lapse, lapses
from checklists.readiness import waits_for_lead
from checklists.requirement import WHOLE
from checklists.vocabulary import UNMET, Force, Stage
from portal import clock
from portal.acting.bank_holidays import bank_holidays
from portal.notices.queries.actions_due import (
    actions_near,
    found_days,
    is_by_finding,
    remind_of_actions,
)
from portal.notices.queries.asking import Asked
from portal.notices.queries.engagements import Engaged, list_current
from portal.notices.queries.occurrences_due import occurrences_near, occurrences_of
from portal.notices.queries.plan import (
    ActionReminder,
    Coming,
    Due,
    Plan,
    PromiseReminder,
    Silence,
    SlotReminder,
    VisitReminder,
    together,
)
from portal.notices.queries.recipients import People, Recipient, find_people
from portal.notices.queries.reminded import Rail, remember
from portal.notices.queries.returning import returns_of, returns_open
from portal.notices.queries.rungs import first_contacts, managers_of, reviewers_of, who_is_told
from portal.notices.queries.wishes import held_for, holds_on, wishes_by_contract
from portal.notices.queries.year_due import Year, own_of, promised_of, ratings_of, year_open
from portal.records import Engagement, Visit, VisitEngagement
from portal.standing.queries.promises import answer_by
from portal.standing.queries.slots import SlotLine, intervals_by_slot, slots_on_day
from portal.visits.queries.booked import is_booked

TOGETHER = 50
"""How many engagements are read in one go: enough for speed, few enough for memory."""

SENT = "sent:"
"""Before a submission's id, in the place of a part: the ladder is that of the lead's promise."""


def plan_reminders(
    session: Session,
    on: date,
    narrowed: sa.ColumnElement[bool] | None = None,
    breathe: Callable[[], None] = lambda: None,
) -> Plan:
    """What goes out on the day, of all engagements unless `narrowed`, by what is known now. `breathe` is
    called between so many engagements and the next."""
    plans: list[Plan] = []
    engagements = iter(list_current(session, on, narrowed))
    while some := tuple(islice(engagements, TOGETHER)):
        breathe()
        year = year_open(session, some, on)
        plans += (plan_of(asked, year) for asked in ask(session, some, on))
    if narrowed is None:
        plans.append(Plan(promised=tuple(own_of(session, on))))
    return together(plans)


def plan_of(asked: Asked, year: Year) -> Plan:
    engagement_id = asked.engagement.engagement_id
    return Plan(
        tuple(slots_of(asked)),
        tuple(visits_of(asked)),
        tuple(waiting_of(asked)),
        tuple(silences_of(asked)),
        tuple(returns_of(asked)),
        tuple(actions_of(asked)),
        tuple(occurrences_of(asked)),
        tuple(promised_of(asked, year.promised[engagement_id])),
        tuple(ratings_of(asked, year.ratings[engagement_id])),
    )


def plan_some(session: Session, engagement_ids: Sequence[uuid.UUID], on: date) -> Plan:
    """What goes out about these engagements."""
    return plan_reminders(session, on, Engagement.id.in_(engagement_ids))


def plan_engagement(session: Session, engagement_id: uuid.UUID, on: date) -> Plan:
    """What goes out about one engagement."""
    return plan_reminders(session, on, Engagement.id == engagement_id)


def ask(session: Session, engagements: Sequence[Engaged], on: date) -> Iterator[Asked]:
    """Each of them with what its plan stands on, read together."""
    ids = [each.engagement_id for each in engagements]
    spans = {each.engagement_id: (each.contract_id, each.span) for each in engagements}
    wishes = wishes_by_contract(session, {each.contract_id for each in engagements})
    intervals = intervals_by_slot(session, ids)
    lines = slots_on_day(session, spans, on, today=min(clock.today(), on), intervals=intervals)
    holidays = bank_holidays(on.year)
    ahead = max(days_ahead(each.visits, on, holidays) for each in wishes.values())
    visits = visits_ahead(session, engagements, on, ahead)
    held, memory = holds_on(session, ids, on), remember(session, ids, on)
    people, returns = people_of(session, engagements), returns_open(session, engagements, on)
    actions, found = actions_near(session, ids, on, holidays), found_days(session, ids)
    told = occurrences_near(session, ids)
    for each in engagements:
        yield Asked(
            each,
            lines[each.engagement_id],
            intervals[each.engagement_id],
            visits[each.engagement_id],
            wishes[each.contract_id],
            held.get(each.engagement_id, ()),
            memory,
            people,
            on,
            holidays,
            returns,
            actions[each.engagement_id],
            found[each.engagement_id],
            told[each.engagement_id],
        )


def people_of(session: Session, engagements: Sequence[Engaged]) -> People:
    organisations = {each.partner_id for each in engagements} | {each.lead_id for each in engagements}
    partners = {each.engagement_id: each.partner_id for each in engagements}
    return find_people(session, organisations, partners, {each.contract_id for each in engagements})


def visits_ahead(
    session: Session, engagements: Sequence[Engaged], on: date, days: int
) -> defaultdict[uuid.UUID, list[Coming]]:
    """By engagement, the visits and meetings about it or about its whole contract within so many days, on
    days that it has."""
    contracts = {each.contract_id for each in engagements}
    whose = sa.or_(
        VisitEngagement.engagement_id.is_(None),
        VisitEngagement.engagement_id.in_([each.engagement_id for each in engagements]),
    )
    rows = session.execute(
        sa.select(Visit.contract_id, VisitEngagement.engagement_id, Visit.id, Visit.kind, Visit.on_date)
        .outerjoin(VisitEngagement, VisitEngagement.visit_id == Visit.id)
        .where(
            Visit.contract_id.in_(contracts),
            Visit.on_date > on,
            Visit.on_date <= on + timedelta(days=days),
            is_booked(),
            whose,
        )
        .order_by(Visit.on_date, Visit.id)
    ).all()
    about = defaultdict[tuple[uuid.UUID, uuid.UUID | None], list[Coming]](list)
    for row in rows:
        coming = Coming(row.id, row.kind, row.on_date)
        about[row.contract_id, row.engagement_id].append(coming)
    found: defaultdict[uuid.UUID, list[Coming]] = defaultdict(list)
    for each in engagements:
        theirs = [*about[each.contract_id, None], *about[each.contract_id, each.engagement_id]]
        in_order = sorted(theirs, key=lambda coming: (coming.on_date, coming.visit_id))
        found[each.engagement_id] = [coming for coming in in_order if coming.on_date in each.span]
    return found


def slots_of(asked: Asked) -> Iterator[SlotReminder]:
    for line in asked.lines:
        due = tuple(due for due in due_of(asked, line) if not quiet_because(asked, line, due.lapse))
        if not due:
            continue
        furthest = max((each.step for each in due), key=lambda step: step.rung)
        is_reached = bool(first_contacts(asked.people, asked.engagement))
        required = line.slot.requirement.force is Force.MUST
        for recipient, rung in who_is_told(asked.people, asked.engagement, furthest, required=required):
            told = asked.memory.that_day
            so_far = (each for each in due if each.step.rung >= rung or not is_reached)
            left = tuple(each for each in so_far if (each.rail, recipient.person_id) not in told)
            if left:
                yield SlotReminder(recipient, rung, asked.engagement, line, left, is_reached)


def silences_of(asked: Asked) -> Iterator[Silence]:
    """What would be told, or will be, but for a reason: of a slot once for each."""
    for line in asked.lines:
        found: dict[Quiet, tuple[Lapse, ...]] = {}
        for lapse in lapses_of(asked, line):
            if quiet := quiet_because(asked, line, lapse):
                found[quiet] = (*found.get(quiet, ()), lapse)
        held = held_for(asked.held, line.slot.requirement.key)
        for quiet, its in found.items():
            yield Silence(asked.engagement, line, its, quiet, held)


def lapses_of(asked: Asked, line: SlotLine) -> tuple[Lapse, ...]:
    requirement = line.slot.requirement
    ahead = days_ahead(asked.wishes.ladder_for(requirement), asked.on, asked.holidays)
    return lapses(asked.intervals.get(requirement.key, ()), asked.on, ahead)


def due_of(asked: Asked, line: SlotLine) -> Iterator[Due]:
    """The parts of the slot whose step has come and was not told."""
    requirement = line.slot.requirement
    ladder = asked.wishes.ladder_for(requirement)
    for lapse in lapses_of(asked, line):
        rail = Rail(asked.engagement.engagement_id, requirement.key, lapse.part, lapse.last_on)
        step = step_due(ladder, lapse.last_on, asked.on, asked.memory.before[rail], asked.holidays)
        if step and not (requirement.force is Force.SHOULD and step.days < 0):
            yield Due(rail, lapse, step)


def quiet_because(asked: Asked, line: SlotLine, lapse: Lapse) -> Quiet | None:
    """Why nobody is told of a part; None where somebody is. What was returned is the partner's turn, whatever
    else of the slot is being checked."""
    if held_for(asked.held, line.slot.requirement.key):
        return Quiet.HELD
    if waits_for_lead(line.slot):
        return Quiet.LEAD
    if is_by_finding(asked.found, line.slot.requirement.key, lapse):
        return Quiet.FOUND
    stages = {work.stage for work in line.work if work.part_key in {lapse.part, WHOLE} or lapse.part == WHOLE}
    if Stage.WAITING in stages and Stage.RETURNED not in stages:
        return Quiet.CHECKING
    if lapse.part and person_of(lapse.part) in line.slot.paused:
        return Quiet.APPLIED
    return None


def actions_of(asked: Asked) -> Iterator[ActionReminder]:
    people, memory = asked.people, asked.memory
    yield from remind_of_actions(asked.engagement, asked.actions, memory, people, asked.on, asked.holidays)


def visits_of(asked: Asked) -> Iterator[VisitReminder]:
    for visit in asked.visits:
        rail = Rail(asked.engagement.engagement_id, "", str(visit.visit_id), visit.on_date)
        told = asked.memory.before[rail]
        step = step_due(asked.wishes.visits, visit.on_date, asked.on, told, asked.holidays)
        if step is None:
            continue
        outstanding, with_lead = outstanding_on(asked, visit.on_date)
        due = Due(rail, Lapse(rail.part_key, visit.on_date, None), step)
        if outstanding:
            for recipient, rung in who_is_told(asked.people, asked.engagement, step, required=True):
                if (rail, recipient.person_id) not in asked.memory.that_day:
                    yield VisitReminder(recipient, rung, asked.engagement, visit, outstanding, with_lead, due)


def outstanding_on(asked: Asked, day: date) -> tuple[tuple[SlotLine, ...], int]:
    """What is required and will be wanting on the day of the visit: what the partner has to see to, and how
    many more the reviewers have."""
    theirs, with_lead = [], 0
    for line in asked.lines:
        requirement = line.slot.requirement
        then = told_on(asked.intervals.get(requirement.key, ()), day)
        if then is None or then.state not in UNMET or requirement.force is not Force.MUST:
            continue
        parts = then.wanting or {WHOLE}
        quiet = [quiet_because(asked, line, Lapse(part, day, None)) for part in parts]
        if None in quiet:
            theirs.append(line)
        else:
            with_lead += any(each in {Quiet.LEAD, Quiet.CHECKING} for each in quiet)
    return tuple(theirs), with_lead


def waiting_of(asked: Asked) -> Iterator[PromiseReminder]:
    """What waits for a decision longer than the lead promised: its reviewers, and when a week has gone by
    who has the contract."""
    for line in asked.lines:
        for work in line.work:
            if work.stage is not Stage.WAITING:
                continue
            promised_on = answer_by(work.since, asked.wishes.promise_days)
            part = f"{SENT}{work.submission_id}"
            rail = Rail(asked.engagement.engagement_id, line.slot.requirement.key, part, promised_on)
            told = asked.memory.before[rail]
            step = step_due(PROMISE, promised_on, asked.on, told, asked.holidays)
            if step is None:
                continue
            late = overdue_by(promised_on, asked.on, asked.holidays)
            for recipient in reviewing(asked, step.days):
                if (rail, recipient.person_id) not in asked.memory.that_day:
                    yield PromiseReminder(recipient, asked.engagement, line, work, rail, step, late)


def reviewing(asked: Asked, days: int) -> tuple[Recipient, ...]:
    reviewers = reviewers_of(asked.people, asked.engagement)
    managers = managers_of(asked.people, asked.engagement) if days <= -WEEK else ()
    return tuple(dict.fromkeys((*reviewers, *managers)))
