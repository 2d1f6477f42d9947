"""Who is reminded of what is to be told, and of what is to be forwarded."""

from datetime import date, timedelta

import pytest

from checklists.ladder import Rung
from portal.access import Viewer
from portal.notices.presenters.digest import mails
from portal.notices.queries.plan import for_others
from portal.notices.queries.planning import plan_engagement
from portal.occurrences.queries.told import Line
from tests.actions.test_notices_planned import plan_on, working
from tests.builders import happening
from tests.builders.world import World


@pytest.fixture(autouse=True)
def agreed(world: World) -> None:
    happening.agree(world)


def reminded(world: World, on: date) -> set[tuple[object, bool]]:
    return {(each.recipient.person_id, each.rung.is_partner) for each in plan_on(world, on).occurrences}


def due_on(line: Line) -> date:
    found = line.tell_by or line.forward_by
    assert found
    return found


def test_the_partner_is_reminded_of_what_it_has_to_tell(world: World) -> None:
    asked = happening.ask(world)
    last = working(due_on(happening.line(world, asked)))
    assert (world.member.person_id, True) in reminded(world, last)
    late = working(last + timedelta(days=8))
    assert (world.member.person_id, True) in reminded(world, late)
    happening.correct(world, asked, words="The grant ended.")
    assert (world.member.person_id, True) not in reminded(world, last)


def test_the_lead_is_reminded_of_what_it_has_to_forward(world: World) -> None:
    told = happening.tell(world)
    last = working(due_on(happening.line(world, told)))
    those: tuple[Viewer, ...] = (world.reviewer, world.manager)
    assert reminded(world, last) == {(each.person_id, False) for each in those}
    with world.database.reading() as session:
        plan = plan_engagement(session, world.engagement_id, last)
    said = [item.words for mail in mails(plan, (), last) for item in mail.items]
    (one,) = {each.what for each in said if "forwarded" in each.what}
    line = happening.line(world, told)
    which = f"{line.event.title}, {line.reference}"
    assert one == f"Tidewater Peers: To be forwarded to the council: {which}"
    assert for_others(plan, world.manager.person_id).occurrences == (), (
        "what the lead has to do is not sent on"
    )
    assert {each.rung for each in plan.occurrences} == {Rung.MANAGER}
    happening.forwarded(world, told)
    assert reminded(world, last) == set()


def test_what_has_no_day_reminds_nobody(world: World) -> None:
    happening.tell(world, happening.SERIOUS)
    happening.ask(world, happening.SERIOUS)
    assert reminded(world, world.today + timedelta(days=40)) == set()
