"""A charity's own list comes in as it is: what is not clear is asked on the page, and nothing is lost."""

from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import ColumnMatch, DbsCheck, Training, Worker
from tests.builders import sending, sheets
from tests.builders.own_list import own_list
from tests.builders.training import ask_for_training
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_register_people_import import base, count, sends, workers


@pytest.fixture
def pat(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.member)


def fields(page: Answer) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    found: dict[str, str] = {}
    for each in page.find("//main//form[.//button[@name='act']]//input[@name and @type='text']"):
        found[each.get("name", "")] = each.get("value", "")
    for each in page.find("//main//form[.//button[@name='act']]//select"):
        chosen = each.xpath("option[@selected]/@value")
        found[each.get("name", "")] = str(chosen[0]) if chosen else ""
    return found


def field(page: Answer, words: str) -> str:
    """The name of the field whose label says so."""
    (name,) = [
        each.get("for", "") for each in page.find("//main//label") if words in str(each.text_content())
    ]
    return str(name)


def answers(pat: PageClient, page: Answer, act: str = "answer", **said: str) -> Answer:
    """Words of a label (blanks as they are) to what is answered."""
    data = fields(page) | {field(page, words): value for words, value in said.items()}
    return pat.post(page.response.url.path, data | {"act": act})


def test_forty_people_come_in_with_two_rounds(pat: PageClient, world: World) -> None:
    sheet = own_list(world.today)
    ticked = {f"engagement-{world.engagement_id}": "yes"}
    answer = pat.upload(base(world), [("our list.xlsx", sheet)], ticked, field="file")
    first = pat.follow(answer)
    for sentence in (
        "‘Staff / Vol’ is The column has ‘Vol’, ‘S’.",
        "‘Clear?’ is",
        "‘enh’ in 24 cells",
        "‘x’ in 10 cells",
        "‘April 2023’ in 2 cells",
        "Row 4 ‘STAFF’ stands alone in its row",
        "Row 25 ‘VOLUNTEERS’ stands alone in its row",
        "Row 47 ‘Total, 41’ adds rows up",
    ):
        assert sentence in first.words, sentence
    assert count(world, Worker) == 0
    said = {
        "‘enh’ in 24 cells": "Enhanced",
        "‘x’ in 10 cells": "Yes",
        "‘April 2023’ in 2 cells": "3 April 2023",
        "‘y’ in 39 cells": "Clear",
        "Outcome of": "-",
        "Role of": "Cook",
    }
    second = pat.follow(answers(pat, first, **said))
    assert "40 people will be added." in second.words, second.words[:1500]
    done = pat.follow(answers(pat, second, "import"))
    assert "40 people added to the register" in done.words
    assert "40 DBS checks recorded" in done.words
    with world.database.reading() as session:
        remembered = session.execute(sa.select(ColumnMatch.heading, ColumnMatch.column_key))
        found = {row.heading: row.column_key for row in remembered}
    assert found == {
        "staff vol": "engaged_as",
        "dbs cert no": "certificate_number",
        "clear": "outcome",
        "notes": "",
    }

    again = pat.follow(pat.upload(base(world), [("our list.xlsx", sheet)], ticked, field="file"))
    assert "Columns that we are not sure of" not in again.words
    assert "40 people in the file" in again.words


def test_answers_are_shown_before_anything_is_done(pat: PageClient, world: World) -> None:
    row = sheets.person(1, world.today)
    row[5] = "enh"
    page = pat.follow(sends(pat, world, [row, sheets.person(2, world.today)]))
    shown = pat.follow(answers(pat, page, "import"))
    assert "Your answers are taken in." in shown.words
    assert count(world, Worker) == 0
    assert "2 people will be added." in shown.words, "the likely choice was put forward"
    pat.follow(answers(pat, shown, "import"))
    assert count(world, Worker) == 2


def test_a_wrong_answer_is_kept_and_said_beside_its_field(pat: PageClient, world: World) -> None:
    row = sheets.person(1, world.today)
    row[9] = "April 2023"
    page = pat.follow(sends(pat, world, [row]))
    shown = pat.follow(answers(pat, page, **{"Issued on of Person 001": "31 June 2025"}))
    assert "Issued on is not a date such as 3 May 2025" in shown.words
    assert shown.value(field(shown, "Issued on of Person 001")) == "31 June 2025"


HEADINGS = ("Name", "Role", "Started")


SPELT = {
    "Ada Leap": "Leap, Ada",
    "Ben Fairlamb": " BEN  fairlamb",
    "Cleo Cedar": "Ms Cleo Cedar",
    "Niamh O'Brien": "Niamh O\u2019Brien",
    "Zo\u00eb Bront\u00eb": "Zoe\u0308 Bronte\u0308",
}
"""Two ways in which lists write one name: order, case and blanks, titles, apostrophes, composed letters."""


