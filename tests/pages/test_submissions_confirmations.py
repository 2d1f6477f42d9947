"""Confirmations that are still in force, agreements, what the lead issues, and yearly reviews."""

from datetime import timedelta

import pytest
from lxml.html import HtmlElement

from checklists.calendar import in_words
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.web.dates import day_as_typed
from portal.words.wording import day
from tests.actions.test_issued import acknowledge, issue
from tests.actions.test_submissions_still_in_force import KEY, change, signed_before
from tests.builders import finding, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_submissions_upload import row, start

STATEMENT = "We have an induction, training and supervision policy in place."
SIGNED = {"confirm": "yes", "signed_name": "Pat Partner", "signed_position": "Chair"}
BUTTON = "Still in force, nothing has changed"
BEGIN = "//form[contains(@action, '/start')]//button"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def offered(button: HtmlElement) -> tuple[str, bool]:
    """What it says, and whether it is the first thing to do."""
    return (button.text or "").strip(), "govuk-button--secondary" not in button.classes


@pytest.fixture
def slot(world: World) -> str:
    change(world, months=12, still_years=3)
    return f"/engagements/{world.engagement_id}/requirements/{KEY}"


@pytest.mark.parametrize("days", [350, 380])
def test_near_its_end_and_after_it_one_page_will_do(
    member: PageClient, world: World, client_for: ClientFor, slot: str, days: int
) -> None:
    first = signed_before(world, days)
    answer = member.get(slot)
    page = answer.links[BUTTON]
    opened = member.get(page)
    assert STATEMENT in opened.words
    assert f"Signed by Pat Partner, Chair, on {in_words(first)}" in opened.words
    wrong = member.post(page, {"signed_name": "", "signed_position": "Clerk"}, 422)
    assert wrong.value("signed_position") == "Clerk"
    assert len(wrong.problems) == 2
    receipt = member.follow(member.post(page, SIGNED))
    for words in (STATEMENT, "Pat Partner, Chair, on", f"first signed on{in_words(first)}"):
        assert words in receipt.words
    assert BUTTON not in member.get(slot).links
    queue = client_for(world.reviewer).get(f"/contracts/{world.contract_id}/queue")
    assert "Induction" in queue.words


def test_while_it_is_fresh_or_too_old_it_is_not_offered(member: PageClient, world: World, slot: str) -> None:
    signed_before(world, 100)
    assert BUTTON not in member.get(slot).links
    assert member.get(f"{slot}/still-in-force").heading == "Is this still in force?"
    signed_before(world, 4 * 366)
    change(world, statement="Another statement.")
    assert member.get(f"{slot}/still-in-force", 303).location == slot
    assert member.post(f"{slot}/still-in-force", SIGNED, 303).location == slot


def test_a_confirmation_shows_who_signed_when(
    member: PageClient, world: World, client_for: ClientFor
) -> None:
    submission = sending.send(world, "outcomes-reporting", from_on=None)
    signed = f"Pat Partner, Chair, on {day(world.today)}"
    pages = (
        member.get(f"/submissions/{submission}/receipt"),
        member.get(f"/engagements/{world.engagement_id}/requirements/outcomes-reporting"),
        client_for(world.reviewer).get(f"/submissions/{submission}/review"),
    )
    for answer in pages:
        assert signed in answer.words
        assert "We can provide the information" in answer.words


def test_an_agreement_asks_who_signed(member: PageClient, world: World, client_for: ClientFor) -> None:
    draft = start(member, world, "sub-contract")
    answer = member.post(f"{draft}/parties", {"signed_for_lead": "Mary Manager"}, 422)
    assert answer.problems == [
        "Enter the name of the person who signed for Tidewater Peers.",
        "Enter the day on which the last side signed.",
    ]
    names = {"signed_for_lead": "Mary Manager", "signed_for_partner": "Pat Partner"}
    tomorrow = day_as_typed("signed_on", world.today + timedelta(days=1))
    assert "cannot be in the future" in member.post(f"{draft}/parties", names | tomorrow, 422).problems[0]
    signed = day_as_typed("signed_on", world.today)
    assert member.post(f"{draft}/parties", names | signed).location.endswith("/answers")
    assert row(world, draft).details == names | {"signed_on": world.today.isoformat()}
    assert member.get(f"{draft}/parties").value("signed_on-year") == str(world.today.year)
    assert f"Signed by both on: {day(world.today)}" in member.get(f"{draft}/answers").words
    assert "Signed for the lead by: Mary Manager" in member.get(f"{draft}/answers").words
    submission = sending.accepted(world, "sub-contract", engagement_id=world.engagement_id)
    review = client_for(world.reviewer).get(f"/submissions/{submission}/review")
    assert "Signed for the partner by" in review.words


