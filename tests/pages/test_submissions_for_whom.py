"""Every page of sending says which organisation it is for, which lead, which contract and which area."""

import sqlalchemy as sa

from portal.records import Engagement
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door, fill
from tests.pages.furnished import House

OF_SLOT = ("/from-shelf", "/still-in-force", "/requirements/{key}")


def is_sending(door: Door) -> bool:
    """A partner's page about something that is sent or may be; a file is no page."""
    is_partners = door.is_partners or door.path.endswith("/requirements/{key}")
    about = door.path.startswith("/submissions/") or door.path.endswith(OF_SLOT)
    return door.method == "GET" and is_partners and about and not door.path.endswith("/word")


def with_area(world: World) -> None:
    with world.database.writing() as session:
        session.execute(
            sa.update(Engagement).values(area="Northmouth").where(Engagement.id == world.engagement_id)
        )
        session.commit()


def test_every_page_of_sending_says_for_whom(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    with_area(world)
    shown = 0
    for door in filter(is_sending, doors):
        answer = clients["member"].ask("GET", fill(door, house.values_for(door)))
        if not answer.is_page or answer.status != 200:
            continue
        shown += 1
        said = answer.find("//main//*[contains(@class,'gs-for')]")
        assert said, door
        for words in ("Tidewater Peers", "Harbour Light", "Northmouth"):
            assert words in said[0].text_content(), (door, words)
            assert words in answer.title, (door, words)
    assert shown > 10


def test_a_receipt_proves_what_was_sent_with_which_files_and_dates_by_whom(
    world: World, client_for: ClientFor
) -> None:
    submission = sending.send(world, "insurance", "public-liability")
    with world.database.reading() as session:
        reference = world.submission_place(session, submission).reference
    receipt = client_for(world.member).get(f"/submissions/{submission}/receipt")
    for words in (
        "Insurance: Public liability insurance",
        reference,
        "policy.pdf",
        "First day of cover",
        "Last day of cover",
        "Fathom Mutual",
        "£5 million, any one claim",
        "by Pat Partner, Tidewater Peers",
    ):
        assert words in receipt.words
    assert receipt.links["policy.pdf"].startswith("/files/")
