"""The lead's people who come and go: somebody who has left and handed the contract over, a deputy, and
somebody who has been invited and has not come."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.noting import UNSEALED
from portal.demo import names
from portal.demo.contract import PASSWORD, join, person
from portal.demo.mails import add_sent
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.invitations.actions.write_invitation import LIFE
from portal.records import (
    ContractManager,
    DeliveryState,
    Invitation,
    LinkPurpose,
    ManagerPlace,
    Membership,
    MessageKind,
    OneTimeLink,
    Person,
    Role,
)
from portal.sign_in.passwords import hash_password
from portal.sign_in.tokens import hash_token, new_token

LEAVER, DEPUTY, INVITED = "Edwin Hartlowe", "Tobias Quillan", "Sunita Vennmoor"
SEEN = timedelta(hours=20)
"""How long ago everybody was here who can sign in."""


def bring_staff(rows: Rows, setting: Setting) -> None:
    lead_id, manager = setting.manager.organisation_id, setting.manager.person_id
    began = office_hours(setting.starts_on - timedelta(days=39), rows.random)
    left = office_hours(setting.today - timedelta(days=12), rows.random)
    asked = office_hours(setting.today - timedelta(days=2), rows.random)
    password = hash_password(PASSWORD)
    leaver = person(rows, LEAVER, names.address(LEAVER, names.LEAD), began, password)
    deputy = person(rows, DEPUTY, names.address(DEPUTY, names.LEAD), began, password)
    join(rows, deputy, lead_id, Role.MANAGER, began)
    for place, person_id, at in (
        (ManagerPlace.MANAGER, leaver, began),
        (ManagerPlace.MANAGER, manager, left),
        (ManagerPlace.DEPUTY, deputy, left),
    ):
        has_it(rows, setting, place, person_id, at, by=leaver)
    said = {"manager": str(leaver), "manager_before": None}
    rows.event(began, "contract-handed-over", leaver, contract_id=setting.contract_id, data=said)
    for which, now, before in (("manager", manager, str(leaver)), ("deputy", deputy, None)):
        handed = {which: str(now), f"{which}_before": before}
        rows.event(left, "contract-handed-over", leaver, contract_id=setting.contract_id, data=handed)
    gone = {"person": str(leaver), "organisation": str(lead_id), "successor": str(manager)}
    rows.event(left + timedelta(minutes=9), "person-left", leaver, contract_id=None, data=gone)
    invite(rows, lead_id, manager, asked)


def has_it(
    rows: Rows, setting: Setting, place: ManagerPlace, person_id: uuid.UUID, at: datetime, by: uuid.UUID
) -> None:
    rows.add(
        ContractManager,
        id=rows.new_id(),
        contract_id=setting.contract_id,
        place=place.value,
        person_id=person_id,
        recorded_by=by,
        recorded_at=at,
    )


def invite(rows: Rows, lead_id: uuid.UUID, manager: uuid.UUID, at: datetime) -> None:
    """By a mail that went; nobody has its link."""
    email, until = names.address(INVITED, names.LEAD), at + LIFE
    subject = f"Your invitation to {names.LEAD}"
    message_id = add_sent(rows, MessageKind.INVITATION, (INVITED, email), subject, at, is_secret=True)
    invitation_id = rows.new_id()
    rows.add(
        Invitation,
        id=invitation_id,
        organisation_id=lead_id,
        lead_id=None,
        contract_id=None,
        email=email,
        name=INVITED,
        role=Role.REVIEWER.value,
        invited_by=manager,
        made_at=at,
        good_until=until,
        state=DeliveryState.SENT.value,
        problem="",
        asked_at=at,
        message_id=message_id,
    )
    rows.add(
        OneTimeLink,
        token_hash=hash_token(new_token()),
        invitation_id=invitation_id,
        purpose=LinkPurpose.INVITATION.value,
        created_at=at,
        expires_at=until,
    )
    said = {"invitation": str(invitation_id), "organisation": str(lead_id), "role": Role.REVIEWER.value}
    rows.event(at, "invitation-sent", manager, contract_id=None, data=said)


def note_seen(session: Session) -> None:
    """Who belongs somewhere and can sign in was here yesterday or so."""
    belongs = sa.select(Membership.person_id)
    seen = sa.update(Person).where(Person.password_hash.is_not(None), Person.id.in_(belongs))
    options = {"synchronize_session": False, UNSEALED: True}
    session.execute(seen.values(last_seen_at=clock.now() - SEEN), execution_options=options)
