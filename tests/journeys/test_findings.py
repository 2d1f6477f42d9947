"""One visit from the day on which it is booked to the agenda that opens with it: made ready for, packed, seen
on a phone without signal, found, replied to, done, closed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from playwright.sync_api import expect

from portal.web.addresses import BOOK_VISIT, CALENDAR, MEETING, ORGANISATION
from tests.builders import finding as findings
from tests.builders import packing, templating
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.jobs.of_leads import books_it, makes_its_pack
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE

FOUND = "The folder of policies is from 2019."
PARTNER, TO_DO = "Tidewater Peers", "Renew the policies."


def test_a_visit_from_its_booking_to_the_agenda_that_opens_with_it(arrives: Arrives, world: World) -> None:
    day = world.today + timedelta(days=40)
    mona = arrives(world.manager)
    puts_in_a_template(mona, world)
    books_it_and_packs(mona, world, day)
    with clock_on(day):
        mona = arrives(world.manager, PHONE)
        looks_without_signal(mona, world, day)
        sends_the_plan(mona, day + timedelta(days=20), world.member.name)
    with clock_on(day + timedelta(days=1)):
        mona, pat = arrives(world.manager, PHONE), arrives(world.member, PHONE)
        comments(pat, world)
        answers(mona, world)
        says_that_it_is_done(pat)
        closes_it_on_the_next_agenda(mona, findings.ahead(replace(world, today=day)), world)


def puts_in_a_template(mona: Someone, world: World) -> None:
    """The example, after a wrong one and a hostile one."""
    mona.goes_to(ORGANISATION(world.lead_id))
    mona.follows("Word template for packs")
    for words, said in (
        ("{{contract_titel}}", "{{contract_titel}} is not one of ours; did you mean {{contract_title}}?"),
        ("{{ ().__class__ }}", "{{().__class__}} is not one of ours."),
    ):
        mona.adds_file("ours.docx", templating.docx(words), "Your template")
        mona.presses("Put it in")
        mona.meets_an_error(said, "file")
    with mona.page.expect_download() as downloaded:
        mona.follows("Download the example")
    mona.adds_file("ours.docx", downloaded.value.path().read_bytes(), "Your template")
    mona.presses("Put it in")
    mona.reads("It is put in.", "ours.docx")


def books_it_and_packs(mona: Someone, world: World, day: date) -> None:
    mona.goes_to(BOOK_VISIT(world.contract_id))
    books_it(mona, day)
    content = makes_its_pack(mona, lambda pack_id: packing.make(world, pack_id))
    mona.reads("Your own, SHA-256")
    assert "manifest.csv" in packing.files_in(content)


def looks_without_signal(mona: Someone, world: World, day: date) -> None:
    mona.goes_to(CALENDAR(world.contract_id))
    mona.follows("Contract review meeting on")
    mona.presses("It took place")
    mona.follows("On the day")
    mona.follows("Draw the sample")
    mona.fills("Requirements not in order", "2")
    mona.presses("Draw the sample")
    row, network = mona.page.locator("[id^=row-]").first, mona.page.context
    network.set_offline(True)
    row.get_by_label("Not seen").check()
    row.get_by_label("Note").fill(FOUND)
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("No signal.")).to_be_visible()
    network.set_offline(False)
    expect(row.get_by_text("Saved by")).to_be_visible(timeout=30_000)
    row.get_by_role("button", name="Make it a finding").click()
    row.get_by_role("link", name="Say what is to be done").click()


def sends_the_plan(mona: Someone, by: date, who: str) -> None:
    mona.reads("You cannot send the plan yet: 1 finding has no action.")
    mona.follows("Add an action")
    mona.fills("What is to be done?", TO_DO)
    mona.fills("Who does it?", who)
    mona.fills_day("By when?", by)
    mona.presses("Keep it")
    mona.presses("Send the plan")
    mona.reads("The plan is sent.")


def comments(pat: Someone, world: World) -> None:
    pat.reads("To be done after visits and meetings")
    pat.goes_to(f"/engagements/{world.engagement_id}/findings")
    pat.follows(FOUND)
    pat.presses("Comment on it")
    pat.fills("Your comment", "They were renewed in May.")
    pat.adds_file("may.pdf", findings.paper(), "Evidence (optional)")
    pat.presses("Send it")
    pat.reads("They were renewed in May.", "may.pdf")


def answers(mona: Someone, world: World) -> None:
    mona.goes_to(f"/engagements/{world.engagement_id}/findings")
    mona.follows(FOUND)
    mona.chooses("The finding stands")
    mona.fills("Why?", "We saw the old folder. Show us the new one.")
    mona.presses("Send the answer")
    mona.reads("We saw the old folder.")


def says_that_it_is_done(pat: Someone) -> None:
    pat.goes_to("/")
    pat.follows(TO_DO)
    pat.presses("It is done")
    pat.fills("What was done?", "All are in the new folder.")
    pat.presses("Send it")
    pat.reads(f"Done, says {PARTNER}")


def closes_it_on_the_next_agenda(mona: Someone, meeting: UUID, world: World) -> None:
    agenda = MEETING(world.contract_id, meeting)
    mona.goes_to(agenda)
    mona.reads("Open actions", TO_DO)
    mona.follows(TO_DO)
    mona.chooses("Close it: it is done")
    mona.presses("Send it")
    mona.reads("The action is closed.")
    mona.goes_to(agenda)
    mona.reads("Actions closed: 1")
