"""Which rows of a table are about a partner, by what their columns point to."""

import uuid
from collections.abc import Callable

import sqlalchemy as sa

from portal.records import (
    Action,
    ActionStep,
    Base,
    Commitment,
    Contract,
    DbsCheck,
    Engagement,
    Event,
    FeedbackAnswer,
    FeedbackRound,
    Finding,
    Incident,
    IncidentWithdrawal,
    KeptForm,
    Membership,
    Minute,
    Occurrence,
    OutcomeReview,
    PaymentAnswer,
    PaymentStatement,
    PeriodReturn,
    ReturnAct,
    ReturnSent,
    Site,
    SiteFault,
    Submission,
    Visit,
    VisitEngagement,
    VisitMove,
    VisitSheet,
    Worker,
    table_of,
)

Where = Callable[[uuid.UUID], sa.ColumnElement[bool]]
"""Given a partner, which rows are about it."""


def engagements(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Engagement.id).where(Engagement.partner_id == partner_id)


def submissions(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Submission.id).where(Submission.engagement_id.in_(engagements(partner_id)))


def of_engagements(model: type[Base]) -> Where:
    column = table_of(model).c.engagement_id
    return lambda partner_id: column.in_(engagements(partner_id))


def of_submissions(model: type[Base]) -> Where:
    column = table_of(model).c.submission_id
    return lambda partner_id: column.in_(submissions(partner_id))


def of_organisation(model: type[Base]) -> Where:
    column = table_of(model).c.organisation_id
    return lambda partner_id: column == partner_id


def of_incidents(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    incidents = sa.select(Incident.id).where(Incident.engagement_id.in_(engagements(partner_id)))
    return IncidentWithdrawal.incident_id.in_(incidents)


def of_workers(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return DbsCheck.worker_id.in_(sa.select(Worker.id).where(Worker.organisation_id == partner_id))


def contracts(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Engagement.contract_id).where(Engagement.partner_id == partner_id)


def visits(partner_id: uuid.UUID) -> sa.CompoundSelect[uuid.UUID]:
    """With the partner, or about the whole contract; each sort by its own index."""
    met = sa.select(VisitEngagement.visit_id.label("id"))
    met = met.where(VisitEngagement.engagement_id.in_(engagements(partner_id)))
    of_all = sa.select(Visit.id).where(Visit.contract_id.in_(contracts(partner_id)), Visit.is_of_all)
    return sa.union(met, of_all)


def of_visits(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return Visit.id.in_(visits(partner_id))


def of_moves(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return VisitMove.visit_id.in_(visits(partner_id))


def of_events(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Under its engagements, in its own affairs, and what is of several together; each by its own index."""
    log = table_of(Event)
    ways = (
        log.c.engagement_id.in_(engagements(partner_id)),
        log.c.organisation_id == partner_id,
        sa.and_(log.c.contract_id.in_(contracts(partner_id)), log.c.engagement_id.is_(None)),
    )
    return Event.number.in_(sa.union(*(sa.select(log.c.number).where(way) for way in ways)))


def of_people(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Typed by whoever acts for it, or for a lead whose contracts it has."""
    leads = sa.select(Contract.lead_id).where(Contract.id.in_(contracts(partner_id)))
    own = sa.select(Membership.person_id).where(Membership.organisation_id == partner_id)
    beside = sa.select(Membership.person_id).where(Membership.organisation_id.in_(leads))
    return KeptForm.person_id.in_(sa.union(own, beside))


def of_findings(model: type[Base]) -> Where:
    column = table_of(model).c.finding_id
    found = sa.select(Finding.id)
    return lambda partner_id: column.in_(found.where(Finding.engagement_id.in_(engagements(partner_id))))


def of_commitments(model: type[Base]) -> Where:
    column = table_of(model).c.commitment_id
    its = sa.select(Commitment.id)
    return lambda partner_id: column.in_(its.where(Commitment.engagement_id.in_(engagements(partner_id))))


def of_feedback(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    rounds = sa.select(FeedbackRound.id).where(FeedbackRound.engagement_id.in_(engagements(partner_id)))
    return FeedbackAnswer.round_id.in_(rounds)


def of_actions(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    given = sa.select(Action.id).where(Action.engagement_id.in_(engagements(partner_id)))
    return ActionStep.action_id.in_(given)


def of_minutes(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return Minute.visit_id.in_(visits(partner_id))


def of_sheets(model: type[Base]) -> Where:
    column = table_of(model).c.sheet_id
    met = sa.select(VisitSheet.id)
    return lambda partner_id: column.in_(met.where(VisitSheet.engagement_id.in_(engagements(partner_id))))


def returns(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(PeriodReturn.id).where(PeriodReturn.engagement_id.in_(engagements(partner_id)))


def of_returns(model: type[Base]) -> Where:
    column = table_of(model).c.return_id
    return lambda partner_id: column.in_(returns(partner_id))


def of_sent_returns(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    acts = sa.select(ReturnAct.id).where(ReturnAct.return_id.in_(returns(partner_id)))
    return ReturnSent.act_id.in_(acts)


def of_contracts(model: type[Base]) -> Where:
    column = table_of(model).c.contract_id
    return lambda partner_id: column.in_(contracts(partner_id))


def of_answers(partner_id: uuid.UUID) -> sa.ColumnElement[bool]:
    put_up = sa.select(PaymentStatement.id)
    its = put_up.where(PaymentStatement.engagement_id.in_(engagements(partner_id)))
    return PaymentAnswer.statement_id.in_(its)


def of_occurrences(model: type[Base]) -> Where:
    column = table_of(model).c.occurrence_id
    told = sa.select(Occurrence.id)
    return lambda partner_id: column.in_(told.where(Occurrence.engagement_id.in_(engagements(partner_id))))


def of_outcomes(model: type[Base]) -> Where:
    column = table_of(model).c.review_id
    rated = sa.select(OutcomeReview.id)
    return lambda partner_id: column.in_(
        rated.where(OutcomeReview.engagement_id.in_(engagements(partner_id)))
    )


def sites(partner_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Site.id).where(Site.engagement_id.in_(engagements(partner_id)))


def of_sites(model: type[Base]) -> Where:
    column = table_of(model).c.site_id
    return lambda partner_id: column.in_(sites(partner_id))


def of_faults(model: type[Base]) -> Where:
    column = table_of(model).c.fault_id
    reported = sa.select(SiteFault.id)
    return lambda partner_id: column.in_(reported.where(SiteFault.site_id.in_(sites(partner_id))))
