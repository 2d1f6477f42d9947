"""The lines for other covers of a schedule, layers, and a document of the shelf for another cover."""

import uuid

import pytest

from tests.builders import sending
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

PUBLIC, EMPLOYERS = "public-liability", "employers-liability"
TYPED = {
    "insurer": "Fathom Mutual",
    "policy_number": "FM 1",
    "insured_name": "Tidewater Peers",
    "amount": "5 million",
    "basis": "per-claim",
    "layers": "alone",
}
LINE = {"also": EMPLOYERS, f"amount-{EMPLOYERS}": "10 million", f"basis-{EMPLOYERS}": "per-claim"}


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def draft(world: World) -> uuid.UUID:
    made = sending.draft(world, "insurance", PUBLIC)
    sending.attach(world, made)
    days = {name: sending.answers_to(sending.requirement("insurance"), PUBLIC)[name] for name in DAYS}
    sending.answer(world, made, **days)
    return made


DAYS = ("from_on", "until_on")


def test_another_cover_is_a_line_that_is_kept_and_sent(member: PageClient, draft: uuid.UUID) -> None:
    page = f"/submissions/{draft}/amount"
    member.get(page)
    answers = member.follow(member.post(page, TYPED | LINE))
    assert "Employers' liability insurance: £10 million, any one claim" in answers.words
    again = member.get(page)
    assert again.value("also") == EMPLOYERS
    assert again.value(f"amount-{EMPLOYERS}") == "10,000,000"
    receipt = member.follow(member.post(f"/submissions/{draft}/answers"))
    assert "2 things, each with its own reference" in receipt.words
    assert receipt.words.count("policy.pdf") == 2
    assert receipt.words.count("FM 1") == 2


SAY_BASIS_OF_IT = "Employers' liability insurance: Say whether it is for any one claim or in the aggregate."


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({f"amount-{EMPLOYERS}": ""}, "Enter the amount insured for employers' liability insurance."),
        ({f"amount-{EMPLOYERS}": "lots"}, None),
        ({f"basis-{EMPLOYERS}": ""}, SAY_BASIS_OF_IT),
        ({f"basis-{EMPLOYERS}": "weekly"}, SAY_BASIS_OF_IT),
    ],
)
def test_a_line_that_is_not_whole_is_asked_again_with_all_that_was_typed(
    member: PageClient, draft: uuid.UUID, typed: dict[str, str], problem: str | None
) -> None:
    page = f"/submissions/{draft}/amount"
    wrong = member.post(page, TYPED | LINE | typed, 422)
    assert len(wrong.problems) == 1
    assert problem is None or wrong.problems == [problem]
    for name, value in (TYPED | {"also": EMPLOYERS}).items():
        assert wrong.value(name) == value


def test_an_amount_without_its_tick_is_asked_about_and_stays(member: PageClient, draft: uuid.UUID) -> None:
    page, tick = f"/submissions/{draft}/amount", f"also-{EMPLOYERS}"
    wrong = member.post(page, TYPED | LINE | {"also": ""}, 422)
    assert wrong.problems == ["Tick employers' liability insurance too, or clear its amount."]
    assert wrong.value(f"amount-{EMPLOYERS}") == "10 million"
    assert wrong.find(f"//a[@href='#{tick}']")
    assert not wrong.find(f"//*[@id='{tick}-line'][contains(@class, 'hidden')]")
    answers = member.follow(member.post(page, TYPED | LINE | {"also": "", f"amount-{EMPLOYERS}": ""}))
    assert "Also on this schedule" not in answers.words


def test_too_little_of_another_cover_is_said_before_it_is_sent(member: PageClient, draft: uuid.UUID) -> None:
    page = f"/submissions/{draft}/amount"
    small = {f"amount-{EMPLOYERS}": "1 million"}
    answers = member.follow(member.post(page, TYPED | LINE | small))
    assert "Employers' liability insurance: The cover is £1,000,000" in answers.words


@pytest.mark.parametrize("also", ["yacht", PUBLIC, "", "x" * 500])
def test_what_is_no_other_cover_is_no_line(member: PageClient, draft: uuid.UUID, also: str) -> None:
    page = f"/submissions/{draft}/amount"
    answers = member.follow(member.post(page, TYPED | {"also": also}))
    assert "Also on this schedule" not in answers.words


def test_one_with_a_draft_of_its_own_is_not_offered(
    member: PageClient, world: World, draft: uuid.UUID
) -> None:
    sending.draft(world, "insurance", EMPLOYERS)
    shown = member.get(f"/submissions/{draft}/amount")
    assert "Employers' liability insurance has a draft of its own." in shown.words
    answers = member.follow(member.post(f"/submissions/{draft}/amount", TYPED | LINE))
    assert "Also on this schedule" not in answers.words


def test_somebody_who_begins_another_meanwhile_is_named_in_time(
    member: PageClient, world: World, draft: uuid.UUID
) -> None:
    member.get(f"/submissions/{draft}/amount")
    member.post(f"/submissions/{draft}/amount", TYPED | LINE)
    sending.draft(world, "insurance", EMPLOYERS)
    wrong = member.post(f"/submissions/{draft}/answers", {}, 422)
    assert wrong.problems == [
        "There is a draft for employers' liability insurance already. "
        "Send it or throw it away, or take the tick away here."
    ]


def test_a_policy_above_it_can_be_added_while_the_lead_looks_at_the_first(
    member: PageClient, world: World
) -> None:
    slot = f"/engagements/{world.engagement_id}/requirements/insurance"
    sending.send(world, "insurance", PUBLIC)
    assert "Add a policy above it" in member.get(slot).words
    draft = member.post(f"{slot}/start", {"part": PUBLIC}).location.split("/")[2]
    shown = member.get(f"/submissions/{draft}/amount")
    assert not shown.find("//input[@name='layers'][@checked]")
    other = sending.draft(world, "insurance", EMPLOYERS)
    alone = member.get(f"/submissions/{other}/amount").find("//input[@name='layers'][@checked]")
    assert [each.get("value") for each in alone] == ["alone"]


def test_a_document_of_the_shelf_serves_another_cover_of_the_same_contract(
    member: PageClient, world: World
) -> None:
    source = sending.send(world, "insurance", PUBLIC)
    slot = f"/engagements/{world.engagement_id}/requirements/insurance"
    assert any("Use a document that you have sent before" in each for each in member.get(slot).links)
    choose = member.get(f"{slot}/from-shelf?part={EMPLOYERS}")
    assert "policy.pdf" in choose.words
    taken = member.post(f"{slot}/from-shelf", {"part": EMPLOYERS, "document": str(source)})
    answers = member.get(taken.location)
    assert "Fathom Mutual" in answers.words
    assert "Amount insured Not given" in answers.words.replace("insuredNot", "insured Not")


def test_other_requirements_of_the_same_contract_are_never_offered_as_equal(
    member: PageClient, world: World
) -> None:
    """The same policy of the other contract is; those of its own contract stand folded away beneath."""
    other = deliver_for_noise_too(world)
    source = sending.send(world, "complaints-policy")
    shown = member.get(f"/submissions/{source}/elsewhere")
    plain = [each.get("value") for each in shown.find("//input[@name='to'][not(ancestor::details)]")]
    assert plain == [f"{other}/complaints-policy/"]
    folded = [each.get("value") for each in shown.find("//details[last()]//input[@name='to']")]
    assert folded
    assert all(str(each).startswith(str(world.engagement_id)) for each in folded)
