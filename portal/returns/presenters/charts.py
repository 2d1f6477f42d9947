"""The measures of a contract over their periods: all partners together, and each by itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from checklists.year.figures import Figure, Total, total
from checklists.year.giving_figures import Pair
from checklists.year.judging import Judged
from checklists.year.rolling_up import Rolled
from checklists.year.rows import Measure
from checklists.year.together import judge_contract, judge_partner
from checklists.year.vocabulary import Verdict
from portal.places.contracts import ContractPlace
from portal.returns.presenters.chart import Chart, Point, chart_of, with_notes
from portal.returns.presenters.gaps import NOT_GIVEN, Gaps
from portal.returns.presenters.listed import address_of
from portal.returns.presenters.rolled import in_words
from portal.returns.queries.corrected import Corrections
from portal.returns.queries.notes import Note
from portal.returns.queries.period import Line
from portal.web.addresses import CONTRACT_CHARTS, CONTRACT_RETURNS
from portal.words.measures import counts_towards, rule_for_contract, rule_in_words, verdict_on
from portal.words.wording import day

NOT_ALL = "Not all partners’ figures are accepted"
NOT_JUDGED = "Not judged: earlier figures are missing"
NOT_YET = "Not judged yet"


def measures_of(rolled: Iterable[Rolled]) -> tuple[Measure, ...]:
    """Each as it was asked for last."""
    newest: dict[str, Rolled] = {}
    for each in rolled:
        before = newest.get(each.measure.key)
        if before is None or each.figure.period >= before.figure.period:
            newest[each.measure.key] = each
    return tuple(each.measure for each in newest.values())


Then = Mapping[str, Measure]
"""By period a measure as it was asked for then."""


def judged_then(then: Then, judge: Callable[[Measure], Iterable[Judged]]) -> Mapping[str, Judged]:
    """Every period by what was asked for it then, whatever is asked for since."""
    found: dict[str, Judged] = {}
    for measure in dict.fromkeys(then.values()):
        judged = (each for each in judge(measure) if then.get(each.period.key) == measure)
        found |= {each.period.key: each for each in judged}
    return found


def with_earlier(rule: str, measure: Measure, then: Then) -> str:
    """The rule beside a chart; where the target was another for some of its periods it says so."""
    rules = dict.fromkeys(rule_in_words(then[period]) for period in sorted(then))
    others = [each for each in rules if each != rule_in_words(measure)]
    return f"{rule}. It has changed: for some periods it was {' and '.join(others)}." if others else rule


def together(
    rolled: Sequence[Rolled],
    measure: Measure,
    place: ContractPlace,
    fewest: int,
    notes: Sequence[Note],
    corrected: Corrections,
    gaps: Gaps,
    anchor: str,
    *,
    leads: bool = True,
) -> Chart:
    """All partners; each figure leads to its period, which leads to the returns."""
    mine = [each for each in rolled if each.measure.key == measure.key]
    then = {each.figure.period: each.measure for each in mine}
    judged = judged_then(
        then, lambda asked: judge_contract(mine, [asked], place.starts_on, fewest, place.ends_on)
    )
    anybody = {(key, period) for _, key, period in corrected}
    points = [
        point_of(
            each.measure,
            each.figure.period,
            Pair(each.figure.numerator, each.figure.denominator),
            judged.get(each.figure.period),
            gap_of(each, gaps),
            CONTRACT_RETURNS(place.contract_id, period=each.figure.period),
            is_corrected=(measure.key, each.figure.period) in anybody,
        )
        for each in mine
    ]
    href = CONTRACT_CHARTS(place.contract_id, measure=measure.key) if leads else ""
    now = [each for each in points if then[each.period].has_target]
    rule = with_earlier(f"Target: {rule_over(measure, now)}", measure, then)
    return drawn(anchor, measure.title, rule, measure, points, said(notes), href)


def of_partner(
    rolled: Sequence[Rolled],
    measure: Measure,
    lines: Sequence[Line],
    first_on: date,
    fewest: int,
    corrected: Corrections,
    gaps: Gaps,
    anchor: str,
    title: str,
    notes: Sequence[Note] = (),
    *,
    is_partner: bool = False,
) -> Chart:
    """One partner's own figures; each leads to its return."""
    key = str(lines[0].engagement_id)
    of_part = {each.asked.owed.part: each for each in lines if asked_in(each, measure.key)}
    mine = {
        each.figure.period: each.parts[key]
        for each in rolled
        if each.measure.key == measure.key and key in each.parts
    }
    asked = {period: asked_in(each, measure.key) for period, each in of_part.items() if period in mine}
    then = {period: each for period, each in asked.items() if each}
    judged = judged_then(
        then, lambda each: judge_partner(rolled, [each], key, first_on, fewest, lines[0].ends_on)
    )
    points = [
        point_of(
            then.get(period, measure),
            period,
            pair or Pair(),
            judged.get(period),
            "" if pair and pair.is_given else gaps.get((key, measure.key, period), NOT_GIVEN),
            href_of(of_part.get(period), is_partner=is_partner),
            is_corrected=(key, measure.key, period) in corrected,
        )
        for period, pair in mine.items()
    ]
    rule = counts_towards(measure) if measure.is_together else f"Target: {rule_in_words(measure)}"
    return drawn(anchor, title, with_earlier(rule, measure, then), measure, points, said(notes), "")


