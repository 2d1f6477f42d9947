"""Partners from a spreadsheet: read, shown, confirmed."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from evidence.sheet_values import Value
from portal.records import (
    Engagement,
    EngagementCondition,
    Event,
    Invitation,
    OneTimeLink,
    Organisation,
    Person,
    Standing,
)
from tests.builders import sheets
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

HEADINGS = (
    "Delivery partner",
    "District",
    "Start date",
    "End date",
    "Uses volunteers",
    "Funding",
    "Legal form",
    "Year end",
    "Contact name",
    "E-mail address",
    "Contact role",
    "Logo",
)


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/partners/import"


def row(name: str, area: str, email: Value = None, **other: Value) -> list[Value]:
    contact = f"Contact of {name}" if email else None
    values: dict[str, Value] = {
        "starts": None,
        "ends": None,
        "volunteers": "yes",
        "funding": "£48,000",
        "form": "CIO",
        "year_end": "31 March",
        "contact": contact,
        "email": email,
        "part": "Manager",
    }
    return [name, area, *(values | other).values(), "x"]


def sends(mary: PageClient, world: World, rows: sheets.Rows, status: int = 303) -> Answer:
    content = sheets.xlsx(HEADINGS, rows, "Partners")
    return mary.upload(base(world), [("partners.xlsx", content)], status=status, field="file")


def ask(world: World, query: Any) -> list[Any]:
    with world.database.reading() as session:
        return list(session.scalars(query))


def test_partners_engagements_and_contacts_come_in(mary: PageClient, world: World) -> None:
    rows = [
        row("Lamplight Trust", "Northmouth", "lena@example.org"),
        row("Lamplight Trust", "Northmouth", "leo@example.org", contact="Leo Lamp", part=None),
        row("tidewater peers", "Southmouth", "tia@example.org", contact="Tia Tide"),
        row("Open Door Folk", "Westmouth", "ola@example.org", contact="Ola Open"),
    ]
    shown = mary.follow(sends(mary, world, rows))
    assert "2 partners and 3 contacts will be added." in shown.words
    assert "Open Door Folk has people of its own here, so its own managers invite Ola Open." in shown.words
    assert "It has another area here and belongs to itself, so its manager is asked" in shown.words
    assert "In the contract already" in shown.words
    assert "Year ends on 31 March" in shown.words
    assert len(mary.queries) <= 12
    assert ask(world, sa.select(Organisation.id).where(Organisation.name == "Lamplight Trust")) == []

    done = mary.follow(mary.post(shown.response.url.path))
    assert "2 partners added to the contract" in done.words
    assert "3 contacts entered" in done.words
    engagements = sa.select(Engagement.id).where(Engagement.area.in_(["Northmouth", "Southmouth"]))
    new = ask(world, engagements)
    assert len(new) == 2
    assert (
        len(ask(world, sa.select(EngagementCondition.id).where(EngagementCondition.engagement_id.in_(new))))
        == 2
    )
    assert len(ask(world, sa.select(Standing.engagement_id).where(Standing.engagement_id.in_(new)))) > 40
    assert ask(
        world,
        sa.select(Organisation.name)
        .where(sa.func.lower(Organisation.name) == "tidewater peers")
        .order_by(Organisation.created_at),
    ) == ["Tidewater Peers", "tidewater peers"], "its own, and what stands in for it until she says yes"
    assert ask(world, sa.select(Engagement.area).where(Engagement.partner_id == world.partner_id)) == [
        "Eastmouth"
    ]
    assert ask(world, sa.select(Invitation.asked_at)) == [None, None, None]
    assert ask(world, sa.select(Person.id).where(Person.email == "lena@example.org")) == []
    assert ask(world, sa.select(OneTimeLink.token_hash)) == []


def test_a_second_confirmation_changes_nothing(mary: PageClient, world: World) -> None:
    address = sends(mary, world, [row("Lamplight Trust", "Northmouth", "lena@example.org")]).location
    mary.post(address)
    events = ask(world, sa.select(sa.func.count()).select_from(Event))
    mary.post(address)
    assert ask(world, sa.select(sa.func.count()).select_from(Event)) == events
    again = mary.follow(sends(mary, world, [row("Lamplight Trust", "Northmouth", "lena@example.org")]))
    assert "Nothing is added." in again.words


def test_wrong_cells_are_grouped(mary: PageClient, world: World) -> None:
    early = world.starts_on - timedelta(days=1)
    rows = [
        row("Lamplight Trust", "Northmouth", "lena"),
        row("Harbour Light", "Northmouth", "hal@example.org"),
        row("Kingsmarsh County Council", "Northmouth", "kim@example.org"),
        row("Early Birds", "Northmouth", "eb@example.org", starts=early),
        row("Odd Year", "Northmouth", "oy@example.org", year_end="31 February"),
        row("Odd Money", "Northmouth", "om@example.org", funding="lots"),
        row("Half Contact", "Northmouth", "hc@example.org", contact=None),
        row("Good Folk", "Northmouth", "gf@example.org"),
        row("Good Folk", "Northmouth", "gf@example.org"),
        row("Late Larks", "Northmouth", ends=world.ends_on + timedelta(days=1)),
        row("Hind Side", "Northmouth", starts=world.today, ends=world.today - timedelta(days=1)),
        row("Past Masters", "Northmouth", starts="1/4/70"),
        row("Rich Folk", "Northmouth", funding="£1.5bn"),
    ]
    shown = mary.follow(sends(mary, world, rows))
    for sentence in (
        "E-mail is not an e-mail address such as name@example.org: J2 ‘lena’",
        "Partner is the lead provider, which cannot be its own partner: A3",
        "Partner is the commissioner, which cannot be a partner: A4",
        f"Starts is before the contract begins, on {in_words(world.starts_on)}: C5",
        f"Ends is after the contract ends, on {in_words(world.ends_on)}: D11",
        "Ends is before the first day: D12",
        "Starts has a year of two digits that could be of either century (write it with four): C13 ‘1/4/70’",
        "Year end is not the end of a financial year such as 31 March: H6",
        "Funding a year is not a number of whole pounds such as 48,000: F7 ‘lots’",
        "Funding a year is more than £1,000,000,000: F14 ‘£1.5bn’",
        "Contact is empty, though the rest of the contact is given: I8",
        "Partner is the same as row 9: A10",
    ):
        assert sentence in shown.words
    assert "1 partner and 1 contact will be added." in shown.words


def test_what_an_import_cannot_do_is_told_and_nothing_is_said_to_be_gone(
    mary: PageClient, world: World
) -> None:
    """The fields of the action are none of the page's."""
    address = sends(mary, world, [row("Lamplight Trust", "Northmouth")]).location
    said = {"starts_on": "The first day must be one of the contract's."}
    with mock.patch("portal.contracts.actions.import_partners.problems_of_terms", return_value=said):
        refused = mary.post(address, status=422)
    assert refused.problems == ["Lamplight Trust: The first day must be one of the contract's."]
    assert ask(world, sa.select(Engagement.id).where(Engagement.area == "Northmouth")) == []


