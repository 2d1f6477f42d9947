"""Name whom to write to about an engagement."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer, require
from portal.acting.moments import moment_after
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.notices.queries.contacts import NamedContact, contacts_by_place
from portal.places.contracts import EngagementPlace
from portal.records import Contact, ContactPlace, Membership
from portal.standing.actions.lock_engagements import lock_engagement

FIRST, SECOND = ContactPlace.FIRST.value, ContactPlace.SECOND.value
CALLED = {
    FIRST: "first contact",
    SECOND: "second contact",
    ContactPlace.CHIEF_OFFICER.value: "chief officer",
}
NOT_ONE = "Choose somebody who belongs to the partner as the {called}."
WHOSE = "Choose who the {called} is, or take the number out."

Said = Mapping[str, NamedContact]


def name_contacts(session: Session, viewer: Viewer, place: EngagementPlace, said: Said) -> None:
    """They are written to from now on; what is so already is not said again. Raises NotAllowed or CannotDo.
    Commits."""
    require(place.audiences, Audience.PARTNER, "Only the partner’s own people name its contacts.")
    lock_engagement(session, place.engagement_id)
    members = set(
        session.scalars(sa.select(Membership.person_id).where(Membership.organisation_id == place.partner_id))
    )
    if problems := problems_of(said, members):
        session.rollback()
        raise CannotDo(problems)
    known, changed = contacts_by_place(session, place), []
    moment = moment_after(session, Contact.recorded_at, Contact.engagement_id == place.engagement_id)
    for which, one in said.items():
        if known.get(which, NamedContact(None, "")) != one:
            changed.append(which)
            session.add(
                Contact(
                    id=uuid.uuid4(),
                    engagement_id=place.engagement_id,
                    place=which,
                    person_id=one.person_id,
                    telephone=one.telephone,
                    recorded_by=viewer.person_id,
                    recorded_at=moment,
                )
            )
    if changed:
        record_event(
            session,
            "contacts-named",
            viewer.person_id,
            contract_id=place.contract.contract_id,
            engagement_id=place.engagement_id,
            data={"places": changed},
        )
    session.commit()


def problems_of(said: Said, members: set[uuid.UUID]) -> dict[str, str]:
    problems = {
        which: NOT_ONE.format(called=CALLED[which])
        for which, one in said.items()
        if one.person_id is not None and one.person_id not in members
    }
    problems |= {
        which: WHOSE.format(called=CALLED[which])
        for which, one in said.items()
        if one.telephone and one.person_id is None
    }
    first, second = said[FIRST].person_id, said[SECOND].person_id
    if second and not first:
        problems[FIRST] = "Name the first contact too."
    if first and first == second:
        problems[SECOND] = "The second contact must be somebody else."
    return problems
