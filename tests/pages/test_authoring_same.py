"""A row that was there before: it is asked, with and without an answer, and the preview says what becomes of
what partners sent."""

import re
import uuid
from datetime import timedelta

import pytest

from tests.builders.sending import accepted
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.pages.test_authoring_versions import FIRE, day, fields_of, row_of

PLAN = "Business continuity plan"
TITLE = {"title": "Peers", "then": "changes"}


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def changes_on(world: World, manager: PageClient, draft: str, days: int) -> Answer:
    on = world.today + timedelta(days=days)
    return manager.follow(manager.post(f"{draft}/about", TITLE | day(on)))


def take_out(manager: PageClient, draft: str, title: str) -> None:
    row = row_of(manager.get(draft), title).rpartition("/")[2]
    manager.follow(manager.post(draft, {"act": "remove", "row": row}))


@pytest.fixture
def draft(world: World, manager: PageClient) -> str:
    """A draft after a version out of which the plan was taken, for which something had been accepted."""
    accepted(world, "business-continuity")
    first = begin_change(world, manager)
    take_out(manager, first, PLAN)
    seen = changes_on(world, manager, first, -3)
    assert "What was accepted for it (1 engagement) stays on the record" in seen.words
    manager.post(f"{first}/changes", {"seen": seen.value("seen"), "reason": "Agreed."})
    return begin_change(world, manager)


def type_in(manager: PageClient, draft: str, title: str, kind: str = "document") -> str:
    """A new row; the address of what follows upon its page."""
    form = {"token": uuid.uuid4().hex, "title": title, "kind": kind, "group": FIRE["group"]}
    made = manager.post(f"{draft}/requirements/new", form).location
    words = fields_of(manager.get(made)) | FIRE | {"title": title, "statement": "We have one."}
    return manager.post(made, words).location


def test_what_is_typed_in_again_is_asked_about_and_joins_what_was_accepted(
    world: World, manager: PageClient, draft: str
) -> None:
    asked = manager.get(type_in(manager, draft, "Plan for business continuity"))
    until = world.today - timedelta(days=4)
    words = f"Is this the requirement that was there until {until.day} {until:%B %Y}?"
    assert words in asked.words
    assert re.search("counts again, as far as it has not lapsed", asked.words)
    address = next(href for text, href in manager.get(draft).links.items() if text.startswith("Is this the"))
    seen = changes_on(world, manager, draft, 6)
    assert "say whether it is the requirement that was there until" in seen.words
    assert not seen.find("//button[contains(., 'Publish')]")
    refused = manager.post(address, {}, 422)
    assert refused.problems == ["Choose which requirement it is."]
    manager.post(address, {"same": "volunteers"}, 422)
    listed = manager.follow(manager.post(address, {"same": "business-continuity"}))
    assert f"The same as “{PLAN}”, that was there until" in listed.words
    seen = manager.get(f"{draft}/changes")
    assert re.search(rf"The same as “{PLAN}”.*\(1 engagement\) counts again", seen.words)
    published = manager.post(f"{draft}/changes", {"seen": seen.value("seen")})
    assert "The new version is published." in manager.follow(published).words
    on = world.today + timedelta(days=6)
    shown = manager.get(f"/engagements/{world.engagement_id}?on={on.isoformat()}")
    assert "Plan for business continuity" in shown.words


def test_said_to_be_new_the_preview_says_what_is_not_joined(
    world: World, manager: PageClient, draft: str
) -> None:
    address = type_in(manager, draft, PLAN)
    manager.post(address, {"same": "new"})
    seen = changes_on(world, manager, draft, 6)
    assert "A new requirement: nothing counts for it yet." in seen.words
    assert f"the earlier “{PLAN}” (1 engagement) is not joined" in seen.words
    again = manager.get(address)
    assert again.value("same") == "new"


def test_another_kind_is_not_asked_and_the_preview_says_so(
    world: World, manager: PageClient, draft: str
) -> None:
    location = type_in(manager, draft, PLAN, "confirmation")
    assert not location.endswith("/same")
    seen = changes_on(world, manager, draft, 6)
    assert f"the earlier “{PLAN}” (1 engagement) is not joined" in seen.words


def test_a_new_row_that_is_like_nothing_can_be_said_to_be_an_earlier_one(
    world: World, manager: PageClient, draft: str
) -> None:
    location = type_in(manager, draft, "When the lights go out")
    assert not location.endswith("/same")
    row = location.rpartition("row-")[2]
    asked = manager.get(f"{draft}/requirements/{row}/same")
    assert "Which requirement is it?" in asked.words
    manager.post(f"{draft}/requirements/{row}/same", {"same": "business-continuity"})
    assert "counts again" in changes_on(world, manager, draft, 6).words


def test_rows_that_swap_names_are_asked_and_a_renamed_one_is_not(world: World, manager: PageClient) -> None:
    accepted(world, "complaints-policy")
    draft = begin_change(world, manager)
    one, other = (row_of(manager.get(draft), title) for title in (PLAN, "Complaints policy"))
    renamed = fields_of(manager.get(one)) | {"title": "How work goes on"}
    assert not manager.post(one, renamed).location.endswith("/same")
    seen = changes_on(world, manager, draft, 1)
    assert f"It was called “{PLAN}”. Nothing has been accepted for it yet." in seen.words
    first = manager.post(one, fields_of(manager.get(one)) | {"title": "Complaints policy"}).location
    manager.post(other, fields_of(manager.get(other)) | {"title": PLAN})
    assert "Which requirement is it?" in manager.get(first).words
    manager.post(first, {"same": "complaints-policy"})
    seen = changes_on(world, manager, draft, 1)
    assert "say which of the earlier requirements it is" in seen.words
    manager.post(f"{other}/same", {"same": "business-continuity"})
    seen = changes_on(world, manager, draft, 1)
    assert "Publish the new version" in seen.words


def test_a_checklist_of_the_leads_own_asks_nothing(manager: PageClient) -> None:
    start = {"title": "Ours", "start": "porchlight-peer-support"}
    lead = manager.get("/checklists/new").value("lead")
    draft = manager.post("/checklists/new", start | {"lead": lead}).location
    assert not type_in(manager, draft, PLAN).endswith("/same")
    assert "Was it there before?" not in manager.get(draft).words
