"""What the council does not see of small numbers, and that none of it can be worked out."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.year.figures import Figure
from checklists.year.small_numbers import Sum, hidden

FEWEST = 5
Given = tuple[int, int | None]
Figures = Mapping[str, Figure]

SHARES = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda two: (min(two), max(two)))


def table(parts: Mapping[str, Given]) -> dict[str, Figure]:
    """The parts and their total."""
    figures = {key: figure(*each) for key, each in parts.items()}
    numerator = sum(each for each, _ in parts.values())
    wholes = [each for _, each in parts.values() if each is not None]
    return figures | {"total": figure(numerator, sum(wholes) if wholes else None)}


def figure(numerator: int, denominator: int | None) -> Figure:
    return Figure("m", "2026-Q1", Decimal(numerator), None if denominator is None else Decimal(denominator))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({"a": (20, 40), "b": (30, 50)}, "", id="nothing is small"),
        pytest.param({"a": (3, 40), "b": (30, 50)}, "a b", id="of two the other gives it away"),
        pytest.param({"a": (3, 40), "b": (30, 50), "c": (60, 90)}, "a b", id="the smaller goes with it"),
        pytest.param({"a": (38, 40), "b": (30, 50), "c": (60, 90)}, "a b", id="few are left out"),
        pytest.param({"a": (0, 3), "b": (30, 50), "c": (60, 90)}, "a b", id="few in all"),
        pytest.param({"a": (0, 40), "b": (30, 50)}, "", id="nobody points at nobody"),
        pytest.param({"a": (3, 40), "b": (0, 50), "c": (60, 90)}, "a c", id="nobody hides nobody"),
        pytest.param({"a": (1, 10), "b": (1, 10), "c": (9, 90)}, "a b c", id="two come to few"),
        pytest.param({"a": (3, None), "b": (7, None), "c": (9, None)}, "a b", id="numbers"),
        pytest.param({"a": (3, 40)}, "a total", id="alone it is the total"),
        pytest.param({"a": (5, 10)}, "", id="as many as that are enough"),
        pytest.param({"a": (2, 4), "b": (0, 0)}, "a total", id="a total that is small itself"),
    ],
)
def test_what_is_hidden(parts: Mapping[str, Given], expected: str) -> None:
    found = hidden(table(parts), [Sum("total", tuple(parts))], FEWEST)
    assert found == frozenset(expected.split())
    assert is_safe(table(parts), [Sum("total", tuple(parts))], found)


@given(st.lists(st.lists(SHARES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_hidden_figure_can_be_worked_out(quarters: list[list[Given]]) -> None:
    """From partners, totals of quarters and the year to date, whichever are shown."""
    figures: dict[str, Figure] = {}
    sums = list[Sum]()
    for place, quarter in enumerate(quarters):
        keys = {f"{place}-{number}": each for number, each in enumerate(quarter)}
        whole = table(keys)
        figures |= {key: whole[key] for key in keys} | {f"total-{place}": whole["total"]}
        sums.append(Sum(f"total-{place}", tuple(keys)))
    totals = {each.total: figures[each.total] for each in sums}
    whole = table(
        {key: (int(each.numerator or 0), int(each.denominator or 0)) for key, each in totals.items()}
    )
    figures["year"] = whole["total"]
    sums.append(Sum("year", tuple(totals)))
    assert is_safe(figures, sums, hidden(figures, sums, FEWEST))


def is_safe(figures: Figures, sums: list[Sum], found: frozenset[str]) -> bool:
    """Whether the equations of the sums leave every hidden figure open."""
    unknown = sorted(found)
    rows = []
    for each in sums:
        terms = {each.total: -1} | dict.fromkeys(each.parts, 1)
        rows.append([Fraction(terms.get(key, 0)) for key in unknown])
    reduced = reduce_rows(rows)
    return not any(sum(1 for each in row if each) == 1 for row in reduced)


def reduce_rows(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The reduced row echelon form: an unknown is determined where a row has nothing but it."""
    done: list[list[Fraction]] = []
    width = len(rows[0]) if rows else 0
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [each / pivot[column] for each in pivot]
        rows = [cleared(row, pivot, column) for row in rows]
        done = [*(cleared(row, pivot, column) for row in done), pivot]
    return done


def cleared(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [each - row[column] * other for each, other in zip(row, pivot, strict=True)]
