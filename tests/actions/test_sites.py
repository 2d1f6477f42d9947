"""Changing Places toilets: written down by either side, put right beside what stood there, once."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.year.changing_places import FaultState, FaultStep, MapState, OnMap
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.records import Site, SiteFault, SiteFaultStep, SiteLook
from portal.sites.presenters import site_view, summary
from portal.sites.queries.sites import list_of_contract
from tests.builders import places
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.sending import a_worker
from tests.builders.world import World

TABLES = (Site, SiteLook, SiteFault, SiteFaultStep)


def rows(world: World) -> list[int]:
    with world.database.reading() as session:
        return [session.scalar(sa.select(sa.func.count()).select_from(each)) or 0 for each in TABLES]


def test_the_map_and_a_fault(world: World) -> None:
    earlier = world.today - timedelta(days=3)
    with clock_on(earlier):
        hall = places.added(world)
        assert places.site(world, hall, earlier).state is MapState.NEVER_LOOKED
        with pytest.raises(CannotDo, match="what is done"):
            places.looked(world, hall, OnMap.NOT_ON_MAP, earlier)
        places.looked(world, hall, OnMap.NOT_ON_MAP, earlier, words="We asked the owner.")
    places.looked(world, hall, since=world.today, who=world.reviewer)
    fault = places.reported(world, hall, on=earlier)
    places.told(world, hall, fault, FaultStep.PASSED_ON, on=earlier)
    places.told(world, hall, fault, FaultStep.PASSED_ON, "To the council’s officer.", who=world.reviewer)
    line = places.site(world, hall)
    assert (line.state, line.faults[0].state) == (MapState.ON_MAP, FaultState.PASSED_ON)
    assert [each.words for each in line.faults[0].steps] == ["To the owner.", "To the council’s officer."]
    assert [each.said.by_lead for each in line.looks] == [False, True]
    places.told(world, hall, fault, FaultStep.MENDED, "A new motor.")
    assert places.site(world, hall).open_faults == ()
    known = places.site(world, hall, known=earlier)
    assert (known.state, known.faults) == (MapState.NOT_ON_MAP, ())
    then = places.site(world, hall, earlier)
    assert [each.done_on for each in then.faults[0].steps] == [earlier], "the rest was done later"
    places.ended(world, hall)
    places.ended(world, hall)
    with pytest.raises(CannotDo, match="already as not used since"):
        places.ended(world, hall, earlier)
    with pytest.raises(CannotDo, match="not used any more"):
        places.reported(world, hall, "Another.")
    assert rows(world) == [1, 2, 1, 3]


def test_what_will_not_do(world: World) -> None:
    hall, tomorrow = places.added(world), world.today + timedelta(days=1)
    fault = places.reported(world, hall)
    a_worker(world, "Wendy Worker")
    for act, words in (
        (lambda: places.added(world, ""), "called"),
        (lambda: places.added(world, "By Wendy Worker"), "Wendy Worker"),
        (lambda: places.looked(world, hall, on=tomorrow), "future"),
        (lambda: places.looked(world, hall, since=tomorrow), "only after"),
        (lambda: places.reported(world, hall, ""), "what is wrong"),
        (lambda: places.reported(world, hall, on=tomorrow), "future"),
        (lambda: places.told(world, hall, fault, FaultStep.MENDED, ""), "mended"),
        (lambda: places.told(world, hall, fault, FaultStep.MENDED, on=tomorrow), "future"),
        (
            lambda: places.told(world, hall, fault, FaultStep.MENDED, on=world.today - timedelta(days=1)),
            "before",
        ),
    ):
        with pytest.raises(CannotDo, match=words):
            act()
    assert rows(world) == [1, 0, 1, 0]


def test_two_at_once_make_one(world: World) -> None:
    assert at_once(*[lambda: places.added(world)] * 3) == []
    hall = places.added(world)
    assert at_once(*[lambda: places.looked(world, hall)] * 3) == []
    assert at_once(*[lambda: places.reported(world, hall)] * 3) == []
    fault = places.reported(world, hall)
    assert at_once(*[lambda: places.told(world, hall, fault, FaultStep.MENDED)] * 3) == []
    assert rows(world) == [1, 1, 1, 1]


def test_who_may(world: World) -> None:
    with pytest.raises(NotAllowed):
        places.added(world, who=world.officer)
    with pytest.raises(NotHere):
        places.added(world, who=world.noise_member)
    with pytest.raises(NotHere):
        places.looked(world, uuid.uuid4())


def test_what_a_partner_used_that_left_early_is_not_counted(world: World) -> None:
    hall = places.added(world)
    places.reported(world, hall)

    def said() -> str:
        with world.database.reading() as session:
            return summary(list_of_contract(session, world.contract_place(session), world.today))

    assert said() == "0 of 1 site on the map. 1 fault to mend, 1 not passed on."
    said_end = SaidEnd(world.today - timedelta(days=1), "withdrew", "It closed.")
    with world.database.writing() as session:
        end_engagement(session, world.manager, world.place(session, world.manager), said_end)
    assert said() == "0 of 0 sites on the map. 0 faults to mend."
    assert site_view(places.site(world, hall)).ended == "Its partner is no longer part of this contract"
