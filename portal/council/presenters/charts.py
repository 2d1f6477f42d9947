"""What was sent to the council over its periods: hidden figures are gaps that say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from portal.council.presenters.told import HIDDEN, pair_words, verdict_words
from portal.council.queries.sent import last_ones
from portal.council.queries.snapshot import Kept, Line
from portal.returns.presenters.chart import Chart, Point, chart_of, with_notes
from portal.returns.presenters.charts import rule_over
from portal.web.addresses import ROLL_UP


def council_charts(kept: Sequence[Kept], contract_id: object) -> list[Chart]:
    """Of every measure that was sent, period by period what was sent last."""
    points: defaultdict[str, list[Point]] = defaultdict(list)
    lines: dict[str, Line] = {}
    corrected = corrections(kept)
    for each in last_ones(kept):
        for line in each.snapshot.lines:
            href = f"{ROLL_UP(contract_id, each.period)}#{line.key}"
            is_corrected = (each.period, line.key) in corrected
            points[line.key].append(point_of(line, each.period, href, is_corrected=is_corrected))
            lines[line.key] = line
    notes = [(each.period, note.words) for each in last_ones(kept) for note in each.snapshot.notes]
    return [
        chart_of(
            f"m{number}",
            line.title,
            f"Target: {rule_over(line.measure, points[key])}",
            with_notes(sorted(points[key], key=lambda each: each.period), notes),
            is_share=line.measure.is_share,
        )
        for number, (key, line) in enumerate(lines.items())
    ]


def point_of(line: Line, period: str, href: str, *, is_corrected: bool) -> Point:
    gap = HIDDEN if line.hides_total else gap_of(line)
    aim = line.target if draws(line) else None
    numerator, denominator = line.total.numerator, line.total.denominator
    value = (
        None if gap or numerator is None else drawn(numerator, denominator if line.measure.is_share else None)
    )
    said = "" if gap else verdict_words(line)
    words = pair_words(line.total)
    return Point(period, words, value, line.verdict, aim, gap, href, is_corrected, said=said)


def draws(line: Line) -> bool:
    """Whether what is to be reached is drawn: not where it tells of earlier periods."""
    return line.measure.change is None and not line.measure.direction


def gap_of(line: Line) -> str:
    if not line.total.is_given:
        return "Not given"
    return "" if line.is_whole else "Not whole: figures are missing"


def drawn(numerator: Decimal, denominator: Decimal | None) -> Fraction | None:
    if denominator is None:
        return Fraction(numerator)
    return Fraction(numerator) / Fraction(denominator) if denominator else None


def corrections(kept: Iterable[Kept]) -> set[tuple[str, str]]:
    """Period and measure of what was sent more than once, and otherwise to the reader."""
    seen: dict[tuple[str, str], str] = {}
    found: set[tuple[str, str]] = set()
    for each in kept:
        for line in each.snapshot.lines:
            words = HIDDEN if line.hides_total else pair_words(line.total)
            if seen.setdefault((each.period, line.key), words) != words:
                found.add((each.period, line.key))
    return found
