"""Ask for an action plan where a measure is missed: by itself where the contract says by when, else by a day
that the lead sets."""

from datetime import date

from sqlalchemy.orm import Session

from checklists.findings import ActionState
from checklists.year.asked import Asked
from checklists.year.clocks import plan_clock
from checklists.year.judging import Judged
from checklists.year.vocabulary import Verdict
from portal import clock
from portal.access import Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import BY_WHEN, HAS_BEEN
from portal.findings.actions.give_plan import give_plan, note_correction
from portal.findings.queries.plans import list_plans
from portal.places.contracts import EngagementPlace
from portal.returns.actions.require_reviewer import require_reviewer
from portal.returns.actions.write_section import hold_return
from portal.returns.queries.missed import list_judged, list_missed

NOT_MISSED = "By the figures that are accepted now this target is not missed. Look at how it stands."
AGAIN = "It is missed again."


def follow_misses(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked) -> None:
    """After figures were accepted, in the transaction that accepts them: what is missed now is asked for
    once, and of what was asked for before it is said whether the target is met by now. What all partners
    missed together is asked of none of them, unless a reviewer does."""
    judged = list_judged(session, place, asked).own
    plans = list_plans(session, place.engagement_id) if judged else {}
    for each in judged:
        plan = plans.get((each.measure.key, each.period.key))
        is_met = each.verdict is Verdict.MET
        if plan and plan.state is not ActionState.CLOSED and is_met != (plan.met_at is not None):
            note_correction(session, viewer, place, plan, is_met=is_met)
        if plan is None and each.verdict is Verdict.NOT_MET and each.period.key == asked.owed.part:
            give_by_contract(session, viewer, place, each)


def give_by_contract(session: Session, viewer: Viewer, place: EngagementPlace, judged: Judged) -> None:
    """Nothing where the contract names no time: the lead may set a day."""
    today = clock.today()
    due_on = plan_clock(judged.measure, today, holidays=bank_holidays(today.year)).due_on
    if due_on:
        give(session, viewer, place, judged, what_of(judged), due_on)


def give(
    session: Session, viewer: Viewer, place: EngagementPlace, judged: Judged, what: str, by_on: date
) -> None:
    give_plan(session, viewer, place, judged.measure.key, judged.period.key, what, by_on)


def what_of(judged: Judged) -> str:
    """What is to be done, and what follows where it is missed again, in the contract's words."""
    measure = judged.measure
    again = f" {measure.second_miss or AGAIN}" if judged.second_miss else ""
    return f"Action plan for a missed target, {judged.period.in_words}: {measure.title}.{again}"


def what_of_contract(judged: Judged) -> str:
    """The same where all partners missed it together: the partner reads no verdict on their figures."""
    target = "Action plan for a target that all partners reach together"
    return f"{target}, {judged.period.in_words}: {judged.measure.title}."


def ask_plan(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    asked: Asked,
    measure_key: str,
    by_on: date | None,
) -> None:
    """What was asked for already is not asked for again. Raises NotAllowed or CannotDo."""
    require_reviewer(viewer, place)
    field = f"by-{measure_key}"
    if by_on is None or by_on < clock.today():
        raise CannotDo({field: HAS_BEEN if by_on else BY_WHEN})
    hold_return(session, place, asked)
    found = next(
        (each for each in list_missed(session, place, asked) if each.measure.key == measure_key), None
    )
    if found and found.plan:
        return
    if found is None:
        raise CannotDo({"": NOT_MISSED})
    what = what_of_contract(found.judged) if found.is_contracts else what_of(found.judged)
    give(session, viewer, place, found.judged, what, by_on)
    session.commit()
