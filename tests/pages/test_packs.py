"""The pages of packs: made in two presses, watched, downloaded, shared."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from docx import Document

from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.records import Event, Pack
from portal.visits.actions.book_visit import book_visit
from portal.web.addresses import OWN_PACKS, PACK, PACK_FILE, PACKS
from portal.words.wording import day
from tests.builders import packing, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

MADE = "//a[contains(@class, 'gs-files__name')]"


def the_pack(world: World) -> Pack:
    with world.database.reading() as session:
        return session.scalars(sa.select(Pack)).one()


def downloads(world: World) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Event.name).where(Event.name.contains("downloaded")).order_by(Event.number)
        return list(session.scalars(query))


def test_the_lead_makes_one_for_the_next_visit_in_two_presses(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, "complaints-policy")
    visit = packing.a_visit(world, world.today + timedelta(days=9))
    manager = client_for(world.manager)
    asked = manager.get(PACKS(world.contract_id))
    assert asked.value("when") == str(visit.visit_id), "the next visit is chosen already"
    form = {"when": asked.value("when"), "engagement": "", "whom": "us"}
    shown = manager.follow(manager.post(PACKS(world.contract_id), form))
    assert "It begins soon" in shown.words
    assert 'hx-trigger="every 2s"' in shown.source
    packing.make(world, the_pack(world).id)
    shown = manager.get(PACK(world.contract_id, the_pack(world).id))
    assert "Pack: Audit visit on" in shown.words
    assert "Complete: 1 of 1 file" in shown.words
    assert "every 2s" not in shown.source, "it asks no more"
    assert (the_pack(world).sha256 or "no") in shown.words
    file = manager.get(PACK_FILE(world.contract_id, the_pack(world).id))
    assert file.headers["content-type"] == "application/zip"
    assert re.fullmatch(
        r'attachment; filename="Pack [\d-]+ P-[\w-]+\.zip".*', file.headers["content-disposition"]
    )
    assert len(file.content) == the_pack(world).size
    assert downloads(world) == ["pack-downloaded"]
    assert "Complete: 1 of 1 file" in manager.get(PACKS(world.contract_id)).words


def test_a_pack_of_a_visit_with_one_partner_is_of_that_one(world: World, client_for: ClientFor) -> None:
    visit = packing.a_visit(world, world.today + timedelta(days=9), world.second_engagement_id)
    reviewer = client_for(world.reviewer)
    form = {"when": str(visit.visit_id), "engagement": "", "whom": "council"}
    shown = reviewer.follow(reviewer.post(PACKS(world.contract_id), form))
    assert "Open Door Folk · without names, for the commissioner" in shown.source
    assert the_pack(world).engagement_id == world.second_engagement_id


def test_a_pack_of_a_visit_with_several_partners_is_of_those(world: World, client_for: ClientFor) -> None:
    """Two of three: the third is named nowhere in it."""
    with world.database.writing() as session:
        place, terms = world.contract_place(session), Terms("Westmouth", world.starts_on, world.ends_on)
        add_partner(session, world.manager, place, NewPartner("Third Tide"), terms)
    on, those = world.today + timedelta(days=9), [world.engagement_id, world.second_engagement_id]
    with world.database.writing() as session:
        visit = book_visit(session, world.manager, world.contract_place(session), "audit-visit", on, those)
    manager = client_for(world.manager)
    form = {"when": str(visit), "engagement": "", "whom": "us"}
    shown = manager.follow(manager.post(PACKS(world.contract_id), form))
    assert "Open Door Folk; Tidewater Peers" in shown.words
    packing.make(world, the_pack(world).id)
    assert "Open Door Folk; Tidewater Peers" in manager.get(PACKS(world.contract_id)).words
    file = manager.get(PACK_FILE(world.contract_id, the_pack(world).id))
    document = Document(BytesIO(packing.document_in(file.content)))
    told = [each.text for each in document.element.body.iter() if each.tag.endswith("}t") and each.text]
    assert "Open Door Folk, Westmouth; Tidewater Peers, Eastmouth" in told
    assert not [each for each in told if "Third Tide" in each]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose a visit or meeting, or another day."),
        ({"when": "day"}, "Enter the day."),
        ({"when": "day", "on-day": "31", "on-month": "2", "on-year": "2027"}, "must be a real date"),
        ({"when": "day", "on-day": "1", "on-month": "1", "on-year": "1999"}, "one of the contract"),
        ({"when": "day", "whom": "them"}, "Choose whom it is for."),
        ({"when": "day", "engagement": "00000000-0000-0000-0000-000000000000"}, "Choose a partner"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_lost(
    world: World, client_for: ClientFor, typed: dict[str, str], said: str
) -> None:
    manager = client_for(world.manager)
    given = {"engagement": str(world.engagement_id), "whom": "council"} | typed
    shown = manager.post(PACKS(world.contract_id), given, 422)
    assert said in shown.words
    if "on-year" in typed:
        assert shown.value("on-year") == typed["on-year"]
    if given["whom"] == "council":
        assert shown.value("whom") == "council"


def test_who_may_open_what(world: World, client_for: ClientFor) -> None:
    ours = packing.made(world)
    own = packing.own_pack(world)
    addresses = (PACK(world.contract_id, ours.pack_id), PACK_FILE(world.contract_id, ours.pack_id))
    for viewer in (world.officer, world.member, world.second_member, world.noise_manager, world.colleague):
        for address in addresses:
            client_for(viewer).get(address, 404)
    theirs = f"/engagements/{world.engagement_id}/packs/{own}"
    for viewer in (world.manager, world.officer, world.second_member, world.noise_member):
        for address in (theirs, f"{theirs}/file"):
            client_for(viewer).get(address, 404)
    client_for(world.manager).get(PACK(world.contract_id, own), 404)
    client_for(world.member).get(f"/engagements/{world.engagement_id}/packs/{ours.pack_id}", 404)
    client_for(world.noise_manager).get(PACK(world.noise_contract_id, ours.pack_id), 404)


def test_a_partner_makes_its_own(world: World, client_for: ClientFor) -> None:
    address, member = f"/engagements/{world.engagement_id}/packs", client_for(world.member)
    today = world.today
    day = {"when": "day", "on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    assert "Packs for visits" in member.get(f"/engagements/{world.engagement_id}").words
    shown = member.follow(member.post(address, day))
    assert "Tidewater Peers" in shown.source
    packing.make(world, the_pack(world).id)
    file = member.get(f"{address}/{the_pack(world).id}/file")
    assert len(file.content) == the_pack(world).size
    assert "Share it" not in member.get(f"{address}/{the_pack(world).id}").words
    assert member.post(address, {"when": ""}, 422).words.startswith("There is a problem")


def test_what_is_shared_is_the_councils_to_open_until_it_is_taken_back(
    world: World, client_for: ClientFor
) -> None:
    pack = packing.made(world, without_names=True)
    other = packing.made(world, without_names=True, on=world.today + timedelta(days=1))
    manager, officer = client_for(world.manager), client_for(world.officer)
    here = PACK(world.contract_id, pack.pack_id)
    assert "No pack is shared with you now." in officer.get(PACKS(world.contract_id)).words
    assert (
        "Enter for how many days it is shared" in manager.post(f"{here}/share", {"days": "soon"}, 422).words
    )
    said = manager.follow(manager.post(f"{here}/share", {"days": "14"}))
    assert "It is shared." in said.words
    listed = officer.get(PACKS(world.contract_id))
    assert pack.reference in listed.words
    assert other.reference not in listed.words
    shown = officer.get(here)
    assert "Mary Manager" not in shown.words
    assert "Share it" not in shown.words
    last = day(world.today + timedelta(days=13))
    assert "Open to you until" in shown.words
    assert last in shown.words
    assert f"Open to you until {last}" in listed.words
    assert "Open to you" not in manager.get(here).words
    assert officer.get(PACK_FILE(world.contract_id, pack.pack_id)).content == packing.content_of(world, pack)
    officer.get(PACK(world.contract_id, other.pack_id), 404)
    officer.post(f"{here}/share", {"days": "14"}, 404)
    assert downloads(world) == ["pack-downloaded"]
    end = said.page.xpath("//form[contains(@action, '/end')]/@action")
    assert "It is no longer shared." in manager.follow(manager.post(end[0], {})).words
    officer.get(here, 404)
    officer.get(PACK_FILE(world.contract_id, pack.pack_id), 404)


def test_a_pack_that_names_people_is_not_offered_to_share(world: World, client_for: ClientFor) -> None:
    pack = packing.made(world)
    manager = client_for(world.manager)
    shown = manager.get(PACK(world.contract_id, pack.pack_id))
    assert "Make one for the commissioner" in shown.words
    assert "This pack names people" in refused(manager, f"{PACK(world.contract_id, pack.pack_id)}/share")


def refused(client: PageClient, address: str) -> str:
    return client.post(address, {"days": "14"}, 422).source


def test_a_partial_pack_says_so_on_its_page(world: World, client_for: ClientFor) -> None:
    sending.send(world, "complaints-policy")
    with world.database.writing() as session:
        session.execute(sa.text("UPDATE stored_file SET scan = 'checking'"))
        session.commit()
    pack = packing.made(world)
    shown = client_for(world.manager).get(PACK(world.contract_id, pack.pack_id))
    assert "Partial: 1 file could not be read" in shown.words
    assert "still being checked for viruses" in shown.words


def test_the_pack_of_a_visit_that_has_been_is_of_its_partner(world: World, client_for: ClientFor) -> None:
    visit = packing.a_visit(world, world.today - timedelta(days=9), world.engagement_id)
    manager = client_for(world.manager)
    page = manager.get(f"/contracts/{world.contract_id}/visits/{visit.visit_id}")
    asked = manager.get(page.links["Make a pack for it: Word document and evidence"])
    assert asked.value("when") == "day"
    assert asked.value("engagement") == str(world.engagement_id)


def test_the_way_to_a_pack_begins_at_the_visit(world: World, client_for: ClientFor) -> None:
    visit = packing.a_visit(world, world.today + timedelta(days=9))
    packing.a_visit(world, world.today + timedelta(days=2))
    manager = client_for(world.manager)
    page = manager.get(f"/contracts/{world.contract_id}/visits/{visit.visit_id}")
    assert f"packs?visit={visit.visit_id}" in page.source
    readiness = manager.get(f"/contracts/{world.contract_id}/readiness?on={visit.on_date}")
    assert f"packs?visit={visit.visit_id}" in readiness.source
    asked = manager.get(PACKS(world.contract_id, visit=visit.visit_id))
    assert asked.value("when") == str(visit.visit_id)
    assert (
        "Make a pack" not in client_for(world.officer).get(f"/contracts/{world.contract_id}/readiness").words
    )


@pytest.mark.parametrize("who", ["manager", "member"])
def test_packs_that_were_made_are_paged(
    world: World, client_for: ClientFor, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(world.people[who])
    for page in ("contract", "own"):
        monkeypatch.setattr(f"portal.packs.pages.{page}.A_PAGE", 2)
    monkeypatch.setattr("portal.packs.queries.packs.A_PAGE", 2)
    address = PACKS(world.contract_id) if who == "manager" else OWN_PACKS(world.engagement_id)
    for days in range(3):
        on = world.today - timedelta(days=days)
        typed = {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year)}
        client.post(address, {"when": "day", "engagement": "", "whom": "us", **typed})
    shown = [client.get(f"{address}{page}").find(MADE) for page in ("", "?page=2")]
    assert [len(each) for each in shown] == [2, 1]
    assert len({each.get("href") for some in shown for each in some}) == 3


@pytest.mark.parametrize("who", ["manager", "member"])
def test_a_pack_is_made_for_the_visit_from_whose_page_one_comes(
    world: World, client_for: ClientFor, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where more are ahead of it than the form offers."""
    monkeypatch.setattr("portal.packs.queries.visits.MOST", 1)
    packing.a_visit(world, world.today + timedelta(days=9))
    late = packing.a_visit(world, world.today + timedelta(days=19))
    client = client_for(world.people[who])
    address = PACKS(world.contract_id) if who == "manager" else OWN_PACKS(world.engagement_id)
    asked = client.get(f"{address}?visit={late.visit_id}")
    assert asked.value("when") == str(late.visit_id)
    client.post(address, {"when": asked.value("when"), "engagement": "", "whom": "us"})
    assert the_pack(world).on_date == late.on_date
    assert client.get(f"{address}?visit=nonsense").value("when") != str(late.visit_id)


def test_of_a_visit_there_is_no_pack_of_whom_it_is_not_with(world: World, client_for: ClientFor) -> None:
    """It would bear the name of a visit that nobody pays it."""
    visit = packing.a_visit(world, world.today + timedelta(days=9), world.engagement_id)
    manager, address = client_for(world.manager), PACKS(world.contract_id)
    form = {"when": str(visit.visit_id), "whom": "us", "engagement": str(world.second_engagement_id)}
    refused = manager.post(address, form, 422)
    assert refused.problems == ["That partner is not part of the visit. Choose one that is, or another day."]
    assert refused.value("engagement") == str(world.second_engagement_id)
    manager.post(address, form | {"engagement": str(world.engagement_id)})
    assert the_pack(world).on_date == visit.on_date
