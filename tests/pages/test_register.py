"""The pages of the register: what the partner enters."""

import uuid
from datetime import date, timedelta

import pytest

from portal.register.actions.note_renewal import note_renewal
from portal.words.wording import day
from tests.builders import sending
from tests.builders.typed import typed_day
from tests.builders.versions import ask_besides
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

CHECK = {
    "level": "enhanced",
    "lists": ["adults", "children"],
    "seen_by": "Pat Partner",
    "outcome": "clear",
    "certificate_number": "001234567890",
    "update_service": "yes",
}


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def base(world: World) -> str:
    return f"/organisations/{world.partner_id}/register"


def slot(world: World, key: str = "dbs-checks") -> str:
    return f"/engagements/{world.engagement_id}/requirements/{key}"


def a_check(world: World, **typed: object) -> dict[str, object]:
    issued_on = world.today - timedelta(days=20)
    return CHECK | typed_day("issued_on", issued_on) | typed_day("seen_on", world.today) | typed


def joins(member: PageClient, world: World, name: str = "Wim Worker", **typed: object) -> str:
    """The address of somebody who is entered."""
    member.get(f"{base(world)}/new")
    person = {
        "name": name,
        "job": "Driver",
        "shown_as": "name",
        "engaged_as": "staff",
        "contract": str(world.engagement_id),
        **typed_day("started_on", world.today - timedelta(days=9)),
    }
    return member.post(f"{base(world)}/new", person | typed).location


def group_of(answer: Answer, name: str) -> str:
    """The heading above somebody on the register."""
    found = answer.find(f"//section[.//td[contains(., '{name}')]]/h2/text()")
    return str(found[0]).strip() if found else ""


def test_a_person_is_entered_once(member: PageClient, world: World) -> None:
    assert joins(member, world) == joins(member, world)
    register = member.get(base(world))
    assert group_of(register, "Wim Worker") == "No accepted check yet"
    assert register.words.count("Wim Worker") == 1
    assert "0 of 1 in date" in register.words
    assert "No copies of certificates are kept here" in register.words


def test_what_lacks_is_said_and_all_that_was_typed_stays(member: PageClient, world: World) -> None:
    member.get(f"{base(world)}/new")
    typed = {"eligibility": "Alone with adults at risk", "name": "", "shown_as": "staff-code"}
    answer = member.post(f"{base(world)}/new", typed, 422)
    assert "Enter the person’s name or staff code." in answer.problems
    assert "Enter what the person does." in answer.problems
    assert answer.value("eligibility") == "Alone with adults at risk"
    assert answer.value("shown_as") == "staff-code"


def test_a_check_goes_to_the_lead_and_a_double_click_is_harmless(member: PageClient, world: World) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    done = member.post(f"{person}/check", a_check(world))
    assert "sent for 1 contract" in member.follow(done).words
    again = member.follow(member.post(f"{person}/check", a_check(world)))
    assert len(again.find("//h3[contains(., 'Enhanced check')]")) == 1
    assert "With Harbour Light, checking" in again.words
    assert "001234567890" in again.words


def test_what_was_recorded_before_says_so_and_where_it_goes_now(member: PageClient, world: World) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    member.post(f"{person}/check", a_check(world))
    ask_besides(world, "more-checks", "dbs-checks", world.today)
    for words in ("It was sent for 1 contract, to be checked.", "Nothing more was sent."):
        member.get(f"{person}/check")
        done = member.follow(member.post(f"{person}/check", a_check(world)))
        assert f"The check was recorded before. {words}" in done.words


