"""An amount of money is read alike in forms and in spreadsheets, or refused alike with what it could be."""

import re
from collections.abc import Mapping

import pytest
import sqlalchemy as sa

from checklists.money import NOTHING, PENCE, UNREAD
from portal.records import Engagement
from tests.builders import sheets
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of

M = 1_000_000
Read = int | str
"""Whole pounds as they are kept, or the sentence with which they were refused."""


def days(**given: object) -> dict[str, str]:
    parts = ("day", "month", "year")
    return {f"{name}-{part}": str(getattr(day, part)) for name, day in given.items() for part in parts}


def kept_or_refused(client: PageClient, path: str, name: str, form: Mapping[str, str]) -> Read:
    answer = client.ask("POST", path, data={"_csrf_token": client.token} | dict(form))
    if answer.status == 303:
        return int(client.get(path).value(name).replace(",", ""))
    assert answer.status == 422
    (sentence,) = answer.problems
    assert answer.links[sentence] == f"#{name}"
    assert answer.value(name) == form[name]
    return sentence


def as_funding(world: World, client_for: ClientFor, written: str) -> Read:
    """A manager changes what is agreed with a partner."""
    manager, path = client_for(world.manager), f"/engagements/{world.engagement_id}/change"
    manager.get(path)
    form = {"area": "Eastmouth", "funding": written}
    return kept_or_refused(
        manager, path, "funding", form | days(starts_on=world.starts_on, ends_on=world.ends_on)
    )


def as_insured(world: World, client_for: ClientFor, written: str) -> Read:
    """A member copies the amount of a policy."""
    member, slot = client_for(world.member), f"/engagements/{world.engagement_id}/requirements/insurance"
    member.get(slot)
    draft = member.post(f"{slot}/start", {"part": "public-liability"}).location.rpartition("/")[0]
    form = {
        "insurer": "Fathom Mutual",
        "policy_number": "FM 1",
        "insured_name": "Tidewater Peers",
        "amount": written,
        "basis": "per-claim",
        "layers": "alone",
    }
    return kept_or_refused(member, f"{draft}/amount", "amount", form)


def as_cover(world: World, client_for: ClientFor, written: str) -> Read:
    """A manager writes what a checklist asks for."""
    manager, base = client_for(world.manager), f"/contracts/{world.contract_id}/checklist"
    manager.get(base)
    draft = manager.follow(manager.post(f"{base}/change"))
    form = {
        "title": "Insurance",
        "asks": "Your policy.",
        "force": "must",
        "clause": "K3",
        "group": "Key contract requirements",
        "warn_days": "30",
        "cover-1-title": "Cyber insurance",
        "cover-1-amount": written,
        "cover-1-basis": "aggregate",
    }
    read = kept_or_refused(manager, draft.links["Insurance"], "cover-1-amount", form)
    return read.removeprefix("Insurance 1: ") if isinstance(read, str) else read


def in_sheet(world: World, client_for: ClientFor, written: str) -> Read:
    """A manager brings partners in."""
    manager, path = client_for(world.manager), f"/contracts/{world.contract_id}/partners/import"
    manager.get(path)
    content = sheets.xlsx(("Partner", "Area", "Funding"), [["Lamplight Trust", "Northmouth", written]])
    shown = manager.follow(manager.upload(path, [("partners.xlsx", content)], field="file"))
    wrong = shown.find("//section[@aria-labelledby='wrong']//p")
    if wrong:
        return words_of(wrong[0])
    manager.post(shown.response.url.path)
    with world.database.reading() as session:
        return (
            session.scalars(sa.select(Engagement.funding).where(Engagement.area == "Northmouth")).one() or 0
        )


DOORS = {"funding": as_funding, "insured": as_insured, "cover": as_cover, "sheet": in_sheet}
AMOUNTS = {"5m": 5 * M, "£5,000,000.00": 5 * M, "5 million": 5 * M, "26k": 26_000}
NOT_CLEAR = {"1,5m": ("£1,500,000", "£15,000,000"), "5,00,000": ("£500,000",)}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("written", AMOUNTS)
def test_an_amount_is_read_alike_at_every_door(
    world: World, client_for: ClientFor, door: str, written: str
) -> None:
    assert DOORS[door](world, client_for, written) == AMOUNTS[written]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("written", NOT_CLEAR)
def test_an_amount_that_is_not_clear_is_refused_with_what_it_could_be(
    world: World, client_for: ClientFor, door: str, written: str
) -> None:
    said = str(DOORS[door](world, client_for, written))
    assert written in said
    assert tuple(dict.fromkeys(re.findall(r"£[\d,]*\d", said))) == NOT_CLEAR[written]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "Enter the amount in pounds, such as 5,000,000 or 5 million."),
        ("1,5m", "“1,5m” could be £1,500,000 or £15,000,000. Write the one that is meant."),
        ("a lot", UNREAD),
        ("4,999.50", PENCE),
        ("0", NOTHING),
    ],
)
def test_why_the_amount_of_a_cover_will_not_do(
    world: World, client_for: ClientFor, written: str, sentence: str
) -> None:
    assert as_cover(world, client_for, written) == sentence


def test_a_partner_may_be_funded_with_nothing(world: World, client_for: ClientFor) -> None:
    assert as_funding(world, client_for, "0") == 0
