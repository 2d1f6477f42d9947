"""What is known of an organisation: who may change it, and what follows."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.vocabulary import LegalForm
from portal.access import Audience, Belonging, NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.organisations.actions.change_organisation import About, Since, change_organisation
from portal.places.organisations import get_organisation_place
from portal.records import Engagement, Event, Organisation, Standing
from portal.standing.queries.as_known import known_at
from portal.standing.queries.verify import verify_standing
from tests.builders import inviting
from tests.builders.clock import clock_on
from tests.builders.world import World

ACCOUNTS = "audited-accounts"
SAME = About("Tidewater Peers", (), LegalForm.CHARITY, 3, 31)


@pytest.fixture
def own_manager(world: World) -> Viewer:
    """The partner's member, as one of its managers."""
    manages = Belonging(world.partner_id, "Tidewater Peers", "manager")
    return Viewer(world.member.person_id, world.member.name, world.member.email, (manages,))


def change(world: World, by: Viewer, about: About, organisation_id: uuid.UUID | None = None) -> bool:
    with world.database.writing() as session:
        place = get_organisation_place(session, by, organisation_id or world.partner_id, tuple(Audience))
        return change_organisation(session, by, place, about)


def states(world: World, engagement_id: uuid.UUID) -> set[str]:
    with world.database.reading() as session:
        query = sa.select(Standing.state).where(
            Standing.engagement_id == engagement_id,
            Standing.requirement_key == ACCOUNTS,
            *known_at(Standing, None),
        )
        return set(session.scalars(query))


def kept(world: World) -> Organisation:
    with world.database.reading() as session:
        return session.get_one(Organisation, world.partner_id)


def test_its_manager_changes_it_and_standing_follows(world: World, own_manager: Viewer) -> None:
    assert states(world, world.engagement_id) == {"missing"}
    first = date(world.today.year + 3, 6, 30)
    about = About(" Tidewater  Peers CIO ", ("Tide", "", " Tide ", "Peers"), LegalForm.COMPANY, 6, 30, first)
    assert change(world, own_manager, about)
    found = kept(world)
    assert (found.name, found.trading_names) == ("Tidewater Peers CIO", ["Tide", "Peers"])
    assert (found.legal_form, found.year_end_month, found.year_end_day) == ("company", 6, 30)
    assert states(world, world.engagement_id) == {"not-needed"}
    with world.database.reading() as session:
        event = session.scalars(sa.select(Event).order_by(Event.number.desc()).limit(1)).one()
        assert (event.name, event.person_id) == ("organisation-changed", own_manager.person_id)
        assert event.data["name"] == {"from": "Tidewater Peers", "to": "Tidewater Peers CIO"}
        assert event.data["first_year_end_on"]["to"] == first.isoformat()
        sort_name = session.scalar(
            sa.select(Engagement.sort_name).where(Engagement.id == world.engagement_id)
        )
        assert sort_name == "tidewater peers cio"


def test_a_year_end_that_changes_from_a_day_leaves_the_years_before_as_they_were(
    world: World, own_manager: Viewer
) -> None:
    before = last_days(world)
    assert before
    assert {end[5:] for end in before} == {"03-31"}
    since = Since(date(world.starts_on.year + 1, 1, 1))
    with clock_on(world.today + timedelta(days=3)):
        assert change(
            world, own_manager, About("Tidewater Peers", (), LegalForm.COMPANY, 12, 31, since=since)
        )
    after = last_days(world)
    assert {end for end in after if end < str(since.from_on)} == {
        end for end in before if end < str(since.from_on)
    }
    assert {end[5:] for end in after if end >= str(since.from_on)} == {"12-31"}
    assert last_days(world, known=world.today) == before, "nobody knew of it then"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def last_days(world: World, known: date | None = None) -> set[str]:
    """Of the financial years that were asked for until the end of the contract."""
    with world.database.reading() as session:
        rows = session.scalars(
            sa.select(Standing.parts).where(
                Standing.engagement_id == world.engagement_id,
                Standing.requirement_key == ACCOUNTS,
                *known_at(Standing, known),
            )
        )
        return {part for parts in rows for part in parts.split("\n") if part}


def test_whether_it_was_wrong_or_has_changed_has_to_be_said(world: World, own_manager: Viewer) -> None:
    with pytest.raises(CannotDo) as refused:
        change(world, own_manager, About("Tidewater Peers", (), LegalForm.CHARITY, 12, 31, since=None))
    assert set(refused.value.problems) == {"since"}
    assert change(world, own_manager, About("Tidewater Friends", (), LegalForm.CHARITY, 3, 31, since=None))


def test_the_same_again_is_nothing(world: World, own_manager: Viewer) -> None:
    with world.database.reading() as session:
        before = session.scalar(sa.select(sa.func.count()).select_from(Event))
    assert change(world, own_manager, SAME) is False
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Event)) == before


def test_a_lead_may_of_what_it_entered_until_somebody_joins_it(world: World) -> None:
    organisation_id = inviting.name_partner(world, "Strand Walkers")
    about = About("Strand Walkers", ("Strand",), LegalForm.CHARITY, 3, 31, charity_number="1012345")
    assert change(world, world.manager, about, organisation_id)
    inviting.come_in(world, inviting.invite(world, organisation_id, "wanda@example.org"))
    for named in (organisation_id, world.partner_id):
        with pytest.raises(NotAllowed):
            change(world, world.manager, About("Mine", (), LegalForm.CHARITY, 3, 31), named)


def test_who_may_not(world: World) -> None:
    for viewer in (world.member, world.reviewer_and_member):
        with pytest.raises(NotAllowed):
            change(world, viewer, SAME)
    for viewer in (world.reviewer, world.officer, world.second_member, world.noise_manager):
        with pytest.raises(NotHere):
            change(world, viewer, SAME)


@pytest.mark.parametrize(
    ("about", "field"),
    [
        (About(" "), "name"),
        (About("x" * 201), "name"),
        (About("Tidewater Peers", ("x" * 201,)), "trading_names"),
        (About("Tidewater Peers", tuple(f"Name {number}" for number in range(21))), "trading_names"),
        (About("Tidewater Peers", year_end_month=2, year_end_day=30), "year_end"),
        (About("Tidewater Peers", year_end_month=4), "year_end"),
        (
            About("Tidewater Peers", (), None, 3, 31, date(2025, 6, 30)),
            "first_year_end_on",
        ),
    ],
)
def test_what_will_not_do(world: World, own_manager: Viewer, about: About, field: str) -> None:
    with pytest.raises(CannotDo) as refused:
        change(world, own_manager, about)
    assert set(refused.value.problems) == {field}
    assert kept(world).name == "Tidewater Peers"


def test_a_trading_name_that_is_too_long_is_told_as_one(world: World, own_manager: Viewer) -> None:
    with pytest.raises(CannotDo) as refused:
        change(world, own_manager, About("Tidewater Peers", ("Tide", "x" * 201)))
    said = refused.value.problems["trading_names"]
    assert said == "A trading name must have 200 characters or fewer."


def test_29_february_is_the_last_day_of_february(world: World, own_manager: Viewer) -> None:
    assert change(world, own_manager, About("Tidewater Peers", (), LegalForm.CHARITY, 2, 29))
    assert states(world, world.engagement_id) == {"missing"}
