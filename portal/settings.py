"""Settings from the environment: read once at start, frozen, and checked."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from portal.email_address import address_problem
from portal.providers import Provider, WrongProviders, read_providers
from portal.proving import KEEP_YEARS, WrongProof, read_anchor_place, read_keep_years, read_log_key

DEFAULT_SECRET = "for-development-only-never-in-production"  # noqa: S105 refused in production below
MEGABYTE = 1024 * 1024
LARGEST = 16 * 1024 * 1024
"""The most that a number of megabytes may be."""

Choice = TypeVar("Choice")
Networks = tuple[IPv4Network | IPv6Network, ...]


class SettingError(ValueError):
    """A setting that is missing or wrong: its name and what is expected."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"{name}: {expected}")


class FactorFor(StrEnum):
    """Who does not come in with a password alone: the people of leads and councils, and whoever looks after
    the portal; partners' people too; or nobody, as in development."""

    NOBODY = "nobody"
    LEADS = "leads"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to another.

    `keep_leavers_months` is how long what names a person is kept after the person left. `upload_limit` is
    in bytes; `smtp` is None where mail is kept in `home/mail` instead; `mail_sandbox` is the one address
    that all mail goes to instead. `bounces` is the mailbox that what comes back is read from,
    `bounce_secret` what whoever posts it must know. `clamd` is where ClamAV's daemon is asked about files,
    and what it finds is kept for `keep_harmful_days`. A submission may have `submission_limit` bytes of
    files, an organisation add `daily_limit` on one day and have `organisation_limit` in all. `works_here`
    is whether whoever serves does the work that nobody waits for, too. `metrics_token` is what whoever reads
    the figures must know; None where only this machine may. `drain_seconds` is for how long whoever is told
    to stop still serves while saying that it is not ready. `trusted_proxies` are the networks whose word
    counts for where somebody comes from; `second_factor` is who needs one in production, `providers` the
    organisations through whose own sign-in their people come.
    """

    home: Path
    database_url: str
    evidence: str
    address: str
    secret: str
    production: bool
    debug: bool
    upload_limit: int
    smtp: str | None
    mail_from: str
    keep_leavers_months: int = 12
    works_here: bool = True
    mail_sandbox: str | None = None
    bounces: str | None = None
    bounce_secret: str | None = None
    clamd: str | None = None
    keep_harmful_days: int = 30
    submission_limit: int = 250 * MEGABYTE
    daily_limit: int = 1024 * MEGABYTE
    organisation_limit: int = 10_240 * MEGABYTE
    metrics_token: str | None = None
    drain_seconds: int = 0
    trusted_proxies: Networks = ()
    second_factor: FactorFor = FactorFor.LEADS
    providers: tuple[Provider, ...] = ()
    log_key: str | None = field(default=None, repr=False)
    anchor: str | None = None
    keep_years: Mapping[str, int] = field(default_factory=lambda: dict(KEEP_YEARS))

    @property
    def scans(self) -> bool:
        """Whether files are scanned for viruses before anybody opens them."""
        return self.clamd is not None

    @property
    def factor_for(self) -> FactorFor:
        """Who needs a second factor here; nobody is made to have one in development."""
        return self.second_factor if self.production else FactorFor.NOBODY

    @property
    def secure_cookies(self) -> bool:
        return self.address.startswith("https://")

    @property
    def pictures(self) -> Path:
        """Where drawn pages of files are kept for a while."""
        return self.home / "pictures"

    @property
    def incoming(self) -> Path:
        """Where uploads are staged: beside the store, so that keeping is a rename."""
        return self.home / "incoming"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings; raises SettingError at the first that is wrong."""
    home = Path(environment.get("PORTAL_HOME") or "var").resolve()
    settings = Settings(
        home=home,
        database_url=database_address(environment.get("DATABASE_URL") or f"sqlite:///{home / 'portal.db'}"),
        evidence=evidence_address(environment.get("PORTAL_EVIDENCE") or f"file://{home / 'evidence'}"),
        address=web_address(environment.get("PORTAL_ADDRESS") or "http://localhost:8000"),
        secret=environment.get("PORTAL_SECRET") or DEFAULT_SECRET,
        production=one_of(environment, "PORTAL_MODE", {"development": False, "production": True}),
        debug=one_of(environment, "PORTAL_DEBUG", {"no": False, "yes": True}),
        upload_limit=whole_number(environment, "PORTAL_UPLOAD_LIMIT_MB", 25) * MEGABYTE,
        smtp=smtp_address(environment.get("PORTAL_SMTP")),
        mail_from=mail_sender(environment.get("PORTAL_MAIL_FROM") or "good-standing@localhost"),
        mail_sandbox=sandbox_address(environment.get("PORTAL_MAIL_SANDBOX")),
        bounces=mailbox_address(environment.get("PORTAL_BOUNCES")),
        bounce_secret=plain_secret(environment, "PORTAL_BOUNCE_SECRET"),
        metrics_token=plain_secret(environment, "PORTAL_METRICS_TOKEN"),
        drain_seconds=whole_number(environment, "PORTAL_DRAIN_SECONDS", 0, least=0),
        keep_leavers_months=whole_number(environment, "PORTAL_KEEP_LEAVERS_MONTHS", 12),
        clamd=clamd_address(environment.get("PORTAL_CLAMD")),
        keep_harmful_days=whole_number(environment, "PORTAL_KEEP_HARMFUL_DAYS", 30),
        submission_limit=whole_number(environment, "PORTAL_SUBMISSION_LIMIT_MB", 250, LARGEST) * MEGABYTE,
        daily_limit=whole_number(environment, "PORTAL_DAILY_LIMIT_MB", 1024, LARGEST) * MEGABYTE,
        organisation_limit=whole_number(environment, "PORTAL_ORGANISATION_LIMIT_MB", 10_240, LARGEST)
        * MEGABYTE,
        works_here=one_of(environment, "PORTAL_WORK", {"here": True, "elsewhere": False}),
        trusted_proxies=networks(environment.get("PORTAL_TRUSTED_PROXIES")),
        providers=providers_in(environment.get("PORTAL_PROVIDERS")),
        second_factor=one_of(environment, "PORTAL_SECOND_FACTOR", NEEDS_FACTOR),
        log_key=proving(environment, "PORTAL_LOG_KEY", read_log_key),
        anchor=proving(environment, "PORTAL_ANCHOR", read_anchor_place),
        keep_years=proving(environment, "PORTAL_KEEP_YEARS", read_keep_years),
    )
    if settings.production:
        check_production(settings)
    return settings


