"""What `portal notices --dry-run` says of a day is what then goes out on it."""

import json
from datetime import date, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.notices.rounds import tell_events
from portal.records import Message, Notice
from tests.actions.conftest import Portal
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.living import live_in
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World


@pytest.fixture
def busy(world: World) -> World:
    """Lapses, what was returned, a visit, a decision that is late, two leads."""
    live_in(world)
    deliver_for_noise_too(world)
    sending.send(world, "complaints-policy")
    return world


def foreseen(portal: Portal, day: date) -> list[Any]:
    code, out, err = portal("notices", "--on", day.isoformat(), "--dry-run", "--json")
    assert (code, err) == (0, "")
    return list(json.loads(out)["notices"])


def sent(world: World) -> list[Any]:
    """The same, out of what was stored: the messages, and the notices that they say."""
    found = []
    with world.database.reading() as session:
        for message in session.scalars(sa.select(Message).order_by(Message.to_email)):
            letter: Any = message.letter
            points = [point for section in letter["sections"] for point in section["points"]]
            notices = session.scalars(sa.select(Notice).where(Notice.message_id == message.id)).all()
            assert len(points) == min(len(notices), 25), message.subject
            items = [
                {
                    "what": each.what,
                    "why": each.why,
                    "by": each.by_on.isoformat() if each.by_on else None,
                    "href": each.href,
                }
                for each in notices
            ]
            said = {(each["what"], each["why"], each["href"]) for each in items}
            assert {(each["what"], each["why"], each["href"]) for each in points} <= said
            person = {"to": message.to_email, "person": message.to_name, "subject": message.subject}
            found.append({**person, "items": in_order(items)})
    return found


def in_order(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: (item["href"], item["what"]))


@pytest.mark.parametrize("days_before", [0, 3, 12])
def test_a_dry_run_is_what_is_then_sent(busy: World, portal: Portal, days_before: int) -> None:
    day = next_week(busy.today + timedelta(days=14))
    with clock_on(day - timedelta(days=days_before), time(6)):
        if days_before:
            tell_events(busy.database)
        before = foreseen(portal, day)
        again = foreseen(portal, day)
    with clock_on(day, time(7)):
        assert portal("notices", "--on", day.isoformat())[0] == 0
    assert before == again, "it keeps nothing"
    assert [{**each, "items": in_order(each["items"])} for each in before] == sent(busy)
    assert len(before) > 4
    with clock_on(day, time(8)):
        assert foreseen(portal, day) == [], "all of it is said"


def test_nothing_goes_out_on_a_weekend_or_bank_holiday(busy: World, portal: Portal) -> None:
    for day in (date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 27), date(2026, 12, 28)):
        with clock_on(day, time(7)):
            assert foreseen(portal, day) == []