def test_nothing_to_import_where_nothing_changes(pat: PageClient, world: World) -> None:
    rows: Any = [[name, "Cook", "29/02/2024"] for name in SPELT]
    pat.post(sends(pat, world, rows, HEADINGS).location)
    again: Any = [[name, "cook", "29/02/2024"] for name in SPELT.values()]
    shown = pat.follow(sends(pat, world, again, HEADINGS))
    assert "Nothing to import." in shown.words
    assert not shown.find("//main//button[@value='import']")
    pat.post(shown.response.url.path, {"act": "import"}, status=422)
    assert {each.name for each in workers(world)} == SPELT.keys()


def test_the_number_of_a_certificate_tells_who_it_is(pat: PageClient, world: World) -> None:
    """Somebody who has married and been promoted is not a second person."""
    headings = (*HEADINGS, "DBS level", "Certificate number", "Issued on", "Seen by", "Seen on")
    check = ["Enhanced", "001234567891", "29/02/2024", "Ben Fairlamb", "01/03/2024"]
    rows: Any = [["Ada Leap", "Cook", "29/02/2024", *check]]
    pat.post(sends(pat, world, rows, headings).location)
    again: Any = [["Ada Noakes", "Head cook", "1/3/2024", *check]]
    shown = pat.follow(sends(pat, world, again, headings))
    pat.post(shown.response.url.path, {"act": "import"})
    assert [(each.name, each.job) for each in workers(world)] == [("Ada Noakes", "Head cook")]


def test_a_new_role_is_an_update_or_a_question(pat: PageClient, world: World) -> None:
    rows: Any = [["Ada Leap", "Cook", "29/02/2024"]]
    pat.post(sends(pat, world, rows, HEADINGS).location)
    shown = pat.follow(sends(pat, world, [["Ada Leap", "Head cook", "29/02/2024"]], HEADINGS))
    assert "Updated: role" in shown.words
    asked = pat.follow(sends(pat, world, [["Ada Leap", "Head cook", "1/5/2025"]], HEADINGS))
    assert "your register has Ada Leap, Cook, since 29 February 2024." in asked.words
    pat.post(asked.response.url.path, {"act": "import"}, status=422)
    (option,) = [
        each.get("value", "")
        for each in asked.find("//option")
        if str(each.text_content()).startswith("The same")
    ]
    done = pat.follow(answers(pat, asked, **{"Ada Leap, Head cook": option}))
    pat.post(done.response.url.path, {"act": "import"})
    assert [(each.name, each.job) for each in workers(world)] == [("Ada Leap", "Head cook")]


def test_an_empty_cell_erases_nothing(pat: PageClient, world: World) -> None:
    row = sheets.person(1, world.today)
    pat.post(sends(pat, world, [row]).location)
    for place in (6, 7, 8, 10, 11, 12):
        row[place] = None
    shown = pat.follow(sends(pat, world, [row]))
    assert "Nothing to import." in shown.words
    assert (count(world, Worker), count(world, DbsCheck), count(world, Training)) == (1, 1, 0)


def test_a_register_of_many_has_pages_search_and_groups(pat: PageClient, world: World) -> None:
    rows = [sheets.person(number, world.today) for number in range(1, 61)]
    rows[4][0] = "Zoë O’Brien"
    pat.post(sends(pat, world, rows).location)
    address = f"/organisations/{world.partner_id}/register"
    first, second = pat.get(address), pat.get(f"{address}?page=2")
    assert "1 to 50 of 60 people" in first.words
    assert [len(each.find("//main//tbody/tr")) for each in (first, second)] == [50, 10]
    assert "Zoë O’Brien" in pat.get(f"{address}?q=obrien+zoe").words
    for query, rows_found in (
        ("q=p007", 1),
        ("q=nobody", 0),
        ("group=starters&q=person", 50),
        ("group=left", 0),
    ):
        assert len(pat.get(f"{address}?{query}").find("//main//tbody/tr")) == rows_found, query


def test_in_date_counts_all_that_is_asked_and_training_comes_in_by_columns(
    pat: PageClient, world: World
) -> None:
    address = f"/organisations/{world.partner_id}/register"
    worker = sending.a_worker(world, "Ada Leap")
    sending.accept(world, sending.check(world, worker))
    assert "1 of 1 in date in all that is asked" in pat.get(address).words
    ask_for_training(world)
    assert "0 of 1 in date in all that is asked" in pat.get(address).words
    with world.database.reading() as session:
        ada = session.execute(sa.select(Worker.name, Worker.job, Worker.started_on)).one()
    headings = (*HEADINGS, "First aid", "Safeguarding adults training")
    rows: Any = [[*ada, world.today, f"{world.today:%d/%m/%Y}"]]
    shown = pat.follow(sends(pat, world, rows, headings))
    assert "Updated: training in First aid, training in Safeguarding adults" in shown.words
    pat.post(shown.response.url.path, {"act": "import"})
    assert count(world, Training) == 2
