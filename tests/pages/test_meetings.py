"""A meeting: its agenda begins with what is open, two write its minutes, its decisions are actions."""

import uuid
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import docx
import pytest
import sqlalchemy as sa

from checklists.findings import ActionStep
from checklists.library import library
from portal import clock
from portal.notices.rounds import tell_events
from portal.records import Action, Event, Notice, Visit
from portal.standing.queries.in_force import list_versions
from portal.visits.actions.book_visit import book_visit
from portal.web.addresses import CHANGES
from tests.builders import finding as findings
from tests.builders import sending, versions
from tests.builders.clock import clock_on
from tests.builders.typed import typed_day
from tests.builders.world import CHECKLIST, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of

KEY = "anti-bribery"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def meeting(world: World, days: int = 0) -> uuid.UUID:
    """A review meeting about the whole contract, so many days from now."""
    with world.database.writing() as session:
        place = world.contract_place(session)
        day = world.today + timedelta(days=days)
        took_place = days < 0
        return book_visit(
            session, world.manager, place, "review-meeting", day, took_place=took_place, as_well=True
        )


def base(world: World, visit_id: uuid.UUID) -> str:
    return f"/contracts/{world.contract_id}/visits/{visit_id}"


def test_it_opens_with_the_open_actions_and_says_what_has_changed(world: World, manager: PageClient) -> None:
    meeting(world, -60)
    sending.accept(world, sending.send(world, KEY))
    _, action_id = findings.sent(world)
    ahead = base(world, meeting(world, 5))
    page = manager.get(manager.get(ahead).links["Agenda and minutes"])
    assert page.words.index("Open actions") < page.words.index("Renew the policies.")
    assert page.words.index("Renew the policies.") < page.words.index("Topics")
    assert "What has changed since the last one" in page.words
    assert "Newly in order" in page.words
    assert "Write the minutes" not in page.links
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    page = manager.get(f"{ahead}/agenda")
    assert "Actions closed: 1" in page.words


def test_changes_stand_under_the_topic_of_the_contract_that_names_them(
    world: World, manager: PageClient
) -> None:
    review = next(each for each in library()["cornwall-social-inclusion"].year.meetings if each.topics)
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        year = replace(before.year, meetings=(review,))
        versions.keep_version(session, world, replace(before, year=year))
    meeting(world, -60)
    sending.accept(world, sending.send(world, KEY))
    _, action_id = findings.sent(world)
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    said = manager.get(base(world, meeting(world, 5)) + "/agenda").words
    named, after = said.index("Policies and procedures"), said.index("Staff recruitment and training")
    assert named < said.index("Newly in order: 1") < said.index("Anti-bribery policy") < after
    assert "stands under its topic" in said[:named]
    assert after < said.index("Other changes") < said.index("Actions closed: 1")
    assert said.count("Newly in order") == 1


def test_all_changes_are_led_to_up_to_the_day_of_the_meeting(world: World, manager: PageClient) -> None:
    since, on = world.today - timedelta(days=60), world.today - timedelta(days=3)
    meeting(world, -60)
    with clock_on(world.today - timedelta(days=5)):
        for each in library()[CHECKLIST].requirements:
            sending.waive(world, each.key, world.ends_on)
    held = manager.get(base(world, meeting(world, -3)) + "/agenda")
    (href,) = {str(each.get("href")) for each in held.find("//a[starts-with(., 'And ')]")}
    assert href == CHANGES(world.contract_id, since=since, on=on, known=on)
    ahead = manager.get(base(world, meeting(world, 5)) + "/agenda")
    assert not ahead.find("//a[starts-with(., 'And ')]"), "nothing has changed since that one"


def fields_of(page: Answer) -> list[str]:
    """Of its topics, in their order."""
    return [each.get("name") for each in page.find("//textarea")]


