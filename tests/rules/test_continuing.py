"""Whether a row of a draft is a requirement that was there before: when it is asked, and what is offered."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklists.continuing import (
    Earlier,
    continuing,
    earlier_requirements,
    open_questions,
    possible,
    twice_continued,
)
from checklists.drafting import DraftRow, make_checklist, rows_of, table_of
from checklists.published import Published
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Kind
from tests.rules.examples import d, requirement

COMPLAINTS = requirement(key="complaints-policy", title="Complaints policy", clause="K1")
FIRE = requirement(key="fire-policy", title="Fire policy", clause="K2")
VISITS = requirement(key="visits", title="Home visits", clause="K3")
PLEDGE = requirement(Kind.CONFIRMATION, key="pledge", title="Gifts", clause="K4", statement="We say so.")
FIRST, SECOND = d("2026-01-01"), d("2027-05-04")


def published(*versions: tuple[Requirement, ...]) -> list[Published]:
    days = (FIRST, SECOND, d("2028-01-01"))
    return [
        Published(Checklist("c", "C", day, asked), day) for day, asked in zip(days, versions, strict=False)
    ]


OUT = earlier_requirements(published((COMPLAINTS, FIRE, VISITS, PLEDGE), (FIRE, VISITS)))
"""The complaints policy and the pledge were taken out in the second version."""


def row(name: str, of: str | None = None, **changed: Any) -> DraftRow:
    return DraftRow(name, of, {"kind": "document", "title": "", **changed})


KEPT = [
    replace(each, row=each.of or "")
    for each in rows_of(Checklist("c", "C", SECOND, (FIRE, VISITS)), continued=True)
]


def asked(*rows: DraftRow) -> dict[str, list[str]]:
    """By row the keys of the requirements that it may be."""
    questions = open_questions([*KEPT, *rows], OUT)
    return {name: [each.key for each in found] for name, found in questions.items()}


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ({"title": "Complaints policy"}, ["complaints-policy"]),
        ({"title": "COMPLAINTS  Policy."}, ["complaints-policy"]),
        ({"title": "Procedure for complaints"}, ["complaints-policy"]),
        ({"title": "How you are told off", "clause": "K1"}, ["complaints-policy"]),
        ({"title": "Gifts", "kind": "confirmation"}, ["pledge"]),
        # Evidence of another kind is never offered, whatever the row is called.
        ({"title": "Gifts"}, []),
        ({"title": "Complaints policy", "kind": "confirmation"}, []),
        # What another row continues is not this one.
        ({"title": "Fire policy"}, []),
        ({"title": "Lone working", "clause": "K9"}, []),
        ({"title": ""}, []),
        ({"title": "The policy"}, []),
    ],
)
def test_a_row_that_is_typed_in(typed: dict[str, str], keys: list[str]) -> None:
    assert asked(row("new", **typed)) == ({"new": keys} if keys else {})


def test_what_is_new_never_gets_the_key_of_what_was_there() -> None:
    """Unless somebody says that it is the same: also where the kind is another."""
    full = table_of(COMPLAINTS)
    for data in (full, {**full, "kind": "confirmation", "statement": "We have one."}):
        made = make_checklist("c", "C", SECOND, [DraftRow("new", None, data)], used=OUT)
        assert [each.key for each in made.requirements] == ["complaints-policy-2"]
    same = continuing(DraftRow("new", None, full), "complaints-policy", [OUT["complaints-policy"]])
    made = make_checklist("c", "C", SECOND, [same], used=OUT)
    assert [each.key for each in made.requirements] == ["complaints-policy"]


def test_an_answer_closes_the_question_until_the_row_is_called_otherwise() -> None:
    new = row("new", title="Complaints policy")
    answered = continuing(new, None, [OUT["complaints-policy"]])
    assert asked(answered) == {}
    assert asked(continuing(new, "complaints-policy", [OUT["complaints-policy"]])) == {}
    other = replace(answered, data={**answered.data, "title": "Gifts", "kind": "confirmation"})
    assert asked(other) == {"new": ["pledge"]}


def test_what_is_taken_out_of_the_draft_and_typed_anew_is_asked_about_too() -> None:
    out = [replace(each, removed=True) if each.of == "fire-policy" else each for each in KEPT]
    found = open_questions([*out, row("new", title="Fire policy")], OUT)
    assert [each.key for each in found["new"]] == ["fire-policy"]
    assert found["new"][0].is_asked


def test_a_renamed_row_keeps_its_key_unasked() -> None:
    renamed = [replace(each, data={**each.data, "title": f"New {each.of}"}) for each in KEPT]
    assert open_questions(renamed, OUT) == {}


def test_two_rows_that_swap_their_names_are_asked_which_they_are() -> None:
    titles = {"fire-policy": "Home visits", "visits": "Fire policy"}
    swapped = [replace(each, data={**each.data, "title": titles[each.of or ""]}) for each in KEPT]
    found = open_questions(swapped, OUT)
    keys = {name: [each.key for each in offered] for name, offered in found.items()}
    assert keys == {"fire-policy": ["fire-policy", "visits"], "visits": ["visits", "fire-policy"]}
    still = [continuing(each, each.of, found[each.row]) for each in swapped]
    assert open_questions(still, OUT) == {}
    half = [continuing(swapped[0], "visits", found["fire-policy"]), swapped[1]]
    assert [[each.row for each in same] for same in twice_continued(half).values()] == [
        ["fire-policy", "visits"]
    ]
    whole = [half[0], continuing(swapped[1], "fire-policy", found["visits"])]
    assert (twice_continued(whole), open_questions(whole, OUT)) == ({}, {})


def test_a_row_that_takes_the_name_of_what_was_taken_out_is_asked() -> None:
    renamed = replace(KEPT[0], data={**KEPT[0].data, "title": "Complaints policy"})
    found = open_questions([renamed, KEPT[1]], OUT)
    assert [each.key for each in found["fire-policy"]] == ["fire-policy", "complaints-policy"]


def test_rows_of_a_sheet_that_continue_nothing_are_asked_one_by_one() -> None:
    """As they come out of Word or Excel: each that matches is asked, the others are new."""
    titles = ("Complaints policy", "Fire Policy", "Visits at home", "Lone working")
    rows = [row(str(place), title=title) for place, title in enumerate(titles)]
    found = open_questions(rows, OUT)
    keys = {name: [each.key for each in offered] for name, offered in found.items()}
    assert keys == {"0": ["complaints-policy"], "1": ["fire-policy"], "2": ["visits"]}


def test_two_new_rows_cannot_both_be_the_one_that_was_there() -> None:
    rows = [row("a", title="Complaints policy"), row("b", title="Complaints procedure")]
    first = continuing(rows[0], "complaints-policy", [OUT["complaints-policy"]])
    assert list(open_questions([first, rows[1]], OUT)) == []
    assert twice_continued([first, replace(rows[1], of="complaints-policy")]).keys() == {"complaints-policy"}


def test_what_it_could_be_besides_is_offered_the_likeliest_first() -> None:
    far = row("new", title="Fires")
    assert [each.key for each in possible(far, [far], OUT)] == ["complaints-policy", "fire-policy", "visits"]
    near = row("new", title="Home visits")
    assert possible(near, [near], OUT)[0].key == "visits"


REPLACED = Published(Checklist("c", "C", SECOND, (FIRE,)), SECOND, SECOND)


@pytest.mark.parametrize(
    ("told", "key", "until"),
    [
        (published((FIRE,)), "fire-policy", date.max),
        (published((FIRE,), (VISITS,)), "fire-policy", d("2027-05-03")),
        (published((FIRE,), (VISITS,), (FIRE,)), "fire-policy", date.max),
        (published((FIRE,), (VISITS,), ()), "visits", d("2027-12-31")),
        (
            [*published((VISITS,)), Published(Checklist("c", "C", SECOND, (FIRE,)), SECOND, SECOND)],
            "fire-policy",
            None,
        ),
    ],
)
def test_until_when_a_requirement_was_there(told: list[Published], key: str, until: date | None) -> None:
    assert earlier_requirements(told)[key].until_on == until


def test_the_last_wording_is_the_one_that_is_known() -> None:
    renamed = replace(FIRE, title="Fires")
    assert earlier_requirements(published((FIRE,), (renamed,)))["fire-policy"] == Earlier(renamed, date.max)
