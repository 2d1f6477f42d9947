"""Leaving an organisation: what is said then, and who has to stay."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from portal.access import Viewer
from portal.records import Contract, Engagement, Role
from tests.builders.staff import add_person
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def one_of(viewer: Viewer) -> UUID:
    """The organisation of somebody who acts for a single one."""
    (organisation_id,) = viewer.organisations
    return organisation_id


def test_anybody_leaves_and_is_nowhere_then(world: World, client_for: ClientFor) -> None:
    client = client_for(world.colleague)
    path = f"/organisations/{world.lead_id}/leave"
    assert client.get(f"/organisations/{world.lead_id}").links["Leave Harbour Light"] == path
    client.get(path)
    gone = client.post(path)
    assert "You have left, and act for no organisation here any more" in client.follow(gone).words
    assert client.post(path).location.startswith("/sign-in")
    both = client_for(world.reviewer_and_member)
    both.get(path)
    assert "You have left, and open nothing of that organisation" in both.follow(both.post(path)).words
    other = client_for(world.member)
    assert other.get(path, status=303).location == "/"
    other.get("/privacy")
    assert other.post(path).location == "/"


def test_the_last_person_of_a_council_stays_until_somebody_else_has_come(
    world: World, client_for: ClientFor
) -> None:
    """Whoever comes after could not be invited by anybody."""
    officer = client_for(world.officer)
    path = f"/organisations/{one_of(world.officer)}/leave"
    shown = officer.get(path)
    assert "is the last person of Kingsmarsh County Council" in shown.words
    assert not shown.find("//main//form")
    assert "Whoever runs the portal has to let somebody else in first" in officer.post(path, status=422).words
    add_person(world, "Ola Officer", one_of(world.officer), Role.MEMBER)
    officer.get(path)
    assert officer.post(path).location == "/sign-in?left=yes"


def test_the_last_person_leaves_once_all_has_ended(world: World, client_for: ClientFor) -> None:
    with world.database.writing() as session:
        ended = world.today - timedelta(days=1)
        session.execute(sa.update(Engagement).values(ends_on=ended))
        session.execute(sa.update(Contract).values(ends_on=ended))
        session.commit()
    officer = client_for(world.officer)
    path = f"/organisations/{one_of(world.officer)}/leave"
    officer.get(path)
    assert officer.post(path).location == "/sign-in?left=yes"
