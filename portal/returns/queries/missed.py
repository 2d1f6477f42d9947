"""Which targets of a return a partner missed by its accepted figures, and the action plans that follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.judging import Judged, Setting, judge
from checklists.year.rows import Measure
from checklists.year.vocabulary import Verdict
from portal.findings.queries.plans import Plan, list_plans
from portal.places.contracts import EngagementPlace
from portal.returns.queries.accepted import accepted_figures
from portal.returns.queries.asked import list_asked
from portal.returns.queries.fewest import find_fewest


@dataclass(frozen=True, slots=True)
class Missed:
    """A measure in the period of a return: missed, or missed until it was corrected where a plan was asked
    for."""

    judged: Judged
    plan: Plan | None

    @property
    def measure(self) -> Measure:
        return self.judged.measure

    @property
    def is_missed(self) -> bool:
        return self.judged.verdict is Verdict.NOT_MET


def list_judged(session: Session, place: EngagementPlace, asked: Asked) -> list[Judged]:
    """Every measure with a target that is given in the return, by what is accepted of this partner: in all
    periods that were asked for with the same measure."""
    measures = judged_by(asked)
    if not measures:
        return []
    contract, its = place.contract, [place.engagement_id]
    figures = accepted_figures(session, its)[place.engagement_id].figures
    fewest = find_fewest(session, contract.contract_id)
    judged = judge(Setting(measures, figures, contract.starts_on, fewest))
    every = list_asked(session, place)
    then = {(measure.key, each.owed.part): measure for each in every for measure in each.measures}
    return [each for each in judged if then.get(key_of(each), each.measure) == each.measure]


def key_of(judged: Judged) -> tuple[str, str]:
    return judged.measure.key, judged.period.key


def judged_by(asked: Asked) -> list[Measure]:
    """Those with a target of which the return gives the figures, or those of all that they join."""
    given = {each.key for section in asked.sections for each in asked.figures(section)}
    return [
        each
        for each in asked.measures
        if each.has_target and (set(each.joint) <= given if each.joint else each.key in given)
    ]


def list_missed(session: Session, place: EngagementPlace, asked: Asked) -> Sequence[Missed]:
    """Of the period of the return."""
    judged = [each for each in list_judged(session, place, asked) if each.period.key == asked.owed.part]
    plans = list_plans(session, place.engagement_id) if judged else {}
    found = [Missed(each, plans.get((each.measure.key, each.period.key))) for each in judged]
    return [each for each in found if each.is_missed or each.plan]
