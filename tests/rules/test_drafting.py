"""A checklist while it is being written: what a row lacks, which keys it gets, where it stands."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklists.drafting import (
    OF_KIND,
    SHARED,
    DraftRow,
    faults,
    in_groups,
    key_from,
    keyed,
    make_checklist,
    moved,
    rows_of,
    table_of,
)
from checklists.library import library
from checklists.vocabulary import Kind

FROM = date(2027, 4, 1)
PORCHLIGHT = library()["porchlight-peer-support"]
DATA: dict[str, Any] = {
    "title": "Fire policy",
    "kind": "document",
    "force": "must",
    "clause": "K17",
    "group": "Key",
    "asks": "Your fire policy.",
}


def row(name: str, of: str | None = None, **changed: Any) -> DraftRow:
    return DraftRow(name, of, DATA | changed)


@pytest.mark.parametrize("key", list(library()))
def test_a_copied_checklist_is_the_same_again(key: str) -> None:
    checklist = library()[key]
    rows, year = rows_of(checklist, continued=True), checklist.year
    made = make_checklist(checklist.key, checklist.title, FROM, rows, year=year)
    assert made == replace(checklist, in_force_from=FROM)


def test_every_field_of_a_definition_has_its_place_in_the_editor() -> None:
    for checklist in library().values():
        for each in checklist.requirements:
            assert set(table_of(each)) <= {"kind", *SHARED, *OF_KIND[each.kind]}, each.key


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"title": "", "asks": ""}, ["title", "asks"]),
        ({"force": "maybe", "months": "twelve", "warn_days": 0}, ["force", "months", "warn_days"]),
        ({"kind": "cover"}, ["part"]),
        (
            {"kind": "cover", "part": [{"key": "a", "title": "A", "insurance": "a"}]},
            ["part 1 amount", "part 1 basis"],
        ),
        ({"kind": "accounts"}, ["years", "deadline_months"]),
        ({"kind": "confirmation"}, ["statement"]),
        ({"kind": "assessment"}, ["months"]),
        ({"kind": "register"}, ["level"]),
        ({"kind": "register", "level": "best", "months": 36}, ["level"]),
        ({"kind": "register", "level": "basic"}, ["months"]),
        ({"kind": "register", "topic": [{"key": "a"}]}, ["topic 1 title"]),
        ({"characteristics": ["age"]}, ["characteristics"]),
    ],
)
def test_everything_that_is_wrong_is_found_at_once(changed: dict[str, Any], fields: list[str]) -> None:
    assert [each.field for each in faults(DATA | changed)] == fields


def test_new_keys_come_from_titles_and_are_never_ones_that_were_used() -> None:
    rows = [row("1", "fire"), row("2"), row("3", title="Fire policy"), row("4", title="Gone", removed=False)]
    tables = keyed([*rows, replace(row("5", title="Out"), removed=True)], used={"fire-policy", "gone"})
    assert [each["key"] for each in tables] == ["fire", "fire-policy-2", "fire-policy-3", "gone-2"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Employers’ liability (£5m)", "employers-liability-5m"),
        ("中文", "requirement"),
        ("", "requirement"),
        ("a" * 99, "a" * 60),
    ],
)
def test_a_key_is_letters_digits_and_hyphens(title: str, key: str) -> None:
    assert key_from(title, ()) == key


def test_another_kind_is_a_new_requirement_with_what_both_have() -> None:
    before = row("1", "fire", statement="We have one.", months=12)
    after = before.as_kind(Kind.CONFIRMATION)
    assert (after.of, after.kind) == (None, Kind.CONFIRMATION)
    assert after.data["statement"] == "We have one."
    assert before.as_kind(Kind.COVER).data.get("months") is None
    assert before.as_kind(Kind.DOCUMENT) is before


def test_what_follows_in_the_contracts_words_is_kept_whatever_the_kind() -> None:
    before = row("1", "fire", consequence="Payment may be withheld.")
    (made,) = make_checklist("a", "A", FROM, [before.as_kind(Kind.DOCUMENT)]).requirements
    assert made.consequence == "Payment may be withheld."
    assert before.as_kind(Kind.AGREEMENT).data["consequence"] == "Payment may be withheld."
    assert table_of(made)["consequence"] == "Payment may be withheld."


def test_rows_of_a_group_stand_together() -> None:
    rows = [row("1", group="A"), row("2", group="B"), row("3", group="A")]
    assert [each.row for each in in_groups(rows)] == ["1", "3", "2"]


def test_capitals_and_blanks_make_no_other_group() -> None:
    typed = ["Key Contract Requirements", "People", "key  contract requirements"]
    rows = [row(str(number), group=group) for number, group in enumerate(typed, 1)]
    assert [(each.row, each.data["group"]) for each in in_groups(rows)] == [
        ("1", "Key Contract Requirements"),
        ("3", "Key Contract Requirements"),
        ("2", "People"),
    ]


@pytest.mark.parametrize(
    ("name", "by", "order"),
    [
        ("3", -1, "32145"),
        ("1", 1, "32145"),
        ("1", -1, "12345"),
        ("3", 1, "12345"),
        ("5", -1, "12354"),
        ("9", 1, "12345"),
    ],
)
def test_a_row_moves_among_those_of_its_group_that_are_there(name: str, by: int, order: str) -> None:
    rows = [
        row("1", group="A"),
        replace(row("2", group="A"), removed=True),
        row("3", group="A"),
        row("4", group="B"),
        row("5", group="B"),
    ]
    assert "".join(each.row for each in moved(rows, name, by)) == order


def test_a_checklist_needs_rows_that_lack_nothing() -> None:
    with pytest.raises(ValueError, match="title"):
        make_checklist("a", "A", FROM, [row("1", title="")])
    with pytest.raises(ValueError, match="must be a list of tables"):
        make_checklist("a", "A", FROM, [])


def test_what_is_kept_is_the_row_without_its_key() -> None:
    assert "key" not in table_of(PORCHLIGHT.requirements[0])
