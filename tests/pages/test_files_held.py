"""A file that no scanner has seen is opened by nobody, and every page says so; or that none is scanned."""

import uuid
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.records import StoredFile, SubmissionFile
from portal.settings import Settings
from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_submissions_upload import AS_DATA, start
from tests.parts.wired_app import behind_door, put_together

NOT_SCANNED = "Files are not scanned for viruses on this portal."
CHECKING = "Being checked for viruses"
HARMFUL = "Found to be harmful"


def mark(world: World, file_id: uuid.UUID, scan: str) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).where(StoredFile.id == file_id).values(scan=scan))
        session.commit()


def sent(world: World) -> tuple[uuid.UUID, uuid.UUID]:
    submission = sending.send(world, "complaints-policy")
    with world.database.reading() as session:
        wanted = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission)
        return submission, session.scalars(wanted).one()


def pages_with(world: World, submission: uuid.UUID, draft: uuid.UUID) -> list[tuple[str, str]]:
    """Who comes to which pages that show a file."""
    slot = f"/engagements/{world.engagement_id}/requirements/complaints-policy"
    return [
        ("member", f"/submissions/{draft}/files"),
        ("member", f"/submissions/{draft}/answers"),
        ("member", f"/submissions/{submission}/receipt"),
        ("member", slot),
        ("member", f"/organisations/{world.partner_id}/shelf"),
        ("reviewer", slot),
        ("reviewer", f"/submissions/{submission}/review"),
    ]


def test_without_a_scanner_every_page_that_shows_a_file_says_so(client_for: ClientFor, world: World) -> None:
    submission, _ = sent(world)
    draft = sending.draft(world, "anti-bribery")
    sending.attach(world, draft)
    for who, page in pages_with(world, submission, draft):
        assert NOT_SCANNED in client_for(world.people[who]).get(page).words, page


@pytest.mark.parametrize("scan", ["checking", "found"])
def test_what_is_held_has_no_door(client_for: ClientFor, world: World, scan: str) -> None:
    submission, file_id = sent(world)
    mark(world, file_id, scan)
    said = CHECKING if scan == "checking" else HARMFUL
    for who in (world.member, world.manager, world.reviewer):
        client = client_for(who)
        for address in (f"/files/{file_id}", f"/files/{file_id}/pages/1"):
            assert "Nobody can open it" in client.get(address, 422).words or scan == "found"
            assert client.ask("HEAD", address).status == 422
    for who, page in (
        (world.member, f"/engagements/{world.engagement_id}/requirements/complaints-policy"),
        (world.reviewer, f"/submissions/{submission}/review"),
    ):
        answer = client_for(who).get(page)
        assert said in answer.words
        assert not [each for each in answer.links.values() if each.startswith(f"/files/{file_id}")]
        assert not answer.find("//img[contains(@src,'/files/')]")


def test_with_a_scanner_what_comes_in_is_held(
    make_client: "object", world: World, settings: Settings, client_for: ClientFor
) -> None:
    scanning = replace(settings, clamd="unix:///nobody/there")
    assert world.store
    app = behind_door(put_together(), scanning, world.database, world.store)
    client: PageClient = make_client(app, scanning, world.member)  # type: ignore[operator]  # the fixture's own type is in conftest
    draft = start(client, world, "anti-bribery")
    client.upload(f"{draft}/files", [("policy.pdf", good_files.pdf())], {"go": "stay"})
    page = client.get(f"{draft}/files")
    assert CHECKING in page.words
    assert NOT_SCANNED not in page.words
    with world.database.reading() as session:
        assert session.scalars(sa.select(StoredFile.scan)).one() == "checking"
    client.upload(f"{draft}/files", [("b.pdf", good_files.pdf())], status=201, headers=AS_DATA)


def test_what_is_checked_can_be_sent(client_for: ClientFor, world: World) -> None:
    submission, file_id = sent(world)
    mark(world, file_id, "checking")
    client = client_for(world.reviewer)
    page = client.get(f"/submissions/{submission}/review")
    assert CHECKING in page.words
