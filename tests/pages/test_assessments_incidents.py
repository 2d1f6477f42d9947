"""Incidents on the engagement: shown with what follows before they are recorded, listed, withdrawn."""

from datetime import timedelta

import sqlalchemy as sa

from portal.records import Incident
from portal.words.wording import day
from tests.builders import assessing, sending
from tests.builders.risk import RISK, ask_for_risk_assessment
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.conftest import ClientFor

WORDS = "A fall on the <b>stairs</b>."


def count(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Incident)) or 0


def assess(world: World) -> None:
    """A risk assessment of thirty days ago, accepted."""
    ask_for_risk_assessment(world)
    submission_id = assessing.draft(world, key=RISK)
    assessing.write(world, submission_id, completed_on=world.today - timedelta(days=30))
    assessing.send(world, submission_id)
    sending.accept(world, submission_id)


def test_recorded_after_it_was_shown_what_follows(world: World, client_for: ClientFor) -> None:
    assess(world)
    member, base = client_for(world.member), f"/engagements/{world.engagement_id}"
    happened_on = world.today - timedelta(days=2)
    said = {"words": WORDS} | typed_day("happened_on", happened_on)
    assert member.get(base).links["About incidents"] == f"{base}/incidents"
    shown = member.post(f"{base}/incidents/new", said, 200)
    assert "Record this incident?" in shown.heading
    assert f"It will be needed again from {day(happened_on + timedelta(days=1))}." in shown.words
    assert count(world) == 0
    back = member.post(f"{base}/incidents/new", said | {"go": "change"}, 200)
    assert back.value("words") == WORDS
    for _ in range(2):
        assert member.post(f"{base}/incidents/new", said | {"go": "record"}).location == f"{base}/incidents"
    assert count(world) == 1
    listed = member.get(f"{base}/incidents")
    assert WORDS in listed.words
    assert "Recorded by Pat Partner, Tidewater Peers" in listed.words
    assert "<b>stairs" not in listed.source
    slot = member.get(f"{base}/requirements/{RISK}")
    assert f"Expired on {day(happened_on)}" in slot.words
    assert f"An incident was recorded on {day(happened_on)}." in slot.words


def test_what_is_wrong_with_the_form(world: World, client_for: ClientFor) -> None:
    reviewer = client_for(world.reviewer)
    address = f"/engagements/{world.engagement_id}/incidents/new"
    assert reviewer.post(address, {}, 422).problems == ["Enter the day on which it happened."]
    tomorrow = typed_day("happened_on", world.today + timedelta(days=1))
    answer = reviewer.post(address, tomorrow | {"go": "record"}, 422)
    assert answer.problems == [
        "The day of the incident cannot be in the future.",
        "Say in a few words what happened.",
    ]
    assert answer.value("happened_on-year") == tomorrow["happened_on-year"]
    assert count(world) == 0


def test_the_council_reads_the_state_and_nothing_of_the_incident(world: World, client_for: ClientFor) -> None:
    assess(world)
    assessing.incident(world, world.today - timedelta(days=2))
    officer, base = client_for(world.officer), f"/engagements/{world.engagement_id}"
    page = officer.get(base)
    assert f"Expired on {day(world.today - timedelta(days=2))}" in page.words
    assert "ncident" not in page.words
    for address in (f"{base}/incidents", f"{base}/incidents/new"):
        officer.get(address, 404)


def test_withdrawn_with_a_reason(world: World, client_for: ClientFor) -> None:
    assess(world)
    incident_id = assessing.incident(world, world.today - timedelta(days=2), by=world.reviewer)
    base = f"/engagements/{world.engagement_id}"
    member, reviewer = client_for(world.member), client_for(world.reviewer)
    assert "Withdraw it" not in member.get(f"{base}/incidents").words
    member.get(f"{base}/incidents/{incident_id}/withdraw", 403)
    assert "A fall on the stairs." in reviewer.get(f"{base}/incidents/{incident_id}/withdraw").words
    refused = reviewer.post(f"{base}/incidents/{incident_id}/withdraw", {}, 422)
    assert refused.problems == ["Say why the incident is withdrawn."]
    said = {"words": "It was at another venue."}
    reviewer.post(f"{base}/incidents/{incident_id}/withdraw", said)
    listed = member.get(f"{base}/incidents").words
    assert "(withdrawn)" in listed
    assert "“It was at another venue.”" in listed
    assert "Accepted until" in member.get(f"{base}/requirements/{RISK}").words
    again = reviewer.get(f"{base}/incidents/{incident_id}/withdraw", 303)
    assert again.location == f"{base}/incidents"


def test_a_reviewer_hears_of_an_incident_after_what_was_sent(world: World, client_for: ClientFor) -> None:
    ask_for_risk_assessment(world)
    submission_id = assessing.draft(world, key=RISK)
    assessing.write(world, submission_id, completed_on=world.today - timedelta(days=30))
    assessing.send(world, submission_id)
    assessing.incident(world, world.today - timedelta(days=2))
    page = client_for(world.reviewer).get(f"/submissions/{submission_id}/review")
    assert f"An incident happened on {day(world.today - timedelta(days=2))}" in page.words


def test_another_engagements_incident_is_not_here(world: World, client_for: ClientFor) -> None:
    other = assessing.incident(world, world.today)
    address = f"/engagements/{world.second_engagement_id}/incidents/{other}/withdraw"
    client_for(world.reviewer).get(address, 404)
    client_for(world.reviewer).post(address, {"words": "Mistake"}, 404)
