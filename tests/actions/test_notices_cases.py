"""When somebody is reminded, case by case, through the database: mornings on real days, and what was told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from checklists.library import library
from checklists.vocabulary import Outcome
from evidence.local_store import LocalStore
from portal.access import Audience
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.database import Database
from portal.notices.actions.set_wishes import SaidWishes, set_wishes
from portal.notices.rounds import send_daily
from portal.places.contracts import get_contract_place
from portal.records import Notice, Reminded, Work
from portal.review.actions.decide import Verdict
from portal.settings import read_settings
from portal.visits.actions.book_visit import book_visit
from portal.work.daily import ask_due
from tests.actions.test_submissions_still_in_force import change
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.preferring import PREFERRED, contract_beside
from tests.builders.two_leads import accept_for_noise, deliver_for_noise_too
from tests.builders.world import CHECKLIST, World, make_world

MADE_ON, BEGAN = date(2026, 3, 16), date(2025, 6, 1)
KEY = "safeguarding-policy"
ONE = timedelta(days=1)


@pytest.fixture
def spring(database: Database, store: LocalStore) -> World:
    with clock_on(MADE_ON):
        return make_world(database, store)


@pytest.fixture
def mornings(spring: World, tmp_path: Path) -> Callable[[date, date], None]:
    """The daily work on every day from one to another."""
    settings = read_settings({"PORTAL_HOME": str(tmp_path)})

    def run(first: date, last: date) -> None:
        for number in range((last - first).days + 1):
            with clock_on(first + number * ONE, time(7)):
                send_daily(settings, spring.database, first + number * ONE)

    return run


Mornings = Callable[[date, date], None]


def told(
    spring: World, key: str = KEY, engagement_id: UUID | None = None, *, of_promises: bool = False
) -> list[tuple[date, date, int]]:
    """Of the first partner's requirement: on which day, of which end, which step."""
    mine = sa.and_(
        Reminded.engagement_id == (engagement_id or spring.engagement_id),
        Reminded.part_key.startswith("sent:") == of_promises,
    )
    query = sa.select(Reminded.on_date, Reminded.last_on, Reminded.step).distinct()
    with spring.database.reading() as session:
        rows = session.execute(query.where(mine, Reminded.requirement_key == key))
        return sorted((row.on_date, row.last_on, row.step) for row in rows)


def words(spring: World, title: str, on: date) -> str:
    """What the partner's member read of it on that day."""
    query = sa.select(Notice.why, Notice.made_at).where(
        Notice.person_id == spring.member.person_id, Notice.what.startswith(title)
    )
    with spring.database.reading() as session:
        return next(str(row.why) for row in session.execute(query) if row.made_at.date() == on)


def accepted_until(spring: World, until_on: date, on: date = MADE_ON, key: str = KEY) -> UUID:
    with clock_on(on):
        return sending.accepted(spring, key, from_on=BEGAN, until_on=until_on)


END = date(2026, 6, 30)
RUNS = {
    "a missed night": ("2026-06-30", {"2026-05-01": 60, "2026-06-18": 14, "2026-06-19": None}),
    "a weekend": (
        "2026-06-21",
        {"2026-06-04": 30, "2026-06-05": 14, "2026-06-12": 7, "2026-06-19": 0}
        | {"2026-06-22": None, "2026-06-26": None, "2026-06-29": -8, "2026-07-06": -15},
    ),
    "a first step on a Saturday": ("2026-09-30", {"2026-07-30": None, "2026-07-31": 60}),
    "bank holidays": (
        "2027-01-01",
        {"2026-12-17": 30, "2026-12-18": 14, "2026-12-23": None, "2026-12-24": 7, "2026-12-29": None}
        | {"2026-12-31": 0, "2027-01-04": None, "2027-01-08": -7},
    ),
    "the night of the clocks": (
        "2026-10-26",
        {"2026-10-22": 7, "2026-10-23": 1, "2026-10-26": 0, "2026-10-27": None},
    ),
}
"""The last day, and which step is told on which day."""


@pytest.mark.parametrize("case", RUNS)
def test_a_step_is_told_once_on_its_day_or_the_working_day_before(
    spring: World, mornings: Mornings, case: str
) -> None:
    last_on = date.fromisoformat(RUNS[case][0])
    days = {date.fromisoformat(day): step for day, step in RUNS[case][1].items()}
    accepted_until(spring, last_on)
    for day in days:
        mornings(day, day)
        mornings(day, day)
    assert told(spring) == [(day, last_on, step) for day, step in days.items() if step is not None]


