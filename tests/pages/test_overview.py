"""The lead's overview, list of partners and queue."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.library import library
from checklists.vocabulary import Force
from portal import clock
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.overview.queries.overview import must_keys
from portal.records import Contract, Engagement, Organisation, Visit
from portal.standing.actions.rebuild_standing import rebuild
from portal.words.wording import day
from tests.builders import versions
from tests.builders.sending import accept, accepted, give_back, send, waive
from tests.builders.world import CHECKLIST, Making, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

HOSTILE = """<img src=x onerror=alert(1)> & "Sons" 'n'"""
LISTS = ("partners", "matrix", "queue", "readiness")


def book(world: World, on: date, kind: str = "audit-visit") -> None:
    with world.database.writing() as session:
        session.add(Visit(contract_id=world.contract_id, kind=kind, on_date=on, created_at=clock.now()))
        session.commit()


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_the_overview_counts_what_is_in_the_way(world: World, client_for: ClientFor) -> None:
    client = client_for(world.manager)
    before = client.get(f"/contracts/{world.contract_id}")
    assert before.heading == world_title(world)
    assert "2 partners" in before.words
    send(world, "safeguarding-policy")
    after = client.get(f"/contracts/{world.contract_id}")
    assert "Safeguarding policy" in after.words
    assert "Tidewater Peers" in after.words
    assert "Noise" not in after.words
    assert len(client.queries) <= 15


def world_title(world: World) -> str:
    with world.database.reading() as session:
        return world.contract_place(session).title


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_lapses_is_drawn_and_listed(world: World, client_for: ClientFor) -> None:
    until = world.today + timedelta(days=30)
    accept(world, send(world, "safeguarding-policy"), until_on=until)
    book(world, world.today + timedelta(days=21))
    answer = client_for(world.reviewer).get(f"/contracts/{world.contract_id}")
    assert "in 30 days" in answer.words
    assert len(answer.find("//*[name()='rect'][contains(@class,'gs-timeline__bar--soon')]")) == 1
    assert answer.find("//*[name()='line'][@class='gs-timeline__visit']")
    assert "Audit visit" in answer.words


def test_what_is_renewed_does_not_lapse(world: World, client_for: ClientFor) -> None:
    until = world.today + timedelta(days=30)
    accept(world, send(world, "safeguarding-policy"), until_on=until)
    accept(world, send(world, "safeguarding-policy", from_on=until + timedelta(days=1)))
    answer = client_for(world.manager).get(f"/contracts/{world.contract_id}")
    assert "Nothing that is in order lapses" in answer.words


def test_what_a_new_version_asks_for_becomes_needed(world: World, client_for: ClientFor) -> None:
    from_on = world.today + timedelta(days=30)
    versions.ask_besides(world, "first-aid", "safeguarding-policy", from_on, title="First aid")
    manager, base = client_for(world.manager), f"/contracts/{world.contract_id}"
    for page in (manager.get(base), manager.get(f"{base}?lapses=all")):
        assert "2 requirements lapse or become needed" in page.words
        assert page.words.count(f"First aid Needed from {day(from_on)}") == 2
        assert page.links["First aid"].endswith(f"/requirements/first-aid?on={from_on}")
        assert "in 29 days" in page.words
    early = manager.get(f"{base}?on={world.today}&known={world.today - timedelta(days=1)}")
    assert "First aid" not in early.words
    assert "First aid" not in manager.get(f"{base}?on={from_on}").words


def test_what_is_there_from_the_first_day_becomes_needed_with_nothing(
    world: World, client_for: ClientFor
) -> None:
    """It is the first day of an engagement that is to be seen, and not each requirement of it."""
    with world.database.writing() as session:
        place = world.place(session, world.manager, world.second_engagement_id)
        begins = Terms(place.area, world.today + timedelta(days=20), place.ends_on)
        change_engagement(session, world.manager, place, begins)
    page = client_for(world.manager).get(f"/contracts/{world.contract_id}")
    assert "Nothing that is in order lapses" in page.words


def test_partners_are_searched_filtered_and_sorted(world: World, client_for: ClientFor) -> None:
    client, base = client_for(world.manager), f"/contracts/{world.contract_id}/partners"
    assert partners_on(client.get(base)) == ["Open Door Folk", "Tidewater Peers"]
    assert partners_on(client.get(f"{base}?q=TIDE")) == ["Tidewater Peers"]
    assert partners_on(client.get(f"{base}?sort=-name")) == ["Tidewater Peers", "Open Door Folk"]
    assert partners_on(client.get(f"{base}?having=waiting")) == []
    send(world, "safeguarding-policy")
    assert partners_on(client.get(f"{base}?having=waiting")) == ["Tidewater Peers"]
    assert partners_on(client.get(f"{base}?level=ready")) == []
    found = partners_on(client.get(f"{base}?level=not-ready&sort=-blockers"))
    assert sorted(found) == partners_on(client.get(base))
    assert "No partner is found" in client.get(f"{base}?q=%25").words


def test_a_figure_leads_to_the_partners_that_it_counts(world: World, client_for: ClientFor) -> None:
    """It counts what is required of a partner: what is preferred, or the lead's to have, is not in it."""
    versions.ask_otherwise(world, "anti-bribery", world.starts_on, force=Force.SHOULD)
    for key in must_keys(library()[CHECKLIST]) - {"anti-bribery"}:
        waive(world, key, world.ends_on)
    client, base = client_for(world.manager), f"/contracts/{world.contract_id}"
    links = client.get(base).links
    required = client.get(next(to for words, to in links.items() if words.startswith("Required, nothing")))
    assert partners_on(required) == ["Open Door Folk"]
    assert "Something required, nothing accepted" in required.source
    anything = partners_on(client.get(f"{base}/partners?having=missing"))
    assert anything == ["Open Door Folk", "Tidewater Peers"]
    assert partners_on(client.get(f"{base}/partners?having=required-expired")) == []


