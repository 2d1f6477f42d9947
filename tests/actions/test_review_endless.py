"""An exception without a last day holds as long as the engagement does, whatever its last day becomes."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import add_months
from checklists.vocabulary import Outcome
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_contract import ContractTerms, change_contract
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.places.contracts import get_contract_place
from portal.records import Decision, Standing
from portal.review.actions.correct_waiver import correct_waiver, taken_back
from portal.review.actions.decide import Verdict, waive_slot
from portal.review.queries.waivers import get_waiver
from portal.standing.actions.rebuild_standing import rebuild
from portal.standing.queries.as_known import known_at
from portal.standing.queries.exception_reasons import reasons_on
from portal.standing.queries.verify import verify_standing
from tests.builders.clock import clock_on
from tests.builders.preferring import PREFERRED, Beside, contract_beside, require_it
from tests.builders.world import World

DAY = timedelta(days=1)
WORDS = "Referrals come through the council's own system."


@pytest.fixture
def beside(world: World) -> Beside:
    return contract_beside(world)


def record(world: World, beside: Beside, until_on: date | None = None) -> uuid.UUID:
    said = Verdict(Outcome.WAIVE, from_on=world.starts_on, until_on=until_on, words=WORDS)
    with world.database.writing() as session:
        place = world.place(session, world.reviewer, beside.engagement_id)
        return waive_slot(session, world.reviewer, place, PREFERRED, "", said)


def correct(world: World, beside: Beside, waiver_id: uuid.UUID, until_on: date | None) -> uuid.UUID:
    said = Verdict(Outcome.WAIVE, until_on=until_on, words="It was agreed otherwise.")
    with world.database.writing() as session:
        place = world.place(session, world.reviewer, beside.engagement_id)
        return correct_waiver(session, world.reviewer, place, PREFERRED, waiver_id, said)


def extend(world: World, beside: Beside, ends_on: date) -> None:
    """The contract and then the engagement."""
    with world.database.writing() as session:
        contract = get_contract_place(session, world.manager, beside.contract_id, [Audience.MANAGER])
        longer = ContractTerms(contract.title, contract.starts_on, ends_on)
        change_contract(session, world.manager, contract, longer)
    with world.database.writing() as session:
        place = world.place(session, world.manager, beside.engagement_id)
        change_engagement(session, world.manager, place, Terms("Eastmouth", world.starts_on, ends_on))


def states(world: World, beside: Beside, known: date | None = None) -> list[tuple[str, date, date]]:
    table = Standing
    query = sa.select(table.state, table.from_on, table.until_on).where(
        table.engagement_id == beside.engagement_id,
        table.requirement_key == PREFERRED,
        *known_at(table, known),
    )
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        rows = session.execute(query.order_by(table.from_on))
        return [(row.state, row.from_on, row.until_on) for row in rows]


def last_days(world: World) -> list[date | None]:
    query = sa.select(Decision.until_on).order_by(Decision.made_at)
    with world.database.reading() as session:
        return list(session.scalars(query))


def test_made_longer_it_still_holds_and_what_was_known_stays(world: World, beside: Beside) -> None:
    record(world, beside)
    longer, tomorrow = add_months(world.ends_on, 24), world.today + DAY
    with clock_on(tomorrow):
        extend(world, beside, longer)
    assert last_days(world) == [None]
    assert states(world, beside) == [("waived", world.starts_on, longer)]
    assert states(world, beside, world.today) == [("waived", world.starts_on, world.ends_on)]
    with world.database.writing() as session:
        rebuild(session, [beside.engagement_id])
        session.commit()
    assert states(world, beside, world.today) == [("waived", world.starts_on, world.ends_on)]


def test_with_a_day_it_lapses_though_that_was_the_engagements_last(world: World, beside: Beside) -> None:
    record(world, beside, world.ends_on)
    longer = add_months(world.ends_on, 24)
    extend(world, beside, longer)
    assert states(world, beside) == [
        ("waived", world.starts_on, world.ends_on),
        ("missing", world.ends_on + DAY, longer),
    ]


def test_ended_early_it_ends_and_goes_on_with_the_engagement(world: World, beside: Beside) -> None:
    record(world, beside)
    said = SaidEnd(world.today + 10 * DAY, "withdrew", "It closed.")
    with world.database.writing() as session:
        place = world.place(session, world.manager, beside.engagement_id)
        end_engagement(session, world.manager, place, said)
    assert states(world, beside) == [("waived", world.starts_on, said.last_on)]
    with world.database.writing() as session:
        place = world.place(session, world.manager, beside.engagement_id)
        undo_ending(session, world.manager, place, "It stays.")
    assert states(world, beside) == [("waived", world.starts_on, world.ends_on)]


def test_its_reason_is_read_on_all_its_days(world: World, beside: Beside) -> None:
    record(world, beside)
    longer = add_months(world.ends_on, 24)
    extend(world, beside, longer)
    slot = (beside.engagement_id, PREFERRED)
    with world.database.reading() as session:
        for on in (world.starts_on, world.today, longer):
            assert reasons_on(session, [slot], on, None) == {slot: WORDS}
        assert reasons_on(session, [slot], world.starts_on - DAY, None) == {}


def test_it_is_ended_by_a_last_day_and_made_endless_again(world: World, beside: Beside) -> None:
    first = record(world, beside)
    second = correct(world, beside, first, world.today)
    assert states(world, beside) == [
        ("waived", world.starts_on, world.today),
        ("missing", world.today + DAY, world.ends_on),
    ]
    correct(world, beside, second, None)
    assert states(world, beside) == [("waived", world.starts_on, world.ends_on)]
    assert last_days(world) == [None, world.today, None]


def test_taken_back_it_never_counted(world: World, beside: Beside) -> None:
    waiver_id = record(world, beside)
    with world.database.writing() as session:
        place = world.place(session, world.reviewer, beside.engagement_id)
        waiver = get_waiver(session, place, PREFERRED, waiver_id)
        said = taken_back(waiver, "That was the wrong partner.")
        correct_waiver(session, world.reviewer, place, PREFERRED, waiver_id, said)
    assert states(world, beside) == [("missing", world.starts_on, world.ends_on)]


def test_recorded_twice_it_is_one(world: World, beside: Beside) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: record(world, beside), range(2)))
    assert both[0] == both[1] == record(world, beside)
    assert last_days(world) == [None]


def test_of_two_who_correct_it_at_once_one_is_told(world: World, beside: Beside) -> None:
    waiver_id = record(world, beside)

    def attempt(until_on: date | None) -> str:
        try:
            correct(world, beside, waiver_id, until_on)
        except CannotDo as refused:
            return refused.problems[""]
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, (None, world.today)))
    assert told[0] == ""
    assert "corrected this waiver already" in told[1]


def test_what_becomes_required_is_asked_for_again(world: World, beside: Beside) -> None:
    """The exception was from something that was only preferred; to be waived now it needs a last day."""
    waiver_id, from_on = record(world, beside), world.today + 30 * DAY
    require_it(world, beside, from_on)
    assert states(world, beside) == [
        ("waived", world.starts_on, from_on - DAY),
        ("missing", from_on, world.ends_on),
    ]
    with clock_on(from_on):
        with pytest.raises(CannotDo) as refused:
            correct(world, beside, waiver_id, None)
        assert refused.value.problems == {"until_on": "A waiver needs a last day."}
        correct(world, beside, waiver_id, from_on + 10 * DAY)
    assert states(world, beside)[0] == ("waived", world.starts_on, from_on + 10 * DAY)
