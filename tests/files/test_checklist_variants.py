"""Checklists of every kind that people have, out of Word, Excel and CSV alike."""

from collections import Counter
from typing import Any

import pytest

from portal.authoring.proposing import Proposal
from tests.builders.checklist_shapes import OF_SHAPES
from tests.builders.checklist_variants import FORMATS, OF_VALUES, Variant, Want
from tests.files.proposals import Read
from tests.files.proposals import read as read

VARIANTS = (*OF_VALUES, *OF_SHAPES)


def got(proposal: Proposal, row: dict[str, Any]) -> Want:
    parts = [(each.get("amount"), each.get("basis")) for each in row["parts"]]
    months = None if row["kind"] == "cover" else row.get("months")
    asked = tuple(proposal.uncertain.get(row["key"], ()))
    return Want(row["title"], row["kind"], months, row["force"], parts[0] if parts else None, asked)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.kind)
def test_a_checklist_is_read_as_it_stands(read: Read, variant: Variant, ending: str) -> None:
    proposal = read(f"list.{ending}", FORMATS[ending](variant.rows))
    rows = proposal.checklist["requirements"]
    assert tuple(got(proposal, row) for row in rows) == variant.wants
    assert len(proposal.left_out) == variant.left_out


def test_there_are_three_and_more_of_each_kind() -> None:
    kinds = Counter(each.kind.partition(":")[0] for each in VARIANTS)
    assert {kind for kind, number in kinds.items() if number < 3} <= {"cycles", "clauses"}


def test_nothing_is_made_up(read: Read) -> None:
    """No topic out of a cycle, no statement out of a few words of a sentence."""
    rows = (
        ("Document", "Evidence", "Review cycle"),
        ("Training record for all staff", "", "Ongoing"),
        ("Interests", "Declaration of interests register", "Annual"),
        ("Tax", "Confirmation that taxes are paid; attach the letter", ""),
    )
    proposal = read("list.csv", FORMATS["csv"](rows))
    record, interests, tax = proposal.checklist["requirements"]
    assert (record["topics"], proposal.missing[record["key"]]) == ([], ["topics"])
    assert "statement" not in interests
    assert "statement" not in tax


def test_a_doubtful_cycle_comes_with_its_question(read: Read) -> None:
    proposal = read("list.csv", b"Policy,Review cycle\nFire policy,Bi-annual\n")
    assert proposal.questions == {"fire-policy": {"months": "Bi-annual: twice a year, or every two years?"}}
    assert proposal.sources["fire-policy"]["months"] == "Review cycle: Bi-annual"
