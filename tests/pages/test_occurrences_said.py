"""What the pages of what happened say of it: no more than is so, and what stands to whoever comes second."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from checklists.library import library
from checklists.year.clocks import Happened, forwarding_clock
from checklists.year.rows import Due
from checklists.year.vocabulary import Party
from portal.occurrences.pages import contract
from portal.occurrences.presenters.told import lead_term
from portal.web.dates import day_as_typed
from portal.words.wording import day
from tests.builders import happening
from tests.builders.sending import a_worker
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

WORDS = "A grant was not renewed."


@pytest.fixture(autouse=True)
def agreed(world: World) -> None:
    happening.agree(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/occurrences"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


def days(happened_on: date) -> dict[str, Any]:
    return day_as_typed("happened_on", happened_on) | day_as_typed("known_on", happened_on)


def test_the_second_of_two_reviewers_keeps_her_words(
    world: World, base: str, reviewer: PageClient, client_for: ClientFor
) -> None:
    link, second = f"{base}/{happening.tell(world, words=WORDS)}", client_for(world.manager)
    second.get(f"{link}/forward")
    happening.forwarded(world, UUID(link.rpartition("/")[2]), outside_on=world.today)
    refused = second.post(f"{link}/forward", {"how": "here", "words": "Money is short."}, 422)
    assert "forwarded it already: to Contracts team" in refused.problems[0]
    assert refused.value("words") == "Money is short."
    second.get(link)
    reviewer.get(link)
    reviewer.post(link, {"go": "closed", "words": "Another grant came."})
    refused = second.post(link, {"go": "closed", "words": "It was nothing."}, 422)
    assert "closed it already, in other words" in refused.problems[0]
    assert refused.value("words") == "It was nothing."


def test_the_page_says_no_more_than_is_so(
    world: World, base: str, member: PageClient, reviewer: PageClient
) -> None:
    link, more = f"{base}/{happening.ask(world)}", "There is nothing more to do now."
    put: dict[str, Any] = {"event_key": "insolvency", "because": "It is worse."}
    seen = {"_seen": reviewer.get(f"{link}/correct").value("_seen")}
    shown = reviewer.follow(reviewer.post(f"{link}/correct", put | seen))
    assert "Not told yet" in shown.words
    assert "It is put right." in shown.words
    assert "It is told." not in shown.words
    put |= day_as_typed("told_on", world.today) | {"because": "They rang."}
    seen = {"_seen": reviewer.get(f"{link}/correct").value("_seen")}
    rung = reviewer.follow(reviewer.post(f"{link}/correct", put | seen))
    reviewer.get(f"{base}/new/insolvency")
    call = days(world.today) | day_as_typed("told_on", world.today) | {"told": "yes", "words": WORDS}
    for page in (rung, reviewer.follow(reviewer.post(f"{base}/new/insolvency", call))):
        assert "It is written down." in page.words
        assert "To be forwarded to" in page.words
        assert more not in page.words
    member.get(f"{base}/new/adverse-change")
    told = member.follow(member.post(f"{base}/new/adverse-change", days(world.today) | {"words": WORDS}))
    assert more in told.words
    member.get(f"{base}/new/officer-change")
    changed = days(world.today) | {"words": "The chief officer has left."}
    named = member.follow(member.post(f"{base}/new/officer-change", changed))
    assert "It is told. Name them under Contacts too." in named.words


def test_what_was_known_before_it_happened_is_asked_about(
    world: World, base: str, member: PageClient
) -> None:
    """It may have been announced."""
    form, before = f"{base}/new/adverse-change", world.today - timedelta(days=1)
    member.get(form)
    typed = days(world.today) | day_as_typed("known_on", before) | {"words": WORDS}
    asked = member.post(form, typed, 422)
    said = f"known on {day(before)}, before it happened or began on {day(world.today)}"
    assert said in asked.words
    told = member.follow(member.post(form, typed | {"sure": "yes"}))
    assert "Adverse" in told.heading or "adverse" in told.heading


def test_the_words_of_the_leads_term_follow_its_clock(world: World) -> None:
    events = library()["thurrock-floating-support"].year.events
    insolvency = next(each for each in events if each.key == happening.INSOLVENCY)
    both = replace(insolvency, forward=Due(2, working=True))
    clock = forwarding_clock(both, Happened(world.today, told_on=world.today))
    assert clock
    assert clock.due_on == world.today
    assert lead_term(both) == "You forward it to the council at once."
    assert "2 working days" in lead_term(replace(both, at_once=False))
    assert lead_term(replace(both, asked_of=(Party.PARTNER,))) == ""


def test_that_not_all_of_those_that_are_closed_are_listed_is_said(
    world: World, reviewer: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, said = f"/contracts/{world.contract_id}/occurrences", "that were told last are listed and chosen"
    for kind in (happening.CHANGE, happening.INSOLVENCY, happening.PLAN):
        happening.closed(world, happening.ask(world, kind))
    assert said not in reviewer.get(listed).words
    monkeypatch.setattr(contract, "CLOSED_SHOWN", 2)
    shown = reviewer.get(listed)
    assert f"only the 2 {said}" in shown.words
    assert len(shown.find("//main//li/div/a")) == 2


def test_what_names_somebody_by_now_is_hidden_from_the_council(
    world: World, base: str, reviewer: PageClient, client_for: ClientFor
) -> None:
    told = happening.tell(world, happening.SERIOUS)
    happening.forwarded(world, told, "Wendy Worker was hurt.")
    officer, read = client_for(world.officer), f"/contracts/{world.contract_id}/occurrences/{told}"
    assert "Wendy Worker was hurt." in officer.get(read).words
    a_worker(world, "Wendy Worker")
    shown = officer.get(read).words
    assert "Wendy Worker" not in shown
    assert "Not shown here: it names somebody by now." in shown
    assert "Wendy Worker was hurt." in reviewer.get(f"{base}/{told}").words
