"""The areas that can be chosen beside an evening are those that its partners had then."""

from datetime import date, timedelta

from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.overview.queries.narrowing import list_areas
from tests.builders.clock import clock_on
from tests.builders.world import World


def areas(world: World, known: date | None) -> tuple[str, ...]:
    with world.database.reading() as session:
        return list_areas(session, world.contract_place(session), known)


def test_an_area_of_that_evening_can_be_chosen(world: World) -> None:
    before = areas(world, None)
    later = world.today + timedelta(days=3)
    with clock_on(later):
        with world.database.writing() as session:
            place = world.place(session, world.manager)
            terms = Terms("Northmouth", place.starts_on, place.ends_on)
            change_engagement(session, world.manager, place, terms)
        assert "Eastmouth" not in areas(world, None)
        assert areas(world, world.today) == before
        assert areas(world, later) == areas(world, None) == ("Northmouth", "Westmouth")


def test_before_any_partner_was_recorded_there_is_none(world: World) -> None:
    assert areas(world, world.starts_on - timedelta(days=2000)) == ()
