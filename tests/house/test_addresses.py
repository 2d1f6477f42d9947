"""Addresses have names: every route is in the table, and every name leads to a route."""

import re

import pytest

from portal.logs import masked
from portal.routes import ROUTES
from portal.web import (
    address,
    addresses,
    assessment_addresses,
    commitment_addresses,
    outcome_addresses,
    own_addresses,
)
from portal.web.address import Address
from tests.house.sources import list_python, name_of

TABLES = (addresses, assessment_addresses, commitment_addresses, outcome_addresses, own_addresses)
TABLE = {f"{each.__name__.replace('.', '/')}.py" for each in (address, *TABLES)}
TITLES = "portal/home/presenters/form_titles.py"
"""What forms are called, by address; a test of its own holds it against the live routes."""
LITERAL = re.compile(
    r"""f?"/(?:contracts|engagements|submissions|organisations|checklists|checklist-drafts|files)\b"""
)
EVERY = {name: what for each in TABLES for name, what in vars(each).items()}
NAMED = {name: each for name, each in EVERY.items() if isinstance(each, Address)}


def test_every_route_has_a_name() -> None:
    routes = {path for handler in ROUTES for path in handler.paths}
    unused = {name for name, each in NAMED.items() if each not in routes} - {"SUBMISSION"}
    assert routes - set(NAMED.values()) == set()
    assert unused == set()


def test_no_address_is_written_out_elsewhere() -> None:
    files = [path for path in list_python("portal") if name_of(path) not in {*TABLE, TITLES}]
    assert [name_of(path) for path in files if LITERAL.search(path.read_text("utf-8"))] == []


def test_a_gap_is_filled_and_nothing_else() -> None:
    assert addresses.SLOT("17", "K3/a") == "/engagements/17/requirements/K3%2Fa"
    assert addresses.PARTNERS("17", on=None, having="") == "/contracts/17/partners"
    with pytest.raises(ValueError, match="takes 2 values"):
        addresses.SLOT("17")


def test_what_lets_somebody_in_by_address_is_in_no_log() -> None:
    """Each part of an address that is a secret is called one, but for the codes of feedback: in a log they
    would say when somebody answered."""
    secret = re.compile(r"\{[a-z_]*(?:token|secret|proof|code):str\}")
    found = [path for path in NAMED.values() if secret.search(path)]
    assert len(found) >= 7
    for path in found:
        assert "let-me-in" not in masked(f"GET {secret.sub('let-me-in', path)} failed"), path
