"""Which targets of a return a partner missed by its accepted figures, which the contract did by those of all
its partners, and the action plans that follow."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving import SectionState
from checklists.year.judging import Judged
from checklists.year.rows import Measure
from checklists.year.together import Whose, judge_contract, judge_partner
from checklists.year.vocabulary import Over, Verdict
from portal import clock
from portal.findings.queries.plans import Plan, list_plans
from portal.places.contracts import EngagementPlace
from portal.returns.queries.asked import list_asked
from portal.returns.queries.fewest import find_fewest
from portal.returns.queries.period import Line, list_contract_lines, list_lines
from portal.returns.queries.rolled import list_rolled


@dataclass(frozen=True, slots=True)
class Missed:
    """A measure in the period of a return: missed, or missed until it was corrected where a plan was asked
    for. One that `is_contracts` was missed by all partners together, and by none of them alone."""

    judged: Judged
    plan: Plan | None
    is_contracts: bool = False

    @property
    def measure(self) -> Measure:
        return self.judged.measure

    @property
    def is_missed(self) -> bool:
        return self.judged.verdict is Verdict.NOT_MET


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure that was sent and is not accepted, or not any more: it will be decided on."""

    engagement_id: uuid.UUID
    measure_key: str
    part: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """On every measure with a target that is given in a return: the partner's own, and the contract's."""

    own: Sequence[Judged] = ()
    contracts: Sequence[Judged] = ()
    waiting: Sequence[Waiting] = ()

    def waits(self, judged: Judged, engagement_id: uuid.UUID | None) -> bool:
        """Whether a figure that the verdict stands on is to be decided on: of that partner, or of any."""
        measure = judged.measure
        keys, is_of_more = set(measure.joint) or {measure.key}, measure.over is Over.CONTRACT
        follows = is_of_more or measure.direction is not None or measure.change is not None
        return any(
            each.measure_key in keys
            and (follows or each.part == judged.period.key)
            and engagement_id in {None, each.engagement_id}
            for each in self.waiting
        )


def waiting_in(line: Line) -> Iterator[Waiting]:
    for section in line.asked.sections if line.was_sent else ():
        if line.states[section.key] is not SectionState.ACCEPTED:
            for measure in line.asked.figures(section):
                yield Waiting(line.engagement_id, measure.key, line.asked.owed.part)


def list_judged(session: Session, place: EngagementPlace, asked: Asked) -> Verdicts:
    """By what is accepted, and is not being corrected, as everywhere: in all periods that were asked for with
    the same measure."""
    measures = judged_by(asked)
    if not measures:
        return Verdicts()
    contract, partner, today = place.contract, str(place.engagement_id), clock.today()
    fewest = find_fewest(session, contract.contract_id)
    together = [each for each in measures if each.is_together]
    lines = list_contract_lines(session, contract, today) if together else list_lines(session, place, today)
    whose = Whose(list_rolled(session, lines, fewest), contract.starts_on)
    first_on = contract.starts_on
    own = judge_partner(whose.rolled, measures, partner, first_on, fewest, place.ends_on)
    contracts = judge_contract(whose.rolled, together, first_on, fewest, contract.ends_on)
    own = [each for each in own if whose.is_partners(each.measure, each.period, partner)]
    contracts = [each for each in contracts if not whose.is_partners(each.measure, each.period, partner)]
    then = asked_then(session, place)
    waits = [each for line in lines for each in waiting_in(line)]
    return Verdicts(as_asked(own, then), as_asked(contracts, then), waits)


def asked_then(session: Session, place: EngagementPlace) -> dict[tuple[str, str], Measure]:
    """By key and period each measure as it was asked for in the return that gives it: another return of the
    period may have been sent by another version."""
    every = list_asked(session, place)
    return {(measure.key, each.owed.part): measure for each in every for measure in judged_by(each)}


def as_asked(judged: Iterable[Judged], then: Mapping[tuple[str, str], Measure]) -> list[Judged]:
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
    judged = list_judged(session, place, asked)
    both = [(each, False) for each in judged.own] + [(each, True) for each in judged.contracts]
    now = [(each, whose) for each, whose in both if each.period.key == asked.owed.part]
    plans = list_plans(session, place.engagement_id) if now else {}
    found = [Missed(each, plans.get((each.measure.key, each.period.key)), whose) for each, whose in now]
    return [each for each in found if each.is_missed or each.plan]
