"""A manager changes a contract's checklist, and sees first what it does to whom."""

import re
from datetime import timedelta
from typing import Any

import pytest

from checklists.money import UNREAD
from portal import clock
from tests.builders import inviting, sending
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change

FIRE = {
    "title": "Fire policy",
    "asks": "Your fire policy.",
    "force": "must",
    "clause": "K17",
    "consequence": "Payment may be withheld until you have one.",
    "group": "Key contract requirements",
    "warn_days": "30",
    "look_for": "Signed\n• Dated\n",
    "condition": "",
    "months": "12",
}


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def draft(world: World, manager: PageClient) -> str:
    """The address of a draft of the next version."""
    return begin_change(world, manager)


def day(on: Any) -> dict[str, str]:
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"in_force_from-{part}": str(value) for part, value in parts.items()}


def add_fire(manager: PageClient, draft: str) -> str:
    form = manager.get(f"{draft}/requirements/new")
    first = {"token": form.value("token"), "title": "Fire policy", "kind": "document"}
    first["group"] = FIRE["group"]
    made = manager.post(f"{draft}/requirements/new", first)
    again = manager.post(f"{draft}/requirements/new", first)
    assert again.location == made.location
    manager.post(made.location, FIRE)
    return made.location


def row_of(answer: Answer, title: str) -> str:
    """The address of a requirement in the list of a draft."""
    return answer.links[title]


def test_a_new_version_from_its_draft_to_what_a_partner_reads(
    world: World, manager: PageClient, draft: str, client_for: ClientFor
) -> None:
    add_fire(manager, draft)
    listed = manager.get(draft)
    assert "27 requirements" in listed.words
    out = row_of(listed, "Business continuity plan").rpartition("/")[2]
    manager.follow(manager.post(draft, {"act": "remove", "row": out}))
    assert "Say from which day" in manager.get(f"{draft}/changes").words
    on = world.today + timedelta(days=3)
    seen = manager.follow(manager.post(f"{draft}/about", {"title": "Peers", "then": "changes"} | day(on)))
    assert len(manager.queries) <= 17, manager.queries
    assert re.search(r"Added Fire policy .* No longer asked Business continuity plan", seen.words)
    assert "2 partners newly missing something" in seen.words
    assert re.search(
        r"Tidewater Peers ?Eastmouth Newly missing: Fire policy No longer asked: Business", seen.words
    )
    published = manager.post(f"{draft}/changes", {"seen": seen.value("seen")})
    shown = manager.follow(published)
    assert "The new version is published." in shown.words
    assert manager.post(f"{draft}/changes").location == published.location
    assert manager.get(draft, 303).location == published.location
    pat = client_for(world.member)
    address = f"/engagements/{world.engagement_id}"
    assert "Fire policy" not in pat.get(address).words
    later = pat.get(f"{address}?on={on.isoformat()}").words
    assert "Fire policy" in later
    asked = pat.get(f"{address}/requirements/fire-policy?on={on.isoformat()}").words
    assert "Where it is not in order, the contract says: Payment may be withheld until you have one." in asked
    assert "Business continuity plan" not in later
    old, new = (
        manager.get(f"/contracts/{world.contract_id}/checklist?on={each}") for each in (world.today, on)
    )
    assert "Business continuity plan" in old.words
    assert "Fire policy" in new.words


def test_what_waits_and_who_works_in_two_areas_is_said_before_it_is_published(
    world: World, manager: PageClient, draft: str
) -> None:
    sending.send(world, "business-continuity")
    inviting.another_area(world, "Southmouth")
    add_fire(manager, draft)
    out = row_of(manager.get(draft), "Business continuity plan").rpartition("/")[2]
    manager.post(draft, {"act": "remove", "row": out})
    manager.post(f"{draft}/about", {"title": "Peers"} | day(world.today + timedelta(days=3)))
    seen = manager.get(f"{draft}/changes").words
    assert "1 submission waits for a decision: it leaves the queue, and comes back with it." in seen
    assert "2 partners newly missing something" in seen
    assert "0 partners not affected" in seen
    assert "3 affected areas of 2 partners" in seen


