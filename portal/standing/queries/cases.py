"""Cases: what the rules need to know of an engagement, as it was known on an evening or is known now."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from checklists import facts
from checklists.in_hand import Held, InHandDays, as_known, over_days
from checklists.levels import SlotHistory
from checklists.not_in_order import said_done
from checklists.requirement import Checklist
from checklists.slots import Row, rows_of_engagement, slot_timeline
from checklists.timeline import Interval
from portal.access import NotHere
from portal.standing.queries.recorded import Records, load_records


@dataclass(frozen=True, slots=True)
class Case:
    """An engagement as the rules see it, with what was known on the evening of `known` (now, without one).

    `decisions`, `under_way` and `issued_on` are by requirement key: all decisions, of which the rules take
    those that were made by then; what was under way from day to day; since when the lead has given it.
    """

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    engagement: facts.Engagement
    rows: dict[str, list[Row]]
    decisions: Mapping[str, Sequence[facts.Decision]]
    under_way: Mapping[str, InHandDays]
    issued_on: Mapping[str, date]
    known: date | None = None
    computed: dict[str, tuple[Interval, ...]] = field(default_factory=dict, compare=False)

    def histories(self) -> dict[str, SlotHistory]:
        """Each slot over all its days by requirement key."""
        return {key: self.history(key, self.timeline(key), self.under_way.get(key, ())) for key in self.rows}

    def history(self, key: str, intervals: Sequence[Interval], in_hand: InHandDays) -> SlotHistory:
        """The slot of that key with these intervals, and with this under way."""
        rows, made = self.rows[key], self.decisions.get(key, ())
        done = said_done(rows, made, self.engagement, intervals, self.known)
        return SlotHistory(rows, intervals, in_hand, self.issued_on.get(key), said_done=done)

    def timelines(self) -> dict[str, tuple[Interval, ...]]:
        """Each slot's intervals by requirement key."""
        return {key: self.timeline(key) for key in self.rows}

    def timeline(self, key: str) -> tuple[Interval, ...]:
        """The intervals of one slot, computed once."""
        if key not in self.computed:
            made = self.decisions.get(key, ())
            self.computed[key] = slot_timeline(self.rows[key], made, self.engagement, self.known)
        return self.computed[key]


def load_case(session: Session, engagement_id: uuid.UUID, known: date | None = None) -> Case:
    """The case of one engagement; raises NotHere where there is none, or was none that evening."""
    found = load_cases(session, [engagement_id], known=known)
    if engagement_id not in found:
        raise NotHere
    return found[engagement_id]


def load_cases(
    session: Session,
    engagement_ids: Sequence[uuid.UUID],
    keys: Sequence[str] | None = None,
    known: date | None = None,
) -> dict[uuid.UUID, Case]:
    """The cases of these engagements (at most some hundreds at once) by id, without those that nobody knew
    of on that evening.

    `keys` leaves out what was decided on all other requirements, where only these are asked about.
    """
    records = load_records(session, engagement_ids, keys)
    cases = {each.engagement_id: case_of(each, known) for each in records}
    return {engagement_id: case for engagement_id, case in cases.items() if case}


def case_of(records: Records, known: date | None) -> Case | None:
    """The case as it was known on the evening; None where nobody knew of the engagement."""
    span, versions = records.span(known), records.versions_known(known)
    if span is None or not versions:
        return None
    engagement = facts.Engagement(
        span,
        **records.conditions,
        people=records.people_known(known),
        financial_years=records.years_known(known),
        incidents=records.incidents,
        found=records.found,
        editions=records.editions,
    )
    return make_case(
        records.engagement_id,
        records.contract_id,
        engagement,
        versions,
        records.decisions,
        {key: over_days(held_known(held, known)) for key, held in records.under_way.items()},
        records.issued_known(known),
        known,
    )


def held_known(held: Iterable[Held], known: date | None) -> Iterable[Held]:
    return held if known is None else as_known(held, known)


def make_case(
    engagement_id: uuid.UUID,
    contract_id: uuid.UUID,
    engagement: facts.Engagement,
    versions: Sequence[Checklist],
    decisions: Mapping[str, Sequence[facts.Decision]],
    under_way: Mapping[str, InHandDays],
    issued_on: Mapping[str, date],
    known: date | None = None,
) -> Case:
    """With the wordings that these versions have for the engagement's days."""
    rows = rows_of_engagement(versions, engagement.span)
    return Case(engagement_id, contract_id, engagement, rows, decisions, under_way, issued_on, known)
