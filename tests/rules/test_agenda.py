"""What a meeting goes through, and what is due before it, of the contracts that are built in."""

from datetime import date

import pytest

from checklists.agenda import USUAL, due_before_meeting, topics_of
from checklists.library import library

CORNWALL, ENSURE = "cornwall-social-inclusion", "kcc-ensure"


def test_a_review_meeting_has_the_nine_topics_of_its_clause() -> None:
    topics = topics_of(library()[CORNWALL].year, "review-meeting")
    assert len(topics) == 9
    assert topics[0] == "Performance: outcomes and outputs"
    assert topics[-1] == "What works well and less well"


@pytest.mark.parametrize(
    ("key", "kind"), [(CORNWALL, "compliance-meeting"), (CORNWALL, "audit-visit"), (ENSURE, "steering-group")]
)
def test_what_fixes_no_topics_has_the_usual_ones(key: str, kind: str) -> None:
    assert topics_of(library()[key].year, kind) == USUAL


@pytest.mark.parametrize(
    ("kind", "on", "due"),
    [
        ("steering-group", date(2027, 1, 11), date(2026, 12, 28)),
        ("steering-group", date(2027, 3, 31), date(2027, 3, 17)),
        ("weekly-meeting", date(2027, 3, 31), None),
    ],
)
def test_performance_information_is_due_two_weeks_before(kind: str, on: date, due: date | None) -> None:
    found = {each.title: each for each in due_before_meeting(library()[ENSURE].year, kind, on, ())}
    if due is None:
        assert found == {}
        return
    performance = found["Performance information"]
    assert performance.due_on == due
    assert not performance.is_late(due)
    assert performance.is_late(on)
