"""What stands in a document of Word or Excel, read on the page: to whom, how, and that it is read once."""

import io
import uuid
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from docx import Document

from evidence import reading
from portal.files.pictures import READ, Pictures
from portal.records import Event
from portal.settings import Settings
from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_files_held import mark

HOSTILE = '<img src=x onerror="alert(1)">'


def a_policy(paragraphs: int = 3) -> bytes:
    document, content = Document(), io.BytesIO()
    document.add_heading("Complaints policy", level=1)
    for number in range(paragraphs):
        document.add_paragraph(f"Sentence {number}. {HOSTILE}")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "Ten days"
    document.save(content)
    return content.getvalue()


def a_sheet() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet
    sheet.title = "Training"
    sheet.append(["Name", "Done"])
    sheet.append([HOSTILE, 0.5])
    sheet["B2"].number_format = "0%"
    book.create_sheet("Pay").sheet_state = "veryHidden"
    book.save(content)
    return content.getvalue()


def sent(world: World, name: str, content: bytes) -> tuple[uuid.UUID, uuid.UUID]:
    """A submission with that one file."""
    draft = sending.draft(world, "complaints-policy")
    file_id = sending.attach(world, draft, name, content)
    sending.answer(world, draft, from_on=world.today)
    sending.send_as_it_is(world, draft)
    return draft, file_id


def previews(world: World) -> int:
    with world.database.reading() as session:
        return len(session.scalars(sa.select(Event.number).where(Event.name == "file-previewed")).all())


def test_word_is_read_on_the_page_and_is_never_markup(client_for: ClientFor, world: World) -> None:
    submission, file_id = sent(world, "policy.docx", a_policy())
    client = client_for(world.reviewer)
    review = client.get(f"/submissions/{submission}/review")
    assert review.links["Read it here: policy.docx"] == f"/files/{file_id}/read/1"
    page = client.get(f"/files/{file_id}/read/1")
    assert HOSTILE in page.words
    assert "Ten days" in page.words
    assert "Shown without its looks; download it to see it as it is." in page.words
    assert not page.find("//main//img")
    assert [each.text_content().strip() for each in page.find("//main//h2")] == ["Complaints policy"]
    assert previews(world) == 1


def test_a_workbook_is_read_with_its_letters_and_numbers(client_for: ClientFor, world: World) -> None:
    _, file_id = sent(world, "training.xlsx", a_sheet())
    page = client_for(world.reviewer).get(f"/files/{file_id}/read/1")
    assert "50%" in page.words
    assert HOSTILE in page.words
    assert "Sheets that are hidden in it are not shown here: “Pay”." in page.words
    assert [each.text_content() for each in page.find("//main//thead//th")] == ["A", "B"]


def test_nobody_reads_what_is_not_for_them(client_for: ClientFor, world: World) -> None:
    _, file_id = sent(world, "policy.docx", a_policy(400))
    for number in (1, 2):
        for who in (world.member, world.manager, world.reviewer):
            client_for(who).get(f"/files/{file_id}/read/{number}")
        for who in (world.colleague, world.officer, world.second_member, world.noise_manager):
            client_for(who).get(f"/files/{file_id}/read/{number}", 404)
            client_for(who).get(f"/files/{file_id}/pages/{number}/large", 404)
    assert client_for(None).get(f"/files/{file_id}/read/1", 303).location.startswith("/sign-in")
    for odd in ("0", "999", "x", "-1", "1" * 60):
        client_for(world.member).get(f"/files/{file_id}/read/{odd}", 404)


def test_it_is_read_once(
    client_for: ClientFor, world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, file_id = sent(world, "policy.docx", a_policy(400))
    client = client_for(world.reviewer)
    asked: list[str] = []
    ask = reading._ask

    def note(job: str, path: Path, arguments: dict[str, int | str]) -> bytes:
        asked.append(job)
        return ask(job, path, arguments)

    monkeypatch.setattr(reading, "_ask", note)
    first = client.get(f"/files/{file_id}/read/2")
    for _ in range(3):
        assert client.get(f"/files/{file_id}/read/2").words == first.words
        client.get(f"/files/{file_id}/read/1")
    assert client.ask("HEAD", f"/files/{file_id}/read/1").status == 200
    client.get(f"/files/{file_id}/read/99", 404)
    assert asked == ["read_words"]
    assert previews(world) == 3
    Pictures(settings.pictures, READ).forget(file_id)
    assert list(settings.pictures.glob("**/*.json")) == []


@pytest.mark.parametrize("scan", ["checking", "found"])
def test_what_is_held_is_read_to_nobody(client_for: ClientFor, world: World, scan: str) -> None:
    submission, file_id = sent(world, "policy.docx", a_policy())
    mine = client_for(world.reviewer)
    mine.get(f"/files/{file_id}/read/1")
    mark(world, file_id, scan)
    for who in (world.member, world.reviewer):
        assert "Complaints policy" not in client_for(who).get(f"/files/{file_id}/read/1", 422).words
    assert f"/files/{file_id}/read/1" not in mine.get(f"/submissions/{submission}/review").links.values()


def test_what_cannot_be_read_leads_to_the_download(client_for: ClientFor, world: World) -> None:
    for name, content in (("policy.docx", good_files.pdf()), ("policy.odt", good_files.odt())):
        _, file_id = sent(world, name, content)
        page = client_for(world.reviewer).get(f"/files/{file_id}/read/1")
        assert "cannot be shown here. Download it" in page.words
        assert page.links[f"Download {name}"] == f"/files/{file_id}"


def test_small_print_is_drawn_larger(client_for: ClientFor, world: World) -> None:
    _, file_id = sent(world, "policy.pdf", good_files.pdf())
    client = client_for(world.reviewer)
    usual, large = (client.get(f"/files/{file_id}/pages/1{tail}").content for tail in ("", "/large"))
    assert len(large) > len(usual)
    client.get(f"/files/{file_id}/pages/2/large", 404)
