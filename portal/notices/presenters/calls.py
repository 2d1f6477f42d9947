"""What a manager of the lead reads of one partner: once, however much it is."""

from collections.abc import Sequence
from datetime import date

from checklists.calendar import day_after
from portal.notices.presenters.lapsing import MOST_NAMED
from portal.notices.presenters.reminders import Words
from portal.notices.queries.plan import SlotReminder
from portal.web.addresses import ENGAGEMENT
from portal.words.wording import counted, day

REMINDED = "They have been reminded; a call may help."
NOBODY = "Nobody there can be reminded: nobody who belongs to it can sign in."


def call_words(reminders: Sequence[SlotReminder], on: date) -> Words:
    """All are of one engagement; what has been out of order for longest is named first."""
    engagement = reminders[0].engagement
    number = len(reminders)
    in_turn = sorted(reminders, key=last_of)
    titles = [each.line.slot.requirement.title for each in in_turn]
    more = f" and {number - MOST_NAMED} more" if number > MOST_NAMED else ""
    return Words(
        what=f"{engagement.partner}: {out_of_order([last_of(each) for each in in_turn], on)}",
        why=f"{', '.join(titles[:MOST_NAMED])}{more}. {REMINDED if reminders[0].is_reached else NOBODY}",
        by_on=None,
        href=ENGAGEMENT(engagement.engagement_id),
        consequence="",
        first=last_of(in_turn[0]),
    )


def last_of(reminder: SlotReminder) -> date:
    """The day on which the first of its parts is in order for the last time."""
    return min(due.lapse.last_on for due in reminder.due)


def out_of_order(lasts: Sequence[date], on: date) -> str:
    """How many things are out of order, and how many will be from when, by the last days on which they are
    in order, earliest first.

    >>> march, april, may, today = date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31), date(2027, 4, 10)
    >>> out_of_order([march], today), out_of_order([april, april], today)
    ('1 thing is out of order', '2 things are out of order from 1 May 2027')
    >>> out_of_order([april, may], today)
    '2 things will be out of order, the first from 1 May 2027'
    >>> out_of_order([march, april], today)
    '1 thing is out of order, and 1 more will be from 1 May 2027'
    >>> out_of_order([march, march, april, may], today)
    '2 things are out of order, and 2 more will be, the first from 1 May 2027'
    """
    ahead = [last for last in lasts if last >= on]
    now = f"{counted(len(lasts) - len(ahead), 'thing is', 'things are')} out of order"
    if not ahead:
        return now
    is_one_day, from_on = ahead[0] == ahead[-1], day(day_after(ahead[0]))
    from_when = f" from {from_on}" if is_one_day else f", the first from {from_on}"
    if len(ahead) < len(lasts):
        return f"{now}, and {len(ahead)} more will be{from_when}"
    are = counted(len(ahead), "thing is", "things are") if is_one_day else f"{len(ahead)} things will be"
    return f"{are} out of order{from_when}"
