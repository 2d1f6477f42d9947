"""What a partner enters of a policy, what is said of it before sending, and what the reviewer sees."""

import uuid
from datetime import date, timedelta

import pytest

from portal.words.wording import day
from tests.builders import good_files
from tests.builders.days import counts_from
from tests.builders.sending import POLICY, accept, send
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_submissions_upload import start

KEY, LIABILITY = "insurance", "public-liability"


def days(world: World) -> dict[str, str]:
    typed: dict[str, str] = {}
    for name, value in (
        ("from_on", counts_from(world.today)),
        ("until_on", world.today + timedelta(days=300)),
    ):
        typed |= {f"{name}-{field}": str(getattr(value, field)) for field in ("day", "month", "year")}
    return typed


TYPED = {
    "insurer": "Fathom Mutual",
    "policy_number": "FM 1",
    "insured_name": "Tidewater Holdings",
    "amount": "3m",
    "basis": "per-claim",
    "layers": "excess",
    "excess": "2",
}


def drafted(client: PageClient, world: World) -> str:
    draft = start(client, world, KEY, LIABILITY)
    client.upload(f"{draft}/files", [("schedule.pdf", good_files.pdf())])
    client.post(f"{draft}/dates", days(world))
    return draft


def test_the_policy_is_asked_for_with_the_legal_name_filled_in(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    draft = drafted(client, world)
    assert client.get(f"{draft}/amount").value("insured_name") == "Tidewater Peers"
    answer = client.post(f"{draft}/amount", TYPED | {"excess": ""}, 422)
    assert answer.problems == ["Say which excess policy it is, counted from the primary one."]
    for layers in ("alone", "primary"):
        answer = client.post(f"{draft}/amount", TYPED | {"layers": layers}, 422)
        assert answer.problems == ["Say above that it is an excess policy, or choose here that it is none."]
    client.post(f"{draft}/amount", TYPED)
    kept = client.get(f"{draft}/amount")
    assert [kept.value(name) for name in ("insurer", "layers", "insured_name")] == [
        "Fathom Mutual",
        "excess",
        "Tidewater Holdings",
    ]
    assert kept.find("//select[@name='excess']/option[@selected]")[0].get("value") == "2"


def test_what_falls_short_is_said_before_sending_and_to_the_reviewer(
    world: World, client_for: ClientFor
) -> None:
    client = client_for(world.member)
    draft = drafted(client, world)
    answer = client.follow(client.post(f"{draft}/amount", TYPED))
    said = (
        "An excess policy counts only above a primary one, and none is accepted",
        "The insured, Tidewater Holdings, is neither the legal name of the partner (Tidewater Peers)",
    )
    assert all(sentence in answer.words for sentence in said)
    assert "The amount is for any one claim, as is asked." in answer.words
    client.post(f"{draft}/answers")
    reviewer = client_for(world.reviewer)
    address = draft + "/review"
    page = reviewer.get(address)
    assert all(sentence in page.words for sentence in said)
    assert page.value("layers") == "excess"
    accepting = {"outcome": "accept", "amount": "3m", "basis": "per-claim", "layers": "excess", "excess": "2"}
    refused = reviewer.post(address, accepting | days(world), 422)
    assert "Say why you accept it all the same." in refused.problems[0]
    reviewer.post(address, accepting | days(world) | {"accept_words": "Named on page 2."})


def test_accepting_again_is_no_gap(world: World, client_for: ClientFor) -> None:
    """A correction is not compared with the decision that it replaces."""
    sent = send(world, KEY, LIABILITY)
    accept(world, sent)
    page = client_for(world.reviewer).get(f"/submissions/{sent}/review")
    assert "The cover is £5,000,000, as is asked for." in page.words
    assert "falls short" not in page.words


def sent_policy(world: World, client: PageClient, from_on: date, until_on: date, **changed: str) -> str:
    """The address of a draft of a good policy with these days, and with what is changed."""
    draft = start(client, world, KEY, LIABILITY)
    client.upload(f"{draft}/files", [("schedule.pdf", good_files.pdf())])
    typed: dict[str, str] = {}
    for name, value in (("from_on", from_on), ("until_on", until_on)):
        typed |= {f"{name}-{field}": str(getattr(value, field)) for field in ("day", "month", "year")}
    asked = client.ask("POST", f"{draft}/dates", None, data={"_csrf_token": client.token} | typed)
    if asked.status == 422:
        (seen,) = asked.find("//input[@name='days_right']")
        client.post(f"{draft}/dates", typed | {"days_right": str(seen.get("value"))})
    good = {"insured_name": "Tidewater Peers", "amount": "5m", "layers": "alone", "excess": ""}
    client.post(f"{draft}/amount", TYPED | good | changed)
    return draft


def panel(answer: Answer) -> tuple[str, str]:
    """The classes of what is said of the policy, and its heading."""
    (found,) = answer.find("//section[contains(@class,'gs-compared')]")
    return str(found.get("class")), str(found.xpath("string(.//h2)"))


GREEN = ("gs-compared", "Against what is asked for")
SHORT = ("gs-compared gs-compared--short", "This falls short of what is asked for")
ASKED = ("gs-compared gs-compared--short", "Look at this again")


def test_a_policy_that_has_ended_gets_no_green_panel(world: World, client_for: ClientFor) -> None:
    ended = world.today - timedelta(days=1)
    client = client_for(world.member)
    draft = sent_policy(world, client, ended - timedelta(days=364), ended)
    said = f"It ended on {day(ended)}: it would not count today."
    answer = client.get(f"{draft}/answers")
    assert panel(answer) == SHORT
    assert said in answer.words
    client.post(f"{draft}/answers")
    review = client_for(world.reviewer).get(f"{draft}/review")
    assert panel(review) == SHORT
    assert said in review.words


@pytest.mark.parametrize(("days_after", "said"), [(0, GREEN), (1, ASKED)])
def test_a_policy_that_ends_today_has_not_ended(
    world: World, client_for: ClientFor, days_after: int, said: tuple[str, str]
) -> None:
    """It is asked about the days before it, and falls short of nothing."""
    client = client_for(world.member)
    draft = sent_policy(world, client, world.starts_on + timedelta(days=days_after), world.today)
    answer = client.get(f"{draft}/answers")
    assert "It ended on" not in answer.words
    assert panel(answer) == said
    first_day = f"On {day(world.starts_on)} no cover is accepted yet. Is there an earlier policy?"
    assert (first_day in answer.words) is bool(days_after)


def test_ten_years_are_questioned_and_can_be_sent(world: World, client_for: ClientFor) -> None:
    first = world.today - timedelta(days=30)
    last = first + timedelta(days=3652)
    client = client_for(world.member)
    draft = sent_policy(world, client, first, last)
    answer = client.get(f"{draft}/answers")
    assert panel(answer) == ASKED
    assert f"It runs from {day(first)} to {day(last)}, longer than policies usually do." in answer.words
    client.post(f"{draft}/answers")
    assert panel(client_for(world.reviewer).get(f"{draft}/review")) == ASKED


def test_an_excess_policy_of_any_amount_is_no_full_cover(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    until = world.today + timedelta(days=300)
    draft = sent_policy(
        world, client, counts_from(world.today), until, layers="excess", excess="2", amount="10m"
    )
    answer = client.get(f"{draft}/answers")
    assert panel(answer) == SHORT
    assert "An excess policy counts only above a primary one, and none is accepted" in answer.words
    assert "more than the" not in answer.words
    client.post(f"{draft}/answers")
    insurance = f"/engagements/{world.engagement_id}/insurance"
    assert (
        "An excess policy counts only above a primary one, and none is accepted."
        in client.get(insurance).words
    )
    accept(world, uuid.UUID(draft.rsplit("/", 1)[1]), words="Agreed.")
    words = client.get(insurance).words
    assert "Accepted, but there is no primary policy" in words
    assert "Accepted, in force" not in words
    slot = client.get(f"/engagements/{world.engagement_id}/requirements/{KEY}").words
    assert "Public liability insurance: not enough. An excess policy counts only above a primary one" in slot
    primary = send(world, KEY, LIABILITY, details=POLICY | {"layer": 1}, amount=5_000_000)
    accept(world, primary)
    assert "Accepted, but there is no primary policy" not in client.get(insurance).words


STILL = "An excess policy is still to be sent: what was sent comes to £2,000,000 of the £5,000,000 asked for"


def test_a_primary_policy_waits_for_the_excess_that_is_still_to_be_sent(
    world: World, client_for: ClientFor
) -> None:
    client = client_for(world.member)
    primary = send(world, KEY, LIABILITY, details=POLICY | {"layer": 1}, amount=2_000_000)
    receipt = client.get(f"/submissions/{primary}/receipt")
    assert STILL in receipt.words
    assert "You need not do anything" not in receipt.words
    slot = f"/engagements/{world.engagement_id}/requirements/{KEY}"
    pages = (slot, f"/engagements/{world.engagement_id}/insurance")
    assert all(STILL in client.get(page).words for page in pages)
    assert STILL in client_for(world.reviewer).get(slot).words
    draft = drafted(client, world)
    opened = client.get(f"{draft}/amount")
    assert [opened.value(name) for name in ("layers", "excess")] == ["excess", "2"]
    client.post(f"{draft}/amount", TYPED | {"insured_name": "Tidewater Peers"})
    checked = client.get(f"{draft}/answers").words
    assert "With the other layers, accepted or waiting, it comes to at least £5,000,000." in checked
    assert "none is accepted" not in checked
    client.post(f"{draft}/answers")
    assert all("still to be sent" not in client.get(page).words for page in pages)
    assert "You need not do anything" in client.get(f"/submissions/{primary}/receipt").words


def test_an_excess_policy_that_was_sent_first_waits_for_the_primary(
    world: World, client_for: ClientFor
) -> None:
    client = client_for(world.member)
    excess = send(world, KEY, LIABILITY, details=POLICY | {"layer": 2}, amount=3_000_000)
    assert "The primary policy is still to be sent" in client.get(f"/submissions/{excess}/receipt").words
    assert client.get(f"{drafted(client, world)}/amount").value("layers") == "primary"
