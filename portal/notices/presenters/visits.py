"""That a visit or meeting is booked, moved or cancelled, as each side is told it."""

from collections.abc import Iterator
from datetime import date, time

from portal.notices.presenters.saying import Group, Saying
from portal.notices.queries.happened import ContractAbout, Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import ENGAGEMENT, HOME, MY_CALENDAR, READINESS, VISIT_REPORT
from portal.words.labels import VISIT
from portal.words.wording import at_clock, counted, day

DONE = {
    "visit-booked": ("is booked", "has booked it"),
    "visit-cancelled": ("is cancelled", "has cancelled it"),
    "visit-changed": ("is changed", "has changed where it is or who takes part"),
    "visit-moved": ("is moved", "has moved it"),
}


def visit(group: Group) -> Iterator[Saying]:
    """Who takes part is told; each partner of itself alone."""
    first = group[0]
    if first.contract is None or first.on is None:
        return
    what, is_off = what_words(first, first.on), first.name == "visit-cancelled"
    by_on = None if is_off else first.on
    mine = why_words(first, first.contract, " with you" if first.with_whom or first.engagement else "")
    if first.engagement:
        href = ENGAGEMENT(first.engagement.engagement_id, on=by_on or "")
        yield Saying(Towards.CONTACTS, "visits", what, mine, href, by_on=by_on)
    else:
        yield Saying(
            Towards.PARTNERS,
            "visits",
            what,
            mine,
            HOME(),
            by_on=by_on,
            href_in=lambda part: ENGAGEMENT(part, on=by_on or ""),
        )
    why = why_words(first, first.contract, with_words(first))
    council = READINESS(first.contract.contract_id, on=by_on or "")
    yield Saying(Towards.COMMISSIONER, "visits", what, why, council, by_on=by_on)
    calendar = MY_CALENDAR(month=f"{first.on:%Y-%m}")
    yield Saying(Towards.TAKING_PART, "visits", what, why, calendar, by_on=by_on)


def what_words(first: Happening, on: date) -> str:
    """What it is, and when; of what is moved, to when."""
    kind, at = VISIT.get(first.data.get("kind", ""), "Visit"), first.data.get("at")
    when = f"{day(on)}{f' at {at_clock(time.fromisoformat(at))}' if at else ''}"
    done = DONE[first.name][0]
    if first.name == "visit-moved" and (before := first.data.get("from")):
        return f"{kind} on {day(date.fromisoformat(before))} {done} to {when}"
    return f"{kind} on {when} {done}"


def why_words(first: Happening, contract: ContractAbout, with_whom: str) -> str:
    """Who did it, and why where a reason was given."""
    reason, is_off = str(first.data.get("reason", "")), first.name == "visit-cancelled"
    said = f": “{reason}”" if reason else "."
    outstanding = "" if is_off else " What is outstanding stands on the page."
    return f"{contract.lead} {DONE[first.name][1]}{with_whom}{said}{outstanding}"


def with_words(first: Happening) -> str:
    """Whom it is with, for those who read of every partner."""
    if first.engagement:
        return f" with {first.engagement.partner}"
    return f" with {counted(len(first.with_whom), 'partner')}" if first.with_whom else ""


def visit_report(group: Group) -> Iterator[Saying]:
    """The draft report goes to the partner alone; of one that is reopened it reads why."""
    first = group[0]
    if first.contract is None or first.engagement is None or first.on is None:
        return
    kind = VISIT.get(first.data.get("kind", ""), "Visit")
    href = VISIT_REPORT(first.engagement.engagement_id, first.data.get("visit", ""))
    if first.name == "visit-reopened":
        what, reason = "is reopened", f"{first.contract.lead} says: “{first.data.get('reason', '')}”"
    else:
        what, reason = (
            "is ready to read",
            f"{first.contract.lead} has signed it off. Only you and they see it.",
        )
    yield Saying(Towards.CONTACTS, "visits", f"Draft report: {kind} on {day(first.on)} {what}", reason, href)
