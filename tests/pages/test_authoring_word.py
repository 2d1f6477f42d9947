"""A checklist of the lead's own, from a document or from another checklist, to a contract made from it."""

import re
from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from docx import Document

from portal import clock
from portal.records import ChecklistDraft
from tests.builders.good_files import pdf
from tests.builders.hostile_files import BAD_FILES
from tests.builders.typed import typed_years
from tests.builders.word_checklists import add_table, saved
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

PATH = "/checklists/from-word"
HEADING = ("Requirement", "What is to be provided")
ROWS = (
    ("Safeguarding Policy", "A copy of the Delivery Partner's safeguarding policy."),
    ("Insurance", "Public Liability Insurance - £5m per claim"),
    ("Equality Impact Assessment", "A completed Equality Impact Assessment, reviewed annually."),
    ("Volunteer Policy", "Confirmation of a volunteer policy, if volunteers are used."),
)


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def contract_in_word(rows: Sequence[tuple[str, str]] = ROWS) -> bytes:
    document = Document()
    document.add_heading("Seaside walks: requirements", 0)
    add_table(document, HEADING, rows)
    return saved(document)


def letter() -> bytes:
    document = Document()
    document.add_paragraph("Dear partner, thank you for your letter.")
    return saved(document)


def send(manager: PageClient, name: str, content: bytes, status: int = 303) -> Answer:
    lead = manager.get(PATH).value("lead")
    return manager.upload(PATH, [(name, content)], {"lead": lead}, status=status, field="file")


def count_drafts(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(ChecklistDraft)) or 0


def test_another_document_on_the_same_page_is_read_too(world: World, manager: PageClient) -> None:
    shown = manager.get(PATH)
    lead, mark = shown.value("lead"), shown.value("_form")
    other = contract_in_word(ROWS[:3])  # made once: a document bears the moment at which it was made
    led = [
        manager.upload(PATH, [("walks.docx", each)], {"lead": lead, "_form": mark}, status=303, field="file")
        for each in (contract_in_word(), other, other)
    ]
    assert count_drafts(world) == 2
    assert led[0].location != led[1].location == led[2].location


def test_from_word_to_a_contract(world: World, manager: PageClient) -> None:
    sent = send(manager, "walks.docx", contract_in_word())
    shown = manager.follow(sent)
    assert "4 requirements" in shown.words
    assert "Read from walks.docx, which is not kept." in shown.words
    assert "“Public Liability Insurance - £5m per claim”" in shown.words
    cover = manager.get(shown.links["Insurance"])
    assert cover.value("cover-1-amount") == "5,000,000"
    assert cover.value("cover-1-basis") == "per-claim"
    assert "Read from: “Public Liability Insurance - £5m per claim”" in cover.words
    manager.post(f"{sent.location}/about", {"title": "Seaside walks"})
    checked = manager.get(f"{sent.location}/changes")
    assert "Before you can finish" not in checked.words
    kept = manager.post(f"{sent.location}/changes")
    assert manager.post(f"{sent.location}/changes").location == kept.location
    listed = manager.follow(kept)
    assert re.search("Your own Seaside walks 4 requirements", listed.words)
    form = manager.get(listed.links["Make a contract from Seaside walks"])
    chosen = form.value("checklist")
    about = {"lead": form.value("lead"), "title": "Walks", "commissioner": "Kingsmarsh County Council"}
    made = manager.post("/contracts/new", about | typed_years(clock.today()) | {"checklist": chosen})
    assert "Seaside walks, 4 requirements" in manager.follow(made).words


def test_what_was_left_out_and_what_is_to_be_asked_is_shown(world: World, manager: PageClient) -> None:
    rows = "Requirement,Review,Owner\nFire policy,Bi-annual,\nMinutes,,\n,,\nSummary,,\nMet,3,\nNot met,1,\n"
    draft_page = manager.follow(send(manager, "walks.csv", rows.encode()))
    assert "2 requirements" in draft_page.words
    assert "3 rows of the document were left out" in draft_page.words
    assert "Table 1, row 6 “Met · 3”" in draft_page.words
    assert "Bi-annual: twice a year, or every two years?" in draft_page.words
    assert "There is only a title: what is asked for?" in draft_page.words


def test_pressed_twice_it_is_one_draft(world: World, manager: PageClient) -> None:
    shown = manager.get(PATH)
    typed = {"lead": shown.value("lead"), "_form": shown.value("_form")}
    files = [("walks.docx", contract_in_word())]  # made once: a later second would make other bytes of it
    sent = [manager.upload(PATH, files, typed, field="file").location for _ in range(2)]
    assert sent[0] == sent[1]
    assert count_drafts(world) == 1


