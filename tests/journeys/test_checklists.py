"""A checklist changes, and another comes out of a Word document: the manager, the partner and the council."""

from datetime import date, timedelta

from docx import Document
from playwright.sync_api import expect

from tests.builders.sending import accepted
from tests.builders.word_checklists import add_table, saved
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.someone import Someone

HEADING = ("Requirement", "What is to be provided")
ROWS = (
    ("Safeguarding Policy", "A copy of the Delivery Partner's safeguarding policy."),
    ("Insurance", "Public Liability Insurance - £5m per claim"),
    ("Disclosure & Barring Service (DBS) Check", "Enhanced DBS checks, renewed every 3 years."),
    ("Volunteer Policy", "Confirmation of a volunteer policy, if volunteers are used."),
)


def contract_in_word() -> bytes:
    document = Document()
    document.add_heading("Seaside walks: requirements", 0)
    document.add_paragraph("This agreement is made between the parties.")
    add_table(document, HEADING, ROWS)
    return saved(document)


def test_a_new_version_is_asked_for_from_its_day(arrives: Arrives, world: World) -> None:
    mary = arrives(world.manager)
    mary.follows("Set-up")
    mary.follows("See or change")
    mary.is_at("Checklist")
    mary.presses("Change the checklist")
    mary.is_at("Peer Support, Dover and Folkestone")
    mary.presses("Add a requirement")
    mary.presses("Continue")
    mary.meets_an_error("Enter what the requirement is called.", "title")
    mary.fills("What is it called?", "Fire policy")
    mary.chooses("Document")
    mary.fills("Group", "Key contract requirements")
    mary.presses("Continue")
    mary.fills("What are partners asked for?", "Your fire policy, signed and dated.")
    mary.fills("Where does it stand in the contract?", "K17")
    mary.presses("Save")
    mary.reads("27 requirements", "Fire policy")
    mary.presses("Take out Business continuity plan")
    mary.reads("26 requirements", "Taken out")

    mary.presses("What changes and for whom")
    mary.reads("Say from which day")
    mary.follows("Set the day")
    mary.fills_day("From which day is it in force?", world.starts_on)
    mary.presses("Save")
    mary.meets_an_error("The day must be after", "in_force_from-day")
    tomorrow = world.today + timedelta(days=1)
    mary.fills_day("From which day is it in force?", tomorrow)
    mary.presses("Save")
    mary.is_at("What changes and for whom")
    mary.reads("Fire policy", "partners newly missing something", "Tidewater Peers", "Open Door Folk")
    mary.presses("Publish the new version")
    mary.reads("The new version is published.")

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}")
    pat.reads("Business continuity plan")
    pat.does_not_read("Fire policy")
    pat.goes_to(f"/engagements/{world.engagement_id}?on={tomorrow.isoformat()}")
    pat.reads("Fire policy")
    pat.does_not_read("Business continuity plan")

    olu = arrives(world.officer)
    olu.goes_to(f"/contracts/{world.contract_id}/readiness?on={tomorrow.isoformat()}")
    olu.unfolds("more of Tidewater Peers")
    olu.reads("Fire policy")


def test_what_was_taken_out_comes_back_and_a_mistyped_day_is_put_right(
    arrives: Arrives, world: World
) -> None:
    accepted(world, "business-continuity")
    mary = arrives(world.manager)
    address = f"/contracts/{world.contract_id}/checklist"
    mary.goes_to(address)
    mary.presses("Change the checklist")
    mary.presses("Take out Business continuity plan")
    publishes(mary, world.today + timedelta(days=1), "stays on the record, and counts again")

    mary.presses("Change the checklist")
    mary.presses("Add a requirement")
    mary.fills("What is it called?", "Plan for business continuity")
    mary.chooses("Document")
    mary.fills("Group", "Key contract requirements")
    mary.presses("Continue")
    mary.fills("What are partners asked for?", "How you go on when something breaks down.")
    mary.fills("Where does it stand in the contract?", "K17")
    mary.presses("Save")
    mary.is_at("Is this the requirement that is asked until")
    mary.presses("Save")
    mary.meets_an_error("Choose which requirement it is.", "same")
    mary.follows("Back to the draft")
    mary.reads("1 to say which")
    mary.presses("What changes and for whom")
    mary.reads("Before you can finish", "Plan for business continuity: say whether it is")
    mary.goes_back()
    mary.follows("Is this the requirement that is asked until")
    mary.page.get_by_label("It is “Business continuity plan”").check()
    mary.presses("Save")
    mary.reads("The same as “Business continuity plan”")
    mary.presses("What changes and for whom")
    mary.follows("Set the day")
    mistyped = world.today - timedelta(days=20)
    mary.fills_day("From which day is it in force?", mistyped)
    mary.presses("Save")
    mary.meets_an_error("The day must be after", "in_force_from-day")
    later = world.today + timedelta(days=5)
    mary.fills_day("From which day is it in force?", later)
    mary.presses("Save")
    mary.reads("counts again, as far as it has not lapsed")
    mary.presses("Publish the new version")
    mary.reads("The new version is published.")
    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}?on={later.isoformat()}")
    pat.reads("Plan for business continuity")

    mary.presses("Put this version right")
    sooner = world.today + timedelta(days=3)
    mary.follows("Change the day")
    mary.fills_day("From which day is it in force?", sooner)
    mary.presses("Save")
    mary.presses("What changes and for whom")
    mary.reads("Nothing is different but the day.", "No standing of a past day changes.")
    mary.presses("Publish the new version")
    mary.meets_an_error("Enter why", "reason")
    mary.fills("Why?", "It begins two days sooner.")
    mary.presses("Publish the new version")
    mary.reads(
        "The new version is published.", "Replaced by the version in force from", "It begins two days sooner."
    )
    pat.goes_to(f"/engagements/{world.engagement_id}?on={sooner.isoformat()}")
    pat.reads("Plan for business continuity")


