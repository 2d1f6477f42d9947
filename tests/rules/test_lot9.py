"""The checklist of Lot 9 against what the specification obliges a provider to show."""

import pytest

from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import Condition, Kind
from tests.rules.obliged import Row, all_words, rows_of, told

LOT9 = library()["kcc-lot9"]
BY_CLAUSE = {requirement.clause: requirement for requirement in LOT9.requirements}

ROWS = (
    Row("29", "evidence base and evaluation of interventions", Kind.DOCUMENT),
    Row("31", "this is me", Kind.CONFIRMATION),
    Row("32", "best practice", Kind.DOCUMENT),
    Row("34–35", "community navigators and community assets", Kind.CONFIRMATION),
    Row("36", "breaking barriers", Kind.CONFIRMATION),
    Row("38", "measurement tool", Kind.DOCUMENT),
)


def test_all_6_are_there() -> None:
    assert len(LOT9.requirements) == 6


@pytest.mark.parametrize(("row", "requirement"), rows_of(LOT9, ROWS), ids=str)
def test_row(row: Row, requirement: Requirement) -> None:
    assert told(requirement, row.subject) == row


def test_two_are_asked_only_where_something_is_so() -> None:
    assert {each.clause: each.condition for each in LOT9.requirements if each.condition} == {
        "31": Condition.SUPPORTS_DEMENTIA,
        "36": Condition.BREAKING_BARRIERS_AREA,
    }


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("29", ["Robust evidence"]),
        ("31", ["dementia", "recommend"]),
        ("32", ["specialist services", "staff training"]),
        ("36", ["reached your area"]),
        ("38", ["which one", "how you use it"]),
    ],
)
def test_what_the_specification_names_is_named(clause: str, words: list[str]) -> None:
    assert [word for word in words if word not in all_words(BY_CLAUSE[clause])] == []
