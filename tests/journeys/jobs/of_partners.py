"""What somebody of a delivery partner comes for."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.builders import inviting, returning, sending
from tests.builders.days import counts_from
from tests.builders.good_files import pdf
from tests.builders.own_list import own_list
from tests.builders.training import ask_for_training
from tests.builders.world import PASSWORD
from tests.journeys.counting import Counted
from tests.journeys.jobs.job import Cast, Job

TEAM = ("Ann Ash", "Bea Birch", "Cy Cedar", "Dee Dogwood", "Eli Elm", "Fay Fern", "Gil Gorse", "Hal Hazel")


def adds_a_file(someone: Counted, cast: Cast, name: str, words: str) -> None:
    """And sees that it has arrived; without script it goes with the form."""
    someone.adds_file(name, pdf(words))
    if cast.way.has_script:
        expect(someone.page.locator(".moj-multi-file-upload__success")).to_be_visible()


def all_confirmations(cast: Cast) -> int:
    pat = cast.comes(cast.world.member)
    pat.goes_to("/")
    pat.begins()
    pat.follows("11 statements to confirm", pat.page.locator(".gs-to-do"))
    for box in pat.page.get_by_role("checkbox").all():
        pat.ticks(box)
    pat.fills("Your position", "Chair of trustees")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")
    pat.reads("11 things, each with its own reference below.")
    return pat.interactions


def one_document(cast: Cast) -> int:
    pat = cast.comes(cast.world.member)
    pat.goes_to("/")
    pat.begins()
    pat.follows("Complaints policy")
    pat.starts()
    adds_a_file(pat, cast, "complaints.pdf", "Complaints policy")
    pat.presses("Continue")
    pat.fills_day("What date does the document bear?", cast.world.today - timedelta(days=30))
    pat.presses("Continue")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")
    return pat.interactions


def a_correction(cast: Cast) -> int:
    sent = sending.send(cast.world, "insurance", "public-liability", amount=2_000_000)
    words = "Ask your broker for £5 million."
    sending.give_back(cast.world, sent, reason="amount-too-low", words=words)
    pat = cast.comes(cast.world.member)
    pat.goes_to("/")
    pat.begins()
    pat.follows("Insurance: public liability", pat.page.locator(".gs-to-do"))
    pat.presses("Make the change")
    pat.reads(words)
    pat.fills("Limit of indemnity", "5 million")
    pat.presses("Continue")
    pat.is_at("Check your answers")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")
    return pat.interactions


def three_covers(cast: Cast) -> int:
    """From the page of the insurance, as the three were sent one by one before."""
    world = cast.world
    pat = cast.comes(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/insurance")
    pat.begins()
    pat.starts("Public liability insurance")
    adds_a_file(pat, cast, "schedule.pdf", "Schedule of insurance")
    pat.presses("Continue")
    pat.fills_day("First day of cover", counts_from(world.today))
    pat.fills_day("Last day of cover", counts_from(world.today) + timedelta(days=364))
    pat.presses("Continue")
    pat.fills("Insurer", "Fathom Mutual")
    pat.fills("Policy number", "FM 20 481")
    pat.fills("Limit of indemnity", "5 million")
    pat.chooses("Any one claim")
    for title, amount, basis in (
        ("Employers' liability insurance", "10 million", "per-claim"),
        ("Professional indemnity insurance", "1 million", "aggregate"),
    ):
        box = pat.page.get_by_role("checkbox", name=re.compile(title))
        pat.ticks(box)
        key = box.get_attribute("value")
        pat.fills(f"Limit of indemnity for {title.lower()}", amount)
        pat.ticks(pat.page.locator(f"[name='basis-{key}'][value='{basis}']"))
    pat.presses("Continue")
    pat.reads("Also on this schedule")
    pat.presses("Send to Harbour Light")
    pat.reads("3 things, each with its own reference below.")
    return pat.interactions


def first_evidence(cast: Cast) -> int:
    """Somebody new, of a partner that has just been named, with the letter in her hand."""
    partner_id = inviting.name_partner(cast.world, "Strand Walkers")
    invitation_id = inviting.invite(cast.world, partner_id, "newt@strand.example", name="Newt New")
    newt = cast.comes()
    newt.goes_to(f"/join/{inviting.token_of(cast.world, invitation_id)}")
    newt.fills("Choose a password", PASSWORD)
    newt.presses("Say yes and sign in")
    newt.reads("You are in.")
    newt.follows("10 statements to confirm", newt.page.locator(".gs-to-do"))
    newt.ticks(newt.page.get_by_role("checkbox").first)
    newt.fills("Your position", "Director")
    newt.presses("Send to Harbour Light")
    newt.is_at("Sent to Harbour Light")
    return newt.interactions


def own_list_of_forty(cast: Cast) -> int:
    """One upload; what is not clear is answered on the page, and then it is confirmed: two rounds."""
    pat = cast.comes(cast.world.member)
    pat.goes_to(f"/organisations/{cast.world.partner_id}/register/import")
    pat.begins()
    pat.adds_file("our list.xlsx", own_list(cast.world.today), label="The spreadsheet")
    pat.presses("Read the spreadsheet")
    pat.reads("Columns that we are not sure of", "This is what we think it is.")
    for words, answer in (
        ("‘x’ in 10 cells", "Yes"),
        ("‘y’ in 39 cells", "Clear"),
        ("Outcome of", "Undecided"),
    ):
        pat.picks(words, answer)
    pat.fills("‘April 2023’ in 2 cells", "3 April 2023")
    pat.fills("Role of", "Cook")
    pat.presses("Use these answers")
    pat.reads("Your answers are taken in.", "40 people will be added.")
    assert pat.page.evaluate("document.documentElement.scrollWidth") <= cast.way.viewport["width"]
    pat.presses("Import 40 people")
    pat.is_at("The register is up to date")
    pat.reads("40 people added to the register", "40 DBS checks recorded")
    return pat.interactions


def training_of_a_team(cast: Cast) -> int:
    """A course of one day, at which all were but one."""
    ask_for_training(cast.world)
    for name in TEAM:
        sending.a_worker(cast.world, name)
    pat = cast.comes(cast.world.member)
    pat.goes_to(f"/organisations/{cast.world.partner_id}/register")
    pat.begins()
    pat.presses("Record training for several")
    pat.chooses("First aid")
    pat.fills_day("When was it completed?", cast.world.today - timedelta(days=3))
    pat.presses("Tick everybody")
    pat.unticks(TEAM[-1])
    pat.presses("Record and send")
    pat.reads(f"is recorded for {len(TEAM) - 1} people.")
    return pat.interactions


def a_quarters_report(cast: Cast) -> int:
    """The words of it, every figure, and a case study; signed by somebody else."""
    world = cast.world
    returning.begin(world)
    signer, report = returning.signer(world), address_of_report(cast)
    pat = cast.comes(world.member)
    pat.goes_to(report)
    pat.begins()
    pat.follows("Narrative report")
    pat.fills("Narrative report", "We met every Tuesday.")
    pat.presses("Save, it is ready")
    gives_every_figure(pat)
    pat.follows("Case study")
    pat.fills("Case study", "Somebody came every week, and now leads the walk.")
    pat.chooses("Nobody is named, and nobody can be recognised in a picture")
    pat.presses("Save, it is ready")
    pat.presses("Read it and put it up for signing")
    pat.presses("Put it up for signing")
    pat.reads("You put it up for signing.")
    sid = cast.comes(signer)
    sid.goes_to(report)
    sid.begins()
    sid.presses("Read it and sign")
    sid.presses("Sign and send")
    sid.reads("It is signed and sent.", "With Harbour Light")
    return pat.interactions + sid.interactions


def address_of_report(cast: Cast) -> str:
    period = returning.quarter(cast.world)
    return f"/engagements/{cast.world.engagement_id}/returns/{returning.REPORT}/{period}"


def gives_every_figure(pat: Counted) -> None:
    pat.follows("Data spreadsheet")
    for field in pat.page.locator("main input[inputmode='decimal']").all():
        pat.types(field, "8")
    pat.presses("Save, it is ready")


OF_PARTNERS = (
    Job("confirmations", "All 11 confirmations of an engagement", all_confirmations, 16, "70"),
    Job("covers", "Three covers from one insurance schedule", three_covers, 24, "51"),
    Job("correction", "An insurance that came back", a_correction, 5, "17"),
    Job("first", "From the invitation to the first evidence sent", first_evidence, 8),
    Job("document", "One policy, from home to receipt", one_document, 10),
    Job("forty", "40 people from a charity's own list, in 2 rounds", own_list_of_forty, 10, "4 rounds"),
    Job("team", "Training of a team of eight in one form", training_of_a_team, 10),
    Job("report", "A quarter's report, signed by a second person", a_quarters_report, 36),
)
