"""People from a spreadsheet: read, shown, confirmed; and the register as a spreadsheet."""

import time
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.calendar import add_months, in_words
from evidence.sheet_values import Value
from evidence.spreadsheet import read_spreadsheet
from portal import clock
from portal.records import Assignment, DbsCheck, Event, KeptSheet, Submission, Worker
from tests.builders import sheets
from tests.builders.good_files import pdf
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def pat(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.member)


def base(world: World) -> str:
    return f"/organisations/{world.partner_id}/register/import"


def sends(
    pat: PageClient, world: World, rows: sheets.Rows, headings: Any = sheets.PEOPLE, status: int = 303
) -> Answer:
    """Upload, for the first engagement; all are staff where the headings say nothing of that."""
    if "Type" not in headings:
        rows, headings = [["Staff", *row] for row in rows], ("Type", *headings)
    ticked, content = {f"engagement-{world.engagement_id}": "yes"}, sheets.xlsx(headings, rows)
    return pat.upload(base(world), [("staff list.xlsx", content)], ticked, status=status, field="file")


def count(world: World, table: Any) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def workers(world: World) -> list[Any]:
    with world.database.reading() as session:
        return list(
            session.execute(
                sa.select(
                    Worker.name, Worker.staff_code, Worker.job, Worker.engaged_as, Worker.left_on
                ).order_by(Worker.staff_code)
            )
        )


def test_five_hundred_people_of_whom_twenty_cells_are_wrong(pat: PageClient, world: World) -> None:
    shown = pat.follow(sends(pat, world, sheets.five_hundred(world.today)))
    assert "500 people in the file. 20 cells in 20 of the rows cannot be right." in shown.words
    for sentence in (
        "Issued on is not a date such as 3 May 2025: J12 ‘tomorow’, J22 ‘31/02/2025’ and 6 more",
        "DBS level is not Enhanced, Standard or Basic: F102 ‘Enhanecd’, F112 ‘Enhanecd’ and 3 more",
        "Role is empty: C202, C212 and 2 more",
        "Staff code is the code of the person in row 2 already: B302 ‘P001’",
        "Staff code is the code of the person in row 3 already: B312 ‘P002’",
        "Seen on is before the date of issue: L402",
    ):
        assert sentence in shown.words
    assert "‘Shoe size’ is The column has ‘42’." in shown.words
    assert "480 people will be added. The 20 rows with something wrong are left out." in shown.words
    assert "Person 001 (P001)" in shown.words
    assert "Peer supporter, volunteer" in shown.words
    assert len(pat.queries) <= 12
    assert count(world, Worker) == 0

    began = time.monotonic()
    done = pat.follow(pat.post(shown.response.url.path))
    assert time.monotonic() - began < 8
    assert "480 people added to the register" in done.words
    assert "480 DBS checks recorded" in done.words
    assert count(world, Worker) == count(world, Assignment) == count(world, DbsCheck) == 480
    assert count(world, Submission) == 480


def test_a_second_confirmation_changes_nothing(pat: PageClient, world: World) -> None:
    address = sends(pat, world, [sheets.person(1, world.today)]).location
    first = pat.post(address)
    events = count(world, Event)
    second = pat.post(address)
    assert first.location == second.location == address
    assert (count(world, Worker), count(world, Event)) == (1, events)
    with world.database.reading() as session:
        assert session.scalars(sa.select(KeptSheet.content)).one() == {}


def test_people_who_are_there_are_updated_and_not_doubled(pat: PageClient, world: World) -> None:
    rows = [sheets.person(number, world.today) for number in (1, 2, 3)]
    pat.post(sends(pat, world, rows).location)
    rows[0][2] = "Team leader"
    rows[1][1] = None  # without the code: known by name and role
    rows[2][9] = rows[2][11] = world.today
    shown = pat.follow(sends(pat, world, [*rows, sheets.person(4, world.today)]))
    assert "1 person will be added, 2 will be updated, 1 is on the register already" in shown.words
    assert "Updated: role" in shown.words
    assert "Updated: DBS check" in shown.words
    pat.post(shown.response.url.path)
    found = workers(world)
    assert [(each.staff_code, each.job) for each in found] == [
        ("P001", "Team leader"),
        ("P002", "Peer supporter"),
        ("P003", "Peer supporter"),
        ("P004", "Peer supporter"),
    ]
    assert count(world, DbsCheck) == 5
    assert count(world, Assignment) == 4


