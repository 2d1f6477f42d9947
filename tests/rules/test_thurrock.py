"""The checklist of Thurrock's floating support against what the contract obliges a provider to show."""

import pytest

from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import By, Kind
from checklists.year.rows import Due
from tests.rules.obliged import Row, all_words, rows_of, told

THURROCK = library()["thurrock-floating-support"]
BY_CLAUSE = {requirement.clause: requirement for requirement in THURROCK.requirements}

ROWS = (
    Row("5.1.1", "support plans", Kind.CONFIRMATION),
    Row("5.1.2", "limits of hours and years", Kind.CONFIRMATION),
    Row("5.2.1", "policies and procedures", Kind.DOCUMENT),
    Row("5.2.2", "staff skills, experience and training", Kind.DOCUMENT),
    Row("5.2.3", "support workers' knowledge", Kind.REGISTER),
    Row("5.2.4", "specialist mental health training", Kind.DOCUMENT),
    Row("5.3.1", "involving", Kind.CONFIRMATION),
    Row("5.4.1", "referral on", Kind.CONFIRMATION),
    Row("6.1", "self-assessment", Kind.ASSESSMENT),
    Row("7.1", "financial due diligence", Kind.ASSESSMENT, months=12),
)


def test_all_10_are_there() -> None:
    assert len(THURROCK.requirements) == 10


@pytest.mark.parametrize(("row", "requirement"), rows_of(THURROCK, ROWS), ids=str)
def test_row(row: Row, requirement: Requirement) -> None:
    assert told(requirement, row.subject) == row


def test_the_self_assessment_has_no_interval_and_the_due_diligence_is_the_councils() -> None:
    assert BY_CLAUSE["6.1"].on_request
    assert not BY_CLAUSE["6.1"].sections, "the contract names no sections that it would have to have"
    assert BY_CLAUSE["7.1"].carried_out_by is By.COMMISSIONER
    assert [each.clause for each in THURROCK.requirements if not each.is_the_partners] == ["7.1"]
    assert "The council examines" in BY_CLAUSE["7.1"].asks
    assert "nothing for you to make" in BY_CLAUSE["7.1"].asks


def test_support_workers_know_five_areas() -> None:
    assert [topic.key for topic in BY_CLAUSE["5.2.3"].topics] == [
        "mental-health-and-learning-impairment-care",
        "challenging-behaviour",
        "self-harm",
        "safeguarding-adults",
        "mental-health-law-and-housing-support",
    ]


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("5.1.1", ["SMART", "measurable", "time-limited", "review"]),
        ("5.1.2", ["3 hours a week", "2 years", "1.10"]),
        ("5.2.1", ["employees", "people you support"]),
        ("5.3.1", ["reviews of policies", "improving"]),
        ("5.4.1", ["vulnerable", "agree"]),
        ("6.1", ["verifie", "No interval"]),
        ("7.1", ["before the contract is awarded", "every year", "risk"]),
    ],
)
def test_what_the_contract_names_is_named(clause: str, words: list[str]) -> None:
    assert [word for word in words if word not in all_words(BY_CLAUSE[clause])] == []


def test_an_action_plan_follows_every_missed_indicator_within_a_time_of_ours() -> None:
    """The contract names no number, so the words say that it is the council's to set."""
    judged = [each for each in THURROCK.year.measures if each.second_miss]
    assert len(judged) == 8
    assert {each.plan_due for each in judged} == {Due(10, working=True)}
    assert {each.second_miss for each in judged} == {"8.4: the council may terminate the contract."}
    assert all("a time that it sets; here within 10 working days" in str(each.consequence) for each in judged)
