"""What is written freely in a pack, without the names of workers: the council reads it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.naming import Name
from portal.packs.queries.changed import Changed
from portal.packs.queries.contents import EngagementInPack, PackContents
from portal.records import Engagement, Worker


def without_workers(session: Session, contents: PackContents) -> PackContents:
    """The same, with each name that stands on the register of its partner taken out of the open actions."""
    closed = contents.changed.found.closed.told if contents.changed else ()
    asked = {each.engagement_id for each in contents.engagements if each.actions}
    asked |= {each.part.engagement_id for each in closed if each.part}
    names = names_of(session, asked) if asked else {}
    engagements = tuple(nameless(each, names.get(each.engagement_id, ())) for each in contents.engagements)
    return replace(contents, engagements=engagements, changed=none_named(contents.changed, names))


def none_named(changed: Changed | None, names: Mapping[uuid.UUID, Sequence[Name]]) -> Changed | None:
    """Of the actions that were closed too; of the lead's own nobody's register is known, and none is looked
    for."""
    if changed is None:
        return None
    closed = changed.found.closed
    its = {each: names.get(each.part.engagement_id, ()) if each.part else () for each in closed.told}
    told = tuple(replace(each, what=without(each.what, its[each])) for each in closed.told)
    return replace(changed, found=replace(changed.found, closed=replace(closed, told=told)))


def names_of(session: Session, engagement_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Name]]:
    """By engagement, the workers of its partner, in whatever way the lead sees them."""
    query = (
        sa.select(Engagement.id, Worker.name)
        .join(Worker, Worker.organisation_id == Engagement.partner_id)
        .where(Engagement.id.in_(engagement_ids), Worker.name != "")
    )
    found = defaultdict[uuid.UUID, list[Name]](list)
    for row in session.execute(query):
        found[row.id].append(Name.spelt(row.name))
    return found


def nameless(engagement: EngagementInPack, names: Sequence[Name]) -> EngagementInPack:
    actions = tuple(
        replace(each, what=without(each.what, names), evidence=without(each.evidence, names))
        for each in engagement.actions
    )
    return replace(engagement, actions=actions)


def without(text: str, names: Sequence[Name]) -> str:
    for name in names:
        text = name.without(text)
    return text
