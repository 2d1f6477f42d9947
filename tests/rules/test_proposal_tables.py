"""Which tables are checklists, what their columns are, and that no table makes the rules slow."""

import time
from typing import Any

import pytest

from checklists.proposal import NoChecklist, propose
from tests.builders.tabled import Content, document, table
from tests.rules.test_proposal import FROM


def test_what_reviewers_look_for_has_a_column_of_its_own() -> None:
    heading = ("Policy", "What we need", "What we check", "Reviewed")
    row = ("Fire policy", "A copy of the policy", ["Signed", "Confirms who is responsible"], "Every 2 years")
    found = propose(document(table(heading, row)), "checklist.docx", FROM).checklist["requirements"][0]
    assert (found["kind"], found["months"]) == ("document", 24)
    assert found["look_for"] == ["Signed", "Confirms who is responsible"]


@pytest.mark.parametrize(
    "words", ["quarterly ", "confirm that ", "insurance £5m ", "between ", "training in a, ", "if "]
)
def test_a_row_that_is_made_to_be_slow_is_not(words: str) -> None:
    rows = [(f"Policy {number}", words * 1_000) for number in range(60)]
    began = time.process_time()
    propose(document(table(("Requirement", "Evidence"), *rows)), "checklist.docx", FROM)
    assert time.process_time() - began < 5


def test_more_rows_than_any_contract_has_are_refused() -> None:
    rows = [(f"Policy {number}", "A copy") for number in range(301)]
    with pytest.raises(NoChecklist, match="more than 300 rows"):
        propose(document(table(("Requirement", "Evidence"), *rows)), "checklist.docx", FROM)


def titles_of(*tables: dict[str, Any]) -> list[str]:
    rows = propose(document(*tables), "checklist.docx", FROM).checklist["requirements"]
    return [each["title"] for each in rows]


def test_a_checklist_of_one_column_has_titles_out_of_its_sentences() -> None:
    rows = [
        ("Provide a copy of your lone working policy, which must be reviewed annually.",),
        ("You must hold public liability insurance of at least £5m for each and every claim.",),
    ]
    assert titles_of(table(("Requirements",), *rows)) == ["Lone working policy", "Public liability insurance"]


def test_a_checklist_without_a_heading_row_is_known_by_its_rows() -> None:
    rows = [
        ("Lone working policy", "Provide a copy of the current policy"),
        ("Insurance", "Public liability insurance of at least £5m per claim"),
        ("DBS", "Enhanced checks for all workers, renewed every 3 years"),
    ]
    assert titles_of(table(*rows)) == ["Lone working policy", "Insurance", "DBS"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Organisation name", ""), ("Do you have a safeguarding policy?", "Yes / No"), ("Email", "")],
        [("Risk", "Likelihood", "Mitigation"), ("Data breach", "Low", "Data protection policy")],
        [("Measure", "Target", "Evidence"), ("Plans reviewed", "80%", "Case files")],
        [("Document", "Version", "Author"), ("Fire policy", "1.2", "R. Okafor")],
        [("Term", "Meaning"), ("Policy", "A document that was approved"), ("Insurance", "Cover of a risk")],
        [("Milestone", "Payment"), ("Policy approved", "£500")],
    ],
)
def test_tables_of_other_things_are_no_checklists(rows: list[tuple[Content, ...]]) -> None:
    with pytest.raises(NoChecklist, match="no checklist in this document"):
        propose(document(table(*rows)), "letter.docx", FROM)