def test_words_say_real_days_whatever_the_step_is_called(spring: World, mornings: Mornings) -> None:
    accepted_until(spring, END)
    mornings(date(2026, 6, 18), date(2026, 6, 18))
    assert words(spring, "Safeguarding", date(2026, 6, 18)).startswith(
        "Accepted until 30 June 2026, in 12 days."
    )


def test_what_is_entered_late_is_told_once(spring: World, mornings: Mornings) -> None:
    with clock_on(MADE_ON):
        sending.waive(spring, KEY, date(2026, 6, 10))
    accepted_until(spring, date(2026, 6, 20), on=date(2026, 6, 10))
    mornings(date(2026, 6, 11), date(2026, 6, 12))
    assert told(spring) == [
        (date(2026, 6, 11), date(2026, 6, 20), 14),
        (date(2026, 6, 12), date(2026, 6, 20), 7),
    ]


def test_a_corrected_end_begins_a_new_ladder(spring: World, mornings: Mornings) -> None:
    with clock_on(MADE_ON):
        submission = sending.send(spring, KEY, from_on=BEGAN, until_on=END)
        decision = sending.accept(spring, submission)
    mornings(date(2026, 6, 15), date(2026, 6, 16))
    with clock_on(date(2026, 6, 16)):
        verdict = Verdict(Outcome.ACCEPT, until_on=date(2026, 7, 31), words="I misread the day.")
        sending.decide(spring, submission, verdict, corrects=decision)
    mornings(date(2026, 6, 17), date(2026, 6, 30))
    assert told(spring) == [
        (date(2026, 6, 15), END, 30),
        (date(2026, 6, 16), END, 14),
        (date(2026, 6, 17), date(2026, 7, 31), 60),
    ]


def test_an_extension_begins_what_was_not_asked_before(spring: World, mornings: Mornings) -> None:
    accepted_until(spring, END)
    say_end(spring, END)
    mornings(date(2026, 6, 1), date(2026, 6, 10))
    assert told(spring) == []
    with clock_on(date(2026, 6, 10)):
        say_end(spring, date(2027, 3, 31))
    mornings(date(2026, 6, 11), date(2026, 6, 12))
    assert told(spring) == [(date(2026, 6, 11), END, 30)]


def say_end(spring: World, ends_on: date) -> None:
    with clock_on(MADE_ON), spring.database.writing() as session:
        place = spring.place(session, spring.manager)
        terms = Terms(place.area, spring.starts_on, ends_on, 48_000)
        change_engagement(session, spring.manager, place, terms)


def test_an_early_renewal_is_silent_until_its_own_end_is_near(spring: World, mornings: Mornings) -> None:
    accepted_until(spring, END)
    mornings(date(2026, 6, 1), date(2026, 6, 1))
    with clock_on(date(2026, 6, 2)):
        renewed = sending.send(spring, KEY, from_on=date(2026, 7, 1), until_on=date(2027, 2, 28))
    mornings(date(2026, 6, 16), date(2026, 6, 16))
    with clock_on(date(2026, 6, 16)):
        sending.accept(spring, renewed)
    mornings(date(2026, 6, 23), date(2026, 7, 8))
    assert told(spring) == [(date(2026, 6, 1), END, 30)], "checked, then renewed"
    mornings(date(2026, 12, 29), date(2026, 12, 30))
    assert told(spring)[1:] == [(date(2026, 12, 30), date(2027, 2, 28), 60)]


def test_each_lead_has_its_own_ladder(spring: World, mornings: Mornings) -> None:
    with clock_on(MADE_ON):
        other = deliver_for_noise_too(spring)
    accepted_until(spring, END)
    with clock_on(MADE_ON):
        sent = sending.send(spring, KEY, engagement_id=other, from_on=BEGAN, until_on=END)
        accept_for_noise(spring, sent)
        with spring.database.writing() as session:
            viewer = spring.noise_manager
            place = get_contract_place(session, viewer, spring.noise_contract_id, (Audience.MANAGER,))
            set_wishes(session, viewer, place, SaidWishes("20, 10", "", "", "", 5, ""))
    mornings(date(2026, 5, 29), date(2026, 6, 23))
    assert [step for _, _, step in told(spring)] == [30, 14, 7]
    assert [step for _, _, step in told(spring, engagement_id=other)] == [20, 10]


