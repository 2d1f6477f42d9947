"""What is given so many times a year, in a year of which only a part counts."""

from datetime import date

from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms as Dates
from portal.words.wording import day
from tests.builders import returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_of_a_year_that_began_in_its_middle_it_is_said_why_fewer_are_asked_for(
    world: World, client_for: ClientFor
) -> None:
    """The contract asks for two a year, and this partner came after half of one."""
    first = date(world.starts_on.year, 10, 1)
    returning.begin(world)
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        change_engagement(session, world.manager, place, Dates(place.area, first, world.ends_on))
    member, base = client_for(world.member), f"/engagements/{world.engagement_id}/returns"
    said = f"Of this year only {day(first)} to 31 March {first.year + 1} counts, so 1 is asked for and not 2."
    assert member.get(base).words.count(said) == 2
    whole, part = (member.get(f"{base}/income-generation/{first.year + year}.1").words for year in (1, 0))
    assert f"At least two a year. {said}" in part
    assert "At least two a year." in whole
    assert "Of this year only" not in whole
    assert said in client_for(world.manager).get(base).words
