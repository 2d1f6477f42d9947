"""No row of a table is lost: each is read, or listed as left out, or is a heading."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklists.proposal.document import document_of
from checklists.proposal.finding import find_entries
from checklists.proposal.left_out import LeftOut
from tests.builders.tabled import document, table

Row = tuple[str, ...]
NUMBERED, NAMED = ("Ref", "Requirement", "Evidence"), ("Requirement", "Evidence")
HEADINGS: tuple[Row, ...] = (
    NUMBERED,
    NAMED,
    ("No", "Insurance", "Amount"),
    ("Policy", "What we need", "Review"),
    ("Document", "Evidence", "Frequency"),
    ("Requirement", "Evidence", "Review cycle", "Mandatory"),
)
TITLES = (
    *("Safeguarding policy", "Lone working", "Insurance", "Training", "DBS", "Accounts", "Complaints"),
    *("Public liability insurance", "Complaints procedure", "Fire risk assessment", "Bullying policy"),
)
SAID = ("Policy", "Certificate", "Document", "Procedure", "Insurance", "Required", "Yes", "Annual", "A copy")


def taken(*rows: Row) -> tuple[list[str], list[str], list[LeftOut]]:
    """The titles that were read of a table, the places of all that were read, and what was left out."""
    entries, left_out = find_entries(document_of(document(table(*rows))))
    return [each.title for each in entries], [each.place for each in entries], left_out


def places(rows: list[Row]) -> set[str]:
    """Where they stand below a heading row, without the empty ones."""
    return {f"Table 1, row {number}" for number, row in enumerate(rows, 2) if any(row)}


@st.composite
def tables(draw: st.DrawFn) -> tuple[Row, list[Row]]:
    """A heading row and requirements, now and then with an empty row between."""
    heading = draw(st.sampled_from(HEADINGS))
    is_numbered = next(iter(heading)) in ("Ref", "No")
    rows: list[Row] = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        said = [str(number)] * is_numbered + [draw(st.sampled_from(TITLES))]
        said += [draw(st.sampled_from(SAID)) for _ in heading[len(said) :]]
        rows += [("",) * len(heading)] * draw(st.sampled_from((0, 0, 0, 1))) + [tuple(said)]
    return heading, rows


@given(tables())
@example((("Policy", "What we need", "Review"), [("Fire plan", "Yes", "Annual"), ("Gifts", "A", "B")]))
def test_every_row_is_read_or_left_out_once(made: tuple[Row, list[Row]]) -> None:
    heading, rows = made
    _, read, left_out = taken(heading, *rows)
    listed = [*read, *(each.place for each in left_out if each.place != "Table 1, row 1")]
    assert sorted(listed) == sorted(places(rows))


@given(st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(SAID)), min_size=1, max_size=8))
def test_a_numbered_row_is_always_read(named: list[Row]) -> None:
    titles, _, left_out = taken(NUMBERED, *((str(number), *row) for number, row in enumerate(named, 1)))
    assert (titles, left_out) == ([title for title, _ in named], [])


@pytest.mark.parametrize(
    "named",
    [
        [
            ("Safeguarding", "Policy"),
            ("Lone work", "Policy"),
            ("Insurance", "Certificate"),
            ("Gifts", "Policy"),
        ],
        [
            *(("Safeguarding policy", "Policy"), ("Training", "Plan"), ("Gifts", "Policy"), ("Fire", "Plan")),
            *((f"{each} policy", "Policy") for each in ("Lone working", "Bullying", "Whistleblowing")),
        ],
    ],
)
def test_a_short_requirement_is_no_heading(named: list[Row]) -> None:
    rows = [(str(number), *row) for number, row in enumerate(named, 1)]
    titles, _, left_out = taken(NUMBERED, *rows)
    assert (titles, left_out) == ([title for title, _ in named], [])
    assert taken(NAMED, *named)[::2] == (titles, [])


def test_a_row_like_those_above_is_no_heading_though_its_words_could_be() -> None:
    rows = [("Fire plan", "Evidence in full", "Annual"), ("Insurance", "Evidence", "Annual")]
    titles, _, left_out = taken(("Policy", "What we need", "Review"), *rows)
    assert (titles, left_out) == (["Fire plan", "Insurance"], [])


def test_a_heading_with_nothing_below_it_is_a_requirement() -> None:
    rows = [("Fire plan", "A copy", "Every year"), ("Insurance", "Evidence", "Review")]
    titles, _, left_out = taken(("Policy", "What we need", "How often"), *rows)
    assert (titles, left_out) == (["Fire plan", "Insurance"], [])


def test_what_could_be_a_requirement_is_shown_where_it_was_read_as_a_heading() -> None:
    rows = [("Fire plan", "A copy", "Annual"), ("Insurance", "Evidence", "Review"), ("Gifts", "Notes", "No")]
    _, _, left_out = taken(("Policy", "What we need", "How often"), *rows)
    assert [(each.place, each.why) for each in left_out] == [
        ("Table 1, row 3", "It was read as the heading of the rows below it.")
    ]


def test_a_row_without_a_title_is_left_out_where_none_is_above_it() -> None:
    titles, _, left_out = taken(NUMBERED, ("1", "", "A copy of it"), ("2", "Fire policy", "A copy"))
    assert titles == ["Fire policy"]
    assert [each.why for each in left_out] == ["There are no words in the column of titles."]
