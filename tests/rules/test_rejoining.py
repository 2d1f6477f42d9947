"""Rows of a file and the checklist that a contract has: which are the same, which are asked about."""

from typing import Any

import pytest

from checklists.continuing import earlier_requirements, open_questions
from checklists.drafting import DraftRow, table_of
from checklists.published import Published
from checklists.rejoining import join_rows, not_named
from checklists.requirement import Checklist
from checklists.vocabulary import Kind
from tests.rules.examples import d, requirement

COMPLAINTS = requirement(key="complaints-policy", title="Complaints policy", clause="K1", warn_days=42)
FIRE = requirement(key="fire-policy", title="Fire policy", clause="K2")
PLEDGE = requirement(Kind.CONFIRMATION, key="pledge", title="Gifts pledge", clause="K3", statement="So.")
GONE = requirement(key="visits", title="Home visits", clause="K4")
ONE, OTHER = (requirement(key=f"two-{each}", title="Two of a name", clause=f"K{each}") for each in (5, 6))
LAST = Checklist("c", "C", d("2027-05-04"), (COMPLAINTS, FIRE, PLEDGE, ONE, OTHER))
FIRST = Checklist("c", "C", d("2026-01-01"), (COMPLAINTS, GONE))
EARLIER = earlier_requirements(Published(each, each.in_force_from) for each in (FIRST, LAST))

READ = ("title", "asks", "kind")


def row(title: str, kind: str = "document", name: str = "1", **more: Any) -> DraftRow:
    return DraftRow(name, None, {"title": title, "kind": kind, "asks": "Yours.", **more})


CASES: dict[str, tuple[DraftRow, str | None, list[str]]] = {
    "the same name": (row("Complaints policy"), "complaints-policy", []),
    "the same name as people write it": (row("COMPLAINTS  Policy."), "complaints-policy", []),
    "the same name, another place": (row("Fire policy", clause="K1"), "fire-policy", []),
    "the same name, read as another kind": (row("Gifts pledge"), "pledge", []),
    "much the same name": (row("Procedure for complaints"), None, ["complaints-policy"]),
    "much the same name, read as another kind": (row("Pledge about gifts"), None, ["pledge"]),
    "the same place": (row("What people say of us", clause="K1"), None, ["complaints-policy"]),
    "what was there and is not asked now": (row("Home visits"), None, ["visits"]),
    "two of that name": (row("Two of a name"), None, ["two-5", "two-6"]),
    "nothing like it": (row("Allotments"), None, []),
}


@pytest.mark.parametrize(("read", "key", "asked"), CASES.values(), ids=CASES.keys())
def test_a_row_of_a_file_is_the_same_or_asked_about(
    read: DraftRow, key: str | None, asked: list[str]
) -> None:
    (joined,) = join_rows([read], {"1": READ}, LAST)
    assert joined.row.of == key
    questions = open_questions([joined.row, *not_named([joined], LAST)], EARLIER)
    assert [each.key for each in questions.get("1", ())] == asked


def test_what_the_file_does_not_say_stays_as_it_was() -> None:
    (joined,) = join_rows(
        [row("Complaints policy", force="should", months=24, warn_days=30)], {"1": READ}, LAST
    )
    assert joined.row.data == table_of(COMPLAINTS) | {"asks": "Yours."}
    (joined,) = join_rows([row("Complaints policy", months=24)], {"1": (*READ, "months")}, LAST)
    assert joined.row.data == table_of(COMPLAINTS) | {"asks": "Yours.", "months": 24}


def test_the_kind_that_it_had_is_kept_and_said() -> None:
    (joined,) = join_rows([row("Gifts pledge", months=12)], {"1": (*READ, "months")}, LAST)
    assert (joined.row.kind, joined.read_as) == (Kind.CONFIRMATION, Kind.DOCUMENT)
    assert joined.row.data == table_of(PLEDGE) | {"asks": "Yours.", "months": 12}
    (likely,) = join_rows([row("Pledge about gifts")], {"1": READ}, LAST)
    assert (likely.row.kind, likely.read_as) == (Kind.CONFIRMATION, Kind.DOCUMENT)
    (other,) = join_rows([row("Allotments")], {"1": READ}, LAST)
    assert (other.row.kind, other.read_as) == (Kind.DOCUMENT, None)


def test_two_rows_of_one_name_are_both_asked_about() -> None:
    rows = [row("Fire policy"), row("Fire Policy", name="2")]
    joined = join_rows(rows, {}, LAST)
    assert [each.row.of for each in joined] == [None, None]
    assert set(open_questions([each.row for each in joined], EARLIER)) == {"1", "2"}


def test_what_the_file_does_not_name_is_taken_out_and_can_be_put_back() -> None:
    joined = join_rows([row("Fire policy"), row("Allotments", name="2")], {}, LAST)
    out = not_named(joined, LAST)
    assert [(each.of, each.removed) for each in out] == [
        (each.key, True) for each in (COMPLAINTS, PLEDGE, ONE, OTHER)
    ]
    assert len({each.row for each in out} | {"1", "2"}) == len(out) + 2
