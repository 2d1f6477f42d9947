"""Rewrite the read models of a few slots of one engagement, in the caller's transaction.

A decision on one requirement, or something sent for it, changes its slot and no other. What the rows say of
it now is put beside what they said before, and only what is different is written.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.intervals import Interval
from checklists.levels import SlotHistory, levels_after
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Stage
from portal.records import Base, Engagement, EngagementStanding, Standing, UnderWay
from portal.standing.actions.rewrite_standing import lock_engagements, rewrite_standing
from portal.standing.queries.cases import NOTHING, Case, InHand
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.kept import Kept, ReadModel, Values, find_kept, levels_kept, rows_of
from portal.standing.queries.scope import Scope
from portal.standing.queries.slot_case import load_slots
from portal.standing.queries.standing_rows import level_rows, standing_rows
from portal.standing.queries.under_way import under_way_rows


def rewrite_slots(
    session: Session,
    engagement_id: uuid.UUID,
    keys: Sequence[str],
    part: str | None = None,
    versions: Sequence[Checklist] | None = None,
) -> None:
    """What was decided on these slots, and what is under way for them, becomes what lists read.

    Where a part is named, nothing was sent or decided for any other. The caller has locked the engagement,
    and may have read the checklist's versions since.
    """
    case = load_slots(session, engagement_id, keys, versions)
    kept = find_kept(session, engagement_id, keys)
    if is_whole(kept, case):
        replace_rows(session, Standing, kept.standing, standing_rows(case))
        follow(session, case, kept, Scope([engagement_id], keys, part), case.timelines())
    else:
        rewrite_standing(session, [engagement_id])


def rewrite_slots_that(
    session: Session, engagement_ids: Sequence[uuid.UUID], is_meant: Callable[[Requirement], bool]
) -> None:
    """The same of these engagements, which are locked first: the slots of which some wording is meant, such
    as all registers after people came or went."""
    lock_engagements(session, engagement_ids)
    query = sa.select(Engagement.id, Engagement.contract_id).where(Engagement.id.in_(engagement_ids))
    engagements = session.execute(query.order_by(Engagement.id)).all()
    known = list_versions(session, {row.contract_id for row in engagements})
    for row in engagements:
        versions = known[row.contract_id]
        keys = {each.key for version in versions for each in version.requirements if is_meant(each)}
        if keys:
            rewrite_slots(session, row.id, sorted(keys), versions=versions)


def rewrite_under_way(session: Session, engagement_id: uuid.UUID, key: str, part: str) -> None:
    """The same after something was begun, sent or thrown away for a part, and nothing decided."""
    case = load_slots(session, engagement_id, [key], decided=False)
    kept = find_kept(session, engagement_id, [key])
    if is_whole(kept, case):
        follow(session, case, kept, Scope([engagement_id], [key], part), kept.intervals)
    else:
        rewrite_standing(session, [engagement_id])


def is_whole(kept: Kept, case: Case) -> bool:
    """Whether the read models have these slots, so that only what is different need be written."""
    return kept.intervals.keys() == case.rows.keys()


def follow(
    session: Session, case: Case, kept: Kept, scope: Scope, intervals: Mapping[str, Sequence[Interval]]
) -> None:
    """What is under way, and the levels that follow from it and from the intervals."""
    apart = [row for row in kept.under_way if scope.part not in {None, row["part_key"]}]
    under_way = [*apart, *under_way_rows(session, scope)]
    replace_rows(session, UnderWay, kept.under_way, under_way)
    before = histories_of(case, kept.intervals, kept.under_way)
    after = histories_of(case, intervals, under_way)
    if before != after:
        rewrite_levels(session, case, before, after)


def histories_of(
    case: Case, intervals: Mapping[str, Sequence[Interval]], under_way: Iterable[Values]
) -> list[SlotHistory]:
    """The slots of the case with these intervals, and with what these rows say is under way."""
    in_hand: dict[str, InHand] = {}
    for row in under_way:
        key = row["requirement_key"]
        in_hand[key] = in_hand.get(key, NOTHING).and_also(Stage(row["stage"]), row["part_key"])
    return [case.history(key, intervals[key], in_hand.get(key, NOTHING)) for key in case.rows]


def rewrite_levels(
    session: Session, case: Case, before: Sequence[SlotHistory], after: Sequence[SlotHistory]
) -> None:
    kept = rows_of(session, EngagementStanding, case.engagement_id)
    levels = levels_after(levels_kept(kept, case.engagement.span), before, after, case.engagement)
    replace_rows(session, EngagementStanding, kept, level_rows(case, levels))


def replace_rows(
    session: Session, model: ReadModel, kept: Iterable[Values], wanted: Iterable[Values]
) -> None:
    """Take away what is no longer so, and put in what is so now; what stays the same is left alone."""
    table = Base.metadata.tables[model.__tablename__]
    names = [column.name for column in table.primary_key]
    before = {tuple(row[name] for name in names): dict(row) for row in kept}
    after = {tuple(row[name] for name in names): dict(row) for row in wanted}
    stale = [key for key, row in before.items() if after.get(key) != row]
    fresh = [row for key, row in after.items() if before.get(key) != row]
    if stale:
        that_row = (table.c[name] == sa.bindparam(f"old_{name}") for name in names)
        old = [{f"old_{name}": value for name, value in zip(names, key, strict=True)} for key in stale]
        session.execute(sa.delete(table).where(*that_row), old)
    if fresh:
        session.execute(sa.insert(table), fresh)
