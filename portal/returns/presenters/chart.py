"""A measure over its periods as a picture, with the same as a table. Numbers are units of the drawing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checklists.year.vocabulary import Verdict
from portal.words.day_marks import MIDDLE, marked
from portal.words.measures import VERDICT, reached_in_words
from portal.words.returns import period_name

WIDTH, HEIGHT = 340, 150
LEFT, RIGHT, TOP, BOTTOM = 48, 14, 18, 124
LETTER, BETWEEN = 7, 12
"""How wide a letter under the picture is, and how far apart two words are at least."""
TALL = Fraction(11, 10)
MISSED = "M-5,-5L5,5M-5,5L5,-5"


@dataclass(frozen=True, slots=True)
class Point:
    """A period of a measure. `value` is None where there is none to be shown: `gap` says why. `aim` is what
    was to be reached. `notes` are what was noted of it. `said` stands in the place of the verdict, where that
    is not of this figure."""

    period: str
    words: str
    value: Fraction | None
    verdict: Verdict
    aim: Fraction | None = None
    gap: str = ""
    href: str = ""
    is_corrected: bool = False
    notes: tuple[str, ...] = ()
    said: str = ""

    @property
    def verdict_words(self) -> str:
        return self.said or VERDICT[self.verdict]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the picture; `is_gap` where nothing is drawn but a word that says so."""

    x: float
    y: float
    words: str
    is_missed: bool
    is_gap: bool
    is_ringed: bool
    letter: str


@dataclass(frozen=True, slots=True)
class Label:
    """`place` is along the picture or its height; `anchor` keeps words under it inside."""

    place: float
    words: str
    anchor: str = MIDDLE


@dataclass(frozen=True, slots=True)
class Row:
    """A period in the table."""

    period: str
    words: str
    value: str
    aim: str
    verdict: str
    tag: str
    href: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`anchor` is its own on the page; `lines` are what joins neighbours, `aim` the dashed line."""

    anchor: str
    title: str
    rule: str
    summary: str
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    aim: str
    numbers: tuple[Label, ...]
    periods: tuple[Label, ...]
    rows: tuple[Row, ...]
    href: str = ""
    has_corrected: bool = False
    has_gaps: bool = False
    has_notes: bool = False


def chart_of(
    anchor: str, title: str, rule: str, points: Sequence[Point], *, is_share: bool, href: str = ""
) -> Chart:
    top = highest(points, is_share=is_share)
    places = [place_of(number, len(points)) for number in range(len(points))]
    heights = [height_of(each.value, top) for each in points]
    return Chart(
        anchor,
        title,
        rule,
        summary_of(title, points),
        tuple(mark_of(*each) for each in zip(points, places, heights, strict=True)),
        tuple(joined(places, heights)),
        aim_of(points, places, top),
        (Label(height_of(top, top) or TOP, number(top, is_share=is_share)), Label(BOTTOM, "0")),
        tuple(labels(points, places)),
        tuple(row_of(each, is_share=is_share) for each in points),
        href,
        any(each.is_corrected for each in points),
        any(each.value is None for each in points),
        any(each.notes for each in points),
    )


def highest(points: Iterable[Point], *, is_share: bool) -> Fraction:
    if is_share:
        return Fraction(1)
    found = [each for point in points for each in (point.value, point.aim) if each is not None]
    return Fraction(max(1, -(-max(found, default=Fraction(1)) * TALL // 1)))


def place_of(number: int, many: int) -> float:
    width = WIDTH - LEFT - RIGHT
    return round(LEFT + width * (number + 0.5) / many, 1)


def height_of(value: Fraction | None, top: Fraction) -> float | None:
    if value is None:
        return None
    return round(BOTTOM - float(min(value / top, Fraction(1))) * (BOTTOM - TOP), 1)


def mark_of(point: Point, place: float, height: float | None) -> Mark:
    name = period_name(point.period)
    said = f"{name}: {point.words}. {point.verdict_words}" if not point.gap else f"{name}: {point.gap}"
    letter = "" if height is not None else "H" if point.gap.startswith("Hidden") else "–"
    is_missed = point.verdict is Verdict.NOT_MET
    y = BOTTOM - 6 if height is None else height
    return Mark(place, y, said, is_missed, height is None, point.is_corrected, letter)


def joined(places: Sequence[float], heights: Sequence[float | None]) -> Iterator[str]:
    """A line through those that stand next to each other: over a gap there is none."""
    run: list[str] = []
    for place, height in zip(places, heights, strict=True):
        if height is not None:
            run.append(f"{place},{height}")
            continue
        if len(run) > 1:
            yield " ".join(run)
        run = []
    if len(run) > 1:
        yield " ".join(run)


def aim_of(points: Sequence[Point], places: Sequence[float], top: Fraction) -> str:
    """A step for each period that has something to reach."""
    half = (WIDTH - LEFT - RIGHT) / len(points) / 2 if points else 0
    steps = []
    for point, place in zip(points, places, strict=True):
        height = height_of(point.aim, top)
        if height is not None:
            steps.append(f"M{place - half:.1f},{height}H{place + half:.1f}")
    return "".join(steps)


def labels(points: Sequence[Point], places: Sequence[float]) -> Iterator[Label]:
    """As many periods as there is room for, the last one among them."""
    names = [period_name(each.period) for each in points]
    gap = (WIDTH - LEFT - RIGHT) / max(1, len(points))
    apart = LETTER * max(map(len, names), default=0) + BETWEEN
    step = max(1, -int(-apart // gap))
    for number in range((len(points) - 1) % step, len(points), step):
        mark = marked(places[number], names[number], WIDTH, LETTER)
        yield Label(mark.x, mark.label, mark.anchor)


def number(value: Fraction, *, is_share: bool) -> str:
    return reached_in_words(value, is_share=is_share)


def row_of(point: Point, *, is_share: bool) -> Row:
    tags = {Verdict.MET: "govuk-tag--green", Verdict.NOT_MET: "govuk-tag--red"}
    about = (("Corrected since it was given first.",) if point.is_corrected else ()) + point.notes
    return Row(
        period_name(point.period),
        point.gap or point.words,
        number(point.value, is_share=is_share) if is_share and point.value is not None else "",
        number(point.aim, is_share=is_share) if point.aim is not None else "",
        point.verdict_words,
        tags.get(point.verdict, "govuk-tag--grey"),
        point.href,
        about,
    )


def summary_of(title: str, points: Sequence[Point]) -> str:
    if not points:
        return f"{title}: no period yet."
    last = points[-1]
    return f"{title}: {period_name(last.period)} {last.gap or last.words}. The table below says the same."


def with_notes(points: Iterable[Point], notes: Iterable[tuple[str, str]]) -> tuple[Point, ...]:
    """`notes` are periods and what is said of each."""
    said: dict[str, tuple[str, ...]] = {}
    for period, words in notes:
        said[period] = (*said.get(period, ()), words)
    return tuple(replace(each, notes=said.get(each.period, ())) for each in points)
