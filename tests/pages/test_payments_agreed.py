"""What is paid back of a year where it is not worked out here, and nobody waits for it."""

from dataclasses import replace
from datetime import date

from portal.standing.queries.in_force import list_versions
from portal.words.payments import AFTER_THE_LAST, EARLIER_ELSEWHERE, RULE_CHANGED
from tests.builders import paying, returning
from tests.builders.versions import keep_version
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def pay_by_one_less(world: World, from_on: date) -> None:
    """From that day on each part of the payment hangs on one measure less, where it has several."""
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        (payment,) = before.year.payments
        parts = tuple(replace(each, measures=each.measures[-2:]) for each in payment.parts)
        year = replace(before.year, payments=(replace(payment, parts=parts),))
        keep_version(session, world, replace(before, in_force_from=from_on, year=year))


def test_of_a_year_whose_first_quarter_was_not_given_here(world: World, client_for: ClientFor) -> None:
    manager, member = client_for(world.manager), client_for(world.member)
    second, last = paying.second_manager(world), returning.quarter(world, 4)
    base = f"/engagements/{world.engagement_id}/payments"
    returning.begin(world, date(world.starts_on.year, 7, 1))
    paying.paid(world)
    paying.account_given(world, returning.quarter(world, 2))
    for number in (2, 3, 4):
        part = returning.quarter(world, number)
        paying.give(world, part, sign_ups=(6,))
        if number < 4:
            assert EARLIER_ELSEWHERE not in manager.get(f"{base}/{part}").words
            paying.settle(world, second, part)
    assert EARLIER_ELSEWHERE in manager.get(f"{base}/{last}").words
    paying.settle(world, second, last)
    for client in (manager, member):
        words = client.get(base).words
        assert EARLIER_ELSEWHERE in words
        assert words.count(AFTER_THE_LAST) == words.count("Year from ") - 1, "of the year that goes on"


def test_of_a_year_in_which_the_rule_changed_it_says_what_the_statement_does(
    world: World, client_for: ClientFor
) -> None:
    second, base = paying.second_manager(world), f"/engagements/{world.engagement_id}/payments"
    returning.begin(world)
    paying.paid(world)
    paying.account_given(world, returning.quarter(world))
    paying.settle_year(world, second, last=2)
    pay_by_one_less(world, date(world.starts_on.year + 1, 1, 1))
    last = returning.quarter(world, 4)
    assert RULE_CHANGED in client_for(world.manager).get(base).words
    assert AFTER_THE_LAST in client_for(world.member).get(base).words, "its last quarter is not approved"
    for number in (3, 4):
        paying.settle(world, second, returning.quarter(world, number))
    assert RULE_CHANGED in client_for(world.member).get(base).words
    assert RULE_CHANGED in client_for(world.member).get(f"{base}/{last}").words


def test_where_there_is_no_other_manager_nobody_is_told(world: World, client_for: ClientFor) -> None:
    manager, quarter = client_for(world.manager), returning.quarter(world)
    returning.begin(world)
    paying.paid(world)
    paying.give(world)
    paying.account_given(world, quarter)
    statement = f"/engagements/{world.engagement_id}/payments/{quarter}"
    manager.get(statement)
    shown = manager.follow(manager.post(statement, {"go": "put-up"})).words
    assert "It is put up." in shown
    assert "are told" not in shown
    assert "has no other manager who could approve it" in shown
