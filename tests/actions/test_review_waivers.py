"""A waiver is corrected or ended early, once and with a reason; and given once where it is given twice."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.vocabulary import Outcome
from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import Decision, Engagement, Event, Standing
from portal.review.actions.correct_waiver import correct_waiver, taken_back
from portal.review.actions.decide import Verdict, waive_slot
from portal.review.queries.waivers import Waiver, get_waiver
from portal.standing.actions.rewrite_standing import rewrite_standing
from portal.standing.queries.as_known import known_at
from portal.standing.queries.verify import verify_standing
from tests.builders.sending import accept, send, waive
from tests.builders.world import World

KEY = "safeguarding-policy"
DAY = timedelta(days=1)


def waived(world: World) -> Waiver:
    """Waived from the contract's first day for two months from today."""
    today = clock.today()
    said = Verdict(Outcome.WAIVE, from_on=world.starts_on, until_on=today + 60 * DAY, words="Agreed.")
    with world.database.writing() as session:
        waiver_id = waive_slot(session, world.reviewer, world.place(session, world.reviewer), KEY, "", said)
    with world.database.reading() as session:
        return get_waiver(session, world.place(session, world.reviewer), KEY, waiver_id)


def correct(
    world: World, waiver: Waiver, verdict: Verdict, by: Viewer | None = None, key: str = KEY
) -> uuid.UUID:
    viewer = by or world.reviewer
    with world.database.writing() as session:
        place = world.place(session, viewer)
        return correct_waiver(session, viewer, place, key, waiver.waiver_id, verdict)


def days(from_on: date | None, until_on: date | None, words: str = "It came after all.") -> Verdict:
    return Verdict(Outcome.WAIVE, from_on=from_on, until_on=until_on, words=words)


def states(world: World) -> list[tuple[str, date, date]]:
    table = Standing
    query = sa.select(table.state, table.from_on, table.until_on).where(
        table.engagement_id == world.engagement_id, table.requirement_key == KEY, *known_at(table, None)
    )
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        return [
            (row.state, row.from_on, row.until_on) for row in session.execute(query.order_by(table.from_on))
        ]


def number_of_waivers(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Decision)) or 0


def test_ended_early_it_is_asked_for_again_from_the_next_day(world: World) -> None:
    waiver, today = waived(world), clock.today()
    correct(world, waiver, days(waiver.from_on, today))
    assert states(world) == [
        ("waived", world.starts_on, today),
        ("missing", today + DAY, world.ends_on),
    ]
    with world.database.reading() as session:
        event = session.scalars(sa.select(Event).order_by(Event.number.desc()).limit(1)).one()
        assert (event.name, event.data["until"]) == ("decision-corrected", today.isoformat())


def test_taken_back_it_never_counted(world: World) -> None:
    waiver = waived(world)
    correct(world, waiver, taken_back(waiver, "That was the wrong partner."))
    assert states(world) == [("missing", world.starts_on, world.ends_on)]


def test_without_a_first_day_it_keeps_its_own(world: World) -> None:
    waiver = waived(world)
    correct(world, waiver, days(None, clock.today()))
    assert states(world)[0] == ("waived", world.starts_on, clock.today())


def test_a_corrected_waiver_can_be_corrected_in_its_turn(world: World) -> None:
    waiver, today = waived(world), clock.today()
    second = correct(world, waiver, days(waiver.from_on, today))
    with world.database.reading() as session:
        again = get_waiver(session, world.place(session, world.reviewer), KEY, second)
    correct(world, again, days(waiver.from_on, today + 10 * DAY))
    assert states(world)[0] == ("waived", world.starts_on, today + 10 * DAY)


WRONG: dict[str, tuple[Verdict, set[str]]] = {
    "without a reason": (days(None, clock.today(), " "), {"words"}),
    "after the engagement": (days(None, date(2100, 1, 1)), {"until_on"}),
    "after the engagement, without a reason": (days(None, date(2100, 1, 1), " "), {"until_on", "words"}),
    "without a last day": (days(None, None), {"until_on"}),
    "over before it begins": (days(date(2026, 5, 2), date(2026, 4, 1)), {"until_on"}),
}


@pytest.mark.parametrize(("verdict", "fields"), WRONG.values(), ids=WRONG)
def test_what_will_not_do(world: World, verdict: Verdict, fields: set[str]) -> None:
    with pytest.raises(CannotDo) as refused:
        correct(world, waived(world), verdict)
    assert set(refused.value.problems) == fields


def test_who_and_which(world: World) -> None:
    waiver, verdict = waived(world), days(None, clock.today())
    with pytest.raises(NotAllowed):
        correct(world, waiver, verdict, by=world.member)
    with pytest.raises(NotHere):
        correct(world, waiver, verdict, key="anti-bribery")
    accepted_id = accept(world, send(world, "anti-bribery"))
    with world.database.reading() as session, pytest.raises(NotHere):
        get_waiver(session, world.place(session, world.reviewer), "anti-bribery", accepted_id)


def test_a_second_press_corrects_once(world: World) -> None:
    waiver, verdict = waived(world), days(None, clock.today())
    correct(world, waiver, verdict)
    with pytest.raises(CannotDo, match="corrected this waiver already"):
        correct(world, waiver, verdict)
    assert number_of_waivers(world) == 2


def test_two_who_correct_it_at_once_are_one(world: World) -> None:
    waiver = waived(world)

    def attempt(number: int) -> str:
        try:
            correct(world, waiver, days(None, clock.today() + number * DAY))
        except CannotDo:
            return "refused"
        return "corrected"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, (1, 2))) == ["corrected", "refused"]
    assert number_of_waivers(world) == 2


def test_waived_twice_it_is_one_waiver(world: World) -> None:
    until_on = clock.today() + 30 * DAY
    first = waive(world, KEY, until_on)
    assert waive(world, KEY, until_on) == first
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: waive(world, "anti-bribery", until_on), range(2)))
    assert both[0] == both[1]
    assert number_of_waivers(world) == 2


def test_for_the_same_days_with_another_reason_the_first_is_corrected(world: World) -> None:
    waiver = waived(world)
    said = days(waiver.from_on, waiver.until_on, "Another reason.")
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        with pytest.raises(CannotDo) as refused:
            waive_slot(session, world.reviewer, place, KEY, "", said)
    assert set(refused.value.problems) == {"words"}


def test_what_was_corrected_may_be_waived_anew(world: World) -> None:
    waiver = waived(world)
    correct(world, waiver, taken_back(waiver, "Too early."))
    assert waived(world).waiver_id != waiver.waiver_id
    assert states(world)[0][0] == "waived"


def test_its_words_are_corrected_after_the_work_was_cut_short(world: World) -> None:
    """Its own last day is nobody's mistake, and stands should the work go on after all."""
    its = waived(world)
    assert its.until_on
    with world.database.writing() as session:
        shorter = sa.update(Engagement).where(Engagement.id == world.engagement_id)
        session.execute(shorter.values(ends_on=its.until_on - timedelta(days=1)))
        rewrite_standing(session, [world.engagement_id])
        session.commit()
    with pytest.raises(CannotDo, match="The engagement ends on"):
        correct(world, its, days(its.from_on, its.until_on + timedelta(days=1)))
    correct(world, its, days(its.from_on, its.until_on, "Said better."))
