"""The pages about accounts: which years, what came with them, and what a reviewer says."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words, month_end
from portal.acting.say import say_facts
from portal.records import Organisation
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.pages.test_submissions_upload import row, start

KEY = "audited-accounts"
EXAMINED = {"assurance": "independent-examination"}
REASON = "Income was below the threshold for an audit."


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def slot(world: World) -> str:
    return f"/engagements/{world.engagement_id}/requirements/{KEY}"


def test_the_rule_stands_in_words(member: PageClient, slot: str) -> None:
    words = member.get(slot).words
    assert "Tidewater Peers, a charity, ends on 31 March" in words
    assert "A charity files its accounts within 10 months of the end of the year" in words
    assert "Next: the accounts for the year that" in words


def test_a_young_organisation_owes_none_yet(world: World, member: PageClient, slot: str) -> None:
    first = date(world.today.year + 1, 3, 31)
    with world.database.writing() as session:
        session.execute(
            sa.update(Organisation).where(Organisation.id == world.partner_id).values(first_year_end_on=first)
        )
        say_facts(session, world.partner_id, None)
        session.commit()
    words = member.get(slot).words
    assert f"None due before 31 January {first.year + 1}" in words
    assert f"Year ending {in_words(first)}" in words


@pytest.mark.parametrize("day", [28, 29])
def test_the_end_of_february(world: World, member: PageClient, slot: str, day: int) -> None:
    with world.database.writing() as session:
        session.execute(
            sa.update(Organisation)
            .where(Organisation.id == world.partner_id)
            .values(year_end_month=2, year_end_day=day, legal_form="company")
        )
        say_facts(session, world.partner_id, None)
        session.commit()
    words = member.get(slot).words
    assert "a company, ends on the last day of February" in words
    assert "within 9 months" in words


def test_a_year_that_is_filed_before_its_deadline_counts_at_once(
    world: World, member: PageClient, slot: str
) -> None:
    """Of a year that ended four months ago, and is due in some months."""
    month = (world.today.month - 5) % 12 + 1
    with world.database.writing() as session:
        values = {"year_end_month": month, "year_end_day": 31}
        session.execute(sa.update(Organisation).where(Organisation.id == world.partner_id).values(**values))
        say_facts(session, world.partner_id, None)
        session.commit()
    in_year = world.today.year - (month > world.today.month)
    ended_on = month_end(in_year, month)
    assert f"Year ended {in_words(ended_on)}" not in in_force(member, slot)
    sending.accepted(world, KEY, ended_on.isoformat(), from_on=ended_on + timedelta(days=40))
    assert f"Year ended {in_words(ended_on)}" in in_force(member, slot)


def in_force(member: PageClient, slot: str) -> str:
    """The words of the parts that have something accepted."""
    parts = member.get(slot).find("//*[contains(@class,'gs-part')][.//*[contains(@class,'gs-state--met')]]")
    return " ".join(words_of(each) for each in parts)


def test_what_came_with_them_is_asked(world: World, member: PageClient) -> None:
    year = f"{world.today.year - 2}-03-31"
    draft = start(member, world, KEY, year)
    assert member.post(f"{draft}/assurance", {}, 422).problems == ["Say whether the accounts are audited."]
    assert member.post(f"{draft}/assurance", {"assurance": "neither"}).location == f"{draft}/answers"
    answers = member.get(f"{draft}/answers")
    assert "Neither audited nor independently examined" in answers.words
    assert "This is less than what is asked for" in answers.words
    member.post(f"{draft}/assurance", EXAMINED)
    assert "This is less than what is asked for" not in member.get(f"{draft}/answers").words
    assert row(world, draft).details == EXAMINED


def test_an_examination_needs_a_reason_and_is_called_one(
    world: World, client_for: ClientFor, member: PageClient, slot: str
) -> None:
    year = f"{world.today.year - 2}-03-31"
    submission = sending.send(world, KEY, year, details=EXAMINED)
    reviewer = client_for(world.reviewer)
    review = f"/submissions/{submission}/review"
    opened = reviewer.get(review)
    assert "can be accepted only with a reason in words" in opened.words
    assert not opened.find("//*[@id='until_on-day']")
    form = {"outcome": "accept", **EXAMINED}
    answer = reviewer.post(review, form | {"accept_words": ""}, 422)
    assert "only with a reason in words" in answer.problems[0]
    queue = reviewer.follow(reviewer.post(review, form | {"accept_words": REASON}))
    assert "is accepted, independent examination" in queue.words
    for words in (member.get(slot).words, reviewer.get(review).words):
        assert "Accepted, independent examination" in words
        assert REASON in words
    engagement = f"/engagements/{world.engagement_id}"
    for viewer in (world.member, world.reviewer, world.officer):
        assert (
            "Independent examination accepted for the year ended" in client_for(viewer).get(engagement).words
        )


def test_the_reviewer_corrects_what_was_said(world: World, client_for: ClientFor) -> None:
    submission = sending.send(world, KEY)
    reviewer = client_for(world.reviewer)
    review = f"/submissions/{submission}/review"
    answer = reviewer.post(review, {"outcome": "accept", "assurance": "neither"}, 422)
    assert "neither audited nor independently examined" in answer.problems[0]
    assert answer.find("//input[@name='assurance'][@value='neither'][@checked]")
