"""The key by which the log is sealed: made for its owner alone, lost, and begun anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.acting.log_key import DEVELOPMENT, LogKey
from portal.database import database_on
from portal.history.actions.seal_log import seal_log
from portal.history.queries.head import find_head
from portal.keeping_key import keep_key
from portal.settings import SettingError, read_settings
from portal.standing.queries.verify_log import verify_events
from tests.actions.conftest import Portal
from tests.builders.sending import accepted, send
from tests.builders.tampering import Tamperer
from tests.builders.world import World


def test_events_that_are_older_than_the_key_are_sealed_as_they_are(world: World) -> None:
    """As an upgrade finds them: chained, without seal and rows, and nothing says where they end."""
    accepted(world, "complaints-policy")
    with world.database.writing() as session:
        old = [each | {"seal": None, "rows": None} for each in Tamperer(session).events]
        Tamperer(session).write_anew(old)
        Tamperer(session).end_nowhere()
        session.commit()
    with world.database.writing() as session:
        assert seal_log(session, "begun") > 20
        head = find_head(session)
        assert head
        assert head.keyed_from == len(old) + 1
        assert list(verify_events(session)) == []
        assert seal_log(session, "begun") == 0, "a second time there is nothing to seal"
    with world.database.writing() as session:
        Tamperer(session).change(2, name="evidence-lost")
        assert "event: 2 (evidence-lost) was changed" in list(verify_events(session))
        session.rollback()
    send(world, "anti-bribery")
    with world.database.reading() as session:
        assert list(verify_events(session)) == []


def test_a_lost_key_is_named_and_the_log_goes_on_with_another(
    world: World, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(world, "complaints-policy")
    other = LogKey(b"another" + bytes(25))
    monkeypatch.setenv("PORTAL_LOG_KEY", other.secret.hex())
    code, _, err = portal("verify")
    assert code == 2
    assert DEVELOPMENT.key_id in err
    assert "portal log new-key" in err
    assert portal("log", "new-key")[0] == 0
    with database_on(world.database.engine, other).reading() as session:
        assert list(verify_events(session)) == []
    monkeypatch.setenv("PORTAL_LOG_KEY", DEVELOPMENT.secret.hex())
    assert portal("verify")[0] == 2


def test_the_key_is_made_at_the_first_start_for_its_owner_alone(tmp_path: Path) -> None:
    settings = read_settings({"PORTAL_HOME": str(tmp_path / "home")})
    key = keep_key(settings)
    path = tmp_path / "home" / "log.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert key == keep_key(settings)
    assert key.secret.hex() not in repr(key)
    assert [each.name for each in path.parent.iterdir()] == ["log.key"]
    assert keep_key(replace(settings, log_key="ab" * 32)).secret == bytes.fromhex("ab" * 32)
    path.write_text("something else")
    with pytest.raises(SettingError, match="hexadecimal"):
        keep_key(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_LOG_KEY", "short"),
        ("PORTAL_LOG_KEY", "g" * 64),
        ("PORTAL_ANCHOR", "mailto:everybody"),
        ("PORTAL_ANCHOR", "http://elsewhere.example/anchors"),
        ("PORTAL_ANCHOR", "file://relative"),
        ("PORTAL_ANCHOR", "anchors.jsonl"),
    ],
)
def test_a_setting_of_the_log_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}: must "):
        read_settings({name: value})
