"""Returns of a period: who may do what, twice, at once, and what is kept of a correction."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from checklists.year.giving import SectionState
from checklists.year.vocabulary import OwedState
from portal.access import NotAllowed
from portal.acting.refused import CannotDo
from portal.records import Event, PeriodReturn, ReturnAct
from portal.returns.actions.decide_return import Said, decide_return, reopen_section
from portal.returns.actions.send_return import sign_and_send
from portal.returns.actions.write_section import add_section_file, report_nothing, write_section
from tests.builders import returning, sending
from tests.builders.at_once import at_once
from tests.builders.world import World

ACCEPTED = dict.fromkeys(("narrative", "data", "case-study"), Said(accepts=True))


@pytest.fixture
def begun(world: World) -> World:
    returning.begin(world)
    return world


def count(world: World, what: type[PeriodReturn] | type[ReturnAct] | type[Event]) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


def test_what_ended_before_the_day_is_owed_nowhere(world: World) -> None:
    returning.begin(world, world.starts_on.replace(month=8))
    with world.database.reading() as session:
        with pytest.raises(LookupError):
            returning.asked(world, session, part=returning.quarter(world, 1))
        second = returning.quarter(world, 2)
        assert returning.asked(world, session, part=second).owed.part == second


def test_two_who_write_first_at_once_begin_one_return(begun: World) -> None:
    def write() -> None:
        returning.write(begun, "narrative", returning.WORDS)

    assert at_once(write, write, write) == []
    assert count(begun, PeriodReturn) == 1


def test_two_who_sign_at_once_send_it_once(begun: World) -> None:
    signer = returning.signer(begun)
    returning.write_all(begun)
    returning.send(begun, signer)
    before = count(begun, Event)

    def sign() -> None:
        with begun.database.writing() as session:
            place = begun.place(session, signer)
            sign_and_send(session, signer, place, returning.asked(begun, session))

    assert at_once(sign, sign) == []
    assert (count(begun, ReturnAct), count(begun, Event)) == (2, before)


def test_two_who_decide_at_once_decide_once(begun: World) -> None:
    returning.write_all(begun)
    returning.send(begun, returning.signer(begun))

    def accept() -> None:
        returning.decide(begun, ACCEPTED)

    def refuse() -> None:
        returning.decide(begun, {"data": Said(accepts=False, words="Count again.")})

    raised = at_once(accept, refuse)
    assert [str(each) for each in raised if not isinstance(each, CannotDo)] == []
    assert len(raised) == 1
    states = set(returning.whole(begun).states.values())
    assert states in (
        {SectionState.ACCEPTED},
        {SectionState.WITH_LEAD, SectionState.NEEDS_CHANGE},
    )


def reopen(world: World, words: str) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        reopen_section(session, world.reviewer, place, returning.asked(world, session), "data", words)


def test_only_the_same_words_are_said_already(begun: World) -> None:
    def send_back(words: str) -> None:
        returning.decide(begun, {"data": Said(accepts=False, words=words)})

    signer = returning.signer(begun)
    returning.write_all(begun)
    returning.send(begun, signer)
    for _ in range(2):
        send_back("Count May again.")
    with pytest.raises(CannotDo, match="meanwhile"):
        send_back("Count June too.")
    returning.write(begun, "data", returning.figures(begun, 9))
    send_back("Count May again.")
    assert count(begun, ReturnAct) == 3
    returning.send(begun, signer)
    returning.decide(begun, ACCEPTED)
    for _ in range(2):
        reopen(begun, "June is missing.")
    with pytest.raises(CannotDo, match="meanwhile"):
        reopen(begun, "July is missing.")
    with pytest.raises(CannotDo, match="meanwhile"):
        send_back("June is missing.")
    said = [each.words for each in returning.whole(begun).acts if each.words]
    assert said == ["Count May again.", "June is missing."]


def test_nobody_writes_what_is_with_the_lead(begun: World) -> None:
    returning.write_all(begun)
    returning.send(begun, returning.signer(begun))
    with pytest.raises(CannotDo):
        returning.write(begun, "narrative", returning.WORDS)


def test_a_correction_keeps_both_figures(begun: World) -> None:
    signer = returning.signer(begun)
    returning.write_all(begun)
    returning.send(begun, signer)
    returning.decide(begun, ACCEPTED)
    reopen(begun, "June is missing.")
    returning.write(begun, "data", returning.figures(begun, 9))
    returning.send(begun, signer)
    sent = returning.whole(begun).sent["data"]
    assert [each.figures["first-contact"].numerator for each in sent] == [Decimal(8), Decimal(9)]


def test_whoever_is_of_both_sides_decides_on_nothing_of_her_own(begun: World) -> None:
    returning.write_all(begun)
    returning.send(begun, returning.signer(begun))
    both = begun.reviewer_and_member
    with begun.database.writing() as session, pytest.raises(NotAllowed):
        decide_return(session, both, begun.place(session, both), returning.asked(begun, session), ACCEPTED)


def test_the_lead_writes_nothing(begun: World) -> None:
    with begun.database.writing() as session:
        place, asked = begun.place(session, begun.reviewer), returning.asked(begun, session)
        with pytest.raises(NotAllowed):
            write_section(
                session, begun.reviewer, place, asked, "narrative", lambda _: returning.WORDS, is_ready=True
            )


def test_nothing_to_report_is_no_answer_where_the_contract_wants_one(begun: World) -> None:
    with begun.database.writing() as session, pytest.raises(CannotDo, match="takes no"):
        report_nothing(session, begun.member, begun.place(session), returning.asked(begun, session))


def test_what_was_sent_late_says_so_once_it_is_accepted(begun: World) -> None:
    assert returning.whole(begun).interval(begun.today).state is OwedState.LATE
    returning.write_all(begun)
    returning.send(begun, returning.signer(begun))
    assert returning.whole(begun).interval(begun.today).state is OwedState.LATE
    returning.decide(begun, ACCEPTED)
    interval = returning.whole(begun).interval(begun.today)
    assert (interval.state, interval.late_on) == (OwedState.MET, begun.today)


def test_a_file_put_right_is_another_also_where_it_is_as_long(begun: World) -> None:
    def bring(content: bytes) -> bool:
        kept = sending.kept_file(begun, "figures.csv", content)
        with begun.database.writing() as session:
            found, place = returning.asked(begun, session), begun.place(session)
            return add_section_file(session, begun.member, place, found, "narrative", kept)

    assert [bring(b"calls,10"), bring(b"calls,10"), bring(b"calls,11")] == [True, False, True]
    assert len(returning.whole(begun).draft("narrative").files) == 2
