"""Matrix and readiness narrowed down: on the page, on its other pages, in print, in Excel and in Word."""

import io
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
from docx import Document
from openpyxl import load_workbook

from portal.records import Engagement
from portal.review.actions.assign_review import assign_review
from tests.builders.multiplying import multiply
from tests.builders.sending import accepted, send, waive
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.parts.databases import ENGINES

FIRST, SECOND = "Tidewater Peers", "Open Door Folk"


def here(world: World, view: str, query: str = "") -> str:
    return f"/contracts/{world.contract_id}/{view}?{query}"


def give(world: World, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, world.manager)
        assign_review(session, world.manager, place, world.reviewer.person_id)


@pytest.fixture
def mixed(world: World) -> World:
    """The first partner's policy is accepted, one is with the reviewer and one waived; of the second nothing
    is there. Each has an area of its own."""
    accepted(world, "safeguarding-policy")
    give(world, send(world, "quality-standards"))
    waive(world, "data-protection", world.ends_on)
    with world.database.writing() as session:
        for engagement_id, area in ((world.engagement_id, "Dover"), (world.second_engagement_id, "Thanet")):
            its = sa.update(Engagement).where(Engagement.id == engagement_id)
            session.execute(its.values(area=area))
        session.commit()
    return world


def partners_in(answer: Answer) -> list[str]:
    return [words_of(each) for each in answer.find("//tbody/tr/th/a")]


def cards_in(answer: Answer) -> list[str]:
    return [words_of(each) for each in answer.find("//article//h2")]


WHO_IS_FOUND = [
    ("area=Dover", [FIRST]),
    ("area=Nowhere", []),
    ("state=waived", [FIRST]),
    ("state=met&requirement=safeguarding-policy", [FIRST]),
    ("state=missing&requirement=safeguarding-policy", [SECOND]),
    ("who=lead&requirement=quality-standards", [FIRST]),
    ("who=partner&requirement=quality-standards", [SECOND]),
    ("state=met&who=partner", []),
    ("area=Thanet&state=missing", [SECOND]),
]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_each_filter_finds_whom_it_says(mixed: World, client_for: ClientFor) -> None:
    client = client_for(mixed.manager)
    for query, found in WHO_IS_FOUND:
        assert partners_in(client.get(here(mixed, "matrix", query))) == found, query
        assert cards_in(client.get(here(mixed, "readiness", query))) == found, query
    given = f"who={mixed.reviewer.person_id}"
    answer = client.get(here(mixed, "matrix", given))
    assert partners_in(answer) == [FIRST]
    assert f"With {mixed.reviewer.name}, to check" in answer.words


def test_what_was_known_is_narrowed_down_by_what_was_known(mixed: World, client_for: ClientFor) -> None:
    day = mixed.today - timedelta(days=1)
    past = f"on={mixed.today}&known={day}"
    client = client_for(mixed.manager)
    assert partners_in(client.get(here(mixed, "matrix", f"state=waived&{past}"))) == []
    assert len(partners_in(client.get(here(mixed, "matrix", f"state=missing&{past}")))) == 2
    then = client.get(here(mixed, "matrix", past)).find("//tbody/tr/th/span")
    area = words_of(then[0])
    assert area not in {"Dover", "Thanet"}
    assert partners_in(client.get(here(mixed, "matrix", f"area={area}&{past}")))
    assert partners_in(client.get(here(mixed, "matrix", f"area=Dover&{past}"))) == []


def test_one_requirement_is_one_column_and_its_own_points(mixed: World, client_for: ClientFor) -> None:
    client, query = client_for(mixed.manager), "requirement=quality-standards"
    matrix = client.get(here(mixed, "matrix", query))
    assert len(matrix.find("//thead/tr/th")) == 2
    assert len(partners_in(matrix)) == 2
    card = next(each for each in client.get(here(mixed, "readiness", query)).find("//article"))
    assert [words_of(each) for each in card.xpath(".//p[starts-with(@class, 'gs-points__what')]/a")] == [
        "Quality standards"
    ]
    assert "other things in the way or to watch" in words_of(card)


