"""A file that does not say who is staff and who a volunteer: it is asked, once for all, and never guessed."""

import pytest

from evidence.spreadsheet import Value
from tests.builders import sheets
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_register_own_list import field
from tests.pages.test_register_people_import import base, workers

HEADINGS = ("Name", "Role", "Started")
ROWS: list[list[Value]] = [["Ana", "Driver", "1/5/2024"], ["Bea", "Cook", "1/5/2024"]]


@pytest.fixture
def pat(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_new_people_are_neither_staff_nor_volunteers_until_it_is_said(pat: PageClient, world: World) -> None:
    answer = pat.upload(base(world), [("s.csv", sheets.csv(HEADINGS, ROWS))], field="file")
    shown = pat.follow(answer)
    assert "Staff or volunteer is not said: row 2, row 3" in shown.words
    pat.post(answer.location, {"act": "import"}, status=422)
    assert workers(world) == []
    name = field(shown, "Staff or volunteer")
    pat.follow(pat.post(answer.location, {"act": "answer", name: "Volunteer"}))
    pat.post(answer.location, {"act": "import"})
    assert {each.engaged_as for each in workers(world)} == {"volunteer"}
    again = [["Ana", "Head driver", "1/5/2024"], ["Bea", "Cook", "1/5/2024"]]
    once_more = pat.upload(base(world), [("s.csv", sheets.csv(HEADINGS, again))], field="file")
    assert "is not said" not in pat.follow(once_more).words
