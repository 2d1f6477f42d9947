"""An assessment in the portal: chosen how, written a page at a time, checked and sent."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.records import AssessmentFinding
from portal.words.wording import day
from tests.builders import assessing, good_files, sending
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

HOSTILE = "<script>alert(1)</script> & “quotes”\n=1+1"
FINDING = {"impact": "none", "words": "Nobody is kept away.", "evidence": "Figures."}


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def start(member: PageClient, world: World) -> str:
    """The address of a new draft's assessment, before anything is chosen."""
    slot = f"/engagements/{world.engagement_id}/requirements/eqia"
    member.get(slot)
    location = member.post(f"{slot}/start", {"part": ""}).location
    assert location.endswith("/assessment")
    return location


def begin(member: PageClient, world: World) -> str:
    """The same, with the form chosen."""
    form = start(member, world)
    assert member.post(form, {"way": "form"}).location == form
    return form


def finding_kept(world: World, name: str) -> AssessmentFinding | None:
    with world.database.reading() as session:
        return session.scalars(
            sa.select(AssessmentFinding).where(AssessmentFinding.name == name)
        ).one_or_none()


def test_how_it_is_given_has_to_be_chosen(member: PageClient, world: World) -> None:
    form = start(member, world)
    page = member.get(form)
    assert "age, disability, gender" in page.words
    assert "Start from last year" not in page.words
    assert member.post(form, {}, 422).problems == ["Choose how you give this assessment."]


def test_the_list_says_how_far_it_is(member: PageClient, world: World) -> None:
    form = begin(member, world)
    assert "0 of 8 done" in member.get(form).words
    member.post(f"{form}/findings/1", FINDING)
    member.post(f"{form}/findings/2", {"words": "Half", "go": "later"})
    page = member.get(form)
    assert "1 of 8 done" in page.words
    assert "Disability Started" in page.words
    assert "Gender identity Not started" in page.words


def test_a_page_that_lacks_something_keeps_what_was_typed(member: PageClient, world: World) -> None:
    form = begin(member, world)
    answer = member.post(f"{form}/findings/1", {"impact": "negative", "words": HOSTILE, "go": "next"}, 422)
    assert answer.problems == ["Say what the evidence is.", "Say what you do about the negative impact."]
    assert answer.value("words") == HOSTILE
    kept = finding_kept(world, "age")
    assert kept
    assert (kept.words, kept.impact) == (HOSTILE, "negative")


def test_whoever_comes_back_later_is_not_told_what_is_wanting(member: PageClient, world: World) -> None:
    form = begin(member, world)
    assert member.post(f"{form}/findings/1", {"words": "Half", "go": "later"}).location == form
    assert member.get(f"{form}/findings/1").value("words") == "Half"
    too_long = member.post(f"{form}/findings/1", {"words": "x" * 8001, "go": "later"}, 422)
    assert too_long.problems == ["What you found must have 8,000 characters or fewer."]
    kept = finding_kept(world, "age")
    assert kept
    assert kept.words == "Half"


def test_pages_follow_one_another(member: PageClient, world: World) -> None:
    form = begin(member, world)
    about = {"about": "The groups", "took_part": "All"} | typed_day("from_on", world.today)
    assert member.post(f"{form}/about", about).location == f"{form}/findings/1"
    assert member.post(f"{form}/findings/1", FINDING).location == f"{form}/findings/2"
    assert member.post(f"{form}/findings/8", FINDING).location == f"{form}/actions"
    assert member.post(f"{form}/actions", {"go": "next"}).location == f"{form}/signature"
    for number in ("0", "9", "01x", "99999"):
        member.get(f"{form}/findings/{number}", 404)


def test_a_day_that_cannot_be(member: PageClient, world: World) -> None:
    form = begin(member, world)
    tomorrow = world.today + timedelta(days=1)
    about = {"about": "The groups", "took_part": "All"}
    answer = member.post(f"{form}/about", about | typed_day("from_on", tomorrow), 422)
    assert answer.problems == ["The day of completion cannot be in the future."]
    member.post(f"{form}/about", about | typed_day("from_on", world.today))
    signed = {"signed_name": "Pat", "signed_position": "Chair"}
    before = member.post(
        f"{form}/signature", signed | typed_day("signed_on", world.today - timedelta(days=1)), 422
    )
    assert before.problems == ["It cannot have been signed before it was completed."]
    assert before.value("signed_name") == "Pat"


