"""create-user, on the command line."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event as Signal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.database import Database
from portal.invitations.actions.invite_first import invite_first
from portal.organisations.actions.change_organisation import About, change_organisation
from portal.records import Event, Invitation, Membership, Organisation, Person
from tests.actions.conftest import Portal
from tests.builders.staff import partner_manager
from tests.builders.world import PASSWORD, World


def create_user(portal: Portal, *more: str) -> tuple[int, str, str]:
    about = ("--email", "First@Example.org", "--name", "First", "--organisation", "Harbour Light")
    return portal("create-user", *about, "--role", "manager", *more)


def test_the_first_user_is_created(
    portal: Portal, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n")
    with password.open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        assert create_user(portal)[0] == 0
    with password.open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        code, _, err = create_user(portal)
        asked = "portal: first@example.org can sign in already: use --invite, and they are asked.\n"
        assert (code, err) == (2, asked)
    with database.reading() as session:
        person = session.scalars(sa.select(Person)).one()
        assert (person.email, bool(person.password_hash)) == ("first@example.org", True)
        assert session.scalars(sa.select(Membership.role)).all() == ["manager"]


def test_a_weak_password_is_refused(portal: Portal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("short\n")
    with password.open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        code, _, err = create_user(portal)
    assert (code, err.count("\n")) == (2, 1)


def test_an_invited_user_gets_a_link(portal: Portal, database: Database, tmp_path: Path) -> None:
    code, out, _ = create_user(portal, "--invite")
    assert code == 0
    assert "http://localhost:8000/join/" in out
    assert len(list((tmp_path / "home" / "mail").glob("*.eml"))) == 1
    with database.reading() as session:
        assert session.scalars(sa.select(Person.id)).all() == []
        assert session.scalars(sa.select(Invitation.email)).all() == ["first@example.org"]


def test_administrators_are_named_and_ended(portal: Portal, world: World) -> None:
    ada, mary = world.administrator.email, world.manager.email
    assert portal("administrator") == (0, f"{ada}\n", "")
    for _ in range(2):
        assert portal("administrator", mary.upper()) == (0, f"{mary.upper()} is an administrator.\n", "")
    assert portal("administrator") == (0, f"{ada}\n{mary}\n", "")
    for _ in range(2):
        assert portal("administrator", ada, "--end") == (0, f"{ada} is no administrator.\n", "")
    assert portal("administrator") == (0, f"{mary}\n", "")
    with world.database.reading() as session:
        named = sa.select(Event.name).where(Event.name.startswith("administrator")).order_by(Event.number)
        assert session.scalars(named).all() == ["administrator-named", "administrator-ended"]


def test_nobody_is_no_administrator(portal: Portal, world: World) -> None:
    assert portal("administrator", "nobody@example.org")[0] == 2
    assert portal("administrator", world.administrator.email, "--end")[0] == 0
    assert portal("administrator") == (0, "There is no administrator.\n", "")


def test_two_who_come_in_at_once_come_into_one_organisation(database: Database) -> None:
    """The one is about to be kept while the other begins."""
    done, following = Signal(), []
    invite = partial(invite_first, name="First", organisation="Harbour Light", role="manager")

    def follow() -> None:
        with database.writing() as session:
            invite(session, email="b@example.org")
        done.set()

    with ThreadPoolExecutor(1) as pool, database.writing() as session:

        def wait_for_the_other(_: Session) -> None:
            following.append(pool.submit(follow))
            done.wait(1)

        sa.event.listen(session, "before_commit", wait_for_the_other, once=True)
        invite(session, email="a@example.org")
    following[0].result(20)
    with database.reading() as session:
        assert session.scalars(sa.select(Organisation.name)).all() == ["Harbour Light"]


def test_an_organisation_is_provisioned_once_and_told_apart_by_its_number(
    portal: Portal, database: Database
) -> None:
    about = (
        "create-user",
        "--name",
        "First",
        "--organisation",
        "Harbour Light",
        "--role",
        "manager",
        "--invite",
    )
    for number, email in enumerate(("a@example.org", "b@example.org")):
        assert portal(*about, "--email", email, "--number", "1012345")[0] == 0, number
    assert portal(*about, "--email", "c@example.org", "--number", "1099999")[0] == 0
    with database.reading() as session:
        numbers = sa.select(Organisation.charity_number).order_by(Organisation.charity_number)
        assert session.scalars(numbers).all() == ["1012345", "1099999"]
    code, _, err = portal(*about, "--email", "d@example.org")
    assert (code, "Give the number of the one you mean" in err) == (2, True)
    assert portal(*about, "--email", "d@example.org", "--number", "1")[0] == 2


COUNCIL = "Fernshire County Council"


def call_itself(world: World, viewer: Viewer, name: str) -> None:
    """As any manager may call her own organisation."""
    with world.database.writing() as session:
        assert change_organisation(session, viewer, world.own_place(session, viewer), About(name))


def invite_officer(portal: Portal, *more: str, email: str = "officer@fernshire.example") -> tuple[int, str]:
    about = ("--email", email, "--name", "Oona", "--organisation", COUNCIL, "--role", "manager", "--invite")
    code, out, err = portal("create-user", *about, *more)
    return code, out + err


def invited_into(world: World) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Organisation.id).join(Invitation, Invitation.organisation_id == Organisation.id)
        return [str(each) for each in session.scalars(query)]


def test_a_number_that_another_has_given_herself_is_no_proof_either(portal: Portal, world: World) -> None:
    pia = partner_manager(world)
    with world.database.writing() as session:
        its = sa.update(Organisation).where(Organisation.id == world.partner_id)
        session.execute(its.values(charity_number="1012345"))
        session.commit()
    code, said = invite_officer(portal, "--number", "1012345")
    assert (code, pia.email in said) == (2, True)
    assert invited_into(world) == []


@pytest.mark.parametrize("more", [(), ("--number", "1012345")])
def test_nobody_is_invited_into_what_another_has_called_so(
    portal: Portal, world: World, more: tuple[str, ...]
) -> None:
    """A manager has given her organisation the council's name before the council came."""
    pia = partner_manager(world)
    call_itself(world, pia, COUNCIL)
    code, said = invite_officer(portal, *more)
    assert (code, said.count("\n")) == (2, 1)
    assert f"managed by {pia.name} ({pia.email}); it was called Tidewater Peers before" in said
    assert invited_into(world) == []
    code, said = invite_officer(portal, "--new", *more)
    assert (code, COUNCIL in said) == (0, True)
    assert len(invited_into(world)) == 1
    assert invited_into(world) != [str(world.partner_id)]


