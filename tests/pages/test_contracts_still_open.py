"""What stays open when an engagement ends: said beforehand, all of it, and with the way to each."""

from datetime import date, timedelta

import pytest

from portal.contracts.presenters.ending import days_of, evidence_of
from portal.contracts.queries.still_open import Returns, StillOpen
from portal.web.dates import day_as_typed
from tests.builders import finding, happening, paying, promising, returning
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def press(manager: PageClient, world: World, last_on: date, step: str = "") -> Answer:
    said = {"ending": "terminated", "words": "The service closed.", "step": step}
    form = day_as_typed("last_on", last_on) | said
    return manager.post(f"/engagements/{world.engagement_id}/end", form, 303 if step == "keep" else 200)


def test_returns_of_the_days_until_then_are_counted_and_led_to(world: World, manager: PageClient) -> None:
    returning.begin(world)
    last_on = world.today - timedelta(days=3)
    seen = press(manager, world, last_on)
    words = next(each for each in seen.links if "to be given by the partner" in each)
    assert words.endswith("of them late")
    assert seen.links[words] == f"/engagements/{world.engagement_id}/returns"
    assert "those for the days until the last are asked for as before" in seen.words


def test_a_return_with_the_lead_is_told(world: World, manager: PageClient) -> None:
    returning.begin(world)
    returning.write_all(world)
    returning.send(world, returning.signer(world))
    assert "1 return with you: still to be decided on." in press(manager, world, world.today).words


def test_payments_actions_and_what_happened_are_told(world: World, manager: PageClient) -> None:
    second = paying.begin_example(world)
    paying.paid(world)
    finding.sent(world)
    seen = press(manager, world, world.today)
    base, links = f"/engagements/{world.engagement_id}", seen.links
    assert links["1 open action"] == f"{base}/findings"
    before = next(each for each in links if each.endswith("of payment to be approved"))
    assert links[before] == f"{base}/payments"
    paying.settle(world, second)
    after = next(each for each in press(manager, world, world.today).links if "of payment" in each)
    assert int(after.split()[0]) == int(before.split()[0]) - 1


def test_what_happened_is_told_until_it_is_closed(world: World, manager: PageClient) -> None:
    happening.agree(world)
    told = happening.tell(world)
    words = "1 thing that happened, not closed"
    seen = press(manager, world, world.today)
    assert seen.links[words] == f"/engagements/{world.engagement_id}/occurrences"
    happening.forwarded(world, told)
    happening.closed(world, told)
    assert words not in press(manager, world, world.today).words


def test_commitments_are_told_as_far_as_its_days_reach(world: World, manager: PageClient) -> None:
    promising.promised(world)
    begun = sum(each.span.from_on <= world.today for each in promising.years(world))
    seen = press(manager, world, world.today)
    words = next(each for each in seen.links if "of commitments without an accepted figure" in each)
    assert words.startswith(f"{begun} year")
    assert seen.links[words] == f"/engagements/{world.engagement_id}/commitments"


def test_figures_of_commitments_that_wait_are_told_until_they_are_decided_on(
    world: World, manager: PageClient
) -> None:
    first, second = promising.promised(world), promising.promised(world, title="Trees")
    promising.given(world, first, "5")
    seen = press(manager, world, world.today)
    words = "1 figure of a commitment with you"
    assert f"{words}: still to be decided on." in seen.words
    assert seen.links[words] == f"/engagements/{world.engagement_id}/commitments"
    promising.given(world, second, "5")
    seen = press(manager, world, world.today)
    assert "2 figures of commitments with you: still to be decided on." in seen.words
    for each in (first, second):
        promising.decided(world, each)
    assert "with you: still to be decided on" not in press(manager, world, world.today).words


def test_the_page_says_what_was_done_and_does_not_say_that_nothing_is_sent(
    world: World, manager: PageClient
) -> None:
    ended = manager.follow(press(manager, world, world.today - timedelta(days=1), "keep"))
    assert "Its last day is kept." in ended.words
    assert "returns and actions, goes on until it is done" in ended.words
    assert "Nothing more is sent" not in ended.words
    undo = f"/engagements/{world.engagement_id}/end/undo"
    undone = manager.follow(manager.post(undo, {"words": "They stay after all."}))
    assert "The ending is undone: it goes on." in undone.words


def test_what_was_waived_is_said_to_be_kept(world: World, manager: PageClient) -> None:
    slot = f"/engagements/{world.engagement_id}/requirements/safeguarding-policy"
    form = day_as_typed("from_on", world.today) | day_as_typed("until_on", world.today + timedelta(days=9))
    manager.get(f"{slot}/waive")
    done = manager.follow(
        manager.post(f"{slot}/waive", form | {"part": "", "words": "It is being rewritten."})
    )
    assert "It is kept." in done.words


def test_each_of_several_is_said_of_all(world: World) -> None:
    one, several = (
        [each.then for each in (*evidence_of(still), *days_of(still, world.engagement_id))]
        for number in (1, 2)
        for still in [StillOpen(number, number, (), 0, Returns(), *[number] * 5)]
    )
    assert one == [
        "it can still be decided on",
        "nothing can be sent in place of it any more",
        "it is put up and approved once its quarter has ended",
        "it stays open until you close it",
        "it goes on until you close it",
        "the partner still gives it",
        "people answer until it closes",
    ]
    assert several == [
        "each can still be decided on",
        "nothing can be sent in place of them any more",
        "each is put up and approved once its quarter has ended",
        "each stays open until you close it",
        "each goes on until you close it",
        "the partner still gives them",
        "people answer until each closes",
    ]
