"""What is sent is what was shown, or it is shown again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.assessments.actions.write_assessment import keep_about
from portal.database import Database
from portal.records import Submission
from portal.submissions.actions.keep_draft import answer_draft
from tests.builders import assessing, good_files, sending
from tests.builders.at_once import at_once
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import filled, form_in, press
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


def ready(world: World) -> UUID:
    """A policy that has all it needs."""
    draft = sending.draft(world, "whistleblowing")
    sending.attach(world, draft)
    answers(world, draft, **sending.answers_to(sending.requirement("whistleblowing"), ""))
    return draft


def answers(world: World, draft: UUID, **given: object) -> None:
    """What a colleague answers meanwhile."""
    with world.database.writing() as session:
        answer_draft(session, world.submission_place(session, draft), given)


def is_sent(database: Database, draft: UUID) -> bool:
    with database.reading() as session:
        return session.scalar(sa.select(Submission.sent_at).where(Submission.id == draft)) is not None


def a_day(world: World, draft: UUID) -> str:
    answers(world, draft, from_on=world.today - timedelta(days=47))
    return "Date on the document"


def a_file(world: World, draft: UUID) -> str:
    sending.attach(world, draft, name="another.pdf", content=good_files.pdf())
    return "Files"


@BOTH
@pytest.mark.parametrize("change", [a_day, a_file])
def test_what_a_colleague_changed_is_shown_before_it_is_sent(
    change: Callable[[World, UUID], str], world: World, client_for: ClientFor
) -> None:
    pat, draft = client_for(world.member), ready(world)
    page = f"/submissions/{draft}/answers"
    shown = pat.get(page)
    called = change(world, draft)
    again = press(pat, shown, {}, page, 422)
    assert again.problems[0].startswith("Somebody has changed the draft since you opened this page: ")
    assert called in again.problems[0]
    assert not is_sent(world.database, draft)
    press(pat, again, {}, page)
    assert is_sent(world.database, draft)


def test_a_page_that_was_not_changed_is_sent(world: World, client_for: ClientFor) -> None:
    pat, draft = client_for(world.member), ready(world)
    page = f"/submissions/{draft}/answers"
    shown = pat.get(page)
    first = press(pat, shown, {}, page)
    assert press(pat, shown, {}, page).location == first.location


def test_an_assessment_too(world: World, client_for: ClientFor) -> None:
    pat, draft = client_for(world.member), assessing.draft(world)
    assessing.write(world, draft)
    page = f"/submissions/{draft}/assessment/check"
    shown = pat.get(page)
    with world.database.writing() as session:
        place = world.submission_place(session, draft)
        keep_about(session, place, "The groups in both towns.", "Two volunteers.", world.today)
    again = press(pat, shown, {}, page, 422)
    assert "What is assessed" in again.problems[0]
    assert "The groups in both towns." in again.words
    press(pat, again, {}, page)
    assert is_sent(world.database, draft)


@BOTH
def test_sending_and_answering_at_the_same_moment(world: World, client_for: ClientFor) -> None:
    """Either the answer comes too late and says so, or what it changed is shown before it is sent."""
    pat, colleague, draft = client_for(world.member), client_for(world.member), ready(world)
    page, dates = f"/submissions/{draft}/answers", f"/submissions/{draft}/dates"
    sent, given = filled(form_in(pat.get(page), page), {}), filled(form_in(colleague.get(dates), dates), {})
    given |= {"from_on-day": "2", "from_on-month": "1", "from_on-year": str(world.today.year)}
    came: dict[str, Answer] = {}

    def ask(client: PageClient, path: str, data: dict[str, object]) -> Callable[[], None]:
        def act() -> None:
            came[path] = client.ask("POST", path, None, data=data)

        return act

    assert at_once(ask(pat, page, sent), ask(colleague, dates, given)) == []
    was_sent = came[page].status == 303
    assert is_sent(world.database, draft) is was_sent
    with world.database.reading() as session:
        kept = session.scalar(sa.select(Submission.from_on).where(Submission.id == draft))
    assert (kept is not None and (kept.day, kept.month) == (2, 1)) is not was_sent
