"""The mail of a day: all that one person is told, with what comes first in front."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nsmallest
from itertools import chain

from checklists.ladder import Rung
from portal.clock import local_day
from portal.commitments.queries.owed import OwedYear
from portal.notices.presenters.calls import call_words
from portal.notices.presenters.reminders import (
    Words,
    action_words,
    by_words,
    occurrence_words,
    promise_words,
    return_words,
    slot_words,
    visit_words,
)
from portal.notices.presenters.year_words import promised_words, rating_words
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.paces import Paces, is_never
from portal.notices.queries.plan import Plan, PromisedReminder, RatingReminder, SlotReminder
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.reminded import Rail
from portal.notices.queries.unsent import NoticeLine, Unsent
from portal.notices.queries.wishes import Wishes
from portal.post.actions.write_message import Letter, Point, Section
from portal.web.addresses import HOME
from portal.words.wording import counted

ACCOUNT = "access"
"""What it is about that touches the account."""

MOST = 25
"""A mail that is longer is not read: the rest is counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the mail. `rails` are the steps that it tells of; `notice_id` where it stands in the
    portal already."""

    words: Words
    about: str
    where: str
    contract_id: uuid.UUID | None
    engagement_id: uuid.UUID | None
    cause: str
    rails: tuple[tuple[Rail, int], ...] = ()
    notice_id: uuid.UUID | None = None


@dataclass(slots=True)
class Mail:
    """What one person is told on a day. `quiet` is what she has chosen to read in the portal alone, `others`
    what stands there already and comes after so much that the mail only counts it."""

    recipient: Recipient
    items: list[Item] = field(default_factory=list)
    quiet: list[Item] = field(default_factory=list)
    others: list[uuid.UUID] = field(default_factory=list)

    @property
    def sorted_items(self) -> list[Item]:
        return sorted(self.items, key=place_of)


def place_of(item: Item) -> tuple[date, str, str]:
    """By which things of a mail are put in order."""
    return item.words.first, item.where, item.words.what


def mails(plan: Plan, unsent: Iterable[Unsent], on: date, moment: str = "") -> list[Mail]:
    """By person, in the order of their addresses. With a moment they are beside those of the day."""
    found: dict[uuid.UUID, Mail] = {}

    def mail_of(recipient: Recipient) -> Mail:
        return found.setdefault(recipient.person_id, Mail(recipient))

    for reminder in plan.slots:
        if reminder.rung is not Rung.MANAGER:
            mail_of(reminder.recipient).items.append(slot_item(reminder, on, moment))
    for together in calls(plan.slots):
        mail_of(together[0].recipient).items.append(call_item(together, on))
    items = (visit_items, return_items, action_items, occurrence_items, year_items)
    for recipient, item in chain(*(each(plan, on, moment) for each in items), promise_items(plan, on)):
        mail_of(recipient).items.append(item)
    for each in unsent:
        mail_of(each.recipient).items += [notice_item(line) for line in each.notices]
    return sorted(found.values(), key=lambda mail: mail.recipient.email)


def visit_items(plan: Plan, on: date, moment: str) -> Iterator[tuple[Recipient, Item]]:
    for visit in plan.visits:
        rails = ((visit.due.rail, visit.due.step.days),)
        which = f"{visit.visit.visit_id}:{visit.engagement.engagement_id}:{visit.due.step.days}"
        cause = f"visit:{which}:{on}{moment}"
        yield visit.recipient, item_of(visit_words(visit, on), "visits", visit.engagement, cause, rails)


def return_items(plan: Plan, on: date, moment: str) -> Iterator[tuple[Recipient, Item]]:
    for each in plan.returns:
        rail, days = each.due.rail, each.due.step.days
        cause = f"{rail.part_key}:{rail.engagement_id}:{days}:{on}{moment}"
        words = return_words(each, on)
        yield each.recipient, item_of(words, "reminders", each.engagement, cause, ((rail, days),))


def promise_items(plan: Plan, on: date) -> Iterator[tuple[Recipient, Item]]:
    for each in plan.promises:
        rails = ((each.rail, each.step.days),)
        cause = f"promise:{each.work.submission_id}:{each.step.days}:{on}"
        yield each.recipient, item_of(promise_words(each), "queue", each.engagement, cause, rails)


def action_items(plan: Plan, on: date, moment: str) -> Iterator[tuple[Recipient, Item]]:
    for each in plan.actions:
        rails = ((each.due.rail, each.due.step.days),)
        cause = f"action:{each.action.action_id}:{each.due.step.days}:{on}{moment}"
        yield each.recipient, item_of(action_words(each, on), "reminders", each.engagement, cause, rails)


def occurrence_items(plan: Plan, on: date, moment: str) -> Iterator[tuple[Recipient, Item]]:
    for each in plan.occurrences:
        rail, days = each.due.rail, each.due.step.days
        cause = f"{rail.part_key}:{days}:{on}{moment}"
        words = occurrence_words(each, on)
        yield each.recipient, item_of(words, "reminders", each.engagement, cause, ((rail, days),))


def year_items(plan: Plan, on: date, moment: str) -> Iterator[tuple[Recipient, Item]]:
    for promised in plan.promised:
        item = year_item(promised, promised_words(promised, on), f"{on}{moment}")
        yield promised.recipient, item if promised.owed.engagement_id else of_contract(item, promised.owed)
    for rating in plan.ratings:
        yield rating.recipient, year_item(rating, rating_words(rating, on), f"{on}{moment}")


def year_item(reminder: PromisedReminder | RatingReminder, words: Words, at: str) -> Item:
    rail, days = reminder.due.rail, reminder.due.step.days
    cause = f"{rail.part_key}:{rail.engagement_id}:{days}:{at}"
    return item_of(words, "reminders", reminder.engagement, cause, ((rail, days),))


def of_contract(item: Item, owed: OwedYear) -> Item:
    """What the lead promised itself is about no partner, whatever engagement it is remembered with."""
    return replace(item, where=owed.contract, engagement_id=None)


def as_chosen(ready: Iterable[Mail], paces: Mapping[uuid.UUID, Paces]) -> list[Mail]:
    """Each with what its person never wants by mail set apart."""
    return [
        Mail(
            mail.recipient,
            [item for item in mail.items if not is_never(paces[mail.recipient.person_id], item.about)],
            [item for item in mail.items if is_never(paces[mail.recipient.person_id], item.about)],
        )
        for mail in ready
    ]


def with_known(mail: Mail, lines: Iterable[NoticeLine], paces: Paces) -> Mail:
    """And with what stands in the portal, of which no more is kept than can be shown: twice that, as some of
    it may be said by another mail before this one is."""
    known: list[uuid.UUID] = []

    def items() -> Iterator[Item]:
        for line in lines:
            if not is_never(paces, line.about):
                known.append(line.notice_id)
                yield notice_item(line)

    first = nsmallest(2 * MOST, items(), key=place_of)
    kept = {item.notice_id for item in first}
    others = [each for each in known if each not in kept]
    return Mail(mail.recipient, [*mail.items, *first], mail.quiet, others)


def item_of(
    words: Words, about: str, engagement: Engaged, cause: str, rails: tuple[tuple[Rail, int], ...]
) -> Item:
    return Item(
        words, about, engagement.where, engagement.contract_id, engagement.engagement_id, cause, rails
    )


def rails_of(reminder: SlotReminder) -> tuple[tuple[Rail, int], ...]:
    return tuple((due.rail, due.step.days) for due in reminder.due)


def slot_item(reminder: SlotReminder, on: date, moment: str) -> Item:
    key = reminder.line.slot.requirement.key
    cause = f"reminder:{reminder.engagement.engagement_id}:{key}:{on}{moment}"
    return item_of(slot_words(reminder, on), "reminders", reminder.engagement, cause, rails_of(reminder))


def calls(reminders: Iterable[SlotReminder]) -> list[list[SlotReminder]]:
    """What managers of the lead are told, by person and engagement."""
    found: defaultdict[tuple[uuid.UUID, uuid.UUID], list[SlotReminder]] = defaultdict(list)
    for each in reminders:
        if each.rung is Rung.MANAGER:
            found[each.recipient.person_id, each.engagement.engagement_id].append(each)
    return list(found.values())


def call_item(together: Sequence[SlotReminder], on: date) -> Item:
    engagement = together[0].engagement
    rails = tuple(rail for each in together for rail in rails_of(each))
    cause = f"call:{engagement.engagement_id}:{on}"
    return item_of(call_words(together, on), "reminders", engagement, cause, rails)


def notice_item(line: NoticeLine) -> Item:
    """What stands in the portal already, as it was said there."""
    first = line.by_on or local_day(line.made_at)
    words = Words(line.what, line.why, line.by_on, line.href, line.consequence, first)
    return Item(words, line.about, line.where, line.contract_id, None, "", notice_id=line.notice_id)


def letter_of(
    mail: Mail, wishes: Mapping[uuid.UUID, Wishes], unsubscribe: str, *, subject: str = ""
) -> Letter:
    """As one mail: a section for each contract, in the order of what comes first. What touches the account
    alone cannot be ended, and does not say so."""
    items = mail.sorted_items
    shown, left = items[:MOST], len(items) + len(mail.others) - MOST
    sections: dict[str, list[Item]] = {}
    for item in shown:
        sections.setdefault(item.where, []).append(item)
    more = (f"{counted(left, 'more thing stands', 'more things stand')} in the portal.",) if left > 0 else ()
    return Letter(
        subject=subject or subject_of(items, len(mail.others)),
        greeting=f"Hello {mail.recipient.name},",
        sections=tuple(section(where, its, wishes) for where, its in sections.items()),
        button=("See all of it in the portal", HOME()),
        closing=(*more, "You choose what you are told, and when, in the portal under Notices."),
        unsubscribe=unsubscribe if mail.others or any(item.about != ACCOUNT for item in items) else "",
    )


def section(where: str, items: Sequence[Item], wishes: Mapping[uuid.UUID, Wishes]) -> Section:
    contract_id = items[0].contract_id
    line = wishes[contract_id].line if contract_id and contract_id in wishes else ""
    return Section(where or "Your account", line, tuple(point(each.words) for each in items))


def point(words: Words) -> Point:
    by = by_words(words.what, words.by_on)
    return Point(words.what, words.why, f"{by}." if by else "", words.consequence, words.href)


def subject_of(items: Sequence[Item], more: int = 0) -> str:
    words, others = items[0].words, len(items) - 1 + more
    first = f"{words.what}: {words.brief}" if words.brief else words.what
    return f"{first}, and {counted(others, 'more thing', 'more things')}" if others else first
