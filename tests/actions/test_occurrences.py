"""What happened: told, asked for, put right, acknowledged, forwarded, closed; on both engines."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.year.occurring import Late, State, Step, lateness
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.occurrences.queries.occurrences import list_asked_of, list_shared, list_to_forward
from portal.occurrences.queries.told import Line
from portal.records import Contract, Event, Notice, Occurrence, OccurrenceStep
from tests.builders import happening
from tests.builders.at_once import at_once
from tests.builders.happening import CHANGE, INSOLVENCY, SAFEGUARDING, SERIOUS
from tests.builders.sending import a_worker
from tests.builders.world import World


@pytest.fixture(autouse=True)
def agreed(world: World) -> None:
    happening.agree(world)


def refusal(act: Callable[..., object], *given: Any, **named: Any) -> dict[str, str]:
    with pytest.raises(CannotDo) as refused:
        act(*given, **named)
    return dict(refused.value.problems)


def late(line: Line, on: Any) -> Late | None:
    return lateness(line.clocks.telling, on, line.holidays, working=True)


def test_told_in_time_and_forwarded_and_closed(world: World) -> None:
    told = happening.tell(world)
    line = happening.line(world, told)
    assert (line.state, line.now.told_on, late(line, world.today)) == (State.TOLD, world.today, None)
    happening.acknowledged(world, told)
    happening.acknowledged(world, told)
    assert refusal(happening.closed, world, told)[""].startswith("The contract asks you to tell the council")
    happening.forwarded(world, told)
    happening.forwarded(world, told)
    happening.followed(world, told, "The hours are shorter since May.")
    happening.followed(world, told, "The hours are shorter since May.")
    happening.closed(world, told)
    happening.closed(world, told)
    line = happening.line(world, told)
    steps = [each.step for each in line.taken]
    assert steps == [Step.ACKNOWLEDGED, Step.FORWARDED, Step.FOLLOWED, Step.CLOSED]
    assert line.forwarded
    assert line.forwarded.words == "A grant was not renewed."
    happening.followed(world, told, "A year later all is well.", world.reviewer)
    assert happening.line(world, told).state is State.CLOSED


def test_whoever_comes_second_with_other_words_is_told_what_stands(world: World) -> None:
    told, first = happening.tell(world), world.reviewer.name
    assert "nothing is put right" in refusal(happening.correct, world, told, "No reason.")[""]
    happening.forwarded(world, told, outside_on=world.today)
    happening.forwarded(world, told, outside_on=world.today, who=world.manager)
    stands = f"{first} forwarded it already: to Contracts team on {in_words(world.today)}. "
    stands += "Nothing of yours is kept."
    assert refusal(happening.forwarded, world, told, "Money is short.", who=world.manager) == {"": stands}
    earlier = world.today - timedelta(days=1)
    assert refusal(happening.forwarded, world, told, outside_on=earlier) == {"": stands}
    happening.closed(world, told)
    assert f"{first} closed it already" in refusal(happening.closed, world, told, "It was nothing.")[""]
    shared = happening.shared(world)
    assert "shared here" in refusal(happening.forwarded, world, shared, "Other words.")[""]


def test_late_is_late_whoever_slept(world: World) -> None:
    told = happening.tell(world, known_on=happening.working_days_ago(world, 10))
    line = happening.line(world, told)
    assert late(line, world.today) == Late(3, working=True)
    assert line.clocks.forwarding
    assert not line.clocks.forwarding.late_days(world.today), "the lead has its own term"
    rung = happening.tell(
        world,
        known_on=happening.working_days_ago(world, 30),
        who=world.reviewer,
        told_on=happening.working_days_ago(world, 20),
    )
    assert happening.line(world, rung).is_late(world.today), "the lead slept too"
    happening.forwarded(world, rung)
    assert not happening.line(world, rung).is_late(world.today)
    assert happening.line(world, rung).was_late(world.today)


@pytest.mark.parametrize(
    ("field", "days", "key"),
    [("known_on", 1, "known_on"), ("known_on", -5000, "known_on"), ("happened_on", 5000, "happened_on")],
)
def test_days_that_cannot_be(world: World, field: str, days: int, key: str) -> None:
    changed = {field: world.today + timedelta(days=days)}
    assert key in refusal(happening.tell, world, **({"known_on": world.today} | changed))


def test_words_are_needed_and_nothing_is_made_twice(world: World) -> None:
    assert refusal(happening.tell, world, words="") == {"words": "Say in a few words what happened."}
    assert happening.tell(world) == happening.tell(world)
    with pytest.raises(NotHere):
        happening.tell(world, "no-such-kind")


def test_of_a_safeguarding_concern_there_are_no_words_and_the_council_sees_nothing(world: World) -> None:
    told = happening.tell(world, SAFEGUARDING, their_reference="SG 4711", words="A case.", follows="More.")
    line = happening.line(world, told)
    assert (line.now.words, line.now.follows, line.now.their_reference) == ("", "", "SG 4711")
    assert "" in refusal(happening.forwarded, world, told)
    assert "" in refusal(happening.followed, world, told, "A case.")
    happening.forwarded(world, told, outside_on=world.today)
    happening.closed(world, told, "A case.")
    assert [each.words for each in happening.line(world, told).taken] == ["", ""]
    assert shared(world) == ()


def shared(world: World) -> tuple[uuid.UUID, ...]:
    with world.database.reading() as session:
        lines = list_shared(session, world.contract_place(session, world.officer))
    return tuple(each.occurrence_id for each in lines)


def test_the_council_reads_what_was_shared_and_no_more(world: World) -> None:
    told = happening.tell(world)
    outside = happening.tell(world, INSOLVENCY)
    happening.forwarded(world, outside, outside_on=world.today)
    assert shared(world) == ()
    happening.forwarded(world, told)
    assert shared(world) == (told,)
    happening.correct(world, told, "It is one.", world.reviewer, event_key=SAFEGUARDING)
    assert shared(world) == (), "what turns out to be confidential is seen no more"


def test_the_council_reads_no_names(world: World) -> None:
    a_worker(world, "Uma Usher")
    told = happening.tell(world)
    for name in ("Uma Usher", "usher,  uma", world.member.name):
        problems = refusal(happening.forwarded, world, told, f"We spoke with {name} about it.")
        assert problems["words"].startswith("The council reads no names of people: take out"), name
    happening.forwarded(world, told, "We spoke with the manager about it.")


def test_what_is_asked_for_is_told_by_the_partner(world: World) -> None:
    asked = happening.ask(world, known_on=happening.working_days_ago(world, 3))
    assert happening.line(world, asked).state is State.ASKED
    with world.database.reading() as session:
        assert [each.occurrence_id for each in list_asked_of(session, [world.engagement_id])] == [asked]
    happening.correct(world, asked, words="The grant ended in May.")
    line = happening.line(world, asked)
    assert (line.state, line.now.told_on, len(line.versions)) == (State.TOLD, world.today, 2)
    with world.database.reading() as session:
        assert list_asked_of(session, [world.engagement_id]) == ()
        its = Contract.id == world.contract_id
        assert [each.occurrence_id for each in list_to_forward(session, its)] == [asked]


def test_both_stay_when_it_is_put_right(world: World) -> None:
    told = happening.tell(world)
    assert refusal(happening.correct, world, told, words="Other.") == {"because": "Say why it is put right."}
    happening.correct(world, told, "The day was wrong.", words="Other.", told_on=None)
    line = happening.line(world, told)
    assert [each.telling.words for each in line.versions] == [happening.WORDS, "Other."]
    assert line.now.told_on == world.today, "the partner does not say when it told"
    happening.correct(world, told, "A serious incident.", world.reviewer, event_key=SERIOUS)
    assert happening.line(world, told).event.key == SERIOUS
    with pytest.raises(NotAllowed):
        happening.correct(world, told, "No, money.", event_key=CHANGE)
    happening.closed(world, told)
    assert "" in refusal(happening.correct, world, told, "Again.", words="More.")


def test_the_lead_puts_right_when_it_was_told(world: World) -> None:
    before = happening.working_days_ago(world, 12)
    told = happening.tell(world, known_on=before)
    happening.correct(world, told, "They rang that day.", world.reviewer, told_on=before)
    assert late(happening.line(world, told), world.today) is None
    problems = refusal(
        happening.correct, world, told, "Earlier.", world.reviewer, told_on=before - timedelta(days=1)
    )
    assert "told_on" in problems


def test_who_may(world: World) -> None:
    told = happening.tell(world)
    for act in (happening.acknowledged, happening.forwarded):
        for viewer in (world.member, world.officer, world.reviewer_and_member):
            with pytest.raises(NotAllowed):
                act(world, told, who=viewer)
    with pytest.raises(NotAllowed):
        happening.tell(world, who=world.officer)
    with pytest.raises(NotHere):
        happening.acknowledged(world, told, world.noise_manager)


def test_who_is_told_of_it(world: World) -> None:
    tell_events(world.database)
    told = happening.tell(world)
    happening.acknowledged(world, told)
    happening.forwarded(world, told)
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.person_id, Notice.what).where(Notice.href.contains("/occurrences/"))
        said = {(row.person_id, row.what.split(":")[0]) for row in session.execute(query)}
    assert (world.reviewer.person_id, "Told") in said
    assert (world.manager.person_id, "Told") in said
    assert (world.member.person_id, "Acknowledged") in said
    assert (world.officer.person_id, "Shared with you") in said
    assert not {what for person, what in said if person == world.officer.person_id} - {"Shared with you"}


def test_events_say_nothing_of_what_happened(world: World) -> None:
    told = happening.tell(world)
    happening.forwarded(world, told)
    with world.database.reading() as session:
        query = sa.select(Event.data).where(Event.name.startswith("occurrence-"))
        data = list(session.scalars(query))
    assert len(data) == 2
    assert "grant" not in str(data)


def test_two_at_once_tell_one(world: World) -> None:
    assert at_once(lambda: happening.tell(world), lambda: happening.tell(world)) == []
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Occurrence)) == 1


@pytest.mark.parametrize("act", [happening.acknowledged, happening.forwarded])
def test_two_at_once_take_one_step(world: World, act: Callable[..., None]) -> None:
    told = happening.tell(world)
    assert at_once(lambda: act(world, told), lambda: act(world, told, who=world.manager)) == []
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(OccurrenceStep)) == 1


def test_two_at_once_put_right_one_after_the_other(world: World) -> None:
    told = happening.tell(world)
    at_once(
        lambda: happening.correct(world, told, "First.", words="First."),
        lambda: happening.correct(world, told, "Second.", words="Second."),
    )
    assert len(happening.line(world, told).versions) == 3