def test_another_lead_neither_sees_nor_uses_it(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    sent = send(manager, "walks.docx", contract_in_word())
    manager.post(f"{sent.location}/changes")
    own = next(href for words, href in manager.get("/checklists").links.items() if "easide walks" in words)
    noise = client_for(world.noise_manager)
    assert "easide walks" not in noise.get("/checklists").words
    assert "easide walks" not in noise.get("/contracts/new").words
    noise.get(own, 404)
    noise.post(f"{own}/remove", status=404)
    noise.get(sent.location, 404)
    form = {"lead": str(world.noise_lead_id), "title": "Walks", "commissioner": "A Council"}
    form["checklist"] = own.rpartition("/")[2]
    answer = noise.post("/contracts/new", form, 422)
    assert "Choose a checklist." in answer.problems
    manager.get(own)
    assert "removed" in manager.follow(manager.post(f"{own}/remove")).words


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", letter()),
        ("contract.pdf", pdf("Contract")),
        ("walks.docx", contract_in_word()[:900]),
        ("walks.docx", b""),
    ],
)
def test_a_document_without_a_checklist_gets_its_sentence_and_nothing_is_kept(
    world: World, manager: PageClient, name: str, content: bytes
) -> None:
    answer = send(manager, name, content, 422)
    assert len(answer.problems) == 1
    assert len(answer.problems[0].split()) > 4
    assert count_drafts(world) == 0


def test_a_document_with_a_password_gets_its_sentence(world: World, manager: PageClient) -> None:
    locked = next(bad for bad in BAD_FILES if bad.name.endswith(".docx") and "password" in bad.why)
    assert "password" in send(manager, locked.name, locked.build(), 422).problems[0]
    assert count_drafts(world) == 0


def test_no_file_and_another_organisation(world: World, manager: PageClient) -> None:
    manager.get(PATH)
    nothing = manager.upload(PATH, [], {"lead": str(world.lead_id)}, status=422, field="file")
    assert nothing.problems == ["Choose the document."]
    form = {"lead": str(world.noise_lead_id)}
    answer = manager.upload(PATH, [("walks.docx", contract_in_word())], form, status=422, field="file")
    assert answer.problems == ["Choose the organisation that it is for."]
    assert count_drafts(world) == 0


def test_a_checklist_from_another_one(world: World, manager: PageClient) -> None:
    manager.get("/checklists/new")
    wrong = manager.post("/checklists/new", {"lead": str(world.lead_id), "title": "", "start": "none"}, 422)
    assert wrong.problems == ["Enter what the checklist is called.", "Choose what to start from."]
    form = {"lead": str(world.lead_id), "title": "Ours", "start": "porchlight-peer-support"}
    shown = manager.follow(manager.post("/checklists/new", form))
    assert "26 requirements" in shown.words
    empty = manager.follow(manager.post("/checklists/new", form | {"title": "Empty", "start": "blank"}))
    assert "No requirement yet." in empty.words
    assert "Drafts Empty" in manager.get("/checklists").words
    path = next(href for words, href in manager.get("/checklists").links.items() if words == "Empty")
    assert "The checklist has no requirement" in manager.get(f"{path}/changes").words
    assert manager.post(f"{path}/changes", status=422).problems == [
        "The checklist has no requirement. Add one."
    ]


def test_two_own_checklists_have_two_names(world: World, manager: PageClient) -> None:
    form = {"lead": str(world.lead_id), "title": "Ours", "start": "porchlight-peer-support"}
    first, second = (manager.post("/checklists/new", form).location for _ in range(2))
    manager.post(f"{first}/changes")
    refused = manager.post(f"{second}/changes", status=422)
    assert refused.problems == ["You have a checklist of that name already. Give this one another name."]


@pytest.mark.parametrize("who", ["reviewer", "colleague", "member", "officer"])
@pytest.mark.parametrize("path", ["/checklists", "/checklists/new", PATH])
def test_only_managers_come_here(world: World, client_for: ClientFor, who: str, path: str) -> None:
    client_for(world.people[who]).get(path, 404)


def test_the_way_to_it_says_that_a_spreadsheet_will_do(manager: PageClient) -> None:
    said = "Start from a Word document or a spreadsheet"
    own = manager.get("/checklists").links[said]
    assert manager.get(own).find("//h1")[0].text_content() == said
    assert (
        manager.get("/contracts/new").links["Start from the contract’s Word document, or from a spreadsheet"]
        == own
    )
