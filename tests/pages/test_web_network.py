"""From where somebody comes: X-Forwarded-For counts as far as trusted proxies wrote it."""

from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network

import pytest
import sqlalchemy as sa
from litestar import Litestar

from evidence.store import Store
from portal.database import Database
from portal.records import SignInAttempt
from portal.settings import Settings
from portal.web.network import nearest
from tests.pages.client import PageClient
from tests.pages.conftest import behind_door

PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8:ffff::/48"))
CASES = [
    ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
    ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
    ("10.0.0.1", "", "10.0.0.1"),
    ("10.0.0.1", "203.0.113.5, 198.51.100.9", "198.51.100.9"),
    ("10.0.0.1", "203.0.113.5, 198.51.100.9, 10.0.0.7", "198.51.100.9"),
    ("10.0.0.1", "127.0.0.1, 10.0.0.2, 10.0.0.3", "127.0.0.1"),
    ("10.0.0.1", "nonsense", "10.0.0.1"),
    ("10.0.0.1", "203.0.113.5, nonsense", "10.0.0.1"),
    ("10.0.0.1", "198.51.100.9:51234", "198.51.100.9"),
    ("10.0.0.1", "[2001:db8:1:2:3:4:5:6]:51234", "2001:db8:1:2::/64"),
    ("::ffff:10.0.0.1", "::ffff:198.51.100.9", "198.51.100.9"),
    ("2001:db8:1:2::aaaa", "198.51.100.9", "2001:db8:1:2::/64"),
    ("2001:db8:ffff::1", "2001:db8:1:2::bbbb", "2001:db8:1:2::/64"),
    ("", "198.51.100.9", "unknown"),
    ("a socket", "198.51.100.9", "unknown"),
]


@pytest.mark.parametrize(("peer", "said", "counted"), CASES)
def test_the_last_that_no_proxy_is(peer: str, said: str, counted: str) -> None:
    assert nearest(peer, said, PROXIES) == counted


@pytest.mark.parametrize(("peer", "said", "_"), CASES)
def test_without_proxies_nothing_that_is_said_counts(peer: str, said: str, _: str) -> None:
    assert nearest(peer, said, ()) == nearest(peer, "", ())


@pytest.mark.parametrize(("proxies", "counted"), [((), "127.0.0.1"), (("127.0.0.1/32",), "198.51.100.9")])
def test_attempts_are_counted_by_it(
    wired: Litestar,
    settings: Settings,
    database: Database,
    store: Store,
    make_client: Callable[..., PageClient],
    proxies: tuple[str, ...],
    counted: str,
) -> None:
    trusting = replace(settings, trusted_proxies=tuple(map(ip_network, proxies)))
    client = make_client(behind_door(wired, trusting, database, store), trusting)
    form = {"email": "nobody@example.org", "password": "not the one"}
    client.post("/sign-in", form, 422, headers={"X-Forwarded-For": "203.0.113.5, 198.51.100.9"})
    with database.reading() as session:
        assert f"network {counted}" in session.scalars(sa.select(SignInAttempt.subject)).all()
