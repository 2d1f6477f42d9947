"""Setting a contract up, from nothing to a visit that is booked."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.money import UNREAD
from portal import clock
from portal.records import Person
from portal.words.wording import day
from tests.builders.good_files import pdf
from tests.builders.typed import typed_day, typed_years, years_of
from tests.builders.world import CHECKLIST, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

YEAR_END = "Enter the day and the month on which the financial year ends, such as 31 March."
TAKEN = "The partner has an engagement in that area already."


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def base(world: World) -> str:
    return f"/contracts/{world.contract_id}"


def days(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def contract_form(world: World, **changed: str) -> dict[str, str]:
    plain = {
        "lead": str(world.lead_id),
        "title": "Walking groups",
        "commissioner": "Kingsmarsh County Council",
        "checklist": CHECKLIST,
    }
    return plain | typed_years(world.today) | {"starts_on-month": "April"} | changed


def partner_form(**changed: str) -> dict[str, str]:
    plain = {
        "name": "Strand Walkers",
        "area": "Northmouth",
        "uses-volunteers": "yes",
        "funding": "£48,000",
        "legal_form": "charity",
        "year_end-day": "31",
        "year_end-month": "March",
    }
    return plain | changed


def with_dates(form: Answer, **changed: str) -> dict[str, str]:
    """A partner's form with the dates that the page proposes."""
    names = [f"{name}-{part}" for name in ("starts_on", "ends_on") for part in ("day", "month", "year")]
    return {name: form.value(name) for name in names} | partner_form(**changed)


def test_a_contract_from_the_library(world: World, manager: PageClient) -> None:
    form = manager.get("/contracts/new")
    assert "26 requirements" in form.words
    made = manager.post("/contracts/new", contract_form(world))
    shown = manager.follow(made)
    assert " to ".join(map(day, years_of(world.today))) in shown.words
    assert "No partner yet" in shown.words
    assert re.search(
        "Add the delivery partners .*Invite people .*Issue your documents .*Book a visit", shown.words
    )


def test_everything_that_is_wrong_is_said_and_everything_typed_is_kept(
    world: World, manager: PageClient
) -> None:
    wrong = contract_form(world, title="", checklist="none") | days("ends_on", "31", "February", "2030")
    answer = manager.post("/contracts/new", wrong, 422)
    assert answer.problems == [
        "Enter what the contract is called.",
        "The last day must be a real date.",
        "Choose a checklist.",
    ]
    assert answer.value("ends_on-month") == "February"
    assert answer.value("commissioner") == "Kingsmarsh County Council"


@pytest.mark.parametrize("organisation", ["noise_lead_id", "partner_id"])
def test_nobody_makes_a_contract_for_another_organisation(
    world: World, manager: PageClient, organisation: str
) -> None:
    form = contract_form(world, lead=str(getattr(world, organisation)))
    assert manager.post("/contracts/new", form, 422).problems == [
        "Choose the organisation that leads the contract."
    ]


def test_a_partner_is_added(manager: PageClient, base: str) -> None:
    form = manager.get(f"{base}/partners/new")
    added = manager.post(f"{base}/partners/new", with_dates(form))
    shown = manager.follow(added)
    assert "Strand Walkers" in shown.words
    assert "Uses volunteers, £48,000 a year" in shown.words
    assert "Nobody invited yet" in shown.words


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"funding": "a lot"}, UNREAD),
        ({"uses-volunteers": ""}, "Do volunteers take part? Say yes or no."),
        ({"year_end-month": "Octember"}, YEAR_END),
        ({"starts_on-year": "27"}, "The first day must have a year of four numbers, such as 2027."),
        ({"ends_on-year": "2150"}, "The last day must be one of the contract's."),
        ({"name": "Harbour Light"}, "The lead provider cannot be its own partner."),
        ({"name": "Tidewater Peers", "area": "Eastmouth"}, TAKEN),
    ],
)
def test_a_partner_that_cannot_be_added(
    manager: PageClient, base: str, changed: dict[str, str], sentence: str
) -> None:
    form = manager.get(f"{base}/partners/new")
    answer = manager.post(f"{base}/partners/new", with_dates(form) | changed, 422)
    assert answer.problems == [sentence]
    assert all(answer.value(name) == typed for name, typed in changed.items())


def test_days_of_a_partner_that_may_be_a_slip_are_asked_about_once(
    world: World, manager: PageClient, base: str
) -> None:
    yesterday, other = (world.today - timedelta(days=ago) for ago in (1, 2))
    form = manager.get(f"{base}/partners/new")
    assert not form.find("//input[@name='days_right']")
    typed = with_dates(form) | typed_day("ends_on", yesterday)
    asked = manager.post(f"{base}/partners/new", typed, 422)
    sentence = f"This ended on {in_words(yesterday)}: it is over already."
    assert asked.problems == [f"{sentence} Change it, or tick below that it is right."]
    assert asked.value("name") == "Strand Walkers"
    (tick,) = asked.find("//input[@name='days_right']/@value")
    again = manager.post(
        f"{base}/partners/new", typed | typed_day("ends_on", other) | {"days_right": str(tick)}, 422
    )
    assert len(again.problems) == 1, "another day is not the one that was said to be right"
    added = manager.follow(manager.post(f"{base}/partners/new", typed | {"days_right": str(tick)}))
    assert "Strand Walkers" in added.words


