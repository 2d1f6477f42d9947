"""Checklists that somebody writes."""

from collections.abc import Sequence
from typing import Any

from checklists.drafting import DraftRow
from portal.authoring.actions.keep_checklist import keep_checklist
from portal.authoring.actions.keep_draft_checklist import start_own
from portal.authoring.queries.drafts import get_draft_place
from tests.builders.world import World

FIRE: dict[str, Any] = {
    "title": "Fire policy",
    "kind": "document",
    "force": "must",
    "clause": "K17",
    "group": "Key contract requirements",
    "asks": "Your fire policy.",
    "warn_days": 30,
}


def own(world: World, title: str, rows: Sequence[DraftRow]) -> Any:
    with world.database.writing() as session:
        return start_own(session, world.manager, world.lead_id, title, rows)


def keep(world: World, draft_id: Any) -> None:
    with world.database.writing() as session:
        keep_checklist(session, world.manager, get_draft_place(session, world.manager, draft_id))