def test_minutes_are_kept_and_two_who_write_are_asked(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    address = base(world, meeting(world))
    opened = manager.get(f"{address}/minutes")
    seen = opened.value("_seen")
    first, second, third = fields_of(opened)
    reviewer = client_for(world.reviewer)
    reviewer.get(f"{address}/minutes")
    reviewer.post(f"{address}/minutes", {"_seen": seen, first: "All was well.", second: "", third: ""})
    theirs = {"_seen": seen, first: "Not at all.", second: "A new date.", third: ""}
    asked = manager.post(f"{address}/minutes", theirs, status=409)
    assert "All was well." in asked.words
    assert "Not at all." in asked.words
    page = manager.get(f"{address}/agenda")
    assert "All was well." in page.words
    assert world.reviewer.name in page.words
    again = manager.get(f"{address}/minutes")
    said = {"_seen": again.value("_seen"), first: "All was well.", second: "A new date.", third: ""}
    assert "A new date." in manager.follow(manager.post(f"{address}/minutes", said)).words
    long = manager.post(f"{address}/minutes", {first: "x" * 8001}, status=422)
    assert long.value(first) == "x" * 8001
    assert long.value(second) == "A new date."


def test_nothing_lands_under_a_topic_that_it_was_not_written_about(world: World, manager: PageClient) -> None:
    address = base(world, meeting(world))
    page = manager.get(f"{address}/minutes")
    first, second, third = fields_of(page)
    typed = {"_seen": page.value("_seen"), first: "The two visits.", second: "", third: "A farewell."}
    have_topics(world, "Any other business", "Safeguarding")
    told = manager.post(f"{address}/minutes", typed, status=422)
    assert "The topics of this meeting have changed" in told.problems[0]
    assert (told.value(first), told.value(third)) == ("The two visits.", "A farewell.")
    assert "The two visits." not in manager.get(f"{address}/agenda").words
    (safeguarding,) = set(fields_of(told)) - {first, third}
    moved = {"_seen": told.value("_seen"), first: "", third: "A farewell.", safeguarding: "The two visits."}
    kept = manager.follow(manager.post(f"{address}/minutes", moved))
    first, second = (words_of(each) for each in kept.find("//ol[contains(@class,'--number')]/li"))
    assert (first[:18], second[:12]) == ("Any other business", "Safeguarding")
    assert "A farewell." in first
    assert "The two visits." in second


def have_topics(world: World, *topics: str) -> None:
    """From the contract's first day its review meetings have these."""
    review = next(each for each in library()["cornwall-social-inclusion"].year.meetings if each.topics)
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        year = replace(before.year, meetings=(replace(review, topics=topics),))
        versions.keep_version(session, world, replace(before, year=year))


def test_nobody_writes_minutes_before_the_day(world: World, manager: PageClient) -> None:
    address = base(world, meeting(world, 5))
    first, *_ = fields_of(manager.get(f"{address}/minutes"))
    refused = manager.post(f"{address}/minutes", {first: "Early."}, status=422)
    assert "is to come" in refused.problems[0]
    assert refused.value(first) == "Early."


def test_a_decision_becomes_an_action_and_opens_the_next_meeting(world: World, manager: PageClient) -> None:
    address = base(world, meeting(world, -3))
    form = manager.get(manager.get(f"{address}/agenda").links["Add what was decided"])
    assert form.heading == "Add what was decided"
    day = world.today + timedelta(days=14)
    by = typed_day("by", day)
    said = {"what": "Send the figures.", "who": "The manager", "engagement": str(world.engagement_id), **by}
    wrong = manager.post(f"{address}/decisions", {**said, "engagement": "x"}, status=422)
    assert "Choose who does it" in wrong.problems[0]
    assert wrong.value("what") == "Send the figures."
    shown = manager.follow(manager.post(f"{address}/decisions", {**said, "topic": "What was agreed"}))
    assert "Send the figures." in shown.words
    assert "The partner is told." in shown.words
    following = manager.get(base(world, meeting(world, 30)) + "/agenda")
    assert "Send the figures." in following.words


def test_of_what_the_lead_does_itself_nobody_is_told(world: World, manager: PageClient) -> None:
    address = base(world, meeting(world, -3))
    manager.get(f"{address}/decisions")
    day = world.today + timedelta(days=14)
    by = typed_day("by", day)
    said = {"what": "Book the hall.", "who": "Mary Manager", "engagement": "", **by}
    shown = manager.follow(manager.post(f"{address}/decisions", said))
    assert "Nobody is told of what you do yourselves, or reminded of it." in shown.words
    tell_events(world.database)
    with world.database.reading() as session:
        said_to = session.scalars(sa.select(Notice.what).where(Notice.what.contains("Book the hall")))
        assert said_to.all() == []


def test_the_minutes_as_word(world: World, manager: PageClient) -> None:
    findings.sent(world)
    address = base(world, meeting(world))
    first, *_ = fields_of(manager.get(f"{address}/minutes"))
    manager.post(f"{address}/minutes", {first: "The two visits.\n\nThen lunch."})
    page = manager.get(f"{address}/agenda")
    answer = manager.get(page.links["Minutes as Word"])
    document = docx.Document(BytesIO(answer.content))
    paragraphs = [each.text for each in document.paragraphs]
    assert "The two visits." in paragraphs
    assert "Then lunch." in paragraphs
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Renew the policies." in cells
    with world.database.reading() as session:
        assert session.scalar(sa.select(Event.number).where(Event.name == "minutes-downloaded"))


def test_the_minutes_say_what_was_open_on_the_day(world: World, manager: PageClient) -> None:
    """What was closed since was open then; what comes of the meeting, or was given later, was not."""
    visit_id = meeting(world, -3)
    before = findings.visit(world)
    old, closed = (findings.ask_for(world, findings.find(world, before), what) for what in ("Old.", "Gone."))
    findings.ask_for(world, findings.find(world, visit_id), "Found there.")
    findings.decide(world, visit_id)
    for each in (before, visit_id):
        findings.send(world, each)
    given_before(world, 8, "Old.", "Gone.")
    given_before(world, 3, "Found there.", "Write to everybody.")
    for each in (old, closed):
        findings.note(world, each, world.member, ActionStep.DONE)
    findings.note(world, closed, world.manager, ActionStep.CLOSED)
    later = findings.visit(world, world.today - timedelta(days=9))
    findings.ask_for(world, findings.find(world, later), "Given since.")
    findings.send(world, later)
    address = base(world, visit_id)
    document = docx.Document(BytesIO(manager.get(f"{address}/minutes.docx").content))
    decided, still_open = (
        sorted((row.cells[0].text, row.cells[-1].text) for row in table.rows[1:])
        for table in document.tables[1:]
    )
    assert decided == [("Write to everybody.", "Open")]
    assert still_open == [("Gone.", "Open"), ("Old.", "Open")]
    agenda = manager.get(f"{address}/agenda").words
    part = agenda.split("Actions that were open on that day")[1].split("Topics")[0]
    assert "Gone. Open" in part
    for what in ("Found there.", "Given since.", "Write to everybody."):
        assert what not in part


def given_before(world: World, days: int, *what: str) -> None:
    with world.database.writing() as session:
        given = clock.now() - timedelta(days=days)
        session.execute(sa.update(Action).where(Action.what.in_(what)).values(given_at=given))
        session.commit()


@pytest.mark.parametrize("who", ["member", "officer", "colleague", "noise_manager"])
def test_minutes_are_the_leads_own(world: World, who: str, client_for: ClientFor) -> None:
    address = base(world, meeting(world))
    client = client_for(world.people[who])
    for tail in ("agenda", "minutes", "decisions", "minutes.docx"):
        client.get(f"{address}/{tail}", status=404)


def test_a_meeting_that_is_cancelled_has_no_agenda(world: World, manager: PageClient) -> None:
    visit_id = meeting(world, 5)
    with world.database.writing() as session:
        now = sa.func.current_timestamp()
        session.execute(sa.update(Visit).where(Visit.id == visit_id).values(cancelled_at=now))
        session.commit()
    manager.get(base(world, visit_id) + "/agenda", status=404)
