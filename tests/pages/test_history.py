"""Who did what when: for a lead's managers and a partner's own, found by what one knows of it."""

import io
import uuid
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from portal.acting.record_event import Happened, record_events
from portal.records import Event, IssuedDocument, SubmissionFile
from portal.visits.actions.book_visit import book_visit
from portal.words.events import WORDS, event_words
from portal.words.said import Said
from tests.builders import looking, paying, returning, sending
from tests.builders.living import live_in, live_through
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.furniture import issue
from tests.pages.plans import reads_whole, sorts
from tests.parts.databases import ENGINES


@pytest.fixture
def lived(world: World) -> World:
    return live_through(world)


INNER = (
    "statement-handed-back",
    "statement-put-up",
    "visit-note-saved",
    "visit-photo-added",
    "visit-row-saved",
    "visit-sample-drawn",
)


def file_of(world: World, key: str) -> uuid.UUID:
    submission = sending.send(world, key)
    with world.database.reading() as session:
        query = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission)
        return session.scalars(query).first() or submission


def said(answer: Answer) -> str:
    return " ".join(each.text_content() for each in answer.find("//table"))


def contract_page(world: World, client: PageClient, query: str = "") -> Answer:
    return client.get(f"/contracts/{world.contract_id}/history{query}")


def own_page(world: World, client: PageClient, query: str = "") -> Answer:
    return client.get(f"/organisations/{world.partner_id}/history{query}")


def test_a_lead_reads_who_did_what_and_no_workers_name(lived: World, client_for: ClientFor) -> None:
    words = said(contract_page(lived, client_for(lived.manager)))
    for part in ("Rafi Reviewer", "Pat Partner", "Accepted", "A change was asked for", "Sent, reference S-"):
        assert part in words
    assert "Wanda" not in words
    assert "added to a draft" not in words, "drafts are their partner's own"


def test_a_partners_manager_reads_its_own_with_its_own_peoples_names(
    lived: World, client_for: ClientFor
) -> None:
    words = said(own_page(lived, client_for(lived.member)))
    for part in (
        "Rafi Reviewer",
        "Accepted",
        "Wanda Worker had a DBS check recorded",
        "was added to a draft",
    ):
        assert part in words
    assert "Noise" not in words


@pytest.mark.parametrize("who", ["reviewer", "colleague", "officer", "second_member", "noise_manager"])
def test_nobody_else_reads_it(lived: World, client_for: ClientFor, who: str) -> None:
    client = client_for(lived.people[who])
    client.get(f"/contracts/{lived.contract_id}/history", 404)
    client.get(f"/contracts/{lived.contract_id}/history.xlsx", 404)
    client.get(f"/organisations/{lived.partner_id}/history", 404)
    client.get(f"/organisations/{lived.partner_id}/history.xlsx", 404)


def test_a_partners_other_people_are_led_elsewhere(lived: World, client_for: ClientFor) -> None:
    client = client_for(lived.reviewer_and_member)
    for page in ("history", "history.xlsx", "names"):
        path = f"/organisations/{lived.partner_id}/{page}"
        assert client.get(path, 303).location == f"/organisations/{lived.partner_id}"


FILTERS = {
    "?who=rafi": ("Accepted", "Sent, reference"),
    "?what=decided": ("Accepted", "Sent, reference"),
    "?requirement=anti-bribery": ("A change was asked for", "Accepted"),
    "?partner=tidewater&what=sent": ("Sent, reference", "Accepted"),
}
"""By what is asked, words that come and words that do not."""


