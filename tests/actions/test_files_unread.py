"""What nobody could open is not taken for read, wherever somebody of the lead says yes to it."""

from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from checklists.findings import ActionStep as Step
from evidence.scanner import Verdict as Scanned
from portal.acting.refused import CannotDo
from portal.files.actions.keep_brought import Brought
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.note_scan import note_scan
from portal.files.actions.require_room import Limits
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.issued.actions.issue_document import issue_document
from portal.records import Scan, StoredFile
from portal.returns.actions.write_section import add_section_file
from portal.returns.queries.whole import load_whole
from tests.builders import finding, promising, returning, sending, telling
from tests.builders.world import World

ISSUED = "market-stewardship"
CLEAN, HARMFUL = Scanned("", "1"), Scanned("Eicar", "1")


def unread() -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match="cannot be opened")


def in_the_scanner(world: World, name: str = "minutes.pdf") -> KeptFile:
    return sending.kept_file(world, name, scan=Scan.CHECKING.value)


def answer(world: World, name: str, verdict: Scanned) -> None:
    with world.database.writing() as session:
        file_id = session.scalars(sa.select(StoredFile.id).where(StoredFile.name == name)).one()
        note_scan(session, file_id, verdict)


def bring(world: World, section: str, *kept: KeptFile) -> None:
    for each in kept:
        with world.database.writing() as session:
            found = returning.asked(world, session)
            add_section_file(session, world.member, world.place(session), found, section, each)


@dataclass(frozen=True)
class Sent:
    """A quarterly report with the lead; its narrative brought a file."""

    world: World

    def accept(self, *sections: str) -> None:
        returning.decide(self.world, {each: telling.ACCEPTED[each] for each in sections})

    @property
    def state(self) -> str:
        return returning.whole(self.world).states["narrative"].value


def sent(world: World, *kept: KeptFile) -> Sent:
    returning.begin(world)
    bring(world, "narrative", *kept)
    with world.database.reading() as session:
        brought = load_whole(session, world.place(session), returning.asked(world, session))
    returning.write_all(world)
    returning.write(world, "narrative", brought.draft("narrative"))
    returning.send(world, returning.signer(world))
    return Sent(world)


@pytest.mark.parametrize("verdict", [None, HARMFUL])
def test_a_section_of_a_return_whose_file_nobody_can_open_is_not_accepted(
    world: World, verdict: Scanned | None
) -> None:
    its = sent(world, in_the_scanner(world), sending.kept_file(world, "figures.pdf"))
    if verdict:
        answer(world, "minutes.pdf", verdict)
    with unread():
        its.accept("narrative")
    with unread():
        its.accept("data", "narrative")
    its.accept("data")
    assert its.state == "with-lead"


def test_once_it_was_scanned_it_is_accepted(world: World) -> None:
    its = sent(world, in_the_scanner(world))
    answer(world, "minutes.pdf", CLEAN)
    its.accept("narrative")
    assert its.state == "accepted"


@pytest.mark.parametrize("verdict", [None, HARMFUL])
def test_a_years_figure_that_a_file_shows_which_nobody_can_open_is_not_accepted(
    world: World, verdict: Scanned | None
) -> None:
    its = promising.promised(world)
    promising.given(world, its, "40", promising.SHOWS, in_the_scanner(world))
    if verdict:
        answer(world, "minutes.pdf", verdict)
    with unread():
        promising.decided(world, its)
    promising.decided(world, its, accepts=False, words="Send a clean copy.")


def test_a_years_figure_is_accepted_once_its_file_was_scanned(world: World) -> None:
    its = promising.promised(world)
    promising.given(world, its, "40", promising.SHOWS, in_the_scanner(world))
    answer(world, "minutes.pdf", CLEAN)
    promising.decided(world, its)
    (given,) = promising.found(world, its).get_year(promising.current(world).year).given
    assert given.answer is not None
    assert given.answer.is_accepted


@pytest.mark.parametrize("verdict", [None, HARMFUL])
def test_an_action_that_a_file_shows_which_nobody_can_open_is_closed_with_a_reason(
    world: World, verdict: Scanned | None
) -> None:
    _, action_id = finding.sent(world, evidence="The policies.")
    brought = Brought((in_the_scanner(world),), Limits(10**9, 10**9, 10**9))
    finding.note(world, action_id, world.member, Step.DONE, brought=brought)
    if verdict:
        answer(world, "minutes.pdf", verdict)
    with unread():
        finding.note(world, action_id, world.reviewer, Step.CLOSED, "")
    finding.note(world, action_id, world.reviewer, Step.CLOSED, "I have seen it there.")


@pytest.mark.parametrize("verdict", [None, HARMFUL])
def test_what_the_lead_issued_is_not_acknowledged_while_nobody_can_open_it(
    world: World, verdict: Scanned | None
) -> None:
    issue(world, in_the_scanner(world))
    if verdict:
        answer(world, "minutes.pdf", verdict)
    with unread():
        acknowledge(world)


def test_what_the_lead_issued_is_acknowledged_once_it_was_scanned(world: World) -> None:
    issue(world, in_the_scanner(world))
    answer(world, "minutes.pdf", CLEAN)
    acknowledge(world)


def issue(world: World, kept: KeptFile) -> None:
    with world.database.writing() as session:
        issue_document(session, world.manager, world.contract_place(session), ISSUED, kept)


def acknowledge(world: World) -> None:
    with world.database.writing() as session:
        acknowledge_issued(session, world.member, world.place(session), ISSUED, name="Pat", position="Chair")
