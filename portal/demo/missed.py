"""An action plan of the demonstration: a partner missed a target in one of the last quarters."""

from datetime import timedelta

from sqlalchemy.orm import Session

from checklists.year.judging import Judged, judge
from checklists.year.judging import Setting as Judging
from checklists.year.vocabulary import Verdict
from portal.demo.payments import list_paid
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.findings.actions.give_plan import EVIDENCE
from portal.records import Action
from portal.returns.actions.ask_plan import what_of
from portal.returns.queries.accepted import accepted_figures
from portal.returns.queries.period import Partner

ASKED, DUE = 5, 12
"""Days since when it is asked for, and until when."""


def add_plans(session: Session, rows: Rows, setting: Setting) -> None:
    """Written, but for their events: the last miss of the first partner that has one."""
    for partner in list_paid(session, setting):
        if missed := last_missed(session, setting, partner):
            add_plan(rows, setting, partner, missed)
            rows.write_tables(session)
            return


def last_missed(session: Session, setting: Setting, partner: Partner) -> Judged | None:
    its = partner.engagement_id
    figures = accepted_figures(session, [its])[its].figures
    measures = [each for each in setting.checklist.year.measures if each.has_target and not each.is_together]
    judged = judge(Judging(measures, figures, setting.starts_on))
    missed = [each for each in judged if each.verdict is Verdict.NOT_MET]
    return max(missed, key=lambda each: each.period.span.from_on, default=None)


def add_plan(rows: Rows, setting: Setting, partner: Partner, missed: Judged) -> None:
    action_id, by_on = rows.new_id(), setting.today + timedelta(days=DUE)
    reviewer = setting.reviewers[0].person_id
    at = office_hours(setting.today - timedelta(days=ASKED), rows.random)
    rows.add(
        Action,
        id=action_id,
        contract_id=setting.contract_id,
        engagement_id=partner.engagement_id,
        measure_key=missed.measure.key,
        part=missed.period.key,
        topic="",
        what=what_of(missed),
        who="The manager",
        by_on=by_on,
        evidence=EVIDENCE,
        made_by=reviewer,
        made_at=at,
        given_at=at,
    )
    rows.event(
        at,
        "action-given",
        reviewer,
        contract_id=setting.contract_id,
        engagement_id=partner.engagement_id,
        data={"action": str(action_id), "by": by_on.isoformat()},
    )