def check_production(settings: Settings) -> None:
    if settings.secret == DEFAULT_SECRET or len("".join(settings.secret.split())) < 32:
        raise SettingError(
            "PORTAL_SECRET", "must be a secret of its own, 32 characters or more beside blanks, in production"
        )
    if not settings.secure_cookies:
        raise SettingError("PORTAL_ADDRESS", "must start with https:// in production")
    if any(not each.is_safe for each in settings.providers):
        raise SettingError("PORTAL_PROVIDERS", "must have https:// issuers in production")
    if settings.debug:
        raise SettingError("PORTAL_DEBUG", "must be no in production")


NEEDS_FACTOR = {each.value: each for each in (FactorFor.LEADS, FactorFor.EVERYBODY)}


def one_of(environment: Mapping[str, str], name: str, choices: Mapping[str, Choice]) -> Choice:
    value = environment.get(name) or next(iter(choices))
    if value not in choices:
        raise SettingError(name, f"must be one of {', '.join(choices)}, not {value!r}")
    return choices[value]


def whole_number(
    environment: Mapping[str, str], name: str, default: int, most: int = 1024, least: int = 1
) -> int:
    value = environment.get(name) or str(default)
    is_number = value.isascii() and value.isdigit() and len(value) <= 9
    if not is_number or not least <= int(value) <= most:
        raise SettingError(name, f"must be a whole number from {least} to {most}, not {value[:40]!r}")
    return int(value)


