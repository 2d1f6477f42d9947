"""A file that comes to be another organisation's is found on its shelf from then on, and not where it was."""

import uuid

import pytest
import sqlalchemy as sa

from portal.access import Viewer
from portal.records import Engagement, FileWord, StoredFile, Submission
from portal.search.queries.named import find_files
from portal.search.queries.reach import find_reach
from portal.standing.queries.verify import verify_events, verify_standing
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.actions.take_back import take_back
from tests.actions.test_contracts_merging import merge
from tests.builders import inviting, receiving, sending
from tests.builders.world import World

KEY = "whistleblowing"


@pytest.fixture
def tess(world: World) -> Viewer:
    return inviting.manager_of(world, world.second_member, world.second_partner_id)


def finds(world: World, viewer: Viewer) -> int:
    """How many files of the name."""
    with world.database.reading() as session:
        return len(find_files(session, find_reach(session, viewer), ["scan"], 9))


def owners(world: World) -> set[uuid.UUID]:
    """Of all files, by the files themselves; those by whose words they are found are the same."""
    with world.database.reading() as session:
        query = sa.select(StoredFile.organisation_id, FileWord.organisation_id.label("shelf"))
        rows = session.execute(query.join(FileWord, FileWord.file_id == StoredFile.id)).all()
        assert [*verify_standing(session), *verify_events(session)] == []
    assert all(row.organisation_id == row.shelf for row in rows)
    return {row.organisation_id for row in rows}


def engagement_of(world: World, partner_id: uuid.UUID) -> uuid.UUID:
    with world.database.reading() as session:
        return session.scalars(sa.select(Engagement.id).where(Engagement.partner_id == partner_id)).one()


def send(world: World, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, world.reviewer)
        send_submission(session, world.reviewer.person_id, place, world.today)


def back(world: World, submission_id: uuid.UUID, key: str = KEY) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, world.reviewer)
        return take_back(session, world.reviewer, place, sending.requirement(key))


def test_what_came_is_the_partners_until_the_lead_takes_it_back(world: World) -> None:
    entered = receiving.enter(world, KEY)
    assert owners(world) == {world.partner_id}
    assert (finds(world, world.member), finds(world, world.reviewer)) == (1, 1)
    assert finds(world, world.colleague) == 0
    draft = back(world, entered)
    assert owners(world) == {world.lead_id}
    assert finds(world, world.member) == 0
    send(world, draft)
    assert owners(world) == {world.partner_id}
    assert finds(world, world.member) > 0


def test_taken_back_twice_it_is_the_leads_twice(world: World) -> None:
    """What was taken back before is no use of it that the partner has."""
    draft = back(world, receiving.enter(world, KEY))
    send(world, draft)
    again = back(world, draft)
    assert owners(world) == {world.lead_id}
    assert finds(world, world.member) == 0
    send(world, again)
    assert owners(world) == {world.partner_id}


def test_of_a_schedule_each_cover_keeps_it_until_all_are_taken_back(world: World) -> None:
    draft = receiving.begin(world, "insurance", "public-liability")
    sending.attach(world, draft, "scan.pdf", by=world.reviewer)
    asked, other = sending.requirement("insurance"), "employers-liability"
    answers = sending.answers_to(asked, "public-liability")
    cover = asked.cover(other)
    also = [{"part": other, "amount": cover.amount, "basis": cover.basis.value}]
    answers["details"] = {**answers["details"], "also": also}
    with world.database.writing() as session:
        answer_draft(session, world.submission_place(session, draft, world.reviewer), answers)
    send(world, draft)
    with world.database.reading() as session:
        second = session.scalars(sa.select(Submission.id).where(Submission.part_key == other)).one()
    back(world, draft, "insurance")
    assert owners(world) == {world.partner_id}
    back(world, second, "insurance")
    assert owners(world) == {world.lead_id}


def test_it_goes_with_the_entry_into_who_has_joined(world: World, tess: Viewer) -> None:
    entry = inviting.name_partner(world, "Doors Open Folk")
    receiving.enter(world, KEY, engagement_id=engagement_of(world, entry))
    assert owners(world) == {entry}
    assert inviting.accept(world, tess, inviting.invite(world, entry, tess.email), world.second_partner_id)
    assert owners(world) == {world.second_partner_id}
    assert (finds(world, tess), finds(world, world.reviewer), finds(world, world.member)) == (1, 1, 0)


def test_it_goes_with_the_entry_into_which_it_is_merged(world: World) -> None:
    goes, kept = (inviting.name_partner(world, name, area=name) for name in ("Tidewatr", "Tidal"))
    receiving.enter(world, KEY, engagement_id=engagement_of(world, goes))
    merge(world, engagement_of(world, goes), kept)
    assert owners(world) == {kept}
    assert finds(world, world.reviewer) == 1


@pytest.mark.parametrize("joins", [True, False], ids=["joined", "merged"])
def test_it_is_for_who_has_become_the_partner_since_the_page_was_opened(
    world: World, tess: Viewer, joins: bool
) -> None:
    """The engagement is waited for; what was read of it before is not what it is by then."""
    entry, other = (inviting.name_partner(world, name, area=name) for name in ("Tidewatr", "Tidal"))
    engagement_id = engagement_of(world, entry)
    draft = receiving.begin(world, KEY, engagement_id=engagement_id)
    sending.attach(world, draft, "scan.pdf", by=world.reviewer)
    with world.database.writing() as session:
        place = world.submission_place(session, draft, world.reviewer)
        answer_draft(session, place, sending.answers_to(sending.requirement(KEY), ""))
    if joins:
        inviting.accept(world, tess, inviting.invite(world, entry, tess.email), world.second_partner_id)
    else:
        merge(world, engagement_id, other)
    with world.database.writing() as session:
        send_submission(session, world.reviewer.person_id, place, world.today)
    assert owners(world) == {world.second_partner_id if joins else other}
    assert finds(world, tess) == joins
