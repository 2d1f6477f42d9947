"""Without script the sheet is one form: whatever button is pressed, nothing that was typed on it is lost."""

from dataclasses import replace
from uuid import UUID

import pytest

from portal.on_the_day.forms import row_titles
from portal.on_the_day.queries.sheets import GONE
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import REOPEN_SHEET, ROW_PHOTO, SHEET, SIGN_SHEET
from tests.builders import looking
from tests.builders.good_files import picture
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import filled, form_in
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


@pytest.fixture
def visit_id(world: World) -> UUID:
    found = looking.a_visit(world)
    looking.drawn(world, found)
    return found


def own(world: World, visit_id: UUID) -> tuple[UUID, UUID, UUID]:
    return world.contract_id, visit_id, world.engagement_id


def typed(shown: Answer, said: dict[str, str]) -> dict[str, object]:
    """What a browser without script sends: all fields that belong to the sheet's form."""
    values = filled(shown.find("//form[@id='sheet']")[0], {})
    for field in shown.find("//*[@form='sheet'][@name]"):
        if field.get("type") != "radio" or field.get("checked") is not None:
            values[field.get("name")] = [field.get("value") or field.text or ""]
    return {**values, **said}


def sends(client: PageClient, shown: Answer, address: str, said: dict[str, str], status: int = 303) -> Answer:
    return client.ask("POST", address, status, data=typed(shown, said))


def heading(shown: Answer, row_id: UUID) -> str:
    (found,) = shown.find(f"//*[@id='title-{row_id}']")
    return str(found.text_content()).strip()


