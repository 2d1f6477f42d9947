"""A real OpenID Connect provider on this machine, and a browser that signs in there."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_suffix(".mjs")
CLIENT_ID, CLIENT_SECRET = "good-standing", "known to both"


@dataclass(frozen=True)
class OpenIdProvider:
    """`back` is where it sends browsers back to."""

    issuer: str
    back: str

    def comes_back(self, address: str, login: str) -> str:
        """Goes where the portal has sent a browser, signs in there as somebody, and says where it is sent."""
        with httpx.Client(timeout=10) as browser:
            while not address.startswith(self.back):
                answer = browser.get(address)
                if answer.status_code == 200:
                    answer = browser.post(
                        submit_address(answer), data={"prompt": "login", "login": login, "password": "any"}
                    )
                assert answer.is_redirect, answer.text
                address = urljoin(str(answer.url), answer.headers["location"])
        return str(address)


def submit_address(shown: httpx.Response) -> str:
    found = re.search(r'<form[^>]* action="([^"]+)"', shown.text)
    assert found, shown.text
    return urljoin(str(shown.url), str(found[1]))


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def openid_provider(back: str, where: str = "userinfo") -> Iterator[OpenIdProvider]:
    port = free_port()
    command = ["bash", str(ROOT / "tools/node.sh"), "node", str(SCRIPT), str(port), back, where]
    quiet = {"NODE_NO_WARNINGS": "1", "VENV": os.environ.get("VENV", ".venv")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | quiet
    ) as process:
        try:
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            assert any(line.strip() == "ready" for line in lines), "the provider did not start"
            yield OpenIdProvider(f"http://127.0.0.1:{port}", back)
        finally:
            process.terminate()