def test_a_check_that_will_not_do_is_asked_again(member: PageClient, world: World) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    answer = member.post(f"{person}/check", {"seen_by": "Pat Partner", "level": "enhanced"}, 422)
    assert "Say what the check came to." in answer.problems
    assert answer.value("seen_by") == "Pat Partner"
    later = typed_day("issued_on", world.today + timedelta(days=1))
    answer = member.post(f"{person}/check", a_check(world) | later, 422)
    assert "The date of issue cannot be in the future." in answer.problems
    for number in ("12345", "00123456789O", "0012345678901"):
        wrong = member.post(f"{person}/check", a_check(world, certificate_number=number), 422)
        assert wrong.problems == ["Enter the 12 digits on the certificate, or leave it empty."]
        assert wrong.value("certificate_number") == number
    answer = member.post(f"{person}/check", a_check(world, outcome="risk-decision"), 422)
    assert answer.problems == ["Enter the day of the risk decision."]
    for decision in (
        {"risk_reason": "Supervised"},
        {"risk_decided_by": "Jo"},
        {"risk_decided_on-year": "2026"},
    ):
        answer = member.post(f"{person}/check", a_check(world) | decision, 422)
        assert answer.problems == ["Say that somebody has decided, or leave empty who decided, when and why."]


SHORT: dict[str, tuple[dict[str, object], list[str]]] = {
    "the level": (
        {"level": "standard"},
        ["The level of the check is standard; enhanced is asked for."],
    ),
    "a list": ({"lists": ["adults"]}, ["The check does not include the children's barred list."]),
    "no outcome": ({"outcome": "unknown"}, ["The outcome of the check is not recorded."]),
    "nobody has decided": (
        {"outcome": "undecided"},
        ["The certificate is not clear, and no risk decision is recorded."],
    ),
    "all of it": (
        {"level": "basic", "lists": [], "outcome": "unknown"},
        [
            "The level of the check is basic; enhanced is asked for.",
            "The check does not include the adults' barred list.",
            "The check does not include the children's barred list.",
            "The outcome of the check is not recorded.",
        ],
    ),
}


@pytest.mark.parametrize(("typed", "sentences"), SHORT.values(), ids=SHORT.keys())
def test_a_check_below_what_is_asked_is_told_so_before_it_is_recorded(
    member: PageClient, world: World, typed: dict[str, object], sentences: list[str]
) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    said = member.post(f"{person}/check", a_check(world, **typed), 200)
    for sentence in sentences:
        assert sentence in said.words
    assert len(said.find("//li[contains(@class,'gs-compared__point--short')]")) == len(sentences)
    assert said.value("certificate_number") == "001234567890", "nothing of what was typed is lost"
    assert "counts no more" not in said.words, "there is nothing that it could end"
    assert "sent for" not in member.get(person).words, "nothing is recorded yet"
    again = a_check(world, **typed) | {"seen_short": said.value("seen_short")}
    done = member.follow(member.post(f"{person}/check", again))
    assert "sent for 1 contract" in done.words


def test_what_was_seen_of_another_shortfall_does_not_count(member: PageClient, world: World) -> None:
    """Who changes the level after having read of the outcome reads of the level first."""
    person = joins(member, world)
    member.get(f"{person}/check")
    said = member.post(f"{person}/check", a_check(world, outcome="unknown"), 200)
    seen = {"seen_short": said.value("seen_short")}
    again = member.post(f"{person}/check", a_check(world, outcome="unknown", level="basic") | seen, 200)
    assert "The level of the check is basic; enhanced is asked for." in again.words
    mended = member.post(f"{person}/check", a_check(world) | seen)
    assert "sent for 1 contract" in member.follow(mended).words


def test_what_cannot_be_is_said_before_what_falls_short(member: PageClient, world: World) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    later = typed_day("issued_on", world.today + timedelta(days=1))
    answer = member.post(f"{person}/check", a_check(world, level="basic") | later, 422)
    assert "The date of issue cannot be in the future." in answer.problems


def test_a_renewal_that_is_applied_for_is_off_the_list_and_shows(
    member: PageClient, client_for: ClientFor, world: World
) -> None:
    worker = sending.a_worker(world)
    assert "DBS checks" in to_do(member)
    person = f"{base(world)}/{worker}"
    member.get(f"{person}/renewal")
    assert member.post(f"{person}/renewal", {}, 422).problems
    member.post(f"{person}/renewal", typed_day("applied_on", world.today))
    assert "DBS checks" not in to_do(member)
    words = f"Renewal applied for on {day(world.today)}"
    for path in (person, base(world), slot(world)):
        assert words in member.get(path).words
    assert words in client_for(world.reviewer).get(slot(world)).words
    member.get(f"{person}/renewal")
    member.post(f"{person}/renewal", {"none": "yes"})
    assert "DBS checks" in to_do(member)


