"""A staff list and a list of partners come in from spreadsheets, and everybody is invited; so does what a
lead has accepted before."""

from datetime import timedelta

from evidence.sheet_values import Value
from tests.builders import sheets
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.portal import Portal
from tests.journeys.someone import Someone

PARTNERS = ("Partner", "Area", "Volunteers", "Funding", "Year end", "Contact", "E-mail")


def reads(someone: Someone, name: str, content: bytes) -> None:
    someone.adds_file(name, content, label="The spreadsheet")
    someone.presses("Read the spreadsheet")


def test_a_staff_list_is_read_shown_and_confirmed(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/organisations/{world.partner_id}/register/import")
    pat.is_at("Import people from a spreadsheet")
    pat.presses("Read the spreadsheet")
    pat.meets_an_error("Choose the spreadsheet: an Excel workbook (.xlsx) or a .csv file.", "file")

    rows = [sheets.person(number, world.today) for number in range(1, 6)]
    rows[2][9] = "tomorow"
    reads(pat, "staff.xlsx", sheets.xlsx(sheets.PEOPLE, rows))
    pat.is_at("What we read in staff.xlsx")
    pat.reads("Issued on is not a date such as 3 May 2025: J4 ‘tomorow’", "4 people will be added")
    pat.reads("Person 001", "Nothing is saved yet")
    pat.does_not_read("Person 003 (P003)")

    pat.follows("Mend the file and upload it again")
    rows[2][9] = rows[1][9]
    reads(pat, "staff.csv", sheets.csv(sheets.PEOPLE, rows))
    pat.reads("5 people will be added", "Every row can be read")
    pat.presses("Import 5 people")
    pat.is_at("The register is up to date")
    pat.reads("5 people added to the register", "5 DBS checks recorded")

    pat.goes_back()
    pat.reads("5 people added to the register")

    rafi = arrives(world.reviewer)
    rafi.follows("To review")
    rafi.reads("5 submissions")


def test_partners_come_in_and_are_invited_at_once(arrives: Arrives, world: World, portal: Portal) -> None:
    mary = arrives(world.manager)
    mary.goes_to(f"/contracts/{world.contract_id}/set-up")
    mary.follows("Import partners from a spreadsheet")
    rows: list[list[Value]] = [
        ["Lamplight Trust", "Northmouth", "yes", 48000, "31 March", "Lena Lamp", "lena@example.org"],
        ["Driftwood Folk", "Southmouth", "no", "£12,000", "31/12", "Dai Drift", "dai@example"],
    ]
    reads(mary, "partners.xlsx", sheets.xlsx(PARTNERS, rows))
    mary.reads("E-mail is not an e-mail address such as name@example.org: G3 ‘dai@example’")
    mary.reads("Lamplight Trust", "£48,000 a year", "1 partner and 1 contact will be added.")
    mary.presses("Import only the 1 right row")
    mary.is_at("The partners are in the contract")

    mary.presses("Go to invitations")
    mary.reads("Lena Lamp", "Not invited yet", "1 person has not been invited yet.")
    mary.presses("Send 1 invitation")
    mary.reads("1 invitation is on its way.")
    mary.follows("Set-up")
    mary.follows("Invitations")
    mary.reads("Not sent yet", "Lena Lamp")
    portal.link_in_last_mail()
    mary.page.reload()
    mary.reads("Invited", "Lena Lamp")
    mary.does_not_read("Not invited yet")


def test_the_council_sees_counts_of_the_people_who_came_in_and_no_names(
    arrives: Arrives, world: World
) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/organisations/{world.partner_id}/register/import")
    rows = [sheets.person(number, world.today) for number in range(1, 4)]
    reads(pat, "staff.xlsx", sheets.xlsx(sheets.PEOPLE, rows))
    pat.presses("Import 3 people")
    pat.is_at("The register is up to date")

    olu = arrives(world.officer)
    olu.goes_to(f"/engagements/{world.engagement_id}/requirements/dbs-checks")
    olu.does_not_read("Person 001")
    olu.goes_to(f"/engagements/{world.engagement_id}")
    olu.does_not_read("Person 001")


def test_a_tracking_sheet_is_carried_over(arrives: Arrives, world: World) -> None:
    mary = arrives(world.manager)
    mary.goes_to(f"/contracts/{world.contract_id}/set-up")
    mary.follows("Carry over your own tracking sheet")
    until = world.today + timedelta(days=200)
    rows: list[list[Value]] = [["Tidewater Peers", until, "yes"], ["Open Door Folk", None, until]]
    headings = ("Provider", "Complaints policy review date", "PL expires")
    reads(mary, "our tracker.xlsx", sheets.xlsx(headings, rows))
    mary.reads("This is what we think it is.", "does not say until when")
    mary.fills("‘yes’", f"{until:%d/%m/%Y}")
    mary.presses("Use these answers")
    mary.reads("3 acceptances of 2 partners will be carried over, without a file.")
    mary.presses("Carry over 2 rows")
    mary.is_at("Carried over")
    mary.goes_to(f"/engagements/{world.engagement_id}/requirements/complaints-policy")
    mary.reads("Accepted until", "Carried over from the lead’s own records, without a file, by")
