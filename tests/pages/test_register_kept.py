"""What is kept of a form of the register that was not sent."""

from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.pressing import press, seen_in
from tests.pages.test_register import a_check, joins


def test_what_was_emptied_does_not_come_back(world: World, client_for: ClientFor) -> None:
    """After a question too the newest is kept that was typed, not what was refused before it."""
    member = client_for(world.member)
    page = f"{joins(member, world)}/check"
    wrong = a_check(world, level="standard") | {"risk_decided_by": "Jo Judge"}
    press(member, member.get(page), wrong, page, 422)
    assert seen_in(member.get(page), page)["risk_decided_by"] == ["Jo Judge"]
    asked = press(member, member.get(page), wrong | {"risk_decided_by": ""}, page, 200)
    assert "standard; enhanced is asked for" in asked.words
    back = seen_in(member.get(page), page)
    assert (back["risk_decided_by"], back["seen_by"]) == ([""], ["Pat Partner"])
