"""The Porchlight checklist against what the contract obliges a partner to show."""

import pytest

from checklists.library import library
from checklists.vocabulary import BarredList, Basis, Condition, DbsLevel, Force, Kind, LegalForm
from tests.rules.examples import d

PORCHLIGHT = library()["porchlight-peer-support"]
BY_CLAUSE = {requirement.clause: requirement for requirement in PORCHLIGHT.requirements}

KINDS = {
    "K1": Kind.DOCUMENT,
    "K2": Kind.REGISTER,
    "K3": Kind.COVER,
    "K4": Kind.DOCUMENT,
    "K5": Kind.ACCOUNTS,
    "K6": Kind.CONFIRMATION,
    "K7": Kind.DOCUMENT,
    "K8": Kind.ISSUED,
    **{f"K{number}": Kind.DOCUMENT for number in range(9, 15)},
    "K15": Kind.CONFIRMATION,
    "K16": Kind.AGREEMENT,
    **{f"B{number}": Kind.CONFIRMATION for number in range(1, 11)},
    "B3": Kind.ASSESSMENT,
}

SUBJECTS = {
    "K1": "safeguarding",
    "K2": "dbs",
    "K3": "insurance",
    "K4": "data protection",
    "K5": "accounts",
    "K6": "outcomes",
    "K7": "quality standards",
    "K8": "market stewardship principles",
    "K9": "complaints",
    "K10": "business continuity",
    "K11": "health and safety",
    "K12": "anti-bribery",
    "K13": "equal opportunities",
    "K14": "whistleblowing",
    "K15": "freedom of information",
    "K16": "sub-contract",
    "B1": "induction, training and supervision",
    "B2": "disciplinary",
    "B3": "equality impact assessment",
    "B4": "domestic abuse",
    "B5": "bullying and harassment",
    "B6": "risk assessment and risk management",
    "B7": "environmental sustainability",
    "B8": "safe employment and recruitment",
    "B9": "service user involvement",
    "B10": "volunteer",
}


def test_all_26_are_there_in_order() -> None:
    assert [each.clause for each in PORCHLIGHT.requirements] == [
        *(f"K{number}" for number in range(1, 17)),
        *(f"B{number}" for number in range(1, 11)),
    ]
    assert len(PORCHLIGHT.requirements) == 26
    assert PORCHLIGHT.in_force_from == d("2021-10-01")


def test_they_are_in_two_groups_and_all_must() -> None:
    groups = [each.group for each in PORCHLIGHT.requirements]
    assert groups == ["Key contract requirements"] * 16 + ["Business as usual"] * 10
    assert {each.force for each in PORCHLIGHT.requirements} == {Force.MUST}


@pytest.mark.parametrize(("clause", "kind"), KINDS.items())
def test_kind(clause: str, kind: Kind) -> None:
    assert BY_CLAUSE[clause].kind is kind


@pytest.mark.parametrize(("clause", "subject"), SUBJECTS.items())
def test_subject(clause: str, subject: str) -> None:
    assert subject in BY_CLAUSE[clause].title.lower()


def test_insurance_is_three_covers_with_amount_and_basis() -> None:
    assert [(each.insurance, each.amount, each.basis) for each in BY_CLAUSE["K3"].parts] == [
        ("public liability", 5_000_000, Basis.PER_CLAIM),
        ("employers' liability", 5_000_000, Basis.PER_CLAIM),
        ("professional indemnity", 1_000_000, Basis.AGGREGATE),
    ]


def test_dbs_checks_are_enhanced_with_both_lists_every_three_years() -> None:
    dbs = BY_CLAUSE["K2"]
    assert (dbs.level, dbs.months) == (DbsLevel.ENHANCED, 36)
    assert set(dbs.lists) == set(BarredList)


def test_accounts_of_three_years_with_the_deadlines_of_both_forms() -> None:
    accounts = BY_CLAUSE["K5"]
    assert accounts.years == 3
    assert accounts.deadline_months == {LegalForm.CHARITY: 10, LegalForm.COMPANY: 9}


def test_the_equality_impact_assessment_is_yearly_with_eight_characteristics() -> None:
    eqia = BY_CLAUSE["B3"]
    assert eqia.months == 12
    listed = "age, disability, gender, gender identity, race, religion, pregnancy, sexual orientation"
    assert eqia.characteristics == tuple(listed.split(", "))


def test_only_the_volunteer_policy_is_conditional() -> None:
    conditional = {each.clause: each.condition for each in PORCHLIGHT.requirements if each.condition}
    assert conditional == {"B10": Condition.USES_VOLUNTEERS}


def test_only_checks_and_the_assessment_lapse_by_the_contract() -> None:
    assert {each.clause for each in PORCHLIGHT.requirements if each.months} == {"K2", "B3"}


def test_what_is_confirmed_has_a_statement() -> None:
    stated = {each.clause for each in PORCHLIGHT.requirements if each.statement}
    confirmed = {clause for clause, kind in KINDS.items() if kind in {Kind.CONFIRMATION, Kind.ISSUED}}
    assert stated == confirmed | {"K4"}


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("K1", ["Kent and Medway", "Adults", "Children"]),
        ("K4", ["Data Protection Act 2018", "(EU) 2016/679", "special category"]),
        ("K7", ["NICE", "Arts and Culture"]),
        ("K9", ["Public Health Serious Incidents Procedure"]),
        ("K13", ["Equality Act 2010"]),
        ("K14", ["Public Interest Disclosure Act 1998"]),
        ("K15", ["Freedom of Information Act", "Environmental Information Regulations", "disclose"]),
        ("B8", ["positive disclosure"]),
    ],
)
def test_what_the_contract_names_is_named(clause: str, words: list[str]) -> None:
    asked = BY_CLAUSE[clause]
    said = " ".join([asked.asks, *asked.look_for, asked.statement or ""])
    assert [word for word in words if word not in said] == []


def test_every_document_says_what_to_look_for() -> None:
    of_files = {Kind.DOCUMENT, Kind.AGREEMENT, Kind.COVER, Kind.ACCOUNTS, Kind.ASSESSMENT, Kind.REGISTER}
    silent = [each.clause for each in PORCHLIGHT.requirements if each.kind in of_files and not each.look_for]
    assert silent == []
