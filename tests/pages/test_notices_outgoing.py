"""What goes out for a contract, held or sent now; whom it goes to, and how."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.notices.actions.choose_pace import choose_paces
from portal.notices.rounds import tell_events
from portal.records import About, Contact, ContractNotices, Hold, Membership, Message, Pace, Reminded
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def subjects(world: World, email: str) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Message.subject).where(Message.to_email == email)))


def said_to(shown: Answer, partner: str) -> str:
    """The words of the partner's own section."""
    (section,) = [each for each in shown.find("//section") if words_of(each).startswith(partner)]
    return words_of(section)


def day_typed(day: date, name: str = "until_on") -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_what_goes_out_next_is_shown_with_whom_it_goes_to(world: World, manager: PageClient) -> None:
    shown = manager.get(f"/contracts/{world.contract_id}/notices")
    assert "Tidewater Peers" in shown.words
    assert "Complaints policy" in shown.words
    assert "contact" in shown.words


def test_what_is_being_checked_is_told_to_nobody_and_that_is_said(world: World, manager: PageClient) -> None:
    sending.send(world, "complaints-policy")
    shown = manager.get(f"/contracts/{world.contract_id}/notices")
    assert "with your reviewers" in shown.words.split("Nobody is reminded of these")[1]
    assert "Complaints policy" not in said_to(shown, "Tidewater Peers")
    assert "Anti-bribery" in said_to(shown, "Tidewater Peers")


def test_a_promise_of_ones_own_cannot_be_held(world: World, manager: PageClient) -> None:
    with clock_on(world.today - timedelta(days=30)):
        sending.send(world, "complaints-policy")
    shown = manager.get(f"/contracts/{world.contract_id}/notices")
    lines = [(words_of(each), each.findall(".//a")) for each in shown.find("//section//li")]
    (links,) = [links for words, links in lines if "Complaints policy waits for a decision" in words]
    assert links == []
    (other,) = [links for words, links in lines if words.startswith("Anti-bribery policy") and "Pat" in words]
    assert other


def test_where_nobody_can_be_reminded_that_is_said(world: World, manager: PageClient) -> None:
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.organisation_id == world.second_partner_id))
        session.commit()
    said = said_to(manager.get(f"/contracts/{world.contract_id}/notices"), "Open Door Folk")
    assert "Nobody there can be reminded" in said
    assert "Mary Manager (one of your managers)" in said
    assert "Remind them now" not in said


def test_a_reminder_goes_out_now_once(world: World, manager: PageClient) -> None:
    path = f"/engagements/{world.engagement_id}/remind"
    said = manager.follow(manager.post(path, {}))
    assert "The reminder is on its way." in said.words
    again = manager.follow(manager.post(path, {}))
    assert "Nothing is due to be said" in again.words
    assert len(subjects(world, world.member.email)) == 1
    assert subjects(world, world.manager.email) == []
    assert subjects(world, world.second_member.email) == []


def test_reminders_are_held_until_a_day_with_a_reason(world: World, manager: PageClient) -> None:
    path = f"/engagements/{world.engagement_id}/hold"
    until = clock.today() + timedelta(days=20)
    typed = {"requirement": "complaints-policy", "reason": "New trustees in May."} | day_typed(until)
    kept = manager.follow(manager.post(path, typed))
    assert "New trustees in May." in kept.words
    manager.post(path, typed)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Hold)) == 1
    shown = manager.get(f"/contracts/{world.contract_id}/notices")
    assert "New trustees in May." in shown.words.split("Nobody is reminded of these")[1]
    assert "Complaints policy" not in said_to(shown, "Tidewater Peers")
    end = next(form.get("action") for form in kept.find("//form") if form.get("action", "").endswith("/end"))
    manager.post(end, {})
    manager.post(end, {})
    assert "New trustees in May." not in manager.get(f"/contracts/{world.contract_id}/notices").words


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "Say in a sentence why nobody is to be reminded."),
        ({"until_on-day": ""}, ""),
        ({"until_on-year": "2019"}, "The day must be from today on"),
        ({"until_on-year": "2090"}, "The day must be from today on"),
        ({"requirement": "nothing-of-the-kind"}, "Choose what is held."),
    ],
)
def test_a_hold_that_will_not_do_keeps_what_was_typed(
    world: World, manager: PageClient, changed: dict[str, str], said: str
) -> None:
    until = clock.today() + timedelta(days=20)
    typed = {"requirement": "complaints-policy", "reason": "New trustees."} | day_typed(until) | changed
    back = manager.post(f"/engagements/{world.engagement_id}/hold", typed, 422)
    assert said in back.words
    assert back.value("reason") == typed["reason"]
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Hold)) == 0


