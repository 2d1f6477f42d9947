"""A waiver shows its reason where what happened is told, and to the council; of a register never to that."""

from datetime import timedelta

from tests.builders import sending
from tests.builders.good_files import pdf
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_files_read import sent

KEY, REASON = "complaints-policy", "Agreed with the council for now."


def test_why_it_is_waived_is_read_by_all_sides(world: World, client_for: ClientFor) -> None:
    sending.waive(world, KEY, world.today + timedelta(days=30))
    slot = f"/engagements/{world.engagement_id}/requirements/{KEY}"
    for who in (world.reviewer, world.member):
        client = client_for(who)
        assert REASON in client.get(f"{slot}/history").words
        assert client.get(slot).words.count(REASON.rstrip(".")) == 2
    for who in (world.reviewer, world.member, world.officer):
        assert REASON.rstrip(".") in client_for(who).get(f"/engagements/{world.engagement_id}").words
    asked = f"/contracts/{world.contract_id}/past?key={KEY}&on={world.today}&known={world.today}"
    for who in (world.reviewer, world.officer):
        assert REASON in client_for(who).get(asked).words


def test_why_somebody_is_waived_is_not_told_to_the_council(world: World, client_for: ClientFor) -> None:
    sending.a_worker(world)
    sending.waive(world, "dbs-checks", world.today + timedelta(days=200))
    officer, address = client_for(world.officer), f"/engagements/{world.engagement_id}"
    assert REASON.rstrip(".") in client_for(world.reviewer).get(address).words
    assert "Waived until" in officer.get(address).words
    assert REASON.rstrip(".") not in officer.get(address).words
    past = f"/contracts/{world.contract_id}/past?key=dbs-checks&on={world.today}&known={world.today}"
    assert REASON not in officer.get(past).words


def test_the_history_is_what_was_sent_and_decided(world: World, client_for: ClientFor) -> None:
    """Who looked is folded away."""
    submission, file_id = sent(world, "policy.pdf", pdf())
    client = client_for(world.reviewer)
    for _ in range(3):
        client.get(f"/files/{file_id}/pages/1")
    sending.give_back(world, submission, words="The last page is blank.")
    shown = client.get(f"/engagements/{world.engagement_id}/requirements/{KEY}/history")
    (folded,) = shown.find("//main//details")
    inside = " ".join(str(folded.text_content()).split())
    assert inside.startswith("Who looked: 3 times")
    assert "The last page is blank." in shown.words
    assert "was looked at" not in shown.words.replace(inside, "")
    assert "A change was asked for" not in inside
