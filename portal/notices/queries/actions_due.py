"""Actions whose day nears or is past, and who is reminded of them."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.findings import ActionState
from checklists.ladder import ACTION, Rung, days_ahead, step_due
from checklists.lapsing import Lapse
from portal.findings.queries.actions import ActionLine, list_open_of
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.plan import ActionReminder, Due
from portal.notices.queries.recipients import People, Recipient
from portal.notices.queries.reminded import Memory, Rail
from portal.notices.queries.rungs import who_is_told
from portal.standing.queries.found_facts import found_by_engagement

BY_ACTION = "action:"
"""Before an action's id, in the place of a part."""

Days = Mapping[str, tuple[Span, ...]]
"""By requirement key, the days on which findings say that it is not in order."""


def actions_near(
    session: Session, engagement_ids: Sequence[uuid.UUID], on: date, holidays: frozenset[date]
) -> defaultdict[uuid.UUID, list[ActionLine]]:
    """By engagement, what the partner has to do of which a step may be reached on the day."""
    last_on = on + timedelta(days=days_ahead(ACTION, on, holidays))
    found: defaultdict[uuid.UUID, list[ActionLine]] = defaultdict(list)
    for each in list_open_of(session, engagement_ids):
        if each.engagement_id and each.by_on <= last_on and each.state is ActionState.OPEN:
            found[each.engagement_id].append(each)
    return found


def found_days(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, dict[str, tuple[Span, ...]]]:
    """By engagement and requirement key, the days on which a finding says that it is not in order."""
    found: defaultdict[uuid.UUID, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    for engagement_id, its in found_by_engagement(session, engagement_ids).items():
        for each in its:
            then = each.as_known(None)
            if then and then.days:
                so_far = found[engagement_id].get(each.key, ())
                found[engagement_id][each.key] = (*so_far, then.days)
    return found


def is_by_finding(days: Days, key: str, lapse: Lapse) -> bool:
    """Whether a slot is wanting because a finding says so: what is to be done is said by its actions."""
    return any(span.from_on == lapse.from_on for span in days.get(key, ()))


def remind_of_actions(
    engagement: Engaged,
    actions: Sequence[ActionLine],
    memory: Memory,
    people: People,
    on: date,
    holidays: frozenset[date],
) -> Iterator[ActionReminder]:
    """Whoever is named in it, and the contacts; when its day is past, further up."""
    for each in actions:
        part = f"{BY_ACTION}{each.action_id}"
        rail = Rail(engagement.engagement_id, each.requirement_key, part, each.by_on)
        step = step_due(ACTION, each.by_on, on, memory.before[rail], holidays)
        if step is None:
            continue
        due = Due(rail, Lapse(part, each.by_on, None), step)
        told = dict(who_is_told(people, engagement, step, required=True))
        for recipient in named_in(each, engagement, people):
            told.setdefault(recipient, Rung.CONTACT)
        for recipient, rung in told.items():
            if (rail, recipient.person_id) not in memory.that_day:
                yield ActionReminder(recipient, rung, engagement, each, due)


def named_in(action: ActionLine, engagement: Engaged, people: People) -> tuple[Recipient, ...]:
    """Whoever of the partner is to do it, while she belongs to it."""
    staff = people.staff_of(engagement.partner_id).everybody
    return tuple(each for each in staff if each.person_id == action.person_id)