def test_filters_go_along_with_the_day_and_away_with_the_file(mixed: World, client_for: ClientFor) -> None:
    client = client_for(mixed.manager)
    query = f"on={mixed.today + timedelta(days=1)}&area=Dover&state=met&requirement=safeguarding-policy"
    for view in ("matrix", "readiness"):
        answer = client.get(here(mixed, view, query))
        assert "Shown: Dover · Safeguarding policy and procedures · Accepted." in answer.words
        assert answer.value("on") == str(mixed.today + timedelta(days=1))
        for kind in ("Excel", "Word"):
            assert names_in_file(client, answer.links[kind]) == [FIRST]
        back = answer.links["Back to today"]
        assert "area=Dover" in back
        assert "on=" not in back
        assert answer.links["Show all partners"].endswith(f"{view}?on={mixed.today + timedelta(days=1)}")


def names_in_file(client: PageClient, href: str) -> list[str]:
    """The partners in a file that a page hands out."""
    content = io.BytesIO(client.get(href).content)
    if ".xlsx" in href:
        listed, about = load_workbook(content).worksheets
        assert ("Shown", "Dover · Safeguarding policy and procedures · Accepted") in list(about.values)
        return [str(row[0]) for row in list(listed.values)[1:]]
    cover, table = Document(content).tables
    assert [cell.text for cell in cover.rows[5].cells] == [
        "Shown",
        "Dover · Safeguarding policy and procedures · Accepted",
    ]
    return [row.cells[0].paragraphs[0].text for row in list(table.rows)[1:]]


def test_all_of_the_matrix_is_in_word(mixed: World, client_for: ClientFor) -> None:
    client = client_for(mixed.manager)
    document = Document(io.BytesIO(client.get(here(mixed, "matrix.docx")).content))
    asked = [words_of(each) for each in client.get(here(mixed, "matrix")).find("//thead/tr/th")][1:]
    heads = [cell.text for table in document.tables[1:] for cell in table.rows[0].cells[1:]]
    assert len(heads) == len(asked)
    cells = [cell.text for table in document.tables[1:] for cell in table.rows[2].cells[1:]]
    assert "Needed, with the lead" in cells
    assert any("Accepted until" in each for each in cells)


def test_filters_survive_paging_and_one_page_holds_all(mixed: World, client_for: ClientFor) -> None:
    with mixed.database.writing() as session:
        multiply(session, [mixed.second_engagement_id], 1, 60)
        session.commit()
    client, query = client_for(mixed.manager), "requirement=quality-standards&state=missing&who=partner"
    for view, names in (("matrix", partners_in), ("readiness", cards_in)):
        first = client.get(here(mixed, view, query))
        assert "1 to 50 of 61 partners" in first.words
        second = client.get(first.links["Next page"])
        assert len(names(second)) == 11
        whole = client.get(first.links["Show all on one page"])
        assert sorted(names(whole)) == sorted([*names(first), *names(second)])
        assert "61 partners" in whole.words
        assert client.get(whole.links["Show page by page"]).words == first.words


def test_the_council_narrows_readiness_down_and_reads_no_name(mixed: World, client_for: ClientFor) -> None:
    officer = client_for(mixed.officer)
    answer = officer.get(here(mixed, "readiness", "area=Dover"))
    assert cards_in(answer) == [FIRST]
    assert mixed.reviewer.name not in answer.source
    given = officer.get(here(mixed, "readiness", f"who={mixed.reviewer.person_id}"))
    assert len(cards_in(given)) == 2, "what it cannot mean is left out"
    assert officer.get(here(mixed, "readiness.docx")).content.startswith(b"PK")
    officer.get(here(mixed, "matrix.docx"), 404)
    for viewer in (mixed.member, mixed.noise_manager, mixed.colleague):
        client_for(viewer).get(here(mixed, "readiness.docx"), 404)


def test_strange_filters_are_left_out(mixed: World, client_for: ClientFor) -> None:
    client = client_for(mixed.manager)
    for query in ("state=purple", "who=nobody", "requirement=x", "level=x", f"who={uuid.uuid4()}"):
        assert len(partners_in(client.get(here(mixed, "matrix", query)))) == 2
        assert len(cards_in(client.get(here(mixed, "readiness", query)))) == 2
