"""What was sent to the council: sent by the lead, read by an officer, hidden, and nobody else's."""

import io
from dataclasses import replace

import openpyxl
import pytest
import sqlalchemy as sa

from portal.access import Viewer
from portal.council.presenters.told import differences, to_date_words
from portal.council.queries.snapshot import is_alike
from portal.notices.rounds import tell_events
from portal.records import Engagement, Notice, Organisation
from tests.builders import inviting, returning, telling, together
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

HIDDEN = "Hidden: too few people"


@pytest.fixture
def signer(world: World) -> Viewer:
    returning.begin(world)
    return returning.signer(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/council"


@pytest.fixture
def period(world: World, base: str) -> str:
    return f"{base}/{returning.quarter(world)}"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def officer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.officer)


def test_a_period_is_sent_read_and_sent_again(
    world: World, signer: Viewer, base: str, period: str, manager: PageClient, officer: PageClient
) -> None:
    telling.give(world, signer)
    assert "has sent nothing yet" in officer.get(base).words
    officer.get(period, 404)
    page = manager.get(manager.get(period, 303).location)
    assert "Tidewater" in page.words
    kept = manager.post(f"{period}/send", {"words": "The second partner is late."})
    assert "It is sent." in manager.follow(kept).words
    read = officer.get(period)
    for words in ("80 of 100", "The second partner is late.", "Not judged: figures are missing", "Missing"):
        assert words in read.words, words
    assert returning.WORDS.words.split()[0:3] == ["We", "met", "every"]
    assert "We met every Tuesday" not in read.words, "no partner's report goes with it"
    assert "Mary Manager" not in read.words
    telling.correct(world, signer, 90)
    assert "90 of 100" not in officer.get(period).words, "never what was not sent"
    changed = manager.get(f"{period}/send")
    assert "Before: 80 of 100" in changed.words
    manager.post(f"{period}/send", {"words": "June is in it."})
    again = officer.get(period)
    assert "Before: 80 of 100" in again.words
    assert "90 of 100" in again.words
    assert "90 of 100" not in officer.get(f"{period}?number=1").words
    (fill,) = manager.get(f"{period}?number=1").find("//a[contains(@href, '/workbook')]")
    assert str(fill.get("href")) == f"{period}/workbook?number=1"
    assert "Sent for the 2nd time" in officer.get(base).words


