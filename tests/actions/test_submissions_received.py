"""What came by post is entered by the lead for the partner, and decided by somebody else."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.require_room import Limits
from portal.files.queries import get_file, list_unsent
from portal.notices.rounds import tell_events
from portal.records import Engagement, Event, Notice, StoredFile, Submission, SubmissionFile
from portal.review.actions.assign_review import assign_review
from portal.review.queries.queue import list_queue
from portal.standing.actions.mark_opened import mark_opened
from portal.standing.queries.in_force import get_checklist
from portal.standing.queries.slots import work_by_slot
from portal.standing.queries.verify import verify_standing
from portal.standing.queries.verify_log import verify_events
from portal.submissions.actions.keep_draft import remove_file
from portal.submissions.actions.keep_received import discard_received
from portal.submissions.actions.replace_file import replace_file
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.actions.take_back import take_back
from tests.builders import inviting, receiving, sending
from tests.builders.at_once import at_once
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World

KEY = "complaints-policy"


def row(world: World, submission_id: uuid.UUID) -> Submission:
    with world.database.reading() as session:
        return session.get_one(Submission, submission_id)


def files(world: World, submission_id: uuid.UUID) -> list[StoredFile]:
    with world.database.reading() as session:
        query = sa.select(StoredFile).join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
        return list(session.scalars(query.where(SubmissionFile.submission_id == submission_id)))


def send(world: World, submission_id: uuid.UUID, by: Viewer) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, by)
        send_submission(session, by.person_id, place, clock.today())


def opens(world: World, viewer: Viewer, file_id: uuid.UUID) -> bool:
    with world.database.reading() as session:
        try:
            return bool(get_file(session, viewer, file_id))
        except NotHere:
            return False


def names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event.name).order_by(Event.number)))


def faults(world: World) -> list[str]:
    with world.database.reading() as session:
        return [*verify_standing(session), *verify_events(session)]


@pytest.mark.parametrize(
    ("key", "part"),
    [(KEY, ""), ("insurance", "public-liability"), ("anti-bribery", ""), ("sub-contract", "")],
)
def test_it_waits_for_somebody_else_with_its_day_and_way(world: World, key: str, part: str) -> None:
    came_on = world.today - timedelta(days=3)
    entered = receiving.enter(world, key, part, on=came_on)
    kept = row(world, entered)
    assert (kept.received_way, kept.received_on, kept.sent_by) == (
        "post",
        came_on,
        world.reviewer.person_id,
    )
    assert [each.organisation_id for each in files(world, entered)] == [world.partner_id]
    with pytest.raises(NotAllowed, match="You sent this yourself"):
        sending.accept(world, entered, by=world.reviewer)
    with pytest.raises((NotAllowed, NotHere)):
        sending.accept(world, entered, by=world.member)
    sending.accept(world, entered, by=world.manager)
    assert faults(world) == []


def test_until_it_is_sent_the_partner_learns_nothing(world: World) -> None:
    draft = receiving.begin(world, KEY)
    file_id = sending.attach(world, draft, "scan.pdf", by=world.reviewer)
    with world.database.reading() as session:
        with pytest.raises(NotHere):
            world.submission_place(session, draft, world.member)
        work = work_by_slot(session, [world.engagement_id], drafts=True)
        assert work == {}
        assert list_unsent(session, world.member, world.partner_id) == ()
    assert opens(world, world.reviewer, file_id)
    assert not opens(world, world.member, file_id)
    own = sending.draft(world, KEY)
    assert own != draft
    with world.database.reading() as session, pytest.raises(NotHere):
        world.submission_place(session, own, world.reviewer)
    assert "file-uploaded" not in names(world)


def test_of_the_wrong_paper_nothing_stays(world: World) -> None:
    draft = receiving.begin(world, KEY)
    wrong = sending.attach(world, draft, "others.pdf", by=world.reviewer)
    assert opens(world, world.manager, wrong)
    assert not opens(world, world.colleague, wrong), "of the lead, but nobody who reviews"
    with world.database.writing() as session:
        place = world.submission_place(session, draft, world.reviewer)
        remove_file(session, world.reviewer.person_id, place, wrong)
    scan = sending.attach(world, draft, "scan.pdf", b"%PDF-1", by=world.reviewer)
    with world.database.writing() as session:
        place = world.submission_place(session, draft, world.manager)
        discard_received(session, world.manager.person_id, place)
        discard_received(session, world.manager.person_id, place)
    assert not any(opens(world, viewer, each) for viewer in world.people.values() for each in (wrong, scan))
    assert names(world).count("received-file-taken-out") == 2
    with world.database.reading() as session:
        assert list_unsent(session, world.manager, world.lead_id) == ()
    assert faults(world) == []


def test_what_is_sent_by_now_is_not_thrown_away(world: World) -> None:
    entered = receiving.enter(world, KEY)
    with world.database.writing() as session:
        place = world.submission_place(session, entered, world.reviewer)
        with pytest.raises(CannotDo):
            discard_received(session, world.reviewer.person_id, place)
    assert opens(world, world.member, files(world, entered)[0].id)


def test_two_begin_and_two_send_at_once(world: World) -> None:
    assert at_once(*[lambda: receiving.begin(world, KEY)] * 2) == []
    draft = receiving.begin(world, KEY, by=world.manager, way="by-hand")
    assert row(world, draft).received_way == "by-hand"
    sending.attach(world, draft, by=world.manager)
    assert len(at_once(*[lambda: send(world, draft, world.manager)] * 2)) == 1
    assert names(world).count("evidence-received") == 1
    for who in (world.reviewer, world.manager):  # one began it, the other sent it
        with pytest.raises(NotAllowed):
            sending.accept(world, draft, by=who)


@pytest.mark.parametrize("who", ["member", "officer", "reviewer_and_member", "colleague", "noise_manager"])
def test_nobody_else_enters_it(world: World, who: str) -> None:
    with pytest.raises((NotAllowed, NotHere)):
        receiving.begin(world, KEY, by=world.people[who])


def test_what_cannot_be_is_refused(world: World) -> None:
    with pytest.raises(CannotDo, match="cannot be in the future"):
        receiving.begin(world, KEY, on=world.today + timedelta(days=1))
    with pytest.raises(CannotDo, match="what it is about"):
        receiving.begin(world, "insurance", "no-such-cover")
    with pytest.raises(NotHere):
        receiving.begin(world, "dbs-checks")
    draft = receiving.begin(world, "induction")
    with pytest.raises(CannotDo) as refused:
        send(world, draft, world.reviewer)
    assert "files" in refused.value.problems, "a paper that came is a file, whatever it is for"


def test_the_partner_is_told_and_so_are_the_reviewers(world: World) -> None:
    receiving.enter(world, KEY)
    tell_events(world.database)
    with world.database.reading() as session:
        told = {(row.person_id, row.what) for row in session.scalars(sa.select(Notice))}
    received = {who for who, what in told if what.startswith("Received by post on")}
    assert world.member.person_id in received
    assert (world.manager.person_id, "Complaints policy of Tidewater Peers was entered") in told


def back(world: World, submission_id: uuid.UUID, by: Viewer) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, by)
        return take_back(session, by, place, sending.requirement(KEY))


def test_the_partner_takes_nothing_of_it_back_nor_replaces_a_file(world: World) -> None:
    entered = receiving.enter(world, KEY)
    with pytest.raises(NotAllowed):
        back(world, entered, world.member)
    kept = sending.kept_file(world, "other.pdf", b"%PDF-other")
    with world.database.writing() as session:
        place = world.submission_place(session, entered, world.member)
        room, (file,) = Limits(10**9, 10**9, 10**9), files(world, entered)
        with pytest.raises(NotHere):
            replace_file(session, world.member, place, sending.requirement(KEY), file.id, kept, room)


def test_the_lead_takes_it_back_with_the_paper_until_somebody_opens_it(world: World) -> None:
    entered = receiving.enter(world, KEY)
    draft = back(world, entered, world.reviewer)
    assert back(world, entered, world.reviewer) == draft
    kept = row(world, draft)
    assert (kept.received_way, kept.sent_at) == ("post", None)
    (file,) = files(world, draft)
    assert file.organisation_id == world.lead_id
    assert opens(world, world.reviewer, file.id)
    assert not opens(world, world.member, file.id)
    assert not opens(world, world.colleague, file.id)
    assert faults(world) == []
    send(world, draft, world.reviewer)
    assert opens(world, world.member, file.id)
    with world.database.writing() as session:
        assert mark_opened(session, world.manager, draft)
    with pytest.raises(CannotDo, match="Ask for it to be returned"):
        back(world, draft, world.reviewer)


def test_what_was_taken_back_and_out_is_still_for_reviewers_alone(world: World) -> None:
    draft = back(world, receiving.enter(world, KEY), world.reviewer)
    (file,) = files(world, draft)
    with world.database.writing() as session:
        place = world.submission_place(session, draft, world.reviewer)
        discard_received(session, world.reviewer.person_id, place)
    seen_by = {name for name, viewer in world.people.items() if opens(world, viewer, file.id)}
    assert seen_by == {"manager", "reviewer", "reviewer_and_member"}


def test_what_the_partner_sent_elsewhere_stays_its_own(world: World) -> None:
    """Also while the lead has it in a draft again."""
    entered = receiving.enter(world, KEY)
    other = deliver_for_noise_too(world)
    with world.database.writing() as session:
        place = world.submission_place(session, entered, world.member)
        target = world.place(session, world.member, other)
        assert reuse_submission(session, world.member, place, target, KEY, "", world.today).is_sent
    (file,) = files(world, back(world, entered, world.reviewer))
    assert file.organisation_id == world.partner_id
    assert opens(world, world.member, file.id)


def test_it_is_in_nobodys_queue_who_entered_it(world: World) -> None:
    entered = receiving.enter(world, KEY)
    with world.database.writing() as session:
        checklist = get_checklist(session, world.contract_id, world.today)
        for viewer, waits in ((world.reviewer, 0), (world.manager, 1)):
            queue = list_queue(session, world.contract_place(session, viewer), viewer, checklist)
            assert (queue.all_waiting, queue.own, len(queue.lines)) == (waits, 1 - waits, waits)
        place = world.submission_place(session, entered, world.manager)
        with pytest.raises(CannotDo, match="what they entered themselves"):
            assign_review(session, world.manager, place, world.reviewer.person_id)


def test_a_change_that_was_asked_for_is_the_partners_to_make(world: World) -> None:
    entered = receiving.enter(world, KEY)
    sending.give_back(world, entered, by=world.manager)
    again = row(world, sending.draft(world, KEY))
    assert (again.received_way, again.made_by) == (None, world.member.person_id)


def test_whoever_joins_later_has_what_came_for_it_before(world: World) -> None:
    tess = inviting.manager_of(world, world.second_member, world.second_partner_id)
    entry = inviting.name_partner(world, "Doors Open Folk")
    with world.database.reading() as session:
        its = sa.select(Engagement.id).where(Engagement.partner_id == entry)
        engagement_id = session.scalars(its).one()
    entered = receiving.enter(world, KEY, engagement_id=engagement_id)
    invitation_id = inviting.invite(world, entry, tess.email)
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    (file,) = files(world, entered)
    assert file.organisation_id == world.second_partner_id
    assert opens(world, tess, file.id)
    assert not opens(world, world.member, file.id)
    assert faults(world) == []
