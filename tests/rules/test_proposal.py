"""What is read out of one row, case by case. Every case is worded by us."""

from datetime import date
from typing import Any

import pytest

from checklists.proposal import Proposal, propose
from tests.builders.tabled import Content, document, table

FROM = date(2026, 4, 1)


def proposal_of(title: str, asks: Content, *, heading: str = "Requirement") -> Proposal:
    return propose(document(table((heading, "Evidence"), (title, asks))), "checklist.docx", FROM)


def row_of(title: str, asks: Content) -> dict[str, Any]:
    (found,) = proposal_of(title, asks).checklist["requirements"]
    return dict(found)


@pytest.mark.parametrize(
    ("title", "asks", "kind"),
    [
        ("Lone working policy", "Provide a copy of the policy", "document"),
        ("Lone working policy", "Confirmation that the policy is in place", "confirmation"),
        ("Lone working policy", "The partner declares that it has a policy", "confirmation"),
        ("Lone working", "Written confirmation that a policy exists", "confirmation"),
        ("Lone working", "Please confirm that you have a policy and attach a copy", "document"),
        ("Lone working procedure", "Approved by the board", "document"),
        ("Confidentiality", "Acknowledgement of the duty of confidentiality", "confirmation"),
        ("DBS", "Enhanced checks for all staff, every 3 years", "register"),
        ("DBS policy", "A copy of your policy on checks", "document"),
        ("Vetting", "Criminal record checks at the basic level", "register"),
        ("Training", "All staff have received safeguarding training", "register"),
        ("Training policy", "Provide your training policy", "document"),
        ("Staff training records", "Fire safety, first aid", "register"),
        ("Employers’ liability", "Insurance of £10m for any one claim", "cover"),
        ("Insurance", "See the schedule", "cover"),
        ("Public liability insurance policy", "£5m per claim", "cover"),
        ("National Insurance", "Confirmation that contributions are paid", "confirmation"),
        ("Accounts", "Audited accounts for three years", "accounts"),
        ("Financial standing", "Filed accounts for the past 2 financial years", "accounts"),
        ("Bank account", "A copy of a bank statement", "document"),
        ("Risk assessment", "Carried out every year", "assessment"),
        ("Risk assessment policy", "Confirmation that it is in place", "confirmation"),
        ("Equality", "An equality impact assessment is completed every 12 months", "assessment"),
        ("Sub-contract", "Signed by both parties", "agreement"),
        ("Information sharing", "A signed information sharing agreement", "agreement"),
        ("Brand guidelines", "The lead provider will send each partner a copy", "issued-by-lead"),
        ("Handbook", "Supplied to the partner by the lead", "issued-by-lead"),
        ("Handbook", "Confirm receipt of the handbook", "issued-by-lead"),
        ("Fire certificate", "A valid certificate", "document"),
        (
            "Modern slavery",
            "Signed statement that the Modern Slavery Act 2015 is complied with",
            "confirmation",
        ),
        ("Contract", "Signed copy of the contract", "agreement"),
    ],
)
def test_the_words_tell_the_kind(title: str, asks: str, kind: str) -> None:
    assert row_of(title, asks)["kind"] == kind


@pytest.mark.parametrize(
    ("title", "asks"),
    [
        ("Culture", "We like partners who care"),
        ("Monitoring", "A data return is due quarterly"),
        ("Complaints", "The organisation has a complaints policy"),
        ("Complaints", "Policy in place"),
    ],
)
def test_a_kind_that_no_words_tell_is_marked(title: str, asks: str) -> None:
    found = proposal_of(title, asks)
    (row,) = found.checklist["requirements"]
    assert row["kind"] == "document"
    assert "kind" in found.uncertain[row["key"]]


@pytest.mark.parametrize(
    ("asks", "months"),
    [
        ("Reviewed every 3 years", 36),
        ("Renewed every three (3) years", 36),
        ("Reviewed annually", 12),
        ("Updated every 18 months", 18),
        ("Reviewed within the past 12 months", 12),
        ("No more than two years old", 24),
        ("Valid for 5 years", 60),
        ("Reviewed on a three-yearly basis", 36),
        ("Reviewed every other year", 24),
        ("Reviewed twice a year", 6),
        ("Records are kept for six years", None),
        ("At least 3 years of experience", None),
        ("A summary for the annual report", None),
        ("Approved by the board", None),
        ("Records are kept for six years; the policy is reviewed annually", 12),
        ("Reviewed every 2 years, with notice of changes", 24),
        ("Reviewed every 2 years and kept for six", 24),
        ("Reviewed every year. It is a two-yearly policy, reviewed every 12 months", 12),
    ],
)
def test_how_long_a_document_counts(asks: str, months: int | None) -> None:
    row = row_of("Quality policy", f"A copy of the policy. {asks}.")
    assert row.get("months") == months


@pytest.mark.parametrize(
    ("asks", "months"),
    [
        ("Reviewed within the last 12 months, and every 3 years by the board", 12),
        ("Reviewed by the board every 3 years and by the manager annually", 36),
        ("Reviewed every 2 years. The board reviews it every year", 24),
        ("Renewed every 3 years, for leads every 2 years", 36),
    ],
)
def test_of_several_times_somebody_says_which_is_meant(asks: str, months: int) -> None:
    found = proposal_of("Quality policy", f"A copy of the policy. {asks}.")
    assert row_of("Quality policy", f"A copy of the policy. {asks}.")["months"] == months
    assert found.uncertain["quality-policy"] == ["months"]
    assert "several times are said" in found.questions["quality-policy"]["months"]