def test_small_numbers_are_nowhere_for_the_council(
    world: World, signer: Viewer, base: str, period: str, officer: PageClient
) -> None:
    telling.give(world, signer, 3, 113)
    telling.send(world)
    page = officer.get(period)
    assert HIDDEN in page.words
    assert "3 of 113" not in page.words
    assert "113" not in page.words
    content = officer.get(f"{period}/figures.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert HIDDEN in cells
    assert not {3, 113, "3", "113", "3 of 113"} & set(cells)


def test_the_workbook_is_exact(world: World, signer: Viewer, period: str, officer: PageClient) -> None:
    telling.give(world, signer)
    telling.send(world)
    sheet = openpyxl.load_workbook(io.BytesIO(officer.get(f"{period}/figures.xlsx").content))["Measures"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert {(row[3], row[5]) for key, row in rows.items() if key != "Measure" and row[5]} == {(80, 100)}


def test_nobody_else_reads_it(
    world: World, signer: Viewer, base: str, period: str, client_for: ClientFor
) -> None:
    telling.give(world, signer)
    telling.send(world)
    for stranger in (world.noise_manager, world.noise_officer, world.member, world.second_member):
        client = client_for(stranger)
        for address in (base, period, f"{period}/figures.xlsx", f"{base}/charts"):
            client.get(address, 404)
    officer = client_for(world.officer)
    for address in (f"{period}/send", f"{base}/small-numbers", f"{base}/layout", f"{period}/workbook"):
        officer.get(address, 404)


def test_what_changed_meanwhile_is_looked_at_again(
    world: World, signer: Viewer, period: str, manager: PageClient
) -> None:
    telling.give(world, signer)
    seen = manager.get(f"{period}/send").value("_seen")
    telling.correct(world, signer, 90)
    refused = manager.post(f"{period}/send", {"words": "All is in it.", "_seen": seen}, 422)
    assert refused.problems[0].startswith("This has changed since you opened the page")
    assert refused.value("words") == "All is in it."


def test_what_a_colleague_sent_meanwhile_is_not_replaced_unseen(
    world: World, signer: Viewer, period: str, manager: PageClient, client_for: ClientFor
) -> None:
    telling.give(world, signer)
    rafi = client_for(inviting.manager_of(world, world.reviewer, world.lead_id))
    seen = rafi.get(f"{period}/send").value("_seen")
    manager.get(f"{period}/send")
    manager.post(f"{period}/send", {"words": "The second partner is late."})
    refused = rafi.post(f"{period}/send", {"words": "", "_seen": seen}, 422)
    assert "What was sent last" in refused.problems[0]
    assert "Mary Manager said with it on" in refused.words
    assert [each.snapshot.words for each in telling.kept(world)] == ["The second partner is late."]
    again = {"words": "Both partners are late.", "_seen": refused.value("_seen")}
    assert "It is sent." in rafi.follow(rafi.post(f"{period}/send", again)).words


def test_whoever_goes_back_and_writes_something_else_has_changed_her_own(
    world: World, signer: Viewer, period: str, manager: PageClient
) -> None:
    telling.give(world, signer)
    seen = manager.get(f"{period}/send").value("_seen")
    for words in ("The second partner is late.", "The second partner is very late."):
        manager.post(f"{period}/send", {"words": words, "_seen": seen})
    assert [each.number for each in telling.kept(world)] == [1, 2]


def test_a_partner_that_has_another_name_by_now_has_changed_nothing(
    world: World, signer: Viewer, period: str, officer: PageClient
) -> None:
    telling.give(world, signer)
    telling.send(world)
    with world.database.writing() as session:
        session.execute(sa.update(Organisation).values(name=Organisation.name + " CIO"))
        session.execute(sa.update(Engagement).values(area=Engagement.area + " and around"))
        session.commit()
    telling.send(world, words="They are called otherwise.")
    assert "CIO" in officer.get(period).words
    assert "What has changed" not in officer.get(period).words
    before, now = (each.snapshot for each in telling.kept(world))
    assert before.missing
    nameless = replace(before, missing=tuple(replace(each, engagement="") for each in before.missing))
    assert differences(nameless, now) == (), "what was sent when only names were kept"
    assert differences(nameless, nameless) == ()
    assert is_alike(nameless, before)


def test_what_is_whole_and_not_judged_is_not_called_wanting(
    world: World, base: str, officer: PageClient
) -> None:
    together.ask_whole(world)
    for partner in together.two(world):
        partner.give(6, 2)
    second = returning.quarter(world, 2)
    telling.send(world, second)
    said = "Not judged: earlier figures are missing"
    assert said in officer.get(f"{base}/{second}").words
    charts = officer.get(f"{base}/charts").words
    assert said in charts
    assert "Not whole" not in charts


def test_periods_that_were_not_sent_whole_are_named_as_many(world: World, signer: Viewer) -> None:
    telling.give(world, signer)
    telling.send(world)
    line = telling.kept(world)[0].snapshot.lines[0]
    for unsent, were in ((("2026-Q1",), "was"), (("2026-Q1", "2026-Q2"), "were")):
        assert to_date_words(replace(line, unsent=unsent)).endswith(f"{were} not sent whole")


def test_the_officers_are_told(world: World, signer: Viewer) -> None:
    telling.give(world, signer)
    tell_events(world.database)
    telling.send(world)
    tell_events(world.database)
    with world.database.reading() as session:
        told = session.scalars(sa.select(Notice.what).where(Notice.person_id == world.officer.person_id))
        assert any("has sent the figures of" in each for each in told)


def test_a_threshold_is_typed(world: World, signer: Viewer, base: str, manager: PageClient) -> None:
    page = f"{base}/small-numbers"
    assert manager.get(page).value("fewest") == "5"
    for wrong in ("five", "1", "", "-3", "1000000000"):
        assert manager.post(page, {"fewest": wrong}, 422).problems
    assert "fewer than 7 people" in manager.follow(manager.post(page, {"fewest": "7"})).words


def test_a_note_is_read_beside_the_figures_and_goes_with_what_is_sent(
    world: World, signer: Viewer, period: str, manager: PageClient, officer: PageClient
) -> None:
    telling.give(world, signer)
    part = returning.quarter(world)
    notes = f"/contracts/{world.contract_id}/returns/notes/{part}"
    manager.get(notes)
    assert manager.post(notes, {"words": ""}, 422).problems
    noted = manager.follow(manager.post(notes, {"words": "The hall was closed in May."}))
    assert "The hall was closed in May." in noted.words
    telling.send(world)
    read = officer.get(period)
    assert "The hall was closed in May." in read.words
    assert "Mary Manager" not in read.words
