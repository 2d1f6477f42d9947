"""What is written freely in a pack, without the names of workers: the council reads it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.naming import Name
from portal.packs.queries.contents import EngagementInPack, PackContents
from portal.records import Engagement, Worker


def without_workers(session: Session, contents: PackContents) -> PackContents:
    """The same, with each name that stands on the register of its partner taken out of the open actions."""
    asked = [each.engagement_id for each in contents.engagements if each.actions]
    names = names_of(session, asked) if asked else {}
    engagements = tuple(nameless(each, names.get(each.engagement_id, ())) for each in contents.engagements)
    return replace(contents, engagements=engagements)


def names_of(session: Session, engagement_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Name]]:
    """By engagement, the workers of its partner, in whatever way the lead sees them."""
    query = (
        sa.select(Engagement.id, Worker.name)
        .join(Worker, Worker.organisation_id == Engagement.partner_id)
        .where(Engagement.id.in_(engagement_ids), Worker.name != "")
    )
    found = defaultdict[uuid.UUID, list[Name]](list)
    for row in session.execute(query):
        found[row.id].append(Name.of(row.name))
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
