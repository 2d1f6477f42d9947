"""Figures as people write them: what is no mistake, and what is wrong, each with its line."""

import csv

import pytest

from checklists.year.figures import Figure
from checklists.year.judging import Setting, judge
from checklists.year.reading_figures import FiguresWrong, read_figures
from tests.rules.year_examples import FIRST, PORCHLIGHT

HEAD = "measure,period,numerator,denominator\n"
MEASURES = PORCHLIGHT.year.measures


def read(text: str) -> list[Figure]:
    return read_figures(list(csv.reader(text.splitlines())), MEASURES, FIRST)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("first-contact,2026-Q1,,", "not-given"),
        ("first-contact,2026-Q1", "not-given"),
        ("first-contact,2026-Q1,0,0", "too-few"),
        ("first-contact,2026-Q1,4,4", "too-few"),
        ("sign-ups,2026-Q1,,", "not-given"),
        ("sign-ups,2026,35,", "met"),
        ("sign-ups,2026-Q1,9,35", "met"),
        ("sign-ups,2026-Q1,0,", "not-met"),
        ("first-contact,2026-Q1,1\u00a0900,2\u202f000", "met"),
    ],
)
def test_what_is_no_mistake(row: str, verdict: str) -> None:
    (figure,) = read(f"{HEAD}{row}\n")
    judged = judge(Setting(MEASURES, {(figure.measure, figure.period): figure}, FIRST))
    assert [each.verdict for each in judged if each.measure.key == figure.measure] == [verdict]


