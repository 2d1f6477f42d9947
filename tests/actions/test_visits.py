"""Visits and meetings: booked, moved, cancelled, held; each once, and told to those who take part."""

import uuid
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.records import Event, Notice, Visit, VisitPerson
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.actions.note_visit import note_visit
from portal.visits.actions.set_meetings import set_meetings
from portal.visits.queries.booked import list_visits
from portal.visits.queries.course import Asked, list_course
from portal.visits.queries.terms import Terms
from tests.builders.clock import clock_on
from tests.builders.world import World

COMES = 30
"""Days from today on which a visit is booked here."""


def on(world: World, days: int = COMES) -> date:
    return world.today + timedelta(days=days)


def book(world: World, day: date, *with_whom: uuid.UUID, **said: object) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.contract_place(session)
        return book_visit(session, world.manager, place, "review-meeting", day, with_whom, **said)  # type: ignore[arg-type]  # what a test says of it


def change(world: World, visit: uuid.UUID, terms: Terms, **said: object) -> None:
    with world.database.writing() as session:
        place = world.contract_place(session)
        change_visit(session, world.manager, place, visit, terms, **said)  # type: ignore[arg-type]  # the same


def cancel(world: World, visit: uuid.UUID, reason: str = "Snow.") -> None:
    with world.database.writing() as session:
        cancel_visit(session, world.manager, world.contract_place(session), visit, reason)


def events(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event.name).where(Event.name.contains("visit"))))


def told(world: World, viewer: Viewer) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Notice.what).where(Notice.person_id == viewer.person_id).order_by(Notice.made_at)
        return list(session.scalars(query))


def days_known(world: World, known: date | None) -> list[date]:
    with world.database.reading() as session:
        place = world.contract_place(session)
        return [each.on_date for each in list_visits(session, place, world.starts_on, known=known)]


def refused(problem: str) -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match=problem)


@pytest.mark.parametrize(
    ("first", "second", "is_asked"),
    [
        ((), (), True),
        ((), ("engagement_id",), True),
        (("engagement_id",), (), True),
        (("engagement_id",), ("engagement_id",), True),
        (("engagement_id",), ("second_engagement_id",), False),
        (("engagement_id", "second_engagement_id"), ("second_engagement_id",), True),
    ],
)
def test_a_second_on_one_day_is_asked_about(
    world: World, first: tuple[str, ...], second: tuple[str, ...], is_asked: bool
) -> None:
    book(world, on(world), *(getattr(world, each) for each in first))
    those = [getattr(world, each) for each in second]
    if is_asked:
        with refused("one on that day already"):
            book(world, on(world), *those)
    book(world, on(world), *those, as_well=is_asked)
    assert len(days_known(world, None)) == 2


def test_in_the_past_it_took_place_or_is_not_booked(world: World) -> None:
    with refused("That day has been"):
        book(world, on(world, -1))
    book(world, on(world, -1), took_place=True)
    with refused("cannot have taken place yet"):
        book(world, on(world), took_place=True)
    assert events(world) == ["visit-recorded"]
    tell_events(world.database)
    assert told(world, world.member) == [], "nobody is told of what has been"


def test_a_visit_is_moved_for_a_reason(world: World) -> None:
    visit = book(world, on(world))
    with refused("Say why"):
        change(world, visit, Terms(on(world, 40)))
    for wrong, problem in ((on(world, -1), "to come"), (world.ends_on + timedelta(1), "contract")):
        with refused(problem):
            change(world, visit, Terms(wrong), reason="Snow.")
    with refused("The place must have 500 characters or fewer.; Who else comes must have 200"):
        change(world, visit, Terms(on(world, 40), place="x" * 501, also="x" * 201), reason="Snow.")
    change(world, visit, Terms(on(world, 40)), reason="Snow.")
    change(world, visit, Terms(on(world, 40)), reason="Snow.")
    assert events(world) == ["visit-booked", "visit-moved"], "and said once"
    assert days_known(world, None) == [on(world, 40)]


def test_what_was_known_before_it_was_moved_is_still_answered(world: World) -> None:
    with clock_on(on(world, -9)):
        visit = book(world, on(world))
    with clock_on(on(world, -6)):
        change(world, visit, Terms(on(world, 50)), reason="Snow.")
    with clock_on(on(world, -3)):
        change(world, visit, Terms(on(world, 45)), reason="Thaw.")
    found = [days_known(world, on(world, -ago)) for ago in (10, 9, 7, 6, 4, 3)]
    assert found == [[], [on(world)], [on(world)], [on(world, 50)], [on(world, 50)], [on(world, 45)]]
    assert days_known(world, None) == [on(world, 45)]


