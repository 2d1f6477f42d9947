"""A document that is there, whose statement reads otherwise by now: it is signed, and not asked for again."""

import uuid

import sqlalchemy as sa

from portal.records import Submission, SubmissionFile
from tests.actions.test_submissions_never_signed import ADDED, KEY
from tests.builders import sending
from tests.builders.versions import ask_otherwise
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

SIGNED = {"confirm": "yes", "signed_name": "Pat Partner", "signed_position": "Chair"}


def start(client: PageClient, world: World) -> Answer:
    return client.post(f"/engagements/{world.engagement_id}/requirements/{KEY}/start", {"part": ""})


def files_of(world: World, submission_id: uuid.UUID) -> list[uuid.UUID]:
    query = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission_id)
    with world.database.reading() as session:
        return list(session.scalars(query))


def draft_of(world: World) -> Submission:
    with world.database.reading() as session:
        return session.scalars(sa.select(Submission).where(Submission.sent_at.is_(None))).one()


def test_it_is_signed_and_sent_with_the_same_files(world: World, client_for: ClientFor) -> None:
    accepted = sending.accepted(world, KEY)
    ask_otherwise(world, KEY, world.today, statement=ADDED)
    client = client_for(world.member)
    begun = start(client, world)
    page, address = client.follow(begun), begun.location.partition("?")[0]
    draft = draft_of(world)
    assert ADDED in page.words
    assert not page.find("//input[@name='confirm' and @checked]")
    answers = client.post(address, SIGNED | {"then": page.value("then")}).location
    assert answers == f"/submissions/{draft.id}/answers"
    client.post(answers, {})
    assert files_of(world, draft.id) == files_of(world, accepted) != []
    sending.accept(world, draft.id)
    slot = client.get(f"/engagements/{world.engagement_id}/requirements/{KEY}")
    assert "Accepted until" in slot.words


def test_what_lacks_more_is_begun_anew(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, KEY)
    start(client_for(world.member), world)
    draft = draft_of(world)
    assert (files_of(world, draft.id), draft.from_on) == ([], None)
