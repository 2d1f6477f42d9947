"""A team with somebody in every condition: in date, starting, renewing, with a risk decision, gone."""

from checklists.calendar import add_months
from checklists.requirement import Requirement
from checklists.vocabulary import DbsOutcome
from portal.demo.desk import Desk
from portal.demo.usual import checked, days, somebody, team


def mixed_team(desk: Desk, asked: Requirement) -> None:
    """Three in date and somebody of each other condition."""
    team(desk, asked, 3)
    with_risk_decision(desk, asked)
    with_renewal_applied_for(desk, asked)
    somebody(desk, desk.setting.today - days(12))
    gone = somebody(desk, desk.span.from_on, desk.setting.today - days(45))
    checked(desk, asked, gone, desk.span.from_on)


def with_risk_decision(desk: Desk, asked: Requirement) -> None:
    """A volunteer of whom the lead reads the staff code only."""
    from_on = desk.span.from_on + days(30)
    worker = desk.hire(
        "Odette Sallow",
        "Kitchen volunteer",
        from_on,
        staff_code="V-07",
        shown_as="staff-code",
        engaged_as="volunteer",
    )
    checked(
        desk,
        asked,
        worker,
        from_on,
        outcome=DbsOutcome.RISK_DECISION.value,
        risk_decided_by=desk.sender.name,
        risk_decided_on=from_on,
        risk_reason="Never works alone; looked at again every six months.",
    )


def with_renewal_applied_for(desk: Desk, asked: Requirement) -> None:
    """The check lapses in eleven days; a new one was applied for last week."""
    today = desk.setting.today
    worker = desk.hire("Barnaby Thrale", "Driver", desk.span.from_on, renewal_applied_on=today - days(7))
    checked(desk, asked, worker, desk.span.from_on, add_months(today + days(11), -36))