def partners_on(answer: Answer) -> list[str]:
    return [str(each.text_content()) for each in answer.find("//tbody//th//a")]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize("sort", ["name", "-name", "-blockers", "level"])
def test_what_was_known_then_is_found_the_same_way(world: World, client_for: ClientFor, sort: str) -> None:
    client, base = client_for(world.manager), f"/contracts/{world.contract_id}/partners?sort={sort}"
    accepted(world, "safeguarding-policy")
    today, earlier = world.today.isoformat(), (world.today - timedelta(days=1)).isoformat()
    now, then = client.get(base), client.get(f"{base}&known={earlier}&on={today}")
    assert in_order(now) != in_order(then)
    assert sorted(partners_on(now)) == sorted(partners_on(then))


@pytest.mark.parametrize("path", ["partners", "readiness"])
def test_what_was_known_then_is_read_once(world: World, client_for: ClientFor, path: str) -> None:
    client, earlier = client_for(world.manager), world.today - timedelta(days=1)
    accepted(world, "safeguarding-policy")
    client.get(f"/contracts/{world.contract_id}/{path}?known={earlier.isoformat()}")
    assert len(client.queries) == len(set(client.queries))


def in_order(answer: Answer) -> dict[str, str]:
    cells = answer.find("//td[@data-heading='In order']")
    return dict(zip(partners_on(answer), [each.text_content() for each in cells], strict=True))


def test_the_queue_is_oldest_first_and_empties(world: World, client_for: ClientFor) -> None:
    client, base = client_for(world.reviewer), f"/contracts/{world.contract_id}/queue"
    assert "Nothing waits for review" in client.get(base).words
    first, second = send(world, "safeguarding-policy"), send(world, "quality-standards")
    listed = [each.get("href") for each in client.get(base).find("//tbody//th/a")]
    assert listed == [f"/submissions/{first}/review", f"/submissions/{second}/review"]
    give_back(world, first)
    accept(world, second)
    assert "Nothing waits for review" in client.get(base).words


def test_nobody_is_offered_what_the_own_organisation_sent(world: World, client_for: ClientFor) -> None:
    send(world, "safeguarding-policy")
    answer = client_for(world.reviewer_and_member).get(f"/contracts/{world.contract_id}/queue")
    assert not answer.find("//tbody//th/a")
    assert "1 submission that you or your own organisation sent waits too" in answer.words


@pytest.mark.parametrize("path", ["", "/partners", "/matrix", "/queue", "/readiness"])
def test_names_are_shown_and_never_run(world: World, client_for: ClientFor, path: str) -> None:
    with world.database.writing() as session:
        session.execute(
            sa.update(Organisation).where(Organisation.id == world.partner_id).values(name=HOSTILE)
        )
        session.commit()
    accept(world, send(world, "safeguarding-policy"), until_on=world.today + timedelta(days=20))
    send(world, "quality-standards")
    answer = client_for(world.manager).get(f"/contracts/{world.contract_id}{path}")
    assert "<img src=x" not in answer.source
    assert HOSTILE in answer.page.text_content()


def test_a_list_asks_no_more_for_many(world: World, client_for: ClientFor) -> None:
    """All lists beside the same many partners: they take longer to make than the lists to open."""
    client = client_for(world.manager)
    send(world, "safeguarding-policy")
    lists = {path: f"/contracts/{world.contract_id}/{path}" for path in LISTS}
    few = {path: asked_by(client, address) for path, address in lists.items()}
    add_partners(world, 60)
    for path, address in lists.items():
        answer = client.get(address)
        assert len(client.queries) <= 17, path
        assert len(client.queries) <= few[path] + 1, f"{path}: but for counting the pages"
        if path != "queue":
            assert len(answer.find("//tbody/tr | //article")) == 50, path
            assert answer.find("//nav[contains(@class,'govuk-pagination')]"), path


def asked_by(client: PageClient, address: str) -> int:
    """How many statements the page is made of."""
    client.get(address)
    return len(client.queries)


def add_partners(world: World, number: int) -> None:
    with world.database.writing() as session:
        make = Making(session, clock.now())
        contract = session.get_one(Contract, world.contract_id)
        made: list[Engagement] = []
        for each in range(number):
            partner = make.organisation(f"Partner {each:03}")
            made.append(
                make.engagement(f"E-MANY-{each:04}", contract, partner, "Somewhere", volunteers=False)
            )
        rebuild(session, [each.id for each in made])
        session.commit()


def test_what_somebody_sent_herself_is_not_denied_on_the_overview(
    world: World, client_for: ClientFor
) -> None:
    """It is counted beside it, and waits for a colleague; also on an evening before."""
    send(world, "whistleblowing", by=world.reviewer_and_member)
    both, address = client_for(world.reviewer_and_member), f"/contracts/{world.contract_id}"
    now, then = both.get(address).words, both.get(f"{address}?on={world.today - timedelta(days=1)}").words
    assert "Nothing waits for us to review" not in now
    assert (
        "1 submission that you or your own organisation sent waits. Somebody else has to decide on it." in now
    )
    assert "Nothing waited for us then" in then, "it was sent today"
    assert "Nothing waits for us to review" not in client_for(world.reviewer).get(address).words
