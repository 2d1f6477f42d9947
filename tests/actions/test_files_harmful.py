"""What a virus scanner found to be harmful is not sent on, whatever it would go with."""

import uuid

import pytest
import sqlalchemy as sa

from checklists.findings import ActionStep as Step
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.keep_brought import Brought
from portal.files.actions.require_room import Limits
from portal.records import Scan, StoredFile
from portal.returns.actions.decide_return import Said
from portal.returns.actions.send_return import put_up, sign_and_send
from portal.returns.actions.write_section import add_section_file, remove_section_file
from tests.builders import finding, returning, sending
from tests.builders.world import World

CHECKING, FOUND, CLEAN = Scan.CHECKING.value, Scan.FOUND.value, Scan.CLEAN.value


def mark(world: World, name: str, scan: str) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).where(StoredFile.name == name).values(scan=scan))
        session.commit()


def written(world: World, *names: str) -> None:
    """A return of which all is written; its narrative has these files."""
    returning.begin(world)
    returning.write_all(world)
    for name in names:
        with world.database.writing() as session:
            found, kept = returning.asked(world, session), sending.kept_file(world, name, scan=CHECKING)
            add_section_file(session, world.member, world.place(session), found, "narrative", kept)
    returning.write(world, "narrative", returning.whole(world).draft("narrative"))


def put_it_up(world: World) -> None:
    with world.database.writing() as session:
        put_up(session, world.member, world.place(session), returning.asked(world, session))


def sign(world: World, who: Viewer) -> None:
    with world.database.writing() as session:
        sign_and_send(session, who, world.place(session, who), returning.asked(world, session))


def state(world: World) -> str:
    return returning.whole(world).states["narrative"].value


def take_out(world: World) -> None:
    (file_id,) = returning.whole(world).draft("narrative").files
    with world.database.writing() as session:
        found = returning.asked(world, session)
        remove_section_file(session, world.member, world.place(session), found, "narrative", file_id)
    returning.write(world, "narrative", returning.whole(world).draft("narrative"))


def test_a_return_with_a_harmful_file_is_not_put_up(world: World) -> None:
    written(world, "minutes.pdf")
    mark(world, "minutes.pdf", FOUND)
    with pytest.raises(CannotDo, match=r"minutes.pdf was found to be harmful. Take it out"):
        put_it_up(world)
    assert state(world) == "ready"
    take_out(world)
    returning.send(world, returning.signer(world))
    assert state(world) == "with-lead"


def test_a_return_whose_file_was_found_to_be_harmful_meanwhile_is_handed_back_and_not_signed(
    world: World,
) -> None:
    written(world, "minutes.pdf", "figures.pdf")
    put_it_up(world)
    mark(world, "minutes.pdf", FOUND)
    mark(world, "figures.pdf", FOUND)
    with pytest.raises(CannotDo, match=r"minutes.pdf and figures.pdf were .* Hand the return back"):
        sign(world, returning.signer(world))
    assert state(world) == "ready"


def test_a_return_whose_file_is_still_checked_is_sent(world: World) -> None:
    written(world, "minutes.pdf")
    returning.send(world, returning.signer(world))
    assert state(world) == "with-lead"


def test_a_file_that_was_accepted_before_holds_up_no_other_section(world: World) -> None:
    written(world, "minutes.pdf")
    mark(world, "minutes.pdf", CLEAN)
    who = returning.signer(world)
    returning.send(world, who)
    returning.decide(world, {"narrative": Said(accepts=True), "data": Said(False, "Look again.")})
    mark(world, "minutes.pdf", FOUND)
    returning.write(world, "data", returning.figures(world, 7))
    returning.send(world, who)
    assert returning.whole(world).states["data"].value == "with-lead"


def test_an_action_is_not_said_to_be_done_by_a_harmful_submission(world: World) -> None:
    _, action_id = finding.sent(world, evidence="The policies.")
    submission = sending.send(world, "complaints-policy")
    mark(world, "policy.pdf", FOUND)
    with pytest.raises(CannotDo, match=r"policy.pdf was found to be harmful. Choose something else"):
        finding.note(world, action_id, world.member, Step.DONE, submission_id=submission)
    mark(world, "policy.pdf", CHECKING)
    finding.note(world, action_id, world.member, Step.DONE, submission_id=submission)


def test_evidence_that_is_harmful_is_no_evidence_of_an_action(world: World) -> None:
    action_id = given_back_with_a_harmful_file(world, evidence="The policies.")
    with pytest.raises(CannotDo, match=r"minutes.pdf was found to be harmful. Add a clean copy"):
        finding.note(world, action_id, world.member, Step.DONE, "Once more.")
    finding.note(world, action_id, world.member, Step.DONE, "Once more.", brought=brought(world, "clean.pdf"))


def test_where_no_evidence_is_asked_for_a_harmful_file_of_before_hinders_nobody(world: World) -> None:
    action_id = given_back_with_a_harmful_file(world)
    finding.note(world, action_id, world.member, Step.DONE, "Once more.")


def given_back_with_a_harmful_file(world: World, evidence: str = "") -> uuid.UUID:
    """An action that came back from the lead; what was brought to it was found to be harmful."""
    _, action_id = finding.sent(world, evidence=evidence)
    finding.note(world, action_id, world.member, Step.DONE, brought=brought(world, "minutes.pdf"))
    mark(world, "minutes.pdf", FOUND)
    finding.note(world, action_id, world.reviewer, Step.RETURNED, "Nobody can open it.")
    return action_id


def brought(world: World, name: str) -> Brought:
    kept = sending.kept_file(world, name, name.encode(), scan=CHECKING)
    return Brought((kept,), Limits(10**9, 10**9, 10**9))
