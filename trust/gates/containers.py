"""The image built, and all of deploy/compose.yaml started and asked, where a container engine is there. Where
none is, tests/house has looked at each line with what can run without one, and this says so."""

import shutil
import ssl
import subprocess
import tempfile
import time
from pathlib import Path

import httpx

from tests.house.sources import ROOT
from tests.house.test_deploy import FILLED
from tests.parts.proxy_server import make_certificate
from trust.gate import Result

MINUTES = 10
NONE = "no container engine answers here: nothing was built (tests/house/test_deploy.py checks the lines)"


def run() -> Result:
    if not engine_answers():
        return Result(True, NONE)
    for command in (["make", "image"], ["docker", "compose", "version"]):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=MINUTES * 60)
        if done.returncode:
            return Result(False, f"{' '.join(command)}: {done.stderr.strip()[-400:]}")
    with tempfile.TemporaryDirectory(prefix="gs-compose-") as folder:
        return started(Path(folder) / "deploy")


def engine_answers() -> bool:
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "info"], capture_output=True).returncode == 0


def started(deploy: Path) -> Result:
    """From a copy, with secrets and a certificate of its own; taken down with all that it has kept."""
    shutil.copytree(ROOT / "deploy", deploy)
    (deploy / "certificates").mkdir()
    certificate = make_certificate(deploy / "certificates")
    (deploy / ".env").write_text("".join(f"{name}={value}\n" for name, value in FILLED.items()), "utf-8")
    compose = ["docker", "compose", "--file", str(deploy / "compose.yaml"), "--project-name", "gs-trust"]
    try:
        began = time.monotonic()
        up = subprocess.run(
            [*compose, "up", "--detach", "--wait"], capture_output=True, text=True, timeout=MINUTES * 60
        )
        if up.returncode:
            return Result(False, f"it does not start: {up.stderr.strip()[-400:]}")
        answer = httpx.get(
            "https://localhost/sign-in", verify=ssl.create_default_context(cafile=str(certificate))
        )
        return Result(
            answer.status_code == 200,
            f"started in {time.monotonic() - began:.0f} s, answers {answer.status_code}",
        )
    finally:
        subprocess.run([*compose, "down", "--volumes"], capture_output=True, timeout=MINUTES * 60)
