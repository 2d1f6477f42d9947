"""A missed target on its pages: at the return, at the actions of both sides, and in what they are told."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.library import library
from checklists.working_days import add_working_days
from checklists.year.rows import Due
from portal.acting.bank_holidays import bank_holidays
from portal.notices.rounds import tell_events
from portal.records import Notice
from portal.words.wording import day
from tests.builders import paying, returning
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.conftest import ClientFor

HARD_OUTCOMES = "hard-outcomes"
TITLE = "First contact attempted within 2 working days of referral"
SCALE = "Co-developed plan, reviewed, and a first SWEMWBS"


@pytest.fixture
def report(world: World) -> str:
    returning.change_measure(world, "first-contact", plan_due=Due(10), consequence="8.3: a plan is due.")
    returning.change_measure(world, "first-scale", second_miss="8.4: the council may terminate.")
    returning.begin(world)
    return f"/engagements/{world.engagement_id}/returns/quarterly-report/{returning.quarter(world)}/read"


def test_a_miss_shows_with_its_plan_and_day_at_both_sides(
    world: World, report: str, client_for: ClientFor
) -> None:
    lead, partner = client_for(world.reviewer), client_for(world.member)
    tell_events(world.database)
    paying.give(world, first_contact=(90, 100))
    due = day(world.today + timedelta(days=10))
    for client in (lead, partner):
        page = client.get(report)
        assert "Missed: 90%, the target is at least 95%. 8.3: a plan is due." in page.words
        assert f"Action plan, due {due}" in page.words
        plan = client.get(page.links[f"Action plan, due {due}: {TITLE}"])
        assert f"A target of {world.starts_on.year} Q1" in plan.words
        assert due in plan.words
        assert TITLE in client.get(f"/engagements/{world.engagement_id}/findings").words
    assert due in lead.get(f"/contracts/{world.contract_id}/actions").words
    assert TITLE in partner.get("/").words
    council = client_for(world.officer)
    seen = council.get(f"/contracts/{world.contract_id}/actions").words
    assert TITLE in seen
    assert "90" not in seen.replace("1990", "")
    assert council.ask("GET", report).status == 404
    tell_events(world.database)
    with world.database.reading() as session:
        told = set(session.scalars(sa.select(Notice.what).where(Notice.person_id == world.member.person_id)))
    assert any(each.startswith("To be done: Action plan for a missed target") for each in told)


def test_a_correction_that_meets_it_says_so_at_the_action(
    world: World, report: str, client_for: ClientFor
) -> None:
    paying.give(world, first_contact=(90, 100))
    tell_events(world.database)
    paying.correct(world, first_contact=(95, 100))
    lead = client_for(world.reviewer)
    page = lead.get(report)
    assert "Corrected since: 95%" in page.words
    assert f"the target is met by what was accepted on {day(world.today)}" in page.words
    href = next(href for words, href in page.links.items() if words.startswith("Action plan, due"))
    assert "The action stays as it is until Harbour Light closes it." in lead.get(href).words
    tell_events(world.database)
    with world.database.reading() as session:
        rows = session.execute(sa.select(Notice.person_id, Notice.what, Notice.why)).all()
    assert any(row.person_id == world.member.person_id and "was met after all" in row.what for row in rows)
    assert any(row.person_id == world.manager.person_id and "was met after all" in row.why for row in rows)


def test_the_lead_sets_a_day_where_the_contract_names_none(
    world: World, report: str, client_for: ClientFor
) -> None:
    paying.give(world, first_scale=(50, 100))
    paying.give(world, returning.quarter(world, 2), first_scale=(50, 100))
    second = report.replace(returning.quarter(world), returning.quarter(world, 2))
    lead, partner = client_for(world.reviewer), client_for(world.member)
    page = lead.get(second)
    assert "Missed again: 50%, the target is at least 95%. 8.4: the council may terminate." in page.words
    asks = {"go": "plan", "measure": "first-scale"}
    refused = lead.post(second, asks, 422)
    assert refused.problems == ["Enter the day by which it is to be done."]
    wrong = {"by-first-scale-day": "31", "by-first-scale-month": "2", "by-first-scale-year": "2030"}
    refused = lead.post(second, asks | wrong, 422)
    assert refused.value("by-first-scale-day") == "31"
    later = world.today + timedelta(days=20)
    right = typed_day("by-first-scale", later)
    done = lead.follow(lead.post(second, asks | right))
    assert "The action plan is asked for, and the partner is told." in done.words
    assert f"Action plan, due {day(later)}" in partner.get(second).words
    assert "Ask for an action plan" not in partner.get(report).words
    assert "Ask for an action plan" in lead.get(report).words, "the first quarter has none yet"


def test_thurrocks_plan_is_due_in_ten_working_days_and_a_second_miss_says_what_follows(
    world: World, client_for: ClientFor
) -> None:
    returning.change_year(world, lambda _: library()["thurrock-floating-support"].year)
    returning.begin(world)
    for number in (1, 2):
        returning.give_alike(world, HARD_OUTCOMES, returning.quarter(world, number), 90)
    due = day(add_working_days(world.today, 10, bank_holidays(world.today.year + 1)))
    base = f"/engagements/{world.engagement_id}/returns/{HARD_OUTCOMES}"
    lead = client_for(world.reviewer)
    first = lead.get(f"{base}/{returning.quarter(world)}/read").words
    assert "Missed: 90%, the target is at least 100%. 8.3: the council may require an action plan" in first
    assert f"Action plan, due {due}" in first
    again = client_for(world.member).get(f"{base}/{returning.quarter(world, 2)}/read").words
    assert "8.4: the council may terminate the contract." in again
    assert f"Action plan, due {due}" in again
