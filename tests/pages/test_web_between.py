"""Two people on one form: who saves second is shown what changed in between, and chooses. Each such form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from portal.visits.actions.book_visit import book_visit
from portal.web.once import ONCE
from tests.builders import assessing, sending
from tests.builders.at_once import at_once
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door
from tests.pages.pressing import filled, form_in, press
from tests.pages.test_register import joins
from tests.pages.test_web_second_press import begun_checklist
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


@dataclass(frozen=True)
class Case:
    """A form: who has it, where it is, a field with what each of two types there, and another field that
    only the first types into."""

    who: str
    page: Callable[[PageClient, World], str]
    name: str
    first: str
    second: str
    other: tuple[str, str] | None = None
    also: tuple[tuple[str, str], ...] = ()


LATER = (("go", "later"),)
"""Save and come back later: kept, though something is wanting."""


def of_draft(client: PageClient, world: World) -> str:
    return begun_checklist(world, client)


def a_row(client: PageClient, world: World) -> str:
    shown = client.get(of_draft(client, world))
    found = [each for each in shown.links.values() if "/requirements/" in each and "new" not in each]
    return found[0].partition("#")[0]


CASES = {
    "contract": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/change",
        "title",
        "Walks by day",
        "Walks by night",
        ("ends_on-year", "2031"),
    ),
    "engagement": Case(
        "manager",
        lambda _, world: f"/engagements/{world.engagement_id}/change",
        "area",
        "Far Eastmouth",
        "Near Eastmouth",
        ("funding", "31,000"),
    ),
    "person": Case(
        "member",
        lambda client, world: f"{joins(client, world)}/change",
        "job",
        "Driver by day",
        "Driver by night",
        ("staff_code", "W77"),
    ),
    "organisation": Case(
        "noise_manager",
        lambda _, world: f"/organisations/{world.noise_lead_id}/change",
        "name",
        "Grey Heron Trust",
        "Blue Heron Trust",
        ("trading_names", "Heron"),
    ),
    "requirement": Case("manager", a_row, "title", "Asked by day", "Asked by night", ("clause", "K77")),
    "kind of a requirement": Case(
        "manager", lambda client, world: f"{a_row(client, world)}/kind", "kind", "cover", "assessment"
    ),
    "checklist": Case(
        "manager",
        lambda client, world: f"{of_draft(client, world)}/about",
        "title",
        "Ours by day",
        "Ours by night",
    ),
    "part of a person": Case(
        "manager",
        lambda _, world: f"/organisations/{world.lead_id}/people/{world.reviewer.person_id}/part",
        "role",
        "member",
        "manager",
    ),
    "assessment: about": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/about",
        "about",
        "Groups by day",
        "Groups by night",
        ("took_part", "Two volunteers"),
        LATER,
    ),
    "assessment: a finding": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/findings/2",
        "words",
        "Few come by day",
        "Few come by night",
        ("evidence", "The register"),
        LATER,
    ),
    "assessment: an action": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/actions",
        "what_1",
        "A ramp by day",
        "A ramp by night",
        also=LATER,
    ),
    "assessment: signature": Case(
        "member",
        lambda _, world: f"/submissions/{assessing.draft(world)}/assessment/signature",
        "signed_position",
        "Manager by day",
        "Manager by night",
        ("signed_name", "Pat Partner the Elder"),
        LATER,
    ),
}


def draft_of(key: str, question: str) -> Callable[[PageClient, World], str]:
    return lambda _, world: (
        f"/submissions/{sending.draft(world, key, sending.some_part(world, key))}/{question}"
    )


def a_visit(_: PageClient, world: World) -> str:
    with world.database.writing() as session:
        place, on = world.contract_place(session), world.today + timedelta(days=30)
        visit_id = book_visit(session, world.manager, place, "audit-visit", on)
    return f"/contracts/{world.contract_id}/visits/{visit_id}/change"


OTHERS = {
    "visit": Case("manager", a_visit, "place", "By the sea", "On the hill", ("also", "Two volunteers")),
    "contacts": Case(
        "member",
        lambda _, world: f"/engagements/{world.engagement_id}/contacts",
        "first",
        "{member}",
        "{both}",
    ),
    "wishes about reminders": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/notices/how",
        "line",
        "Ring Ann",
        "Ring Ben",
        ("promise_days", "7"),
    ),
    "meetings of a year": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/calendar/a-year",
        "audit-visit-a_year",
        "2",
        "4",
        ("observation-a_year", "3"),
    ),
    "small numbers": Case(
        "manager",
        lambda _, world: f"/contracts/{world.contract_id}/council/small-numbers",
        "fewest",
        "7",
        "9",
    ),
    "last day of a person": Case(
        "member",
        lambda client, world: f"{joins(client, world)}/leave",
        "left_on-day",
        "3",
        "4",
        also=(("left_on-month", "5"), ("left_on-year", "2090")),
    ),
    "renewal of a person": Case(
        "member",
        lambda client, world: f"{joins(client, world)}/renewal",
        "applied_on-day",
        "3",
        "4",
        also=(("applied_on-month", "5"), ("applied_on-year", "2025")),
    ),
    "draft: accounts": Case(
        "member", draft_of("audited-accounts", "assurance"), "assurance", "audit", "neither"
    ),
    "draft: parties": Case(
        "member",
        draft_of("sub-contract", "parties"),
        "signed_for_lead",
        "Ann",
        "Ben",
        also=(("signed_for_partner", "Pat"),),
    ),
    "draft: statement": Case(
        "member",
        draft_of("data-protection", "statement"),
        "signed_position",
        "Chair",
        "Treasurer",
        also=(("confirm", "yes"),),
    ),
    "draft: policy": Case(
        "member",
        draft_of("insurance", "amount"),
        "insurer",
        "Harbour Mutual",
        "Hill Mutual",
        ("policy_number", "P 2"),
        (("amount", "5,000,000"), ("basis", "per-claim"), ("policy_number", "P 1")),
    ),
}
EACH = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
Two = tuple[PageClient, Answer, PageClient, Answer, str]


def value(client: PageClient, page: str, name: str) -> str:
    return client.get(page).value(name)


def typed(case: Case, words: str) -> dict[str, str]:
    return {case.name: words, **dict(case.also)}


def question(asked: Answer) -> str:
    return asked.value("_asked")


@pytest.fixture
def two(case: Case, world: World, client_for: ClientFor) -> Two:
    """Two browsers at the same page."""
    one, other = (client_for(world.people[case.who]) for _ in range(2))
    page = case.page(one, world)
    return one, one.get(page), other, other.get(page), page


@EACH
@pytest.mark.parametrize("choice", ["theirs", "mine"])
def test_the_second_chooses(case: Case, choice: str, two: Two) -> None:
    one, shown, other, shown_too, page = two
    first = press(one, shown, typed(case, case.first), page)
    again = press(one, shown, typed(case, case.first), page)
    assert again.location == first.location, "a second press is no conflict with oneself"
    asked = press(other, shown_too, typed(case, case.second), page, 409)
    assert asked.heading == "This was changed while you had it open"
    assert value(one, page, case.name) == case.first, "nothing is saved yet"
    again = press(other, asked, {}, page, 422)
    assert again.problems == ["Choose what is to stand."]
    press(other, again, {f"_take-{question(asked)}": choice}, page)
    assert value(other, page, case.name) == (case.first if choice == "theirs" else case.second)


@pytest.mark.parametrize(("case", "change"), [(each, each.other) for each in CASES.values() if each.other])
def test_what_only_the_other_changed_is_shown_and_stands_unless_she_says_otherwise(
    case: Case, change: tuple[str, str], two: Two
) -> None:
    one, shown, other, shown_too, page = two
    press(one, shown, dict([change, *case.also]), page)
    asked = press(other, shown_too, typed(case, case.second), page, 409)
    assert "What stood here when you opened the page" in asked.words
    press(other, asked, {}, page)
    assert value(other, page, case.name) == case.second
    assert value(other, page, change[0]) == change[1]


@BOTH
@EACH
def test_both_at_the_same_moment(case: Case, two: Two) -> None:
    """One of them saves, whichever; the other is asked; nobody waits for ever."""
    one, shown, other, shown_too, page = two
    came: dict[str, Answer] = {}

    def pressing(client: PageClient, page_shown: Answer, words: str) -> Callable[[], None]:
        data = filled(form_in(page_shown, page), typed(case, words))

        def act() -> None:
            came[words] = client.ask("POST", page, None, data=data)

        return act

    assert at_once(pressing(one, shown, case.first), pressing(other, shown_too, case.second)) == []
    assert sorted(each.status for each in came.values()) == [303, 409]
    saved = next(words for words, answer in came.items() if answer.status == 303)
    assert value(one, page, case.name) == saved


@pytest.mark.parametrize("case", OTHERS.values(), ids=OTHERS.keys())
def test_the_second_is_asked(case: Case, world: World, two: Two) -> None:
    """The same kit, briefly: nothing is saved before she has chosen."""
    one, shown, other, shown_too, page = two
    ids = {"member": world.member.person_id, "both": world.reviewer_and_member.person_id}
    first, second = case.first.format(**ids), case.second.format(**ids)
    press(one, shown, typed(case, first) | dict([case.other] if case.other else []), page)
    asked = press(other, shown_too, typed(case, second), page, 409)
    assert value(one, page, case.name) == first
    chosen = {f"_take-{each}": "mine" for each in asked.page.xpath("//input[@name='_asked']/@value")}
    press(other, asked, chosen, page)
    assert value(other, page, case.name) == second


def test_every_form_that_changes_something_shared_says_so(doors: list[Door]) -> None:
    assert {door.path for door in doors if door.handler.opt.get(ONCE)} >= {
        "/checklist-drafts/{draft_id}/about",
        "/checklist-drafts/{draft_id}/requirements/{row}",
        "/checklist-drafts/{draft_id}/requirements/{row}/kind",
        "/contracts/{contract_id}/change",
        "/engagements/{engagement_id}/change",
        "/organisations/{organisation_id}/change",
        "/organisations/{organisation_id}/register/{worker_id}/change",
    }