def test_somebody_who_left_counts_until_that_day(pat: PageClient, world: World) -> None:
    headings = ("Name", "Role", "Started", "Left")
    today = world.today
    pat.post(sends(pat, world, [["Uma Usher", "Driver", "1 May 2024", None]], headings).location)
    left: list[list[Value]] = [["Uma Usher", "Driver", "1 May 2024", today - timedelta(days=3)]]
    pat.post(sends(pat, world, left, headings).location)
    assert [each.left_on for each in workers(world)] == [today - timedelta(days=3)]
    with world.database.reading() as session:
        assert session.scalars(sa.select(Assignment.until_on)).all() == [today - timedelta(days=3)]


def test_contracts_are_read_by_their_titles(pat: PageClient, world: World) -> None:
    headings = ("Name", "Role", "Started", "Contract", "Type")
    rows: list[list[Value]] = [
        ["Ana", "Driver", "1/5/2024", "peer support on the COAST", "s"],
        ["Bea", "Driver", "1/5/2024", None, "s"],
        ["Cem", "Driver", "1/5/2024", "Somewhere else", "s"],
    ]
    answer = pat.upload(base(world), [("s.csv", sheets.csv(headings, rows))], field="file")
    shown = pat.follow(answer)
    assert "Contracts is not the name of one of your contracts: D4 ‘Somewhere else’" in shown.words
    pat.post(answer.location)
    assert (count(world, Worker), count(world, Assignment)) == (2, 1)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("policy.pdf", pdf(), "This is not a spreadsheet that we can read."),
        ("staff.csv", b"hello\nworld\n", "No row of this spreadsheet names its columns."),
        ("staff.csv", b"Name,Role,Started\n", "but nobody under them"),
        ("staff.csv", b"Name,Role,Started\n" + b"a,b,c\n" * 5001, "more than 5,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_so_says_why(
    pat: PageClient, world: World, name: str, content: bytes, sentence: str
) -> None:
    answer = pat.upload(base(world), [(name, content)], status=422, field="file")
    assert sentence in answer.problems[0]
    assert count(world, KeptSheet) == 0


def test_what_is_no_spreadsheet_at_all_is_told_what_is_taken_here(pat: PageClient, world: World) -> None:
    program = [("people.xlsx", b"MZ\x90\0" + bytes(99))]
    (said,) = pat.upload(base(world), program, status=422, field="file").problems
    assert said == "We cannot take this kind of file. Choose an Excel workbook (.xlsx) or a .csv file."


def test_no_file_and_a_missing_column(pat: PageClient, world: World) -> None:
    assert pat.upload(base(world), [], status=422, field="file").problems
    shown = pat.follow(sends(pat, world, [["Ana", "1 May 2024"]], ("Name", "Started")))
    assert "The file has no column ‘Role’. Nothing can be taken over without it." in shown.words
    assert not shown.find("//main//button[@value='import']")


def test_what_was_read_is_nobody_elses(pat: PageClient, client_for: ClientFor, world: World) -> None:
    address = sends(pat, world, [sheets.person(1, world.today)]).location
    stranger = client_for(world.second_member)
    stranger.get(address, status=404)
    stranger.post(address, status=404)
    sheet_id = address.rpartition("/")[2]
    theirs = f"/organisations/{world.second_partner_id}/register/import/{sheet_id}"
    stranger.get(theirs, status=404)
    stranger.post(theirs, status=404)
    for viewer in (world.manager, world.officer, world.noise_member):
        client_for(viewer).get(address, status=404)
    assert count(world, Worker) == 0