def test_the_lead_sees_who_has_acknowledged_and_who_has_not(world: World, client_for: ClientFor) -> None:
    page = f"/contracts/{world.contract_id}/issue/market-stewardship"
    before = client_for(world.reviewer).get(page)
    assert "It has not been issued yet" in before.words
    issue(world)
    acknowledge(world)
    for viewer in (world.manager, world.reviewer):
        answer = client_for(viewer).get(page)
        assert "1 of 2 acknowledged" in answer.words
        assert "Pat Partner, Chair" in answer.words
        assert "Not yet" in answer.words
        assert "Noise" not in answer.source
    client_for(world.member).get(page, 404)
    client_for(world.officer).get(page, 404)


def test_a_partner_who_joins_later_is_asked_too(world: World, client_for: ClientFor) -> None:
    issue(world)
    with world.database.writing() as session:
        place = world.contract_place(session)
        terms = Terms("Northmouth", world.today - timedelta(days=2), world.ends_on)
        joined = add_partner(session, world.manager, place, NewPartner("Latecomers"), terms)
    slot = f"/engagements/{joined}/requirements/market-stewardship"
    answer = client_for(world.manager).get(slot)
    assert "Latecomers’ turn" in answer.words
    issued = client_for(world.manager).get(f"/contracts/{world.contract_id}/issue/market-stewardship")
    assert "0 of 3 acknowledged" in issued.words
    assert "Latecomers, Northmouth Not yet" in issued.words


def test_a_document_that_is_reviewed_every_year_is_dated_by_its_review(
    member: PageClient, world: World
) -> None:
    change(world, "anti-bribery", months=12)
    draft = start(member, world, "anti-bribery")
    asked = member.get(f"{draft}/dates")
    assert "When was it last reviewed?" in asked.words
    answer = member.post(f"{draft}/dates", {}, 422)
    assert answer.problems == ["Enter the day on which it was last reviewed."]
    tomorrow = world.today + timedelta(days=1)
    late = {f"from_on-{name}": str(getattr(tomorrow, name)) for name in ("day", "month", "year")}
    answer = member.post(f"{draft}/dates", late, 422)
    assert answer.problems == ["The day of the last review cannot be in the future."]


def test_what_only_a_finding_holds_up_is_not_signed_once_more(member: PageClient, world: World) -> None:
    key, page = "outcomes-reporting", f"/engagements/{world.engagement_id}/confirmations"
    title = sending.requirement(key).title
    assert title in member.get(page).words
    sending.accepted(world, key)
    assert title not in member.get(page).words
    finding.sent(world, key, marks=True)
    assert title not in member.get(page).words
    sending.give_back(world, sending.send(world, key))
    assert title in member.get(page).words, "what she signed anew came back"


def test_on_its_own_page_it_may_be_signed_anew_and_need_not(member: PageClient, world: World) -> None:
    """What is signed may show that an action is done, so it stays possible, in the second place."""
    key = "outcomes-reporting"
    page = f"/engagements/{world.engagement_id}/requirements/{key}"
    sending.accepted(world, key)
    finding.sent(world, key, marks=True)
    shown = member.get(page)
    assert [offered(each) for each in shown.find(BEGIN)] == [("Sign it anew", False)]
    assert "Signing it anew does not change that: do what the finding asks for." in shown.words
    sending.give_back(world, sending.send(world, key))
    back = member.get(page)
    assert [offered(each) for each in back.find(BEGIN)] == [("Make the change", True)]
    assert "Signing it anew does not change" not in back.words
