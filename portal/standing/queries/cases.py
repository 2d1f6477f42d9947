"""Cases: everything that the rules need to know of an engagement, read in a few queries for many at once."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.conditions import Said
from checklists.levels import SlotHistory
from checklists.requirement import Checklist
from checklists.slots import Row, rows_of_engagement, slot_timeline
from checklists.timeline import Interval
from checklists.vocabulary import LegalForm, Stage
from portal.records import Assignment, Engagement, IssuedDocument, NamedRow, Organisation, UnderWay
from portal.standing.queries.conditions import as_facts, said_by_engagement
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.incident_facts import incidents_by_engagement

MOST_URGENT_FIRST = (Stage.WAITING, Stage.RETURNED, Stage.DRAFT, Stage.NOTHING)
URGENCY = {stage: place for place, stage in enumerate(MOST_URGENT_FIRST)}
"""Of several things under way in a slot, the one that is shown."""


@dataclass(frozen=True, slots=True)
class InHand:
    """What is under way in a slot: the stage that is shown, and the parts that the reviewers have."""

    stage: Stage
    with_lead: frozenset[str]

    def and_also(self, stage: Stage, part: str) -> "InHand":
        with_lead = self.with_lead | {part} if stage is Stage.WAITING else self.with_lead
        return InHand(min(self.stage, stage, key=URGENCY.__getitem__), with_lead)


NOTHING = InHand(Stage.NOTHING, frozenset())


@dataclass(frozen=True, slots=True)
class Case:
    """An engagement as the rules see it. `decisions` and `under_way` are by requirement key."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    engagement: facts.Engagement
    rows: dict[str, list[Row]]
    decisions: dict[str, list[facts.Decision]]
    under_way: dict[str, InHand]
    issued: frozenset[str]
    computed: dict[date | None, dict[str, tuple[Interval, ...]]] = field(default_factory=dict, compare=False)

    def histories(self, known: date | None = None) -> dict[str, SlotHistory]:
        """Each slot over all its days by requirement key. What is under way is what is so now, whatever
        `known`."""
        return {
            key: self.history(key, intervals, self.under_way.get(key, NOTHING))
            for key, intervals in self.timelines(known).items()
        }

    def history(self, key: str, intervals: Sequence[Interval], in_hand: InHand) -> SlotHistory:
        """The slot of that key with these intervals."""
        return SlotHistory(
            self.rows[key],
            intervals,
            in_hand.stage,
            issued=key in self.issued,
            with_lead=in_hand.with_lead,
        )

    def timelines(self, known: date | None = None) -> dict[str, tuple[Interval, ...]]:
        """Each slot's intervals by requirement key, with the decisions made up to `known`; computed once."""
        if known not in self.computed:
            self.computed[known] = {
                key: slot_timeline(rows, self.decisions.get(key, ()), self.engagement, known)
                for key, rows in self.rows.items()
            }
        return self.computed[known]


EngagementRow = sa.Row[uuid.UUID, uuid.UUID, date, date, str | None, int | None, int | None, date | None]

ENGAGEMENTS = sa.select(
    Engagement.id,
    Engagement.contract_id,
    Engagement.starts_on,
    Engagement.ends_on,
    Organisation.legal_form,
    Organisation.year_end_month,
    Organisation.year_end_day,
    Organisation.first_year_end_on,
).join(Organisation, Organisation.id == Engagement.partner_id)
"""What the rules know of an engagement by its own row and its partner's: an EngagementRow."""


def load_case(session: Session, engagement_id: uuid.UUID) -> Case:
    """The case of one engagement; raises KeyError where there is none."""
    return load_cases(session, [engagement_id])[engagement_id]


def load_cases(
    session: Session, engagement_ids: Sequence[uuid.UUID], keys: Sequence[str] | None = None
) -> dict[uuid.UUID, Case]:
    """The cases of these engagements (at most some hundreds at once) by id, in nine queries.

    `keys` leaves out what was decided on all other requirements, where only these are asked about.
    """
    engagements = session.execute(ENGAGEMENTS.where(Engagement.id.in_(engagement_ids))).all()
    contract_ids = {row.contract_id for row in engagements}
    versions = list_versions(session, contract_ids)
    people = people_by_engagement(session, engagement_ids)
    said = said_by_engagement(session, engagement_ids)
    incidents = incidents_by_engagement(session, engagement_ids)
    decisions = decisions_by_engagement(session, engagement_ids, keys)
    under_way = in_hand_by_engagement(session, engagement_ids)
    issued = issued_by_contract(session, contract_ids)
    return {
        row.id: make_case(
            row,
            versions[row.contract_id],
            said[row.id],
            people[row.id],
            incidents[row.id],
            decisions[row.id],
            under_way[row.id],
            issued[row.contract_id],
        )
        for row in engagements
    }


def make_case(
    row: EngagementRow,
    versions: Sequence[Checklist],
    said: Sequence[Said],
    people: Iterable[facts.Person],
    incidents: Iterable[facts.Incident],
    decisions: dict[str, list[facts.Decision]],
    under_way: dict[str, InHand],
    issued: Iterable[str],
) -> Case:
    engagement = facts.Engagement(
        span=Span(row.starts_on, row.ends_on),
        **as_facts(said),
        people=tuple(people),
        financial_years=financial_years(row),
        incidents=tuple(incidents),
    )
    rows = rows_of_engagement(versions, engagement.span)
    return Case(row.id, row.contract_id, engagement, rows, decisions, under_way, frozenset(issued))


def financial_years(row: NamedRow) -> tuple[facts.YearFact, ...]:
    """What the organisation's row says of its financial year, as a fact without a day."""
    if not (row.legal_form and row.year_end_month and row.year_end_day):
        return ()
    year = facts.FinancialYear(
        row.year_end_month, row.year_end_day, LegalForm(row.legal_form), row.first_year_end_on
    )
    return (facts.YearFact(year),)


def people_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, list[facts.Person]]:
    found: defaultdict[uuid.UUID, list[facts.Person]] = defaultdict(list)
    query = sa.select(Assignment.engagement_id, Assignment.worker_id, Assignment.from_on, Assignment.until_on)
    for row in session.execute(query.where(Assignment.engagement_id.in_(engagement_ids))):
        found[row.engagement_id].append(facts.Person(str(row.worker_id), row.from_on, row.until_on))
    return found


def in_hand_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, dict[str, InHand]]:
    """What is under way per slot."""
    found: defaultdict[uuid.UUID, dict[str, InHand]] = defaultdict(dict)
    query = sa.select(
        UnderWay.engagement_id, UnderWay.requirement_key, UnderWay.part_key, UnderWay.stage
    ).where(UnderWay.engagement_id.in_(engagement_ids))
    for engagement_id, key, part, word in session.execute(query):
        found[engagement_id][key] = found[engagement_id].get(key, NOTHING).and_also(Stage(word), part)
    return found


def issued_by_contract(
    session: Session, contract_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    query = sa.select(IssuedDocument.contract_id, IssuedDocument.requirement_key)
    for contract_id, key in session.execute(query.where(IssuedDocument.contract_id.in_(tuple(contract_ids)))):
        found[contract_id].add(key)
    return found