def test_everything_that_is_wrong_with_a_requirement_is_said_at_its_field(
    manager: PageClient, draft: str
) -> None:
    path = row_of(manager.get(draft), "Insurance")
    form = {
        "title": "",
        "asks": "x",
        "force": "",
        "clause": "K3",
        "group": "Key contract requirements",
        "cover-1-key": "public-liability",
        "cover-1-title": "Public liability insurance",
        "cover-1-amount": "a lot",
        "cover-1-basis": "per-claim",
        "cover-3-title": "Cyber insurance",
        "cover-3-amount": "1 million",
        "warn_days": "soon",
    }
    answer = manager.post(path, form, 422)
    assert answer.problems == [
        "Enter what the requirement is called.",
        "Choose whether it is required or preferred.",
        f"Insurance 1: {UNREAD}",
        "Insurance 3: Choose any one claim or in the aggregate.",
        "Enter how long before its end partners are reminded, as a whole number of days such as 30.",
    ]
    assert [answer.value(name) for name in ("cover-1-amount", "cover-3-title", "warn_days")] == [
        "a lot",
        "Cyber insurance",
        "soon",
    ]
    ids = set(answer.page.xpath("//@id"))
    hrefs = answer.page.xpath("//*[contains(@class,'govuk-error-summary__list')]//@href")
    assert {href.removeprefix("#") for href in hrefs} <= ids


PAGES = {
    "Insurance": {"cover-1-amount": "5,000,000", "cover-3-basis": "aggregate"},
    "DBS checks": {"level": "enhanced", "months": "36", "register": "checks"},
    "Audited accounts": {"years": "3", "deadline-charity": "10", "audited": "yes"},
    "Equality impact assessment (EQIA)": {"months": "12"},
    "Volunteer policy": {"condition": "uses-volunteers", "statement": "We have a volunteer policy in place."},
    "Market Stewardship Principles": {
        "statement": "We have received our copy of the Market Stewardship Principles."
    },
    "Sub-contract": {"warn_days": "90"},
}


@pytest.mark.parametrize("title", PAGES)
def test_a_page_per_kind_shows_what_there_is_and_saving_it_changes_nothing(
    manager: PageClient, draft: str, title: str
) -> None:
    form = manager.get(row_of(manager.get(draft), title))
    assert {name: form.value(name) for name in PAGES[title]} == PAGES[title]
    manager.post(row_of(manager.get(draft), title), fields_of(form))
    assert "Nothing is different" in on_today(manager, draft).words


def fields_of(form: Answer) -> dict[str, Any]:
    """What a browser would send of the page's form."""
    found: dict[str, Any] = {}
    for field in form.find("//main//form//*[@name][not(self::button)]"):
        is_tick = field.get("type") in {"radio", "checkbox"}
        if field.get("name") != "_csrf_token" and not (is_tick and field.get("checked") is None):
            value = field.get("value", "on") if is_tick else field.value or ""
            found.setdefault(field.get("name"), []).append(value)
    return found


def on_today(manager: PageClient, draft: str) -> Answer:
    return manager.follow(
        manager.post(
            f"{draft}/about",
            {"title": "Peer Support, Dover and Folkestone", "then": "changes"} | day(clock.today()),
        )
    )


def test_another_kind_is_said_to_be_a_new_requirement(manager: PageClient, draft: str) -> None:
    path = row_of(manager.get(draft), "Complaints policy")
    assert "it becomes a new requirement" in manager.get(f"{path}/kind").words
    assert manager.post(f"{path}/kind", {"kind": "wish"}, 422).problems == ["Choose how it is shown."]
    manager.follow(manager.post(f"{path}/kind", {"kind": "confirmation"}))
    assert re.search("Complaints policy: 1 of its answers", manager.get(f"{draft}/changes").words)
    form = fields_of(manager.get(path)) | {"statement": "We have a complaints policy."}
    manager.post(path, form)
    seen = on_today(manager, draft)
    assert re.search("Added Complaints policy .*No longer asked Complaints policy", seen.words)