@pytest.mark.parametrize("query", FILTERS)
def test_it_is_found_by_what_one_knows(lived: World, client_for: ClientFor, query: str) -> None:
    comes, does_not = FILTERS[query]
    words = said(contract_page(lived, client_for(lived.manager), query))
    assert comes in words
    assert does_not not in words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_no_question_of_the_history_reads_the_whole_log(lived: World, client_for: ClientFor) -> None:
    """Neither on its pages, nor in its sheets, nor beside a file or a slot."""
    of_file, lead, own = file_of(lived, "whistleblowing"), client_for(lived.manager), client_for(lived.member)
    slot = f"/engagements/{lived.engagement_id}/requirements/anti-bribery/history"
    day, clients = lived.today.isoformat(), [(lead, f"/files/{of_file}/seen"), (lead, slot), (own, slot)]
    for query in (*FILTERS, f"?from={day}&until={day}", f"?contract={lived.contract_id}", "?page=2"):
        clients += [(lead, f"/contracts/{lived.contract_id}/history{query}")]
        clients += [(own, f"/organisations/{lived.partner_id}/history{query}")]
    clients += [(lead, f"/contracts/{lived.contract_id}/history.xlsx")]
    asked: dict[str, Any] = {}
    for client, path in clients:
        client.get(path)
        asked |= {statement: values for statement, values in client.watch.sent if "FROM event" in statement}
    with lived.database.writing() as session:
        elsewhere = Happened("visit-moved", None, lived.noise_contract_id, lived.noise_engagement_id)
        record_events(session, [elsewhere] * 2_000)
        session.commit()
    with lived.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        found = {
            f"{line}: {statement}"
            for statement, values in asked.items()
            for line in reads_whole(connection, statement, values)
            if "event" in line.split()
        }
    assert len(asked) > 8
    assert found == set()


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_page_of_a_contract_is_read_in_order(lived: World, client_for: ClientFor) -> None:
    """And no more than it shows: what would be sorted first is all that ever happened."""
    client = client_for(lived.manager)
    client.get(f"/contracts/{lived.contract_id}/history")
    pages = [each for each in client.watch.sent if "FROM event" in each[0] and "ORDER BY event.at" in each[0]]
    with lived.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        assert [sorts(connection, *each) for each in pages] == [False]


def test_it_is_found_by_day(lived: World, client_for: ClientFor) -> None:
    client, today = client_for(lived.manager), lived.today.isoformat()
    yesterday = (lived.today - timedelta(days=1)).isoformat()
    assert "Accepted" in said(contract_page(lived, client, f"?from={today}&until={today}"))
    empty = contract_page(lived, client, f"?until={yesterday}&what=decided")
    assert "Nothing like that happened" in empty.words
    own = own_page(lived, client_for(lived.member), f"?contract={lived.contract_id}&what=decided")
    assert "Accepted" in said(own)


STRANGE = (
    "?page=99999",
    "?from=9999-12-31&until=0001-01-01",
    "?until=9999-12-31",
    "?what=cake",
    "?contract=x",
    "?who=%25",
    "?who=%00",
    "?requirement=%00",
    "?from=x",
    "?page=-1",
)


def test_what_an_address_cannot_mean_is_left_out(lived: World, client_for: ClientFor) -> None:
    client, own = client_for(lived.manager), client_for(lived.member)
    for query in STRANGE:
        contract_page(lived, client, query)
        own_page(lived, own, query)


def test_what_a_lead_works_on_by_itself_is_not_in_the_partners_history(
    lived: World, client_for: ClientFor
) -> None:
    """A partner opens a statement once it is approved, and a sheet once its report is sent: its history says
    nothing before, nor whom of its people the lead picked to look at."""
    looking.reported(lived)
    paying.second_manager(lived)
    returning.begin(lived)
    paying.paid(lived)
    paying.give(lived)
    paying.account_given(lived, returning.quarter(lived))
    paying.put(lived)
    paying.hand_it_back(lived, "Count May again.")
    lead, partner = (
        {str(row[2]) for row in rows_of(client_for(who).get(f"{address}/history.xlsx"))}
        for who, address in (
            (lived.manager, f"/contracts/{lived.contract_id}"),
            (lived.member, f"/organisations/{lived.partner_id}"),
        )
    )
    inner = {event_words(Said(name)) for name in INNER}
    assert inner <= lead
    assert inner.isdisjoint(partner)
    assert event_words(Said("visit-signed-off")) in partner


