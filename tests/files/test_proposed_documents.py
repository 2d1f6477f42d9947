"""Whole documents to proposals: tables of many shapes, documents without a checklist, and damaged ones."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from checklists.library import library
from checklists.plain_data import as_data, from_data
from portal.authoring.proposing import Proposal
from tests.builders import word_checklists as word
from tests.files.proposals import Read
from tests.files.proposals import read as read

SAMPLES = Path(__file__).parent.parent / "samples"
WITH_VALUES = (
    "months",
    "condition",
    "years",
    "deadline_months",
    "level",
    "lists",
    "characteristics",
    "audited",
    "force",
)
VOLUNTEERS, PER_CLAIM, AGGREGATE = "uses-volunteers", "per-claim", "aggregate"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.docx").read_bytes()


def rows_of(proposal: Proposal) -> list[dict[str, Any]]:
    return list(proposal.checklist["requirements"])


def covers_of(row: Mapping[str, Any]) -> dict[str, tuple[int | None, str | None]]:
    return {each["key"]: (each.get("amount"), each.get("basis")) for each in row["parts"]}


def told(proposal: Proposal) -> list[tuple[str, str, str]]:
    """Clause, title and kind of each row."""
    return [(each["clause"], each["title"], each["kind"]) for each in rows_of(proposal)]


def test_the_shape_of_the_built_in_checklist_is_read_without_correction(read: Read) -> None:
    """Same obligations in other words: every kind and every value must be those of the definition."""
    proposal = read("key-requirements.docx", sample("key-requirements"))
    proposed, built_in = rows_of(proposal), as_data(library()["porchlight-peer-support"])["requirements"]
    assert [each["kind"] for each in proposed] == [each["kind"] for each in built_in]
    for row, right in zip(proposed, built_in, strict=True):
        assert {name: row.get(name) for name in WITH_VALUES} == {
            name: right.get(name) for name in WITH_VALUES
        }, row["title"]
        assert row["parts"] == right["parts"]
    groups = dict.fromkeys(each["group"] for each in proposed)
    assert list(groups) == ["Main requirements of the contract", "Everyday requirements of the contract"]
    assert (len(proposed), proposal.missing) == (26, {})


def test_a_proposal_with_nothing_missing_is_a_checklist_in_the_shape_that_is_shown(read: Read) -> None:
    checklist = read("key-requirements.docx", sample("key-requirements")).checklist
    assert as_data(from_data(checklist, "proposal")) == checklist


def test_merged_cells(read: Read) -> None:
    proposal = read("merged-cells.docx", sample("merged-cells"))
    assert told(proposal) == [
        ("1", "Checks", "register"),
        ("2", "Training", "register"),
        ("3", "Volunteer agreement", "document"),
        ("4", "Insurance", "cover"),
        ("5", "Business continuity", "document"),
        ("6", "Safeguarding policy", "document"),
    ]
    checks, training, agreement, insurance, continuity, safeguarding = rows_of(proposal)
    assert (checks["level"], checks["lists"], checks["months"]) == ("enhanced", ["children"], 24)
    assert [each["key"] for each in training["topics"]] == [
        "first-aid",
        "safeguarding-children",
        "lone-working",
    ]
    assert (training["months"], agreement["condition"]) == (36, VOLUNTEERS)
    assert covers_of(insurance) == {
        "public-liability": (10_000_000, PER_CLAIM),
        "employers-liability": (5_000_000, PER_CLAIM),
    }
    assert [each["group"] for each in rows_of(proposal)] == ["People"] * 3 + ["Cover"] + ["Governance"] * 2
    assert (continuity["months"], safeguarding["months"]) == (12, 12)
    assert proposal.uncertain == {"business-continuity": ["months"]}


def test_lists_in_cells_and_must_and_should(read: Read) -> None:
    proposal = read("bullets-and-force.docx", sample("bullets-and-force"))
    complaints, aims, insurance, risks, quality, sharing = rows_of(proposal)
    assert [each["clause"] for each in rows_of(proposal)] == ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6"]
    assert complaints["look_for"] == ["Says how to complain", "Gives a time for answers", "Names who decides"]
    assert [each["force"] for each in rows_of(proposal)] == [
        "must",
        "should",
        "must",
        "must",
        "should",
        "must",
    ]
    assert covers_of(insurance) == {
        "employers-liability": (10_000_000, PER_CLAIM),
        "public-liability": (5_000_000, PER_CLAIM),
        "motor": (1_000_000, PER_CLAIM),
    }
    assert (risks["kind"], risks["months"], risks["after_incident"]) == ("assessment", 6, True)
    assert risks["sections"] == ["Premises", "Lone working", "Moving and handling"]
    assert (aims["kind"], quality["months"], sharing["kind"]) == ("document", 24, "agreement")
    assert proposal.missing == {}


def test_a_heading_that_is_repeated_on_each_page(read: Read) -> None:
    proposal = read("pages.docx", word.repeated_heading())
    assert told(proposal) == [
        ("", "Lone working", "document"),
        ("", "Liability insurance", "cover"),
        ("", "Vetting of staff", "register"),
        ("", "Financial statements", "accounts"),
        ("", "Confidentiality", "confirmation"),
    ]
    lone, liability, vetting, accounts, _ = rows_of(proposal)
    assert (lone["months"], vetting["level"], vetting["months"]) == (12, "standard", 36)
    assert covers_of(liability) == {"public-liability": (2_500_000, PER_CLAIM)}
    assert (accounts["years"], accounts["deadline_months"]) == (2, {"charity": 10, "company": 10})
    assert accounts["asks"].endswith("independently examined, filed within 10 months of the year end.")
    assert proposal.uncertain == {"financial-statements": ["audited"]}


def test_checklists_among_tables_that_are_none(read: Read) -> None:
    proposal = read("pack.docx", word.among_others())
    assert told(proposal) == [
        ("", "Information governance", "document"),
        ("", "Memorandum of understanding", "agreement"),
        ("", "Cyber", "cover"),
        ("", "Self-assessment", "assessment"),
        ("", "Staff handbook", "issued-by-lead"),
    ]
    assert list(dict.fromkeys(each["group"] for each in rows_of(proposal))) == [
        "Before the contract starts",
        "Through the year",
    ]
    assert covers_of(rows_of(proposal)[2]) == {"cyber": (250_000, AGGREGATE)}


def test_tables_inside_tables(read: Read) -> None:
    proposal = read("nested.docx", word.nested())
    assert [each[1:] for each in told(proposal)] == [
        ("Whistleblowing policy", "document"),
        ("Insurance", "cover"),
        ("Equality impact assessment", "assessment"),
    ]
    _, insurance, equality = rows_of(proposal)
    assert covers_of(insurance) == {
        "employers-liability": (5_000_000, PER_CLAIM),
        "professional-indemnity": (500_000, AGGREGATE),
        "clinical-negligence": (3_000_000, None),
    }
    assert proposal.missing == {"insurance": ["parts.clinical-negligence.basis"]}
    assert (equality["months"], len(equality["characteristics"])) == (24, 9)


def test_many_columns_below_a_title(read: Read) -> None:
    proposal = read("schedule.docx", word.many_columns())
    checks, training, environment, handbook, liability, mark = rows_of(proposal)
    assert [each["clause"] for each in rows_of(proposal)] == ["B1", "B2", "B3", "B4", "B5", "B6"]
    assert [each["force"] for each in rows_of(proposal)] == [
        "must",
        "must",
        "should",
        "must",
        "must",
        "should",
    ]
    assert (checks["level"], checks["months"], training["months"], environment["months"]) == (
        "basic",
        36,
        12,
        24,
    )
    assert [each["title"] for each in training["topics"]] == ["Fire safety", "Food hygiene"]
    assert handbook["condition"] == VOLUNTEERS
    assert "condition" not in checks
    assert covers_of(liability) == {"public-liability": (5_000_000, None)}
    assert mark["kind"] == "document"
    assert proposal.sources["dbs"]["months"] == "Renewal: 3 years"
    assert proposal.sources["environmental-policy"]["force"] == "Mandatory or desirable: D"


def test_words_that_were_deleted_or_hidden_are_not_read(read: Read) -> None:
    insurance = rows_of(read("changes.docx", word.with_changes()))[0]
    assert covers_of(insurance) == {"public-liability": (2_000_000, PER_CLAIM)}


def workbook(rows: list[tuple[str | int, ...]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for sheet, lines in (
            ("Contacts", [("Name", "Email"), ("R. Okafor", "r@lead.example")]),
            ("Checklist", rows),
        ):
            page = book.add_worksheet(sheet)
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)
    return content.getvalue()


def test_a_workbook_with_a_heading_row(read: Read) -> None:
    rows: list[tuple[str | int, ...]] = [
        ("No", "Requirement", "Evidence", "Frequency"),
        (1, "Whistleblowing policy", "A copy of the policy", "Annual"),
        (2, "Insurance", "• Public liability £5m per claim\n• Professional indemnity £1m in aggregate", ""),
    ]
    proposal = read("requirements 2026.xlsx", workbook(rows))
    assert told(proposal) == [("1", "Whistleblowing policy", "document"), ("2", "Insurance", "cover")]
    policy, insurance = rows_of(proposal)
    assert (policy["months"], policy["group"]) == (12, "Checklist")
    assert covers_of(insurance) == {
        "public-liability": (5_000_000, PER_CLAIM),
        "professional-indemnity": (1_000_000, AGGREGATE),
    }
    assert proposal.checklist["title"] == "Requirements 2026"
