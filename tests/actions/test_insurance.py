"""Insurance in layers, and in a name that is not the partner's, by the real actions."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.refused import CannotDo
from portal.records import Organisation
from tests.actions.test_review_decide import state_today
from tests.builders.sending import POLICY, accept, accepted, give_back, send
from tests.builders.world import World

KEY, LIABILITY = "insurance", "public-liability"
OTHERS = ("employers-liability", "professional-indemnity")
M = 1_000_000


def layer(world: World, number: int, amount: int, **answers: object) -> object:
    details = POLICY | {"layer": number}
    return accepted(world, KEY, LIABILITY, amount=amount, details=details, **answers)


def test_layers_are_accepted_one_by_one_and_met_together(world: World) -> None:
    for other in OTHERS:
        accepted(world, KEY, other)
    layer(world, 1, 2 * M)
    assert state_today(world, KEY) == "missing"
    layer(world, 2, 3 * M)
    assert state_today(world, KEY) == "met"


def test_two_primary_policies_do_not_add_up(world: World) -> None:
    for other in OTHERS:
        accepted(world, KEY, other)
    layer(world, 1, 3 * M)
    layer(world, 1, 2 * M)
    assert state_today(world, KEY) == "missing"


def test_one_that_stands_alone_and_is_too_small_is_refused(world: World) -> None:
    sent = send(world, KEY, LIABILITY, amount=2 * M)
    with pytest.raises(CannotDo) as refused:
        accept(world, sent)
    assert "at least £5,000,000 is asked for" in refused.value.problems["until_on"]


def test_the_reviewer_may_read_that_it_is_a_layer(world: World) -> None:
    sent = send(world, KEY, LIABILITY, amount=2 * M)
    accept(world, sent, details={"layer": 1})
    for other in OTHERS:
        accepted(world, KEY, other)
    layer(world, 2, 3 * M)
    assert state_today(world, KEY) == "met"


def test_another_name_is_accepted_only_with_a_reason(world: World) -> None:
    sent = send(world, KEY, LIABILITY, details=POLICY | {"insured_name": "Tidewater Holdings Ltd"})
    with pytest.raises(CannotDo) as refused:
        accept(world, sent)
    assert refused.value.problems == {
        "accept_words": "The insured, Tidewater Holdings Ltd, is neither the legal name of the partner "
        "(Tidewater Peers) nor a trading name that is known. Say why you accept it all the same."
    }
    accept(world, sent, words="The group policy names all its members on page 2.")


def test_another_name_is_given_back_without_more(world: World) -> None:
    sent = send(world, KEY, LIABILITY, details=POLICY | {"insured_name": "Tidewater Holdings Ltd"})
    give_back(world, sent, reason="wrong-name")


@pytest.mark.parametrize("name", ["TIDEWATER PEERS", "The Shed and Friends Limited"])
def test_the_legal_name_and_trading_names_need_no_reason(world: World, name: str) -> None:
    with world.database.writing() as session:
        session.execute(
            sa.update(Organisation)
            .where(Organisation.id == world.partner_id)
            .values(trading_names=["Shed & Friends Ltd"])
        )
        session.commit()
    accept(world, send(world, KEY, LIABILITY, details=POLICY | {"insured_name": name}))


def test_an_early_renewal_queues_behind_the_one_in_force(world: World) -> None:
    for other in OTHERS:
        accepted(world, KEY, other)
    today = clock.today()
    accepted(world, KEY, LIABILITY, from_on=today - timedelta(days=300), until_on=today + timedelta(days=10))
    accepted(
        world,
        KEY,
        LIABILITY,
        from_on=today + timedelta(days=11),
        until_on=today + timedelta(days=375),
        details=POLICY | {"policy_number": "FM 20 482"},
    )
    assert state_today(world, KEY) == "met"
