"""Who has a contract is told first; the deputy where she has left; all of the lead's managers else."""

import uuid

import pytest
import sqlalchemy as sa

from checklists.ladder import Rung
from portal.access import NotAllowed, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.queries.parts import parts_of
from portal.notices.queries.engagements import Engaged, engagements_of
from portal.notices.queries.recipients import find_people
from portal.notices.queries.rungs import behind, reviewers_of
from portal.notices.rounds import tell_events
from portal.people.actions.change_part import change_part
from portal.people.actions.disable_person import disable_person, enable_person
from portal.people.actions.hand_over_contract import hand_over_contract
from portal.people.queries.managers import get_managers
from portal.records import Contract, ContractManager, Event, Membership, Role
from tests.builders import inviting
from tests.builders.staff import add_person, give_contract, second_manager, told
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World


def hand_over(
    world: World,
    to: Viewer | None,
    deputy: Viewer | None = None,
    *,
    was: Viewer | None = None,
    by: Viewer | None = None,
) -> bool:
    said = {"manager": to.person_id if to else None, "deputy": deputy.person_id if deputy else None}
    viewer = by or world.manager
    with world.database.writing() as session:
        place = world.contract_place(session, viewer)
        return hand_over_contract(session, viewer, place, said, was.person_id if was else None)


def told_at(world: World) -> list[str]:
    """The names of those whom the ladder's step for the lead reaches."""
    with world.database.reading() as session:
        engaged: Engaged = engagements_of(session, {world.engagement_id})[world.engagement_id]
        people = find_people(
            session,
            {engaged.lead_id, engaged.partner_id},
            {engaged.engagement_id: engaged.partner_id},
            {engaged.contract_id},
        )
        return [each.name for each in behind(people, engaged, Rung.MANAGER)]


def test_who_is_told_of_a_contract(world: World) -> None:
    una, cy = second_manager(world), add_person(world, "Cy Cedar", world.lead_id, Role.MANAGER)
    everybody = ["Mary Manager", "Una Under", "Cy Cedar"]
    assert told_at(world) == everybody, "where nobody is named"
    give_contract(world, una, cy)
    assert told_at(world) == ["Una Under"]
    with world.database.writing() as session:
        disable_person(session, una.email, "Away.")
    assert told_at(world) == ["Cy Cedar"], "the deputy stands in"
    with world.database.writing() as session:
        enable_person(session, una.email, "Back.")
    assert told_at(world) == ["Una Under"]
    with world.database.writing() as session:
        change_part(session, world.manager, world.lead_id, una.person_id, "reviewer")
        change_part(session, world.manager, world.lead_id, cy.person_id, "reviewer")
    assert told_at(world) == ["Mary Manager"]


def test_where_nobody_reviews_the_contracts_manager_decides(world: World) -> None:
    una = second_manager(world)
    give_contract(world, una)
    with world.database.writing() as session:
        reviews = Membership.role == Role.REVIEWER.value
        session.execute(sa.delete(Membership).where(reviews))
        session.commit()
    with world.database.reading() as session:
        engaged = engagements_of(session, {world.engagement_id})[world.engagement_id]
        people = find_people(
            session,
            {engaged.lead_id, engaged.partner_id},
            {engaged.engagement_id: engaged.partner_id},
            {engaged.contract_id},
        )
        assert [each.name for each in reviewers_of(people, engaged)] == ["Una Under"]


def test_handing_over_is_an_event_and_both_are_told(world: World) -> None:
    una, cy = second_manager(world), add_person(world, "Cy Cedar", world.lead_id, Role.MANAGER)
    assert hand_over(world, una)
    assert not hand_over(world, una, was=una), "what is so already is not said again"
    assert hand_over(world, cy, una, was=una)
    with pytest.raises(CannotDo, match="handed it over meanwhile"):
        hand_over(world, una, was=una)
    tell_events(world.database)
    assert told(world, cy) == ["You have Peer support on the coast now"]
    assert "Peer support on the coast is handed over" in told(world, una)
    assert "You stand in for Peer support on the coast now" in told(world, una)
    assert told(world, world.reviewer) == told(world, world.noise_manager) == told(world, world.member) == []
    with world.database.reading() as session:
        said = session.scalars(
            sa.select(Event.data).where(Event.name == "contract-handed-over").order_by(Event.number)
        ).all()
    assert said[1:] == [
        {"manager": str(cy.person_id), "manager_before": str(una.person_id)},
        {"deputy": str(una.person_id), "deputy_before": None},
    ]


def test_only_the_leads_managers_have_it_and_hand_it_over(world: World) -> None:
    una = second_manager(world)
    for other in (world.reviewer, world.member, world.noise_manager, world.officer):
        with pytest.raises(CannotDo, match="one of the managers of Harbour Light"):
            hand_over(world, other)
    with pytest.raises(CannotDo, match="Choose who has the contract"):
        hand_over(world, None)
    with pytest.raises(CannotDo, match="must be somebody else"):
        hand_over(world, una, una)
    with pytest.raises(NotAllowed):
        hand_over(world, una, by=world.reviewer)
    with world.database.reading() as session:
        assert session.scalars(sa.select(ContractManager.id)).all() == []


def test_what_is_said_last_counts(world: World) -> None:
    una = second_manager(world)
    give_contract(world, una, world.manager)
    hand_over(world, world.manager, None, was=una)
    with world.database.reading() as session:
        known = get_managers(session, world.contract_id)
    assert known.manager
    assert (known.manager.name, known.deputy) == ("Mary Manager", None)


def test_parts_fit_the_organisation(world: World) -> None:
    """Whoever leads somewhere has reviewers, whatever else it does; who has no contract yet may lead one."""

    def parts(organisation_id: uuid.UUID) -> tuple[str, ...]:
        with world.database.reading() as session:
            return parts_of(session, organisation_id)

    everything, fewer = ("manager", "reviewer", "member"), ("manager", "member")
    assert parts(world.lead_id) == everything
    assert parts(world.partner_id) == parts(world.commissioner_id) == fewer
    assert parts(uuid.uuid4()) == everything
    deliver_for_noise_too(world)
    with world.database.writing() as session:
        session.execute(
            sa.update(Contract).where(Contract.id == world.noise_contract_id).values(lead_id=world.partner_id)
        )
        session.commit()
    assert parts(world.partner_id) == everything, "it leads there, and delivers here"


def test_nobody_is_invited_to_review_at_a_partner(world: World) -> None:
    rev, partner_id = ("rev@example.org", "Rev Viewer"), inviting.name_partner(world, "Newly Named")
    with world.database.writing() as session, pytest.raises(CannotDo, match="Nobody there decides"):
        invite_person(session, world.manager, partner_id, email=rev[0], name=rev[1], role="reviewer")


def test_nobody_is_made_a_reviewer_at_a_partner(world: World) -> None:
    pat = world.member.person_id
    with world.database.writing() as session, pytest.raises(CannotDo, match="Nobody there decides"):
        change_part(session, None, world.partner_id, pat, "reviewer", reason="Asked for.")
