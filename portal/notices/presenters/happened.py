"""What has happened, in the words in which each side is told of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from checklists.vocabulary import Kind
from portal.clock import local_day
from portal.notices.presenters.carried_over import CARRIED, carried_over
from portal.notices.presenters.commitments import SAYERS as OF_COMMITMENTS
from portal.notices.presenters.council import SAYERS as OF_COUNCIL
from portal.notices.presenters.findings import SAYERS as OF_FINDINGS
from portal.notices.presenters.in_slot import in_slot
from portal.notices.presenters.issued import SAYERS as OF_ISSUED
from portal.notices.presenters.occurrences import SAYERS as OF_OCCURRENCES
from portal.notices.presenters.payments import SAYERS as OF_PAYMENTS
from portal.notices.presenters.people import SAYERS as OF_PEOPLE
from portal.notices.presenters.published import SAYERS as OF_PUBLISHED
from portal.notices.presenters.returns import SAYERS as OF_RETURNS
from portal.notices.presenters.reviewing import SAYERS as OF_REVIEWING
from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.presenters.unreached import came_back, contact_left, invitation_came_back
from portal.notices.presenters.visits import visit, visit_report
from portal.notices.presenters.way_in import WAY_IN, administrator, way_in
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import ENGAGEMENT, FORGOTTEN_PASSWORD, HOME, PACK, QUEUE
from portal.words.labels import ENDING, RETURN_REASON
from portal.words.waived import is_taken_back, waived_for
from portal.words.wording import day, moment


def say(happenings: Iterable[Happening]) -> Iterator[tuple[Happening, Saying]]:
    """Each saying with the first thing that it is about: what one person did to many parts of one slot, or
    carried over of one engagement, is said once."""
    for _, alike in groupby(happenings, key=sameness):
        group = tuple(alike)
        for saying in SAYERS[group[0].name](group):
            yield group[0], saying


def sameness(each: Happening) -> tuple[object, ...]:
    engagement = each.engagement.engagement_id if each.engagement else None
    if each.name == CARRIED:
        return each.name, engagement, each.person_id
    if each.requirement is None or each.requirement.kind is not Kind.REGISTER:
        return (each.number,)
    of_which = tuple(each.data.get(key) for key in ("person", "finding", "action"))
    return each.name, engagement, each.requirement.key, each.person_id, *of_which


def sent(group: Group) -> Iterator[Saying]:
    """A receipt for who sent it, and word to the reviewers."""
    for each in in_slot(group):
        reference = each.first.data.get("reference", "") if len(group) == 1 else ""
        has_it = f"{each.engagement.lead} has it now{f', reference {reference}' if reference else ''}."
        why = f"{has_it} There is nothing more to do until it answers."
        yield Saying(Towards.SENDER, "receipts", f"Sent: {each.what}", why, each.href)
        yield Saying(
            Towards.REVIEWERS,
            "queue",
            f"{each.engagement.partner} sent {each.what}",
            f"It waits for a decision since {day(local_day(each.first.at))}.",
            QUEUE(each.engagement.contract_id),
        )


def accepted(group: Group) -> Iterator[Saying]:
    until = {each.data.get("until") for each in group}
    last = next(iter(until)) if len(until) == 1 else None
    nothing_more = f"There is nothing more to do about {'it' if len(group) == 1 else 'them'}."
    why = f"It counts until {day(date.fromisoformat(last))}." if last else nothing_more
    yield from to_partner(group, "Accepted", why)


def returned(group: Group) -> Iterator[Saying]:
    label = RETURN_REASON.get(group[0].data.get("reason", ""), "")
    said = " ".join(
        words for words in (f"{label}." if label else "", quoted(group[0].decided.words)) if words
    )
    yield from to_partner(group, "Needs a change", said)


def waived(group: Group) -> Iterator[Saying]:
    first = group[0]
    until = first.data.get("until")
    days = f"until {day(date.fromisoformat(until))}" if until else "for as long as the engagement lasts"
    word = "An exception is recorded" if first.name == "exception-recorded" else "Waived"
    yield from to_partner(group, word, f"It is not asked of you {days}. {quoted(first.decided.words)}")


def corrected(group: Group) -> Iterator[Saying]:
    decided, requirement, word = group[0].decided, group[0].requirement, "A decision was corrected"
    why = quoted(decided.words) or "See what is so now."
    if requirement and decided.is_waiver and decided.from_on:
        is_ended = is_taken_back(decided.from_on, decided.until_on)
        word = "Not waived any more" if is_ended else word
        days = "" if is_ended else f"{waived_for(requirement, decided.from_on, decided.until_on)}. "
        why = f"{days}{why}"
    yield from to_partner(group, word, why)


def carried_out(group: Group) -> Iterator[Saying]:
    yield from to_partner(group, "Recorded for you", "There is nothing to do about it.")


def to_partner(group: Group, word: str, why: str) -> Iterator[Saying]:
    """The contacts, and whoever sent it."""
    for each in in_slot(group):
        towards = (
            [Towards.CONTACTS, Towards.SENDER] if each.first.data.get("submission") else [Towards.CONTACTS]
        )
        for side in towards:
            yield Saying(side, "decisions", f"{word}: {each.what}", why.strip(), each.href)


def pack_shared(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.contract:
        until_on = date.fromisoformat(first.data["until"])
        what = f"{first.contract.lead} has shared a pack: {first.contract.title}"
        why = f"You can open and download it until {day(until_on)}. Reference {first.data['reference']}."
        href = PACK(first.contract.contract_id, first.data["pack"])
        yield Saying(Towards.COMMISSIONER, "visits", what, why, href, by_on=until_on)


def ended(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.engagement is None:
        return
    last = date.fromisoformat(first.data["last"])
    if first.name == "engagement-goes-on":
        what, why = f"{first.engagement.where} goes on", f"Its last day is {day(last)} again."
    else:
        ending = ENDING.get(first.data.get("ending", ""), "")
        what = f"{first.engagement.where} ends on {day(last)}"
        why = (
            f"{first.engagement.lead} has recorded: {ending}."
            if ending
            else "No evidence is sent for it after that."
        )
    yield Saying(Towards.CONTACTS, "terms", what, why, ENGAGEMENT(first.engagement.engagement_id), by_on=last)


def changed(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.engagement and ({"starts_on", "ends_on"} & set(first.data)):
        part = first.engagement
        why = f"It runs from {day(part.starts_on)} to {day(part.ends_on)}."
        yield Saying(
            Towards.CONTACTS,
            "terms",
            f"The days of {part.where} have changed",
            why,
            ENGAGEMENT(part.engagement_id),
        )


def password(_group: Group) -> Iterator[Saying]:
    why = "If that was not you, choose a new one at once and tell whoever invited you."
    yield Saying(Towards.THEMSELVES, "access", "Your password was changed", why, HOME())


def harmful(group: Group) -> Iterator[Saying]:
    """The partner is told; the lead too, of what was sent and not of a draft. Of a draft of the lead's own
    the partner hears nothing."""
    for each in in_slot(group):
        name = each.first.called.get("file", "A file")
        what = f"{name} was found to be harmful: {each.what}"
        again = "Nobody can open it. Ask whoever looks after your computers, and send a clean copy."
        draft = each.first.data.get("draft")
        if draft == "lead":
            why = f"A virus scanner says so of what you entered for {each.engagement.partner}. {again}"
            yield Saying(Towards.REVIEWERS, "queue", what, why, each.href)
            continue
        yield Saying(Towards.CONTACTS, "decisions", what, again, each.href)
        if not draft:
            yield Saying(Towards.SENDER, "decisions", what, again, each.href)
            why = f"A virus scanner says so of what {each.engagement.partner} sent. Nobody can open it."
            yield Saying(Towards.MANAGERS, "queue", what, why, each.href)
            yield Saying(Towards.REVIEWERS, "queue", what, why, each.href)


def joined(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.engagement is None:
        return
    what = f"{first.engagement.partner} has come"
    why = "Whom you invited has said yes. From now on it says itself what is known of it."
    yield Saying(Towards.MANAGERS, "terms", what, why, ENGAGEMENT(first.engagement.engagement_id))


def elsewhere(group: Group) -> Iterator[Saying]:
    why = (
        f"On {moment(group[0].at)}, in a browser that had not been used for it before. If that was not you, "
        "choose a new password at once: that ends all sessions."
    )
    yield Saying(Towards.THEMSELVES, "access", "Somebody signed in as you", why, FORGOTTEN_PASSWORD())


SAYERS: dict[str, Sayer] = {
    **OF_COMMITMENTS,
    **OF_FINDINGS,
    **OF_ISSUED,
    **OF_OCCURRENCES,
    **OF_COUNCIL,
    **OF_PAYMENTS,
    **OF_RETURNS,
    **OF_PEOPLE,
    **OF_PUBLISHED,
    **OF_REVIEWING,
    "administrator-ended": administrator,
    "administrator-named": administrator,
    "carried-out-recorded": carried_out,
    CARRIED: carried_over,
    "contact-left": contact_left,
    "decision-corrected": corrected,
    "engagement-changed": changed,
    "engagement-ended": ended,
    "engagement-goes-on": ended,
    "evidence-accepted": accepted,
    "evidence-returned": returned,
    "evidence-sent": sent,
    "exception-recorded": waived,
    "harmful-file-found": harmful,
    "invitation-came-back": invitation_came_back,
    "mail-came-back": came_back,
    "pack-shared": pack_shared,
    **dict.fromkeys(WAY_IN, way_in),
    "password-changed": password,
    "partner-joined": joined,
    "password-set": password,
    "requirement-waived": waived,
    "signed-in-elsewhere": elsewhere,
    "visit-booked": visit,
    "visit-cancelled": visit,
    "visit-changed": visit,
    "visit-moved": visit,
    "visit-reopened": visit_report,
    "visit-signed-off": visit_report,
}
"""Every event that somebody is told of; a test holds it equal to what is read."""


def quoted(words: str) -> str:
    return f"“{words.strip()}”" if words.strip() else ""
