"""Partners of one name, told apart by their numbers."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Engagement, NamedRow, Organisation

NO_NUMBER = "no number known"


def tell_apart(session: Session, names: Mapping[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """By engagement the number of its partner, where another of these engagements has one that is called the
    same and is somebody else. Where all names differ nothing is asked."""
    by_name: defaultdict[str, list[uuid.UUID]] = defaultdict(list)
    for engagement_id, name in names.items():
        by_name[name.casefold()].append(engagement_id)
    alike = [ids for ids in by_name.values() if len(ids) > 1]
    if not alike:
        return {}
    rows = session.execute(
        sa.select(
            Engagement.id,
            Engagement.partner_id,
            Organisation.charity_number,
            Organisation.company_number,
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.id.in_([each for ids in alike for each in ids]))
    )
    found = {row.id: row for row in rows}
    return {
        each: number_of(found[each])
        for ids in alike
        if len({found[each].partner_id for each in ids}) > 1
        for each in ids
    }


def number_of(row: NamedRow) -> str:
    """Of a row with both numbers."""
    return number_words(row.charity_number, row.company_number) or NO_NUMBER


def number_words(charity: str | None, company: str | None) -> str:
    """Such as `charity 1123456`; empty where neither is known.

    >>> number_words("1123456", "04567890"), number_words(None, None)
    ('charity 1123456, company 04567890', '')
    """
    told = (("charity", charity), ("company", company))
    return ", ".join(f"{kind} {number}" for kind, number in told if number)
