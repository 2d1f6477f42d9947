"""Reminders of commitments and of soft outcomes in words."""

from datetime import date

from portal.commitments.presenters import give_href, year_name
from portal.notices.presenters.lapsing import in_days
from portal.notices.presenters.reminders import Words
from portal.notices.queries.plan import PromisedReminder, RatingReminder
from portal.outcomes.presenters import address
from portal.web.commitment_addresses import CONTRACT_COMMITMENTS
from portal.words.wording import counted, day


def promised_words(reminder: PromisedReminder, on: date) -> Words:
    """That a year of a commitment is due, or late: whoever cannot give it is led to all of them."""
    owed, engagement = reminder.owed, reminder.engagement
    is_giver = reminder.rung.is_partner or owed.engagement_id is None
    whose = "" if is_giver else f"{engagement.partner}: "
    href = give_href(owed) if is_giver else CONTRACT_COMMITMENTS(owed.contract_id)
    what = f"{whose}{owed.title}, as the tender promises, {year_name(owed)}"
    return words_of(what, owed.due_on, href, on)


def rating_words(reminder: RatingReminder, on: date) -> Words:
    """That a partner's soft outcomes are to be rated."""
    review, engagement = reminder.review, reminder.engagement
    what = f"{engagement.partner}: {review.asked.row.title} to be rated, {review.period.in_words}"
    return words_of(what, reminder.due.lapse.last_on, address(review), on)


def words_of(what: str, by_on: date, href: str, on: date) -> Words:
    late = (on - by_on).days
    return Words(
        what=what,
        why=f"It was due on {day(by_on)}, {counted(late, 'day')} ago."
        if late > 0
        else f"It is due {in_days(by_on, on)}.",
        by_on=by_on if late <= 0 else None,
        href=href,
        consequence="",
        first=by_on,
        brief="late" if late > 0 else f"by {day(by_on)}",
    )