def publishes(mary: Someone, on: date, told: str) -> None:
    mary.presses("What changes and for whom")
    mary.follows("Set the day")
    mary.fills_day("From which day is it in force?", on)
    mary.presses("Save")
    mary.reads(told)
    mary.presses("Publish the new version")
    mary.reads("The new version is published.")


def next_year_in_word() -> bytes:
    document = Document()
    document.add_heading("What partners must show from next year", 0)
    rows = (
        ("Complaints policy", "Your complaints policy, reviewed every 2 years."),
        ("Plan for business continuity", "How you go on when something breaks down."),
        ("Allotment rules", "A copy of your rules for allotments."),
    )
    add_table(document, HEADING, rows)
    return saved(document)


def test_the_next_version_comes_out_of_a_file(arrives: Arrives, world: World) -> None:
    accepted(world, "complaints-policy")
    accepted(world, "business-continuity")
    mary = arrives(world.manager)
    mary.goes_to(f"/contracts/{world.contract_id}/checklist")
    mary.presses("Start the next version from a file")
    mary.adds_file("letter.docx", saved(Document()), "The contract or its checklist")
    mary.presses("Read it")
    mary.reads("There is a problem")
    mary.adds_file("next year.docx", next_year_in_word(), "The contract or its checklist")
    mary.presses("Read it")
    mary.reads("3 requirements", "1 to say which", "Read from next year.docx", "Taken out")
    mary.follows("Is this the requirement that is asked now?")
    mary.page.get_by_label("It is “Business continuity plan”").check()
    mary.presses("Save")
    mary.reads("The same as “Business continuity plan”, that is asked now.")
    mary.presses("Put back Whistleblowing policy")
    mary.reads("4 requirements")
    later = world.today + timedelta(days=5)
    publishes(mary, later, "It was called “Business continuity plan”.")

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}?on={later.isoformat()}")
    pat.reads("Plan for business continuity", "Allotment rules", "Whistleblowing policy")
    pat.does_not_read("Anti-bribery policy")


def test_a_contract_is_made_from_a_word_document(arrives: Arrives, world: World) -> None:
    mary = arrives(world.manager)
    mary.goes_to("/contracts/new")
    mary.follows("Start from the contract’s Word document")
    mary.adds_file("letter.docx", saved(Document()), "The contract or its checklist")
    mary.presses("Read it")
    mary.reads("There is a problem")
    mary.adds_file("walks.docx", contract_in_word(), "The contract or its checklist")
    mary.presses("Read it")
    mary.reads("4 requirements", "Read from walks.docx", "£5 million, any one claim")
    mary.follows("Safeguarding Policy")
    mary.reads("Read from: “Safeguarding Policy”")
    mary.fills("What is it called?", "Safeguarding policy and procedures")
    mary.presses("Save")
    mary.reads("Safeguarding policy and procedures")

    mary.presses("Check and keep")
    mary.follows("Change the title")
    mary.fills("What is it called?", "Seaside walks")
    mary.presses("Save")
    mary.presses("Keep the checklist")
    mary.reads("The checklist is kept.", "Seaside walks")

    mary.follows("Make a contract from Seaside walks")
    expect(mary.page.get_by_label("Seaside walks")).to_be_checked()
    mary.fills("What is the contract called?", "Walks on the coast")
    mary.fills("Who commissions it?", "Kingsmarsh County Council")
    mary.fills_day("First day of the contract", world.starts_on)
    mary.fills_day("Last day of the contract", world.ends_on)
    mary.presses("Make the contract")
    mary.reads("The contract is made.", "Seaside walks, 4 requirements")

    nina = arrives(world.noise_manager)
    nina.goes_to("/contracts/new")
    nina.does_not_read("Seaside walks")
