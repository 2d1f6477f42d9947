"""What a reviewer reads in evidence and is more than the partner gave is accepted once that was said."""

from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Decision
from tests.builders.sending import POLICY, send
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

TICK = "Change it, or tick below that it is right."
PART = "public-liability"
ALONE = {"outcome": "accept", "amount": "5,000,000", "basis": "per-claim", "layers": "alone", "excess": ""}


def box(answer: Answer) -> str:
    return str(answer.find("//input[@name='days_right']")[0].get("value"))


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize(
    ("sent", "typed", "field", "sentence"),
    [
        ({}, {"amount": "50,000,000"}, "amount", "The partner gave £5,000,000."),
        (
            {"basis": "aggregate"},
            {"basis": "per-claim"},
            "basis",
            "The partner said that the amount is in the aggregate.",
        ),
        (
            {"details": POLICY | {"layer": 2}},
            {"layers": "alone"},
            "layers",
            "The partner said that this is an excess policy, number 1 above the primary.",
        ),
    ],
)
def test_more_than_was_sent_is_asked_about(
    world: World,
    client_for: ClientFor,
    sent: dict[str, Any],
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    submission = send(world, "insurance", PART, **sent)
    client = client_for(world.reviewer)
    page = f"/submissions/{submission}/review"
    assert not client.get(page).find("//input[@name='days_right']")
    asked = client.post(page, ALONE | typed, 422)
    assert asked.problems == [f"{sentence} {TICK}"]
    assert asked.find(f"//a[@href='#{field}']")
    other = client.post(page, ALONE | typed | {"amount": "60,000,000", "days_right": box(asked)}, 422)
    assert other.problems
    client.post(page, ALONE | typed | {"days_right": box(asked)})
    with world.database.reading() as session:
        assert session.scalars(sa.select(Decision.outcome)).one() == "accept"


def test_less_than_was_sent_and_the_same_are_not(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    for sent, typed in (("10000000", "5,000,000"), ("5000000", "5,000,000")):
        submission = send(world, "insurance", PART, amount=int(sent))
        client.post(f"/submissions/{submission}/review", ALONE | {"amount": typed})


def test_accounts_that_were_sent_as_examined_are_not_audited_unasked(
    world: World, client_for: ClientFor
) -> None:
    submission = send(world, "audited-accounts", details={"assurance": "independent-examination"})
    client = client_for(world.reviewer)
    page = f"/submissions/{submission}/review"
    asked = client.post(page, {"outcome": "accept", "assurance": "audit"}, 422)
    assert asked.problems == [f"The partner said that the accounts are independently examined. {TICK}"]
    client.post(page, {"outcome": "accept", "assurance": "audit", "days_right": box(asked)})
