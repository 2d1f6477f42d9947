"""The pages of insurance: who sees what of it, the picture with its table, and the letter to the broker."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.visits.actions.book_visit import book_visit
from portal.words.wording import day, short_day
from tests.builders.clock import clock_on
from tests.builders.days import counts_from
from tests.builders.good_files import pdf
from tests.builders.sending import POLICY, accepted, give_back, send
from tests.builders.two_leads import accept_for_noise, deliver_for_noise_too
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEY, LIABILITY, INDEMNITY = "insurance", "public-liability", "professional-indemnity"
M = 1_000_000
VISIT_MARK = "gs-timeline__visit"


def of_engagement(world: World) -> str:
    return f"/engagements/{world.engagement_id}/insurance"


def of_organisation(world: World) -> str:
    return f"/organisations/{world.partner_id}/insurance"


def section(answer: Answer, title: str) -> str:
    for each in answer.find("//section[contains(@class,'gs-cover')]"):
        if title in each.xpath("string(.//h2|.//h3)"):
            return " ".join(str(each.text_content()).split())
    raise LookupError(title)


def with_gap(world: World) -> tuple[date, date]:
    """Two accepted policies with three days between them; the first and the last of these days.

    There is nothing in the contract's first days and last months: the first of January is 275 days after its
    first day, the end of December 639.
    """
    ended = world.today - timedelta(days=100)
    began = max(ended - timedelta(days=300), world.starts_on + timedelta(days=10))
    accepted(world, KEY, LIABILITY, from_on=began, until_on=ended)
    accepted(
        world, KEY, LIABILITY, from_on=ended + timedelta(days=4), until_on=world.today + timedelta(days=200)
    )
    return ended + timedelta(days=1), ended + timedelta(days=3)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_cover_with_its_policies_and_its_state(world: World, client_for: ClientFor) -> None:
    accepted(world, KEY, LIABILITY, amount=10 * M)
    send(world, KEY, INDEMNITY)
    client = client_for(world.member)
    answer = client.get(of_organisation(world))
    assert len(client.queries) <= 8
    liability, indemnity = section(answer, "Public liability"), section(answer, "Professional indemnity")
    assert "At least £5 million, any one claim" in liability
    assert "Fathom Mutual FM 20 481" in liability
    assert "£10 million, any one claim" in liability
    assert short_day(counts_from(world.today)) in liability
    assert "Accepted, in force" in liability
    assert "Needed With Harbour Light, checking Harbour Light’s turn" in indemnity
    assert "No policy was sent yet." in section(answer, "Employers")


@pytest.mark.parametrize("who", ["member", "reviewer"])
def test_a_gap_is_said_to_both_sides_here_and_on_the_slot(
    world: World, client_for: ClientFor, who: str
) -> None:
    first, last = with_gap(world)
    said = (
        f"There is a gap between two accepted periods: from {day(first)} to {day(last)} nothing is in force."
    )
    client = client_for(world.people[who])
    answer = client.get(of_engagement(world))
    assert said in section(answer, "Public liability")
    assert len(answer.find("//*[contains(@class,'gs-insured__gap') and name()='rect']")) == 1
    assert "Gap: nothing in force" in section(answer, "Public liability")
    slot = client.get(f"/engagements/{world.engagement_id}/requirements/{KEY}")
    assert said in slot.words
    assert of_engagement(world) in slot.links.values()


def test_the_picture_and_its_table_say_the_same(world: World, client_for: ClientFor) -> None:
    with_gap(world)
    answer = client_for(world.member).get(of_engagement(world))
    picture = answer.find("(//*[contains(@class,'gs-insured')])[1]")[0]
    assert "1 gap between accepted periods" in picture.xpath("string(*[1])")
    table = picture.xpath("following::table[1]")[0]
    assert len(table.xpath(".//tbody/tr")) == 5
    assert len(picture.xpath("./*[contains(@class,'gs-insured__block--enough')]")) == 2
    assert all(0 <= float(each.get("x")[:-1]) <= 100 for each in picture.xpath("./*[name()='rect']"))


def test_layers_are_named_and_added_up(world: World, client_for: ClientFor) -> None:
    for number, amount in ((1, 2 * M), (2, 3 * M)):
        accepted(world, KEY, LIABILITY, amount=amount, details=POLICY | {"layer": number})
    said = section(client_for(world.reviewer).get(of_engagement(world)), "Public liability")
    assert "Primary policy" in said
    assert "Excess policy, layer 2" in said
    assert "£5 million Enough" in said


def test_the_council_sees_the_state_and_nothing_else(world: World, client_for: ClientFor) -> None:
    with_gap(world)
    answer = client_for(world.officer).get(of_engagement(world))
    assert "Accepted until" in section(answer, "Public liability")
    for hidden in ("Fathom Mutual", "FM 20 481", "gs-insured", "gap", "/submissions/"):
        assert hidden not in answer.source.split("<main")[1]
    client_for(world.officer).get(f"{of_engagement(world)}/broker", 404)


def test_neither_lead_learns_of_the_other(world: World, client_for: ClientFor) -> None:
    other = deliver_for_noise_too(world)
    accepted(world, KEY, LIABILITY)
    mine = POLICY | {"insurer": "Elsewhere Assurance"}
    accept_for_noise(world, send(world, KEY, LIABILITY, engagement_id=other, details=mine))
    partner = client_for(world.member)
    both = partner.get(of_organisation(world))
    assert "Fathom Mutual" in both.words
    assert "Elsewhere Assurance" in both.words
    assert len(partner.queries) <= 8
    here = client_for(world.reviewer).get(of_engagement(world))
    assert "Elsewhere Assurance" not in here.source
    there = client_for(world.noise_manager).get(f"/engagements/{other}/insurance")
    assert "Fathom Mutual" not in there.source
    client_for(world.reviewer).get(f"/engagements/{other}/insurance", 404)
    for outsider in (world.reviewer, world.manager, world.noise_manager, world.officer):
        client_for(outsider).get(of_organisation(world), 404)
        client_for(outsider).get(f"{of_organisation(world)}/broker", 404)


def test_another_day_and_what_was_known_then(world: World, client_for: ClientFor) -> None:
    accepted(world, KEY, LIABILITY)
    client = client_for(world.member)
    later = world.today + timedelta(days=400)
    assert "Expired on" in section(client.get(f"{of_engagement(world)}?on={later}"), "Public liability")
    before = world.today - timedelta(days=1)
    known = client.get(f"{of_engagement(world)}?on={world.today}&known={before}")
    assert "No policy was sent yet." in section(known, "Public liability")


def test_beside_an_evening_stands_the_visit_that_was_booked_then(world: World, client_for: ClientFor) -> None:
    accepted(world, KEY, LIABILITY)
    with world.database.writing() as session:
        place, on = world.contract_place(session), world.today + timedelta(days=30)
        book_visit(session, world.manager, place, "audit-visit", on)
    client, before = client_for(world.member), world.today - timedelta(days=1)
    for page in (of_engagement(world), of_organisation(world)):
        assert VISIT_MARK in client.get(page).source
        assert VISIT_MARK not in client.get(f"{page}?known={before}").source


def test_the_lead_reads_nothing_of_what_was_taken_back_unopened_on_no_evening(
    world: World, client_for: ClientFor
) -> None:
    with clock_on(world.today - timedelta(days=2)):
        sent = send(world, KEY, LIABILITY)
    member = client_for(world.member)
    member.post(f"/submissions/{sent}/take-back")
    evening = f"{of_engagement(world)}?on={world.today}&known={world.today - timedelta(days=1)}"
    assert "Fathom Mutual" in member.get(evening).words
    assert "Fathom Mutual" not in client_for(world.reviewer).get(evening).source


def test_no_link_leads_the_lead_to_what_was_replaced(world: World, client_for: ClientFor) -> None:
    with clock_on(world.today - timedelta(days=2)):
        sent = send(world, KEY, LIABILITY)
        review = f"/submissions/{sent}/review"
        client_for(world.reviewer).get(review)
    evening = f"{of_engagement(world)}?on={world.today}&known={world.today - timedelta(days=1)}"
    assert review in client_for(world.reviewer).get(evening).links.values()
    member = client_for(world.member)
    which = member.get(f"/submissions/{sent}/replace").value("which")
    new = [("files", ("new.pdf", pdf("Another"), "application/pdf"))]
    member.post(f"/submissions/{sent}/replace", {"which": which}, files=new)
    page = client_for(world.reviewer).get(evening)
    assert "Fathom Mutual" in page.words
    assert review not in page.links.values()


def test_what_was_given_back_and_replaced_is_left_out(world: World, client_for: ClientFor) -> None:
    wrong = send(world, KEY, LIABILITY, details=POLICY | {"policy_number": "WRONG 1"})
    give_back(world, wrong)
    client = client_for(world.member)
    assert "WRONG 1" in client.get(of_engagement(world)).words
    send(world, KEY, LIABILITY)
    assert "WRONG 1" not in client.get(of_engagement(world)).words


def test_the_letter_asks_for_exactly_what_is_asked(world: World, client_for: ClientFor) -> None:
    half = send(world, KEY, INDEMNITY, amount=500_000, basis="aggregate")
    give_back(world, half, reason="amount-too-low")
    accepted(world, KEY, LIABILITY)
    client = client_for(world.member)
    answer = client.get(f"{of_engagement(world)}/broker")
    letter = answer.find("//textarea")[0].text
    for words in (
        "The name of the insured has to be: Tidewater Peers.",
        "at least £5,000,000 (five million pounds), for any one claim (not in the aggregate)",
        "at least £1,000,000 (one million pounds), in the aggregate",
        "Asked by: Harbour Light, for Peer support on the coast",
        f"In force now: £5,000,000 until {day(counts_from(world.today) + timedelta(days=364))}",
        "In force now: nothing that is accepted",
        f"Shortfall: £1,000,000 (one million pounds) from {day(world.today)}",
        "Shortfall: what we sent (£500,000 in the aggregate) was not accepted",
    ):
        assert words in letter
    assert "2 covers are not enough at present." in answer.words
    mail = urlsplit(answer.links["Open it in your e-mail"])
    assert mail.scheme == "mailto"
    assert parse_qs(mail.query)["body"] == [letter]
    assert client.get(f"{of_organisation(world)}/broker").find("//textarea")[0].text == letter
    assert answer.find("//textarea[@readonly]")


def test_the_letter_tells_what_was_sent_and_waits(world: World, client_for: ClientFor) -> None:
    send(world, KEY, LIABILITY, amount=2 * M, details=POLICY | {"layer": 1})
    letter = client_for(world.member).get(f"{of_engagement(world)}/broker").find("//textarea")[0].text
    said = "Sent, not decided yet: £2,000,000 for any one claim, primary policy, from "
    assert f"{said}{day(counts_from(world.today))} to " in letter
    assert "as long as what we sent is not accepted" in letter


def test_the_way_leads_there_from_home_and_from_the_engagement(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    assert client.get("/").links["Insurance"] == of_organisation(world)
    assert client.get(f"/engagements/{world.engagement_id}").links["Insurance over time"] == of_engagement(
        world
    )
    officer = client_for(world.officer).get(f"/engagements/{world.engagement_id}")
    assert officer.links["State of the insurance"] == of_engagement(world)