def database_address(value: str) -> str:
    """sqlite:///… or postgresql://…, the latter through psycopg 3."""
    if value.startswith("sqlite:///"):
        return value
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if value.startswith(prefix):
            return "postgresql+psycopg://" + value.removeprefix(prefix)
    raise SettingError("DATABASE_URL", "must start with sqlite:/// or postgresql://")


def evidence_address(value: str) -> str:
    parts = urlsplit(value)
    if (parts.scheme == "file" and parts.path.startswith("/")) or (parts.scheme == "s3" and parts.netloc):
        return value
    raise SettingError("PORTAL_EVIDENCE", "must be file:///a/folder or s3://bucket/prefix")


def web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise SettingError(
            "PORTAL_ADDRESS", "must be the address that people use, such as https://portal.example"
        )
    return value.rstrip("/")


def smtp_address(value: str | None) -> str | None:
    if not value:
        return None
    if not is_server(value, "smtp", "smtps") or urlsplit(value).path.strip("/"):
        raise SettingError("PORTAL_SMTP", "must be smtp://user:password@host:port or smtps://…")
    return value


def mailbox_address(value: str | None) -> str | None:
    if not value:
        return None
    if not is_server(value, "imap", "imaps") or not urlsplit(value).username:
        raise SettingError("PORTAL_BOUNCES", "must be imaps://user:password@host/INBOX or imap://…")
    return value


def is_server(value: str, *schemes: str) -> bool:
    """Whether it names a server, and either both a user and a password, in plain letters, or neither."""
    try:
        parts = urlsplit(value)
        is_there = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    said = [unquote(each or "") for each in (parts.username, parts.password)]
    plain = all(each.isascii() and each.isprintable() for each in said)
    return is_there and plain and bool(said[0]) == bool(said[1])


def clamd_address(value: str | None) -> str | None:
    if not value:
        return None
    try:
        parts = urlsplit(value)
        is_socket = parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc
        is_there = is_socket or (parts.scheme == "tcp" and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        is_there = False
    if not is_there:
        raise SettingError("PORTAL_CLAMD", "must be unix:///run/clamav/clamd.ctl or tcp://host:3310")
    return value


def mail_sender(value: str) -> str:
    """An address, or a name and an address in <>."""
    local, at, domain = parseaddr(value)[1].rpartition("@")
    if not (local and at and domain and value.isprintable() and f"{local}{domain}".isascii()):
        raise SettingError("PORTAL_MAIL_FROM", "must be an address, or Name <name@example.org>")
    return value


def sandbox_address(value: str | None) -> str | None:
    if value and address_problem(value):
        raise SettingError("PORTAL_MAIL_SANDBOX", "must be an e-mail address such as name@example.org")
    return value or None


def plain_secret(environment: Mapping[str, str], name: str) -> str | None:
    """One that can stand in an address or a header."""
    value = environment.get(name)
    if value and (len(value) < 32 or not value.isascii() or not value.isalnum()):
        raise SettingError(name, "must be 32 letters and digits or more")
    return value or None


def networks(value: str | None) -> Networks:
    """Addresses and networks with commas between them."""
    try:
        return tuple(ip_network(each.strip()) for each in (value or "").split(",") if each.strip())
    except ValueError:
        raise SettingError(
            "PORTAL_TRUSTED_PROXIES", "must be addresses or networks such as 10.0.0.0/8, with commas between"
        ) from None


def proving(environment: Mapping[str, str], name: str, read: Callable[[str], Choice]) -> Choice:
    try:
        return read(environment.get(name) or "")
    except WrongProof as error:
        raise SettingError(name, str(error)) from None


def providers_in(path: str | None) -> tuple[Provider, ...]:
    """What stands in the file."""
    try:
        return read_providers(Path(path)) if path else ()
    except WrongProviders as error:
        raise SettingError("PORTAL_PROVIDERS", f"must be a file as docs/sign-in.md has it: {error}") from None
