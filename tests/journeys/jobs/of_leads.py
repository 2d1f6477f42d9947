"""What somebody of the lead comes for."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

from evidence.sheet_values import Value
from tests.actions.test_submissions_confirm import confirm, marks
from tests.builders import good_files, packing, sending, sheets
from tests.journeys.jobs.job import Cast, Job
from tests.journeys.someone import Someone

TRACKER = (
    "Provider",
    "Town",
    "Complaints policy review date",
    "PL expires",
    "Induction, training and supervision policy",
    "Staff cover to",
)
PARTNERS = ("Partner", "Area", "Volunteers", "Funding", "Year end", "Contact", "E-mail")
PARTNER = "Tidewater Peers"


def all_of_a_partner(cast: Cast) -> int:
    confirm(cast.world, marks(cast.world))
    rafi = cast.comes(cast.world.reviewer)
    rafi.goes_to("/")
    rafi.begins()
    rafi.turns_to("To review")
    rafi.follows(f"11 confirmations of {PARTNER}")
    rafi.presses("Accept all 11")
    rafi.reads("11 confirmations are accepted.")
    return rafi.interactions


def one_decision(cast: Cast) -> int:
    sending.send(cast.world, "complaints-policy")
    rafi = cast.comes(cast.world.reviewer)
    rafi.goes_to("/")
    rafi.begins()
    rafi.turns_to("To review")
    rafi.opens(rafi.page.locator("main a", has_text="Start with the oldest"))
    rafi.presses("Accept and go to the next")
    rafi.reads("is accepted")
    return rafi.interactions


def a_letter(cast: Cast) -> int:
    rafi = cast.comes(cast.world.reviewer)
    rafi.goes_to(f"/engagements/{cast.world.engagement_id}/requirements/anti-bribery")
    rafi.begins()
    rafi.follows("Enter what came by post or e-mail")
    rafi.chooses("By post")
    rafi.fills_day("When did it come?", cast.world.today)
    rafi.presses("Continue")
    rafi.adds_file("scan.pdf", good_files.pdf())
    if cast.way.has_script:
        rafi.reads("scan.pdf has arrived")
    rafi.presses("Continue")
    rafi.presses("Continue")
    rafi.presses(f"Enter it for {PARTNER}")
    rafi.reads(f"Entered for {PARTNER}")
    return rafi.interactions


def from_mid_contract(cast: Cast) -> int:
    """A contract that runs already: the lead's own sheet is read, matched, and confirmed."""
    until = cast.world.today + timedelta(days=120)
    rows: list[list[Value]] = [
        ["tidewater peers", "Eastmouth", until, until, "yes", until],
        ["Open Door Folk", None, "n/a", until, None, None],
    ]
    mary = cast.comes(cast.world.manager)
    mary.goes_to(f"/contracts/{cast.world.contract_id}/set-up")
    mary.begins()
    mary.follows("tracking sheet")
    mary.adds_file("tracker.xlsx", sheets.xlsx(TRACKER, rows, "Tracker"), label="The spreadsheet")
    mary.presses("Read the spreadsheet")
    mary.selects("‘Staff cover to’", "slot:insurance:employers-liability")
    mary.types(mary.page.locator("[name^='value-slot-induction-']"), f"{until:%d/%m/%Y}")
    mary.presses("Use these answers")
    mary.presses("Carry over 2 rows")
    mary.reads("5 acceptances of 2 partners carried over")
    return mary.interactions


def partners_in_bulk(cast: Cast) -> int:
    rows: list[list[Value]] = [
        ["Lamplight Trust", "Northmouth", "yes", 48000, "31 March", "Lena Lamp", "lena@example.org"],
        ["Driftwood Folk", "Southmouth", "no", "£12,000", "31/12", "Dai Drift", "dai@example.org"],
    ]
    mary = cast.comes(cast.world.manager)
    mary.goes_to(f"/contracts/{cast.world.contract_id}/set-up")
    mary.begins()
    mary.follows("Import partners from a spreadsheet")
    mary.adds_file("partners.xlsx", sheets.xlsx(PARTNERS, rows), label="The spreadsheet")
    mary.presses("Read the spreadsheet")
    mary.presses("Import 2 rows")
    mary.presses("Go to invitations")
    mary.presses("Send 2 invitations")
    mary.reads("2 invitations are on their way.")
    return mary.interactions


def a_visit_and_its_pack(cast: Cast) -> int:
    day = cast.world.today + timedelta(days=40)
    mary = cast.comes(cast.world.manager)
    mary.goes_to(f"/contracts/{cast.world.contract_id}/calendar")
    mary.begins()
    mary.presses("Book a visit or a meeting")
    books_it(mary, day)
    makes_its_pack(mary, lambda pack_id: packing.make(cast.world, pack_id))
    return mary.interactions


def an_issued_document(cast: Cast) -> int:
    mary = cast.comes(cast.world.manager)
    mary.goes_to(f"/contracts/{cast.world.contract_id}/set-up")
    mary.begins()
    mary.follows("Market Stewardship Principles")
    mary.adds_file("principles.pdf", good_files.pdf(), label="The document")
    mary.presses("Issue it to all partners")
    mary.reads("The document is issued.")
    return mary.interactions


def books_it(mona: Someone, day: date) -> None:
    mona.chooses("Contract review meeting")
    mona.fills_day("On which day?", day)
    mona.ticks(mona.page.get_by_role("checkbox", name=PARTNER))
    mona.presses("Book it")
    mona.reads(f"Ready on {day.day} {day:%B} if")


def makes_its_pack(mona: Someone, make: Callable[[uuid.UUID], None]) -> bytes:
    """And downloads it; somebody makes it meanwhile."""
    mona.follows("Make a pack for it")
    mona.presses("Make the pack")
    make(uuid.UUID(mona.page.url.split("?")[0].rsplit("/", 1)[-1]))
    if mona.page.get_by_role("link", name="See how far it is now").count():
        mona.goes_to(mona.page.url)
    mona.reads("Complete: ")
    with mona.page.expect_download() as downloaded:
        mona.presses("Download")
    return downloaded.value.path().read_bytes()


OF_LEADS = (
    Job("accept-all", "All confirmations of a partner accepted", all_of_a_partner, 4),
    Job("decide", "What waits is found and one is accepted", one_decision, 4),
    Job("letter", "What came by post is entered for a partner", a_letter, 10),
    Job("mid-contract", "Acceptances of a running contract carried over", from_mid_contract, 8),
    Job("partners", "Partners of the manager's own list, and all invited", partners_in_bulk, 8),
    Job("visit", "A visit booked, its pack made and downloaded", a_visit_and_its_pack, 12),
    Job("issue", "A document issued to all partners", an_issued_document, 4),
)
