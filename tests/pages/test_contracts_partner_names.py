"""A partner that is called nearly as one that is there is asked about, by the form and by the import."""

import pytest
import sqlalchemy as sa

from portal.records import Engagement, Organisation
from tests.builders import sheets
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_contracts_partners_import import base
from tests.pages.test_register_own_list import answers


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def form(world: World) -> str:
    return f"/contracts/{world.contract_id}/partners/new"


def typed(page: Answer, name: str, area: str, **more: str) -> dict[str, str]:
    days = [f"{day}-{part}" for day in ("starts_on", "ends_on") for part in ("day", "month", "year")]
    asked = {str(each): "no" for each in page.find("//input[@type='radio'][@value='no']/@name")}
    return {"name": name, "area": area} | asked | {each: page.value(each) for each in days} | more


def organisations(world: World, name: str) -> int:
    """How many the lead has made whose name has that in it."""
    is_made = sa.and_(Organisation.name.contains(name), Organisation.made_by_id.is_not(None))
    query = sa.select(sa.func.count()).where(is_made)
    with world.database.reading() as session:
        return session.scalar(query) or 0


def sends(mary: PageClient, world: World, *names: str) -> Answer:
    rows = [[name, f"Area {number}"] for number, name in enumerate(names)]
    content = sheets.xlsx(("Partner", "Area"), rows, "Partners")
    return mary.follow(mary.upload(base(world), [("ours.xlsx", content)], status=303, field="file"))


def test_the_same_name_in_another_spelling_is_the_same(mary: PageClient, world: World) -> None:
    page = mary.get(form(world))
    for area, name in enumerate(("The O\u2019Hara\u2019s Kitchen Limited", "o'haras KITCHEN ltd.")):
        mary.post(form(world), typed(page, name, f"Area {area}"))
    assert organisations(world, "ara") == 1


def test_nearly_the_same_name_is_asked_about(mary: PageClient, world: World) -> None:
    page = mary.get(form(world))
    assert not page.find("//input[@name='meant']")
    mary.post(form(world), typed(page, "Harbour Kitchen Ltd", "Area 1"))
    asked = mary.post(form(world), typed(page, "Harbour Kitchen", "Area 2"), 422)
    assert asked.problems == ["You know Harbour Kitchen Ltd already. Say whether it is the same."]
    options = [str(each) for each in asked.find("//input[@name='meant']/@value")]
    assert asked.value("name") == "Harbour Kitchen"
    mary.post(form(world), typed(page, "Harbour Kitchen", "Area 2", meant=options[0]))
    assert organisations(world, "Harbour Kitchen") == 1
    mary.post(form(world), typed(page, "Harbour Kitchen", "Area 3", meant="another"))
    assert organisations(world, "Harbour Kitchen") == 2


def test_what_another_lead_has_entered_is_asked_about_by_nobody(
    mary: PageClient, client_for: ClientFor, world: World
) -> None:
    page = mary.get(form(world))
    mary.post(form(world), typed(page, "Harbour Kitchen Ltd", "Area 1"))
    other = client_for(world.noise_manager)
    theirs = f"/contracts/{world.noise_contract_id}/partners/new"
    page = other.get(theirs)
    other.post(theirs, typed(page, "Harbour Kitchen", "Area 1"), 303)


def test_a_file_asks_once_about_what_is_there_and_about_itself(mary: PageClient, world: World) -> None:
    page = mary.get(form(world))
    mary.post(form(world), typed(page, "Harbour Kitchen Ltd", "Here"))
    names = ("Kitchen Harbour", "Kitchen Harbour", "\u00c9lan Trust", "Elan Trust", "E\u0301lan Trust")
    asked = sends(mary, world, *names)
    assert "Kitchen Harbour in row 2 is called nearly as Harbour Kitchen Ltd." in asked.words
    assert "Elan Trust in row 5 is called nearly as \u00c9lan Trust." in asked.words
    assert len(asked.find("//select[starts-with(@name,'row-')]")) == 3, "of each row, until one is answered"
    said = {
        "Kitchen Harbour in row 2": "same:harbour kitchen ltd",
        "Elan Trust in row 5": "same:\u00e9lan trust",
    }
    shown = mary.follow(answers(mary, asked, **said))
    mary.post(shown.response.url.path, {"act": "import"})
    with world.database.reading() as session:
        query = sa.select(Organisation.name, sa.func.count(Engagement.id)).join(
            Engagement, Engagement.partner_id == Organisation.id
        )
        counted = dict(session.execute(query.group_by(Organisation.name)).all())
    assert counted["Harbour Kitchen Ltd"] == 3
    assert counted["\u00c9lan Trust"] == 3
    assert not {"Kitchen Harbour", "Elan Trust"} & counted.keys()


def test_another_organisation_of_nearly_that_name_is_a_second(mary: PageClient, world: World) -> None:
    asked = sends(mary, world, "Harbour Kitchen Ltd", "Harbour Kitchen")
    shown = mary.follow(answers(mary, asked, **{"Harbour Kitchen in row 3": "new"}))
    mary.post(shown.response.url.path, {"act": "import"})
    assert organisations(world, "Harbour Kitchen") == 2