def test_a_visit_with_several_partners_is_in_the_history_of_each(lived: World, client_for: ClientFor) -> None:
    """And of nobody who has no part in it, though it is under the same contract."""
    with lived.database.writing() as session:
        both = {lived.engagement_id, lived.second_engagement_id}
        place = lived.contract_place(session)
        book_visit(session, lived.manager, place, "focus-group", lived.today + timedelta(days=9), both)
        theirs = {lived.second_engagement_id}
        book_visit(session, lived.manager, place, "spot-audit", lived.today + timedelta(days=8), theirs)
    words = said(own_page(lived, client_for(lived.member)))
    assert "Focus group" in words
    assert "Spot audit" not in words


def test_it_is_paged(lived: World, client_for: ClientFor) -> None:
    with lived.database.writing() as session:
        happened = Happened("visit-booked", lived.manager.person_id, contract_id=lived.contract_id)
        record_events(session, [happened] * 60)
        session.commit()
    client = client_for(lived.manager)
    first = contract_page(lived, client, "?what=visits")
    assert "1 to 50 of 60 things that happened" in first.words
    second = contract_page(lived, client, "?what=visits&page=2")
    assert len(second.find("//tbody/tr")) == 10


def rows_of(answer: Answer) -> list[tuple[object, ...]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content))
    return list(sheet.values)


def test_it_is_taken_away_as_a_spreadsheet_and_that_is_known(lived: World, client_for: ClientFor) -> None:
    client = client_for(lived.manager)
    headings, *rows = rows_of(client.get(f"/contracts/{lived.contract_id}/history.xlsx?what=decided"))
    assert headings[:3] == ("When", "Who", "What")
    assert {row[1] for row in rows} == {"Rafi Reviewer"}
    own = client_for(lived.member).get(f"/organisations/{lived.partner_id}/history.xlsx")
    assert any("Wanda Worker" in str(cell) for row in rows_of(own) for cell in row)
    assert "This history was downloaded." in said(contract_page(lived, client))
    with lived.database.reading() as session:
        data = session.scalars(sa.select(Event.data).where(Event.name == "history-downloaded")).all()
    assert data[0] == {"by": ["what"]}


def test_who_has_seen_a_file(lived: World, client_for: ClientFor) -> None:
    file_id = file_of(lived, "whistleblowing")
    seen = f"/files/{file_id}/seen"
    assert "Nobody has looked" in client_for(lived.member).get(seen).words
    for who in (lived.member, lived.reviewer):
        client_for(who).get(f"/files/{file_id}")
    for who in (lived.member, lived.manager, lived.reviewer):
        words = said(client_for(who).get(seen))
        assert "Rafi Reviewer" in words
        assert "Pat Partner" in words
    for other in (lived.officer, lived.colleague, lived.second_member, lived.noise_manager):
        client_for(other).get(seen, 404)
    slot = client_for(lived.reviewer).get(f"/engagements/{lived.engagement_id}/requirements/whistleblowing")
    assert seen in slot.source


def test_who_may_not_see_all_of_a_file_sees_her_own_looks(lived: World, client_for: ClientFor) -> None:
    """What others have done with it is not told to her, and not denied either."""
    issue(lived, "market-stewardship")
    with lived.database.reading() as session:
        file_id = session.scalars(sa.select(IssuedDocument.file_id)).one()
    pat, seen = client_for(lived.member), f"/files/{file_id}/seen"
    client_for(lived.manager).get(f"/files/{file_id}")
    words = pat.get(seen).words
    assert "You have not looked at this file or downloaded it." in words
    assert "Who else has looked is for Harbour Light to see." in words
    assert "Nobody has" not in words
    pat.get(f"/files/{file_id}")
    lines = said(pat.get(seen))
    assert "Pat Partner" in lines
    assert "Mary Manager" not in lines


def test_every_event_that_happens_has_words(lived: World) -> None:
    """None is told by its name alone; those that stand in the code are tried in tests/house."""
    live_in(lived)
    with lived.database.reading() as session:
        names = set(session.scalars(sa.select(Event.name)))
    assert names - WORDS.keys() == set()


def test_an_organisation_without_a_contract_has_a_history(world: World, client_for: ClientFor) -> None:
    shown = client_for(world.manager).get(f"/organisations/{world.lead_id}/history")
    assert shown.heading
