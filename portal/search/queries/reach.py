"""What somebody may see: every question of a search is asked of it and of nothing else."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.records import Contract, Engagement


@dataclass(frozen=True, slots=True)
class Reach:
    """`led` are the contracts that the viewer reviews or manages, `looked_at` those of a council that it
    belongs to, `own` the organisations that it belongs to and whose own engagements it sees."""

    led: frozenset[uuid.UUID]
    looked_at: frozenset[uuid.UUID]
    own: frozenset[uuid.UUID]

    @property
    def of_others(self) -> frozenset[uuid.UUID]:
        """The contracts of which the viewer sees all partners."""
        return self.led | self.looked_at

    def engagements(self) -> sa.ColumnElement[bool]:
        """Of engagements, those within reach."""
        return sa.or_(Engagement.contract_id.in_(self.of_others), Engagement.partner_id.in_(self.own))

    def on_both_sides(
        self, led: sa.ColumnElement[bool] | None = None, own: sa.ColumnElement[bool] | None = None
    ) -> sa.ColumnElement[bool]:
        """Of engagements, those that are the viewer's own and others that it leads, each where this holds
        besides."""
        is_own, is_led = Engagement.partner_id.in_(self.own), Engagement.contract_id.in_(self.led)
        theirs = is_own if own is None else sa.and_(is_own, own)
        ours = sa.and_(~is_own, is_led) if led is None else sa.and_(~is_own, is_led, led)
        return sa.or_(theirs, ours)


def find_reach(session: Session, viewer: Viewer) -> Reach:
    leads = viewer.with_role("manager", "reviewer")
    query = sa.select(Contract.id, Contract.lead_id).where(
        sa.or_(Contract.lead_id.in_(leads), Contract.commissioner_id.in_(viewer.organisations))
    )
    rows = session.execute(query).all() if viewer.organisations else []
    led = frozenset(row.id for row in rows if row.lead_id in leads)
    return Reach(led, frozenset(row.id for row in rows) - led, viewer.organisations)