def to_do(member: PageClient) -> str:
    return " ".join(str(each.text_content()) for each in member.get("/").find("//ol"))


def test_another_person_is_still_chased(member: PageClient, world: World) -> None:
    worker = sending.a_worker(world)
    with world.database.writing() as session:
        note_renewal(session, world.member, world.own_place(session), worker, world.today)
    assert "DBS checks" not in to_do(member)
    sending.a_worker(world, "Ada Second")
    assert "DBS checks" in to_do(member)


def test_a_status_check_with_news_asks_for_a_new_check(member: PageClient, world: World) -> None:
    worker = sending.a_worker(world)
    sending.accept(world, sending.check(world, worker))
    person = f"{base(world)}/{worker}"
    link = next(
        href for words, href in member.get(person).links.items() if words.startswith("Record a status")
    )
    member.get(link)
    assert len(member.post(link, {}, 422).problems) == 2
    member.post(link, {"result": "new-information", **typed_day("checked_on", world.today)})
    shown = member.get(person)
    assert "a new check is needed" in shown.words
    assert f"Expired on {day(world.today - timedelta(days=1))}" in shown.words
    assert group_of(member.get(base(world)), "Wim Worker") == "Renewal due or expired"


def test_somebody_leaves_and_is_not_asked_for_any_more(member: PageClient, world: World) -> None:
    person = joins(member, world)
    member.get(f"{person}/leave")
    assert member.post(f"{person}/leave", typed_day("left_on", date(2020, 1, 1)), 422).problems
    member.post(f"{person}/leave", typed_day("left_on", world.today - timedelta(days=1)))
    assert group_of(member.get(base(world)), "Wim Worker") == "Left"
    assert "Nobody is on the register yet" in member.get(slot(world)).words


def test_what_was_entered_by_mistake_is_taken_back(member: PageClient, world: World) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    member.post(f"{person}/check", a_check(world))
    link = next(href for words, href in member.get(person).links.items() if words.startswith("Entered by"))
    assert "Take this back?" in member.get(link).heading
    assert "(taken back)" in member.follow(member.post(link)).words
    member.get(link, 404)


def test_the_facts_of_a_person_change(member: PageClient, world: World) -> None:
    person = joins(member, world)
    form = member.get(f"{person}/change")
    typed = {name: form.value(name) for name in ("shown_as", "engaged_as", "job")}
    typed |= typed_day("started_on", world.today - timedelta(days=9))
    member.post(f"{person}/change", typed | {"name": "Wim Smith", "staff_code": "K-7"})
    assert "K-7" in member.get(person).words
    assert member.get(person).heading == "Wim Smith"


def test_others_find_nothing(client_for: ClientFor, world: World) -> None:
    worker = sending.a_worker(world)
    for who in (world.manager, world.reviewer, world.officer, world.second_member, world.noise_member):
        client = client_for(who)
        for tail in (
            "",
            "/new",
            f"/{worker}",
            f"/{worker}/check",
            f"/{worker}/contracts/{world.engagement_id}",
        ):
            client.get(f"{base(world)}{tail}", 404)
    client_for(world.second_member).get(f"/organisations/{world.second_partner_id}/register/{worker}", 404)
    client_for(world.member).get(f"{base(world)}/{uuid.uuid4()}", 404)


def test_the_register_of_many_asks_little(member: PageClient, world: World) -> None:
    for number in range(12):
        sending.check(world, sending.a_worker(world, f"Person {number}"))
    member.get(base(world))
    member.get(base(world))
    few = len(member.queries)
    assert few <= 11, member.queries
