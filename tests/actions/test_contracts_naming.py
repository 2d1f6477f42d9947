"""What a lead means by a name: what it has entered itself, and what belongs to itself is asked first."""

import uuid

import pytest

from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.people.actions.revoke_invitation import correct_invitation
from portal.people.queries.pending import find_pending, list_pending_of_contract
from portal.places.mine import list_my_engagements
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders import inviting
from tests.builders.staff import invite
from tests.builders.world import World

TYPED = "Tide Water Peers"


@pytest.fixture
def tess(world: World) -> Viewer:
    """The second partner's member, as its manager."""
    return inviting.manager_of(world, world.second_member, world.second_partner_id)


def test_what_a_lead_typed_finds_the_partner_again_in_the_same_area_only(world: World, tess: Viewer) -> None:
    invitation_id = inviting.invite(world, inviting.name_partner(world, TYPED), tess.email)
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    with pytest.raises(CannotDo, match="has an engagement in that area already"):
        inviting.name_partner(world, TYPED.upper(), area="NORTHMOUTH")
    assert inviting.name_partner(world, TYPED, world.noise_manager) != world.second_partner_id


def test_an_area_is_the_same_however_it_is_typed(world: World) -> None:
    engagement_id = inviting.another_area(world)

    def change(area: str) -> None:
        with world.database.writing() as session:
            place = world.place(session, world.manager, engagement_id)
            change_engagement(session, world.manager, place, Terms(area, world.starts_on, world.ends_on))

    with pytest.raises(CannotDo, match="has an engagement in that area already"):
        change("EASTMOUTH")
    change("NORTHMOUTH")
    with world.database.reading() as session:
        assert world.place(session, world.manager, engagement_id).area == "NORTHMOUTH"


def test_an_area_is_the_same_in_either_form_of_unicode(world: World) -> None:
    """Some keyboards write an accent as a sign of its own."""
    inviting.another_area(world, "Ynys M\u00f4n")
    with pytest.raises(CannotDo, match="has an engagement in that area already"):
        inviting.another_area(world, "Ynys Mo\u0302n")


def test_whoever_belongs_to_itself_is_asked_before_it_has_another_area(world: World, tess: Viewer) -> None:
    with world.database.reading() as session:
        before = list_my_engagements(session, tess)
    organisation_id = inviting.name_partner(world, "Open Door Folk", area="Southmouth")
    with world.database.reading() as session:
        assert list_my_engagements(session, tess) == before
    assert inviting.name_partner(world, "open door folk", area="Eastmouth") == organisation_id
    invitation_id = inviting.invite(world, organisation_id, tess.email)
    assert inviting.accept(world, tess, invitation_id, world.second_partner_id)
    with world.database.reading() as session:
        mine = {each.area for each in list_my_engagements(session, tess)}
    assert mine == {"Westmouth", "Southmouth", "Eastmouth"}
    with world.database.reading() as session:
        assert [*verify_standing(session), *verify_events(session)] == []


def correct(world: World, invitation_id: uuid.UUID, email: str) -> None:
    with world.database.writing() as session:
        pending = find_pending(session, world.manager, invitation_id)
        assert pending
        correct_invitation(session, world.manager, pending, email, world.contract_place(session))


def test_a_lead_corrects_an_address_until_somebody_has_joined(world: World) -> None:
    organisation_id = inviting.name_partner(world, "Newly Named")
    mistyped = invite(world, organisation_id)
    late = inviting.invite(world, organisation_id, "late@example.org")
    correct(world, mistyped.invited_id, "newton@example.org")
    with world.database.reading() as session:
        asked = {
            each.email: each for each in list_pending_of_contract(session, world.contract_place(session))
        }
    assert set(asked) == {"newton@example.org", "late@example.org"}
    inviting.come_in(world, asked["newton@example.org"].invited_id)
    with pytest.raises(CannotDo, match="its own managers invite"):
        correct(world, late, "later@example.org")
