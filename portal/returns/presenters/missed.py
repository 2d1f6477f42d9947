"""The targets of a return that were missed, and the action plans that follow, in words.

Of a target that all partners reach together the lead reads what they reached; a partner that is asked for a
plan reads what its own figure counts towards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checklists.findings import ActionState
from checklists.year.vocabulary import ReachedBy, Verdict
from portal.clock import local_day
from portal.findings.queries.plans import Plan
from portal.places.contracts import EngagementPlace
from portal.returns.queries.missed import Missed
from portal.web.addresses import ACTION
from portal.words.measures import counts_towards, rule_in_words, value_in_words
from portal.words.wording import day

UNKNOWN = {
    Verdict.NOT_GIVEN: "Not judged: figures are missing",
    Verdict.TOO_FEW: "Too few to judge",
    Verdict.OPEN: "Still open",
    Verdict.NO_TARGET: "Not judged",
}
"""Where nobody knows by now whether it is missed still."""


@dataclass(frozen=True, slots=True)
class MissedView:
    """`follows` is what the contract says of a miss, or of one that follows another. Without a `plan` none
    was asked for, and `can_ask` says whether the reader may; `field` is where a day is typed then.
    `is_contracts`: no partner has missed it alone."""

    key: str
    title: str
    words: str
    follows: str
    plan: str
    href: str
    can_ask: bool
    field: str
    is_contracts: bool


def missed_views(
    missed: Iterable[Missed], place: EngagementPlace, *, may_decide: bool, is_partner: bool
) -> tuple[MissedView, ...]:
    """A partner reads nothing of what others missed with it, but where a plan is asked of it."""
    shown = (each for each in missed if each.plan or not (is_partner and each.is_contracts))
    return tuple(missed_view(each, place, may_decide=may_decide, is_partner=is_partner) for each in shown)


def missed_view(each: Missed, place: EngagementPlace, *, may_decide: bool, is_partner: bool) -> MissedView:
    measure, judged, plan = each.measure, each.judged, each.plan
    is_told = not (is_partner and each.is_contracts)
    again = measure.second_miss if judged.second_miss else None
    return MissedView(
        measure.key,
        measure.title,
        missed_words(each) if is_told else f"{counts_towards(measure)}.",
        (again or measure.consequence or "") if is_told and each.is_missed else "",
        plan_words(plan) if plan else "",
        ACTION(place.engagement_id, plan.action_id) if plan else "",
        may_decide and plan is None,
        f"by-{measure.key}",
        each.is_contracts,
    )


def missed_words(each: Missed) -> str:
    measure, judged = each.measure, each.judged
    rule, here = rule_in_words(measure), ""
    if each.is_contracts:
        rule = rule_in_words(replace(measure, reached_by=ReachedBy.EACH_PARTNER))
        is_parted = measure.is_yearly and judged.target is not None
        here = f", {value_in_words(measure, judged.target)} in this period" if is_parted else ""
    if judged.verdict in UNKNOWN:
        return f"{UNKNOWN[judged.verdict]}. The target is {rule}{here}."
    return f"{verdict_words(each)}: {value_in_words(measure, judged.value)}, the target is {rule}{here}."


def verdict_words(each: Missed) -> str:
    if not each.is_missed:
        return "Corrected since"
    missed = "All partners together missed it" if each.is_contracts else "Missed"
    return missed + (" again" if each.judged.second_miss else "")


def plan_words(plan: Plan) -> str:
    """Where the plan stands: by when it is due, given, or closed."""
    if plan.state is ActionState.CLOSED:
        return "Action plan, closed"
    given = "said to be done" if plan.state is ActionState.DONE else f"due {day(plan.by_on)}"
    met = f", the target is met by what was accepted on {day(local_day(plan.met_at))}" if plan.met_at else ""
    return f"Action plan, {given}{met}"
