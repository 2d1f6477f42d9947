"""portal person: disable, enable, role, end-sessions, address; each with its reason."""

import pytest
import sqlalchemy as sa

from portal.records import Event, Membership, Organisation, Person
from portal.sign_in.actions.sign_in import open_session
from tests.actions.conftest import Portal
from tests.builders.staff import roles, second_manager
from tests.builders.world import World

WHY = ("--reason", "Asked for by the trustees.")


def events(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        rows = session.execute(sa.select(Event.name, Event.data).order_by(Event.number))
        return [(row.name, row.data["reason"]) for row in rows if "reason" in row.data]


@pytest.mark.parametrize(
    "command",
    [
        ("disable", "a@example.org"),
        ("enable", "a@example.org"),
        ("role", "a@example.org", "member", "--organisation", "Harbour Light"),
        ("end-sessions", "a@example.org"),
        ("address", "a@example.org", "b@example.org"),
    ],
)
def test_every_one_wants_a_reason_and_somebody(
    portal: Portal, world: World, command: tuple[str, ...]
) -> None:
    code, _, err = portal("person", *command)
    assert (code, err.count("\n")) == (2, 1)
    assert "--reason" in err
    code, _, err = portal("person", *command, *WHY)
    assert (code, err) == (2, "portal: Nobody signs in with a@example.org.\n")
    code, _, err = portal("person", *command, "--reason", "  ")
    assert code == 2
    assert events(world) == []


def test_disable_and_enable(portal: Portal, world: World) -> None:
    email = world.member.email
    assert portal("person", "disable", email.upper(), *WHY)[0] == 0
    assert "so already" in portal("person", "disable", email, *WHY)[1]
    with world.database.reading() as session:
        assert session.get_one(Person, world.member.person_id).disabled_at
    assert portal("person", "enable", email, *WHY) == (0, f"{email} can sign in again.\n", "")
    assert [name for name, _ in events(world)] == ["person-disabled", "person-enabled"]
    assert {reason for _, reason in events(world)} == {"Asked for by the trustees."}


def test_role(portal: Portal, world: World) -> None:
    mary = world.manager.email
    at_lead = ("--organisation", "Harbour Light", *WHY)
    code, _, err = portal("person", "role", mary, "member", *at_lead)
    assert (code, err) == (
        2,
        "portal: Mary Manager is the only manager. Make somebody else a manager first.\n",
    )
    second_manager(world)
    code, out, _ = portal("person", "role", mary, "member", *at_lead)
    assert (code, out) == (0, f"{mary} is member at Harbour Light.\n")
    assert roles(world, world.lead_id)["Mary Manager"] == "member"
    at_partner = ("--organisation", "Tidewater Peers", *WHY)
    code, _, err = portal("person", "role", world.member.email, "reviewer", *at_partner)
    assert (code, err.startswith("portal: Nobody there decides")) == (2, True)
    code, _, err = portal("person", "role", mary, "member", *at_partner)
    assert (code, err) == (2, f"portal: {mary} does not act for Tidewater Peers\n")
    code, _, err = portal("person", "role", mary, "member", "--organisation", "Nowhere", *WHY)
    assert (code, err) == (2, "portal: there is no organisation Nowhere\n")
    assert [name for name, _ in events(world)] == ["part-changed"]


def test_a_role_is_given_in_the_organisation_that_the_person_acts_for(portal: Portal, world: World) -> None:
    """Another bears the same name, and perhaps came first."""
    second_manager(world)
    mary, at_lead = world.manager.email, ("--organisation", "Harbour Light", *WHY)
    with world.database.writing() as session:
        session.execute(sa.update(Organisation).values(name="Harbour Light"))
        session.commit()
    assert portal("person", "role", mary, "reviewer", *at_lead)[0] == 0
    assert roles(world, world.lead_id)["Mary Manager"] == "reviewer"
    both = world.reviewer_and_member.email
    code, _, err = portal("person", "role", both, "member", *at_lead)
    assert (code, err) == (2, f"portal: {both} acts for several organisations called Harbour Light\n")


def test_end_sessions(portal: Portal, world: World) -> None:
    with world.database.writing() as session:
        open_session(session, world.member.person_id)
        session.commit()
    email = world.member.email
    assert portal("person", "end-sessions", email, *WHY) == (0, f"Ended 1 session of {email}.\n", "")
    assert portal("person", "end-sessions", email, *WHY) == (0, f"Ended 0 sessions of {email}.\n", "")


def test_address(portal: Portal, world: World) -> None:
    email = world.member.email
    code, _, err = portal("person", "address", email, world.manager.email, *WHY)
    assert (code, "signs in with this address already" in err) == (2, True)
    assert portal("person", "address", email, "Pat@example.net", *WHY)[0] == 0
    with world.database.reading() as session:
        assert session.get_one(Person, world.member.person_id).email == "pat@example.net"
        assert session.scalars(sa.select(Membership.id)).all()
    assert [name for name, _ in events(world)] == ["address-changed"]
