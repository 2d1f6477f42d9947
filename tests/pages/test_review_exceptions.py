"""What is only preferred: counted apart on every page, and excepted with a reason."""

import pytest

from tests.builders.preferring import PREFERRED, Beside, contract_beside
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

REASON = "Referrals come through the council’s own system"


@pytest.fixture
def beside(world: World) -> Beside:
    return contract_beside(world)


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


def except_it(reviewer: PageClient, beside: Beside) -> None:
    form = reviewer.get(f"{beside.slot()}/waive")
    assert form.heading.startswith("Record an exception")
    assert "Last day of the exception (optional)" in form.words
    reviewer.post(f"{beside.slot()}/waive", {"part": "", "words": f"{REASON}."})


def test_the_lead_counts_apart(world: World, reviewer: PageClient, beside: Beside) -> None:
    base = f"/contracts/{beside.contract_id}"
    assert "0 of 8 in order · preferred: 0 of 4" in reviewer.get(f"/engagements/{beside.engagement_id}").words
    assert "0 of 4 Preferred, in order" in reviewer.get(base).words
    assert "0 of 8 0 of 4 preferred" in reviewer.get(f"{base}/partners").words
    assert "0 of 8 in order · preferred: 0 of 4" in reviewer.get(f"{base}/readiness").words
    assert "1.19 · preferred" in reviewer.get(f"{base}/matrix").words
    before_it_was_made = f"{base}/partners?known={world.starts_on.isoformat()}"
    assert "0 partners" in reviewer.get(before_it_was_made).words


def test_the_council_and_the_partner_count_apart(world: World, client_for: ClientFor, beside: Beside) -> None:
    officer = client_for(world.officer).get(f"/contracts/{beside.contract_id}/readiness")
    assert "0 of 8 in order · preferred: 0 of 4" in officer.words
    assert "0 of 8 in order · preferred: 0 of 4" in client_for(world.member).get("/").words


def test_where_nothing_is_preferred_nothing_is_said_of_it(world: World, reviewer: PageClient) -> None:
    for path in ("", "/partners", "/readiness"):
        page = reviewer.get(f"/contracts/{world.contract_id}{path}").words
        assert "referred: " not in page
        assert "Preferred, in order" not in page


def test_an_exception_is_read_with_its_reason_by_both_sides(
    world: World, client_for: ClientFor, reviewer: PageClient, beside: Beside
) -> None:
    except_it(reviewer, beside)
    member, officer = client_for(world.member), client_for(world.officer)
    engagement = f"/engagements/{beside.engagement_id}"
    for side in (reviewer, member):
        assert f"Exception recorded Nothing to do {REASON}" in side.get(engagement).words
        slot = side.get(beside.slot()).words
        assert "Exception recorded" in slot
        assert slot.count(REASON) == 2
        assert "preferred: 1 of 4" in side.get(engagement).words
    council = officer.get(engagement).words
    assert "Exception recorded" in council
    assert REASON not in council
    assert "Exception" in reviewer.get(f"/contracts/{beside.contract_id}/matrix").words
    assert "Exception recorded until" in reviewer.get(f"{beside.slot()}/history").words
    assert "Waived" not in reviewer.get(beside.slot()).words


def test_an_exception_takes_a_reason_and_keeps_what_was_typed(reviewer: PageClient, beside: Beside) -> None:
    typed = {
        "part": "",
        "words": "",
        "until_on-day": "31",
        "until_on-month": "March",
        "until_on-year": "2027",
    }
    answer = reviewer.post(f"{beside.slot()}/waive", typed, 422)
    assert answer.problems == ["Say in a sentence or two what the partner needs to know."]
    assert answer.value("until_on-month") == "March"


def test_what_is_required_is_still_waived(reviewer: PageClient, beside: Beside) -> None:
    form = reviewer.get(f"{beside.slot('safeguarding-policy')}/waive")
    assert form.heading.startswith("Waive: ")
    assert "Last day of the waiver" in form.words
    assert PREFERRED not in form.words