def test_days_that_may_be_a_slip_are_said_and_can_be_imported(mary: PageClient, world: World) -> None:
    yesterday, tomorrow = world.today - timedelta(days=1), world.today + timedelta(days=1)
    rows = [
        row("Good Folk", "Northmouth"),
        row("Gone Already", "Northmouth", ends=yesterday),
        row("Here And Gone", "Northmouth", starts=tomorrow, ends=tomorrow),
    ]
    shown = mary.follow(sends(mary, world, rows))
    assert "2 rows have days that may be a slip: look at them again below." in shown.words
    cells = shown.find("//td[@data-heading='Agreed']/div")
    said = [
        [str(each.text_content()) for each in cell.xpath("p[contains(@class, 'short')]")] for cell in cells
    ]
    assert said == [
        [],
        [f"This ended on {in_words(yesterday)}: it is over already."],
        ["From the first day to the last is less than a month."],
    ]
    mary.post(shown.response.url.path)
    again = mary.follow(sends(mary, world, rows))
    assert "may be a slip" not in again.words, "nothing new is brought"
    assert "In the contract already" in again.words


def test_another_leads_partner_of_that_name_is_a_new_one_here(mary: PageClient, world: World) -> None:
    address = sends(mary, world, [row("Noise Partner Group", "Northmouth", "spy@example.org")]).location
    shown = mary.get(address)
    assert "1 partner and 1 contact will be added." in shown.words
    mary.post(address)
    of_name = sa.select(Organisation.made_by_id).where(Organisation.name == "Noise Partner Group")
    assert set(ask(world, of_name)) == {None, world.lead_id}
    theirs = sa.select(Invitation.id).where(Invitation.organisation_id == world.noise_partner_id)
    assert ask(world, theirs) == []


def test_what_was_read_is_the_managers_alone(mary: PageClient, client_for: ClientFor, world: World) -> None:
    address = sends(mary, world, [row("Lamplight Trust", "Northmouth")]).location
    for viewer in (world.reviewer, world.colleague, world.member, world.officer, world.noise_manager):
        client_for(viewer).get(address, status=404)
        client_for(viewer).post(address, status=404)
    theirs = f"/contracts/{world.noise_contract_id}/partners/import/{address.rpartition('/')[2]}"
    noise = client_for(world.noise_manager)
    noise.get(theirs, status=404)
    noise.post(theirs, status=404)


def test_the_template_is_a_spreadsheet_to_fill_in(mary: PageClient, world: World) -> None:
    template = mary.get(f"/contracts/{world.contract_id}/partners/template.xlsx").content
    answer = mary.upload(base(world), [("t.xlsx", template)], status=422, field="file")
    assert "no partner under them" in answer.problems[0]


def test_a_partner_with_two_areas_is_one_partner_with_both_counted(mary: PageClient, world: World) -> None:
    rows = [row("Lamplight Trust", each, "lena@example.org") for each in ("Northmouth", "Southmouth")]
    shown = mary.follow(sends(mary, world, rows))
    assert "1 partner, 2 counting each of its areas, and" in shown.words
    done = mary.follow(mary.post(shown.response.url.path))
    assert "1 partner, 2 counting each of its areas, added to the contract" in done.words
