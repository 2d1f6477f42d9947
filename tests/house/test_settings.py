"""Settings are read once, frozen, and refused by name where they are wrong."""

import dataclasses
import json
from pathlib import Path

import pytest

from portal.settings import DEFAULT_SECRET, FactorFor, SettingError, read_settings

PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET": "a secret that nobody else has, and long enough",
    "PORTAL_ADDRESS": "https://portal.example",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/portal"),
        ("PORTAL_EVIDENCE", "file://relative"),
        ("PORTAL_EVIDENCE", "s3://"),
        ("PORTAL_EVIDENCE", "/a/folder"),
        ("PORTAL_ADDRESS", "portal.example"),
        ("PORTAL_MODE", "prod"),
        ("PORTAL_DEBUG", "true"),
        ("PORTAL_UPLOAD_LIMIT_MB", "0"),
        ("PORTAL_UPLOAD_LIMIT_MB", "25 MB"),
        ("PORTAL_UPLOAD_LIMIT_MB", "٢٥"),
        ("PORTAL_SMTP", "mail.example:25"),
        ("PORTAL_SMTP", "smtp://mail.example:port"),
        ("PORTAL_SMTP", "smtp://mail.example:99999"),
        ("PORTAL_SMTP", "smtp://name@mail.example"),
        ("PORTAL_SMTP", "smtps://name:pässword@mail.example"),
        ("PORTAL_SMTP", "smtp://name:a%0Ab@mail.example"),
        ("PORTAL_SMTP", "smtp://mail.example/folder"),
        ("PORTAL_MAIL_FROM", "nobody"),
        ("PORTAL_MAIL_FROM", "zoë@example.org"),
        ("PORTAL_MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("PORTAL_MAIL_SANDBOX", "everybody"),
        ("PORTAL_MAIL_SANDBOX", "zoë@example.org"),
        ("PORTAL_BOUNCES", "imaps://mail.example/INBOX"),
        ("PORTAL_BOUNCES", "pop3://name:password@mail.example"),
        ("PORTAL_BOUNCE_SECRET", "short"),
        ("PORTAL_TRUSTED_PROXIES", "the proxy"),
        ("PORTAL_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("PORTAL_SECOND_FACTOR", "nobody"),
        ("PORTAL_PROVIDERS", "no/such/file.toml"),
        ("PORTAL_BOUNCE_SECRET", "0123456789abcdef/0123456789abcdef"),
        ("PORTAL_METRICS_TOKEN", "short"),
        ("PORTAL_DRAIN_SECONDS", "-1"),
        ("PORTAL_DRAIN_SECONDS", "9" * 5_000),
    ],
)
def test_a_wrong_setting_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}: must "):
        read_settings({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_SECRET", ""),
        ("PORTAL_SECRET", DEFAULT_SECRET),
        ("PORTAL_SECRET", "short"),
        ("PORTAL_SECRET", " " * 40),
        ("PORTAL_SECRET", "\t\u00a0\u2003 " * 10 + "short"),
        ("PORTAL_ADDRESS", "http://portal.example"),
        ("PORTAL_DEBUG", "yes"),
    ],
)
def test_production_refuses_what_is_for_development(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}: .*in production"):
        read_settings({**PRODUCTION, name: value})


def test_production_has_secure_cookies() -> None:
    settings = read_settings(PRODUCTION)
    assert settings.production
    assert settings.secure_cookies


def test_nothing_needs_to_be_set_for_development() -> None:
    settings = read_settings({"PORTAL_HOME": "elsewhere"})
    assert settings.home.is_absolute()
    assert settings.database_url == f"sqlite:///{settings.home / 'portal.db'}"
    assert settings.evidence == f"file://{settings.home / 'evidence'}"
    assert settings.upload_limit == 25 * 1024 * 1024