WRONG: dict[str, tuple[str, str]] = {
    "no columns": ("first-contact,2026-Q1,19,20\n", "Line 1: The column measure is missing."),
    "a column too few": (
        "measure,period,numerator\nsign-ups,2026-Q1,7\n",
        "Line 1: The column denominator is missing",
    ),
    "a column twice": (
        f"measure,{HEAD}a,sign-ups,2026-Q1,7,\n",
        "Line 1: The column measure is there twice.",
    ),
    "another column": (f"{HEAD.strip()},area\nsign-ups,2026-Q1,7,,Dover\n", "Line 1: “area” is no column"),
    "no figures": (HEAD, "Line 1: There are no figures"),
    "nothing at all": ("", "Line 1: There is nothing here."),
    "only blanks": (" \n\n", "Line 1: There is nothing here."),
    "no measure": (f"{HEAD},2026-Q1,19,20\n", "Line 2: The measure is missing."),
    "an unknown measure": (
        f"{HEAD}first-contacts,2026-Q1,1,2\n",
        "Line 2: “first-contacts” is no measure of this definition. Is first-contact meant?",
    ),
    "no period": (f"{HEAD}first-contact,,19,20\n", "Line 2: The period is missing."),
    "an unknown period": (f"{HEAD}first-contact,2026-Q5,19,20\n", "Line 2: “2026-Q5” is no period."),
    "another way to write it": (f"{HEAD}first-contact,Q1 2026,19,20\n", "periods such as 2026-Q1"),
    "a period of another kind": (
        f"{HEAD}first-contact,2026-01,19,20\n",
        "Line 2: first-contact is given by quarter",
    ),
    "a year that is meant for nothing": (f"{HEAD}first-contact,2026,19,20\n", "is given by quarter"),
    "a year long past": (f"{HEAD}first-contact,0001-Q1,19,20\n", "Line 2: There is no period 0001-Q1."),
    "no numerator": (f"{HEAD}first-contact,2026-Q1,,20\n", "Line 2: The numerator is missing."),
    "no denominator": (f"{HEAD}first-contact,2026-Q1,19,\n", "Line 2: The denominator is missing."),
    "of nobody": (
        f"{HEAD}first-contact,2026-Q1,1,0\n",
        "Line 2: The numerator 1 is more than the denominator 0.",
    ),
    "more than all": (f"{HEAD}first-contact,2026-Q1,21,20\n", "Line 2: The numerator 21 is more than"),
    "less than nothing": (f"{HEAD}first-contact,2026-Q1,-5,20\n", "Line 2: The numerator is -5"),
    "a minus of a typist": (f"{HEAD}first-contact,2026-Q1,−5,20\n", "Line 2: The numerator is −5"),
    "half a person": (
        f"{HEAD}first-contact,2026-Q1,9.5,20\n",
        "Line 2: The numerator is 9.5: it must be whole.",
    ),
    "half of all": (
        f"{HEAD}first-contact,2026-Q1,9,20.5\n",
        "Line 2: The denominator is 20.5: it must be whole.",
    ),
    "per cent": (f"{HEAD}first-contact,2026-Q1,95%,100\n", "Line 2: The numerator is 95%"),
    "words": (f"{HEAD}first-contact,2026-Q1,many,100\n", "Line 2: The numerator “many” is no number"),
    "a decimal comma": (
        f'{HEAD}first-contact,2026-Q1,"0,95",1\n',
        "Line 2: The numerator “0,95” is no number",
    ),
    "a point between thousands": (
        f"{HEAD}first-contact,2026-Q1,1.000,2.000\n",
        "Line 2: The numerator “1.000” could be 1 or 1,000. Write the one that is meant.",
    ),
    "a point between thousands of all": (
        f"{HEAD}first-contact,2026-Q1,1,2.000\n",
        "Line 2: The denominator “2.000” could be 2 or 2,000.",
    ),
    "an exponent": (f"{HEAD}first-contact,2026-Q1,1e2,200\n", "Line 2: The numerator “1e2” is no number"),
    "digits of another script": (
        f"{HEAD}first-contact,2026-Q1,١٩,20\n",
        "Line 2: The numerator “١٩” is no number",
    ),
    "huge": (f"{HEAD}first-contact,2026-Q1,5,{'9' * 30}\n", "Line 2: The denominator is larger than any"),
    "huge beyond reading": (
        f"{HEAD}first-contact,2026-Q1,5,{'9' * 6000}\n",
        "Line 2: The denominator is larger",
    ),
    "a thousand without quotes": (
        f"{HEAD}first-contact,2026-Q1,1,900,2,000\n",
        "Line 2: There are more cells",
    ),
    "the same line again": (
        f"{HEAD}first-contact,2026-Q1,19,20\nfirst-contact,2026-Q1,19,20\n",
        "Line 3: first-contact of 2026-Q1 is given already, in line 2.",
    ),
    "another figure of the same": (
        f"{HEAD}first-contact,2026-Q1,19,20\nsign-ups,2026-Q1,7,\nfirst-contact,2026-q1,20,20\n",
        "Line 4: first-contact of 2026-Q1 is given already, in line 2.",
    ),
    "a share of a number": (
        f"{HEAD}sign-ups,2026-Q1,90,100\n",
        "Line 2: sign-ups is a number: leave the denominator",
    ),
    "a year and its quarter": (
        f"{HEAD}sign-ups,2026-Q1,7,\nsign-ups,2026,35,\n",
        "Line 3: sign-ups is given for 2026 and for parts of it",
    ),
    "several at once": (
        f"{HEAD}nothing,2026-Q1,19,20\nfirst-contact,2026-Q1,21,20\n",
        "Line 2: “nothing” is no measure of this definition. Line 3: The numerator 21",
    ),
}


@pytest.mark.parametrize(("figures", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_figures_name_their_line(figures: str, sentence: str) -> None:
    with pytest.raises(FiguresWrong) as caught:
        read(figures)
    assert sentence in str(caught.value)


def test_none_of_the_figures_counts_where_one_is_wrong() -> None:
    with pytest.raises(FiguresWrong) as caught:
        read(f"{HEAD}first-contact,2026-Q1,19,20\nfirst-contact,2026-Q2,21,20\nwellbeing,2026-Q9,1,2\n")
    assert [each.line for each in caught.value.problems] == [3, 4]


def test_of_many_wrong_lines_the_first_are_named() -> None:
    with pytest.raises(FiguresWrong) as caught:
        read(HEAD + "nothing,2026-Q1,1,2\n" * 5000)
    assert str(caught.value).endswith("And 4,980 more lines are wrong.")
    assert "Line 21:" in str(caught.value)
    assert "Line 22:" not in str(caught.value)


def test_nothing_is_dropped_of_a_column_without_a_name() -> None:
    with pytest.raises(FiguresWrong, match="Line 2: There is something in a column without a name"):
        read("measure,period,,numerator,denominator\nfirst-contact,2026-Q1,note,19,20\n")
    assert len(read("measure,period,,numerator,denominator\nfirst-contact,2026-Q1,,19,20\n")) == 1
