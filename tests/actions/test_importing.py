"""What a confirmed spreadsheet does, on both engines."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from evidence.sheet_values import Value
from evidence.spreadsheet import Sheet
from portal.access import Audience
from portal.contracts.actions.import_partners import import_partners
from portal.contracts.queries.named import list_known_partners
from portal.contracts.sheets.partners import Parties, plan_partners, read_partners
from portal.places.organisations import get_organisation_place
from portal.records import (
    Assignment,
    DbsCheck,
    Engagement,
    Event,
    Invitation,
    Organisation,
    Submission,
    Worker,
)
from portal.register.actions.import_people import import_people, lock_register
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_return import record_return
from portal.register.queries.asked import list_registers_asked
from portal.register.queries.known import load_register
from portal.register.sheets.plan import plan
from portal.register.sheets.read import read_people
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders import importing, inviting, sheets
from tests.builders.world import World


def brings_in(world: World, rows: Sequence[Sequence[Value]], north: Sequence[uuid.UUID] = ()) -> None:
    """People, for the first engagement where the file does not say north, as its member confirms them."""
    contracts = {"north": [str(each) for each in north]}
    headings = (*sheets.PEOPLE, "Contracts")
    sheet_id = importing.people_read(world)
    with world.database.writing() as session:
        place = get_organisation_place(session, world.member, world.partner_id, [Audience.OWN])
        lock_register(session, place)
        register = load_register(session, place)
        read = read_people([Sheet("", (headings, *map(tuple, rows)))], (), contracts, register, world.today)
        planned = plan(register, read.right, [str(world.engagement_id)])
        asked = list_registers_asked(session, place, world.today)
        import_people(session, world.member, place, sheet_id, planned, asked)


def count(world: World, table: type) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def is_sound(world: World) -> bool:
    """Whether the read models say what the rules do, and the chain of events holds."""
    with world.database.reading() as session:
        return not [*verify_standing(session), *verify_events(session)]


def test_people_their_checks_and_what_is_sent_of_them(world: World) -> None:
    rows = sheets.five_hundred(world.today)
    brings_in(world, rows)
    assert [count(world, each) for each in (Worker, DbsCheck, Submission)] == [480, 480, 480]
    assert is_sound(world)
    events = count(world, Event)
    brings_in(world, rows)
    assert [count(world, each) for each in (Worker, DbsCheck, Submission)] == [480, 480, 480]
    assert count(world, Event) == events + 1


def test_a_newer_check_is_recorded_and_sent_beside_the_older(world: World) -> None:
    row = sheets.person(1, world.today)
    brings_in(world, [row])
    row[9] = row[11] = world.today
    brings_in(world, [row])
    assert [count(world, each) for each in (Worker, DbsCheck, Submission)] == [1, 2, 2]
    assert is_sound(world)


def test_somebody_who_is_put_under_another_contract_brings_the_check_along(world: World) -> None:
    row = sheets.person(1, world.today)
    brings_in(world, [row])
    north = inviting.another_area(world)
    brings_in(world, [[*row, "North"]], [north])
    assert [count(world, each) for each in (Worker, DbsCheck, Submission)] == [1, 1, 2]
    brings_in(world, [[*row, "North"]], [north])
    assert [count(world, each) for each in (Worker, DbsCheck, Submission)] == [1, 1, 2]
    assert is_sound(world)


def test_who_came_back_is_put_under_another_contract_from_then_on(world: World) -> None:
    """Else the days between the two periods would be asked about there."""
    row = sheets.person(1, world.today)
    brings_in(world, [row])
    north, back_on = inviting.another_area(world), world.today - timedelta(days=9)
    with world.database.writing() as session:
        worker, own = session.scalars(sa.select(Worker.id)).one(), world.own_place(session)
        record_leaving(session, world.member, own, worker, world.today - timedelta(days=20))
    with world.database.writing() as session:
        own = world.own_place(session)
        record_return(session, world.member, own, worker, back_on, [world.engagement_id])
    brings_in(world, [[*row, "North"]], [north])
    with world.database.reading() as session:
        stay = sa.select(Assignment.from_on).where(Assignment.engagement_id == north)
        assert session.scalars(stay).all() == [back_on]
    assert is_sound(world)


def test_partners_with_their_engagements(world: World) -> None:
    sheet_id = importing.partners_read(world)
    table = ("Partner", "Area", "Legal form", "Year end", "Contact", "E-mail")
    rows = [
        ("Lamplight Trust", "Northmouth", "CIO", "31 March", "Lena Lamp", "lena@example.org"),
        ("OPEN DOOR FOLK", "Southmouth", "Company", "31 December", "Ola Open", "ola@example.org"),
        ("Open door folk", "Westmouth", "", "", "Una Open", "una@example.org"),
    ]
    with world.database.writing() as session:
        place = world.contract_place(session)
        parties = Parties(place.starts_on, place.ends_on, place.lead, place.commissioner)
        read = read_partners([Sheet("", (table, *rows))], (), parties, world.today)
        known = list_known_partners(session, place)
        import_partners(session, world.manager, place, sheet_id, plan_partners(read.right, known))
    with world.database.reading() as session:
        added = sa.select(Organisation.name, Organisation.legal_form, Engagement.area).join(
            Engagement, Engagement.partner_id == Organisation.id
        )
        found = session.execute(added.where(Engagement.area.in_(["Northmouth", "Southmouth"])))
        assert {tuple(each) for each in found} == {
            ("Lamplight Trust", "charity", "Northmouth"),
            ("OPEN DOOR FOLK", "company", "Southmouth"),
        }, "who belongs to itself is asked before it has another area"
        theirs = sa.select(Engagement.area).where(Engagement.partner_id == world.second_partner_id)
        assert session.scalars(theirs).all() == ["Westmouth"]
        asked = session.scalars(sa.select(Invitation.email).order_by(Invitation.email)).all()
        assert asked == ["lena@example.org", "ola@example.org"], "its own managers invite for what is its own"
    assert is_sound(world)
