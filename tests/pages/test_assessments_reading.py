"""An assessment that was written: read, taken away as Word, reviewed; an own document and its ticks."""

import io
import uuid

import sqlalchemy as sa
from docx import Document

from portal.records import Event
from tests.builders import assessing, sending
from tests.builders.days import counts_from
from tests.builders.good_files import pdf
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_assessments_writing import FINDING, HOSTILE


def words_of_docx(answer: Answer) -> str:
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([each.text for each in document.paragraphs] + cells)


def test_taken_away_as_word_by_both_sides_and_nobody_else(world: World, client_for: ClientFor) -> None:
    submission_id = assessing.written(world)
    address = f"/submissions/{submission_id}/assessment/word"
    for who in (world.member, world.reviewer):
        answer = client_for(who).get(address)
        assert answer.headers["content-type"].endswith("wordprocessingml.document")
        assert "Equality impact assessment (EQIA) S-" in answer.headers["content-disposition"]
        text = words_of_docx(answer)
        assert "Nobody is kept away for sexual orientation." in text
        assert "Pat Partner" in text
    for who in (world.officer, world.colleague, world.second_member, world.noise_manager):
        client_for(who).get(address, 404)
        client_for(who).get(address.replace("/word", "/read"), 404)
    with world.database.reading() as session:
        names = session.scalars(sa.select(Event.name).where(Event.name == "assessment-downloaded")).all()
    assert len(names) == 2


def test_a_draft_is_its_partners_own(world: World, client_for: ClientFor) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    address = f"/submissions/{submission_id}/assessment"
    assert "Draft, not sent" in words_of_docx(client_for(world.member).get(f"{address}/word"))
    for page in ("word", "read"):
        client_for(world.reviewer).get(f"{address}/{page}", 404)
    history = f"/engagements/{world.engagement_id}/requirements/eqia/history"
    assert "A draft of the assessment was downloaded." in client_for(world.member).get(history).words
    assert "draft" not in client_for(world.reviewer).get(history).words


def test_that_nothing_has_to_be_done_is_read_only_once_it_was_said(
    world: World, client_for: ClientFor
) -> None:
    submission_id = assessing.draft(world)
    member, form = client_for(world.member), f"/submissions/{submission_id}/assessment"
    for said in ("Not given yet", "Nothing has to be done."):
        assert f"Actions {said} Signature" in member.get(f"{form}/check").words
        assert f"Actions\n{said}\nSignature" in words_of_docx(member.get(f"{form}/word"))
        member.post(f"{form}/actions", {"go": "next"})


def test_typed_text_is_text_everywhere(world: World, client_for: ClientFor) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    member = client_for(world.member)
    form = f"/submissions/{submission_id}/assessment"
    member.post(f"{form}/findings/3", FINDING | {"words": HOSTILE + "\x00\x0b"})
    member.post(f"{form}/check")
    reviewer = client_for(world.reviewer)
    for page in (f"{form}/read", f"/submissions/{submission_id}/review"):
        answer = reviewer.get(page)
        assert "<script>alert" not in answer.source
        assert "<script>alert(1)</script> & “quotes” =1+1" in answer.words
    assert HOSTILE in words_of_docx(reviewer.get(f"{form}/word"))


def test_what_is_taken_away_by_the_lead_is_opened_and_what_was_taken_back_is_not_there(
    world: World, client_for: ClientFor
) -> None:
    opened, taken_back = assessing.written(world), assessing.written(world)
    member, rafi = client_for(world.member), client_for(world.reviewer)
    member.post(f"/submissions/{taken_back}/take-back")
    rafi.get(f"/submissions/{taken_back}/assessment/word", 404)
    rafi.get(f"/submissions/{opened}/assessment/word")
    assert "Take it back" not in member.get(f"/submissions/{opened}/receipt").words
    assert "Pat Partner" in words_of_docx(member.get(f"/submissions/{taken_back}/assessment/word"))


def test_what_was_opened_is_still_read_once_another_took_its_place(
    world: World, client_for: ClientFor
) -> None:
    submission_id = assessing.draft(world)
    file_id = sending.attach(world, submission_id)
    assessing.write(world, submission_id)
    assessing.send(world, submission_id)
    rafi, slot = client_for(world.reviewer), f"/engagements/{world.engagement_id}/requirements/eqia"
    (read,) = [href for href in rafi.get(slot).links.values() if href.endswith("/assessment/read")]
    rafi.get(read)
    new = [("files", ("new.pdf", pdf("Another"), "application/pdf"))]
    client_for(world.member).post(f"/submissions/{submission_id}/replace", {"which": str(file_id)}, files=new)
    assert read in rafi.get(slot).links.values()
    for address in (read, read.replace("/read", "/word")):
        rafi.get(address)


# --- the reviewer ---


def accepting(world: World) -> dict[str, str]:
    return {"outcome": "accept"} | typed_day("from_on", counts_from(world.today))


def review(client: PageClient, submission_id: uuid.UUID) -> Answer:
    return client.get(f"/submissions/{submission_id}/review")


def test_the_review_page_shows_all_of_it(world: World, client_for: ClientFor) -> None:
    submission_id = assessing.written(world)
    client = client_for(world.reviewer)
    page = review(client, submission_id)
    assert "Nobody is kept away for pregnancy." in page.words
    assert "Look at the lift" in page.words
    assert not page.find("//input[@name='covers']")
    assert "It is not recorded" not in page.words
    client.post(f"/submissions/{submission_id}/review", accepting(world))
    slot = client_for(world.officer).get(f"/engagements/{world.engagement_id}")
    assert "Nobody is kept away" not in slot.words


def test_of_an_own_document_the_reviewer_ticks_what_it_deals_with(
    world: World, client_for: ClientFor
) -> None:
    submission_id = assessing.own_document(world)
    client = client_for(world.reviewer)
    assert len(review(client, submission_id).find("//form[1]//input[@name='covers']")) == 8
    address = f"/submissions/{submission_id}/review"
    eight = sending.requirement("eqia").characteristics
    ticked = accepting(world) | {"ticked": "yes"}
    nothing = client.post(address, ticked, 422)
    assert nothing.problems[0].startswith("It does not deal with age, disability")
    seven = client.post(address, ticked | {"covers": [each for each in eight if each != "race"]}, 422)
    assert seven.problems == ["It does not deal with race."]
    assert len(seven.find("//input[@name='covers' and @checked]")) == 7
    client.post(address, ticked | {"covers": list(eight)})
    decided = review(client, submission_id)
    assert len(decided.find("//input[@name='covers' and @checked]")) == 8
    none = ticked | {"corrects": decided.value("corrects"), "accept_words": "None of them."}
    refused = client.post(address, none, 422)
    assert not refused.find("//input[@name='covers' and @checked]"), "what she took out stays out"
    slot = client_for(world.member).get(f"/engagements/{world.engagement_id}/requirements/eqia")
    assert "Accepted until" in slot.words
