"""Who may open a file, what comes back, and that it is remembered."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.local_store import LocalStore
from evidence.names import shown_name
from evidence.store import Chunks
from portal.records import Event, SubmissionFile
from portal.settings import Settings
from tests.builders import good_files, sending
from tests.builders.hostile_names import BAD_NAMES
from tests.builders.world import World
from tests.pages.bare_asgi import answer_of
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.wired_app import behind_door, put_together

HEADER = re.compile(r"""attachment; filename="[^"\\%;]+"; filename\*=UTF-8''[\w.~%-]+""", re.ASCII)


def a_file(world: World, name: str = "policy.pdf") -> tuple[uuid.UUID, uuid.UUID]:
    """A draft and the file in it."""
    draft = sending.draft(world, "anti-bribery")
    return draft, sending.attach(world, draft, name, good_files.pdf())


def sent_file(world: World) -> uuid.UUID:
    submission = sending.send(world, "complaints-policy")
    with world.database.reading() as session:
        wanted = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission)
        return session.scalars(wanted).one()


def events(world: World, name: str) -> list[Event]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event).where(Event.name == name)))


def test_a_file_in_a_draft_is_its_partners_own(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world)
    for who in (world.member, world.reviewer_and_member):
        client_for(who).get(f"/files/{file_id}")
    for who in (
        world.manager,
        world.reviewer,
        world.colleague,
        world.officer,
        world.second_member,
        world.noise_member,
    ):
        client_for(who).get(f"/files/{file_id}", 404)
        client_for(who).get(f"/files/{file_id}/pages/1", 404)
    assert client_for(None).get(f"/files/{file_id}", 303).location.startswith("/sign-in")


def test_a_file_that_was_sent_is_for_the_reviewers_too(client_for: ClientFor, world: World) -> None:
    file_id = sent_file(world)
    for who in (world.member, world.manager, world.reviewer):
        client_for(who).get(f"/files/{file_id}")
    for who in (world.colleague, world.officer, world.second_member, world.noise_manager):
        client_for(who).get(f"/files/{file_id}", 404)
    assert len(events(world, "file-downloaded")) == 3
    assert {each.requirement_key for each in events(world, "file-downloaded")} == {"complaints-policy"}


def test_what_comes_back(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world, "Jahres “Plan”.pdf")
    answer = client_for(world.member).get(f"/files/{file_id}")
    assert answer.content == good_files.pdf()
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''Jahres%20%E2%80%9CPlan%E2%80%9D.pdf" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]


def test_no_name_breaks_the_header(client_for: ClientFor, world: World) -> None:
    client = client_for(world.member)
    for name in BAD_NAMES:
        _, file_id = a_file(world, shown_name(name))
        told = client.get(f"/files/{file_id}").headers["content-disposition"]
        assert HEADER.fullmatch(told), told


def test_a_page_as_a_picture(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world)
    client = client_for(world.member)
    answer = client.get(f"/files/{file_id}/pages/1")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    for number in ("0", "999", "99999999999999999999", "-1", "x", "1" * 5000, "٣"):
        client.get(f"/files/{file_id}/pages/{number}", 404)
    assert len(events(world, "file-previewed")) == 1


@pytest.mark.parametrize("name", ["x", "1" * 60, "00000000-0000-0000-0000-000000000000"])
def test_no_such_file(client_for: ClientFor, world: World, name: str) -> None:
    client_for(world.member).get(f"/files/{name}", 404)


def test_a_file_whose_bytes_are_gone(client_for: ClientFor, world: World) -> None:
    _, file_id = a_file(world)
    assert world.store
    for key, _ in list(world.store.keys()):
        world.store.remove(key)
    client_for(world.member).get(f"/files/{file_id}", 404)
    client_for(world.member).get(f"/files/{file_id}/pages/1", 404)


class Watched(LocalStore):
    """Remembers what it gave out to be read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.given: list[Chunks] = []

    def read(self, key: str) -> Chunks:
        self.given.append(super().read(key))
        return self.given[-1]


def test_what_is_handed_out_is_closed_also_where_nobody_waits(
    make_client: Callable[..., PageClient], world: World, settings: Settings, tmp_path: Path
) -> None:
    store = Watched(tmp_path / "evidence")
    app = behind_door(put_together(), settings, world.database, store)
    client = make_client(app, settings, world.member)
    draft = sending.draft(world, "anti-bribery")
    content = good_files.pdf() + bytes(4 * 1024 * 1024)
    file_id = sending.attach(replace(world, store=store), draft, "policy.pdf", content)
    client.get(f"/files/{file_id}")
    request = client.http.build_request("GET", f"/files/{file_id}")
    assert client.portal.call(answer_of, app, request, [{"type": "http.disconnect"}]) == 200
    assert [each.is_closed for each in store.given] == [True, True]
