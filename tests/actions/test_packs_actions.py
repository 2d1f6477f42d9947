"""The open actions in a pack: in its document, overdue ones marked; for the council without who does them."""

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from checklists.findings import ActionStep
from evidence.report_xml import FILLS
from portal.packs.queries.packs import get_own_pack
from portal.records import Action
from portal.words.returns import period_name
from tests.builders import finding as findings
from tests.builders import packing, returning, sending
from tests.builders.world import World

WHO, PHOTO = "Mina Member", "A photograph of it."
SOON, LATE, HEADINGS = "Renew the policies.", "Mend the door.", ["To be done", "By", "State"]


@pytest.fixture
def asked(world: World) -> World:
    """With an action that is due in 30 days, one due tomorrow, and one that is closed."""
    visit_id = findings.visit(world)
    finding_id = findings.find(world, visit_id)
    findings.ask_for(world, finding_id, SOON)
    findings.ask_for(world, finding_id, LATE, days=1, evidence=PHOTO)
    closed = findings.ask_for(world, finding_id, "Sweep the yard.")
    findings.send(world, visit_id)
    findings.note(world, closed, world.manager, ActionStep.CLOSED)
    return world


def rows_of(content: bytes) -> list[tuple[list[str], set[str]]]:
    """Of the open actions: the words of each row, and the colours of its last cell."""
    document = Document(io.BytesIO(packing.document_in(content)))
    found = []
    for table in document.tables:
        head, *rows = table.rows
        if [each.text for each in head.cells] == HEADINGS:
            for row in rows:
                shades = {each.get(qn("w:fill")) for each in row.cells[-1]._tc.iter(qn("w:shd"))}
                found.append(([each.text for each in row.cells], shades))
    return found


def made(world: World, on: date | None = None, *, without_names: bool = False) -> bytes:
    return packing.content_of(world, packing.made(world, on=on, without_names=without_names))


def test_open_actions_are_in_it_by_when_they_are_due(asked: World) -> None:
    (first, _), (second, _) = rows_of(made(asked))
    assert first[0].startswith(LATE)
    assert second[0].startswith(SOON)
    assert "After: audit visit of" in first[0]
    assert f"Who: {WHO}" in first[0]


def test_what_is_overdue_on_the_day_is_marked(asked: World) -> None:
    (late, late_shades), (soon, soon_shades) = rows_of(made(asked, asked.today + timedelta(days=5)))
    assert late[-1] == "Overdue by 4 days"
    assert late_shades == {FILLS["expired"]}
    assert not soon[-1].startswith("Overdue")
    assert soon_shades == {FILLS["soon"]}


def test_for_the_council_nobody_is_said_to_do_them(asked: World) -> None:
    content = made(asked, without_names=True)
    rows = rows_of(content)
    assert len(rows) == 2
    files = packing.files_in(content)
    said = str(rows) + files["manifest.csv"].decode() + "\n".join(files)
    assert WHO not in said
    assert "Who:" not in said


def test_for_the_council_no_worker_is_named_in_what_is_written(world: World) -> None:
    """Whoever is shown by a staff code neither."""
    sending.a_worker(world, "Nell Penhaligon")
    visit_id = findings.visit(world)
    finding_id = findings.find(world, visit_id)
    findings.ask_for(world, finding_id, "A key for Penhaligon, Nell.", evidence="NELL PENHALIGON’s receipt.")
    findings.send(world, visit_id)
    bare = made(world, without_names=True)
    assert "[name removed]" in str(rows_of(bare))
    for said in (str(rows_of(bare)), str(workbook_in(bare))):
        assert "penhaligon" not in said.lower()
    assert "Penhaligon, Nell" in str(rows_of(made(world)))


def test_a_partner_has_its_own_in_its_pack_and_nobody_elses(asked: World) -> None:
    pack_id = packing.own_pack(asked)
    with asked.database.reading() as session:
        pack = get_own_pack(session, asked.place(session, asked.member), pack_id)
    own = rows_of(packing.content_of(asked, pack))
    assert [row[0].split("\n")[0] for row, _ in own] == [LATE, SOON]
    other = packing.made(asked, engagement_id=asked.second_engagement_id)
    assert rows_of(packing.content_of(asked, other)) == []


def workbook_in(content: bytes) -> list[list[object]]:
    """The rows of its open actions, headings first."""
    book = load_workbook(io.BytesIO(packing.files_in(content)["Open actions.xlsx"]))
    return [list(row) for row in book["Open actions"].iter_rows(values_only=True)]


def test_they_lie_beside_it_as_a_workbook(asked: World, tmp_path: Path) -> None:
    content = made(asked)
    headings, first, second = workbook_in(content)
    row = dict(zip(headings, first, strict=True))
    assert row["What is to be done"] == LATE
    assert row["Partner"] == "Tidewater Peers"
    assert row["Who"] == WHO
    assert row["By when"] == datetime.combine(asked.today + timedelta(days=1), time())
    assert row["State"] == "Open"
    assert row["Evidence asked for"] == PHOTO
    assert row["After"] == "Audit visit"
    assert second[0] == SOON
    assert "Open actions.xlsx" in packing.files_in(content)["SHA256SUMS"].decode()
    assert packing.check(content, tmp_path)[0] == 0


def test_for_the_council_the_workbook_does_not_say_who_does_them(asked: World) -> None:
    headings, *rows = workbook_in(made(asked, without_names=True))
    assert "Who" not in headings
    assert [row[0] for row in rows] == [LATE, SOON]
    assert WHO not in str(rows)


def test_where_nothing_is_open_the_workbook_has_its_headings_alone(world: World) -> None:
    assert len(workbook_in(made(world))) == 1


def test_of_what_no_visit_gave_it_is_said_what_it_follows_from(asked: World) -> None:
    part = returning.quarter(asked)
    with asked.database.writing() as session:
        given = {"visit_id": None, "finding_id": None, "measure_key": "first-contact", "part": part}
        session.execute(sa.update(Action).where(Action.what == LATE).values(given))
        session.commit()
    content, target = made(asked), f"target of {period_name(part)}"
    ((said, *_), _), (visited, _) = rows_of(content)
    assert f"After: a {target}" in said
    assert "After: audit visit of" in visited[0]
    headings, first, second = workbook_in(content)
    after, held = headings.index("After"), headings.index("Held on")
    assert (first[after], first[held]) == (f"A {target}", None)
    assert second[after] == "Audit visit"
    assert second[held]
