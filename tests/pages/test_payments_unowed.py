"""Statements of quarters that an engagement, which was shortened since, does not have any more."""

from datetime import date

import pytest
import sqlalchemy as sa

from portal.payments.queries.due import count_to_put_up, counting_to_approve
from portal.places.leading import asked_by
from portal.records import Engagement, PaymentStatement
from tests.builders import paying, returning
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.parts.databases import ENGINES

GONE = "Not owed any more"


def row(page: Answer, href: str) -> str:
    """The words of the row that leads there."""
    (found,) = page.find(f"//main//tr[.//a[@href='{href}']]")
    return words_of(found)


def change_days(world: World, **days: date) -> None:
    with world.database.writing() as session:
        its = Engagement.id == world.engagement_id
        session.execute(sa.update(Engagement).where(its).values(**days))
        session.commit()


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_was_approved_is_still_read_found_and_in_its_year(world: World, client_for: ClientFor) -> None:
    """Two quarters were approved and a third put up; then it ends with the first."""
    second = paying.second_manager(world)
    returning.begin(world)
    paying.paid(world)
    year = world.starts_on.year
    today = paying.end_after_a_year(world)
    with clock_on(today):
        for number in (1, 2, 3):
            paying.give(world, part := returning.quarter(world, number))
            paying.put(world, part)
            if number < 3:
                paying.approve_it(world, second, part)
        change_days(world, ends_on=date(year, 6, 30))
        base = f"/engagements/{world.engagement_id}/payments"
        gone, never = (f"{base}/{returning.quarter(world, number)}" for number in (2, 3))
        references = {}
        with world.database.reading() as session:
            for each in session.execute(sa.select(PaymentStatement.quarter, PaymentStatement.reference)):
                references[each.quarter] = each.reference
            waiting = session.execute(counting_to_approve(), asked_by(second, [world.contract_id])).all()
            to_put_up = count_to_put_up(session, second, [world.contract_id], today)
        due = [each for each in paying.account(world).quarters if each.is_next]
        assert waiting == []
        assert [each.is_closing for each in due] == [True], "what is settled after the last quarter"
        assert to_put_up[world.contract_id] == 1
        member, manager = client_for(world.member), client_for(second)
        for client in (member, manager):
            page = client.get(gone)
            assert GONE in page.words
            assert references[returning.quarter(world, 2)] in page.words
            client.get(f"{gone}/statement.docx")
            found = client.get(f"/search?q={references[returning.quarter(world, 2)]}")
            assert gone in found.links.values()
            assert gone in client.get(base).links.values()
        member.get(never, 404)
        assert GONE in manager.get(never).words
        for press in ("approved", "put-up", "handed-back"):
            manager.post(never, {"go": press, "words": "Why?"}, 422)
        listed = manager.get(f"/contracts/{world.contract_id}/payments?quarter={returning.quarter(world, 3)}")
        assert "turn" not in row(listed, never)
        assert "0 to be approved" in listed.words
        whole = manager.get(base)
        assert never in whole.links.values()
        assert "turn" not in row(whole, never)
        assert "£" in row(whole, gone)
        change_days(world, starts_on=date(year + 1, 4, 1), ends_on=date(year + 1, 4, 30))
        for client in (member, manager):
            assert GONE in client.get(base).words, "of a year of which nothing is owed"
            assert gone in client.get(base).links.values()
