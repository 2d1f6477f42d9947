"""A manager writes what the contract asks for through the year, and publishes it from a day on."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from checklists.as_toml import as_toml
from checklists.library import library, read_definition
from checklists.requirement import Checklist
from checklists.year.drafting import Sort, rows_of
from portal.authoring.queries.versions import get_versions
from tests.builders.world import CHECKLIST, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.pages.pressing import filled, form_in
from tests.pages.test_authoring_versions import day

YEAR = library()[CHECKLIST].year
ABOUT = {"clause": "6.2", "source": "It says so.", "asked_of": "partner"}
RETURN = {
    **ABOUT,
    "title": "Staffing report",
    "asks": "Who left and who came.",
    "force": "must",
    "every": "month",
    "due-days": "10",
    "due-unit": "calendar",
    "section-1-title": "Leavers",
    "section-1-form": "data",
    "consequence": "Payment may be withheld.",
}
MEASURE = {
    **ABOUT,
    "title": "Staff who stayed",
    "numerator": "Staff who stayed",
    "denominator": "Staff at the beginning",
    "every": "quarter",
    "target": "at_least",
    "at_least": "87.5 %",
    "given_in": "quarterly-report",
}
PAYMENT = {
    "title": "Staffing payment",
    "clause": "9",
    "source": "Some of it depends.",
    "area-1-title": "Eastmouth",
    "area-1-fee": "£24,000",
    "at_risk": "10%",
    "part-1-title": "Contact",
    "part-1-weight": "100",
    "part-1-measures": "first-contact",
    "part-1-shortfall": "steps",
    "part-1-steps": "90: 25\n50: 100",
}
EVENT = {
    **ABOUT,
    "known_as": "",
    "title": "Loss of premises",
    "asks": "That you cannot use them.",
    "term": "due",
    "due-days": "3",
    "due-unit": "working",
    "forward-days": "5",
    "forward-unit": "working",
}
MEETING = {
    **ABOUT,
    "known_as": "review-meeting",
    "title": "Review",
    "asks": "Come.",
    "often": "counted",
    "times": "4",
    "every": "year",
    "topics": "Staff\n• Money",
}
FORMS: dict[str, dict[str, str]] = {
    "return": RETURN,
    "measure": MEASURE,
    "payment": PAYMENT,
    "event": EVENT,
    "meeting": MEETING,
}


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def draft(world: World, manager: PageClient) -> str:
    """The address of a draft of the next version."""
    return begin_change(world, manager)


def add(manager: PageClient, draft: str, sort: str, form: Mapping[str, str]) -> str:
    """Where the new row stands."""
    manager.get(f"{draft}/year/new/{sort}")
    return manager.post(f"{draft}/year/new/{sort}", dict(form)).location


def publish(world: World, manager: PageClient, draft: str) -> Checklist:
    manager.post(f"{draft}/about", {"title": "Peers"} | day(world.today + timedelta(days=3)))
    seen = manager.get(f"{draft}/changes")
    manager.follow(manager.post(f"{draft}/changes", {"seen": seen.value("seen")}))
    return versions(world)[-1]


def versions(world: World) -> list[Checklist]:
    with world.database.reading() as session:
        return list(get_versions(session, world.contract_id).checklists)


def test_every_sort_is_added_seen_published_and_comes_back_from_its_export(
    world: World, manager: PageClient, draft: str
) -> None:
    for sort, form in FORMS.items():
        assert add(manager, draft, sort, form).rpartition("#")[2].startswith(sort)
        assert form["title"] in manager.get(f"{draft}/year").words
    assert "7 returns, 13 measures, 2 payments, 2 events, 4 meetings" in manager.get(draft).words
    manager.post(f"{draft}/about", {"title": "Peers"} | day(world.today + timedelta(days=3)))
    said = manager.get(f"{draft}/changes").words
    assert "Staffing report 6.2 · Every month · within 10 days · 1 section" in said
    assert "Staff who stayed 6.2 · Every quarter · at least 87.5%" in said
    assert "What ended before the new version is in force is asked for as before" in said
    found = publish(world, manager, draft)
    read = read_definition(as_toml(found), "exported.toml")
    assert read == found
    assert versions(world)[0].year == YEAR
    added = {sort: rows_of(found.year, sort)[len(rows_of(YEAR, sort)) :] for sort in Sort}
    assert {sort: [each.key for each in rows] for sort, rows in added.items()} == {
        Sort.RETURN: ["staffing-report"],
        Sort.MEASURE: ["staff-who-stayed"],
        Sort.PAYMENT: ["staffing-payment"],
        Sort.EVENT: ["loss-of-premises"],
        Sort.MEETING: ["review-meeting"],
    }
    shown = manager.get(f"/contracts/{world.contract_id}/checklist?on={found.in_force_from}").words
    assert "Loss of premises" in shown
    assert "Loss of premises" not in manager.get(f"/contracts/{world.contract_id}/checklist").words


def test_every_row_that_there_is_is_saved_as_it_was(world: World, manager: PageClient, draft: str) -> None:
    """Opened and saved without a change, nothing of it is another."""
    for sort in Sort:
        for row in rows_of(YEAR, sort):
            address = f"{draft}/year/{sort.value}/{row.key}"
            data = filled(form_in(manager.get(address), address), {})
            manager.post(address, data)
    manager.post(f"{draft}/about", {"title": "Peers"} | day(world.today + timedelta(days=3)))
    said = manager.get(f"{draft}/changes").words
    assert "What ended before" not in said


WRONG = [
    ("return", {"title": "", "every": "before-meeting", "due-days": ""}, ["title", "meeting", "due-days"]),
    ("return", {"due-days": "soon", "section-1-form": ""}, ["due-days", "section-1-form"]),
    ("return", {"every": "any-time", "times": "none"}, ["times"]),
    ("measure", {"target": "", "numerator": ""}, ["numerator", "target"]),
    ("measure", {"at_least": "120"}, ["at_least"]),
    ("measure", {"given_in": "nothing-such"}, ["given_in"]),
    ("measure", {"over": "year", "tolerance": "few"}, ["tolerance", "over"]),
    ("payment", {"area-1-fee": "much", "part-1-weight": "90"}, ["area-1-fee", "part-1-weight"]),
    ("payment", {"part-1-steps": "50: 25\n90: 30", "cap": "20"}, ["cap", "part-1-steps"]),
    ("payment", {"part-1-measures": "case-nothing"}, ["part-1-measures"]),
    ("event", {"term": "due", "due-days": "", "confidential": "yes"}, ["due-days", "forward-days"]),
    ("event", {"asked_of": "", "term": ""}, ["asked_of", "term"]),
    ("meeting", {"times": "often", "known_as": "other"}, ["known_as"]),
    ("meeting", {"times": "often"}, ["times"]),
    ("meeting", {"known_as": "focus-group"}, ["known_as"]),
]


@pytest.mark.parametrize(("sort", "typed", "fields"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    manager: PageClient, draft: str, sort: str, typed: dict[str, str], fields: list[str]
) -> None:
    address = f"{draft}/year/new/{sort}"
    manager.get(address)
    answer = manager.post(address, FORMS[sort] | typed, 422)
    hrefs = answer.page.xpath("//*[contains(@class,'govuk-error-summary__list')]//@href")
    assert sorted(href.removeprefix("#") for href in hrefs) == sorted(fields)
    ids = set(answer.page.xpath("//@id"))
    assert set(fields) <= ids
    assert answer.value("title") == (FORMS[sort] | typed)["title"]


def test_a_measure_that_is_given_in_a_return_of_other_periods_is_told(
    manager: PageClient, draft: str
) -> None:
    told = "It is judged every quarter, but “Staffing report” is given every month"
    add(manager, draft, "return", RETURN)
    add(manager, draft, "measure", MEASURE | {"given_in": "staffing-report"})
    assert told in manager.get(f"{draft}/year").words
    add(manager, draft, "measure", MEASURE | {"title": "Another", "given_in": "quarterly-report"})
    assert manager.get(f"{draft}/year").words.count("It is judged") == 1


def test_a_row_is_taken_out_put_back_and_moved(manager: PageClient, draft: str) -> None:
    manager.get(f"{draft}/year")
    which = {"sort": "return", "key": "income-and-expenditure"}
    gone = f"{draft}/year/return/income-and-expenditure"
    open_elsewhere = filled(form_in(manager.get(gone), gone), {"title": "Accounts of the quarter"})
    manager.post(f"{draft}/year", {"act": "remove"} | which)
    listed = manager.get(f"{draft}/year").words
    assert "payment is withheld without a return that is not among those of the draft" in listed
    assert "1 to put right" in manager.get(draft).words
    assert "payment is withheld without a return" in manager.get(f"{draft}/changes").words
    assert manager.ask("GET", gone).location.endswith("/year#return-income-and-expenditure")
    refused = manager.post(gone, open_elsewhere, 422)
    assert "Somebody has taken this out since you opened it." in refused.words
    assert refused.value("title") == "Accounts of the quarter"
    manager.post(gone, filled(form_in(refused, gone), {}))
    manager.post(f"{draft}/year", {"act": "remove"} | which)
    manager.post(f"{draft}/year", {"act": "put-back"} | which)
    manager.post(f"{draft}/year", {"act": "up"} | which)
    again = manager.get(f"{draft}/year").words
    assert again.index("Accounts of the quarter") < again.index("Quarterly narrative report")
    assert "to put right" not in manager.get(draft).words


def test_who_saves_second_is_shown_what_changed_and_loses_nothing(manager: PageClient, draft: str) -> None:
    address = f"{draft}/year/measure/sign-ups"
    first, second = (form_in(manager.get(address), address) for _ in range(2))
    manager.post(address, filled(first, {"at_least": "40"}))
    mine = filled(second, {"at_least": "45", "source": "Now 45 a year.", "title": "People who signed up"})
    shown = manager.post(address, mine, 409)
    assert "At least 40 Saved meanwhile 45 What you typed" in shown.words
    manager.post(address, filled(form_in(shown, address), {"_take-at_least": "mine"}))
    kept = manager.get(address)
    assert [kept.value(each) for each in ("at_least", "source", "title")] == [
        "45",
        "Now 45 a year.",
        "People who signed up",
    ]


def test_what_a_change_of_a_row_does_is_said_field_by_field(
    world: World, manager: PageClient, draft: str
) -> None:
    address = f"{draft}/year/measure/sign-ups"
    data = filled(form_in(manager.get(address), address), {"at_least": "40", "source": "Now 40 a year."})
    manager.post(address, data)
    manager.post(f"{draft}/about", {"title": "Peers"} | day(world.today + timedelta(days=3)))
    said = manager.get(f"{draft}/changes").words
    assert "Measures Changed Sign-ups (Outputs/activities)" in said
    assert "At least 35 40" in said
    found = publish(world, manager, draft)
    assert [each.year.measures[0].at_least for each in versions(world)] == [35, 40]
    assert found.year.measures[0].key == "sign-ups"


def test_a_target_of_all_partners_together_is_asked_kept_and_said(
    world: World, manager: PageClient, draft: str
) -> None:
    address = f"{draft}/year/measure/peer-leaders"
    asked = filled(form_in(manager.get(address), address), {})
    assert asked["reached_by"] == ["each-partner"]
    manager.post(address, asked | {"reached_by": "all-partners"})
    assert filled(form_in(manager.get(address), address), {})["reached_by"] == ["all-partners"]
    assert "at least 8 a year, all partners together" in manager.get(f"{draft}/year").words
    manager.post(f"{draft}/about", {"title": "Peers"} | day(world.today + timedelta(days=3)))
    said = manager.get(f"{draft}/changes").words
    assert "Reached by Each partner by itself All partners of the contract together" in said
    publish(world, manager, draft)
    kept = {each.key: each for each in versions(world)[-1].year.measures}
    assert [key for key, each in kept.items() if each.is_together] == ["peer-leaders"]


def test_nobody_is_paid_by_what_all_partners_reach_together(manager: PageClient, draft: str) -> None:
    address = f"{draft}/year/measure/sign-ups"
    manager.post(address, filled(form_in(manager.get(address), address), {"reached_by": "all-partners"}))
    said = "by quarter and with a target that each partner reaches by itself"
    assert said in manager.get(f"{draft}/year").words
    payment = manager.get(f"{draft}/year/payment/payment-by-results")
    ticked = payment.page.xpath("//input[@name='part-2-measures']/@value")
    assert "first-contact" in ticked
    assert "sign-ups" not in ticked


def test_nobody_else_comes_to_it(world: World, draft: str, client_for: ClientFor) -> None:
    for viewer in (world.member, world.noise_manager):
        client = client_for(viewer)
        for address in ("year", "year/return/quarterly-report", "year/new/event"):
            assert client.ask("GET", f"{draft}/{address}", None).status in {403, 404}


def test_what_there_is_not_is_not_found(manager: PageClient, draft: str) -> None:
    for address in ("year/return/nothing", "year/new/thing", "year/thing/quarterly-report"):
        manager.get(f"{draft}/{address}", 404)
