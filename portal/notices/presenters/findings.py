"""Findings and actions, as each side is told of them."""

from collections.abc import Iterator
from datetime import date

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import ACTION, FINDING, FOUND
from portal.words.labels import VISIT
from portal.words.wording import counted, day

CORRECTED = {
    "plan-target-met": "By a corrected figure the target was met after all",
    "plan-target-missed": "By a corrected figure it is missed",
    "plan-target-unknown": "By a corrected figure it is open again whether the target is met",
}


def plan_sent(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.engagement is None:
        return
    kind = VISIT.get(first.data.get("kind", ""), "Visit")
    when = f" of {day(first.on)}" if first.on else ""
    number = int(first.data.get("findings", 1))
    what = f"{kind}{when}: {counted(number, 'finding')} and what is to be done"
    why = "Read them and when each action is due. You can comment on each finding, with evidence."
    yield Saying(Towards.CONTACTS, "decisions", what, why, FOUND(first.engagement.engagement_id))


def of_finding(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.engagement is None or "finding" not in first.data:
        return
    engagement, lead = first.engagement, first.engagement.lead
    href = FINDING(engagement.engagement_id, first.data["finding"])
    of_what = f": {first.requirement.title}" if first.requirement else ""
    match first.name:
        case "finding-commented":
            what, why = f"{engagement.partner} commented on a finding{of_what}", "It waits for your answer."
            yield Saying(Towards.REVIEWERS, "queue", what, why, href)
        case "finding-disputed":
            what = f"{engagement.partner} differs about a finding{of_what}"
            why = "Somebody who took no part in the visit, the finding or the answer has to decide."
            yield Saying(Towards.REVIEWERS, "queue", what, why, href)
        case _:
            done = "has answered" if first.name == "finding-answered" else "has decided"
            is_withdrawn = first.data.get("outcome") == "withdrawn"
            why = "The finding is withdrawn, and its actions fall with it." if is_withdrawn else "It stands."
            yield Saying(Towards.CONTACTS, "decisions", f"{lead} {done} about a finding{of_what}", why, href)


def of_action(group: Group) -> Iterator[Saying]:
    """The partner is told of what is given, closed or back; the reviewers of what is done."""
    first = group[0]
    if first.engagement is None or "action" not in first.data:
        return
    engagement = first.engagement
    href = ACTION(engagement.engagement_id, first.data["action"])
    if first.name == "action-done":
        what = f"{engagement.partner} says that it is done: {first.what}"
        why = "Close it, or give it back with words."
        yield Saying(Towards.REVIEWERS, "queue", what, why, href)
        return
    yield Saying(Towards.CONTACTS, "decisions", *words_of(first, engagement), href, by_on=due_on(first))


def of_target(group: Group) -> Iterator[Saying]:
    """Both sides are told what a corrected figure says, and that the action stays."""
    first = group[0]
    if first.engagement is None or "action" not in first.data:
        return
    engagement = first.engagement
    href = ACTION(engagement.engagement_id, first.data["action"])
    said = CORRECTED[first.name]
    why = f"The action stays as it is until {engagement.lead} closes it."
    yield Saying(Towards.CONTACTS, "decisions", f"{said}: {first.what}", why, href)
    yield Saying(Towards.MANAGERS, "queue", f"{engagement.partner}: {first.what}", f"{said}. {why}", href)


def words_of(first: Happening, engagement: Engaged) -> tuple[str, str]:
    match first.name:
        case "action-given":
            due = due_on(first)
            return f"To be done: {first.what}", f"{engagement.lead} asks it of you by {day(due)}."
        case "action-returned":
            return f"Not done yet: {first.what}", f"“{first.said}”" if first.said else ""
        case _:
            return f"Closed: {first.what}", "There is nothing more to do about it."


def due_on(first: Happening) -> date | None:
    """The day by which what is given is to be done."""
    by = first.data.get("by")
    return date.fromisoformat(by) if isinstance(by, str) else None


SAYERS: dict[str, Sayer] = {
    "action-closed": of_action,
    "action-done": of_action,
    "action-given": of_action,
    "action-returned": of_action,
    "finding-answered": of_finding,
    "finding-commented": of_finding,
    "finding-decided": of_finding,
    "finding-disputed": of_finding,
    "plan-sent": plan_sent,
    "plan-target-met": of_target,
    "plan-target-missed": of_target,
    "plan-target-unknown": of_target,
}
