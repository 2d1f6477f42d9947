"""What is odd about the days of evidence, as the partner meets it while typing and before sending, and the
reviewer before deciding."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from portal.records import Decision
from portal.visits.actions.book_visit import book_visit
from tests.builders import assessing
from tests.builders.sending import a_worker, send
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_register import CHECK
from tests.pages.test_submissions_upload import row, start

DAY = timedelta(days=1)
TICK = "Change it, or tick below that it is right."


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def both(from_on: date, until_on: date | None = None) -> dict[str, str]:
    return typed_day("from_on", from_on) | (typed_day("until_on", until_on) if until_on else {})


def box(answer: Answer) -> str:
    """What is sent where the box is ticked."""
    return str(answer.find("//input[@name='days_right']")[0].get("value"))


def test_what_ended_is_asked_about_once_and_said_before_sending(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    typed = both(date(2020, 3, 2), date(2021, 3, 1))
    asked = member.post(f"{draft}/dates", typed, 422)
    sentence = "This ended on 1 March 2021: it would not count today."
    assert asked.problems == [f"{sentence} {TICK}"]
    assert asked.value("until_on-year") == "2021"
    assert row(world, draft).until_on is None
    said = {"days_right": box(asked)}
    assert member.post(f"{draft}/dates", typed | said).location != ""
    assert row(world, draft).until_on == date(2021, 3, 1)
    assert sentence in member.get(f"{draft}/answers").words
    opened = member.get(f"{draft}/dates?then=answers")
    assert sentence in opened.words
    other = typed | typed_day("until_on", date(2021, 4, 1)) | said
    assert "1 April 2021" in member.post(f"{draft}/dates", other, 422).problems[0]


@pytest.mark.parametrize(
    ("from_on", "sentence"),
    [
        (date(1926, 3, 1), "1 March 1926 is more than ten years ago."),
        (date(2099, 3, 1), "1 March 2099 is more than ten years ahead."),
    ],
)
def test_a_year_that_is_likely_a_slip_is_asked_about(
    member: PageClient, world: World, from_on: date, sentence: str
) -> None:
    draft = start(member, world, "anti-bribery")
    asked = member.post(f"{draft}/dates", both(from_on), 422)
    assert asked.problems == [f"{sentence} {TICK}"]
    assert member.post(f"{draft}/dates", both(world.today)).location != ""


def test_a_year_of_two_numbers_is_asked_back(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    typed = both(world.today) | {"from_on-year": "26"}
    (sentence,) = member.post(f"{draft}/dates", typed, 422).problems
    assert "four numbers" in sentence


def test_what_ends_before_the_visit_is_asked_about(member: PageClient, world: World) -> None:
    with world.database.writing() as session:
        contract = world.place(session, world.manager).contract
        book_visit(session, world.manager, contract, "audit-visit", world.today + 40 * DAY)
    draft = start(member, world, "insurance", "public-liability")
    typed = both(world.today - 340 * DAY, world.today + 24 * DAY)
    asked = member.post(f"{draft}/dates", typed, 422)
    assert "before the next visit on" in asked.problems[0]
    answer = member.post(f"{draft}/dates", typed | {"days_right": box(asked)})
    assert answer.location == f"{draft}/amount"


def test_a_last_day_after_the_contract_is_only_said(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    assert member.post(f"{draft}/dates", both(world.today, world.ends_on + DAY)).location != ""
    sentence = "Its last day is after that of the contract"
    assert sentence in member.get(f"{draft}/answers").words
    assert sentence in member.get(f"{draft}/dates").words


def test_the_reviewer_reads_it_above_the_button(world: World, client_for: ClientFor) -> None:
    sent = send(world, "safeguarding-policy", from_on=date(2020, 3, 2), until_on=date(2021, 3, 1))
    client = client_for(world.reviewer)
    page = client.get(f"/submissions/{sent}/review")
    sentence = "This ended on 1 March 2021: it would not count today."
    assert page.words.index(sentence) < page.words.index("Accept and go to the next")
    typed = {"outcome": "accept"} | both(date(2020, 3, 2), date(2021, 3, 1))
    client.post(f"/submissions/{sent}/review", typed)


def test_a_day_that_the_reviewer_reads_otherwise_is_asked_about(world: World, client_for: ClientFor) -> None:
    sent = send(world, "safeguarding-policy", from_on=world.today)
    client = client_for(world.reviewer)
    client.get(f"/submissions/{sent}/review")
    typed = {"outcome": "accept"} | both(date(1926, 3, 2))
    asked = client.post(f"/submissions/{sent}/review", typed, 422)
    assert asked.problems == [f"2 March 1926 is more than ten years ago. {TICK}"]
    client.post(f"/submissions/{sent}/review", typed | {"days_right": box(asked)})


@pytest.mark.parametrize(("key", "part"), [("insurance", "public-liability"), ("safeguarding-policy", "")])
def test_more_than_the_partner_gave_is_accepted_only_once_that_was_said(
    world: World, client_for: ClientFor, key: str, part: str
) -> None:
    from_on, last = world.today - 30 * DAY, world.today + 300 * DAY
    sent = send(world, key, part, from_on=from_on, until_on=last)
    client = client_for(world.reviewer)
    client.get(f"/submissions/{sent}/review")
    typed = {"outcome": "accept"} | both(from_on, last + 1_000 * DAY)
    asked = client.post(f"/submissions/{sent}/review", typed, 422)
    assert asked.problems == [f"The partner gave {in_words(last)}. {TICK}"]
    client.post(f"/submissions/{sent}/review", typed | {"days_right": box(asked)})
    with world.database.reading() as session:
        assert session.scalars(sa.select(Decision.until_on)).one() == last + 1_000 * DAY


EMPTY = {f"{name}-{field}": "" for name in ("from_on", "until_on") for field in ("day", "month", "year")}


def test_no_end_is_filled_in_and_none_is_kept(world: World, client_for: ClientFor) -> None:
    sent = send(world, "safeguarding-policy", from_on=world.today)
    client = client_for(world.reviewer)
    page = client.get(f"/submissions/{sent}/review")
    assert page.value("until_on-year") == ""
    client.post(f"/submissions/{sent}/review", {"outcome": "accept"} | EMPTY | both(world.today))
    with world.database.reading() as session:
        assert session.scalars(sa.select(Decision.until_on)).one() is None


def test_an_emptied_day_is_asked_for_again(world: World, client_for: ClientFor) -> None:
    until_on = world.today + 100 * DAY
    sent = send(world, "safeguarding-policy", from_on=world.today, until_on=until_on)
    client = client_for(world.reviewer)
    client.get(f"/submissions/{sent}/review")
    asked = client.post(f"/submissions/{sent}/review", {"outcome": "accept"} | EMPTY, 422)
    assert asked.problems == [
        f"Enter the day: the partner gave {in_words(day)}." for day in (world.today, until_on)
    ]


def test_an_emptied_first_day_of_a_waiver_is_asked_for_again(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    path = f"/engagements/{world.engagement_id}/requirements/safeguarding-policy/waive"
    assert client.get(path).value("from_on-year") == str(world.today.year)
    typed = EMPTY | typed_day("until_on", world.today + DAY) | {"part": "", "words": "Agreed."}
    assert client.post(path, typed, 422).problems == ["Enter the first day."]


def test_a_waiver_is_corrected_from_the_slot(world: World, client_for: ClientFor) -> None:
    client = client_for(world.reviewer)
    slot = f"/engagements/{world.engagement_id}/requirements/safeguarding-policy"
    client.get(f"{slot}/waive")
    typed = both(world.today, world.today + 60 * DAY) | {"part": "", "words": "Agreed on the phone."}
    client.post(f"{slot}/waive", typed)
    page = client.get(client.get(slot).links["Correct or end it early"])
    assert page.heading.startswith("Correct a waiver")
    assert page.value("until_on-day") == str((world.today + 60 * DAY).day)
    corrects = {"corrects": page.value("corrects"), "what": "days"}
    shorter = both(world.today, world.today + 10 * DAY) | corrects
    refused = client.post(f"{slot}/waive", shorter | {"words": ""}, 422)
    assert refused.value("corrects") == corrects["corrects"]
    assert client.post(f"{slot}/waive", shorter | {"words": "It came."}).location == f"{slot}?done=corrected"
    words = client.get(slot).words
    assert "corrected later" in words
    assert "It came." in words
    again = client.post(f"{slot}/waive", shorter | {"words": "It came."}, 422)
    assert "corrected this waiver already" in again.problems[0]
    back = client.get(client.get(slot).links["Correct or end it early"])
    said = {"corrects": back.value("corrects"), "what": "back", "words": "Never agreed."}
    client.post(f"{slot}/waive", said)
    assert "Waived: taken back" in client.get(slot).words
    assert "Correct or end it early" not in client_for(world.member).get(slot).links


def test_a_check_that_is_too_old_is_asked_about(member: PageClient, world: World) -> None:
    person = f"/organisations/{world.partner_id}/register/{a_worker(world)}"
    on = date(world.today.year - 7, 5, 1)
    typed = CHECK | typed_day("issued_on", on) | typed_day("seen_on", on + timedelta(days=1))
    member.get(f"{person}/check")
    asked = member.post(f"{person}/check", typed, 422)
    assert asked.problems[0].startswith(f"This is older than is asked: what bears the date {in_words(on)}")
    assert asked.value("issued_on-year") == str(on.year)
    member.post(f"{person}/check", typed | {"days_right": box(asked)})


@pytest.mark.parametrize("page", ["about", "check"])
def test_an_assessment_that_is_too_old_is_asked_about(member: PageClient, world: World, page: str) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    address = f"/submissions/{submission_id}/assessment"
    opened = member.get(f"{address}/about")
    typed = {name: opened.value(name) for name in ("about", "took_part")} | both(date(2012, 5, 1))
    asked = member.post(f"{address}/about", typed, 422)
    sentence = "1 May 2012 is more than ten years ago."
    assert asked.problems == [f"{sentence} {TICK}"]
    member.post(f"{address}/about", typed | {"days_right": box(asked)})
    assert sentence in member.get(f"{address}/{page}").words
