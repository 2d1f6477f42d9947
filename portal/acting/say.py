"""What is said of engagements and organisations, kept beside the rows that repeat it, with its moment.

All in the caller's transaction, after the row itself was written.
"""

import uuid
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.keep_words import keep_name_words
from portal.acting.moments import moment_after
from portal.records import Base, Engagement, EngagementTerms, Organisation, OrganisationFact, OrganisationName

TERMS = ("area", "starts_on", "ends_on", "funding")
NAMES = ("name", "trading_names")
FACTS = ("legal_form", "year_end_month", "year_end_day", "first_year_end_on")


def say_terms(
    session: Session,
    engagement_id: uuid.UUID,
    person_id: uuid.UUID | None,
    *,
    ending: str | None = None,
    words: str = "",
) -> None:
    """The terms that the engagement has by now; `ending` and `words` where it is ended early, or was."""
    row = copied(session, Engagement, engagement_id, TERMS)
    said = {"engagement_id": engagement_id, "ending": ending, "words": words, "recorded_by": person_id}
    last = EngagementTerms.recorded_at, EngagementTerms.engagement_id == engagement_id
    add(session, EngagementTerms, {**row, **said, "recorded_at": moment_after(session, *last)})


def say_names(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID | None) -> None:
    """The names that the organisation has by now."""
    query = sa.select(Organisation.name, Organisation.trading_names)
    row = session.execute(query.where(Organisation.id == organisation_id)).one()
    last = OrganisationName.recorded_at, OrganisationName.organisation_id == organisation_id
    said = {**row._asdict(), "organisation_id": organisation_id, "recorded_by": person_id}
    name_id = add(session, OrganisationName, {**said, "recorded_at": moment_after(session, *last)})
    keep_name_words(session, name_id, (row.name, *row.trading_names))


def say_facts(
    session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID | None, from_on: date | None = None
) -> None:
    """The legal form and year end that the organisation has by now, from that day on; without one on all
    days."""
    row = copied(session, Organisation, organisation_id, FACTS)
    said = {"organisation_id": organisation_id, "from_on": from_on, "recorded_by": person_id}
    last = OrganisationFact.recorded_at, OrganisationFact.organisation_id == organisation_id
    add(session, OrganisationFact, {**row, **said, "recorded_at": moment_after(session, *last)})


def copied(
    session: Session, table: type[Base], row_id: uuid.UUID, names: Collection[str]
) -> dict[str, object]:
    columns = table.__table__.columns
    query = sa.select(*(columns[name] for name in names)).where(columns["id"] == row_id)
    return dict(session.execute(query).mappings().one())


def add(session: Session, table: type[Base], values: dict[str, object]) -> uuid.UUID:
    row_id = uuid.uuid4()
    session.execute(sa.insert(table).values(id=row_id, **values))
    return row_id
