"""Assessments that partners of the demonstration wrote in the portal, and an incident."""

from datetime import date, timedelta
from typing import Any

from checklists.assessing import Impact, Way, findings_asked
from checklists.calendar import add_months, day_after
from checklists.kinds.assessment import asked_of
from checklists.requirement import Requirement
from portal.demo.desk import Desk, Sent
from portal.demo.usual import assessments
from portal.records import Assessment, AssessmentFinding, Incident

ABOUT = (
    "The workshop on Tuesdays and Fridays and the walking group, for adults who live with poor mental health."
)
TOOK_PART = "The manager, two volunteers, a trustee, and six people who come to the workshop."

FOUND: tuple[tuple[Impact, str, str, str], ...] = (
    (
        Impact.NEGATIVE,
        "Few people over 75 come. The workshop is up two flights of stairs.",
        "The register of the past year; two letters.",
        "One session a week moves to the ground floor.",
    ),
    (
        Impact.NEGATIVE,
        "The walking group leaves out those who cannot walk far.",
        "Asked at the door in March.",
        "A shorter walk with benches, every second week.",
    ),
    (Impact.NONE, "Men and women come in about equal numbers.", "The register of the past year.", ""),
    (Impact.POSITIVE, "Two people say that they feel at ease here.", "Feedback cards.", ""),
    (Impact.NONE, "Those who come reflect the town.", "Census figures for the ward.", ""),
    (
        Impact.NONE,
        "Sessions do not fall on holy days of the faiths in town.",
        "The calendar of sessions.",
        "",
    ),
    (Impact.POSITIVE, "New mothers come with their babies; there is a quiet room.", "Feedback cards.", ""),
    (Impact.NONE, "Nobody has said that they felt unwelcome.", "Feedback cards; no complaints.", ""),
)


def assessed_in_the_portal(desk: Desk, asked: Requirement) -> None:
    """Written here last year; this year's was started from it, and three of eight are still to be gone
    through. Somebody fell on the stairs in between."""
    today = desk.setting.today
    until = today + timedelta(days=25)
    before = add_months(until, -12)
    assessments(desk, asked, before)
    last = written(desk, asked, day_after(before), day_after(before))
    desk.accept(last)
    written(desk, asked, today - timedelta(days=2), today, but=3, earlier=last, draft=True)
    incident(
        desk, today - timedelta(days=40), "A fall on the stairs to the workshop. First aid was given on site."
    )


def written(
    desk: Desk,
    asked: Requirement,
    on: date,
    completed_on: date,
    *,
    but: int = 0,
    earlier: Sent | None = None,
    draft: bool = False,
) -> Sent:
    """One in the portal's form, sent unless it stays a draft; the last `but` are yet to be written."""
    names = findings_asked(asked)
    signed: dict[str, Any] = {
        "from_on": completed_on,
        "signed_name": desk.sender.name,
        "signed_position": desk.position,
        "details": {"covers": list(asked_of(asked))},
    }
    sent = desk.send(asked, on, draft=draft, **({} if draft else signed))
    desk.rows.add(
        Assessment,
        submission_id=sent.submission_id,
        way=Way.FORM.value,
        about=ABOUT,
        took_part=TOOK_PART,
        actions=[planned("Move the Friday session to the ground floor", desk, completed_on, 90)],
        actions_looked_at=not draft,
        signed_on=None if draft else completed_on,
        copied_from=earlier.submission_id if earlier else None,
    )
    for place, name in enumerate(names[: len(names) - but], 1):
        impact, words, evidence, mitigation = FOUND[(place - 1) % len(FOUND)]
        desk.rows.add(
            AssessmentFinding,
            submission_id=sent.submission_id,
            name=name,
            place=place,
            impact=impact.value,
            words=words,
            evidence=evidence,
            mitigation=mitigation,
        )
    return sent


def planned(what: str, desk: Desk, on: date, days: int) -> dict[str, object]:
    return {"what": what, "who": desk.sender.name, "by": (on + timedelta(days=days)).isoformat()}


def incident(desk: Desk, on: date, words: str) -> None:
    """Recorded by the partner the day after."""
    incident_id, at = desk.rows.new_id(), desk.moment(on + timedelta(days=1))
    desk.rows.add(
        Incident,
        id=incident_id,
        engagement_id=desk.engagement_id,
        happened_on=on,
        words=words,
        by_lead=False,
        recorded_by=desk.sender.person_id,
        recorded_at=at,
    )
    said = {"incident": str(incident_id), "happened": on.isoformat()}
    desk.event(at, "incident-recorded", desk.sender.person_id, None, said)
