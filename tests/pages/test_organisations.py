"""The page of an organisation: who sees what, and what follows from a change."""

import pytest
import sqlalchemy as sa

from portal.acting.say import say_facts
from portal.records import Engagement, Membership, Organisation
from tests.builders import inviting, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

FORM = {
    "name": "Tidewater Peers",
    "trading_names": "Tide\r\nPeers of the Coast\r\n",
    "legal_form": "company",
    "year_end-day": "31",
    "year_end-month": "December",
    "first_year_end_on-day": "",
    "first_year_end_on-month": "",
    "first_year_end_on-year": "",
    "since": "always",
}


@pytest.fixture
def page(world: World) -> str:
    return f"/organisations/{world.partner_id}"


@pytest.fixture
def manager_of_it(world: World, client_for: ClientFor) -> PageClient:
    """The partner's member, made one of its managers."""
    with world.database.writing() as session:
        session.execute(
            sa.update(Membership).where(Membership.person_id == world.member.person_id).values(role="manager")
        )
        session.commit()
    return client_for(world.member)


def test_a_member_sees_it_and_learns_who_can_change_it(
    world: World, client_for: ClientFor, page: str
) -> None:
    answer = client_for(world.member).get(page)
    assert answer.heading == "Tidewater Peers"
    for words in (
        "A charity",
        "31 March",
        "A manager of Tidewater Peers can change this",
        "Year ended 31 March",
    ):
        assert words in answer.words
    assert "Change this" not in answer.links
    assert client_for(world.member).get(f"{page}/change", 303).location == page
    assert client_for(world.member).post(f"{page}/change", FORM, 403).is_page


def test_its_manager_changes_it_and_sees_what_follows(manager_of_it: PageClient, page: str) -> None:
    assert "A charity files" not in manager_of_it.get(page).words
    answer = manager_of_it.follow(manager_of_it.post(f"{page}/change", FORM))
    for words in (
        "Saved.",
        "Tide",
        "Peers of the Coast",
        "A company",
        "Year ended 31 December",
        "by 30 September",
    ):
        assert words in answer.words


@pytest.mark.parametrize("since", ["always", ""])
def test_a_day_of_change_is_not_lost_beside_another_answer(
    manager_of_it: PageClient, page: str, since: str
) -> None:
    answer = manager_of_it.post(f"{page}/change", FORM | {"since": since, "since_on-year": "2026"}, 422)
    assert answer.problems == ["Choose that it changed on a day, or clear the day."]
    assert answer.value("since_on-year") == "2026"


def test_what_was_typed_stays(manager_of_it: PageClient, page: str) -> None:
    wrong = FORM | {"name": "", "year_end-day": "32", "year_end-month": "Smarch"}
    answer = manager_of_it.post(f"{page}/change", wrong, 422)
    assert len(answer.problems) == 2
    assert answer.value("year_end-month") == "Smarch"
    assert "Peers of the Coast" in answer.source
    number = manager_of_it.post(f"{page}/change", FORM | {"charity_number": "12", "company_number": "x"}, 422)
    assert number.problems == [
        "This is not a charity number such as 1012345, SC012345 or NIC101234.",
        "This is not a company number such as 01234567, SC123456 or CE012345.",
    ]
    assert number.value("charity_number") == "12"


def test_anybody_may_have_a_name_that_another_has(manager_of_it: PageClient, page: str) -> None:
    numbers = {"charity_number": " 101 2345", "company_number": "1234567"}
    changed = FORM | {"name": "Open Door Folk"} | numbers
    answer = manager_of_it.follow(manager_of_it.post(f"{page}/change", changed))
    for words in ("Saved.", "Open Door Folk", "1012345", "01234567"):
        assert words in answer.words


def test_the_lead_sees_its_own_contract_only(world: World, client_for: ClientFor, page: str) -> None:
    answer = client_for(world.manager).get(page)
    assert "Peer support on the coast, Eastmouth" in answer.words
    assert "Tidewater Peers belongs to itself, so only its own managers can change this." in answer.words
    assert "Change this" not in answer.links
    with world.database.writing() as session:
        session.execute(
            sa.update(Engagement)
            .where(Engagement.id == world.noise_engagement_id)
            .values(partner_id=world.partner_id)
        )
        session.commit()
    answer = client_for(world.manager).get(page)
    assert "Noise" not in answer.source
    assert "Change this" not in answer.links
    assert "Noise contract, Noiseford" in client_for(world.member).get(page).words
    for stranger in (world.second_member, world.noise_member, world.reviewer, world.officer):
        client_for(stranger).get(page, 404)


def test_a_lead_fills_in_what_it_entered_as_long_as_nobody_has_joined_it(
    world: World, client_for: ClientFor
) -> None:
    organisation_id = inviting.name_partner(world, "Strand Walkers")
    page, mary = f"/organisations/{organisation_id}", client_for(world.manager)
    assert "Change this" in mary.get(page).links
    mary.post(f"{page}/change", FORM | {"name": "Strand Walkers CIO"})
    assert mary.get(page).heading == "Strand Walkers CIO"
    client_for(world.noise_manager).get(page, 404)
    inviting.come_in(world, inviting.invite(world, organisation_id, "wanda@example.org"))
    assert "Change this" not in mary.get(page).links
    mary.post(f"{page}/change", FORM, 403)


def test_an_unknown_year_leads_here(world: World, client_for: ClientFor, page: str) -> None:
    with world.database.writing() as session:
        session.execute(
            sa.update(Organisation).where(Organisation.id == world.partner_id).values(year_end_month=None)
        )
        say_facts(session, world.partner_id, None)
        session.commit()
    slot = f"/engagements/{world.engagement_id}/requirements/audited-accounts"
    answer = client_for(world.member).get(slot)
    assert "A manager of Tidewater Peers has to say on which day the financial year ends" in answer.words
    assert answer.links["About Tidewater Peers"] == page
    assert "About Tidewater Peers" not in client_for(world.reviewer).get(slot).links
    assert "Not known yet" in client_for(world.member).get(page).words


def test_an_examination_is_called_one_here_too(world: World, client_for: ClientFor, page: str) -> None:
    submission = sending.send(world, "audited-accounts", details={"assurance": "independent-examination"})
    sending.accept(world, submission, words="Income was below the threshold.")
    assert "Accepted, independent examination" in client_for(world.member).get(page).words
