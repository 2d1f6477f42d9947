"""What a partner enters of a policy, what is said of it before sending, and what the reviewer sees."""

from datetime import timedelta

from tests.builders import good_files
from tests.builders.sending import accept, send
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_submissions_upload import start

KEY, LIABILITY = "insurance", "public-liability"


def days(world: World) -> dict[str, str]:
    typed: dict[str, str] = {}
    for name, value in (
        ("from_on", world.today.replace(day=1)),
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
