"""Each question of a draft: what is kept, what will not do, and what is said then."""

from datetime import timedelta

import pytest

from portal.acting.kept_typed import find_kept, keep_typed
from portal.web.dates import day_as_typed
from portal.words.wording import day
from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_submissions_upload import NEEDS_DATE, row, start


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"from_on-day": "31", "from_on-month": "2", "from_on-year": "2026"}, "must be a real date"),
        ({"from_on-day": "3", "from_on-month": "", "from_on-year": "2026"}, "must include a month"),
        (
            {**NEEDS_DATE, "until_on-day": "1", "until_on-month": "1", "until_on-year": "2026"},
            "before the first",
        ),
        ({"from_on-day": "3", "from_on-month": "3", "from_on-year": "26"}, "four numbers"),
    ],
)
def test_a_date_that_will_not_do(
    member: PageClient, world: World, typed: dict[str, str], sentence: str
) -> None:
    draft = start(member, world, "anti-bribery")
    answer = member.post(f"{draft}/dates", typed, 422)
    assert sentence in answer.problems[0]
    assert answer.value("from_on-year") == typed["from_on-year"]


def test_insurance_asks_for_amount_and_basis(member: PageClient, world: World) -> None:
    draft = start(member, world, "insurance", "public-liability")
    member.upload(f"{draft}/files", [("schedule.pdf", good_files.pdf())])
    answer = member.post(f"{draft}/dates", NEEDS_DATE, 422)
    assert answer.problems == ["Enter the last day of cover."]
    until = day_as_typed("until_on", world.today + timedelta(days=300))
    assert member.post(f"{draft}/dates", NEEDS_DATE | until).location == f"{draft}/amount"
    answer = member.post(f"{draft}/amount", {"amount": "lots", "basis": ""}, 422)
    assert answer.problems == [
        "Enter the name of the insurer.",
        "Enter the policy number.",
        "Enter the name of the insured, as the certificate gives it.",
        "The amount must be a number of pounds, such as 5,000,000 or 5 million.",
        "Say whether it is for any one claim or in the aggregate.",
        "Say whether it is the only policy or one of several.",
    ]
    assert answer.value("amount") == "lots"
    answer = member.post(f"{draft}/amount", POLICY | {"amount": "£2m", "basis": "aggregate"})
    checked = member.follow(answer)
    assert "£2 million, in the aggregate" in checked.words
    assert "Insurer: Fathom Mutual" in checked.words
    assert "The cover is £2,000,000; at least £5,000,000 is asked for." in checked.words
    assert row(world, draft).amount == 2_000_000


POLICY = {
    "insurer": "Fathom Mutual",
    "policy_number": "FM 1",
    "insured_name": "Tidewater Peers",
    "layers": "alone",
}


def test_change_comes_back_to_the_answers(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    member.get(f"{draft}/dates?then=answers")
    assert member.post(f"{draft}/dates", NEEDS_DATE | {"then": "answers"}).location == f"{draft}/answers"
    assert (
        member.post(f"{draft}/dates", NEEDS_DATE | {"then": "//evil.example"}).location == f"{draft}/answers"
    )


def test_sending_too_early_says_what_is_missing(member: PageClient, world: World) -> None:
    draft = start(member, world, "insurance", "public-liability")
    member.get(f"{draft}/answers")
    answer = member.post(f"{draft}/answers", status=422)
    assert "Add at least one file." in answer.problems
    assert answer.links["Give the amount insured."] == f"{draft}/amount?then=answers"
    assert answer.links["Add at least one file."] == f"{draft}/files?then=answers"


def test_a_confirmation_keeps_the_exact_statement(member: PageClient, world: World) -> None:
    draft = start(member, world, "bullying")
    answer = member.get(f"{draft}/statement")
    assert answer.value("signed_name") == "Pat Partner"
    answer = member.post(f"{draft}/statement", {"signed_name": "Pat", "signed_position": ""}, 422)
    assert answer.problems == [
        "Tick the box if the statement is true.",
        "Enter your position, such as manager or trustee.",
    ]
    sent = {"confirm": "yes", "signed_name": "Pat", "signed_position": "Chair"}
    assert member.post(f"{draft}/statement", sent).location == f"{draft}/answers"
    assert row(world, draft).statement == sending.requirement("bullying").statement
    assert member.post(f"{draft}/answers").location == f"{draft}/receipt"


def test_a_draft_is_thrown_away(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    assert member.get(f"{draft}/discard").heading == "Throw this draft away?"
    assert member.post(f"{draft}/discard").location.endswith("/requirements/anti-bribery")
    member.get(f"{draft}/answers", 404)


def test_what_is_typed_after_it_was_sent_elsewhere_is_told_and_shown(
    member: PageClient, world: World
) -> None:
    """Another window had the page of a question open."""
    draft = sending.draft(world, "complaints-policy")
    sending.attach(world, draft)
    sending.answer(world, draft, from_on=world.today)
    dates, receipt = f"/submissions/{draft}/dates", f"/submissions/{draft}/receipt"
    typed = day_as_typed("from_on", world.today) | {"_seen": member.get(dates).value("_seen")}
    sending.send_as_it_is(world, draft)
    assert member.post(dates, typed).location == receipt, "nothing of it is lost"
    before = world.today - timedelta(days=3)
    told = member.post(dates, typed | day_as_typed("from_on", before), 409)
    assert told.heading == "This had been sent already"
    assert day(before) in told.words
    member.get(told.links["The receipt of what was sent"])
    late = member.upload(f"/submissions/{draft}/files", [("late.pdf", good_files.pdf("late"))])
    assert "what you did to its files just now was not taken" in member.follow(late).words
    assert "late.pdf" not in member.get(receipt).words


def test_what_was_kept_of_a_draft_that_was_sent_meanwhile_is_shown_once_more(
    member: PageClient, world: World
) -> None:
    """The session had ended, or the page's script kept it: nothing of it goes before it was seen."""
    draft = sending.draft(world, "complaints-policy")
    sending.attach(world, draft)
    sending.answer(world, draft, from_on=world.today)
    dates, before = f"/submissions/{draft}/dates", world.today - timedelta(days=3)
    typed = day_as_typed("from_on", before) | {"_seen": member.get(dates).value("_seen")}
    member.post("/kept", typed | {"_address": dates}, 200)
    sending.send_as_it_is(world, draft)
    told = member.get(dates)
    assert told.heading == "This had been sent already"
    assert day(before) in told.words
    assert "can no longer be sent from here" in told.words
    assert day(before) in member.get(dates).words, "until it is thrown away"
    member.post("/kept/forget", {"address": dates})
    assert member.get(dates, 303).location.startswith(f"/submissions/{draft}/receipt")


def test_what_was_kept_is_not_forgotten_where_no_page_told_of_it(member: PageClient, world: World) -> None:
    """A file that comes too late leads to the receipt."""
    draft = sending.draft(world, "complaints-policy")
    sending.attach(world, draft)
    sending.answer(world, draft, from_on=world.today)
    files = f"/submissions/{draft}/files"
    with world.database.writing() as session:
        keep_typed(session, world.member.person_id, files, [("words", "typed before")])
    sending.send_as_it_is(world, draft)
    assert member.get(files, 303).location.startswith(f"/submissions/{draft}/receipt")
    with world.database.reading() as session:
        assert find_kept(session, world.member.person_id, files)