def test_months_that_may_be_about_something_else_are_marked() -> None:
    found = proposal_of("Continuity plan", "A copy of the plan, which is tested every 6 months")
    assert found.uncertain["continuity-plan"] == ["months"]
    doubtful = proposal_of("Quality policy", "Reviewed bi-annually")
    assert "months" in doubtful.uncertain["quality-policy"]


@pytest.mark.parametrize(
    ("asks", "years", "audited"),
    [
        ("Audited accounts for the past three financial years", 3, True),
        ("Your last 2 sets of annual accounts", 2, False),
        ("Three years' audited accounts", 3, True),
        ("The latest annual accounts, independently examined", 1, False),
        ("Two most recent sets of annual accounts", 2, False),
        ("Unaudited annual accounts for the last 4 years", 4, False),
    ],
)
def test_accounts_of_how_many_years(asks: str, years: int, audited: bool) -> None:
    row = row_of("Accounts", asks)
    assert (row["kind"], row["years"], row["audited"]) == ("accounts", years, audited)
    assert row["deadline_months"] == {"charity": 10, "company": 9}


def test_an_own_deadline_for_accounts_is_read() -> None:
    row = row_of("Accounts", "Annual accounts of the last 2 years, sent within 6 months of the year end")
    assert row["deadline_months"] == {"charity": 6, "company": 6}


def test_an_audit_or_less_is_marked() -> None:
    found = proposal_of("Accounts", "Annual accounts of the last 2 years, audited or independently examined")
    assert found.uncertain == {"accounts": ["audited"]}


@pytest.mark.parametrize(
    ("asks", "level", "lists"),
    [
        ("Enhanced DBS with adults' and children's barred lists", "enhanced", ["adults", "children"]),
        ("Enhanced DBS including the child barred list", "enhanced", ["children"]),
        ("Enhanced disclosure with both barred lists", "enhanced", ["adults", "children"]),
        ("Standard DBS check", "standard", []),
        ("Basic check by the Disclosure and Barring Service", "basic", []),
    ],
)
def test_level_and_lists_of_a_check(asks: str, level: str, lists: list[str]) -> None:
    row = row_of("DBS checks", f"{asks}, renewed every 3 years")
    assert (row["level"], row["lists"], row["months"]) == (level, lists, 36)


def test_a_check_that_names_neither_level_nor_time_lacks_them() -> None:
    assert proposal_of("DBS checks", "For all staff").missing == {"dbs-checks": ["level", "months"]}


@pytest.mark.parametrize(
    ("asks", "titles"),
    [
        (
            "Every worker is trained in first aid, lone working and fire safety",
            ["First aid", "Lone working", "Fire safety"],
        ),
        (
            ["All staff are trained in:", "* First aid", "* Health and safety"],
            ["First aid", "Health and safety"],
        ),
    ],
)
def test_topics_of_training(asks: Content, titles: list[str]) -> None:
    row = row_of("Training", asks)
    assert [each["title"] for each in row["topics"]] == titles


@pytest.mark.parametrize(
    ("asks", "condition", "sure"),
    [
        ("Where the partner uses volunteers, a copy of the policy", "uses-volunteers", True),
        ("A copy of the policy (if you have volunteers)", "uses-volunteers", True),
        ("For organisations working with volunteers: the policy", "uses-volunteers", True),
        ("A copy of the policy, where volunteers are involved", "uses-volunteers", True),
        ("A copy of the policy, where applicable", None, False),
        ("A copy of the policy on volunteers", None, True),
    ],
)
def test_on_what_it_depends(asks: str, condition: str | None, sure: bool) -> None:
    found = proposal_of("Expenses policy", asks)
    (row,) = found.checklist["requirements"]
    assert row.get("condition") == condition
    assert ("condition" in found.uncertain.get(row["key"], [])) is not sure


@pytest.mark.parametrize(
    ("asks", "force"),
    [
        ("The provider must have a policy", "must"),
        ("The provider should have a policy", "should"),
        ("A policy is desirable", "should"),
        ("A copy of the policy", "must"),
        ("A policy must be there and should be signed", "must"),
    ],
)
def test_must_and_should(asks: str, force: str) -> None:
    assert row_of("Green policy", asks)["force"] == force


def test_should_in_the_heading_of_a_group_holds_for_its_rows() -> None:
    found = proposal_of("Green policy", "A copy of the policy", heading="Desirable policy requirements")
    assert found.checklist["requirements"][0]["force"] == "should"


@pytest.mark.parametrize(
    ("title", "asks", "statement"),
    [
        ("Fire plan", "Confirmation that the provider has plan in place", "We have a fire plan in place."),
        ("Pay", "The sub-contractor confirms that it pays its staff monthly", "We pay our staff monthly."),
        (
            "Law",
            "You acknowledge that you may have to share data",
            "We acknowledge that we may have to share data.",
        ),
        ("Care", "Declaration that all carers are vetted", "All carers are vetted."),
        ("Rota", "The partner undertakes to send its rota to the lead", "We will send our rota to the lead."),
    ],
)
def test_the_statement_is_in_the_words_of_who_signs(title: str, asks: str, statement: str) -> None:
    row = row_of(title, asks)
    assert (row["kind"], row["statement"]) == ("confirmation", statement)


def test_each_value_comes_with_its_sentence() -> None:
    found = proposal_of(
        "DBS", ["All staff are listed.", "An enhanced DBS check is needed.", "It is renewed every 2 years."]
    )
    sources = found.sources["dbs"]
    assert sources["level"] == "An enhanced DBS check is needed."
    assert sources["months"] == "It is renewed every 2 years."
    assert "warn_days" not in sources