def gap_of(rolled: Rolled, gaps: Gaps) -> str:
    """Why nothing is drawn of what all partners come to; empty where it is."""
    if rolled.is_whole:
        return ""
    waits = any((partner, rolled.measure.key, rolled.figure.period) in gaps for partner in rolled.parts)
    return NOT_ALL if rolled.figure.is_given or waits else NOT_GIVEN


def asked_in(line: Line, key: str) -> Measure | None:
    """The measure as the return asks for it; None where it does not."""
    given = (each for section in line.asked.sections for each in line.asked.figures(section))
    return next((each for each in given if each.key == key), None)


def href_of(line: Line | None, *, is_partner: bool) -> str:
    if line is None or not (is_partner or line.was_sent):
        return ""
    return address_of(line.engagement_id, line, reads=line.was_sent)


def said(notes: Iterable[Note]) -> list[tuple[str, str]]:
    return [(each.period, f"{each.words} ({each.person}, {day(each.on)})") for each in notes]


def drawn(
    anchor: str,
    title: str,
    rule: str,
    measure: Measure,
    points: list[Point],
    notes: list[tuple[str, str]],
    href: str,
) -> Chart:
    found = with_notes(sorted(points, key=lambda each: each.period), notes)
    return chart_of(anchor, title, rule, found, is_share=measure.is_share, href=href)


def rule_over(measure: Measure, points: Iterable[Point]) -> str:
    """Where it is each partner's in any of the periods, it says so."""
    verdicts = {each.verdict for each in points}
    return rule_for_contract(measure, Verdict.NO_TARGET if Verdict.NO_TARGET in verdicts else Verdict.MET)


def point_of(
    measure: Measure,
    period: str,
    pair: Pair,
    judged: Judged | None,
    gap: str,
    href: str,
    *,
    is_corrected: bool,
) -> Point:
    """Of what is not all there yet nothing is drawn."""
    value = None if gap else value_of(measure, total([Figure("", "", pair.numerator, pair.denominator)]))
    verdict = judged.verdict if judged and not gap else Verdict.NOT_GIVEN
    words = in_words(pair.numerator, pair.denominator)
    aim = judged.target if judged and draws_aim(measure) else None
    said = said_of(measure, verdict, gap)
    return Point(period, words, value, verdict, aim, gap, href, is_corrected, said=said)


def said_of(measure: Measure, verdict: Verdict, gap: str) -> str:
    """In the place of the verdict; empty where nothing was given."""
    if gap:
        return "" if gap == NOT_GIVEN else NOT_YET
    return NOT_JUDGED if verdict is Verdict.NOT_GIVEN else verdict_on(measure, verdict)


def value_of(measure: Measure, found: Total | None) -> Fraction | None:
    """A share, or the number itself."""
    if found is None:
        return None
    return found.value if measure.is_share else found.numerator


def draws_aim(measure: Measure) -> bool:
    """Whether the target is of the same kind as what is drawn: a change is not."""
    return measure.change is None