def test_what_is_agreed_changes(world: World, manager: PageClient, base: str) -> None:
    path = f"/engagements/{world.engagement_id}/change"
    form = manager.get(path)
    assert form.value("area") == "Eastmouth"
    assert "Pat Partner" not in form.words, "who acts for a partner is for the partner to say"
    changed = with_dates(form, area="Far Eastmouth", funding="")
    shown = manager.follow(manager.post(path, changed))
    assert "Far Eastmouth" in shown.words
    assert manager.get(path).value("funding") == ""


def test_somebody_is_invited_and_invited_again(
    world: World, manager: PageClient, base: str, stranger: PageClient
) -> None:
    form = {
        "organisation": str(world.lead_id),
        "name": "Ida New",
        "email": "ida@example.org",
        "role": "reviewer",
    }
    shown = manager.follow(manager.post(f"{base}/people/new", form))
    assert "The invitation is on its way." in shown.words
    assert re.search(r"Ida New.*Reviewer Invited on .* has not answered yet Invite Ida New", shown.words)
    assert manager.post(f"{base}/people/new", form).status == 303


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"organisation": "noise"}, "Choose the organisation that the person acts for."),
        ({"email": "ida"}, "Enter an e-mail address such as name@example.org."),
        ({"role": "owner"}, "Choose what the person does."),
    ],
)
def test_an_invitation_that_cannot_be_sent(
    world: World, manager: PageClient, base: str, changed: dict[str, Any], sentence: str
) -> None:
    if "organisation" in changed:
        changed = {"organisation": str(world.noise_partner_id)}
    form = {
        "organisation": str(world.lead_id),
        "name": "Ida New",
        "email": "ida@example.org",
        "role": "member",
    }
    assert manager.post(f"{base}/people/new", form | changed, 422).problems == [sentence]


def test_a_visit_is_booked(world: World, manager: PageClient, base: str) -> None:
    day = {"on-day": "14", "on-month": "oct", "on-year": str(world.ends_on.year - 1)}
    form = {"kind": "audit-visit", "engagement": str(world.engagement_id)} | day
    shown = manager.follow(manager.post(f"{base}/visits/new", form))
    assert f"Audit visit on 14 October {day['on-year']}" in shown.words
    noise = manager.post(f"{base}/visits/new", form | {"engagement": str(world.noise_engagement_id)}, 422)
    assert noise.problems == ["Choose a partner, or the whole contract."]
    late = manager.post(f"{base}/visits/new", form | {"on-year": "2150"}, 422)
    assert late.problems == ["The day must be one of the contract's."]


def test_a_document_is_issued_once(world: World, manager: PageClient, base: str) -> None:
    path = f"{base}/issue/market-stewardship"
    manager.get(path)
    assert manager.upload(path, [], status=422, field="file").problems == ["Choose the document to issue."]
    empty = manager.upload(path, [("principles.pdf", b"")], status=422, field="file")
    assert empty.problems[0].startswith("This file is empty.")
    issued = manager.upload(path, [("principles.pdf", pdf())], field="file")
    assert "principles.pdf" in manager.follow(issued).words
    assert manager.upload(path, [("again.pdf", pdf())], field="file").status == 303
    assert "again.pdf" not in manager.get(f"{base}/set-up").words


def test_no_document_without_its_token(manager: PageClient, base: str) -> None:
    path = f"{base}/issue/market-stewardship"
    form = {"_csrf_token": "ü" * 20}
    assert manager.upload(path, [("a.pdf", pdf())], form, 403, field="file").heading == "You cannot do that"


@pytest.mark.parametrize("key", ["complaints-policy", "nothing"])
def test_only_what_the_lead_issues_is_issued(manager: PageClient, base: str, key: str) -> None:
    manager.get(f"{base}/issue/{key}", 404)


def test_the_set_up_page_asks_few_questions_of_the_database(manager: PageClient, base: str) -> None:
    manager.get(f"{base}/set-up")
    assert len(manager.queries) <= 9, manager.queries


def test_of_a_partner_where_nobody_can_sign_in_that_is_said(
    world: World, manager: PageClient, base: str
) -> None:
    assert "Nobody there can sign in" not in manager.get(f"{base}/set-up").words
    with world.database.writing() as session:
        its = sa.update(Person).where(Person.id == world.second_member.person_id)
        session.execute(its.values(password_hash=None))
        session.commit()
    shown = manager.get(f"{base}/set-up")
    (row,) = shown.find("//main//tr[contains(., 'Open Door')]")
    assert "Nobody there can sign in" in row.text_content()
    assert shown.words.count("Has come") == 1
    with world.database.writing() as session:
        both = [world.member.person_id, world.reviewer_and_member.person_id]
        its = sa.update(Person).where(Person.id.in_(both))
        session.execute(its.values(disabled_at=clock.now()))
        session.commit()
    assert "Has come" not in manager.get(f"{base}/set-up").words
