"""The page that is read before a meeting: by the council, which reads no names, and by the lead."""

from datetime import timedelta

import sqlalchemy as sa

from portal.access import Viewer
from portal.clock import end_of_day
from portal.records import Action, IssuedDocument, Visit
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.visits.actions.book_visit import book_visit
from portal.web.addresses import ACTIONS, BRIEFING, CHANGES, PACK, READINESS
from portal.words.wording import day
from tests.actions.test_issued import acknowledge, renew
from tests.builders import finding as findings
from tests.builders import looking, packing, sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.furniture import issue

KEY = "complaints-policy"


def briefing(world: World, client_for: ClientFor, viewer: Viewer, **asked: object) -> str:
    return client_for(viewer).get(BRIEFING(world.contract_id, **asked)).words


def test_it_is_of_the_next_meeting_and_leads_on(world: World, client_for: ClientFor) -> None:
    soon, later = world.today + timedelta(days=9), world.today + timedelta(days=40)
    for each in (later, soon):
        packing.a_visit(world, each)
    officer = client_for(world.officer)
    shown = officer.get(BRIEFING(world.contract_id))
    assert shown.heading.startswith("Before the audit visit on")
    assert READINESS(world.contract_id, on=soon) in shown.links.values()
    assert BRIEFING(world.contract_id, on=later) in shown.links.values()
    assert CHANGES(world.contract_id, since=world.starts_on) in shown.links.values()
    assert "0 of 2 partners are ready" in shown.words
    assert officer.get(READINESS(world.contract_id)).links["Before a meeting"]
    known = officer.get(READINESS(world.contract_id, on=world.today, known=world.today - timedelta(days=1)))
    assert "Before a meeting" not in known.links, "it tells what is known now"


def test_without_a_meeting_it_is_of_today(world: World, client_for: ClientFor) -> None:
    words = briefing(world, client_for, world.officer)
    assert "How things stand on" in words
    assert "No visit or meeting is booked." in words


def test_what_is_in_the_way_stands_by_requirement_with_what_it_asks(
    world: World, client_for: ClientFor
) -> None:
    asked = sending.requirement("complaints-policy")
    words = briefing(world, client_for, world.officer)
    by_requirement = words.split("In the way, by requirement")[1].split("In the way, by partner")[0]
    assert asked.title in by_requirement
    assert " ".join(asked.asks.split()) in by_requirement
    assert "2 partners or areas" in by_requirement
    sending.accepted(world, "complaints-policy")
    words = briefing(world, client_for, world.officer)
    part = words.split("In the way, by requirement")[1].split("In the way, by partner")[0]
    assert "1 partner or area: Open Door Folk" in part.split(asked.title)[1]


def test_why_something_is_waived_is_said_but_never_of_a_register(world: World, client_for: ClientFor) -> None:
    sending.waive(world, "complaints-policy", world.today + timedelta(days=30))
    words = briefing(world, client_for, world.officer)
    waived = words.split("Waived on this day")[1]
    assert "Tidewater Peers" in waived
    assert "Agreed with the council for now." in waived
    assert " ".join(sending.requirement("complaints-policy").asks.split()) in waived


def test_the_lead_s_own_duties_are_told_with_how_far_they_have_come(
    world: World, client_for: ClientFor
) -> None:
    title = sending.requirement("market-stewardship").title
    before = briefing(world, client_for, world.officer)
    duties = before.split("itself has to issue or hold")[1]
    assert title in duties
    with world.database.reading() as session:
        issued = session.scalars(sa.select(IssuedDocument.requirement_key)).all()
    assert "market-stewardship" not in issued
    assert "has not issued it yet" in duties
    assert "Not yet: Tidewater Peers; Open Door Folk." in duties or (
        "Not yet: Open Door Folk; Tidewater Peers." in duties
    )