def test_a_move_to_a_day_that_has_one_is_asked_about(world: World) -> None:
    book(world, on(world, 40))
    visit = book(world, on(world))
    with refused("one on that day already"):
        change(world, visit, Terms(on(world, 40)), reason="Snow.")
    change(world, visit, Terms(on(world, 40)), reason="Snow.", as_well=True)
    change(world, visit, Terms(on(world, 40), time(10)), reason="A later train.")
    assert events(world)[-1] == "visit-moved"


def test_a_visit_is_cancelled_for_a_reason_and_once(world: World) -> None:
    visit = book(world, on(world))
    with refused("Say why"):
        cancel(world, visit, " ")
    cancel(world, visit)
    cancel(world, visit)
    assert events(world) == ["visit-booked", "visit-cancelled"]
    with pytest.raises(NotHere):
        change(world, visit, Terms(on(world, 3)), reason="Snow.")


def test_what_has_been_took_place_or_did_not(world: World) -> None:
    with clock_on(on(world, -20)):
        held, not_held, early = (book(world, on(world, days)) for days in (-5, -4, 3))
    with world.database.writing() as session:
        place = world.contract_place(session)
        note_visit(session, world.manager, place, held)
        note_visit(session, world.manager, place, held)
        with refused("cannot have taken place yet"):
            note_visit(session, world.manager, place, early)
    cancel(world, not_held, "Nobody came.")
    with refused("took place: it cannot be cancelled"):
        cancel(world, held)
    with refused("has been already"):
        change(world, held, Terms(on(world, 9)), reason="Snow.")
    assert events(world)[3:] == ["visit-took-place", "visit-not-held"]


def test_who_takes_part_is_told_and_nobody_else(world: World) -> None:
    people = frozenset({world.reviewer.person_id, world.manager.person_id})
    terms = Terms(on(world), time(14, 30), "Town Hall", people=people)
    visit = book(world, on(world), world.engagement_id, terms=terms)
    change(world, visit, replace(terms, on=on(world, 40)), reason="Snow.")
    change(world, visit, replace(terms, on=on(world, 40), place="The annexe"))
    cancel(world, visit)
    tell_events(world.database)
    for viewer in (world.member, world.officer, world.reviewer):
        booked, moved, changed, cancelled = told(world, viewer)
        assert booked.endswith("at 2:30pm is booked")
        assert "is moved to" in moved
        assert changed.endswith("is changed")
        assert cancelled.endswith("is cancelled")
    for other in (world.second_member, world.manager, world.colleague, world.noise_member):
        assert told(world, other) == [], "nor who did it"


def test_partners_of_one_visit_do_not_read_of_each_other(world: World) -> None:
    book(world, on(world), world.engagement_id, world.second_engagement_id)
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.what + Notice.why).where(Notice.person_id == world.member.person_id)
        (words,) = session.scalars(query)
    assert "with you" in words
    assert len(told(world, world.second_member)) == 1


def test_who_cannot(world: World) -> None:
    visit = book(world, on(world))
    with world.database.writing() as session:
        officers = world.contract_place(session, world.officer)
        for act in (
            lambda: book_visit(session, world.officer, officers, "observation", on(world)),
            lambda: change_visit(session, world.officer, officers, visit, Terms(on(world, 2))),
            lambda: cancel_visit(session, world.officer, officers, visit, "No."),
            lambda: note_visit(session, world.officer, officers, visit),
            lambda: set_meetings(session, world.reviewer, world.contract_place(session, world.reviewer), {}),
        ):
            with pytest.raises((NotAllowed, NotHere)):
                act()
        theirs = frozenset({world.noise_manager.person_id})
        place = world.contract_place(session)
        with refused("Choose people"):
            terms = Terms(on(world), people=theirs)
            book_visit(session, world.manager, place, "observation", on(world, 3), terms=terms)
        assert session.scalar(sa.select(sa.func.count()).select_from(VisitPerson)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 1


def test_what_a_year_asks_for_is_counted_by_partner_or_for_all(world: World) -> None:
    wanted = {"observation": Asked(1, with_each=True), "review-meeting": Asked(4)}
    with world.database.writing() as session:
        place = world.contract_place(session)
        for _ in range(2):
            set_meetings(session, world.manager, place, wanted)
        with refused("how many a year"):
            set_meetings(session, world.manager, place, {"observation": Asked(0)})
        those = [world.engagement_id]
        book_visit(
            session, world.manager, place, "observation", world.today, those, took_place=True, as_well=True
        )
        book_visit(session, world.manager, place, "review-meeting", world.today, as_well=True)
        observation, review = list_course(session, place, clock.today())
        names = session.scalars(sa.select(Event.name).where(Event.name == "meetings-asked-changed"))
        assert len(names.all()) == 1
    held = {each.engagement_id: each.year.held for each in observation.partners}
    assert held == {world.engagement_id: 1, world.second_engagement_id: 0}
    assert review.year is not None
    assert (review.year.asked, review.year.held, review.year.booked) == (4, 0, 1), "booked is not yet held"
