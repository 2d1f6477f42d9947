"""Packs: who may ask for one, whose it is, and who else may open it."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.packs.actions.create_pack import WantedPack, create_own_pack, create_pack
from portal.packs.actions.open_share import end_share
from portal.packs.queries.packs import (
    get_own_pack,
    get_pack,
    get_shared,
    list_packs,
    list_shared,
)
from portal.records import Event, Notice
from tests.builders import packing
from tests.builders.world import World


def events(world: World, name: str) -> list[Event]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event).where(Event.name == name)))


def test_who_may_ask(world: World) -> None:
    for viewer in (world.manager, world.reviewer, world.reviewer_and_member):
        assert isinstance(packing.ask(world, viewer), uuid.UUID)
    for viewer in (world.officer, world.member):
        with world.database.writing() as session:
            place = world.place(session, viewer).contract
            with pytest.raises((NotAllowed, NotHere)):
                create_pack(session, viewer, place, WantedPack(world.today))
    with world.database.writing() as session, pytest.raises(NotAllowed):
        create_own_pack(session, world.manager, world.place(session, world.manager), world.today)


def test_each_side_sees_its_own(world: World) -> None:
    own, ours = packing.own_pack(world), packing.made(world, engagement_id=world.engagement_id)
    with world.database.reading() as session:
        place, contract = world.place(session), world.contract_place(session)
        assert get_own_pack(session, place, own).asked_by == "Pat Partner"
        assert [each.pack_id for each in list_packs(session, contract)] == [ours.pack_id]
        with pytest.raises(NotHere):
            get_own_pack(session, place, ours.pack_id)
        with pytest.raises(NotHere):
            get_pack(session, contract, own)
        other = world.place(session, world.second_member, world.second_engagement_id)
        with pytest.raises(NotHere):
            get_own_pack(session, other, own)


@pytest.mark.parametrize(
    ("days", "engaged", "field"), [(-2000, False, "on"), (4000, False, "on"), (4000, True, "on")]
)
def test_a_day_that_the_contract_does_not_have_is_refused(
    world: World, days: int, engaged: bool, field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        packing.ask(
            world,
            on=world.today + timedelta(days=days),
            engagement_id=world.engagement_id if engaged else None,
        )
    assert field in refused.value.problems


def test_a_shared_pack_is_the_councils_for_its_days_and_no_other(world: World) -> None:
    shared = packing.made(world, without_names=True)
    other = packing.made(world, without_names=True, on=world.today + timedelta(days=3))
    packing.share(world, shared.pack_id, days=7)
    with world.database.reading() as session:
        place = world.contract_place(session, world.officer)
        for ahead, is_open in ((0, True), (6, True), (7, False), (-1, False)):
            day = world.today + timedelta(days=ahead)
            found = [each.pack_id for each in list_shared(session, place, day)]
            assert found == ([shared.pack_id] if is_open else []), ahead
        with pytest.raises(NotHere):
            get_shared(session, place, other.pack_id, world.today)


def test_what_is_shared_is_taken_back_once(world: World) -> None:
    pack = packing.made(world, without_names=True)
    share_id = packing.share(world, pack.pack_id)
    for viewer in (world.reviewer, world.manager):
        with world.database.writing() as session:
            end_share(session, viewer, world.contract_place(session, viewer), pack.pack_id, share_id)
    with world.database.reading() as session, pytest.raises(NotHere):
        get_shared(session, world.contract_place(session, world.officer), pack.pack_id, world.today)
    assert len(events(world, "pack-share-ended")) == 1


def test_shared_twice_it_is_shared_once_and_anew_for_other_days(world: World) -> None:
    pack = packing.made(world, without_names=True)
    packing.share(world, pack.pack_id)
    packing.share(world, pack.pack_id, by=world.reviewer)
    assert len(events(world, "pack-shared")) == 1
    packing.share(world, pack.pack_id, days=3)
    assert len(events(world, "pack-shared")) == 2
    with world.database.reading() as session:
        place = world.contract_place(session, world.officer)
        assert list_shared(session, place, world.today + timedelta(days=3)) == []


@pytest.mark.parametrize(("without_names", "days"), [(False, 14), (True, 0), (True, 367)])
def test_what_names_people_is_not_shared_nor_for_ever(world: World, without_names: bool, days: int) -> None:
    pack = packing.made(world, without_names=without_names)
    with pytest.raises(CannotDo):
        packing.share(world, pack.pack_id, days)


def test_only_what_is_made_is_shared_and_only_by_the_lead(world: World) -> None:
    pack_id = packing.ask(world, without_names=True)
    with pytest.raises(CannotDo):
        packing.share(world, pack_id)
    packing.make(world, pack_id)
    for viewer in (world.officer,):
        with pytest.raises(NotAllowed):
            packing.share(world, pack_id, by=viewer)


def test_the_council_is_told(world: World) -> None:
    tell_events(world.database)
    packing.share(world, packing.made(world, without_names=True).pack_id)
    tell_events(world.database)
    with world.database.reading() as session:
        rows = session.execute(
            sa.select(Notice.person_id, Notice.what, Notice.why, Notice.href).where(
                Notice.what.contains("shared a pack")
            )
        ).all()
    assert [row.person_id for row in rows] == [world.officer.person_id]
    assert "until" in rows[0].why
    assert "/packs/" in rows[0].href