def test_several_actions(member: PageClient, world: World) -> None:
    form = begin(member, world)
    first = {"what_1": "A ramp", "who_1": "Sam"} | typed_day("by_1_on", world.today)
    assert member.post(f"{form}/actions", first | {"go": "more"}).location == f"{form}/actions"
    page = member.get(f"{form}/actions")
    assert (page.value("what_1"), page.value("what_2")) == ("A ramp", "")
    half = member.post(f"{form}/actions", first | {"what_3": "A lift", "go": "next"}, 422)
    assert half.problems == [
        "Action 3: say who does it.",
        "Action 3: enter the day by which it will be done.",
    ]
    assert half.value("what_3") == "A lift"
    member.post(f"{form}/actions", {"go": "next"})
    assert member.get(f"{form}/actions").value("what_1") == ""


def test_what_is_wanting_is_shown_and_cannot_be_sent(member: PageClient, world: World) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id, but=("race",))
    form = f"/submissions/{submission_id}/assessment"
    page = member.get(f"{form}/check")
    assert page.links["Complete “Race”."] == f"{form}/findings/5"
    assert "Send to Harbour Light" not in page.words
    assert member.post(f"{form}/check", {}, 422).problems == ["Complete “Race”."]


def test_checked_and_sent_once(member: PageClient, world: World) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    form = f"/submissions/{submission_id}/assessment"
    assert "Nobody is kept away for race." in member.get(f"{form}/check").words
    for _ in range(2):
        assert member.post(f"{form}/check").location == f"/submissions/{submission_id}/receipt"
    assert "Sent to Harbour Light" in member.get(f"/submissions/{submission_id}/receipt").words
    assert member.get(form, 303).location == f"{form}/read"
    told = member.post(f"{form}/findings/1", FINDING | {"words": "Changed"}, 409)
    assert "What you typed, which is not sent" in told.words
    assert "Changed" in told.words
    kept = finding_kept(world, "age")
    assert kept
    assert kept.words == "Nobody is kept away for age."
    slot = member.get(f"/engagements/{world.engagement_id}/requirements/eqia")
    assert f"{form}/read" in slot.links.values()


def test_an_own_document_goes_the_way_of_files(member: PageClient, world: World) -> None:
    form = start(member, world)
    draft = form.removesuffix("/assessment")
    assert member.get(f"{draft}/answers", 303).location == form
    assert member.post(form, {"way": "document"}).location == f"{draft}/files"
    member.upload(f"{draft}/files", [("eqia.pdf", good_files.pdf())], {"go": "next"})
    member.post(f"{draft}/dates", typed_day("from_on", world.today))
    assert "eqia.pdf" in member.get(f"{draft}/answers").words
    assert member.post(f"{draft}/answers").location == f"{draft}/receipt"
    member.get(f"{form}/read", 404)


def test_continuing_a_draft_comes_to_the_list(member: PageClient, world: World) -> None:
    form = begin(member, world)
    assert member.get(f"{form.removesuffix('/assessment')}/answers", 303).location == form


def test_last_years_is_offered_and_copied(member: PageClient, world: World) -> None:
    completed = world.today - timedelta(days=200)
    earlier = assessing.written(world, completed_on=completed)
    sending.accept(world, earlier)
    form = start(member, world)
    assert f"completed on {day(completed)}" in member.get(form).words
    member.post(form, {"way": "earlier"})
    page = member.get(form)
    assert f"Started from the assessment of {day(completed)}" in page.words
    assert "8 of 8 done" in page.words
    assert "About this assessment What is assessed, who took part, and when Started" in page.words


@pytest.mark.parametrize("page", ["", "/about", "/findings/1", "/actions", "/signature", "/check"])
def test_at_most_eleven_queries(world: World, client_for: ClientFor, page: str) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    member = client_for(world.member)
    member.get(f"/submissions/{submission_id}/assessment{page}")
    assert len(member.queries) <= 11


def test_a_document_that_was_brought_before_choosing_is_an_own_document(
    member: PageClient, world: World
) -> None:
    submission_id = sending.draft(world, "eqia")
    sending.attach(world, submission_id, "eqia.pdf")
    assert "eqia.pdf" in member.get(f"/submissions/{submission_id}/answers").words
