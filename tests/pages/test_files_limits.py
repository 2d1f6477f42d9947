"""Room for files, files deleted for good, and how files go out."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal import clock
from portal.files.pictures import NOT_DRAWN, Pictures, sweep_pictures
from portal.records import Event, StoredFile
from portal.settings import Settings
from tests.builders import good_files, sending
from tests.builders.clock import written_now
from tests.builders.world import World
from tests.pages.bare_asgi import answer_of
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_files import Watched, a_file, events, sent_file
from tests.pages.test_submissions_upload import start
from tests.parts.wired_app import behind_door, put_together

MakeClient = Callable[..., PageClient]
MEGABYTE = 1024 * 1024


def names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(StoredFile.name).order_by(StoredFile.name)))


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("submission_limit", "what is sent together may have"),
        ("daily_limit", "more is not taken on one day"),
        ("organisation_limit", "which is the most"),
    ],
)
def test_there_is_room_for_so_much(
    make_client: MakeClient, world: World, settings: Settings, limit: str, said: str
) -> None:
    content = good_files.pdf_of_size(200_000)
    small = replace(settings, **{limit: len(content) + 50_000})  # type: ignore[arg-type]  # all three are numbers
    assert world.store
    client = make_client(behind_door(put_together(), small, world.database, world.store), small, world.member)
    draft = start(client, world, "anti-bribery")
    answer = client.upload(f"{draft}/files", [("a.pdf", content), ("b.pdf", content + b"\n")], status=422)
    assert "b.pdf: " in answer.problems[0]
    assert said in answer.problems[0]
    assert names(world) == ["a.pdf"]
    assert len(list(world.store.keys())) == 1, "the bytes of what had no room are gone"
    client.upload(f"{draft}/files", [("c.pdf", good_files.pdf())], {"go": "stay"})


def test_a_file_never_sent_is_deleted_for_good(client_for: ClientFor, world: World) -> None:
    draft, file_id = a_file(world)
    client = client_for(world.member)
    shelf = f"/organisations/{world.partner_id}/shelf"
    address = client.get(shelf).links["Delete policy.pdf"]
    assert "It lies in a draft" in client.get(address).words
    client.get(address)
    assert client.post(address).location == f"{shelf}?done=deleted"
    assert "The file is deleted." in client.get(f"{shelf}?done=deleted").words
    client.post(address)  # the second of two presses
    assert world.store
    assert (names(world), list(world.store.keys())) == ([], [])
    client.get(f"/files/{file_id}", 404)
    assert "policy.pdf" not in client.get(f"/submissions/{draft}/files").words
    assert len(events(world, "file-deleted")) == 1


def test_only_its_owner_deletes_a_file_and_none_that_was_sent(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world)
    address = f"/organisations/{world.partner_id}/shelf/{file_id}/delete"
    for who in (world.manager, world.reviewer, world.second_member, world.noise_member):
        client = client_for(who)
        client.get(address, 404)
        client.post(address, status=404)
    sent = f"/organisations/{world.partner_id}/shelf/{sent_file(world)}/delete"
    member = client_for(world.member)
    member.get(sent, 404)
    assert "has been sent, so it stays" in member.post(sent, status=422).words
    assert len(names(world)) == 2
    elsewhere = f"/organisations/{world.second_partner_id}/shelf/{file_id}/delete"
    client_for(world.second_member).post(elsewhere, status=404)
    assert len(names(world)) == 2


def test_head_is_answered_and_does_nothing(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world)
    client = client_for(world.member)
    for address in ("/", f"/files/{file_id}", f"/files/{file_id}/pages/1", "/privacy"):
        head, whole = client.ask("HEAD", address), client.get(address)
        assert (head.status, head.content) == (200, b"")
        assert head.headers["content-type"] == whole.headers["content-type"]
    assert client.ask("HEAD", f"/files/{file_id}").headers["content-length"] == str(len(good_files.pdf()))
    assert client.ask("HEAD", f"/files/{uuid.uuid4()}").status == 404
    assert client.ask("HEAD", "/sign-out").status == 405
    assert len(events(world, "file-downloaded")) == len(events(world, "file-previewed")) == 1


def test_there_is_no_page_beyond_the_last(client_for: ClientFor, world: World) -> None:
    draft, file_id = a_file(world)
    picture = sending.attach(world, draft, "scan.png", good_files.picture())
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).where(StoredFile.id == picture).values(media_type="image/png"))
        session.commit()
    client = client_for(world.member)
    for each in (file_id, picture):
        client.get(f"/files/{each}/pages/1")
        for number in (2, 3, 1999):
            client.get(f"/files/{each}/pages/{number}", 404)


def test_what_goes_out_is_kept_apart(client_for: ClientFor, world: World) -> None:
    file_id, (_, drawn) = sent_file(world), a_file(world)
    member = client_for(world.member)
    register = f"/organisations/{world.partner_id}/register"
    for address in (
        f"/files/{file_id}",
        f"/files/{drawn}/pages/1",
        f"{register}/export/csv",
        f"{register}/export/xlsx",
        f"{register}/template.xlsx",
    ):
        policy = member.get(address).headers["content-security-policy"]
        assert policy.endswith("; sandbox"), address
        assert policy.startswith("default-src 'self'")
    assert "sandbox" not in member.get("/").headers["content-security-policy"]


def test_a_download_is_recorded_when_its_bytes_went(
    make_client: MakeClient, world: World, settings: Settings, tmp_path: Path
) -> None:
    store = Watched(tmp_path / "evidence")
    app = behind_door(put_together(), settings, world.database, store)
    client = make_client(app, settings, world.member)
    draft = sending.draft(world, "anti-bribery")
    content = good_files.pdf() + bytes(4 * MEGABYTE)
    file_id = sending.attach(replace(world, store=store), draft, "policy.pdf", content)
    request = client.http.build_request("GET", f"/files/{file_id}")
    client.portal.call(answer_of, app, request, [{"type": "http.disconnect"}])
    assert events(world, "file-downloaded") == []
    client.get(f"/files/{file_id}")
    assert [each.data["file"] for each in events(world, "file-downloaded")] == [str(file_id)]


def test_a_page_is_drawn_once(client_for: ClientFor, world: World, settings: Settings) -> None:
    _, file_id = a_file(world)
    client = client_for(world.member)
    first = client.get(f"/files/{file_id}/pages/1").content
    kept = Pictures(settings.pictures)
    assert kept.find(file_id, 1) == first
    kept.keep(file_id, 1, b"\x89PNG another")
    assert client.get(f"/files/{file_id}/pages/1").content == b"\x89PNG another"
    client_for(world.second_member).get(f"/files/{file_id}/pages/1", 404)
    client.get(f"/files/{file_id}/pages/2", 404)
    written_now(settings.pictures)
    assert kept.find(file_id, 2) == NOT_DRAWN
    assert sweep_pictures(settings.pictures, clock.now(), largest=0) == 2
    assert list(settings.pictures.glob("**/*")) == []
    assert client.get(f"/files/{file_id}/pages/1").content == first


def test_previews_are_events_all_the_same(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world)
    for _ in range(2):
        client_for(world.member).get(f"/files/{file_id}/pages/1")
    assert len(events(world, "file-previewed")) == 2
    assert isinstance(events(world, "file-previewed")[0], Event)
