"""Put a Word template in the place of the one that packs were made with, or take it away."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.packs.queries.templates import TemplateLine, find_template
from portal.places.organisations import OrganisationPlace
from portal.records import PackTemplate

OTHERWISE = "Only the organisation's own managers choose its template."
OVERTAKEN = (
    "{name} has put in another template meanwhile: it stands above. If yours is to take its place, choose it"
    " again and upload it."
)
GONE = "Somebody has taken the template away meanwhile. To use yours, choose it again and upload it."


def replace_template(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    kept: KeptFile,
    seen: str,
    limits: Limits | None = None,
) -> bool:
    """The row of a file whose bytes the store already keeps; from now on packs are made with it. `seen` is
    the id of the one that the viewer saw, or empty.

    False where the same is in use already: nothing is to be done. Raises NotAllowed or CannotDo. Commits.
    """
    require(place.audiences, Audience.OWN_MANAGER, OTHERWISE)
    lock_room(session, place.organisation_id)
    current = find_template(session, place.organisation_id)
    if current and current.sha256 == kept.sha256:
        return False
    refuse_overtaken(current, seen)
    if limits:
        require_room(session, limits, place.organisation_id, kept.size)
    end_current(session, viewer, place)
    file_id = add_stored_file(session, kept, place.organisation_id, viewer.person_id)
    session.execute(
        sa.insert(PackTemplate).values(
            id=uuid.uuid4(),
            organisation_id=place.organisation_id,
            file_id=file_id,
            put_by=viewer.person_id,
            put_at=clock.now(),
        )
    )
    record_event(
        session,
        "pack-template-put",
        viewer.person_id,
        data={"organisation": str(place.organisation_id), **uploaded_data(file_id, kept)},
    )
    session.commit()
    return True


def refuse_overtaken(current: TemplateLine | None, seen: str) -> None:
    """Raises CannotDo where the viewer has not seen what is in use now."""
    if (str(current.template_id) if current else "") != seen:
        raise CannotDo({"file": OVERTAKEN.format(name=current.put_by) if current else GONE})


def remove_template(
    session: Session, viewer: Viewer, place: OrganisationPlace, template_id: uuid.UUID
) -> None:
    """Packs are made in our own styles again. Another one that was put in meanwhile stays. Raises NotAllowed
    or CannotDo. Commits."""
    require(place.audiences, Audience.OWN_MANAGER, OTHERWISE)
    lock_room(session, place.organisation_id)
    current = find_template(session, place.organisation_id)
    if current is None:
        return
    refuse_overtaken(current, str(template_id))
    end_current(session, viewer, place)
    record_event(
        session,
        "pack-template-removed",
        viewer.person_id,
        data={"organisation": str(place.organisation_id), "file": str(current.file_id)},
    )
    session.commit()


def end_current(session: Session, viewer: Viewer, place: OrganisationPlace) -> None:
    its = sa.and_(PackTemplate.organisation_id == place.organisation_id, PackTemplate.ended_at.is_(None))
    values = {"ended_by": viewer.person_id, "ended_at": clock.now()}
    session.execute(sa.update(PackTemplate).where(its).values(values))
