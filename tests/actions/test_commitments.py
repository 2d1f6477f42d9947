"""Commitments of a tender: written down, given year by year, decided on, struck."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.year.promised import Kept
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.commitments.presenters import counts
from portal.commitments.queries.promised import list_of_partner, list_promised
from portal.files.actions.require_room import Limits
from portal.files.queries import get_file, is_given_away, list_unsent
from portal.records import Commitment, CommitmentFile, Event
from tests.builders import promising, sending
from tests.builders.at_once import raised_by
from tests.builders.clock import clock_on
from tests.builders.world import World

DAY = timedelta(days=1)
NOT_FOR_THEM = (NotAllowed, NotHere)


def refused(problem: str) -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match=problem)


def names(world: World) -> list[str]:
    query = sa.select(Event.name).where(Event.name.like("commitment-%")).order_by(Event.number)
    with world.database.reading() as session:
        return [each.removeprefix("commitment-") for each in session.scalars(query)]


def test_a_year_from_the_tender_to_what_was_kept(world: World) -> None:
    its, year = promising.promised(world), promising.current(world)

    def stands(days: int = 0) -> Kept:
        on = world.today + timedelta(days=days)
        return promising.found(world, its).get_year(year.year).kept(on)

    with world.database.reading() as session:
        (mine,) = list_of_partner(session, world.place(session))
        assert (mine.title, mine.clause) == (promising.TITLE, "11.4")
        second = world.place(session, world.second_member, world.second_engagement_id)
        assert list_of_partner(session, second) == []
    assert stands() is Kept.AHEAD
    file = sending.kept_file(world, "placements.pdf")
    assert promising.given(world, its, "9", promising.SHOWS, file)
    assert not promising.given(world, its, "9", promising.SHOWS, sending.kept_file(world, "placements.pdf"))
    assert stands() is Kept.GIVEN
    promising.decided(world, its, accepts=False, words="Which months?")
    promising.decided(world, its, accepts=False, words="Which months?")
    with refused("asked for a change already, in other words"):
        promising.decided(world, its, accepts=False, words="Which people?", by=world.manager)
    assert stands() is Kept.RETURNED
    with refused("what came back"):
        promising.given(world, its, "9")
    assert promising.given(world, its, "9", "From April on.")
    promising.decided(world, its, number=2)
    assert stands() is Kept.SO_FAR
    assert stands((year.span.until_on - world.today).days + 1) is Kept.SHORT
    assert promising.given(world, its, "12")
    promising.decided(world, its, number=3)
    assert stands() is Kept.MET
    assert stands(-1) is Kept.AHEAD, "nothing was given by then"
    assert names(world) == ["made", "given", "returned", "given", "accepted", "given", "accepted"]


def test_all_that_is_due_or_given_is_counted(world: World) -> None:
    year = promising.current(world)
    its, ends_on = promising.promised(world, targets={year.year: Decimal(12)}), year.span.until_on

    def said(on: date = ends_on) -> str:
        return counts([promising.found(world, its)], on)

    assert said() == "No year of a commitment is due yet."
    assert said(ends_on + DAY) == "Years of commitments: 1 due."
    assert said(year.due_on + DAY) == "Years of commitments: 1 late."
    promising.given(world, its, "9")
    assert said() == "Years of commitments: 1 given and not decided on."
    promising.decided(world, its, accepts=False, words="Which months?")
    assert said() == "Years of commitments: 1 returned for a change."
    promising.given(world, its, "9", "From April on.")
    promising.decided(world, its, number=2)
    assert said() == "Years of commitments: 1 accepted so far."


def test_what_was_known_then(world: World) -> None:
    its = promising.promised(world)
    with clock_on(world.today + DAY):
        promising.given(world, its, "12")
    with clock_on(world.today + 2 * DAY):
        promising.decided(world, its)
    with clock_on(world.today + 3 * DAY):
        promising.struck(world, its)
    told = []
    for days in range(-1, 4):
        with world.database.reading() as session:
            known = world.today + days * DAY
            found = list_promised(session, world.contract_place(session), known)
            year = promising.current(world).year
            told += [(each.get_year(year).kept(known + 9 * DAY), bool(each.struck)) for each in found]
    assert told[1:] == [(Kept.GIVEN, False), (Kept.MET, False), (Kept.MET, True)]
    assert len(told) == 4, "the day before it was written down nobody knew of it"


def test_a_file_is_its_owners_and_the_reviewers(world: World) -> None:
    its = promising.promised(world)
    with refused("no more is taken|more is not taken|which is the most|no room"):
        file = sending.kept_file(world, "book.pdf")
        promising.given(world, its, "3", promising.SHOWS, file, room=Limits(1, 1, 1))
    promising.given(world, its, "3", promising.SHOWS, sending.kept_file(world, "placements.pdf"))
    with world.database.reading() as session:
        file_id = session.scalars(sa.select(CommitmentFile.file_id)).one()
        for viewer in (world.member, world.manager, world.reviewer):
            assert get_file(session, viewer, file_id).name == "placements.pdf"
        for viewer in (world.second_member, world.officer, world.noise_manager, world.colleague):
            with pytest.raises(NotHere):
                get_file(session, viewer, file_id)
        assert is_given_away(session, file_id)
        assert list_unsent(session, world.member, world.partner_id) == ()


def test_each_side_does_its_own(world: World) -> None:
    its, own = promising.promised(world), promising.own(world, title="Apprentices")
    for by in (world.reviewer, world.member, world.officer):
        with pytest.raises(NOT_FOR_THEM):
            promising.promised(world, by, title="More")
        with pytest.raises(NOT_FOR_THEM):
            promising.struck(world, its, by=by)
    for by in (world.manager, world.officer):
        with pytest.raises(NotAllowed):
            promising.given(world, its, "1", by=by)
    promising.given(world, its, "1")
    for by in (world.member, world.officer, world.colleague, world.reviewer_and_member):
        with pytest.raises(NOT_FOR_THEM):
            promising.decided(world, its, by=by)
    with pytest.raises(NotHere):
        promising.given(world, own, "1")
    with pytest.raises(NotHere):
        promising.given_own(world, its, "1", world.reviewer)
    assert promising.given_own(world, own, "1", world.reviewer)
    with pytest.raises(NotAllowed, match="colleague"):
        promising.decided(world, own, by=world.reviewer)
    promising.decided(world, own, by=world.manager)
    with pytest.raises(NotHere):
        promising.promised(world, engagement_id=world.noise_engagement_id)


def test_the_council_reads_no_names(world: World) -> None:
    sending.a_worker(world, "Wendy Worker")
    for where in ("title", "unit", "clause"):
        named: dict[str, Any] = {where: "by wendy worker"}
        with refused("take out Wendy Worker") as found:
            promising.promised(world, **named)
        assert set(found.value.problems) == {where}
    with refused(f"take out {world.manager.name}"):
        promising.own(world, title=f"Mentoring by {world.manager.name}")
    promising.own(world, title="Mentoring by Wendy Worker")  # nobody of the lead is called so
    promising.promised(world, source="Wendy Worker’s method statement.")  # lead and partner read it


def test_what_cannot_be_done(world: World) -> None:
    its, year = promising.promised(world), promising.current(world)
    nil = {year.year: Decimal(0)}
    acts: dict[str, Callable[[], object]] = {
        "written down already": lambda: promising.promised(world),
        "one year": lambda: promising.promised(world, title="None", targets={}),
        "more than 0": lambda: promising.promised(world, title="Nil", targets=nil),
        "does not reach": lambda: promising.promised(world, title="Old", targets={1999: Decimal(1)}),
        "what shows it": lambda: promising.given(world, its, "1", ""),
        "has not begun": lambda: promising.given(world, its, "1", year=year.year + 1),
        "why": lambda: promising.struck(world, its, ""),
    }
    for problem, act in acts.items():
        with refused(problem):
            act()
    assert names(world) == ["made"]


def test_one_that_was_struck_asks_for_nothing_and_stays(world: World) -> None:
    its = promising.promised(world)
    promising.given(world, its, "1")
    promising.struck(world, its)
    promising.struck(world, its)
    with refused("struck it already, for another reason"):
        promising.struck(world, its, "Again.")
    for act in (lambda: promising.given(world, its, "2"), lambda: promising.decided(world, its)):
        with refused("struck"):
            act()
    struck = promising.found(world, its).struck
    assert struck
    assert (struck.because, struck.person) == ("It was withdrawn.", world.manager.name)
    with world.database.reading() as session:
        assert list_of_partner(session, world.place(session)) == []
        assert len(list_promised(session, world.contract_place(session))) == 1
    assert promising.promised(world) != its, "put right, it is written down again"


def test_two_at_once(world: World) -> None:
    its = promising.promised(world)
    assert not any(raised_by(*[lambda: promising.given(world, its, "5")] * 3))
    assert len(promising.found(world, its).get_year(promising.current(world).year).given) == 1
    lost = raised_by(
        lambda: promising.decided(world, its),
        lambda: promising.decided(world, its, accepts=False, words="Which?", by=world.manager),
        lambda: promising.decided(world, its),
    )
    assert {type(each) for each in lost if each} <= {CannotDo}
    assert None in lost
    raised_by(*[lambda: promising.promised(world, title="Trees")] * 3)
    assert not any(raised_by(*[lambda: promising.struck(world, its)] * 2))
    with world.database.reading() as session:
        made = session.scalars(sa.select(Commitment.title).where(Commitment.title == "Trees")).all()
        assert len(made) == 1
    assert names(world).count("struck") == 1