WISHES = {
    "usual": "90, 20",
    "checks": "",
    "insurance": "",
    "visits": "10",
    "promise_days": "3",
    "line": "Ring us.",
}


def test_a_lead_sets_steps_promise_and_a_line_of_its_own(world: World, manager: PageClient) -> None:
    path = f"/contracts/{world.contract_id}/notices/how"
    assert manager.get(path).value("promise_days") == "5"
    kept = manager.follow(manager.post(path, WISHES))
    assert (kept.value("usual"), kept.value("visits"), kept.value("checks")) == ("90, 20", "10", "")
    manager.post(path, WISHES | {"line": "Ring Orla."})
    with world.database.reading() as session:
        assert session.scalars(sa.select(ContractNotices.line)).all() == ["Ring Orla."]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("usual", "soon"),
        ("usual", "-5"),
        ("checks", "400"),
        ("insurance", ", ".join(str(number) for number in range(20, 40))),
        ("promise_days", "0"),
        ("promise_days", "five"),
        ("line", "x" * 301),
    ],
)
def test_steps_that_cannot_be_read_are_refused(
    world: World, manager: PageClient, name: str, typed: str
) -> None:
    back = manager.post(f"/contracts/{world.contract_id}/notices/how", WISHES | {name: typed}, 422)
    assert back.problems
    assert back.value(name) == typed
    with world.database.reading() as session:
        assert session.scalars(sa.select(ContractNotices.line)).all() == []


def test_what_went_out_is_listed_with_what_became_of_it(world: World, manager: PageClient) -> None:
    manager.post(f"/engagements/{world.engagement_id}/remind", {})
    shown = manager.get(f"/contracts/{world.contract_id}/notices/sent").words
    assert "Complaints policy" in shown
    assert "Waits for the mail server" in shown


def test_why_a_mail_came_back_is_said(world: World, manager: PageClient) -> None:
    manager.post(f"/engagements/{world.engagement_id}/remind", {})
    with world.database.writing() as session:
        back = {"bounced_at": clock.now(), "bounce_status": "5.1.1", "bounce_words": "No such mailbox."}
        session.execute(sa.update(Message).values(back))
        session.commit()
    shown = manager.get(f"/contracts/{world.contract_id}/notices/sent").words
    assert "Came back" in shown
    assert "No such mailbox." in shown


def test_what_no_mail_has_said_yet_is_told_from_what_none_will(world: World, manager: PageClient) -> None:
    sending.accepted(world, "complaints-policy")
    tell_events(world.database)
    with world.database.writing() as session:
        choose_paces(session, world.member.person_id, {About.DECISIONS: Pace.NEVER})
    rows = [
        words_of(row)
        for row in manager.get(f"/contracts/{world.contract_id}/notices/sent").find("//tbody/tr")
    ]
    (decision,) = [row for row in rows if "Accepted: Complaints policy" in row and "Pat Partner" in row]
    (receipt,) = [row for row in rows if "Sent: Complaints policy" in row]
    assert decision.endswith("In the portal")
    assert receipt.endswith("In the next mail")


