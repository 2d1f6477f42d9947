"""Definitions are read strictly: an error names file, requirement and field."""

import json
from dataclasses import replace
from typing import Any

import pytest

from checklists.as_toml import as_toml
from checklists.library import DefinitionError, as_data, from_data, library, read_definition
from checklists.requirement import Checklist
from checklists.vocabulary import By, Condition, DbsLevel, Force, Kind
from tests.rules.examples import INDEMNITY, LIABILITY, d, requirement

HEAD = 'key = "some"\ntitle = "Some"\nin_force_from = 2021-10-01\n'
PLAIN = 'title = "Policy"\nforce = "must"\nclause = "1"\ngroup = "All"\nasks = "Your policy."\n'
DOCUMENT = f'[[requirement]]\nkey = "policy"\nkind = "document"\n{PLAIN}'
PART = '[[requirement.part]]\nkey = "a"\ntitle = "A"\ninsurance = "a"\namount = 5\nbasis = "aggregate"\n'


def of_kind(kind: str, fields: str = "") -> str:
    return f'{HEAD}[[requirement]]\nkey = "thing"\nkind = "{kind}"\n{PLAIN}{fields}'


def test_a_contract_may_have_no_clause_for_it_and_that_is_said() -> None:
    found = read_definition(HEAD + DOCUMENT.replace('clause = "1"', 'clause = " "'), "some.toml")
    assert found.requirement("policy").clause == ""
    assert read_definition(as_toml(found), "some.toml") == found
    assert from_data(as_data(found), "some") == found


def test_a_plain_definition_is_read() -> None:
    found = read_definition(HEAD + DOCUMENT, "some.toml")
    assert (found.key, found.title, found.in_force_from) == ("some", "Some", d("2021-10-01"))
    policy = found.requirement("policy")
    assert (policy.kind, policy.force, policy.warn_days, policy.months) == (
        Kind.DOCUMENT,
        Force.MUST,
        30,
        None,
    )
    with pytest.raises(KeyError):
        found.requirement("other")


def test_an_assessment_may_be_carried_out_by_somebody_else() -> None:
    for said, by in (("lead", By.LEAD), ("commissioner", By.COMMISSIONER)):
        text = of_kind("assessment", f'months = 12\ncarried_out_by = "{said}"\n')
        found = read_definition(text, "some.toml")
        assert found.requirement("thing").carried_out_by is by
        assert from_data(json.loads(json.dumps(as_data(found))), "stored") == found


def test_a_version_that_was_stored_before_anybody_said_who_carries_it_out_is_read_as_the_partners() -> None:
    found = read_definition(of_kind("assessment", "months = 12\n"), "some.toml")
    (stored,) = as_data(found)["requirements"]
    assert "carried_out_by" not in stored
    assert found.requirement("thing").is_the_partners


