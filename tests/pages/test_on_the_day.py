"""The page of a visit on its day: drawn, seen row by row, signed off, and read by its partner alone."""

import io
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from docx import Document

from portal.records import Event, VisitPhoto
from portal.web.addresses import (
    ON_THE_DAY,
    OWN_PACKS,
    PICK,
    REOPEN_SHEET,
    ROW_PHOTO,
    SAMPLE,
    SAVE_NOTE,
    SAVE_ROW,
    SHEET,
    SIGN_SHEET,
    VISIT,
    VISIT_REPORT,
    VISIT_REPORT_FILE,
)
from tests.builders import looking, sending
from tests.builders.at_once import raised_by
from tests.builders.good_files import picture
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import press
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


@pytest.fixture
def visit_id(world: World) -> UUID:
    """Of today, with two people on the partner's register, of whom one is shown by staff code."""
    sending.a_worker(world, "Wim Worker")
    return looking.a_visit(world)


def sheet_of(world: World, visit_id: UUID) -> str:
    return SHEET(world.contract_id, visit_id, world.engagement_id)


def drawn(world: World, visit_id: UUID) -> list[UUID]:
    looking.drawn(world, visit_id)
    return [each.row_id for each in looking.rows(world, visit_id)]


def row_of(world: World, visit_id: UUID, row_id: UUID) -> str:
    return SAVE_ROW(world.contract_id, visit_id, world.engagement_id, row_id)


def save(client: PageClient, world: World, visit_id: UUID, row_id: UUID, **said: str) -> Answer:
    """On the page as it is now."""
    shown = client.get(sheet_of(world, visit_id))
    return press(client, shown, said, row_of(world, visit_id, row_id))


def test_the_visit_leads_there_and_a_sample_is_drawn(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    reviewer = client_for(world.reviewer)
    assert reviewer.get(VISIT(world.contract_id, visit_id)).links[
        "On the day: what to look at, and what is seen"
    ]
    shown = reviewer.follow(reviewer.get(ON_THE_DAY(world.contract_id, visit_id), 303))
    assert "Nothing to look at yet" in shown.words
    sample = SAMPLE(world.contract_id, visit_id, world.engagement_id)
    wrong = reviewer.post(sample, {"in-order": "0", "staff": "many", "seed": "2026"}, 422)
    assert wrong.problems == ["Staff: enter how many, from 0 to 500."]
    assert wrong.value("staff") == "many"
    assert wrong.value("seed") == "2026"
    assert "Enter how many to draw" in reviewer.post(sample, {}, 422).problems[0]
    shown = reviewer.follow(reviewer.post(sample, {"not-in-order": "3", "staff": "1", "seed": "2026"}))
    assert "0 of 4 rows looked at" in shown.words
    assert "Wim Worker" in shown.words
    again = reviewer.get(sample)
    assert "by the seed 2026" in again.words
    for row in looking.rows(world, visit_id):
        title = row.called or sending.requirement(row.requirement_key).title
        assert title in again.words
    assert "drawn already" in reviewer.post(sample, {"staff": "1"}, 422).problems[0]


def test_something_is_added_by_choice_once(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    reviewer, pick = client_for(world.reviewer), PICK(world.contract_id, visit_id, world.engagement_id)
    for _ in range(2):
        shown = reviewer.follow(reviewer.post(pick, {"key": "complaints-policy"}))
        assert "0 of 1 row looked at" in shown.words
    assert "Choose something to add" in reviewer.post(pick, {"key": "no-such-thing"}, 422).problems[0]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "Choose whether you have seen it."),
        ({"result": "gone"}, "Choose whether you have seen it."),
        ({"result": "not-seen"}, "Say why you have not seen it."),
        ({"result": "query", "note": "  "}, "Say what the query is."),
        ({"result": "seen", "note": "x" * 5001}, "The note must have 5,000 characters or fewer."),
    ],
)
def test_a_row_wants_an_answer_and_its_note(
    world: World, client_for: ClientFor, visit_id: UUID, said: dict[str, str], problem: str
) -> None:
    row_id = drawn(world, visit_id)[1]
    shown = client_for(world.reviewer).post(row_of(world, visit_id, row_id), said, 422)
    assert problem in shown.problems
    assert shown.links[problem] in {f"#result-{row_id}", f"#note-{row_id}"}


