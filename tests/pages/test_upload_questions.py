"""Each question of a draft: what is kept, what will not do, and what is said then."""

import pytest
import sqlalchemy as sa

from portal.records import DbsCheck
from tests.builders import good_files, sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_upload_pages import NEEDS_DATE, row, start


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
    until = {"until_on-day": "2", "until_on-month": "3", "until_on-year": "2027"}
    assert member.post(f"{draft}/dates", NEEDS_DATE | until).location == f"{draft}/amount"
    answer = member.post(f"{draft}/amount", {"amount": "lots", "basis": ""}, 422)
    assert len(answer.problems) == 2
    assert answer.value("amount") == "lots"
    answer = member.post(f"{draft}/amount", {"amount": "£2m", "basis": "aggregate"})
    checked = member.follow(answer)
    assert "£2 million, in the aggregate" in checked.words
    assert "The cover is £2,000,000; at least £5,000,000 is asked for." in checked.words
    assert row(world, draft).amount == 2_000_000


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


CHECK = {
    "level": "enhanced", "lists": ["adults", "children"], "from_on-day": "3", "from_on-month": "3",
    "from_on-year": "2026", "seen_by": "Pat Partner", "seen_on-day": "4", "seen_on-month": "3",
    "seen_on-year": "2026", "clear": "yes",
}  # fmt: skip


@pytest.mark.parametrize(("clear", "kept"), [("yes", True), ("no", False), ("unknown", None)])
def test_a_check_is_kept_as_it_was_entered(
    member: PageClient, world: World, clear: str, kept: bool | None
) -> None:
    draft = start(member, world, "dbs-checks", str(sending.a_worker(world)))
    assert member.get(f"{draft}/check").heading == "What does the DBS certificate say?"
    answer = member.post(f"{draft}/check", CHECK | {"clear": clear})
    assert answer.location == f"{draft}/answers"
    assert ("The check is not recorded as clear." in member.follow(answer).words) is (clear != "yes")
    with world.database.reading() as session:
        check = session.scalars(sa.select(DbsCheck)).one()
        assert (check.clear, check.adults_list, check.seen_by) == (kept, True, "Pat Partner")
    assert member.get(f"{draft}/check").value("clear") == clear
    member.post(f"{draft}/answers")


def test_a_check_without_an_outcome_is_asked_again(member: PageClient, world: World) -> None:
    draft = start(member, world, "dbs-checks", str(sending.a_worker(world)))
    typed = {name: value for name, value in CHECK.items() if name != "clear"}
    answer = member.post(f"{draft}/check", typed, 422)
    assert answer.problems == ["Say whether the certificate is clear."]
    assert answer.value("seen_by") == "Pat Partner"


def test_a_draft_is_thrown_away(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    assert member.get(f"{draft}/discard").heading == "Throw this draft away?"
    assert member.post(f"{draft}/discard").location.endswith("/requirements/anti-bribery")
    member.get(f"{draft}/answers", 404)