def test_of_a_past_day_nothing_is_told_that_was_under_way_or_issued_later(
    world: World, client_for: ClientFor
) -> None:
    """What is read on that day stands there as it stands in readiness."""
    past, unissued = world.today - timedelta(days=60), "has not issued it yet"
    with world.database.writing() as session:
        rebuild_standing(session)
    before = briefing(world, client_for, world.officer).count(unissued)
    issue(world, "market-stewardship")
    sending.send(world, "whistleblowing")
    for viewer in (world.officer, world.manager):
        then = briefing(world, client_for, viewer, on=past)
        assert (then.count(unissued), ", checking" in then) == (before, False)
        now = briefing(world, client_for, viewer)
        assert (now.count(unissued), ", checking" in now) == (0, True)


def test_open_and_overdue_actions_stand_there(world: World, client_for: ClientFor) -> None:
    assert "No action is open." in briefing(world, client_for, world.officer)
    findings.sent(world)
    with world.database.writing() as session:
        session.execute(sa.update(Action).values(by_on=world.today - timedelta(days=3)))
        session.commit()
    officer = client_for(world.officer).get(BRIEFING(world.contract_id))
    assert "1 open action: 1 overdue" in officer.words
    assert "Overdue by 3 days" in officer.words
    assert ACTIONS(world.contract_id) in officer.links.values()


def test_packs_that_are_shared_stand_there(world: World, client_for: ClientFor) -> None:
    assert "No pack is shared now." in briefing(world, client_for, world.officer)
    pack = packing.made(world, without_names=True)
    hidden = packing.made(world, without_names=True, on=world.today + timedelta(days=1))
    packing.share(world, pack.pack_id)
    shown = client_for(world.officer).get(BRIEFING(world.contract_id))
    assert PACK(world.contract_id, pack.pack_id) in shown.links.values()
    assert hidden.reference not in shown.words


def test_the_council_reads_no_names_and_nobody_else_comes(world: World, client_for: ClientFor) -> None:
    sending.a_worker(world, "Wim Worker")
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    looking.looked_at(world, visit_id)
    looking.signed(world, visit_id)
    assert "Wim Worker" not in briefing(world, client_for, world.officer)
    for somebody in (world.manager, world.reviewer):
        client_for(somebody).get(BRIEFING(world.contract_id))
    for stranger in (
        world.member,
        world.second_member,
        world.noise_manager,
        world.noise_officer,
        world.colleague,
    ):
        client_for(stranger).get(BRIEFING(world.contract_id), 404)
    client_for(world.officer).get(BRIEFING(world.noise_contract_id), 404)


def test_before_the_contract_has_begun_there_is_nothing_to_compare(
    world: World, client_for: ClientFor
) -> None:
    said = f"There is nothing to compare yet: the contract begins on {day(world.starts_on)}."
    for on in (world.starts_on, world.starts_on - timedelta(days=20)):
        shown = client_for(world.officer).get(BRIEFING(world.contract_id, on=on))
        assert said in shown.words
        assert "come and gone" not in shown.words
        assert "The list of what has changed" not in shown.links


def test_a_duty_that_is_waived_for_some_is_not_counted_as_acknowledged(
    world: World, client_for: ClientFor
) -> None:
    issue(world, "market-stewardship")
    sending.waive(world, "market-stewardship", world.today + timedelta(days=30))
    words = briefing(world, client_for, world.officer)
    assert "acknowledged for 0 of 2 engagements, waived for 1. Not yet: Open Door Folk." in words
    second = world.second_engagement_id
    sending.waive(world, "market-stewardship", world.today + timedelta(days=30), engagement_id=second)
    words = briefing(world, client_for, world.officer)
    assert "acknowledged for 0 of 2 engagements, waived for 2." in words


