"""A partner that the second lead has named, and whose manager it has invited: she has not answered yet."""

import uuid
from datetime import timedelta

from portal import clock
from portal.demo.contract import OF_TWO, organisation
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.records import DeliveryState, Engagement, Invitation, Role

NAME, AREA = "New Leaf Allotment Project", "Port Averley"
"""As the lead has typed it: nobody tells it that she manages New Leaf Allotments."""


def name_and_invite(rows: Rows, setting: Setting) -> uuid.UUID:
    """The id of the engagement, which is nobody's before she says yes."""
    lead, at = setting.manager, office_hours(setting.today - timedelta(days=1), rows.random)
    entry = organisation(rows, NAME, at, made_by_id=lead.organisation_id)
    engagement_id = rows.new_id()
    rows.add(
        Engagement,
        id=engagement_id,
        reference=rows.new_reference("E"),
        contract_id=setting.contract_id,
        partner_id=entry,
        sort_name=NAME.casefold(),
        area=AREA,
        starts_on=setting.today,
        ends_on=setting.ends_on,
        funding=12_000,
        created_at=at,
    )
    said = {"partner": NAME, "area": AREA, "conditions": []}
    rows.event(
        at,
        "partner-added",
        lead.person_id,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        data=said,
    )
    invite(rows, setting, entry)
    return engagement_id


def invite(rows: Rows, setting: Setting, entry: uuid.UUID) -> None:
    now = clock.now()
    rows.add(
        Invitation,
        id=rows.new_id(),
        organisation_id=entry,
        lead_id=setting.manager.organisation_id,
        contract_id=setting.contract_id,
        email=OF_TWO.email,
        name=OF_TWO.name,
        role=Role.MANAGER.value,
        invited_by=setting.manager.person_id,
        made_at=now,
        asked_at=now,
        good_until=now + timedelta(days=7),
        message_id=None,
        state=DeliveryState.SENT.value,
        problem="",
        answer=None,
        answered_at=None,
        answered_by=None,
        let_in_by=None,
    )
