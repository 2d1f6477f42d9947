"""What was sent of a period, as the council reads it: what is hidden says so, and shows nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checklists.year.giving_figures import Pair
from checklists.year.vocabulary import Verdict
from portal.council.queries.snapshot import Line, Missing, Snapshot
from portal.returns.presenters.charts import NOT_JUDGED
from portal.words.measures import (
    VERDICT,
    again_words,
    is_elses,
    rule_for_contract,
    value_in_words,
    verdict_on,
)
from portal.words.returns import period_name

HIDDEN = "Hidden: too few people"
NOT_ALL = "Not judged: figures are missing"
TAGS = {Verdict.MET: "govuk-tag--green", Verdict.NOT_MET: "govuk-tag--red"}


@dataclass(frozen=True, slots=True)
class PartView:
    engagement: str
    partner: str
    words: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """`pair` holds the numbers for a sheet; nothing where they are hidden or not given."""

    key: str
    title: str
    clause: str
    counts: str
    out_of: str
    rule: str
    target: str
    words: str
    value: str
    verdict: str
    tag: str
    again: str
    to_date: str
    to_date_verdict: str
    is_hidden: bool
    pair: Pair
    parts: tuple[PartView, ...]


def line_views(snapshot: Snapshot) -> tuple[LineView, ...]:
    return tuple(line_view(each) for each in snapshot.lines)


def line_view(line: Line) -> LineView:
    hides, measure = line.hides_total, line.measure
    return LineView(
        line.key,
        line.title,
        measure.clause,
        measure.numerator,
        measure.denominator or "",
        rule_for_contract(measure, line.verdict),
        value_in_words(measure, line.target) if measure.is_yearly and line.target is not None else "",
        HIDDEN if hides else pair_words(line.total),
        "" if hides or line.hides_value or line.value is None else value_in_words(measure, line.value),
        verdict_words(line),
        TAGS.get(line.verdict, "govuk-tag--grey"),
        again_words(measure) if line.is_again else "",
        to_date_words(line),
        to_date_verdict(line),
        hides,
        Pair() if hides else line.total,
        tuple(
            PartView(
                each.engagement,
                each.partner,
                HIDDEN if each.engagement in line.hidden else pair_words(each.pair),
                each.engagement in line.hidden,
            )
            for each in line.parts
        ),
    )


def verdict_words(line: Line) -> str:
    """The verdict; of a figure without one, why there is none."""
    if line.verdict is not Verdict.NOT_GIVEN or not line.total.is_given:
        return verdict_on(line.measure, line.verdict)
    return NOT_JUDGED if line.is_whole else NOT_ALL


def to_date_verdict(line: Line) -> str:
    is_told = line.to_date.is_given and not is_elses(line.measure, line.verdict)
    return VERDICT[line.to_date_verdict] if is_told else ""


def to_date_words(line: Line) -> str:
    """Why there is none, where there is none."""
    if line.unsent:
        were = "was" if len(line.unsent) == 1 else "were"
        return f"Not known: {' and '.join(map(period_name, line.unsent))} {were} not sent whole"
    if not line.to_date.is_given:
        return "-"
    if line.hides_to_date:
        return HIDDEN
    share = value_in_words(line.measure, line.to_date_value) if line.measure.is_share else "-"
    value = f", {share}" if share != "-" else ""
    return pair_words(line.to_date) + value


def pair_words(pair: Pair) -> str:
    """
    >>> from decimal import Decimal
    >>> pair_words(Pair(Decimal(1200), Decimal(2000))), pair_words(Pair())
    ('1,200 of 2,000', 'Not given')
    """
    if pair.numerator is None:
        return "Not given"
    of = f" of {pair.denominator:,f}" if pair.denominator is not None else ""
    return f"{pair.numerator:,f}{of}"


@dataclass(frozen=True, slots=True)
class Difference:
    title: str
    before: str
    now: str


def differences(before: Snapshot, now: Snapshot) -> tuple[Difference, ...]:
    """What reads otherwise than the time before; what was hidden and is, is no difference."""
    return tuple(differing(before, now))


def differing(before: Snapshot, now: Snapshot) -> Iterator[Difference]:
    earlier = {each.key: line_view(each) for each in before.lines}
    for line in line_views(now):
        then = earlier.pop(line.key, None)
        yield from () if then is None else differing_line(then, line)
        if then is None:
            yield Difference(line.title, "Not among it", line.words)
    yield from (Difference(each.title, each.words, "Not among it") for each in earlier.values())
    yield from differing_missing(before, now)
    if before.fewest != now.fewest:
        yield Difference(
            "Hidden are figures of fewer than", f"{before.fewest} people", f"{now.fewest} people"
        )


def differing_missing(before: Snapshot, now: Snapshot) -> Iterator[Difference]:
    then_missing = by_section(before, engagements_by_name(now) | engagements_by_name(before))
    now_missing = by_section(now, engagements_by_name(now))
    for key in {**then_missing, **now_missing}:
        then, missing = then_missing.get(key), now_missing.get(key)
        was, is_now = (each.why if each else "there" for each in (then, missing))
        if was != is_now and (named := missing or then):
            title = f"{named.partner}, {named.title}"
            yield Difference(title, was.capitalize(), is_now.capitalize())


def by_section(snapshot: Snapshot, names: Mapping[str, str]) -> dict[tuple[str, str], Missing]:
    """By engagement and title. `names` has the engagement of partners, for what was sent without it."""
    return {
        (each.engagement or names.get(each.partner, each.partner), each.title): each
        for each in snapshot.missing
    }


def engagements_by_name(snapshot: Snapshot) -> dict[str, str]:
    return {part.partner: part.engagement for line in snapshot.lines for part in line.parts}


def differing_line(then: LineView, line: LineView) -> Iterator[Difference]:
    if (then.words, then.verdict) != (line.words, line.verdict):
        yield Difference(line.title, f"{then.words}. {then.verdict}", f"{line.words}. {line.verdict}")
    parts = {each.engagement: each.words for each in then.parts}
    for each in line.parts:
        was = parts.get(each.engagement, "Not given")
        if was != each.words:
            yield Difference(f"{line.title}: {each.partner}", was, each.words)
    if then.to_date != line.to_date:
        yield Difference(f"{line.title}: year to date", then.to_date, line.to_date)
