"""The targets of a return that were missed, and the action plans that follow, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.findings import ActionState
from portal.clock import local_day
from portal.findings.queries.plans import Plan
from portal.places.contracts import EngagementPlace
from portal.returns.queries.missed import Missed
from portal.web.addresses import ACTION
from portal.words.measures import rule_in_words, value_in_words
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class MissedView:
    """`follows` is what the contract says of a miss, or of one that follows another. Without a `plan` none
    was asked for, and `can_ask` says whether the reader may; `field` is where a day is typed then."""

    key: str
    title: str
    words: str
    follows: str
    plan: str
    href: str
    can_ask: bool
    field: str


def missed_views(
    missed: Iterable[Missed], place: EngagementPlace, *, may_decide: bool
) -> tuple[MissedView, ...]:
    return tuple(missed_view(each, place, may_decide=may_decide) for each in missed)


def missed_view(each: Missed, place: EngagementPlace, *, may_decide: bool) -> MissedView:
    measure, judged, plan = each.measure, each.judged, each.plan
    reached = value_in_words(measure, judged.value)
    missed = "Missed again" if judged.second_miss else "Missed"
    said = missed if each.is_missed else "Corrected since"
    again = measure.second_miss if judged.second_miss else None
    return MissedView(
        measure.key,
        measure.title,
        f"{said}: {reached}, the target is {rule_in_words(measure)}.",
        (again or measure.consequence or "") if each.is_missed else "",
        plan_words(plan) if plan else "",
        ACTION(place.engagement_id, plan.action_id) if plan else "",
        may_decide and plan is None,
        f"by-{measure.key}",
    )


def plan_words(plan: Plan) -> str:
    """Where the plan stands: by when it is due, given, or closed."""
    if plan.state is ActionState.CLOSED:
        return "Action plan, closed"
    given = "said to be done" if plan.state is ActionState.DONE else f"due {day(plan.by_on)}"
    met = f", the target is met by what was accepted on {day(local_day(plan.met_at))}" if plan.met_at else ""
    return f"Action plan, {given}{met}"
