"""Every link of every page leads somewhere, for whoever is shown it."""

from collections import deque
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.client import PageClient
from tests.pages.walking import DIFFERS, links_of

NEARLY_ALL = {"manager": 150, "member": 60, "reviewer_and_member": 100, "officer": 30, "administrator": 10}
"""Who opens how many pages at least."""


@pytest.mark.usefixtures("house")
def test_no_link_leads_nowhere(clients: dict[str, PageClient]) -> None:
    found = {who: follow(clients[who]) for who in NEARLY_ALL}
    nowhere = [f"{who}: {each}" for who, (some, _) in found.items() for each in some]
    assert not nowhere, "\n" + "\n".join(nowhere)
    assert {who: opened for who, (_, opened) in found.items() if opened < NEARLY_ALL[who]} == {}


def follow(client: PageClient) -> tuple[list[str], int]:
    """From home to everything that is linked, of each kind one: the links that lead nowhere, each with the
    page that has it, and how many were opened."""
    waiting, seen, nowhere = deque([("/", "")]), set[str](), list[str]()
    while waiting:
        address, before = waiting.popleft()
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        answer = client.ask("GET", address)
        if answer.status >= 400:
            nowhere.append(f"{answer.status} {address}, on {before}")
        elif answer.location.startswith("/"):
            waiting.append((answer.location, before))
        waiting.extend((each, address) for each in links_of(answer, urlsplit(address).path))
    return nowhere, len(seen)


def kind_of(address: str) -> str:
    """What it is about, and what it asks, whatever of."""
    parts = urlsplit(address)
    asked = ",".join(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
    return f"{DIFFERS.sub('', parts.path)}?{asked}"
