"""The checklist of Cornwall's Social Inclusion Service against what the contract obliges a provider to."""

import pytest

from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import DbsLevel, Kind
from tests.rules.examples import d
from tests.rules.obliged import Row, all_words, rows_of, told

CORNWALL = library()["cornwall-social-inclusion"]
BY_KEY = {requirement.key: requirement for requirement in CORNWALL.requirements}
YEARLY = 12

ROWS = (
    Row("4.2", "prioritising referrals", Kind.DOCUMENT),
    Row("4.3", "equality and diversity training", Kind.REGISTER),
    Row("4.3", "accessible information", Kind.CONFIRMATION),
    Row("4.7", "support and risk management plans", Kind.CONFIRMATION),
    Row("4.9", "involving", Kind.CONFIRMATION),
    Row("4.18", "training", Kind.REGISTER),
    Row("4.22", "safeguarding adults policy", Kind.DOCUMENT, months=YEARLY),
    Row("4.22", "safeguarding children policy", Kind.DOCUMENT, months=YEARLY),
    Row("4.22", "DBS", Kind.REGISTER, months=36),
    Row("4.22", "training", Kind.REGISTER),
    Row("4.22", "high risk behaviour policy and multi-agency case reviews", Kind.CONFIRMATION),
    Row("4.24", "risk assessment of the service", Kind.ASSESSMENT, months=YEARLY),
    Row("4.24", "health and safety policy", Kind.DOCUMENT, months=YEARLY),
    Row("4.24", "lone working policy", Kind.DOCUMENT, months=YEARLY),
    Row("4.24", "information governance policy", Kind.DOCUMENT, months=YEARLY),
    Row("4.24", "training", Kind.REGISTER),
    Row("4.24", "health and safety accreditation", Kind.DOCUMENT),
    Row("4.24", "help in a crisis or emergency", Kind.CONFIRMATION),
    Row("4.25", "home-visit health and safety checklist", Kind.DOCUMENT),
    Row("4.26", "complaints and compliments policy", Kind.DOCUMENT, months=YEARLY),
    Row("6.5", "quality assessment against the specification", Kind.ASSESSMENT, months=YEARLY),
)


def test_all_21_are_there() -> None:
    assert len(CORNWALL.requirements) == 21
    assert CORNWALL.in_force_from == d("2019-10-01")


@pytest.mark.parametrize(("row", "requirement"), rows_of(CORNWALL, ROWS), ids=str)
def test_row(row: Row, requirement: Requirement) -> None:
    assert told(requirement, row.subject) == row


def test_a_self_assessment_or_a_visit_meets_the_quality_assessment_and_its_sections_are_a_guide() -> None:
    asked = BY_KEY["quality-assessment"]
    assert asked.sections == (), "what it has to deal with: nothing in particular"
    assert [
        word for word in ("self-assessment", "visit", "Either", "guide") if word not in all_words(asked)
    ] == []


def test_groups_are_the_sections_of_the_specification() -> None:
    assert list(dict.fromkeys(each.group for each in CORNWALL.requirements)) == [
        "Service access",
        "Strengths-based approach",
        "Self-managing health and wellbeing",
        "Protection, health and safety",
        "Quality assurance",
    ]


def test_checks_are_enhanced_and_no_barred_list_is_named() -> None:
    dbs = BY_KEY["dbs-checks"]
    assert (dbs.level, dbs.lists) == (DbsLevel.ENHANCED, ())


@pytest.mark.parametrize(
    ("key", "topics"),
    [
        ("equality-training", ["equality-and-diversity"]),
        (
            "health-and-wellbeing-training",
            ["making-every-contact-count", "connect-5", "mental-health-first-aid", "suicide-first-aid"],
        ),
        (
            "safeguarding-training",
            ["safeguarding-adults", "safeguarding-children", "confidentiality", "professional-boundaries"],
        ),
        ("health-and-safety-training", ["health-and-safety", "first-aid", "information-governance"]),
    ],
)
def test_training(key: str, topics: list[str]) -> None:
    assert [topic.key for topic in BY_KEY[key].topics] == topics


def test_only_the_risk_assessment_is_done_again_after_an_incident() -> None:
    assert [each.key for each in CORNWALL.requirements if each.after_incident] == ["service-risk-assessment"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("referral-priorities", ["Fair", "transparent", "commissioners"]),
        ("dbs-checks", ["volunteers", "sub-contractors", "3 years"]),
        ("health-and-wellbeing-training", ["ASIST"]),
        ("home-visit-checklist", ["Fire safety", "warm", "Hazards"]),
        ("support-plans", ["information and advice only"]),
        ("health-and-safety-accreditation", ["as long as the contract lasts", "last day"]),
        ("complaints-policy", ["every quarter"]),
    ],
)
def test_what_the_contract_names_is_named(key: str, words: list[str]) -> None:
    assert [word for word in words if word not in all_words(BY_KEY[key])] == []
