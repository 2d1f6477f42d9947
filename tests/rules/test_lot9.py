"""The checklist of Lot 9 against what the specification obliges a provider to show."""

import pytest

from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import Condition, Force, Kind
from tests.rules.obliged import Row, all_words, rows_of, told

LOT9 = library()["kcc-lot9"]
BY_CLAUSE = {requirement.clause: requirement for requirement in LOT9.requirements}

SHOULD = Force.SHOULD
ROWS = (
    Row("19", "integrated commissioning", Kind.CONFIRMATION),
    Row("28", "hate incidents", Kind.CONFIRMATION),
    Row("29", "evidence base and evaluation of interventions", Kind.DOCUMENT, SHOULD),
    Row("31", "awareness of other specialist services, and referring on", Kind.CONFIRMATION, SHOULD),
    Row("31", "this is me", Kind.CONFIRMATION, SHOULD),
    Row("32", "best practice", Kind.DOCUMENT, SHOULD),
    Row("34", "community navigators", Kind.CONFIRMATION, SHOULD),
    Row("35", "community assets", Kind.CONFIRMATION, SHOULD),
    Row("36", "breaking barriers", Kind.CONFIRMATION, SHOULD),
    Row("38", "measurement tool", Kind.DOCUMENT),
)


def test_all_10_are_there_and_six_paragraphs_are_preferred() -> None:
    assert len(LOT9.requirements) == 10
    preferred = {each.clause for each in LOT9.requirements if each.force is SHOULD}
    assert preferred == {"29", "31", "32", "34", "35", "36"}


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
        ("19", ["Integrated Care System", "Local Care Partnerships"]),
        ("28", ["disability hate incident"]),
        ("29", ["Robust evidence"]),
        ("31", ["dementia", "recommend"]),
        ("32", ["specialist services", "staff training"]),
        ("36", ["reached your area"]),
        ("38", ["which one", "how you use it"]),
    ],
)
def test_what_the_specification_names_is_named(clause: str, words: list[str]) -> None:
    assert [word for word in words if word not in all_words(BY_CLAUSE[clause])] == []