def test_who_means_the_one_that_is_here_says_so(portal: Portal, world: World) -> None:
    call_itself(world, partner_manager(world), COUNCIL)
    assert invite_officer(portal, "--existing")[0] == 0
    assert invited_into(world) == [str(world.partner_id)]
    code, said = invite_officer(portal, "--existing", "--new")
    assert (code, "not allowed with" in said) == (2, True)


def test_one_that_is_not_here_is_not_the_existing_one(portal: Portal, world: World) -> None:
    code, said = invite_officer(portal, "--existing")
    assert (code, said) == (2, f"portal: There is no organisation called {COUNCIL}.\n")
    for email in ("a@fernshire.example", "b@fernshire.example"):
        assert invite_officer(portal, email=email)[0] == 0
    assert len(set(invited_into(world))) == 1, "nobody acts for it yet: it is whoever is invited first"


def test_a_password_gives_nobody_another_organisation_of_that_name(
    portal: Portal, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n")
    with password.open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        code, _, err = create_user(portal)
    assert (code, f"managed by Mary Manager ({world.manager.email})." in err) == (2, True)


def test_what_nobody_manages_is_told_so(portal: Portal, world: World) -> None:
    about = ("--email", "a@example.net", "--name", "A", "--organisation", "the TIDEWATER  peers")
    code, _, err = portal("create-user", *about, "--role", "member", "--invite")
    said = "An organisation called Tidewater Peers is here already, and nobody manages it."
    assert (code, said in err) == (2, True)