BAD: dict[str, tuple[str, str, str, str]] = {
    "not TOML": ("key = \n", "", "key", "Invalid value"),
    "unknown key at the top": (HEAD + 'colour = "red"\n' + DOCUMENT, "", "colour", "not a field"),
    "unknown key in a requirement": (HEAD + DOCUMENT + "month = 3\n", "policy", "month", "not a field"),
    "unknown key in a part": (
        of_kind("cover", PART + "excess = 3\n"),
        "thing",
        "part 1 excess",
        "not a field",
    ),
    "a document that somebody else carries out": (
        of_kind("document", 'carried_out_by = "lead"\n'),
        "thing",
        "carried_out_by",
        "belongs to assessment, not to document",
    ),
    "carried out by nobody that is known": (
        of_kind("assessment", 'months = 12\ncarried_out_by = "partner"\n'),
        "thing",
        "carried_out_by",
        "must be one of lead, commissioner",
    ),
    "no key at the top": (HEAD.replace('key = "some"\n', "") + DOCUMENT, "", "key", "is missing"),
    "no date at the top": ('key = "a"\ntitle = "A"\n' + DOCUMENT, "", "in_force_from", "is missing"),
    "no requirement": (HEAD, "", "requirement", "is missing"),
    "a requirement without its key": (
        HEAD + DOCUMENT.replace('key = "policy"\n', ""),
        "requirement 1",
        "key",
        "is missing",
    ),
    "a requirement without its clause": (
        HEAD + DOCUMENT.replace('clause = "1"\n', ""),
        "policy",
        "clause",
        "is missing",
    ),
    "a part without its amount": (
        of_kind("cover", PART.replace("amount = 5\n", "")),
        "thing",
        "part 1 amount",
        "is missing",
    ),
    "a date that there is not": (
        HEAD.replace("2021-10-01", "2021-02-30") + DOCUMENT,
        "",
        "in_force_from",
        "Invalid date",
    ),
    "a date in words": (
        HEAD.replace("2021-10-01", '"1 October 2021"') + DOCUMENT,
        "",
        "in_force_from",
        "must be a date",
    ),
    "a moment for a date": (
        HEAD.replace("2021-10-01", "2021-10-01T10:00:00") + DOCUMENT,
        "",
        "in_force_from",
        "must be a date",
    ),
    "a doubled key of a field": (HEAD + DOCUMENT + "months = 3\nmonths = 4", "policy", "months", "overwrite"),
    "a doubled key at the top": ('key = "a"\nkey = "b"\n', "", "key", "overwrite"),
    "a doubled requirement": (HEAD + DOCUMENT + DOCUMENT, "policy", "key", "two requirements"),
    "a doubled part": (of_kind("cover", PART + PART), "thing", "part", "a is the key of two parts"),
    "a kind that there is not": (of_kind("paper"), "thing", "kind", "must be one of document"),
    "a force that there is not": (
        HEAD + DOCUMENT.replace('"must"', '"may"'),
        "policy",
        "force",
        "must be one of must, should",
    ),
    "a condition that there is not": (
        HEAD + DOCUMENT + 'condition = "raining"\n',
        "policy",
        "condition",
        "must be one of uses-volunteers",
    ),
    "a basis that there is not": (
        of_kind("cover", PART.replace("aggregate", "both")),
        "thing",
        "part 1 basis",
        "must be one of per-claim, aggregate",
    ),
    "words for a number": (HEAD + DOCUMENT + 'months = "12"\n', "policy", "months", "whole number"),
    "no months at all": (HEAD + DOCUMENT + "months = 0\n", "policy", "months", "whole number"),
    "a half month": (HEAD + DOCUMENT + "months = 1.5\n", "policy", "months", "whole number"),
    "true for a number": (HEAD + DOCUMENT + "months = true\n", "policy", "months", "whole number"),
    "a number for words": (HEAD + DOCUMENT + "statement = 3\n", "policy", "statement", "must be words"),
    "empty words": (
        HEAD + DOCUMENT.replace('"Policy"', '" "'),
        "policy",
        "title",
        "must be words",
    ),
    "words for a list": (HEAD + DOCUMENT + 'look_for = "a"\n', "policy", "look_for", "list of words"),
    "a cover without parts": (of_kind("cover"), "thing", "part", "is missing"),
    "a register without months": (
        of_kind("register", 'level = "basic"\nlists = ["adults"]\n'),
        "thing",
        "months",
        "is missing",
    ),
    "a register with an unknown list": (
        of_kind("register", 'months = 1\nlevel = "basic"\nlists = ["all"]\n'),
        "thing",
        "lists",
        "must be one of adults, children",
    ),
    "an assessment without months": (of_kind("assessment"), "thing", "months", "is missing"),
    "a confirmation without a statement": (of_kind("confirmation"), "thing", "statement", "is missing"),
    "accounts without years": (
        of_kind("accounts", "deadline_months = { charity = 10 }\n"),
        "thing",
        "years",
        "is missing",
    ),
    "a deadline of no legal form": (
        of_kind("accounts", "years = 3\ndeadline_months = { club = 10 }\n"),
        "thing",
        "deadline_months",
        "must be one of charity, company",
    ),
    "months of accounts": (
        of_kind("accounts", "years = 3\nmonths = 12\ndeadline_months = { charity = 10 }\n"),
        "thing",
        "months",
        "does not belong to accounts",
    ),
    "a field of another kind": (HEAD + DOCUMENT + "years = 3\n", "policy", "years", "belongs to accounts"),
    "parts of a document": (HEAD + DOCUMENT + PART, "policy", "part", "belongs to cover, not to document"),
}


@pytest.mark.parametrize(("text", "asked", "field", "problem"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_named(text: str, asked: str, field: str, problem: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_definition(text, "some.toml")
    error = caught.value
    assert (error.file, error.requirement, error.field) == ("some.toml", asked, field)
    assert problem in error.problem
    for named in ("some.toml", asked, field, problem):
        assert named in str(error)


def every_field() -> Checklist:
    """A checklist in which every field is set on some requirement."""
    kinds = [requirement(kind, key=kind.value) for kind in Kind]
    full = requirement(
        Kind.COVER,
        key="full",
        parts=(LIABILITY, INDEMNITY),
        look_for=("One", "Two"),
        statement="It is so.",
        months=12,
        warn_days=7,
        condition=Condition.USES_VOLUNTEERS,
        force=Force.SHOULD,
    )
    basic = requirement(Kind.REGISTER, key="basic", level=DbsLevel.BASIC)
    traits = requirement(Kind.ASSESSMENT, key="traits", characteristics=("age", "race"))
    return Checklist("all", "All", d("2024-02-29"), (*kinds, full, basic, traits))


@pytest.mark.parametrize("checklist", [every_field(), *library().values()], ids=lambda each: each.key)
def test_plain_data_comes_back_as_it_was(checklist: Checklist) -> None:
    through_json = json.loads(json.dumps(as_data(checklist)))
    assert from_data(through_json, "version 1") == checklist


def test_plain_data_has_the_shape_that_other_programs_rely_on() -> None:
    data = as_data(every_field())
    through_the_year = {"returns", "measures", "payments", "events", "meetings"}
    assert set(data) == {"key", "title", "in_force_from", "requirements"} | through_the_year
    for row in data["requirements"]:
        assert {"key", "title", "kind", "force", "clause", "parts"} <= set(row)
        assert all(value is not None for value in row.values())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"requirements": "none"}, "requirements"),
        ({"requirements": ["policy"]}, "requirements"),
        ({"requirements": []}, "requirements"),
        ({"in_force_from": "2021-02-30"}, "in_force_from"),
        ({"colour": "red"}, "colour"),
        ({"title": None}, "title"),
    ],
)
def test_plain_data_is_read_as_strictly(change: dict[str, Any], field: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        from_data({**as_data(every_field()), **change}, "version 1")
    assert (caught.value.file, caught.value.field) == ("version 1", field)


def test_plain_data_without_requirements_says_so() -> None:
    data = as_data(replace(every_field()))
    del data["requirements"]
    with pytest.raises(DefinitionError, match="version 1: requirements: is missing"):
        from_data(data, "version 1")
