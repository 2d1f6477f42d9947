"""The checklist of the ENSURE project against what the grant obliges a provider to show."""

import pytest

from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind
from tests.rules.examples import d
from tests.rules.obliged import Row, all_words, rows_of, told

ENSURE = library()["kcc-ensure"]
BY_CLAUSE = {requirement.clause: requirement for requirement in ENSURE.requirements}
QUALITY = ENSURE.requirement("quality-assurance")

ROWS = (
    Row("1.10", "safeguarding protocols", Kind.DOCUMENT),
    Row("1.11", "aims and objectives, with a service plan", Kind.DOCUMENT, Force.SHOULD),
    Row("1.15", "quality assurance policy and process", Kind.DOCUMENT, Force.SHOULD),
    Row("1.15", "autism", Kind.REGISTER),
    Row("1.16", "complaints, compliments and recommendations", Kind.DOCUMENT),
    Row("1.17", "what people are told of the data held about them", Kind.DOCUMENT, Force.SHOULD),
    Row("1.18", "information for other agencies", Kind.CONFIRMATION),
    Row("1.19", "referrals", Kind.DOCUMENT, Force.SHOULD),
    Row("2.3.1", "peer supporters", Kind.DOCUMENT),
    Row("2.3.2", "relationship", Kind.DOCUMENT),
    Row("2.3.3", "recipients", Kind.DOCUMENT),
    Row("Performance monitoring", "self-monitoring", Kind.ASSESSMENT),
)


def test_all_12_are_there_8_of_them_required() -> None:
    assert len(ENSURE.requirements) == 12
    assert sum(each.force is Force.MUST for each in ENSURE.requirements) == 8
    assert ENSURE.in_force_from == d("2021-04-01")


def test_quality_is_one_thing_and_understanding_another() -> None:
    assert "shared with the commissioners" in all_words(QUALITY)
    topics = ENSURE.requirement("autism-and-self-neglect").topics
    assert [topic.key for topic in topics] == ["autism", "self-neglect"]
    assert ENSURE.requirement("self-monitoring").on_request


@pytest.mark.parametrize(("row", "requirement"), rows_of(ENSURE, ROWS), ids=str)
def test_row(row: Row, requirement: Requirement) -> None:
    assert told(requirement, row.subject) == row


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("1.10", ["Kent and Medway", "adult", "Children"]),
        ("1.15", ["in-depth", "autistic", "neglect themselves", "provider too"]),
        ("1.18", ["up to date", "other agencies"]),
        ("Performance monitoring", ["specification", "outcomes", "No interval"]),
        ("1.16", ["record"]),
        ("1.17", ["data protection", "Freedom of Information Act"]),
        ("1.19", ["Logging", "priority", "Tracking", "Statistics"]),
        ("2.3.1", ["Campaign", "Application and screening", "Matching"]),
        ("2.3.2", ["check-ins with both sides", "Attendance"]),
        ("2.3.3", ["referrers", "Case examples"]),
    ],
)
def test_what_the_grant_names_is_named(clause: str, words: list[str]) -> None:
    assert [word for word in words if word not in all_words(BY_CLAUSE[clause])] == []
