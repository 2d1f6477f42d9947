"""The ids of what a contract consists of, as queries to be asked within others."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from portal.records import (
    Action,
    Engagement,
    FeedbackRound,
    Finding,
    Incident,
    Occurrence,
    OutcomeReview,
    Pack,
    PaymentStatement,
    PeriodReturn,
    ReturnAct,
    Site,
    SiteFault,
    Submission,
    Visit,
    VisitRow,
    VisitSheet,
)


@dataclass(frozen=True, slots=True)
class OfContract:
    """Of one contract."""

    contract_id: uuid.UUID

    @property
    def engagements(self) -> sa.Select[uuid.UUID]:
        return sa.select(Engagement.id).where(Engagement.contract_id == self.contract_id)

    @property
    def sent(self) -> sa.Select[uuid.UUID]:
        mine = Submission.engagement_id.in_(self.engagements)
        return sa.select(Submission.id).where(mine, Submission.sent_at.is_not(None))

    @property
    def given(self) -> sa.Select[uuid.UUID]:
        """The same without what was taken back before anybody of the lead opened it."""
        return self.sent.where(sa.or_(Submission.taken_back_at.is_(None), Submission.opened_at.is_not(None)))

    @property
    def drafts(self) -> sa.Select[uuid.UUID]:
        mine = Submission.engagement_id.in_(self.engagements)
        return sa.select(Submission.id).where(mine, Submission.sent_at.is_(None))

    @property
    def findings(self) -> sa.Select[uuid.UUID]:
        return sa.select(Finding.id).where(Finding.contract_id == self.contract_id)

    @property
    def actions(self) -> sa.Select[uuid.UUID]:
        return sa.select(Action.id).where(Action.contract_id == self.contract_id)

    @property
    def visits(self) -> sa.Select[uuid.UUID]:
        return sa.select(Visit.id).where(Visit.contract_id == self.contract_id)

    @property
    def sheets(self) -> sa.Select[uuid.UUID]:
        return sa.select(VisitSheet.id).where(VisitSheet.engagement_id.in_(self.engagements))

    @property
    def sheet_rows(self) -> sa.Select[uuid.UUID]:
        return sa.select(VisitRow.id).where(VisitRow.sheet_id.in_(self.sheets))

    @property
    def returns(self) -> sa.Select[uuid.UUID]:
        return sa.select(PeriodReturn.id).where(PeriodReturn.engagement_id.in_(self.engagements))

    @property
    def return_acts(self) -> sa.Select[uuid.UUID]:
        return sa.select(ReturnAct.id).where(ReturnAct.return_id.in_(self.returns))

    @property
    def statements(self) -> sa.Select[uuid.UUID]:
        mine = PaymentStatement.engagement_id.in_(self.engagements)
        return sa.select(PaymentStatement.id).where(mine)

    @property
    def incidents(self) -> sa.Select[uuid.UUID]:
        return sa.select(Incident.id).where(Incident.engagement_id.in_(self.engagements))

    @property
    def feedback(self) -> sa.Select[uuid.UUID]:
        return sa.select(FeedbackRound.id).where(FeedbackRound.engagement_id.in_(self.engagements))

    @property
    def occurrences(self) -> sa.Select[uuid.UUID]:
        return sa.select(Occurrence.id).where(Occurrence.engagement_id.in_(self.engagements))

    @property
    def outcomes(self) -> sa.Select[uuid.UUID]:
        return sa.select(OutcomeReview.id).where(OutcomeReview.engagement_id.in_(self.engagements))

    @property
    def sites(self) -> sa.Select[uuid.UUID]:
        return sa.select(Site.id).where(Site.engagement_id.in_(self.engagements))

    @property
    def faults(self) -> sa.Select[uuid.UUID]:
        return sa.select(SiteFault.id).where(SiteFault.site_id.in_(self.sites))

    @property
    def packs(self) -> sa.Select[uuid.UUID]:
        return sa.select(Pack.id).where(Pack.contract_id == self.contract_id)
