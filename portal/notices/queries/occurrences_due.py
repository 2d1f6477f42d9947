"""What partners have to tell and leads to forward, and who is reminded of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from checklists.ladder import ACTION, FORWARD, Rung, step_due
from checklists.lapsing import Lapse
from portal.notices.queries.asking import Asked
from portal.notices.queries.plan import Due, OccurrenceReminder
from portal.notices.queries.reminded import Rail
from portal.notices.queries.rungs import managers_of, reviewers_of, who_is_told
from portal.occurrences.queries.occurrences import list_asked_of, list_to_forward
from portal.occurrences.queries.told import Line
from portal.records import Engagement

TELL, PASS_ON = "told:", "forwarded:"
"""Before the id of an occurrence, in the place of a part."""


def occurrences_near(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, list[Line]]:
    """By engagement, what is to be told or forwarded by a day."""
    found: defaultdict[uuid.UUID, list[Line]] = defaultdict(list)
    to_forward = list_to_forward(session, Engagement.id.in_(engagement_ids))
    for each in (*list_asked_of(session, engagement_ids), *to_forward):
        if each.tell_by or each.forward_by:
            found[each.engagement_id].append(each)
    return found


def occurrences_of(asked: Asked) -> Iterator[OccurrenceReminder]:
    """The partner is reminded of what it has to tell, the lead’s reviewers and who has the contract of what
    they have to forward."""
    for line in asked.occurrences:
        kind, ladder = (TELL, ACTION) if line.tell_by else (PASS_ON, FORWARD)
        due_on = line.tell_by or line.forward_by
        if due_on is None:
            continue
        part = f"{kind}{line.occurrence_id}"
        rail = Rail(asked.engagement.engagement_id, "", part, due_on)
        step = step_due(ladder, due_on, asked.on, asked.memory.before[rail], asked.holidays)
        if step is None:
            continue
        due = Due(rail, Lapse(part, due_on, None), step)
        if line.tell_by:
            told = dict(who_is_told(asked.people, asked.engagement, step, required=True))
        else:
            people, engagement = asked.people, asked.engagement
            lead = (*reviewers_of(people, engagement), *managers_of(people, engagement))
            told = dict.fromkeys(lead, Rung.MANAGER)
        for recipient, rung in told.items():
            if (rail, recipient.person_id) not in asked.memory.that_day:
                yield OccurrenceReminder(recipient, rung, asked.engagement, line, due)
