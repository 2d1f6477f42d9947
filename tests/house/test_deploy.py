"""Container file, compose file and units: every line is checked by what can run without an engine."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.cli.arguments import make_parser
from portal.routes import ROUTES
from portal.serving import KEPT_OPEN, TO_FINISH
from portal.settings import MEGABYTE, read_settings
from portal.web.receiving import ROOM_FOR_FIELDS
from tests.house.settings_table import TOLD
from tests.house.sources import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"] == "good-standing"}
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")
EXAMPLE = dict(
    line.split("=", 1)
    for line in (DEPLOY / "environment.example").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
PINNED = re.compile(r"[\w./-]+:(?:\d+\.\d+(?:\.\d+)?|RELEASE\.\d{4}-\d{2}-\d{2}T[\d-]+Z)(?:-[\w.]+)*")
OF_OTHERS = re.compile(r"AWS_[A-Z_]+")
UNITS = ("good-standing.service", "good-standing-work.service")
SECRET = "0123456789abcdef0123456789abcdef"
FILLED = {
    **dict.fromkeys(EXAMPLE, SECRET),
    "PORTAL_ADDRESS": "https://portal.example",
    "PORTAL_LOG_KEY": SECRET * 2,
    "PORTAL_SMTP": "smtps://post:secret@mail.example:465",
    "PORTAL_MAIL_FROM": EXAMPLE["PORTAL_MAIL_FROM"],
}


def filled_in(text: str) -> str:
    return re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: FILLED[found[1]], text)


def directive(name: str) -> list[str]:
    """What follows a directive of the proxy, each time that it stands there."""
    return re.findall(rf"^\s*{name} (.+);$", NGINX, re.MULTILINE)


# --- compose ---


def test_the_parts_that_are_promised() -> None:
    assert set(SERVICES) == {"migrate", "web1", "web2", "worker", "proxy", "database", "store", "clamd"}
    assert {name: each.get("command", ["serve"]) for name, each in OURS.items()} == {
        "migrate": ["migrate"],
        "web1": ["serve"],
        "web2": ["serve"],
        "worker": ["work"],
    }


@pytest.mark.parametrize("image", sorted({each["image"] for each in SERVICES.values()} - {"good-standing"}))
def test_an_image_is_named_with_its_version_and_no_host(image: str) -> None:
    assert PINNED.fullmatch(image)
    assert "." not in image.split(":")[0]


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_a_setting_and_all_together_start_a_portal(name: str) -> None:
    environment = {key: filled_in(str(value)) for key, value in OURS[name]["environment"].items()}
    assert {key for key in environment if key not in TOLD and not OF_OTHERS.fullmatch(key)} == set()
    settings = read_settings(environment)
    assert settings.production
    assert settings.database_url.startswith("postgresql+psycopg://portal:")
    assert not settings.works_here, "the worker does"
    grace = int(OURS[name]["stop_grace_period"].removesuffix("s"))
    assert grace > settings.drain_seconds + TO_FINISH


def test_what_is_filled_in_is_in_the_example_and_in_no_file() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"\$\{(\w+)", text)) == set(EXAMPLE)
    assert {name for name in EXAMPLE if name.startswith("PORTAL_") and name not in TOLD} == set()
    secret = [name for name in EXAMPLE if re.search("SECRET|PASSWORD|TOKEN|SMTP", name)]
    assert [name for name in secret if EXAMPLE[name]] == []


def test_what_is_named_is_there() -> None:
    for each in SERVICES.values():
        assert set(each.get("depends_on", {})) <= set(SERVICES)
        assert set(each["networks"]) <= set(COMPOSE["networks"])
        for volume in each.get("volumes", []):
            source = volume.split(":")[0]
            is_made_by_hand = source == "./certificates"
            assert source in COMPOSE["volumes"] or is_made_by_hand or (DEPLOY / source).exists(), source
    homes = [each["volumes"][0].split(":")[0] for each in OURS.values()]
    assert len(set(homes)) == len(homes), "each has a home of its own"


def test_nobody_from_outside_reaches_database_and_store() -> None:
    assert [name for name, each in SERVICES.items() if each.get("ports")] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"]
    assert [SERVICES[name]["networks"] for name in ("database", "store")] == [["inside"], ["inside"]]


# --- the container file ---


def instructions(name: str) -> list[str]:
    joined = CONTAINERFILE.replace("\\\n", " ")
    return [line.removeprefix(f"{name} ") for line in joined.splitlines() if line.startswith(f"{name} ")]


def test_the_image_is_made_of_what_was_tested() -> None:
    assert [bool(PINNED.fullmatch(each)) for each in instructions("FROM")] == [True]
    sources = [each.split()[0] for each in instructions("COPY")]
    assert sources == ["requirements.txt", "dist/good_standing-*.whl"]
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").split("\n")
    assert {f"!{each}" for each in sources} <= set(ignored)
    assert "--require-hashes" in instructions("RUN")[1]


def test_the_image_starts_a_server_that_is_nobody_of_importance() -> None:
    (entry,), (command,) = instructions("ENTRYPOINT"), instructions("CMD")
    assert yaml.safe_load(entry) == ["portal"]
    chosen = make_parser().parse_args(yaml.safe_load(command))
    assert (chosen.host, [str(chosen.port)]) == ("0.0.0.0", instructions("EXPOSE"))  # noqa: S104 - inside of a container
    assert instructions("USER") == ["portal"]
    assert {each.split("=")[0] for each in instructions("ENV")[0].split()} - {"PYTHONUNBUFFERED"} <= set(TOLD)
    (health,) = instructions("HEALTHCHECK")
    assert f"{chosen.port}/health/ready" in health


# --- the proxy ---


def test_the_proxy_knows_every_server() -> None:
    servers = [each.split(":")[0] for each in directive("server")]
    assert servers == [name for name in OURS if name.startswith("web")]


def test_the_proxy_closes_idle_connections_first() -> None:
    assert all(int(each.removesuffix("s")) < KEPT_OPEN for each in directive("keepalive_timeout"))


def test_files_pass_where_they_are_taken_and_nowhere_else() -> None:
    (pattern,) = re.findall(r"location ~ (\S+) \{", NGINX)
    usual, of_files = (int(each.removesuffix("m")) * MEGABYTE for each in directive("client_max_body_size"))
    assert usual == ROOM_FOR_FIELDS
    limit = read_settings({}).upload_limit
    checked = 0
    for handler in (each for each in ROUTES if "POST" in each.http_methods):
        most = handler.opt.get("most_files", 0)
        for path in handler.paths:
            checked += bool(most)
            assert bool(re.search(pattern, re.sub(r"\{[^}]*\}", "x", path))) is bool(most), path
            assert most * limit + ROOM_FOR_FIELDS <= of_files
    assert checked >= 6


# --- the units ---


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_starts_what_there_is(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    for command in re.findall(r"^ExecStart(?:Pre)?=\S+/portal (.+)$", text, re.MULTILINE):
        make_parser().parse_args(command.split())
    for setting in re.findall(r"^Environment=(\w+)=", text, re.MULTILINE):
        assert setting in TOLD
    seconds = int(re.findall(r"^TimeoutStopSec=(\d+)s$", text, re.MULTILINE)[0])
    assert seconds > TO_FINISH


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_one_that_systemd_takes(name: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.fail(
            "systemd-analyze was not found. `make test` installs Debian's package systemd.", pytrace=False
        )
    portal = Path(sys.executable).parent / "portal"
    unit = tmp_path / name
    unit.write_text((DEPLOY / name).read_text("utf-8").replace("/opt/good-standing/bin/portal", str(portal)))
    found = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert [line for line in found.stderr.splitlines() if name in line] == []
