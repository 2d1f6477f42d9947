"""The page on which training of a whole team is recorded."""

from datetime import timedelta

import pytest

from portal.words.wording import day
from tests.builders import sending
from tests.builders.training import ask_for_training
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_register import base, slot


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def team(world: World) -> str:
    return f"{base(world)}/training"


def ticked(answer: Answer) -> list[str]:
    return [str(each) for each in answer.find("//input[@name='people'][@checked]/@value")]


def test_a_course_is_recorded_for_all_who_were_there(
    member: PageClient, client_for: ClientFor, world: World
) -> None:
    ask_for_training(world)
    ann, _, cy = (sending.a_worker(world, name) for name in ("Ann Ash", "Bea Birch", "Cy Cedar"))
    assert member.get(base(world)).links["Record training for several"] == team(world)
    assert member.get(slot(world, "training")).links["Record training for several"] == team(world)
    form = member.get(f"{team(world)}?topic=first-aid")
    assert form.value("topic") == "first-aid"
    assert "Counts without an end" in form.words
    assert "Peer supporter, staff. To do: First aid, Safeguarding adults" in form.words
    on = world.today - timedelta(days=3)
    typed = {"topic": "first-aid", "people": [str(ann), str(cy)], **typed_day("completed_on", on)}
    done = member.follow(member.post(team(world), typed))
    assert (
        f"First aid, {day(on)}, is recorded for 2 people. It was sent for 1 contract, to be checked."
        in done.words
    )
    assert ticked(done) == []
    assert "Peer supporter, staff. To do: Safeguarding adults" in done.words
    member.get(team(world))
    again = member.follow(member.post(team(world), typed))
    assert "Of 2 people it was recorded before. Nothing more was sent." in again.words
    waiting = client_for(world.reviewer).get(f"{slot(world, 'training')}/register").words
    assert "Ann Ash" in waiting
    assert "Bea Birch" not in waiting


def test_everybody_is_ticked_by_a_button_and_one_is_taken_out(member: PageClient, world: World) -> None:
    ask_for_training(world)
    ann, bea = (sending.a_worker(world, name) for name in ("Ann Ash", "Bea Birch"))
    member.get(team(world))
    typed = {"topic": "first-aid", **typed_day("completed_on", world.today)}
    shown = member.post(team(world), typed | {"tick": "everybody"}, 200)
    assert ticked(shown) == [str(ann), str(bea)]
    assert shown.value("topic") == "first-aid"
    assert shown.value("completed_on-year") == str(world.today.year)
    done = member.follow(member.post(team(world), typed | {"people": str(bea)}))
    assert "is recorded for 1 person" in done.words


def test_what_lacks_is_said_at_once_and_the_ticks_stay(member: PageClient, world: World) -> None:
    ask_for_training(world)
    ann = sending.a_worker(world, "Ann Ash")
    member.get(team(world))
    nothing = member.post(team(world), {}, 422)
    assert nothing.problems == [
        "Choose what the training was in.",
        "Enter the day on which the training was completed.",
        "Tick who completed the training.",
    ]
    later = typed_day("completed_on", world.today + timedelta(days=1))
    again = member.post(team(world), {"topic": "first-aid", "people": str(ann), **later}, 422)
    assert again.problems == ["The day on which it was completed cannot be in the future."]
    assert ticked(again) == [str(ann)]


def test_of_whom_it_was_not_recorded_is_named(member: PageClient, world: World) -> None:
    ask_for_training(world)
    ann, bea = (sending.a_worker(world, name) for name in ("Ann Ash", "Bea Birch"))
    member.get(team(world))
    left_on = world.today - timedelta(days=5)
    member.get(f"{base(world)}/{bea}/leave")
    member.post(f"{base(world)}/{bea}/leave", typed_day("left_on", left_on))
    member.get(team(world))
    on = typed_day("completed_on", world.today - timedelta(days=1))
    typed = {"topic": "first-aid", "people": [str(ann), str(bea)], **on}
    done = member.follow(member.post(team(world), typed))
    assert "is recorded for 1 person" in done.words
    assert f"Not recorded: Bea Birch, who left on {day(left_on)}." in done.words


def test_without_topics_there_is_nothing_to_record(member: PageClient, world: World) -> None:
    assert "Nobody is on the register yet" in member.get(team(world)).words
    sending.a_worker(world)
    assert "None of your contracts asks for training by name now" in member.get(team(world)).words
    assert "Record training for several" not in member.get(base(world)).links


def test_strange_addresses_say_nothing_wrong(member: PageClient, world: World) -> None:
    ask_for_training(world)
    sending.a_worker(world)
    for query in ("people=x&gone=y&day=z", "done=1&people=99999999", "people=²", "day=2026-99-99&before=-1"):
        assert "is recorded for" not in member.get(f"{team(world)}?{query}").words