def test_rows_are_saved_one_by_one_and_what_will_not_do_is_not_lost(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    rows, reviewer = drawn(world, visit_id), client_for(world.reviewer)
    save(reviewer, world, visit_id, rows[0], result="seen")
    shown = reviewer.follow(save(reviewer, world, visit_id, rows[1], result="query", note="Which year?"))
    assert f"2 of {len(rows)} rows looked at" in shown.words
    assert "Which year?" in shown.words
    wrong = reviewer.post(row_of(world, visit_id, rows[2]), {"result": "query", "note": ""}, 422)
    checked = wrong.find(f"//input[@id='result-{rows[2]}-query']/@checked")
    assert checked, "what was chosen stands there still"


@BOTH
def test_who_saves_second_sees_what_the_other_saved_and_chooses(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    row_id = drawn(world, visit_id)[0]
    one, two = client_for(world.manager), client_for(world.reviewer)
    address = row_of(world, visit_id, row_id)
    shown = [each.get(sheet_of(world, visit_id)) for each in (one, two)]
    press(one, shown[0], {"result": "query", "note": "Unsigned."}, address)
    asked = press(two, shown[1], {"result": "seen", "note": "Signed."}, address, 409)
    for words in ("Unsigned.", "Signed.", "Query", "Seen"):
        assert words in asked.words
    chosen = {"_take-result": "theirs", "_take-note": "theirs"}
    press(two, asked, chosen)
    row = looking.rows(world, visit_id)[0]
    assert (row.result, row.note) == ("query", "Unsigned.")


@BOTH
def test_two_at_the_same_moment_lose_nothing_silently(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    row_id = drawn(world, visit_id)[0]
    address = row_of(world, visit_id, row_id)
    people = [client_for(world.manager), client_for(world.reviewer)]
    shown = [each.get(sheet_of(world, visit_id)) for each in people]
    answers: list[int] = []

    def act(number: int) -> None:
        said = {"result": "query", "note": f"Said by {number}."}
        answers.append(press(people[number], shown[number], said, address, None).status)

    assert raised_by(lambda: act(0), lambda: act(1)) == [None, None]
    assert sorted(answers) == [303, 409]


def test_the_same_form_sent_again_is_done_once(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    """A phone that heard no answer sends it again; meanwhile somebody may have said otherwise."""
    row_id, reviewer = drawn(world, visit_id)[0], client_for(world.reviewer)
    shown, address = reviewer.get(sheet_of(world, visit_id)), row_of(world, visit_id, row_id)
    said = {"result": "seen", "note": "Signed."}
    press(reviewer, shown, said, address)
    looking.saved(world, visit_id, row_id, "query", "The date is odd.")
    press(reviewer, shown, said, address)
    assert looking.rows(world, visit_id)[0].result == "query"


def test_a_photo_is_kept_once_and_opened_by_those_who_may(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    row_id, reviewer = drawn(world, visit_id)[0], client_for(world.reviewer)
    address = ROW_PHOTO(world.contract_id, visit_id, world.engagement_id, row_id)
    reviewer.get(sheet_of(world, visit_id))
    content = picture("JPEG")
    reviewer.upload(address, [("Wim Worker in the hall.jpg", content)], field="file")
    shown = reviewer.follow(reviewer.upload(address, [("hall.jpg", content)], field="file"))
    assert shown.words.count("photo-1.jpg") == 1
    assert "Choose a photo" in reviewer.upload(address, [], status=422, field="file").problems[0]
    with world.database.reading() as session:
        file_id = session.scalars(sa.select(VisitPhoto.file_id)).one()
    file = f"/files/{file_id}"
    reviewer.get(file)
    for somebody in (world.colleague, world.officer, world.member, world.second_member, world.noise_manager):
        client_for(somebody).get(file, 404)
    looking.looked_at(world, visit_id)
    looking.signed(world, visit_id)
    client_for(world.member).get(file)
    for somebody in (world.colleague, world.officer, world.second_member, world.noise_manager):
        client_for(somebody).get(file, 404)


def test_signed_off_it_goes_to_the_partner_and_nobody_else(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    rows, reviewer, member = drawn(world, visit_id), client_for(world.reviewer), client_for(world.member)
    own = (world.contract_id, visit_id, world.engagement_id)
    report, file = (each(world.engagement_id, visit_id) for each in (VISIT_REPORT, VISIT_REPORT_FILE))
    note = SAVE_NOTE(*own, "good-practice")
    save(reviewer, world, visit_id, rows[0], result="not-seen", note="Locked away.")
    reviewer.follow(reviewer.post(note, {"words": "The rota hangs\nin the hall."}))
    for address in (report, file):
        member.get(address, 404)
        reviewer.get(address)
    assert "rows have no answer yet" in reviewer.post(SIGN_SHEET(*own), {}, 422).problems[0]
    looking.looked_at(world, visit_id)
    looking.saved(world, visit_id, rows[0], "not-seen", "Locked away.")
    reviewer.post(SIGN_SHEET(*own), {})
    shown = reviewer.follow(reviewer.post(SIGN_SHEET(*own), {}))
    assert "It is signed off." in shown.words
    assert "Nothing here changes now" in shown.words
    assert "Took place" in reviewer.get(VISIT(world.contract_id, visit_id)).words
    for address in (row_of(world, visit_id, rows[0]), note):
        assert "signed off" in reviewer.post(address, {"result": "seen", "words": ""}, 422).problems[0]
    assert (
        VISIT_REPORT(world.engagement_id, visit_id)
        in member.get(OWN_PACKS(world.engagement_id)).links.values()
    )
    read = member.get(report)
    for words in ("Locked away.", "The rota hangs", "Wim Worker", "Not seen"):
        assert words in read.words
    document = Document(io.BytesIO(member.get(file).content))
    written = "\n".join(each.text for each in document.paragraphs)
    cells = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "The rota hangs" in written
    assert "Locked away." in cells
    with world.database.reading() as session:
        assert session.scalar(sa.select(Event.name).where(Event.name == "visit-report-downloaded"))
    for somebody in (world.officer, world.colleague, world.second_member, world.noise_manager):
        for address in (report, file):
            client_for(somebody).get(address, 404)


def test_reopened_it_has_its_reason_and_the_partner_reads_no_report(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    rows, manager, member = drawn(world, visit_id), client_for(world.manager), client_for(world.member)
    looking.looked_at(world, visit_id)
    looking.signed(world, visit_id)
    own = (world.contract_id, visit_id, world.engagement_id)
    assert "Say why it is reopened" in manager.post(REOPEN_SHEET(*own), {}, 422).problems[0]
    shown = manager.follow(manager.post(REOPEN_SHEET(*own), {"reason": "The wrong year."}))
    assert "The wrong year." in shown.words
    read = member.get(VISIT_REPORT(world.engagement_id, visit_id))
    assert "The wrong year." in read.words
    assert "Wim Worker" not in read.words
    member.get(VISIT_REPORT_FILE(world.engagement_id, visit_id), 404)
    assert save(manager, world, visit_id, rows[0], result="query", note="Which?").status == 303
    looking.signed(world, visit_id)
    assert "Which?" in member.get(VISIT_REPORT(world.engagement_id, visit_id)).words


def test_nobody_but_the_desk_comes_to_the_sheet(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    row_id = drawn(world, visit_id)[0]
    own = (world.contract_id, visit_id, world.engagement_id)
    addresses = [ON_THE_DAY(world.contract_id, visit_id), SHEET(*own), SAMPLE(*own)]
    posts = [SAMPLE(*own), PICK(*own), SAVE_ROW(*own, row_id), SIGN_SHEET(*own), REOPEN_SHEET(*own)]
    for somebody in (world.officer, world.member, world.second_member, world.noise_manager, world.colleague):
        client = client_for(somebody)
        client.get("/you")
        for address in addresses:
            client.get(address, 404)
        for address in [*posts, SAVE_NOTE(*own, "observation")]:
            client.post(address, {}, 404)
        client.upload(ROW_PHOTO(*own, row_id), [("a.jpg", picture("JPEG"))], status=404, field="file")
    manager = client_for(world.manager)
    manager.get(SHEET(world.contract_id, visit_id, world.second_engagement_id), 404)
    client_for(world.noise_manager).get(SHEET(world.noise_contract_id, visit_id, world.engagement_id), 404)
    other = looking.a_visit(world, world.today + timedelta(days=1))
    address = SAVE_ROW(world.contract_id, other, world.engagement_id, row_id)
    manager.get(SHEET(*own))
    assert manager.ask("POST", address, data={"_csrf_token": manager.token, "result": "seen"}).status in {
        404,
        422,
    }


def test_before_its_day_nothing_is_seen_but_the_sample_may_be_drawn(
    world: World, client_for: ClientFor
) -> None:
    visit_id = looking.a_visit(world, world.today + timedelta(days=3))
    row_id = drawn(world, visit_id)[0]
    reviewer = client_for(world.reviewer)
    shown = reviewer.get(sheet_of(world, visit_id))
    assert "The visit is to come" in shown.words
    assert not shown.find("//form[@data-send-later]")
    answer = reviewer.post(row_of(world, visit_id, row_id), {"result": "seen", "note": ""}, 422)
    assert "from its day on" in answer.problems[0]
    own = (world.contract_id, visit_id, world.engagement_id)
    assert reviewer.post(SIGN_SHEET(*own), {}, 422).problems
