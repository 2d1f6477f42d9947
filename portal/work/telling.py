"""The work of telling people."""

from datetime import date

from portal import clock
from portal.notices.rounds import send_at_once, send_daily, tell_events
from portal.work.tools import Tools


def do_tell_events(tools: Tools, _subject: str) -> None:
    """What has happened becomes notices, and what has waited for others long enough a mail."""
    tell_events(tools.database)
    send_at_once(tools.settings, tools.database)


def do_send_daily(tools: Tools, day: str) -> None:
    """The mails of a day, on that day: yesterday's are not made up for, today's say the same and more."""
    if date.fromisoformat(day) == clock.today():
        tell_events(tools.database)
        send_daily(tools.settings, tools.database, clock.today(), tools.step)
