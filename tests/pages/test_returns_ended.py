"""The lead's page of a period once one partner has ended in the middle of it."""

from datetime import date, timedelta

import sqlalchemy as sa

from portal.records import Engagement
from portal.web.addresses import CONTRACT, PARTNER_RETURNS, PERIOD_RETURN, READ_RETURN, RETURN_SECTION
from portal.words.returns import in_address
from tests.builders import returning
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def end(world: World, last_on: date) -> None:
    with world.database.writing() as session:
        its = Engagement.id == world.engagement_id
        session.execute(sa.update(Engagement).where(its).values(ends_on=last_on))
        session.commit()


def test_the_page_opens_on_what_has_ended_for_all_and_nobody_is_missing_early(
    world: World, client_for: ClientFor
) -> None:
    returning.begin(world)
    returns = f"/contracts/{world.contract_id}/returns"
    with clock_on(date(world.today.year + 1, 2, 10)):
        manager = client_for(world.manager)
        before = manager.get(returns)
        end(world, date(world.today.year + 1, 2, 3))
        after = manager.get(returns)
        assert after.heading == before.heading
        assert "late" in after.words
        (running,) = after.links.keys() - before.links.keys()
        early = manager.get(after.links[running])
        assert early.heading != after.heading
        assert "Tidewater Peers" in early.words
        assert "Missing" in early.words
        missing = early.find("//h3[.='Missing']/following-sibling::ul[1]/li")
        assert len(missing) == 1, "the other partner owes nothing yet"


def test_where_it_ended_for_the_only_partner_its_last_period_is_shown(
    world: World, client_for: ClientFor
) -> None:
    returning.begin(world)
    today = date(world.today.year + 1, 2, 10)
    with clock_on(today):
        manager = client_for(world.manager)
        before = manager.get(f"/contracts/{world.contract_id}/returns")
        with world.database.writing() as session:
            session.execute(sa.update(Engagement).values(ends_on=today - timedelta(days=7)))
            session.commit()
        assert manager.get(f"/contracts/{world.contract_id}/returns").heading != before.heading


def test_what_was_sent_and_is_owed_no_more_is_still_read(world: World, client_for: ClientFor) -> None:
    """By both sides, and by its reference; nobody writes in it or decides on it, and it counts nowhere."""
    returning.begin(world)
    returning.write_all(world, returning.quarter(world, 2))
    returning.send(world, returning.signer(world), returning.quarter(world, 2))
    returning.write(world, "narrative", returning.WORDS, part=returning.quarter(world, 3))
    manager, partner = client_for(world.manager), client_for(world.member)
    gaps = (world.engagement_id, returning.REPORT)
    sent, draft = (in_address(returning.quarter(world, number)) for number in (2, 3))
    overview = CONTRACT(world.contract_id)
    assert "return to decide on" in manager.get(overview).words
    form = partner.get(RETURN_SECTION(*gaps, draft, "narrative"))
    end(world, date(world.starts_on.year, 6, 20))
    assert "return to decide on" not in manager.get(overview).words
    for client in (manager, partner):
        listed = client.get(PARTNER_RETURNS(world.engagement_id))
        page = client.get(READ_RETURN(*gaps, sent))
        assert READ_RETURN(*gaps, sent) in listed.links.values()
        assert "Not owed any more" in page.words
        assert "We met every Tuesday." in page.words
        assert not page.find("//main//form//button[@name='go']")
        reference = page.words.partition("Reference ")[2].partition(".")[0]
        (found,) = client.get("/search", params={"q": reference}).find("//main//section//li//a")
        assert found.get("href") == READ_RETURN(*gaps, sent)
    manager.get(READ_RETURN(*gaps, draft), 404)
    assert partner.follow(partner.get(PERIOD_RETURN(*gaps, draft), 303)).heading
    typed = {"words": "We met on.", "_seen": form.value("_seen"), "go": "later"}
    refused = partner.post(RETURN_SECTION(*gaps, draft, "narrative"), typed, 422)
    assert "not owed any more" in str(refused.problems)
    refused = manager.post(READ_RETURN(*gaps, sent), {"go": "accept-all"}, 422)
    assert "not owed any more" in str(refused.problems)