def test_a_change_of_rules_is_shown_field_by_field(manager: PageClient, draft: str) -> None:
    path = row_of(manager.get(draft), "Insurance")
    form = fields_of(manager.get(path)) | {"cover-3-amount": "2m"}
    manager.post(path, form)
    words = on_today(manager, draft).words
    assert "Professional indemnity insurance: £1 million, in the aggregate" in words
    assert "Professional indemnity insurance: £2 million, in the aggregate" in words


def test_who_carries_an_assessment_out_is_asked_and_shown(manager: PageClient, draft: str) -> None:
    title = "Equality impact assessment (EQIA)"
    path = row_of(manager.get(draft), title)
    form = fields_of(manager.get(path))
    assert form["carried_out_by"] == [""], "the partner, where nobody has said otherwise"
    nobody = manager.post(path, form | {"carried_out_by": "somebody"}, 422)
    assert nobody.problems == ["Choose who carries it out."]
    manager.post(path, form | {"carried_out_by": "commissioner"})
    assert "carried out by the council" in manager.get(draft).words
    assert manager.get(path).value("carried_out_by") == "commissioner"
    assert "Carried out by – The council" in on_today(manager, draft).words


def test_the_order_within_a_group(manager: PageClient, draft: str) -> None:
    listed = manager.get(draft)
    titles = [each for each in listed.links if each in {"DBS checks", "Insurance"}]
    assert titles == ["DBS checks", "Insurance"]
    row = row_of(listed, "Insurance").rpartition("/")[2]
    again = manager.follow(manager.post(draft, {"act": "up", "row": row}))
    assert [each for each in again.links if each in {"DBS checks", "Insurance"}] == [
        "Insurance",
        "DBS checks",
    ]
    assert "Requirements stand in another order" in on_today(manager, draft).words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "", "in_force_from-day": ""}, "Enter what the checklist is called."),
        ({"in_force_from-year": "2150"}, "The day must be one of the contract’s."),
        ({"in_force_from-month": "13"}, "The day must be a real date."),
    ],
)
def test_a_title_or_a_day_that_will_not_do(
    manager: PageClient, draft: str, typed: dict[str, str], sentence: str
) -> None:
    form = {
        "title": "Peers",
        **{f"in_force_from-{part}": "1" for part in ("day", "month")},
        "in_force_from-year": str(clock.today().year),
    }
    assert sentence in manager.post(f"{draft}/about", form | typed, 422).problems


@pytest.mark.parametrize(
    "tail",
    ["", "/about", "/changes", "/discard", "/requirements/new", "/requirements/1", "/requirements/1/kind"],
)
@pytest.mark.parametrize("who", ["reviewer", "colleague", "member", "officer", "noise_manager"])
def test_a_draft_is_only_for_managers_of_its_lead(
    world: World, draft: str, client_for: ClientFor, who: str, tail: str
) -> None:
    client = client_for(world.people[who])
    client.get(f"{draft}{tail}", 404)


def test_a_draft_is_thrown_away(world: World, manager: PageClient, draft: str) -> None:
    manager.get(f"{draft}/discard")
    shown = manager.follow(manager.post(f"{draft}/discard"))
    assert "The draft is thrown away" in shown.words
    manager.get(draft, 404)


@pytest.mark.parametrize("row", ["99", "nothing", "new-one"])
def test_a_requirement_that_is_not_there(manager: PageClient, draft: str, row: str) -> None:
    manager.get(f"{draft}/requirements/{row}", 404)


def test_a_reviewer_reads_the_checklist_and_cannot_change_it(world: World, client_for: ClientFor) -> None:
    rafi = client_for(world.reviewer)
    shown = rafi.get(f"/contracts/{world.contract_id}/checklist")
    assert "Complaints policy" in shown.words
    assert "Change the checklist" not in shown.words
    rafi.post(f"/contracts/{world.contract_id}/checklist/change", status=404)
