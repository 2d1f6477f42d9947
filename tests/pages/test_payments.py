"""Payment by results on its pages: the statement, whom it waits for, what a partner sees, Word and Excel."""

import io

import openpyxl
import pytest
import sqlalchemy as sa
from docx import Document

from portal.access import Viewer
from portal.notices.rounds import tell_events
from portal.records import Notice
from tests.builders import paying, returning
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def second(world: World) -> Viewer:
    """Another manager; the example of the contract is given and the accounts are there."""
    return paying.begin_example(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/payments"


@pytest.fixture
def statement(world: World, base: str) -> str:
    return f"{base}/{returning.quarter(world)}"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_the_example_goes_its_whole_way_to_the_penny(
    world: World,
    second: Viewer,
    base: str,
    statement: str,
    manager: PageClient,
    member: PageClient,
    client_for: ClientFor,
) -> None:
    quarter = f"/contracts/{world.contract_id}/payments"
    listed = manager.get(quarter)
    say = next(href for words, href in listed.links.items() if words.startswith("say what it is paid for"))
    manager.get(f"{base}/fee")
    assert manager.post(f"{base}/fee", {}, 422).problems == ["Choose the area that this partner is paid for."]
    assert say.endswith("/fee")
    manager.post(f"{base}/fee", {"area": "payment-by-results/dover"})
    listed = manager.get(quarter)
    assert "Your turn: look at it and put it up" in listed.words
    assert "£5,875.49" in listed.words
    page = manager.get(statement)
    for words in ("−£124.51", "£5,875.49", "£120.00", "£4.51", "8.75", "90 of 100", "20%", "5.3%"):
        assert words in page.words, words
    assert "2 more would have met the target." in page.words
    assert "5 more would have met the target." in page.words
    assert member.ask("GET", statement).status == 404, "not before it is approved"
    put_up = manager.follow(manager.post(statement, {"go": "put-up"}))
    assert "It is put up. The other managers are told." in put_up.words
    assert "You put it up, so somebody else approves it: Max Manager." in put_up.words
    refused = manager.post(statement, {"go": "approved"}, 422)
    assert refused.problems == ["You put it up, so somebody else approves it: Max Manager."]
    other = client_for(second)
    assert "Your turn: Mary Manager has put it up" in other.get(quarter).words
    other.get(statement)
    other.post(statement, {"go": "handed-back"}, 422)
    done = other.follow(other.post(statement, {"go": "approved"}))
    assert "It is approved, and the partner is told." in done.words
    seen = member.get(statement)
    assert "£5,875.49" in seen.words
    assert "Put up by" not in seen.words, "who put it up is the lead's own"
    assert "£5,875.49" in member.get(base).words


def test_a_correction_stands_on_the_next_statement(
    world: World, second: Viewer, base: str, statement: str, manager: PageClient, member: PageClient
) -> None:
    paying.paid(world)
    paying.settle(world, second)
    paying.correct(world, sign_ups=(8,), first_contact=(90, 100))
    page = manager.get(statement)
    assert "Corrected since it was approved" in page.words
    assert "£5,875.49" in page.words
    paying.give(world, returning.quarter(world, 2))
    following = manager.get(f"{base}/{returning.quarter(world, 2)}")
    line = "£120.00 was deducted for 7; for 8 it is £51.43."
    assert line in following.words
    assert "£68.57" in following.words
    assert "£6,068.57" in following.words
    paying.settle(world, second, returning.quarter(world, 2))
    assert line in member.get(f"{base}/{returning.quarter(world, 2)}").words
    assert "Corrected since" not in manager.get(statement).words


def test_what_changed_on_the_page_is_looked_at_again(
    world: World, second: Viewer, statement: str, manager: PageClient
) -> None:
    paying.paid(world)
    seen = manager.get(statement).value("_seen")
    paying.correct(world, sign_ups=(8,), first_contact=(90, 100))
    refused = manager.post(statement, {"go": "put-up", "_seen": seen}, 422)
    assert refused.problems[0].startswith("This has changed since you opened the page")
    manager.get(statement)
    paying.reopen(world)
    waits = manager.post(statement, {"go": "put-up"}, 422)
    assert waits.problems == ["Figures of this quarter were opened again and are the partner’s to correct."]
    quarter = f"/contracts/{world.contract_id}/payments"
    assert "The partner’s turn: figures of it were opened again." in manager.get(quarter).words
    paying.send_again(world, world.reviewer_and_member)
    assert "Figures of it wait for your answer." in manager.get(quarter).words


def test_handed_back_with_words_and_put_up_anew(
    world: World, second: Viewer, statement: str, manager: PageClient, client_for: ClientFor
) -> None:
    paying.paid(world)
    paying.put(world)
    other = client_for(second)
    other.get(statement)
    assert (
        "Handed back by Max Manager"
        in other.follow(other.post(statement, {"go": "handed-back", "words": "Count May again."})).words
    )
    page = manager.get(statement)
    assert "“Count May again.”" in page.words
    assert "Put it up to be approved" in page.source
    figures = manager.get(f"/contracts/{world.contract_id}/payments?quarter={returning.quarter(world)}").words
    assert "statement: 0 approved, together £0.00; 0 to be approved; 1 handed back." in figures


def test_word_and_excel_say_the_same_to_the_penny(
    world: World, second: Viewer, statement: str, member: PageClient, manager: PageClient
) -> None:
    paying.paid(world)
    paying.put(world)
    for kind in ("docx", "xlsx"):
        assert manager.ask("GET", f"{statement}/statement.{kind}").status == 404, "nothing is approved"
    paying.approve_it(world, second)
    page = member.get(statement)
    document = Document(io.BytesIO(member.get(page.links["Word document"]).content))
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for each in (
        "£5,875.49",
        "−£124.51",
        "£120.00",
        "£4.51",
        "90 of 100",
        "2 more would have met the target.",
    ):
        assert each in words, each
    book = openpyxl.load_workbook(io.BytesIO(member.get(page.links["Excel workbook"]).content))
    paid = {row[0].value: row[1].value for row in book["Statement"].iter_rows(min_row=2)}
    assert (paid["Fee of the quarter"], paid["Deducted by results"]) == (6000, -124.51)
    assert paid["To be paid"] == 5875.49
    lines = list(book["Lines"].iter_rows(min_row=2, values_only=True))
    assert round(sum(float(str(row[8])) for row in lines), 2) == 124.51
    assert ("Paid to", "Tidewater Peers") in list(book["About"].iter_rows(values_only=True))


def test_who_is_told(world: World, second: Viewer, statement: str) -> None:
    paying.paid(world)
    tell_events(world.database)
    paying.put(world)
    tell_events(world.database)
    paying.approve_it(world, second)
    tell_events(world.database)
    with world.database.reading() as session:
        rows = session.execute(sa.select(Notice.person_id, Notice.what, Notice.href))
        told = {(row.person_id, row.what.partition(":")[0]) for row in rows if row.href == statement}
    assert told == {
        (second.person_id, "To be approved"),
        (world.manager.person_id, "Approved"),
        (world.member.person_id, "Approved"),
        (world.reviewer_and_member.person_id, "Approved"),
    }


def test_the_council_and_others_find_nothing(
    world: World, second: Viewer, base: str, statement: str, client_for: ClientFor
) -> None:
    paying.paid(world)
    paying.settle(world, second)
    lead = f"/contracts/{world.contract_id}/payments"
    strangers = (
        world.officer,
        world.colleague,
        world.second_member,
        world.noise_manager,
        world.noise_member,
        world.noise_officer,
    )
    for viewer in strangers:
        client = client_for(viewer)
        for address in (lead, base, statement, f"{statement}/statement.docx", f"{statement}/statement.xlsx"):
            assert client.ask("GET", address).status == 404, (viewer.name, address)
    assert client_for(world.member).ask("GET", lead).status == 404
    reviewer = client_for(world.reviewer)
    assert "£5,875.49" in reviewer.get(f"{lead}?quarter={returning.quarter(world)}").words
    assert "There is nothing here for 2099 Q1." in reviewer.get(f"{lead}?quarter=2099-Q1").words
    assert not reviewer.get(statement).find("//main//form")


def test_the_year_says_whether_it_is_met(
    world: World, base: str, manager: PageClient, member: PageClient
) -> None:
    second = paying.second_manager(world)
    returning.begin(world)
    paying.paid(world)
    paying.account_given(world, returning.quarter(world))
    for number in (1, 2, 3, 4):
        part = returning.quarter(world, number)
        paying.give(world, part, sign_ups=(6,) if number < 4 else (17,))
        paying.settle(world, second, part)
        if number == 3:
            assert "What is paid back is worked out after the year’s last quarter." in member.get(base).words
    page = member.get(base)
    assert "£565.71 of what was deducted is paid back." in page.words
    assert "line by line" in page.source
    last = member.get(f"{base}/{returning.quarter(world, 4)}")
    assert "Paid back after the last quarter" in last.words
    assert "£6,565.71" in last.words


def test_after_the_last_quarter_a_closing_statement_pays_what_was_withheld(
    world: World, base: str, client_for: ClientFor
) -> None:
    second = paying.second_manager(world)
    returning.begin(world)
    paying.paid(world)
    closing, quarter = f"{base}/closing-1", f"/contracts/{world.contract_id}/payments"
    with clock_on(paying.end_after_a_year(world)):
        paying.settle_year(world, second)
        manager, other, member = (client_for(each) for each in (world.manager, second, world.member))
        listed = manager.get(quarter)
        assert "Payments Closing statement" in listed.words
        assert "Waits for the partner’s accounts" in listed.words
        waits = manager.get(closing)
        for words in ("Withheld before£24,000.00", "WithheldNo accounts were given", "To be paid£0.00"):
            assert words in waits.words, words
        assert "It waits until accounts are given." in waits.words
        assert "Put it up to be approved" not in waits.source
        assert "Line by line" not in waits.words
        refused = manager.post(closing, {"go": "put-up"}, 422)
        assert refused.problems == ["It waits until accounts are given. There is nothing to pay before."]
        assert member.ask("GET", closing).status == 404
        paying.account_given(world, returning.quarter(world, 4))
        page = manager.get(closing)
        assert "Withheld before, paid nowWhat was missing has been given.£24,000.00" in page.words
        assert "It is put up." in manager.follow(manager.post(closing, {"go": "put-up"})).words
        other.get(closing)
        assert "the partner is told" in other.follow(other.post(closing, {"go": "approved"})).words
        assert "After the last quarter" in member.get(base).words
        seen = member.get(closing)
        assert "To be paid£24,000.00" in seen.words
        document = Document(io.BytesIO(member.get(seen.links["Word document"]).content))
        facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
        assert "to 31 March" in facts["All quarters"]
        book = openpyxl.load_workbook(io.BytesIO(member.get(seen.links["Excel workbook"]).content))
        assert book.sheetnames == ["Statement", "About"]
        assert "1 statement: 1 approved" in manager.get(f"{quarter}?quarter=closing-1").words


def test_a_contract_that_pays_nothing_by_results_says_so(
    world: World, base: str, manager: PageClient, member: PageClient
) -> None:
    assert "have not said" in manager.get(base).words
    assert "has not said" in member.get(base).words
    assert "which day on" in manager.get(f"/contracts/{world.contract_id}/payments").words
