"""What the council is told of a period: measures judged by what it was told before, and nothing that could
point at somebody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.year.figures import Figure, Total, total
from checklists.year.judging import Judged, Setting, judge
from checklists.year.periods import Calendar
from checklists.year.rolling_up import TOTAL, Rolled, added_up, roll_up
from checklists.year.rows import Measure
from checklists.year.together import Whose, of_contract
from checklists.year.vocabulary import Every, Over, Verdict

Sent = Mapping[tuple[str, str], Sequence[Rolled]]
"""By measure and period what was sent of it, the first time first."""


@dataclass(frozen=True, slots=True)
class Told:
    """A measure of a period as it is sent. `to_date` adds up what was sent of its year up to it; `unsent` are
    the periods that are wanting for that. `hides_value` and `hides_to_date` say what the council does not see
    of these, beside what is hidden of the figures."""

    rolled: Rolled
    judged: Judged | None
    is_whole: bool
    to_date: Total | None
    unsent: tuple[str, ...] = ()
    hides_value: bool = False
    hides_to_date: bool = False

    @property
    def verdict(self) -> Verdict:
        """Not given where a partner's figure is missing: nobody knows then."""
        return self.judged.verdict if self.judged and self.is_whole else Verdict.NOT_GIVEN

    @property
    def verdict_to_date(self) -> Verdict:
        return self.judged.to_date if self.judged and self.is_whole and not self.unsent else Verdict.NOT_GIVEN


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told stands on: the contract's first day, the threshold, what was sent before, by measure and
    period what partners were asked for since returns are given here, and the contract's last day."""

    first_on: date
    fewest: int
    sent: Sent
    asked: Collection[tuple[str, str]] = ()
    last_on: date | None = None

    def last(self, measure: str, period: str) -> Rolled | None:
        found = self.sent.get((measure, period), ())
        return found[-1] if found else None


def tell(period: str, rolled: Iterable[Rolled], joint: Iterable[Measure], telling: Telling) -> list[Told]:
    """`rolled` is what is accepted of the period; `joint` are the measures that have no figures of their
    own."""
    now = {each.measure.key: told_again(each, telling) for each in rolled if each.figure.period == period}
    own = list(now.values())
    both = [put_together(each, period, now) for each in joint if set(each.joint) <= set(now)]
    wholes = {each.measure.key: each.is_whole for each in own}
    wholes |= {each.measure.key: all(wholes[key] for key in each.measure.joint) for each in both}
    shown = [*own, *both]
    figures = unsent_over_contract([each.measure for each in shown], telling)
    figures |= {key: each[-1].for_judging for key, each in telling.sent.items() if each}
    figures |= {(each.measure.key, period): each.for_judging for each in own}
    measures = [each.measure for each in shown]
    setting = Setting(measures, figures, telling.first_on, telling.fewest, telling.last_on)
    whose = Whose([*(each[-1] for each in telling.sent.values() if each), *own], telling.first_on)
    found = (of_contract(each, whose) for each in judge(setting) if each.period.key == period)
    judged = {each.measure.key: each for each in found}
    return [
        of_council(each, judged.get(each.measure.key), wholes[each.measure.key], telling) for each in shown
    ]


def unsent_over_contract(measures: Iterable[Measure], telling: Telling) -> dict[tuple[str, str], Figure]:
    """Empty figures of what is reached over the whole contract, for all that was asked for: where a period
    was not sent, its figure is wanting."""
    whole = (each for each in measures if each.over is Over.CONTRACT)
    keys = {key for each in whole for key in (each.joint or (each.key,))}
    return {each: Figure(*each, None) for each in telling.asked if each[0] in keys}


def told_again(rolled: Rolled, telling: Telling) -> Rolled:
    before = telling.sent.get((rolled.measure.key, rolled.figure.period), ())
    return roll_up(rolled.measure, rolled.figure.period, rolled.parts, telling.fewest, before)


def put_together(measure: Measure, period: str, now: Mapping[str, Rolled]) -> Rolled:
    """Of a joint measure the totals of those that it names, and none of a partner by itself."""
    theirs = {key: now[key] for key in measure.joint}
    is_whole = all(each.is_whole for each in theirs.values())
    totals = {key: each.figure for key, each in theirs.items()} if is_whole else {}
    is_hidden = any(TOTAL in each.hidden for each in theirs.values())
    hides = frozenset({TOTAL} if is_hidden else ())
    return Rolled(measure, added_up(measure, period, totals), {}, hides)


def of_council(rolled: Rolled, judged: Judged | None, is_whole: bool, telling: Telling) -> Told:
    measure, period = rolled.measure, rolled.figure.period
    calendar = Calendar(telling.first_on, measure.year_of)
    found = calendar.find(period)
    hides = TOTAL in rolled.hidden
    if found is None or measure.every is Every.YEAR:
        return Told(rolled, judged, is_whole, None, hides_value=hides, hides_to_date=hides)
    so_far = [each.key for each in calendar.of_year(found.every, found.year) if each.number < found.number]
    before = {key: told_for(measure, key, telling) for key in so_far}
    unsent = tuple(key for key, each in before.items() if not each)
    sent = [one for each in before.values() for one in each]
    to_date = None if unsent or not is_whole else sum_of([*sent, rolled])
    hides_to_date = hides or any(TOTAL in each.hidden for each in sent)
    leans = measure.change is not None and any(
        TOTAL in each[-1].hidden for (key, _), each in telling.sent.items() if key == measure.key and each
    )
    return Told(rolled, judged, is_whole, to_date, unsent, hides or leans, hides_to_date or leans)


def told_for(measure: Measure, period: str, telling: Telling) -> list[Rolled]:
    """What was sent last of it, of a joint one what was of each that it names; nothing where that is not all
    there."""
    found = [telling.last(key, period) for key in measure.joint or (measure.key,)]
    given = [each for each in found if each is not None and each.is_whole and each.figure.is_given]
    return given if len(given) == len(found) else []


def sum_of(rolled: Sequence[Rolled]) -> Total | None:
    return total(each.figure for each in rolled)


__all__ = ["Sent", "Telling", "Told", "tell"]
