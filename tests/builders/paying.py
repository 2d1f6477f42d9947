"""Payment by results of a world: a fee, statements put up and approved, figures that are corrected."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from checklists.calendar import add_months
from checklists.year.giving_figures import Pair
from checklists.year.rows import Payment
from portal import clock
from portal.access import Belonging, Viewer
from portal.payments.actions.decide_statement import approve, hand_back
from portal.payments.actions.keep_statement import put_up
from portal.payments.actions.set_fee import set_fee
from portal.payments.queries.account import Account, find_account
from portal.payments.queries.fees import Fee
from portal.records import Engagement, Membership, Person
from portal.returns.actions.decide_return import Said, reopen_section
from portal.returns.queries.content import Content
from portal.standing.queries.in_force import list_versions
from tests.builders import returning
from tests.builders.clock import clock_on
from tests.builders.versions import keep_version
from tests.builders.world import World, password_hash

DOVER = Fee("payment-by-results", "dover")
EXAMPLE: dict[str, Any] = {"sign_ups": (7,), "first_contact": (90, 100)}
"""Figures of the contract's own example."""
SECTIONS = ("narrative", "data", "case-study")
TARGETS = {
    "first-contact": 95,
    "contact-made": 95,
    "brief-advice": 80,
    "first-scale": 95,
    "later-scale": 80,
    "wellbeing": 70,
    "would-recommend": 95,
}
"""In per cent."""

Given = tuple[int, int] | tuple[int] | None


def figures(world: World, part: str = "", **others: Given) -> Content:
    """Every target met, but for others by their keys, with _ for -; None is not given."""
    usual = returning.figures(world, 100, 100, part).figures
    found = {key: Pair(Decimal(each), Decimal(100)) for key, each in TARGETS.items()}
    given = {**usual, **found, "sign-ups": Pair(Decimal(9))}
    for name, value in others.items():
        given[name.replace("_", "-")] = Pair(*(Decimal(each) for each in value or ()))
    return Content(figures=given)


def give(world: World, part: str = "", **others: Given) -> None:
    """A quarter's report as it is sent and accepted."""
    returning.write(world, "narrative", returning.WORDS, part=part)
    returning.write(world, "data", figures(world, part, **others), part=part)
    returning.write(world, "case-study", returning.STORY, part=part)
    returning.send(world, world.reviewer_and_member, part)
    returning.decide(world, dict.fromkeys(SECTIONS, Said(accepts=True)), part)


def reopen(world: World, part: str = "") -> None:
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        asked = returning.asked(world, session, part=part)
        reopen_section(session, world.reviewer, place, asked, "data", "Count May again.")


def correct(world: World, part: str = "", **others: Given) -> None:
    """Other figures of the same quarter, accepted."""
    reopen(world, part)
    correct_again(world, part, **others)


def correct_again(world: World, part: str = "", **others: Given) -> None:
    """The same of a quarter that was opened again."""
    send_again(world, world.reviewer_and_member, part, **others)
    returning.decide(world, {"data": Said(accepts=True)}, part)


def send_again(world: World, who: Viewer, part: str = "", **others: Given) -> None:
    """The same, which nobody has accepted yet."""
    returning.write(world, "data", figures(world, part, **others), part=part)
    returning.send(world, who, part)


def account_given(world: World, part: str) -> None:
    """The accounts of a quarter, accepted."""
    key = returning.ACCOUNTS
    returning.write(world, "accounts", returning.WORDS, key, part)
    returning.send(world, world.reviewer_and_member, part, key)
    returning.decide(world, {"accounts": Said(accepts=True)}, part, key)


def paid(world: World, fee: Fee = DOVER, engagement_id: uuid.UUID | None = None) -> None:
    with world.database.writing() as session:
        set_fee(session, world.manager, world.place(session, world.manager, engagement_id), fee)


def second_manager(world: World, name: str = "Max Manager") -> Viewer:
    person_id, at = uuid.uuid4(), clock.now()
    email = f"{name.lower().replace(' ', '.')}@example.org"
    with world.database.writing() as session:
        session.add(
            Person(id=person_id, email=email, name=name, password_hash=password_hash(), created_at=at)
        )
        session.flush()
        session.add(
            Membership(
                id=uuid.uuid4(),
                person_id=person_id,
                organisation_id=world.lead_id,
                role="manager",
                created_at=at,
            )
        )
        session.commit()
    return Viewer(person_id, name, email, (Belonging(world.lead_id, "Harbour Light", "manager"),))


def put(world: World, part: str = "", who: Viewer | None = None) -> None:
    viewer = who or world.manager
    with world.database.writing() as session:
        put_up(session, viewer, world.place(session, viewer), part or returning.quarter(world))


def approve_it(world: World, who: Viewer, part: str = "") -> None:
    with world.database.writing() as session:
        approve(session, who, world.place(session, who), part or returning.quarter(world))


def hand_it_back(world: World, words: str, part: str = "") -> None:
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        hand_back(session, world.manager, place, part or returning.quarter(world), words)


def settle(world: World, second: Viewer, part: str = "") -> None:
    """Put up and approved."""
    put(world, part)
    approve_it(world, second, part)


def account(world: World) -> Account:
    with world.database.reading() as session:
        found = find_account(session, world.place(session, world.manager), clock.today())
    assert found
    return found


def follow(
    world: World, change: Callable[[tuple[Payment, ...]], tuple[Payment, ...]], months: int = 12
) -> None:
    """A version that follows after a year, or so many months, says otherwise what is paid by results."""
    with world.database.writing() as session:
        version = list_versions(session, [world.contract_id])[world.contract_id][-1]
        year, from_on = replace(version.year, payments=change(version.year.payments)), world.starts_on
        following = replace(version, year=year, in_force_from=add_months(from_on, months))
        keep_version(session, world, following)
        session.commit()


def end_after_a_year(world: World) -> date:
    """The engagement has only the contract's first year. A day after it on which all of it is due."""
    last_on = date(world.starts_on.year + 1, 3, 31)
    with world.database.writing() as session:
        its = Engagement.id == world.engagement_id
        session.execute(sa.update(Engagement).where(its).values(ends_on=last_on))
        session.commit()
    return date(last_on.year + 1, 5, 15)


def settle_year(world: World, second: Viewer, last: int = 4) -> None:
    """All quarters of the first year given, every target met, and approved as far as the one named last."""
    for number in (1, 2, 3, 4):
        part = returning.quarter(world, number)
        give(world, part)
        if number <= last:
            settle(world, second, part)


def begin_example(world: World) -> Viewer:
    """The example of the contract is given and the accounts are there. Another manager, who may approve."""
    second = second_manager(world)
    returning.begin(world)
    give(world, **EXAMPLE)
    account_given(world, returning.quarter(world))
    return second


@contextmanager
def a_year_over(world: World) -> Iterator[Viewer]:
    """On a day when a year is over, no accounts are there, and three quarters are approved: by whom."""
    second = second_manager(world)
    returning.begin(world)
    paid(world)
    with clock_on(end_after_a_year(world)):
        settle_year(world, second, last=3)
        yield second
