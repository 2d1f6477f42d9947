"""create-user, on the command line."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.database import Database
from portal.records import Membership, Person
from tests.actions.conftest import Portal
from tests.builders.world import PASSWORD


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
        assert (code, err) == (2, "portal: first@example.org belongs to Harbour Light already.\n")
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
    assert "http://localhost:8000/link" in out
    assert len(list((tmp_path / "home" / "mail").glob("*.eml"))) == 1
    with database.reading() as session:
        assert session.scalars(sa.select(Person.password_hash)).all() == [None]