def test_what_was_read_waits_for_a_day(
    pat: PageClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = sends(pat, world, [sheets.person(1, world.today)]).location
    with world.database.writing() as session:
        session.execute(sa.update(KeptSheet).values(made_at=clock.now() - timedelta(hours=25)))
        session.commit()
    pat.get(address, status=404)
    pat.post(address, status=404)


@pytest.fixture
def hostile() -> list[list[Value]]:
    return [
        ['=HYPERLINK("http://example.org")', "+1", "@SUM(1+1)", "Staff", date(2024, 5, 1)],
        ["<script>alert(1)</script>", "-2", "{{ 7 * 7 }}", "Staff", date(2024, 5, 1)],
    ]


def test_names_that_mean_ill_are_words_on_the_page_and_in_the_file(
    pat: PageClient, world: World, hostile: list[list[Value]], tmp_path: Any
) -> None:
    headings = ("Name", "Staff code", "Role", "Type", "Started")
    answer = sends(pat, world, hostile, headings)
    shown = pat.follow(answer)
    assert "<script>alert(1)</script>" in shown.words
    assert "{{ 7 * 7 }}" in shown.words
    pat.post(answer.location)
    exports = []
    for kind, media in (("xlsx", "openxmlformats"), ("csv", "text/csv")):
        export = pat.get(f"/organisations/{world.partner_id}/register/export/{kind}")
        assert media in export.headers["content-type"]
        exports.append(export.content)
        path = tmp_path / "export"
        path.write_bytes(export.content)
        (sheet,) = read_spreadsheet(path, export.headers["content-type"].partition(";")[0])
        names = {row[0] for row in sheet.rows[1:]}
        assert names == {row[0] for row in hostile}
    assert b'"\'=HYPERLINK(""http' in exports[1]
    assert b'"\'+1"' in exports[1]


def test_what_is_downloaded_can_be_uploaded_unchanged(pat: PageClient, world: World) -> None:
    rows = [sheets.person(number, world.today) for number in (1, 2)]
    pat.post(sends(pat, world, rows).location)
    for kind in ("xlsx", "csv"):
        export = pat.get(f"/organisations/{world.partner_id}/register/export/{kind}").content
        answer = pat.upload(base(world), [(f"register.{kind}", export)], field="file")
        shown = pat.follow(answer)
        assert "2 are on the register already and will not change" in shown.words, shown.words[:900]


def test_the_template_is_read_once_it_is_filled_in(pat: PageClient, world: World) -> None:
    template = pat.get(f"/organisations/{world.partner_id}/register/template.xlsx")
    answer = pat.upload(base(world), [("t.xlsx", template.content)], status=422, field="file")
    assert "nobody under them" in answer.problems[0]
    pat.get(f"/organisations/{world.partner_id}/register/export/exe", status=404)


def test_a_sheet_that_never_was(pat: PageClient, world: World) -> None:
    pat.get(f"{base(world)}/{uuid.uuid4()}", status=404)


def test_checks_below_what_is_asked_are_told_so_and_can_be_imported(pat: PageClient, world: World) -> None:
    rows = [sheets.person(number, world.today) for number in range(4)]
    rows[1][5] = "Standard"
    rows[2][6], rows[2][12] = "no", None
    shown = pat.follow(sends(pat, world, rows))
    assert "2 DBS checks fall short of what is asked: it is said in the rows." in shown.words
    cells = shown.find("//td[@data-heading='DBS check']/div")
    said = [[str(each.text_content()) for each in cell.xpath("p")] for cell in cells]
    assert said == [
        [],
        ["The level of the check is standard; enhanced is asked for."],
        ["The check does not include the adults' barred list.", "The outcome of the check is not recorded."],
        [],
    ]
    pat.post(shown.response.url.path)
    assert count(world, DbsCheck) == 4
    again = pat.follow(sends(pat, world, rows))
    assert "fall short" not in again.words, "nothing new is brought"


def test_a_check_that_is_merely_too_old_is_told_so_and_can_be_imported(pat: PageClient, world: World) -> None:
    issued, told = add_months(world.today, -40), add_months(world.today, -4)
    rows = [[*sheets.person(number, world.today), None] for number in range(3)]
    for row in rows[1:]:
        row[9], row[11] = issued, issued
    rows[2][14] = world.today - timedelta(days=3)
    content = sheets.xlsx((*sheets.PEOPLE, "Left"), rows)
    shown = pat.follow(pat.upload(base(world), [("people.xlsx", content)], status=303, field="file"))
    assert "1 DBS check falls short of what is asked: it is said in the row." in shown.words
    cells = shown.find("//td[@data-heading='DBS check']/div")
    said = [[str(each.text_content()) for each in cell.xpath("p")] for cell in cells]
    old = (
        f"This is older than is asked: what bears the date {in_words(issued)} counted until "
        f"{in_words(told - timedelta(days=1))}, and would not count today."
    )
    assert said == [[], [old], []], "who has left is not to be checked today"
    pat.post(shown.response.url.path)
    assert count(world, DbsCheck) == 3


def test_a_year_that_may_be_of_another_century_is_to_be_looked_at_again(
    pat: PageClient, world: World
) -> None:
    rows = [sheets.person(number, world.today) for number in range(2)]
    long_ago = add_months(world.today, -12 * 30).replace(day=25)
    rows[0][4] = f"{long_ago:%d/%m/%y}"
    shown = pat.follow(sends(pat, world, rows))
    century = f"the {long_ago.year // 100}00s"
    assert f"Please look again Started was read as a year of {century}: E2 ‘{rows[0][4]}’" in shown.words
    assert "2 people will be added" in shown.words