def test_what_is_preferred_is_not_chased(spring: World, mornings: Mornings) -> None:
    with clock_on(MADE_ON):
        beside = contract_beside(spring)
    mornings(date(2026, 3, 17), date(2026, 4, 17))
    assert told(spring, PREFERRED, beside.engagement_id) == []


def test_part_beside_part(spring: World, mornings: Mornings) -> None:
    """Of three people one is renewed in time and one is being checked: only the third is told of."""
    with clock_on(MADE_ON):
        people = [sending.a_worker(spring, f"Worker {number}") for number in range(3)]
        for worker in people:
            sending.accept(spring, sending.check(spring, worker, issued_on=date(2023, 7, 1)))
        sending.accept(spring, sending.check(spring, people[0], issued_on=date(2026, 3, 2)))
        sending.check(spring, people[1], issued_on=date(2026, 3, 3))
    mornings(date(2026, 5, 29), date(2026, 6, 1))
    query = sa.select(Reminded.part_key).where(
        Reminded.engagement_id == spring.engagement_id,
        Reminded.requirement_key == "dbs-checks",
        ~Reminded.part_key.startswith("sent:"),
    )
    with spring.database.reading() as session:
        assert session.scalars(query.distinct()).all() == [str(people[2])]
    assert told(spring, "dbs-checks")[0] == (date(2026, 5, 29), END, 30)


@pytest.mark.parametrize("is_outstanding", [True, False])
def test_before_a_visit(spring: World, mornings: Mornings, is_outstanding: bool) -> None:
    """With what is outstanding for its day; where nothing is, nobody is told."""
    visit_on = date(2026, 6, 10)
    with clock_on(MADE_ON), spring.database.writing() as session:
        place = spring.place(session, spring.reviewer)
        book_visit(session, spring.reviewer, place.contract, "audit-visit", visit_on, [place.engagement_id])
    if not is_outstanding:
        waive_everything(spring, visit_on)
    mornings(date(2026, 5, 12), visit_on)
    steps = [(on, step) for on, _, step in told(spring, "")]
    days = [(date(2026, 5, 13), 28), (date(2026, 5, 27), 14), (date(2026, 6, 3), 7), (date(2026, 6, 8), 2)]
    assert steps == (days if is_outstanding else [])


def waive_everything(spring: World, until_on: date) -> None:
    with clock_on(MADE_ON):
        for requirement in library()[CHECKLIST].requirements:
            sending.waive(spring, requirement.key, until_on)


def test_the_promise_over_christmas(spring: World, mornings: Mornings) -> None:
    """Sent on Monday 21 December: five working days end on the 30th; the managers hear of it a week later."""
    with clock_on(date(2026, 12, 21)):
        sending.send(spring, KEY, from_on=BEGAN, until_on=date(2027, 12, 31))
    mornings(date(2026, 12, 22), date(2027, 1, 7))
    promised = date(2026, 12, 30)
    steps = told(spring, of_promises=True)
    assert steps == [(date(2026, 12, 31), promised, -1), (date(2027, 1, 7), promised, -8)]
    query = sa.select(Reminded.person_id).where(Reminded.last_on == promised)
    with spring.database.reading() as session:
        first = session.scalars(query.where(Reminded.step == -1)).all()
        later = session.scalars(query.where(Reminded.step == -8)).all()
    assert first == [spring.reviewer.person_id], "not who belongs to the partner too"
    assert set(later) == {spring.reviewer.person_id, spring.manager.person_id}


@pytest.mark.parametrize(("day", "is_asked"), [(date(2026, 10, 23), True), (date(2026, 10, 26), False)])
def test_seven_is_seven_by_the_clock_on_the_wall(database: Database, day: date, is_asked: bool) -> None:
    """Half past six UTC is half past seven in summer, and half past six from 25 October on."""
    moment = datetime.combine(day, time(6, 30), UTC)
    with clock_on(day, time(6, 30)), database.writing() as session:
        ask_due(session, moment)
        asked = session.scalars(sa.select(Work.kind)).all()
    assert ("send-daily" in asked) == is_asked


def test_what_follows_is_told_in_the_words_of_the_contract(spring: World, mornings: Mornings) -> None:
    change(spring, KEY, consequence="We may withhold payment until it is in order.")
    accepted_until(spring, END)
    mornings(date(2026, 5, 1), date(2026, 5, 1))
    with spring.database.reading() as session:
        (said,) = session.scalars(
            sa.select(Notice.consequence).where(
                Notice.person_id == spring.member.person_id, Notice.what.startswith("Safeguarding policy")
            )
        )
    assert said == "Clause K1: We may withhold payment until it is in order."
