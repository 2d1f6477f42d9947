"""What the council reads: what the partner’s own people were told of first, nothing that the lead delays."""

from datetime import timedelta

import pytest

from portal.overview.queries.unmended import list_unmended
from portal.records import Reminded
from tests.builders import sending
from tests.builders.world import World

KEY = "complaints-policy"
CLIMBED = (14, 7, 0, -7, -14)


def remember(world: World, steps: tuple[int, ...], part: str = "", ago: int = 1, key: str = KEY) -> None:
    """That both people of the partner were told of these steps, a week apart, the last so many days ago."""
    with world.database.writing() as session:
        for place, step in enumerate(reversed(steps)):
            for viewer in (world.member, world.reviewer_and_member):
                session.add(
                    Reminded(
                        engagement_id=world.engagement_id,
                        requirement_key=key,
                        part_key=part,
                        last_on=world.starts_on - timedelta(days=1),
                        step=step,
                        person_id=viewer.person_id,
                        on_date=world.today - timedelta(days=ago + 7 * place),
                    )
                )
        session.commit()


def unmended(world: World) -> list[str]:
    with world.database.reading() as session:
        place = world.contract_place(session, world.officer)
        return [each.requirement_key for each in list_unmended(session, place, world.today)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (CLIMBED, [KEY]),
        ((), []),
        ((14, 7, 0, -7), []),
        ((*CLIMBED, -21), [KEY]),
        ((-300,), []),  # known late, the contact alone was told
        ((-300, -307, -314, -321), []),
        ((-300, -307, -314, -321, -328), [KEY]),
        ((60, 30, -14), []),  # it lay with the lead until then
    ],
)
def test_it_is_shown_once_all_below_were_told(
    world: World, steps: tuple[int, ...], expected: list[str]
) -> None:
    remember(world, steps)
    assert unmended(world) == expected


def test_what_was_not_reminded_of_for_long_is_held_or_with_the_lead(world: World) -> None:
    remember(world, CLIMBED, ago=15)
    assert unmended(world) == []


def test_the_leads_own_delay_is_never_put_on_the_partner(world: World) -> None:
    remember(world, (-1, -8, -15, -22, -29), part="sent:0d3c")
    assert unmended(world) == []


def test_what_is_in_order_again_is_gone_at_once(world: World) -> None:
    remember(world, CLIMBED)
    sending.accept(world, sending.send(world, KEY))
    assert unmended(world) == []
