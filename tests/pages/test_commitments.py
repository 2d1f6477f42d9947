"""Commitments of a tender, as the lead writes them down, the partner gives them, the council reads them."""

import pytest

from tests.builders import promising
from tests.builders.good_files import pdf
from tests.builders.sending import a_worker
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/commitments"


def test_from_the_tender_to_what_the_council_reads(
    world: World, manager: PageClient, base: str, client_for: ClientFor
) -> None:
    year = promising.current(world).year
    assert "No commitment is written down." in manager.get(base).words
    form = manager.get(f"{base}/new")
    empty = manager.post(f"{base}/new", {}, 422)
    assert len(empty.problems) == 5
    typed = {"who": str(world.engagement_id), "title": "Work placements", "clause": "11.4", "unit": "people"}
    typed |= {"source": "Method statement 7.", f"target_{year}": "a dozen"}
    refused = manager.post(f"{base}/new", typed, 422)
    assert refused.problems == [f"{year}: The number “a dozen” is no number such as 1200."]
    assert refused.value("title") == "Work placements"
    assert refused.value(f"target_{year}") == "a dozen"
    assert form.value("clause") == ""
    listed = manager.follow(manager.post(f"{base}/new", typed | {f"target_{year}": "12"}))
    assert "It is written down." in listed.words
    assert "Clause 11.4. Counted in people." in listed.words

    partner = client_for(world.member)
    mine = f"/engagements/{world.engagement_id}/commitments"
    page = partner.get(mine)
    assert "Work placements" in page.words
    here = f"{mine}/{page.find('//table//a')[0].get('href').split('/commitments/')[1]}"
    partner.get(here)
    shown = {"figure": "9,5x", "evidence": "The placement book."}
    wrong = partner.upload(here, [("book.pdf", pdf())], shown, status=422)
    assert len(wrong.problems) == 1
    assert [wrong.value("figure"), wrong.value("evidence")] == ["9,5x", "The placement book."]
    bad = partner.upload(here, [("book.exe", b"MZ")], shown | {"figure": "9"}, status=422)
    assert bad.problems[0].startswith("book.exe:")
    assert bad.value("evidence") == "The placement book."
    for _ in range(2):
        done = partner.follow(partner.upload(here, [("book.pdf", pdf())], shown | {"figure": "9"}))
        assert "It is given." in done.words
    its = partner.get(here)
    assert its.words.count("book.pdf") == 1

    desk = client_for(world.reviewer)
    assert "Years of commitments: 1 given and not decided on." in desk.get(base).words
    at_year = base + here.removeprefix(mine)
    assert "book.pdf" in desk.get(at_year).words
    assert desk.post(at_year, {"number": "1"}, 422).problems == ["Choose whether to accept it."]
    desk.post(at_year, {"number": "9" * 5_000, "decision": "accept"}, 404)
    back = desk.post(at_year, {"number": "1", "decision": "return"}, 422)
    assert back.problems == ["Say what needs a change."]
    desk.post(at_year, {"number": "1", "decision": "accept"})

    council = client_for(world.officer).get(base)
    assert "Accepted so far" in council.words
    for hidden in ("The placement book.", "book.pdf", "Method statement 7.", world.member.name):
        assert hidden not in council.words
    a_worker(world, "Work Placements")
    later = client_for(world.officer).get(base).words
    assert "Work placements" not in later
    assert "Not shown here: it names somebody by now." in later
    assert "Work placements" in desk.get(base).words
    client_for(world.officer).get(at_year, 404)
    client_for(world.officer).get(f"{base}/new", 404)
    before = client_for(world.officer).get(f"{base}?known={world.starts_on}").words
    assert "No commitment is written down." in before


def test_struck_it_stays_for_the_lead_alone(
    world: World, manager: PageClient, base: str, client_for: ClientFor
) -> None:
    its = promising.promised(world)
    ask = f"{base}/{its}/strike"
    manager.get(ask)
    assert manager.post(ask, {"because": " "}, 422).problems == ["Say why it is struck."]
    page = manager.follow(manager.post(ask, {"because": "The council agreed to leave it out."}))
    assert "The council agreed to leave it out." in page.words
    for reader, address in (
        (world.officer, base),
        (world.member, f"/engagements/{world.engagement_id}/commitments"),
    ):
        assert promising.TITLE not in client_for(reader).get(address).words
    year = promising.current(world).year
    partner = client_for(world.member)
    partner.get(f"/engagements/{world.engagement_id}/commitments/{its}/{year}", 404)
    client_for(world.noise_manager).get(f"{base}/{its}/{year}", 404)
    client_for(world.noise_member).get(f"/engagements/{world.engagement_id}/commitments", 404)
    client_for(world.reviewer).get(ask, 404)


def test_the_leads_own_is_decided_on_by_a_colleague(
    world: World, manager: PageClient, base: str, client_for: ClientFor
) -> None:
    its, year = promising.own(world), promising.current(world).year
    here = f"{base}/{its}/{year}"
    manager.get(manager.get(here).links["Give the figure"])
    none = manager.upload(f"{here}/give", [], {"figure": "", "evidence": "The book."}, status=422)
    assert none.problems == ["Enter how many. If it was none, enter 0."]
    given = manager.follow(
        manager.upload(f"{here}/give", [("book.pdf", pdf())], {"figure": "14", "evidence": "The book."})
    )
    assert "a colleague decides on it" in given.words
    assert "book.pdf" in given.words
    desk = client_for(world.reviewer)
    desk.get(here)
    desk.post(here, {"number": "1", "decision": "accept"})
    assert "Met" in client_for(world.officer).get(base).words


def test_the_second_of_two_keeps_her_words(world: World, manager: PageClient, base: str) -> None:
    its, year = promising.promised(world), promising.current(world).year
    promising.given(world, its, "9")
    here, strike = f"{base}/{its}/{year}", f"{base}/{its}/strike"
    manager.get(here)
    promising.decided(world, its, accepts=False, words="Which months?")
    refused = manager.post(here, {"number": "1", "decision": "return", "words": "Which people?"}, 422)
    assert "asked for a change already" in refused.problems[0]
    assert "What you typed, which is not sent Which people?" in refused.words
    manager.get(strike)
    promising.struck(world, its)
    refused = manager.post(strike, {"because": "It was written down twice."}, 422)
    assert "struck it already" in refused.problems[0]
    assert "What you typed, which is not sent It was written down twice." in refused.words


def test_a_year_of_what_was_struck_meanwhile_keeps_what_was_typed(
    world: World, manager: PageClient, base: str, client_for: ClientFor
) -> None:
    year, typed = promising.current(world).year, {"figure": "12", "evidence": "The time sheets."}
    theirs, own = promising.promised(world), promising.own(world)
    given = f"/engagements/{world.engagement_id}/commitments/{theirs}/{year}"
    for client, its, address in (
        (client_for(world.member), theirs, given),
        (manager, own, f"{base}/{own}/{year}/give"),
    ):
        client.get(address)
        promising.struck(world, its)
        for sent in (typed, typed | {"figure": "a dozen"}):
            refused = client.upload(address, [("book.pdf", pdf())], sent, status=422)
            assert len(refused.problems) == 1
            assert f"{sent['figure']} " in refused.words
            assert "The time sheets." in refused.words
        client.get(address, 404)
