"""Evidence without an end of its own: it counts as long as the requirement and the engagement let it."""

from datetime import date
from typing import Any

import pytest

from checklists.deciding import problems
from checklists.facts import Decision
from checklists.timeline import timeline
from checklists.vocabulary import Kind
from tests.rules.examples import accept, engagement, requirement, told

FIRST, SHORT, LONG = "2021-10-01", "2023-03-31", "2025-03-31"

ENDLESS: dict[str, tuple[Kind, dict[str, Any], Decision, str]] = {
    "a document": (Kind.DOCUMENT, {}, accept("2021-10-01"), LONG),
    "a document without a date": (Kind.DOCUMENT, {}, accept(None), LONG),
    "a reviewed document": (Kind.DOCUMENT, {"months": 30}, accept("2021-10-01"), "2024-03-31"),
    "a confirmation": (Kind.CONFIRMATION, {}, accept("2021-10-01"), LONG),
    "a yearly confirmation": (Kind.CONFIRMATION, {"months": 24}, accept("2021-10-01"), "2023-09-30"),
    "an agreement": (Kind.AGREEMENT, {}, accept("2021-10-01", signed_on=date(2021, 9, 30)), LONG),
    "an acknowledgement": (Kind.ISSUED, {}, accept("2021-10-01"), LONG),
    "an assessment": (Kind.ASSESSMENT, {"months": 24}, accept("2021-10-01"), "2023-09-30"),
}


@pytest.mark.parametrize(("kind", "fields", "decision", "last"), ENDLESS.values(), ids=ENDLESS.keys())
def test_it_counts_to_the_end_and_on_when_the_contract_is_extended(
    kind: Kind, fields: dict[str, Any], decision: Decision, last: str
) -> None:
    asked = requirement(kind, **fields)
    assert problems(asked, decision) == []
    assert told(timeline(asked, [decision], engagement(FIRST, SHORT))) == [f"met {FIRST}..{SHORT}"]
    extended = told(timeline(asked, [decision], engagement(FIRST, LONG)))
    assert extended[0] == f"met {FIRST}..{last}"


ACCREDITATION = requirement(Kind.DOCUMENT, asks_end=True)


def test_an_accreditation_says_until_when_it_is_valid() -> None:
    assert problems(ACCREDITATION, accept("2021-10-01")) == ["Give its last day."]
    assert problems(ACCREDITATION, accept("2021-10-01", "2022-09-30")) == []
    partner = engagement(FIRST, SHORT)
    assert told(timeline(ACCREDITATION, [accept("2021-10-01")], partner)) == [f"missing {FIRST}..{SHORT}"]
    assert told(timeline(ACCREDITATION, [accept("2021-10-01", "2022-09-30")], partner)) == [
        "met 2021-10-01..2022-09-30",
        "expired 2022-10-01..2023-03-31",
    ]
