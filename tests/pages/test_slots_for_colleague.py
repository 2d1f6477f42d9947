"""What a reviewer entered for a partner waits for a colleague, wherever it is said whose turn it is."""

import pytest

from checklists.library import library
from tests.builders import receiving, sending
from tests.builders.world import CHECKLIST, World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

FOR_COLLEAGUE = "Waits for a colleague"
KEY = "anti-bribery"


def turns(page: Answer) -> list[str]:
    return [str(each.text_content()).strip() for each in page.find("//*[contains(@class,'gs-turn')]")]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_who_entered_it_is_not_told_that_it_is_her_turn(world: World, client_for: ClientFor) -> None:
    sent = receiving.enter(world, KEY)
    engagement, review = f"/engagements/{world.engagement_id}", f"/submissions/{sent}/review"
    hers, theirs = client_for(world.reviewer), client_for(world.manager)
    title = sending.requirement(KEY).title
    assert f"Review {title}" not in hers.get(engagement).links
    assert turns(hers.get(engagement)).count(FOR_COLLEAGUE) == 1
    assert theirs.get(engagement).links[f"Review {title}"] == review
    assert FOR_COLLEAGUE not in theirs.get(engagement).words
    slot = f"{engagement}/requirements/{KEY}"
    assert FOR_COLLEAGUE in turns(hers.get(slot))
    assert review not in hers.get(slot).links.values()
    assert review in theirs.get(slot).links.values()
    readiness = f"/contracts/{world.contract_id}/readiness"
    assert hers.get(readiness).words.count(FOR_COLLEAGUE) == 1
    assert FOR_COLLEAGUE not in theirs.get(readiness).words
    assert FOR_COLLEAGUE not in client_for(world.officer).get(readiness).words
    assert FOR_COLLEAGUE not in client_for(world.member).get(engagement).words


def in_the_way(page: Answer) -> str:
    return " ".join(str(page.find("//td[@data-heading='In the way']")[0].text_content()).split())


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_in_the_list_of_partners_too(world: World, client_for: ClientFor) -> None:
    """Where she or a partner of hers sent it; the level is said of the lead as a whole."""
    for each in library()[CHECKLIST].requirements:
        if each.key not in {KEY, "whistleblowing"}:
            sending.waive(world, each.key, world.ends_on)
    receiving.enter(world, KEY)
    partners = f"/contracts/{world.contract_id}/partners?q=Tidewater"
    hers, theirs = client_for(world.reviewer), client_for(world.manager)
    assert in_the_way(hers.get(partners)) == "1 the partner’s turn, 1 for a colleague"
    assert in_the_way(theirs.get(partners)) == "1 the partner’s turn, 1 yours"
    sending.send(world, "whistleblowing")
    assert in_the_way(hers.get(partners)) == "1 yours, 1 for a colleague"
    assert in_the_way(theirs.get(partners)) == "2, your turn"
    assert "Waiting for you" not in theirs.get(partners).words
    both = client_for(world.reviewer_and_member)
    assert in_the_way(both.get(partners)) == "2, for a colleague"
    readiness = both.get(f"/contracts/{world.contract_id}/readiness")
    assert readiness.words.count(FOR_COLLEAGUE) == 2


def test_of_insurance_too(world: World, client_for: ClientFor) -> None:
    receiving.enter(world, "insurance", "public-liability")
    page = f"/engagements/{world.engagement_id}/insurance"
    assert FOR_COLLEAGUE in turns(client_for(world.reviewer).get(page))
    assert FOR_COLLEAGUE not in client_for(world.manager).get(page).words


def test_what_somebody_else_sent_besides_is_her_turn(world: World, client_for: ClientFor) -> None:
    receiving.enter(world, KEY)
    other = sending.send(world, KEY)
    page = client_for(world.reviewer).get(f"/engagements/{world.engagement_id}")
    assert FOR_COLLEAGUE not in page.words
    assert page.links[f"Review {sending.requirement(KEY).title}"] == f"/submissions/{other}/review"
