"""What a page of history leads to: names that are left, the archive, what is held about somebody."""

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.kept_typed import keep_typed
from portal.records import Contract, NameLeft
from tests.builders import keeping, sending
from tests.builders.living import live_through
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_history import contract_page, own_page, said


@pytest.fixture
def lived(world: World) -> World:
    return live_through(world)


def test_names_left_are_settled_on_a_page(lived: World, client_for: ClientFor) -> None:
    left_id = keeping.name_left(lived)
    client = client_for(lived.member)
    assert "1 place may still name" in own_page(lived, client).words
    page = client.get(f"/organisations/{lived.partner_id}/names")
    field, path = f"words-{left_id}", f"/organisations/{lived.partner_id}/names/{left_id}"
    assert page.value(field)
    assert client.post(path, {field: " "}, 422).problems
    client.follow(client.post(path, {field: "Minutes.pdf"}))
    assert "nothing to look at" in client.get(f"/organisations/{lived.partner_id}/names").words
    client_for(lived.second_member).post(path, {field: "x"}, 404)


def test_names_left_are_counted_as_they_are_listed(
    lived: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is gone by now is none of them, and what does not fit comes later."""
    client, names = client_for(lived.member), f"/organisations/{lived.partner_id}/names"
    for name in ("Lou Long-Gone", "Mo Moved-On", "Nan Not-Here"):
        keeping.name_left(lived, name)
    monkeypatch.setattr("portal.history.queries.names_left.MOST", 2)
    assert "More than 2 places may still name" in own_page(lived, client).words
    assert "There are more. They come here as these are settled." in client.get(names).words
    with lived.database.writing() as session:
        session.execute(
            sa.update(NameLeft).values(place="words", table_name="decision", row_key=f"{uuid4()}")
        )
        session.commit()
    assert "may still name" not in own_page(lived, client).words
    assert "There is nothing to look at." in client.get(names).words


def test_what_is_typed_about_a_name_that_is_left_is_shown_again(lived: World, client_for: ClientFor) -> None:
    """As after a session that ended: nothing is settled by that."""
    left_id = keeping.name_left(lived)
    path, field = f"/organisations/{lived.partner_id}/names/{left_id}", f"words-{left_id}"
    with lived.database.writing() as session:
        keep_typed(session, lived.member.person_id, path, [(field, "Minutes of the board")])
        session.commit()
    shown = client_for(lived.member).get(path)
    assert shown.value(field) == "Minutes of the board"
    assert "1 place may still name" in own_page(lived, client_for(lived.member)).words


def test_the_archive_is_asked_for_and_taken(lived: World, client_for: ClientFor) -> None:
    client, path = client_for(lived.manager), f"/contracts/{lived.contract_id}/keeping"
    assert "you can have all of it as one file" in client.get(path).words
    assert "has not ended yet" in client.post(f"{path}/archive", {}, 422).words
    with lived.database.writing() as session:
        ended = sa.update(Contract).where(Contract.id == lived.contract_id)
        session.execute(ended.values(ends_on=clock.today() - timedelta(days=1)))
        session.commit()
    assert client.post(f"{path}/archive", {}).location.startswith("/background-work/")
    archive_id = keeping.archived(lived)
    assert "Archive of" in client.get(path).words
    answer = client.get(f"{path}/archive/{archive_id}")
    assert answer.content == keeping.CONTENT
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "An archive of the contract was downloaded." in said(contract_page(lived, client))
    other: Viewer = lived.noise_manager
    client_for(other).get(f"/contracts/{lived.noise_contract_id}/keeping/archive/{archive_id}", 404)


def test_all_that_is_held_about_somebody_is_given_out(lived: World, client_for: ClientFor) -> None:
    worker = sending.a_worker(lived, "Hana Held")
    path = f"/organisations/{lived.partner_id}/register/{worker}"
    client = client_for(lived.member)
    assert f"{path}/held.xlsx" in client.get(path).source
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}/held.xlsx").content))
    assert "Worker" in book.sheetnames
    client_for(lived.manager).get(f"{path}/held.xlsx", 404)
    assert "What is held about somebody was given out." in said(own_page(lived, client))
