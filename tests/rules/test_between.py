"""What changed in between, for whoever saves second: a table of cases."""

import pytest

from portal.web.between import (
    ASKED,
    SEEN,
    TAKE,
    ChangedBetween,
    Questions,
    changes_between,
    opened,
    read_seen,
    settle,
)
from portal.web.typed import Typed

QUESTIONS = Questions(
    {"title": "Title", "on": "Day", "lists": "Lists", "part-1": "Part 1"}, {"lists": {"a": "Adults"}}
)


def form(
    title: str = "Walks", day: str = "1", month: str = "April", lists: tuple[str, ...] = ("a",)
) -> Typed:
    return Typed(
        {
            "title": [title],
            "on-day": [day],
            "on-month": [month],
            "on-year": ["2027"],
            "lists": list(lists),
            "part-1-name": ["One"],
            "part-10-name": ["Ten"],
        }
    )


CASES: dict[str, tuple[Typed, Typed, list[tuple[str, str, str, bool]]]] = {
    "nobody changed anything": (form(), form(), []),
    "she alone": (form(), form("Walks, north"), []),
    "the other alone": (form("Swims"), form(), [("title", "Swims", "Walks", False)]),
    "both, otherwise": (form("Swims"), form("Runs"), [("title", "Swims", "Runs", True)]),
    "both to the same": (form("Swims"), form("Swims"), []),
    "both to the same, with other blanks": (form("Swims  here"), form(" Swims here "), []),
    "each another question": (form("Swims"), form(day="2"), [("title", "Swims", "Walks", False)]),
    "the same day, written otherwise": (form(month="May"), form(month="5"), []),
    "a day": (form(day="3"), form(), [("on", "3 April 2027", "1 April 2027", False)]),
    "nothing is left": (form(lists=()), form(), [("lists", "Nothing", "Adults", False)]),
    "all of it": (
        form("Swims", day="3", lists=()),
        form("Runs"),
        [
            ("title", "Swims", "Runs", True),
            ("on", "3 April 2027", "1 April 2027", False),
            ("lists", "Nothing", "Adults", False),
        ],
    ),
}


@pytest.mark.parametrize(("now", "typed", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_changed_in_between(now: Typed, typed: Typed, wanted: list[tuple[str, str, str, bool]]) -> None:
    seen = read_seen(opened(QUESTIONS, form())) or {}
    found = changes_between(QUESTIONS, seen, now, typed)
    assert [(each.question, each.theirs, each.mine, each.is_touched) for each in found] == wanted


def chosen(now: Typed, typed: Typed, **choices: str) -> Typed:
    """What is saved where somebody chooses after having been asked."""
    with pytest.raises(ChangedBetween) as asked:
        settle(QUESTIONS, typed, now)
    typed |= {SEEN: [asked.value.seen], ASKED: [each.question for each in asked.value.changes]}
    typed |= {TAKE + question: [choice] for question, choice in choices.items()}
    settle(QUESTIONS, typed, now)
    return Typed({name: given for name, given in typed.items() if not name.startswith("_")})


def mine(typed: Typed) -> Typed:
    return Typed({**typed, SEEN: opened(QUESTIONS, form())[SEEN]})


def test_what_is_chosen_is_saved() -> None:
    theirs, hers = form("Swims", day="3"), form("Runs", lists=())
    assert chosen(theirs, mine(hers), title="theirs", on="theirs") == form("Swims", day="3", lists=())
    assert chosen(theirs, mine(hers), title="mine", on="theirs") == form("Runs", day="3", lists=())
    assert chosen(theirs, mine(hers), title="mine", on="mine") == hers


def test_without_a_choice_it_is_asked_again() -> None:
    with pytest.raises(ChangedBetween) as again:
        chosen(form("Swims", day="3"), mine(form("Runs")), title="mine")
    assert again.value.missing == ["on"]
    assert [each.question for each in again.value.changes] == ["title", "on"]


def test_a_third_who_was_faster_is_shown_too() -> None:
    typed = mine(form("Runs"))
    with pytest.raises(ChangedBetween) as asked:
        settle(QUESTIONS, typed, form("Swims"))
    typed |= {SEEN: [asked.value.seen], ASKED: ["title"], f"{TAKE}title": ["mine"]}
    with pytest.raises(ChangedBetween) as again:
        settle(QUESTIONS, typed, form("Rows"))
    assert [(each.theirs, each.mine) for each in again.value.changes] == [("Rows", "Runs")]


@pytest.mark.parametrize("seen", ["", "x", "[]", "{", '{"title": 1}', "null", "9" * 5_000, "[" * 9_000])
def test_a_page_that_carried_nothing_readable_is_compared_with_nothing(seen: str) -> None:
    settle(QUESTIONS, Typed({**form("Runs"), SEEN: [seen]}), form("Swims"))