def test_of_a_visit_with_one_partner_it_is_about_it_alone(world: World, client_for: ClientFor) -> None:
    one, other = world.today - timedelta(days=40), world.today - timedelta(days=5)
    findings.visit(world, one, "audit-visit", world.engagement_id)
    findings.visit(world, other, "audit-visit", world.second_engagement_id)
    sending.send(world, KEY, by=world.second_member, engagement_id=world.second_engagement_id)
    sending.waive(world, "whistleblowing", world.ends_on, engagement_id=world.second_engagement_id)
    visit = packing.a_visit(world, world.today + timedelta(days=9), world.engagement_id)
    for viewer in (world.manager, world.officer):
        shown = client_for(viewer).get(BRIEFING(world.contract_id))
        assert "Tidewater Peers" in shown.words
        assert "Open Door Folk" not in shown.words
        assert "0 of 1 partner is ready" in shown.words
        assert f"What has changed since {day(one)}, the last audit visit with them" in shown.words
        assert "0 sent by partners" in shown.words
        listed = client_for(viewer).get(shown.links["The list of what has changed"])
        assert "0 sent by partners" in listed.words
        assert client_for(viewer).get(BRIEFING(world.contract_id, visit=visit.visit_id)).words == shown.words
        everybody = client_for(viewer).get(shown.links["All partners on this day"])
        assert everybody.heading == f"How things stand on {day(visit.on_date)}"
        assert "Open Door Folk" in everybody.words
        assert BRIEFING(world.contract_id, visit=visit.visit_id) in everybody.links.values()
        assert "1 sent by partners" in everybody.words
    client_for(world.noise_officer).get(BRIEFING(world.noise_contract_id, visit=visit.visit_id), 404)


def test_of_several_editions_it_is_told_which_one_is_counted(world: World, client_for: ClientFor) -> None:
    issue(world, "market-stewardship")
    acknowledge(world)
    counts, last = world.today + timedelta(days=10), world.today + timedelta(days=40)
    assert renew(world, from_on=counts, by_on=last)
    today = day(world.today)
    for on in (world.today, counts, last):
        words = briefing(world, client_for, world.officer, on=on)
        assert (
            f"Issued on {today}; acknowledged for 1 of 2 engagements. Not yet: Open Door Folk. "
            f"Edition 2, issued on {today}, is to be acknowledged by {day(last)}."
        ) in words
    after = briefing(world, client_for, world.officer, on=last + timedelta(days=1))
    assert f"Edition 2, issued on {today}; acknowledged for 0 of 2 engagements." in after
    assert "is to be acknowledged by" not in after


def test_a_meeting_behind_many_visits_is_found_by_its_day(world: World, client_for: ClientFor) -> None:
    """The next ones stand on the page; the day that is asked about has its own."""
    for days in range(1, 15):
        looking.a_visit(world, world.today + timedelta(days=days))
    on = world.today + timedelta(days=20)
    with world.database.writing() as session:
        book_visit(session, world.manager, world.contract_place(session), "review-meeting", on)
    words = briefing(world, client_for, world.reviewer, on=on)
    assert f"Before the contract review meeting on {day(on)}" in words
    readiness = READINESS(world.contract_id, on=on)
    assert "Contract review meeting on this day." in client_for(world.reviewer).get(readiness).words
    for page in (readiness, BRIEFING(world.contract_id)):
        (later,) = client_for(world.officer).get(page).find("//a[contains(., 'Later ones')]")
        client_for(world.officer).get(str(later.get("href")))


def test_an_evening_knows_its_meeting_behind_many_visits(world: World, client_for: ClientFor) -> None:
    known = world.today - timedelta(days=1)
    for days in range(1, 15):
        looking.a_visit(world, world.today + timedelta(days=days))
    on = world.today + timedelta(days=20)
    with world.database.writing() as session:
        book_visit(session, world.manager, world.contract_place(session), "review-meeting", on)
        session.execute(sa.update(Visit).values(created_at=end_of_day(known) - timedelta(hours=1)))
        session.commit()
    asked = READINESS(world.contract_id, on=on, known=known)
    assert "Contract review meeting on this day." in client_for(world.officer).get(asked).words
