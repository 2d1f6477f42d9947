"""What follows the last quarter: what was withheld is paid, and corrections are settled; nothing is lost."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.year.figures import Figure
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.payments.queries.account import Account, Books, Quarter, account_of
from portal.payments.queries.fees import Agreed, Fee
from portal.payments.queries.kept import Answered, Kept
from portal.payments.queries.statement import NOTHING, Note, as_data, from_data
from portal.places.contracts import ContractPlace
from portal.records import Engagement, PaymentStatement, StatementAnswer
from portal.returns.queries.accepted import Accepted
from portal.returns.queries.asked import Engaged
from portal.returns.queries.period import Partner
from portal.standing.queries.in_force import Stood
from portal.words.payments import AFTER_THE_LAST, EARLIER_ELSEWHERE, year_in_words
from tests.builders import paying, returning
from tests.builders.at_once import at_once
from tests.builders.world import World
from tests.parts.made_up import made_up
from tests.rules.year_examples import DOVER, FIRST, PORCHLIGHT, QUARTERS, all_met

CLOSING, SECOND = "closing-1", "closing-2"
FEE = Decimal("6000.00")
BEFORE = datetime(2025, 9, 1, tzinfo=UTC)


@pytest.fixture
def second(world: World) -> Iterator[Viewer]:
    """Another manager; a year is over, no accounts are there, and three quarters are approved."""
    with paying.a_year_over(world) as found:
        yield found


def quarter(world: World, key: str = CLOSING) -> Quarter | None:
    return paying.account(world).find(key)


def refusal(world: World) -> str:
    with pytest.raises(CannotDo) as refused:
        paying.put(world, CLOSING)
    return " ".join(refused.value.problems.values())


def test_what_was_withheld_in_the_last_quarter_is_paid_once_accounts_are_there(
    world: World, second: Viewer
) -> None:
    assert quarter(world) is None, "the last quarter comes first"
    paying.settle(world, second, returning.quarter(world, 4))
    waits = quarter(world)
    assert waits
    assert waits.draft
    assert (waits.draft.released, waits.draft.withheld, waits.draft.paid) == (4 * FEE, 4 * FEE, NOTHING)
    assert "waits until accounts are given" in refusal(world)
    paying.account_given(world, returning.quarter(world, 4))
    found = quarter(world)
    assert found
    assert found.draft
    assert (found.draft.released, found.draft.paid, found.draft.fee) == (4 * FEE, 4 * FEE, NOTHING)
    assert from_data(as_data(found.draft)) == found.draft
    paying.put(world, CLOSING)
    with pytest.raises(CannotDo, match="somebody else approves it"):
        paying.approve_it(world, world.manager, CLOSING)
    paying.approve_it(world, second, CLOSING)
    paying.approve_it(world, second, CLOSING)
    assert [each.period.key for each in paying.account(world).quarters][4:] == [CLOSING]


def test_a_later_difference_has_a_closing_statement_of_its_own(world: World, second: Viewer) -> None:
    last = returning.quarter(world, 4)
    paying.settle(world, second, last)
    paying.account_given(world, last)
    paying.settle(world, second, CLOSING)
    paying.correct(world, last, sign_ups=(7,))
    found = quarter(world, SECOND)
    assert found
    assert found.draft
    assert [(each.quarter, each.pounds) for each in found.draft.corrections] == [(last, Decimal("-120.00"))]
    paying.put(world, SECOND)
    paying.correct(world, last, sign_ups=(8,))
    with pytest.raises(CannotDo, match="figures have changed"):
        paying.approve_it(world, second, SECOND)
    paying.hand_it_back(world, "Counted again.", SECOND)
    paying.settle(world, second, SECOND)
    found = quarter(world, SECOND)
    assert found
    assert found.approved
    assert found.approved.number == 2
    paying.correct(world, last)
    third = quarter(world, "closing-3")
    assert third
    assert third.draft
    assert [each.pounds for each in third.draft.corrections] == [Decimal("51.43")]
    assert [each.pounds for each in third.draft.paid_back] == [Decimal("-51.43")], (
        "all was met, and paid back"
    )


def test_a_figure_that_waits_for_the_lead_or_the_partner_comes_first(world: World, second: Viewer) -> None:
    paying.settle(world, second, returning.quarter(world, 4))
    paying.account_given(world, returning.quarter(world, 4))
    paying.reopen(world, returning.quarter(world, 2))
    assert "are the partner’s to correct" in refusal(world)
    paying.send_again(world, world.reviewer_and_member, returning.quarter(world, 2))
    assert "wait for your answer" in refusal(world)


def test_an_engagement_that_goes_on_after_all_pays_it_with_its_next_quarter(
    world: World, second: Viewer
) -> None:
    paying.settle(world, second, returning.quarter(world, 4))
    paying.account_given(world, returning.quarter(world, 4))
    paying.put(world, CLOSING)
    with world.database.writing() as session:
        its = sa.update(Engagement).where(Engagement.id == world.engagement_id)
        session.execute(its.values(ends_on=world.ends_on))
        session.commit()
    following = f"{world.starts_on.year + 1}-Q1"
    found = quarter(world, following)
    assert found
    assert found.draft
    assert found.draft.released == 4 * FEE
    with pytest.raises(CannotDo):
        paying.approve_it(world, second, CLOSING)


def test_two_at_once_put_up_one_and_approve_it_once(world: World, second: Viewer) -> None:
    third = paying.second_manager(world, "Mo Manager")
    paying.settle(world, second, returning.quarter(world, 4))
    paying.account_given(world, returning.quarter(world, 4))
    at_once(lambda: paying.put(world, CLOSING), lambda: paying.put(world, CLOSING, second))
    with world.database.reading() as session:
        its = PaymentStatement.quarter == CLOSING
        assert session.scalar(sa.select(sa.func.count()).where(its)) == 1
    found = quarter(world)
    assert found
    assert found.put_up
    others = [each for each in (world.manager, second, third) if each.person_id != found.put_up.person_id]
    at_once(*(lambda who=who: paying.approve_it(world, who, CLOSING) for who in others))
    found = quarter(world)
    assert found
    assert found.approved


LEAD, MANAGER, OTHER, PARTNER, ENGAGEMENT, CONTRACT = (uuid.UUID(int=number) for number in range(1, 7))
PLACE = ContractPlace(
    CONTRACT, "C", "Contract", FIRST, date(2027, 9, 30), OTHER, "Council", LEAD, "Lead", frozenset()
)
Given = dict[str, int]
A_YEAR = Span(FIRST, date(2026, 9, 30))


@dataclass
class Story:
    """An engagement of a year, statement after statement, without a database."""

    accounts: list[date] = field(default_factory=list)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    today: date = date(2026, 10, 20)
    span: Span = A_YEAR
    begins: date = FIRST

    def give(self, key: str, given: Given) -> None:
        for measure, period, *numbers in all_met(key):
            over = Decimal(given.get(str(measure), int(numbers[0] or 0)))
            under = Decimal(numbers[1] or 0) if len(numbers) > 1 else None
            figure = Figure(measure, period, min(over, under) if under else over, under)
            self.figures[measure, period] = figure

    def account(self) -> Account:
        books = Books(
            PLACE,
            Agreed((Stood(replace(PORCHLIGHT, in_force_from=FIRST), BEFORE, None),)),
            self.begins,
            self.today,
            {ENGAGEMENT: Accepted(self.figures)},
            {ENGAGEMENT: tuple(self.kept)},
            {(ENGAGEMENT, returning.ACCOUNTS): tuple(self.accounts)},
        )
        partner = Partner(ENGAGEMENT, PARTNER, "Partner", Engaged(ENGAGEMENT, self.span, CONTRACT))
        found = account_of(books, partner, Fee("payment-by-results", DOVER.key))
        assert found
        return found

    def approve(self) -> bool:
        """The next statement, where there is one that pays or changes anything."""
        open_ones = [each for each in self.account().quarters if each.is_next]
        if not open_ones or not open_ones[0].draft:
            return False
        (found,) = open_ones
        assert found.draft
        at = datetime(2026, 10, 20, tzinfo=UTC) + timedelta(hours=len(self.kept))
        answer = Answered(StatementAnswer.APPROVED, "", OTHER, "Other", at)
        key = found.period.key
        kept = Kept(uuid.uuid4(), "B", key, 1, found.draft, MANAGER, "Manager", at, answer)
        self.kept.append(kept)
        return True

    @property
    def paid(self) -> Decimal:
        return sum((each.statement.paid for each in self.kept), NOTHING)

    @property
    def waits(self) -> Decimal:
        return sum((each.statement.withheld - each.statement.released for each in self.kept), NOTHING)

    @property
    def fees(self) -> Decimal:
        return sum((each.statement.fee for each in self.kept), NOTHING)

    def right(self) -> Decimal:
        """What the year comes to by the figures of today."""
        (year,) = self.account().years
        return year.fee - year.deduction + year.true_up


@pytest.mark.parametrize(
    ("span", "keys"),
    [
        (Span(FIRST, date(2026, 3, 31)), QUARTERS[:2]),
        (Span(date(2026, 4, 1), date(2026, 9, 30)), QUARTERS[2:]),
    ],
)
def test_a_short_year_is_paid_back_after_its_last_quarter(span: Span, keys: list[str]) -> None:
    story = Story(span=span, accounts=[date(2026, 9, 1)])
    story.give(keys[0], {"sign-ups": 8})
    story.give(keys[1], {"sign-ups": 10})
    assert story.approve()
    assert story.kept[0].statement.deduction == Decimal("51.43")
    assert story.approve()
    last = story.kept[1].statement
    assert [each.pounds for each in last.paid_back] == [Decimal("51.43")]
    assert Note.SHORT_YEAR in last.notes
    assert story.paid == 2 * FEE
    assert not story.approve()


def test_of_a_year_that_began_before_returns_were_given_here_nothing_is_paid_back() -> None:
    story = Story(accounts=[date(2026, 9, 1)], begins=date(2026, 4, 1))
    for key in QUARTERS[2:]:
        story.give(key, {"sign-ups": 10})
        assert story.approve()
    assert [each.statement.paid_back for each in story.kept] == [(), ()]
    notes = [each.statement.notes for each in story.kept]
    assert [Note.EARLIER_ELSEWHERE in each for each in notes] == [False, True], "at the year's last quarter"
    (year,) = story.account().years
    assert year_in_words(year) == EARLIER_ELSEWHERE


def test_of_a_year_that_begins_with_the_engagement_no_quarter_is_wanting() -> None:
    story = Story(begins=date(2026, 4, 1), span=Span(date(2026, 4, 1), date(2027, 9, 30)))
    story.today = date(2026, 7, 20)
    (year,) = story.account().years
    assert (year.has_gap, year_in_words(year)) == (False, AFTER_THE_LAST)


results = st.fixed_dictionaries({"sign-ups": st.integers(0, 20), "first-contact": st.integers(0, 100)})
steps = st.lists(st.tuples(st.sampled_from(QUARTERS), results, st.sampled_from(["", "accounts", "approve"])))


@settings(max_examples=made_up(60), deadline=None)
@given(st.lists(results, min_size=4, max_size=4), steps)
def test_all_statements_together_come_to_what_is_right_and_nothing_withheld_is_lost(
    first: list[Given], later: list[tuple[str, Given, str]]
) -> None:
    story = Story()
    for key, numbers in zip(QUARTERS, first, strict=True):
        story.give(key, numbers)
    for key, numbers, also in [*later, ("2025-Q4", first[3], "accounts")]:
        story.approve()
        assert story.paid <= story.fees, "never more than the fee"
        assert story.waits >= 0
        story.give(key, numbers)
        if also == "accounts":
            story.accounts.append(story.today)
        elif also == "approve":
            story.approve()
    for _ in range(6):
        story.approve()
    assert story.fees == 4 * FEE
    assert (story.waits, story.paid) == (NOTHING, story.right())
    assert not story.approve(), "once all is settled nothing is left to put up"
