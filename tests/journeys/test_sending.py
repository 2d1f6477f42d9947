"""What a partner's member meets on the way to sending, when all goes well and when it does not."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.builders import sending
from tests.builders.days import counts_from
from tests.builders.good_files import pdf
from tests.builders.world import PASSWORD, World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest, returns_it
from tests.journeys.someone import Someone

POLICY = "complaints-policy"
WEB_PAGE = b"<!DOCTYPE html><html><body>Our policy</body></html>"


def slot(world: World, key: str) -> str:
    return f"/engagements/{world.engagement_id}/requirements/{key}"


def opens(pat: Someone, world: World, key: str, part: str = "") -> None:
    pat.goes_to(slot(world, key))
    pat.starts(part)


def test_cover_that_is_too_low_says_so_before_it_is_sent_and_comes_back(
    arrives: Arrives, world: World
) -> None:
    pat = arrives(world.member)
    opens(pat, world, "insurance", "Public liability insurance")
    pat.uploads("certificate.pdf", "Certificate of insurance")
    pat.presses("Continue")
    pat.fills_day("First day of cover", counts_from(world.today))
    pat.fills_day("Last day of cover", world.today + timedelta(days=300))
    pat.presses("Continue")
    pat.is_at("What does the policy say?")
    pat.reads("at least £5 million, any one claim")
    pat.fills("Insurer", "Fathom Mutual")
    pat.fills("Policy number", "FM 20 481")
    pat.fills("Limit of indemnity", "2 million")
    pat.chooses("In the aggregate")
    pat.chooses("The only one")
    pat.presses("Continue")
    too_little = "The cover is £2,000,000; at least £5,000,000 is asked for."
    wrong_basis = "The amount is in the aggregate; it is asked for any one claim."
    pat.reads("This falls short of what is asked for", too_little, wrong_basis)
    pat.presses("Send to Harbour Light")

    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("Public liability insurance", too_little, wrong_basis)
    returns_it(rafi, "The amount insured is too low", "Ask your broker for £5 million, any one claim.")

    pat.goes_to("/")
    pat.reads("the amount insured is too low", "Ask your broker for £5 million, any one claim.")
    pat.goes_to(slot(world, "insurance"))
    pat.reads("Make the change")


def test_a_wrong_file_is_refused_beside_the_field_and_the_right_one_stays(
    arrives: Arrives, world: World
) -> None:
    pat = arrives(world.member)
    opens(pat, world, POLICY)
    pat.uploads("right.pdf")
    pat.adds_file("policy.pdf", WEB_PAGE)
    pat.reads("This is a web page, not a document.", "right.pdf")
    pat.presses("Continue")
    pat.presses("Continue")
    pat.is_at("Check your answers")
    pat.reads("right.pdf", "Not given")
    pat.does_not_read("policy.pdf")


def test_who_was_signed_out_meanwhile_is_told_and_comes_back_to_the_files(
    arrives: Arrives, world: World
) -> None:
    pat = arrives(world.member)
    opens(pat, world, POLICY)
    pat.uploads("first.pdf")
    here = pat.page.url
    pat.page.context.clear_cookies(name=re.compile("session"))
    pat.adds_file("second.pdf", pdf())
    pat.reads("second.pdf: You are signed out, so nothing was done. Sign in, then try again.")
    pat.presses("Delete")
    pat.reads("first.pdf")
    expect(pat.page.locator(".moj-multi-file-upload__error")).to_have_count(2)
    link = pat.page.locator(".moj-multi-file-upload__error").get_by_role("link", name="Sign in").first
    link.click()
    pat.is_at("Sign in")
    pat.fills("E-mail address", world.member.email)
    pat.page.get_by_label("Password", exact=True).fill(PASSWORD)
    pat.presses("Sign in")
    expect(pat.page).to_have_url(here)


def test_what_was_typed_stays_when_something_is_wrong(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    opens(pat, world, "insurance", "Public liability insurance")
    pat.presses("Continue")
    pat.meets_an_error("Choose at least one file.", "files")
    pat.uploads("certificate.pdf")
    pat.presses("Continue")
    pat.presses("Continue")
    pat.meets_an_error("Enter the first day of cover.", "from_on-day")
    pat.fills_day("First day of cover", date(2026, 4, 1))
    pat.page.get_by_role("group", name="Last day of cover").get_by_label("Day").fill("31")
    pat.page.get_by_role("group", name="Last day of cover").get_by_label("Month").fill("Febuary")
    pat.presses("Continue")
    expect(pat.page.locator("#until_on-month")).to_have_value("Febuary")
    expect(pat.page.locator("#from_on-month")).to_have_value("April")
    expect(pat.page.locator("#until_on-error")).to_be_visible()


def test_an_empty_statement_leads_to_its_fields(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    opens(pat, world, "outcomes-reporting")
    pat.is_at("Confirm this statement")
    pat.page.get_by_label("Your name").fill("")
    pat.presses("Continue")
    pat.meets_an_error("Tick the box if the statement is true.", "confirm")
    pat.meets_an_error("Enter your name.", "signed_name")
    pat.meets_an_error("Enter your position, such as manager or trustee.", "signed_position")


def test_a_double_click_sends_once_and_going_back_shows_the_receipt(arrives: Arrives, world: World) -> None:
    submission = sending.draft(world, POLICY)
    sending.attach(world, submission, content=pdf())
    pat = arrives(world.member)
    pat.goes_to(f"/submissions/{submission}/answers")
    pat.page.get_by_role("button", name="Send to Harbour Light").dblclick()
    pat.is_at("Sent to Harbour Light")
    receipt = pat.page.locator(".gs-receipt__reference").inner_text()

    pat.goes_back()
    pat.is_at("Sent to Harbour Light")
    pat.reads(receipt)

    rafi = arrives(world.reviewer)
    rafi.follows("To review")
    rafi.reads("1 submission", receipt)


def test_without_script_everything_can_be_sent_and_accepted(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member, java_script_enabled=False)
    opens(pat, world, POLICY)
    pat.adds_file("policy.pdf", WEB_PAGE)
    pat.presses("Upload")
    pat.reads("This is a web page, not a document.")
    pat.adds_file("policy.pdf", pdf("Complaints policy"))
    pat.presses("Upload")
    pat.reads("Files so far", "policy.pdf")
    pat.presses("Continue")
    pat.fills_day("What date does the document bear?", date(1926, 3, 2))
    pat.presses("Continue")
    pat.meets_an_error("2 March 1926 is more than ten years ago.", "from_on-day")
    pat.chooses("It is right as it stands above")
    pat.presses("Continue")
    pat.reads("Look at the days again", "2 March 1926 is more than ten years ago.")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")

    rafi = arrives(world.reviewer, java_script_enabled=False)
    opens_the_oldest(rafi)
    rafi.reads("2 March 1926 is more than ten years ago.")
    accepts_it(rafi)
    rafi.reads("Nothing waits for review")
    pat.goes_to(slot(world, POLICY))
    pat.reads("Accepted until")


def test_a_draft_and_its_file_are_still_there_after_signing_out(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    opens(pat, world, POLICY)
    pat.uploads("half way.pdf")
    left_at = pat.page.url
    pat.signs_out()
    pat.reads("You have signed out.")
    pat.goes_to(left_at)
    pat.is_at("Sign in")

    pat.signs_in(world.member.email)
    pat.reads("Draft, not sent")
    pat.follows("Complaints policy")
    pat.is_at("Check your answers")
    pat.reads("half way.pdf")