@pytest.mark.parametrize("written", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_goes_through_psycopg_3(written: str) -> None:
    settings = read_settings({"DATABASE_URL": f"{written}://somebody@localhost/portal"})
    assert settings.database_url == "postgresql+psycopg://somebody@localhost/portal"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_SMTP", "smtp://mail.example"),
        ("PORTAL_SMTP", "smtps://name%40example.org:p%40ss@mail.example:465"),
        ("PORTAL_MAIL_FROM", "Good Standing <post@portal.example>"),
        ("PORTAL_MAIL_SANDBOX", "tests@bücher.example"),
        ("PORTAL_BOUNCES", "imaps://bounces%40portal.example:p%40ss@mail.example/INBOX"),
        ("PORTAL_BOUNCE_SECRET", "0123456789abcdef0123456789ABCDEF"),
    ],
)
def test_settings_of_mail_are_taken_as_they_are(name: str, value: str) -> None:
    field = name.lower().removeprefix("portal_")
    assert getattr(read_settings({name: value}), field) == value


def test_trusted_proxies_are_networks() -> None:
    assert read_settings({}).trusted_proxies == ()
    read = read_settings({"PORTAL_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,2001:db8::/32"}).trusted_proxies
    assert [str(each) for each in read] == ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32"]


@pytest.mark.parametrize(
    ("mode", "chosen", "factor_for"),
    [
        ("production", "", FactorFor.LEADS),
        ("production", "everybody", FactorFor.EVERYBODY),
        ("development", "", FactorFor.NOBODY),
        ("development", "everybody", FactorFor.NOBODY),
    ],
)
def test_who_needs_a_second_factor(mode: str, chosen: str, factor_for: FactorFor) -> None:
    given = {**PRODUCTION, "PORTAL_MODE": mode, "PORTAL_SECOND_FACTOR": chosen}
    assert read_settings(given).factor_for is factor_for


USUAL = {
    "organisation": "Kingsmarsh County Council",
    "domain": "Kingsmarsh.example",
    "issuer": "https://id.kingsmarsh.example",
    "client_id": "good-standing",
    "client_secret": "known to both",
}


def written(path: Path, *tables: dict[str, str]) -> str:
    lines = [f"[[provider]]\n{entries(table)}" for table in tables]
    path.write_text("\n".join(lines))
    return str(path)


def entries(table: dict[str, str]) -> str:
    return "\n".join(f"{name} = {json.dumps(value)}" for name, value in table.items())


def test_providers_stand_in_a_file(tmp_path: Path) -> None:
    path = written(tmp_path / "providers.toml", USUAL)
    (found,) = read_settings({**PRODUCTION, "PORTAL_PROVIDERS": path}).providers
    assert (found.domain, found.issuer) == ("kingsmarsh.example", "https://id.kingsmarsh.example")


@pytest.mark.parametrize(
    "tables",
    [
        (),
        (USUAL, USUAL),
        (USUAL | {"scope": "everything"},),
        ({"organisation": "Kingsmarsh"},),
        (USUAL | {"client_secret": " "},),
        (USUAL | {"domain": "officer@kingsmarsh.example"},),
        (USUAL | {"domain": "example"},),
        (USUAL | {"issuer": "http://id.kingsmarsh.example"},),
        (USUAL | {"issuer": "id.kingsmarsh.example"},),
    ],
)
def test_a_wrong_file_of_providers_is_refused(tmp_path: Path, tables: tuple[dict[str, str], ...]) -> None:
    path = written(tmp_path / "providers.toml", *tables)
    with pytest.raises(SettingError, match=r"^PORTAL_PROVIDERS: must be a file"):
        read_settings({"PORTAL_PROVIDERS": path})


def test_production_asks_no_provider_without_https(tmp_path: Path) -> None:
    path = written(tmp_path / "providers.toml", USUAL | {"issuer": "http://127.0.0.1:4000"})
    assert read_settings({"PORTAL_PROVIDERS": path}).providers
    with pytest.raises(SettingError, match=r"^PORTAL_PROVIDERS: must have https"):
        read_settings({**PRODUCTION, "PORTAL_PROVIDERS": path})


def test_settings_stay_as_they_were_read() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings({}).debug = True  # type: ignore[misc]  # that is what is tried here
