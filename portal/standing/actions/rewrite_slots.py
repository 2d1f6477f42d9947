"""Rewrite the read models of a few slots of one engagement, in the caller's transaction.

A decision on one requirement, or something sent for it, changes its slot and no other. What the rows say of
it now is put beside what they said before, and only what is different is written.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import day_before
from checklists.intervals import Interval
from checklists.levels import LevelInterval, SlotHistory, levels_after
from checklists.requirement import Checklist, Requirement
from portal import clock
from portal.records import NOW, Engagement, EngagementStanding, LevelShare, Standing, UnderWay, table_of
from portal.standing.actions.lock_engagements import lock_engagements
from portal.standing.actions.rebuild_standing import rebuild
from portal.standing.actions.replace_rows import Row, content_of, replace_rows
from portal.standing.queries.cases import Case
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.kept import Kept, find_kept, find_levels, in_hand_of, share_of
from portal.standing.queries.scope import Scope
from portal.standing.queries.slot_case import load_slots
from portal.standing.queries.standing_rows import level_rows, standing_rows, unusual_rows
from portal.standing.queries.under_way import list_under_way


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
    case, evening = load_slots(session, engagement_id, keys, versions), clock.today()
    kept = find_kept(session, engagement_id, keys, evening)
    if is_whole(kept, case, evening):
        replace_rows(session, Standing, kept.standing, standing_rows(case), evening)
        follow(session, case, kept, Scope([engagement_id], keys, part), case.timelines(), evening)
    else:
        rebuild(session, [engagement_id])


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
    """The same after something was sent for a part, and nothing decided."""
    rewrite_all_under_way(session, engagement_id, [key], part)


def rewrite_all_under_way(
    session: Session, engagement_id: uuid.UUID, keys: Sequence[str], part: str | None
) -> None:
    """The same after something was sent for several slots at once, for that part of each."""
    case, evening = load_slots(session, engagement_id, keys, decided=False), clock.today()
    if case.engagement.found:  # whether they alone hold a slot up, what was decided says
        rewrite_slots(session, engagement_id, keys, part)
        return
    kept = find_kept(session, engagement_id, keys, evening)
    if is_whole(kept, case, evening):
        follow(session, case, kept, Scope([engagement_id], keys, part), kept.intervals, evening)
    else:
        rebuild(session, [engagement_id])


def is_whole(kept: Kept, case: Case, evening: date) -> bool:
    """Whether the read models have these slots, none from a later evening, so that only what is different
    need be written."""
    return kept.intervals.keys() == case.rows.keys() and kept.newest() <= evening


def follow(
    session: Session,
    case: Case,
    kept: Kept,
    scope: Scope,
    intervals: Mapping[str, Sequence[Interval]],
    evening: date,
) -> None:
    """What is under way, and the levels that follow from it and from the intervals."""
    touched = {NOW, day_before(evening)}
    own: list[Row] = []
    others: list[Row] = []
    for row in kept.under_way:
        is_own = row["known_until"] in touched and scope.part in {None, row["part_key"]}
        (own if is_own else others).append(row)
    became = replace_rows(session, UnderWay, own, list_under_way(session, scope), evening)
    in_hand = in_hand_of([*others, *became])
    rewrite_levels(
        session,
        case,
        kept.shares,
        {key: case.history(key, intervals[key], in_hand.get(key, ())) for key in case.rows},
        evening,
    )


def changed_level(case: Case, level: LevelInterval) -> dict[str, object]:
    """What LEVELS_CHANGED takes."""
    (row,) = level_rows(case, [level])
    of, day = row.pop("engagement_id"), row.pop("from_on")
    return {**row, "of": of, "day": day}


LEVELS_TABLE = table_of(EngagementStanding)
LEVELS_GONE = sa.delete(LEVELS_TABLE).where(
    LEVELS_TABLE.c.engagement_id == sa.bindparam("of"),
    LEVELS_TABLE.c.from_on.in_(sa.bindparam("days", expanding=True)),
)
LEVELS_CHANGED = sa.update(LEVELS_TABLE).where(
    LEVELS_TABLE.c.engagement_id == sa.bindparam("of"), LEVELS_TABLE.c.from_on == sa.bindparam("day")
)
LEVELS_NEW = sa.insert(LEVELS_TABLE)


def rewrite_levels(
    session: Session,
    case: Case,
    kept: Sequence[Row],
    histories: Mapping[str, SlotHistory],
    evening: date,
) -> None:
    """What these slots add to the counts, and the engagement's intervals of readiness."""
    wanted = [row for key, each in histories.items() for row in unusual_rows(case, key, each)]
    before = [row for row in kept if row["known_until"] == NOW]
    if {content_of(row) for row in before} == {content_of(row) for row in wanted}:
        return
    replace_rows(session, LevelShare, kept, wanted, evening)
    levels, span = find_levels(session, case.engagement_id), case.engagement.span
    after = levels_after(levels, map(share_of, before), map(share_of, wanted), span)
    replace_levels(session, case, levels, after)


def replace_levels(
    session: Session, case: Case, before: Sequence[LevelInterval], after: Sequence[LevelInterval]
) -> None:
    """Only the intervals that are otherwise are written. They are told apart by their first days."""
    known = {each.from_on: each for each in before}
    new = [each for each in after if each.from_on not in known]
    changed = [each for each in after if known.get(each.from_on, each) != each]
    if gone := known.keys() - {each.from_on for each in after}:
        session.execute(LEVELS_GONE, {"of": case.engagement_id, "days": sorted(gone)})
    if changed:
        session.connection().execute(LEVELS_CHANGED, [changed_level(case, each) for each in changed])
    if new:
        session.execute(LEVELS_NEW, level_rows(case, new))
