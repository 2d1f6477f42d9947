"""A newer certificate that is not clear: every page says the same of the one before it, and says why."""

import uuid
from datetime import timedelta

import pytest

from portal.words.wording import day
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_register import a_check, base, slot
from tests.parts.databases import ENGINES

DAY = timedelta(days=1)


def in_order_until(world: World, ago: int, outcome: str | None = "undecided") -> tuple[uuid.UUID, uuid.UUID]:
    """Wim, whose newer certificate was issued so many days ago and sent today: the person and what was
    sent."""
    with clock_on(world.today - 60 * DAY):
        worker = sending.a_worker(world)
        sending.accept(world, sending.check(world, worker, issued_on=world.today - 90 * DAY))
    return worker, sending.check(world, worker, issued_on=world.today - ago * DAY, outcome=outcome)


def sentence(world: World, ago: int) -> str:
    issued = day(world.today - ago * DAY)
    return f"newer certificate, issued {issued}, is not clear, and no risk decision is recorded with it"


def requirement_pages(world: World) -> tuple[str, ...]:
    return f"/engagements/{world.engagement_id}", slot(world)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_both_sides_read_why_on_every_page(world: World, client_for: ClientFor) -> None:
    worker, _ = in_order_until(world, 10)
    member, manager = client_for(world.member), client_for(world.manager)
    readiness = f"/contracts/{world.contract_id}/readiness"
    pages = [
        *((member, each) for each in (*requirement_pages(world), base(world), f"{base(world)}/{worker}")),
        *((manager, each) for each in (*requirement_pages(world), readiness)),
        (manager, f"{readiness}?on={world.today + 40 * DAY}"),
        (manager, f"{slot(world)}?on={world.today - 10 * DAY}"),
        (manager, f"/contracts/{world.contract_id}/briefing?on={world.today - 5 * DAY}"),
    ]
    missed = [path for client, path in pages if sentence(world, 10) not in client.get(path).words]
    assert missed == []
    assert f"Expired on {day(world.today - 11 * DAY)}" in member.get(base(world)).words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_before_it_was_issued_and_before_it_was_known_nothing_is_said(
    world: World, client_for: ClientFor
) -> None:
    in_order_until(world, 10)
    manager, yesterday = client_for(world.manager), world.today - DAY
    for asked in (f"?on={world.today - 11 * DAY}", f"?on={yesterday}&known={yesterday}"):
        words = manager.get(f"{slot(world)}{asked}").words
        assert "newer certificate" not in words, asked
        assert "accepted until" in words.lower(), asked
        assert "Expired on" not in words, asked
    words = manager.get(f"{slot(world)}?on={yesterday}").words
    assert sentence(world, 10) in words


def test_the_council_never_reads_what_a_certificate_came_to(world: World, client_for: ClientFor) -> None:
    in_order_until(world, 10)
    officer = client_for(world.officer)
    contract = f"/contracts/{world.contract_id}"
    for path in (f"{contract}/readiness", f"{contract}/briefing", f"/engagements/{world.engagement_id}"):
        words = officer.get(path).words
        assert "certificate" not in words, path
        assert "not clear" not in words, path
    assert "1 person: expired on" in officer.get(f"{contract}/readiness").words


def test_an_outcome_that_nobody_recorded_is_said_so(world: World, client_for: ClientFor) -> None:
    worker, _ = in_order_until(world, 10, None)
    issued = day(world.today - 10 * DAY)
    said = f"Of a newer certificate, issued {issued}, nobody has recorded the outcome yet."
    assert said in client_for(world.member).get(f"{base(world)}/{worker}").words


def test_the_reviewer_reads_it_beside_both_certificates(world: World, client_for: ClientFor) -> None:
    worker, newer = in_order_until(world, 10)
    older = sending.check(world, worker, issued_on=world.today - 30 * DAY)
    rafi = client_for(world.reviewer)
    assert sentence(world, 10) in rafi.get(f"/submissions/{older}/review").words
    words = rafi.get(f"/submissions/{newer}/review").words
    assert "The certificate is not clear, and no risk decision is recorded." in words
    assert "to return it changes nothing" in words
    assert (
        "The check accepted before counts no more until this one is withdrawn, or one that is no older is"
        in words
    )
    together = rafi.get(f"{slot(world)}/register")
    assert sentence(world, 10) in together.words
    assert not together.find("//input[@name='accept'][@checked]")


def test_returned_or_withdrawn_the_pages_go_along(world: World, client_for: ClientFor) -> None:
    worker, newer = in_order_until(world, 10)
    sending.give_back(world, newer, reason="other", words="Who decided, and why?")
    words = client_for(world.reviewer).get(f"/submissions/{newer}/review").words
    assert "nobody has decided" not in words
    assert "Until that is decided" not in words
    member = client_for(world.member)
    assert sentence(world, 10) in member.get(slot(world)).words
    person = member.get(f"{base(world)}/{worker}")
    assert sentence(world, 10) in person.words
    take_back = next(href for href in person.links.values() if href.endswith("/take-back"))
    member.get(take_back)
    member.post(take_back, {})
    for path in (slot(world), base(world), f"{base(world)}/{worker}"):
        assert "newer certificate" not in member.get(path).words, path


ENDS = "What was accepted before counts no more from the day of issue on."


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize(("ago", "is_told"), [(90, True), (20, True), (91, False)])
def test_whoever_enters_one_is_told_what_it_ends(
    world: World, client_for: ClientFor, ago: int, is_told: bool
) -> None:
    """Of the same day of issue it is the same certificate, of which something else is said."""
    worker = sending.a_worker(world)
    sending.check(world, worker, issued_on=world.today - 90 * DAY)
    assert (ENDS in entered(world, client_for, worker, ago)) is is_told


def test_what_was_taken_back_is_not_ended(world: World, client_for: ClientFor) -> None:
    worker = sending.a_worker(world)
    sending.check(world, worker, issued_on=world.today - 90 * DAY)
    member = client_for(world.member)
    links = member.get(f"{base(world)}/{worker}").links.values()
    take_back = next(href for href in links if href.endswith("/take-back"))
    member.get(take_back)
    member.post(take_back, {})
    assert ENDS not in entered(world, client_for, worker, 20)


def entered(world: World, client_for: ClientFor, worker: uuid.UUID, ago: int) -> str:
    """What is said of one that is not clear and was issued so many days ago, before it is recorded."""
    member, issued_on = client_for(world.member), world.today - ago * DAY
    member.get(f"{base(world)}/{worker}/check")
    typed = a_check(world, outcome="undecided") | typed_day("issued_on", issued_on)
    return member.post(f"{base(world)}/{worker}/check", typed, 200).words
