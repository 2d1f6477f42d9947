"""What is only preferred: counted apart on every page, and excepted with a reason."""

import uuid
from datetime import timedelta

import pytest

from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.send_submission import send_submission
from portal.words.wording import day
from tests.builders import sending
from tests.builders.preferring import PREFERRED, Beside, contract_beside, require_it
from tests.builders.typed import typed_day
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


def test_an_exception_is_read_with_its_reason_by_all_sides(
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
    assert REASON in council
    assert "Exception" in reviewer.get(f"/contracts/{beside.contract_id}/matrix").words
    history = reviewer.get(f"{beside.slot()}/history").words
    assert "Exception recorded for as long as the engagement lasts." in history
    assert "Waived" not in reviewer.get(beside.slot()).words


def test_an_exception_takes_a_reason_and_keeps_what_was_typed(
    world: World, reviewer: PageClient, beside: Beside
) -> None:
    until = world.today + timedelta(days=60)
    typed = {"part": "", "words": "", **typed_day("until_on", until), "until_on-month": f"{until:%B}"}
    answer = reviewer.post(f"{beside.slot()}/waive", typed, 422)
    assert answer.problems == ["Say in a sentence or two what the partner needs to know."]
    assert answer.value("until_on-month") == f"{until:%B}"


def test_how_long_it_lasts_is_said_wherever_the_decision_is_read(
    world: World, client_for: ClientFor, reviewer: PageClient, beside: Beside
) -> None:
    except_it(reviewer, beside)
    for side in (reviewer, client_for(world.member)):
        slot = side.get(beside.slot())
        assert "Exception recorded for as long as the engagement lasts" in slot.words
        assert "Exception recorded until" not in slot.words
    document = sent(world, beside)
    review = reviewer.get(f"/submissions/{document}/review").words
    assert "Exception recorded for as long as the engagement lasts" in review


def sent(world: World, beside: Beside) -> uuid.UUID:
    """A document for what is preferred."""
    submission_id = sending.draft(world, PREFERRED, engagement_id=beside.engagement_id)
    sending.attach(world, submission_id)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        answer_draft(session, place, {"from_on": world.today})
        send_submission(session, world.member.person_id, place, world.today)
    return submission_id


def test_it_is_corrected_to_a_last_day_and_back(world: World, reviewer: PageClient, beside: Beside) -> None:
    except_it(reviewer, beside)
    form = reviewer.get(reviewer.get(beside.slot()).links["Correct or end it early"])
    assert "for as long as the engagement lasts: “" in form.words
    assert "To end it, give its last day" in form.words
    assert "Last day of the exception (optional)" in form.words
    assert form.value("until_on-year") == ""
    last = world.today + timedelta(days=20)
    corrects = {"corrects": form.value("corrects"), "what": "days", "words": "It is ready then."}
    days = typed_day("from_on", world.today)
    reviewer.post(f"{beside.slot()}/waive", days | typed_day("until_on", last) | corrects)
    assert f"Exception recorded until {day(last)}" in reviewer.get(beside.slot()).words
    again = reviewer.get(beside.slot()).links["Correct or end it early"]
    form = reviewer.get(again)
    assert form.value("until_on-year") == str(last.year)
    corrects |= {"corrects": form.value("corrects"), "words": "It is not."}
    reviewer.post(f"{beside.slot()}/waive", days | corrects)
    assert "Exception recorded for as long as the engagement lasts" in reviewer.get(beside.slot()).words


def test_it_does_not_stand_for_what_has_become_required(
    world: World, client_for: ClientFor, reviewer: PageClient, beside: Beside
) -> None:
    assert "Should this be required one day, it is asked for" in reviewer.get(f"{beside.slot()}/waive").words
    except_it(reviewer, beside)
    require_it(world, beside, world.today)
    for side in (reviewer, client_for(world.member)):
        slot = side.get(beside.slot()).words
        assert "Exception recorded while this was only preferred" in slot
        assert "as long as the engagement lasts" not in slot
        assert "Needed" in slot
    engagement = reviewer.get(f"/engagements/{beside.engagement_id}").words
    assert "0 of 9 in order · preferred: 0 of 3" in engagement


def test_what_is_required_is_still_waived(reviewer: PageClient, beside: Beside) -> None:
    form = reviewer.get(f"{beside.slot('safeguarding-policy')}/waive")
    assert form.heading.startswith("Waive: ")
    assert "Last day of the waiver" in form.words
    assert PREFERRED not in form.words