def test_contacts_are_named_by_the_partner_and_seen_by_the_lead(
    world: World, client_for: ClientFor, manager: PageClient
) -> None:
    member, path = client_for(world.member), f"/engagements/{world.engagement_id}/contacts"
    said = {
        "first": str(world.member.person_id),
        "first-telephone": "01632 960 001",
        "second": str(world.reviewer_and_member.person_id),
        "chief-officer": "",
    }
    kept = member.follow(member.post(path, said))
    assert kept.value("first-telephone") == "01632 960 001"
    member.post(path, said)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Contact)) == 2
    seen = client_for(world.reviewer).get(path).words
    assert "01632 960 001" in seen
    manager.post(path, said, 404)


def test_a_lead_learns_nobody_of_a_partner_that_has_named_nobody(world: World, manager: PageClient) -> None:
    seen = manager.get(f"/engagements/{world.engagement_id}/contacts").words
    assert world.member.email not in seen
    assert world.member.name not in seen


@pytest.mark.parametrize("wrong", ["same", "second alone", "stranger", "nonsense", "a number of nobody"])
def test_contacts_must_be_two_people_of_the_partner(world: World, client_for: ClientFor, wrong: str) -> None:
    own = str(world.member.person_id)
    said = {
        "same": {"first": own, "second": own},
        "second alone": {"first": "", "second": own},
        "stranger": {"first": str(world.noise_member.person_id), "second": ""},
        "nonsense": {"first": "x", "second": ""},
        "a number of nobody": {"first": own, "second": "", "second-telephone": "01632 960 001"},
    }[wrong]
    back = client_for(world.member).post(
        f"/engagements/{world.engagement_id}/contacts", said | {"chief-officer": ""}, 422
    )
    assert back.problems
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Contact)) == 0


@pytest.mark.parametrize(
    ("person", "number", "wrong"),
    [
        ("", "1", "Choose who the {} is, or take the number out."),
        ("x", "", "Choose somebody who belongs to the partner as the {}."),
        ("", "1" * 41, "The telephone number of the {} must have 40 characters or fewer."),
    ],
)
def test_what_is_wrong_with_a_contact_names_whose_it_is(
    world: World, client_for: ClientFor, person: str, number: str, wrong: str
) -> None:
    called = {"first": "first contact", "second": "second contact", "chief-officer": "chief officer"}
    said = dict.fromkeys(called, person) | {f"{place}-telephone": number for place in called}
    back = client_for(world.member).post(f"/engagements/{world.engagement_id}/contacts", said, 422)
    assert back.problems == [wrong.format(each) for each in called.values()]


def test_the_promise_is_said_to_the_partner_until_it_is_kept(world: World, client_for: ClientFor) -> None:
    member = client_for(world.member)
    sent = sending.send(world, "complaints-policy")
    assert "promises an answer by" in member.get(f"/submissions/{sent}/receipt").words
    path = f"/engagements/{world.engagement_id}/requirements/complaints-policy"
    assert "An answer is promised by" in member.get(path).words
    sending.accept(world, sent)
    assert "promised" not in member.get(path).words


@pytest.mark.parametrize("told", ["member", "manager"])
def test_what_nobody_mends_stands_on_the_councils_page(
    world: World, client_for: ClientFor, told: str
) -> None:
    """Where its own people were told, and not the lead in their place."""
    path = f"/contracts/{world.contract_id}/readiness"
    officer = client_for(world.officer)
    assert "not mended" not in officer.get(path).words
    with world.database.writing() as session:
        session.add_all(
            Reminded(
                engagement_id=world.engagement_id,
                requirement_key="complaints-policy",
                part_key="",
                last_on=world.starts_on - timedelta(days=1),
                step=step,
                person_id=world.people[told].person_id,
                on_date=world.today - timedelta(days=17 + step),
            )
            for step in (14, 7, 0, -7, -14)
        )
        session.commit()
    shown = "Tidewater Peers, Eastmouth: Complaints policy, out of order since" in officer.get(path).words
    assert shown == (told == "member")
    sending.accepted(world, "complaints-policy")
    assert "not mended" not in officer.get(path).words
