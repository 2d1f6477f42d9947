"""Statements of payment: worked out of accepted figures, put up, approved by a second person, corrected."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.calendar import add_months, day_before
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.payments.actions.decide_statement import hand_back
from portal.payments.presenters.statement import sums
from portal.payments.queries.account import Quarter
from portal.payments.queries.fees import Fee
from portal.payments.queries.statement import as_data, from_data
from portal.records import Event, PaymentStatement
from portal.returns.actions.decide_return import Said
from tests.builders import paying, returning, together
from tests.builders.at_once import at_once
from tests.builders.world import World

FOLKESTONE = Fee("payment-by-results", "folkestone")


@pytest.fixture
def second(world: World) -> Viewer:
    """Another manager; the example of the contract is given and the accounts are there."""
    found = paying.second_manager(world)
    returning.begin(world)
    paying.paid(world)
    paying.give(world, **paying.EXAMPLE)
    paying.account_given(world, returning.quarter(world))
    return found


def quarter(world: World, number: int = 1) -> Quarter:
    found = paying.account(world).find(returning.quarter(world, number))
    assert found
    return found


def refusal(world: World, act: Any, *given: Any) -> str:
    with pytest.raises(CannotDo) as refused:
        act(world, *given)
    return " ".join(refused.value.problems.values())


def test_the_example_comes_out_to_the_penny(world: World, second: Viewer) -> None:
    draft = quarter(world).draft
    assert draft
    lines = {each.key: each for each in draft.lines}
    assert (lines["sign-ups"].deduction, lines["sign-ups"].shortfall) == (Decimal("120.00"), "1/5")
    assert (lines["first-contact"].deduction, lines["first-contact"].weight) == (
        Decimal("4.51"),
        Decimal("85.71"),
    )
    assert (draft.fee, draft.deduction, draft.paid) == (
        Decimal("6000.00"),
        Decimal("124.51"),
        Decimal("5875.49"),
    )
    assert lines["sign-ups"].more == 2
    assert from_data(as_data(draft)) == draft
    assert draft.due_on == add_months(draft.until_on.replace(day=1), 2) - (
        draft.until_on.replace(day=2) - draft.until_on.replace(day=1)
    )


def test_a_second_person_approves_and_never_the_same(world: World, second: Viewer) -> None:
    paying.put(world)
    paying.put(world)
    assert len(quarter(world).kept) == 1
    assert refusal(world, paying.approve_it, world.manager) == (
        "You put it up, so somebody else approves it: Max Manager."
    )
    paying.approve_it(world, second)
    paying.approve_it(world, second)
    approved = quarter(world).approved
    assert approved
    assert approved.statement.paid == Decimal("5875.49")
    assert approved.person_id == world.manager.person_id
    with world.database.reading() as session:
        names = session.scalars(sa.select(Event.name).where(Event.name.startswith("statement-"))).all()
    assert sorted(names) == ["statement-approved", "statement-put-up"]
    assert "approved already" in refusal(world, paying.put)


def test_a_lead_with_one_manager_is_told_whom_to_ask(world: World) -> None:
    returning.begin(world)
    paying.paid(world)
    paying.give(world)
    paying.put(world)
    assert "has no other manager" in refusal(world, paying.approve_it, world.manager)


def test_only_managers_of_the_lead_do_so(world: World, second: Viewer) -> None:
    for viewer in (world.reviewer, world.member, world.officer):
        with pytest.raises(NotAllowed):
            paying.put(world, who=viewer)
    with pytest.raises(NotHere):
        paying.put(world, who=world.noise_manager)
    with pytest.raises(NotHere):
        paying.put(world, returning.quarter(world, 4).replace("Q4", "Q5"))


def test_handed_back_it_is_put_up_anew(world: World, second: Viewer) -> None:
    paying.put(world)
    with world.database.writing() as session:
        place = world.place(session, second)
        hand_back(session, second, place, returning.quarter(world), "Look at sign-ups.")
    found = quarter(world)
    assert (found.put_up, found.approved) == (None, None)
    assert found.last
    assert found.last.answered
    assert found.last.answered.words == "Look at sign-ups."
    paying.settle(world, second)
    assert [each.number for each in quarter(world).kept] == [1, 2]


def test_what_was_approved_stays_and_the_next_tells_the_difference(world: World, second: Viewer) -> None:
    paying.settle(world, second)
    paying.correct(world, sign_ups=(8,), first_contact=(90, 100))
    stays = quarter(world)
    assert stays.approved
    assert stays.approved.statement.deduction == Decimal("124.51")
    paying.give(world, returning.quarter(world, 2))
    draft = quarter(world, 2).draft
    assert draft
    (found,) = draft.corrections
    assert (found.key, found.was, found.now, found.pounds) == (
        "sign-ups",
        Decimal("120.00"),
        Decimal("51.43"),
        Decimal("68.57"),
    )
    assert (found.figure_was, found.figure_now) == ("7", "8")
    assert draft.paid == Decimal("6068.57")
    assert sum(each.pounds for each in sums(draft)) == draft.paid
    paying.settle(world, second, returning.quarter(world, 2))
    paying.give(world, returning.quarter(world, 3))
    third = quarter(world, 3).draft
    assert third
    assert third.corrections == (), "told once"
    paying.correct(world, sign_ups=(7,), first_contact=(90, 100))
    third = quarter(world, 3).draft
    assert third
    assert [each.pounds for each in third.corrections] == [Decimal("-68.57")]


def test_what_changes_while_it_waits_is_not_approved(world: World, second: Viewer) -> None:
    paying.put(world)
    paying.correct(world, sign_ups=(8,), first_contact=(90, 100))
    assert "figures have changed" in refusal(world, paying.approve_it, second)


def test_figures_that_wait_for_the_lead_deduct_nothing_behind_its_back(world: World, second: Viewer) -> None:
    paying.reopen(world)
    assert refusal(world, paying.put) == (
        "Figures of this quarter were opened again and are the partner’s to correct."
    )
    paying.send_again(world, world.reviewer_and_member, **paying.EXAMPLE)
    assert refusal(world, paying.put) == (
        "Figures of this quarter wait for your answer. Accept them or send them back first."
    )
    returning.decide(world, {"data": Said(accepts=False, words="Count June too.")})
    assert "are the partner’s to correct" in refusal(world, paying.put)
    assert "comes first" in refusal(world, paying.put, returning.quarter(world, 2))


def test_too_few_and_not_given_have_their_lines(world: World, second: Viewer) -> None:
    paying.correct(world, sign_ups=None, wellbeing=(1, 4))
    draft = quarter(world).draft
    assert draft
    lines = {each.key: each for each in draft.lines}
    assert (lines["sign-ups"].verdict, lines["sign-ups"].deduction) == ("not-given", Decimal("600.00"))
    assert (lines["wellbeing"].verdict, lines["wellbeing"].deduction) == ("too-few", Decimal(0))
    assert sum(each.deduction for each in draft.lines) == draft.deduction


@pytest.mark.parametrize(("sign_ups", "is_met"), [((17,), True), ((10,), False)])
def test_after_the_fourth_quarter_it_is_trued_up(world: World, sign_ups: Any, is_met: bool) -> None:
    second = paying.second_manager(world)
    returning.begin(world)
    paying.paid(world)
    for number in (1, 2, 3, 4):
        part = returning.quarter(world, number)
        if number == 1:
            paying.account_given(world, part)
        paying.give(world, part, sign_ups=(6,) if number < 4 else sign_ups)
        if number < 4:
            paying.settle(world, second, part)
    draft = quarter(world, 4).draft
    assert draft
    (back,) = draft.paid_back
    each = Decimal("188.57")
    assert back.pounds == (3 * each if is_met else Decimal("0.00"))
    assert draft.paid == Decimal("6000.00") - draft.deduction + back.pounds
    if not is_met:
        assert back.wanting == ("Sign-ups",)


def test_without_accounts_for_a_year_it_waits_and_is_paid_once_they_are_there(world: World) -> None:
    second = paying.second_manager(world)
    returning.begin(world)
    paying.paid(world)
    paying.give(world, **paying.EXAMPLE)
    draft = quarter(world).draft
    assert draft
    assert (draft.withheld, draft.paid) == (Decimal("5875.49"), Decimal("0.00"))
    assert sum(each.pounds for each in sums(draft)) == draft.paid
    assert draft.missing_since == world.starts_on
    assert "accounts are not provided at least annually" in draft.consequence
    paying.settle(world, second)
    paying.account_given(world, returning.quarter(world))
    paying.give(world, returning.quarter(world, 2))
    after = quarter(world, 2).draft
    assert after
    assert (after.released, after.paid) == (Decimal("5875.49"), Decimal("11875.49"))
    paying.settle(world, second, returning.quarter(world, 2))
    third = quarter(world, 3).draft
    assert third
    assert third.released == 0


def test_a_fee_is_one_partners_at_a_time(world: World, second: Viewer) -> None:
    with pytest.raises(CannotDo) as refused:
        paying.paid(world, engagement_id=world.second_engagement_id)
    assert "The fee of Dover is another partner's" in refused.value.problems["area"]
    paying.paid(world, FOLKESTONE, world.second_engagement_id)
    with pytest.raises(CannotDo):
        paying.paid(world, Fee("payment-by-results", "deal"))
    paying.put(world)
    with pytest.raises(CannotDo) as stated:
        paying.paid(world, Fee("payment-by-results", "folkestone"))
    assert "not changed any more" in stated.value.problems["area"]


def test_a_quarter_is_stated_by_what_is_agreed_for_it(world: World, second: Viewer) -> None:
    before = quarter(world).draft
    otherwise: dict[str, Any] = {"title": "Otherwise", "arrears_months": 3}
    paying.follow(world, lambda them: tuple(replace(each, **otherwise) for each in them), months=24)
    assert quarter(world).draft == before
    assert paying.account(world).payment.title != "Otherwise"


def test_days_that_would_pay_one_fee_twice_are_refused(world: World, second: Viewer) -> None:
    half = day_before(add_months(world.starts_on, 6))
    together.lasts(world, world.engagement_id, world.starts_on, half)
    together.lasts(world, world.second_engagement_id, add_months(world.starts_on, 6), world.ends_on)
    paying.paid(world, engagement_id=world.second_engagement_id)
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        longer = Terms(place.area, place.starts_on, world.ends_on)
        with pytest.raises(CannotDo) as refused:
            change_engagement(session, world.manager, place, longer)
    assert "one fee is not paid twice" in refused.value.problems["ends_on"]


def test_two_at_once_put_up_one(world: World, second: Viewer) -> None:
    at_once(lambda: paying.put(world), lambda: paying.put(world, who=second))
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PaymentStatement)) == 1


def test_two_at_once_approve_once(world: World, second: Viewer) -> None:
    third = paying.second_manager(world, "Mo Manager")
    paying.put(world)
    at_once(lambda: paying.approve_it(world, second), lambda: paying.approve_it(world, third))
    assert quarter(world).approved
    with world.database.reading() as session:
        approved = sa.select(sa.func.count()).where(Event.name == "statement-approved")
        assert session.scalar(approved) == 1
