"""Ask for an action plan where a measure is missed: by itself where the contract says by when, else by a day
that the lead sets."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from checklists.findings import ActionState
from checklists.year.asked import Asked
from checklists.year.clocks import plan_clock
from checklists.year.judging import Judged
from checklists.year.vocabulary import Over, Verdict
from portal import clock
from portal.access import Audience, Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import BY_WHEN, HAS_BEEN
from portal.findings.actions.give_plan import give_plan, note_correction
from portal.findings.queries.plans import Plan, list_plans, list_plans_of_all
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.returns.actions.require_reviewer import require_reviewer
from portal.returns.actions.write_section import hold_return
from portal.returns.queries.missed import Verdicts, asked_then, judged_by, key_of, list_judged, list_missed
from portal.returns.queries.whole import Whole
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements

NOT_MISSED = "By the figures that are accepted now this target is not missed. Look at how it stands."
AGAIN = "It is missed again."


def hold_misses(session: Session, place: EngagementPlace, asked: Asked) -> Whole:
    """The return held. Where it has figures that count with those of other partners nobody else of the
    contract accepts any meanwhile, and whoever was asked for a plan by them is held too."""
    measures = [each.key for each in judged_by(asked) if each.is_together]
    if measures:
        contract_id = place.contract.contract_id
        lock_contract(session, contract_id)
        planned = {engagement_id for engagement_id, _ in list_plans_of_all(session, contract_id, measures)}
        lock_engagements(session, sorted({place.engagement_id, *planned}))
    return hold_return(session, place, asked)


def follow_misses(session: Session, viewer: Viewer, place: EngagementPlace, asked: Asked) -> None:
    """After figures were accepted, in the transaction that accepts them and has held what hangs on them: what
    is missed now is asked for once, and of what was asked for before it is said whether the target is met by
    now, or nobody knows. What all partners missed together is asked of none of them, unless a reviewer does;
    whoever was asked is told when all reach it."""
    verdicts = list_judged(session, place, asked)
    plans = list_plans(session, place.engagement_id) if verdicts.own else {}
    planned = set(plans)
    for each in verdicts.own:
        plan = plans.get(key_of(each))
        if plan and is_news(plan, each, waits=verdicts.waits(each, place.engagement_id)):
            note_correction(session, viewer, place, plan, verdict_for_plan(each))
        if asks_for_plan(each, planned, asked.owed.part):
            give_by_contract(session, viewer, place, each)
            planned.add(key_of(each))
    if verdicts.contracts:
        tell_all(session, viewer, place, verdicts)


def asks_for_plan(judged: Judged, planned: Collection[tuple[str, str]], part: str) -> bool:
    """Whether it is missed, and nobody was asked for a plan: by the figures of the period itself, or of any
    where it is reached over the whole contract, which is missed once."""
    if judged.verdict is not Verdict.NOT_MET or key_of(judged) in planned:
        return False
    if judged.measure.over is Over.CONTRACT:
        return all(key != judged.measure.key for key, _ in planned)
    return judged.period.key == part


def tell_all(session: Session, viewer: Viewer, place: EngagementPlace, verdicts: Verdicts) -> None:
    """Of every plan that follows from what all partners missed together, whosever figure has changed it."""
    now = {key_of(each): each for each in verdicts.contracts}
    measures = {each.measure.key for each in verdicts.contracts}
    for engagement_id, plan in list_plans_of_all(session, place.contract.contract_id, measures):
        each = now.get((plan.measure_key, plan.part))
        if each and is_news(plan, each, waits=verdicts.waits(each, None)):
            its = get_engagement_place(session, viewer, engagement_id, {Audience.REVIEWER})
            # by an earlier version it may have been asked for what it was to reach alone
            if asked_then(session, its).get(key_of(each)) == each.measure:
                note_correction(session, viewer, its, plan, verdict_for_plan(each))


def verdict_for_plan(judged: Judged) -> Verdict:
    """What was not to be exceeded, and is not by now, is missed no more."""
    is_within = judged.verdict is Verdict.OPEN and judged.measure.at_most is not None
    return Verdict.MET if is_within else judged.verdict


def is_news(plan: Plan, judged: Judged, *, waits: bool) -> bool:
    """Whether an open plan says otherwise than the figures do. While one of them waits to be decided on
    nobody knows, and nothing is said of it."""
    verdict = verdict_for_plan(judged)
    is_known = verdict in (Verdict.MET, Verdict.NOT_MET) or not waits
    says_otherwise = (verdict is Verdict.MET) != (plan.met_at is not None)
    return is_known and says_otherwise and plan.state is not ActionState.CLOSED


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
    hold_misses(session, place, asked)
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
