"""The figures of a section as its form asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.year.giving_figures import NUMERATOR, Pair, has_two
from checklists.year.rows import Measure
from portal.returns.forms import Doubt
from portal.returns.presenters.whole import pair_words
from portal.returns.queries.earlier import Earlier
from portal.words.measures import counts_towards, rule_in_words


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A measure with its one or two inputs. `doubt` is asked about it."""

    title: str
    target: str
    inputs: tuple[Input, ...]
    earlier: str
    doubt: str


def figure_rows(
    measures: Sequence[Measure], earlier: Earlier | None, doubts: Sequence[Doubt]
) -> tuple[FigureRow, ...]:
    asked = {each.measure.key: each for each in doubts}
    return tuple(
        figure_row(place, each, earlier, asked.get(each.key)) for place, each in enumerate(measures, 1)
    )


def figure_row(place: int, measure: Measure, earlier: Earlier | None, doubt: Doubt | None) -> FigureRow:
    inputs = [Input(f"{NUMERATOR[0]}{place}", measure.numerator)]
    if has_two(measure):
        inputs.append(Input(f"d{place}", measure.denominator or ""))
    return FigureRow(
        measure.title,
        target_words(measure),
        tuple(inputs),
        pair_words(earlier.figures.get(measure.key, Pair())) if earlier else "",
        doubt_words(doubt) if doubt else "",
    )


def target_words(measure: Measure) -> str:
    if not measure.has_target:
        return ""
    return counts_towards(measure) if measure.is_together else f"Target: {rule_in_words(measure)}"


def doubt_words(doubt: Doubt) -> str:
    if doubt.is_blank:
        return "Nothing is given here. Leave it blank only where you cannot give it."
    return "This differs by more than half from the last period."