@BOTH
def test_one_button_saves_all_or_says_what_is_wanting(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    reviewer, address = client_for(world.reviewer), SHEET(*own(world, visit_id))
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    shown = reviewer.get(address)
    said = {
        f"result-{first}": "seen",
        f"result-{second}": "query",
        f"note-{second}": "",
        "words-good-practice": "They open on Sundays too.",
    }
    wrong = sends(reviewer, shown, address, said, 422)
    said_of_it = f"{heading(wrong, second)}: Say what the query is."
    assert wrong.problems == [said_of_it]
    assert wrong.links[said_of_it] == f"#note-{second}"
    assert looking.rows(world, visit_id)[0].result == "", "nothing is saved yet, and nothing lost"
    assert typed(wrong, {})["words-good-practice"] == ["They open on Sundays too."]
    assert typed(wrong, {})[f"result-{first}"] == ["seen"]
    sends(reviewer, wrong, address, {f"note-{second}": "Which year?"})
    saved = reviewer.get(address)
    assert "They open on Sundays too." in saved.words
    assert [(each.result, each.note) for each in looking.rows(world, visit_id)[:2]] == [
        ("seen", ""),
        ("query", "Which year?"),
    ]


@BOTH
def test_what_is_typed_is_saved_before_it_is_signed(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    reviewer = client_for(world.reviewer)
    said = {f"result-{each.row_id}": "seen" for each in looking.rows(world, visit_id)}
    note = {"words-observation": "A full hall."}
    shown = reviewer.get(SHEET(*own(world, visit_id)))
    signed = reviewer.follow(sends(reviewer, shown, SIGN_SHEET(*own(world, visit_id)), said | note))
    assert "It is signed off." in signed.words
    assert "A full hall." in signed.words


@BOTH
def test_what_somebody_else_changed_is_asked_about(
    world: World, client_for: ClientFor, visit_id: UUID
) -> None:
    reviewer, address = client_for(world.reviewer), SHEET(*own(world, visit_id))
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    shown = reviewer.get(address)
    looking.saved(world, visit_id, first, "query", "Unsigned.")
    said = {f"result-{first}": "seen", f"result-{second}": "seen"}
    asked = sends(reviewer, shown, address, said, 409)
    assert "Unsigned." in asked.words
    assert f"{heading(shown, first)}: note" in asked.words
    choices = {f"_take-{each}": "theirs" for each in asked.page.xpath("//input[@name='_asked']/@value")}
    reviewer.ask("POST", address, 303, data=filled(form_in(asked), choices))
    rows = looking.rows(world, visit_id)
    assert [(each.result, each.note) for each in rows[:2]] == [("query", "Unsigned."), ("seen", "")]


def test_rows_that_are_called_alike_have_numbers(world: World, visit_id: UUID) -> None:
    """As those of people have who are no longer on the register."""
    sheet = looking.sheet(world, visit_id)
    rows = [
        replace(sheet.rows[0], row_id=UUID(int=number), requirement_key="", called=called)
        for number, called in enumerate((GONE, "Sam", GONE))
    ]
    with world.database.reading() as session:
        checklist = get_checklist(session, world.contract_id, world.today)
    titles = row_titles(replace(sheet, rows=tuple(rows)), checklist)
    assert [*titles.values()] == [f"{GONE} (1)", "Sam", f"{GONE} (2)"]


def test_what_is_left_as_it_is_can_be_looked_at(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    """Also where the form was sent to an address that only takes forms."""
    reviewer, sheet = client_for(world.reviewer), SHEET(*own(world, visit_id))
    first = looking.rows(world, visit_id)[0].row_id
    shown = reviewer.get(sheet)
    looking.saved(world, visit_id, first, "query", "Unsigned.")
    asked = sends(reviewer, shown, SIGN_SHEET(*own(world, visit_id)), {f"result-{first}": "seen"}, 409)
    assert asked.links["Leave it as it is saved now"] == sheet
    asked = sends(reviewer, shown, sheet, {f"result-{first}": "seen"}, 409)
    assert asked.links["Leave it as it is saved now"] == sheet


@BOTH
def test_a_sheet_that_is_as_it_is_kept_is_signed(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    looking.looked_at(world, visit_id)
    reviewer = client_for(world.reviewer)
    shown = reviewer.get(SHEET(*own(world, visit_id)))
    signed = reviewer.follow(sends(reviewer, shown, SIGN_SHEET(*own(world, visit_id)), {}))
    assert "It is signed off." in signed.words


@BOTH
def test_a_photo_empties_nothing_that_was_typed(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    reviewer, address = client_for(world.reviewer), SHEET(*own(world, visit_id))
    first, second = (each.row_id for each in looking.rows(world, visit_id)[:2])
    photos = ROW_PHOTO(*own(world, visit_id), second)
    shown = reviewer.get(address)
    (button,) = shown.find(f"//section[@id='row-{second}']//button[@name='photo']")
    assert (button.get("form"), button.get("formaction")) == ("sheet", address)
    assert shown.find(f"//form[@action='{photos}'][@hidden]"), "only a script shows it on the sheet"
    said = {f"result-{first}": "query", f"note-{first}": "", "photo": str(second)}
    wrong = sends(reviewer, shown, address, said, 422)
    asked = sends(reviewer, wrong, address, said | {f"note-{first}": "Which year?"})
    assert asked.location == photos
    assert looking.rows(world, visit_id)[0].note == "Which year?"
    page = reviewer.follow(asked)
    assert "Add a photo" in page.heading
    refused = reviewer.upload(photos, [], {"alone": "yes"}, 422, field="file")
    assert refused.heading == "Add a photo"
    kept = reviewer.follow(
        reviewer.upload(photos, [("a.jpg", picture("JPEG"))], {"alone": "yes"}, field="file")
    )
    assert "photo-1.jpg" in kept.words
    reviewer.get(ROW_PHOTO(*own(world, visit_id), UUID(int=1)), 404)
    looking.looked_at(world, visit_id)
    sends(reviewer, reviewer.get(address), SIGN_SHEET(*own(world, visit_id)), {})
    reviewer.get(photos, 404)
    for files in ([], [("b.jpg", picture("PNG"))]):
        late = reviewer.upload(photos, files, {"alone": "yes"}, 422, field="file")
        assert late.heading == shown.heading
        assert "It is signed off, so nothing on it changes." in late.problems[0]


def test_who_reopens_it_second_keeps_the_reason(world: World, client_for: ClientFor, visit_id: UUID) -> None:
    reviewer, reopen = client_for(world.reviewer), REOPEN_SHEET(*own(world, visit_id))
    looking.looked_at(world, visit_id)
    looking.signed(world, visit_id)
    reviewer.get(SHEET(*own(world, visit_id)))
    looking.reopened(world, visit_id, "The wrong year.")
    reviewer.post(reopen, {"reason": "The wrong year."})
    refused = reviewer.post(reopen, {"reason": "A row is missing."}, 422)
    assert refused.problems == ["It is open already. The reason that you typed is not kept."]
    assert "What you typed, which is not sent A row is missing." in refused.words
