"""Two at once: who says yes, who takes back, who names, on both engines."""

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.accept_colleague import let_in
from portal.invitations.actions.accept_invitation import accept_invitation, refuse_invitation
from portal.invitations.actions.join_by_link import Newcomer, join_by_link
from portal.invitations.actions.take_up_invitation import Yes
from portal.invitations.actions.withdraw_invitation import revoke_invitation
from portal.records import Engagement, Invitation, Membership, Organisation, Person
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders import inviting
from tests.builders.world import PASSWORD, World

TURNS = 4


def together(*acts: Callable[[], object]) -> list[object]:
    """What each came to: what it gave, or why it did not go. Anything else than a refusal is raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except (CannotDo, NotHere) as refused:
            return type(refused)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refused(outcomes: Sequence[object]) -> int:
    return sum(isinstance(each, type) for each in outcomes)


@pytest.fixture
def tess(world: World) -> Viewer:
    return inviting.manager_of(world, world.second_member, world.second_partner_id)


def accepting(
    world: World, viewer: Viewer, invitation_id: uuid.UUID, into: uuid.UUID | None
) -> Callable[[], object]:
    seen = inviting.seen(world, invitation_id)

    def act() -> object:
        with world.database.writing() as session:
            return accept_invitation(session, viewer, invitation_id, Yes(into, seen))

    return act


def is_sound(world: World) -> bool:
    with world.database.reading() as session:
        return not [*verify_standing(session), *verify_events(session)]


def test_one_invitation_is_taken_up_once(world: World, tess: Viewer) -> None:
    for turn in range(TURNS):
        organisation_id = inviting.name_partner(world, f"Named {turn}", area=f"Area {turn}")
        invitation_id = inviting.invite(world, organisation_id, tess.email)
        hers = accepting(world, tess, invitation_id, world.second_partner_id)
        new = accepting(world, tess, invitation_id, None)
        assert refused(together(hers, new)) == 1
        with world.database.reading() as session:
            entry = session.get_one(Organisation, organisation_id)
            assert (entry.became_id is None) is (entry.made_by_id is None), "one of both, and not both"
    assert is_sound(world)


def test_saying_yes_while_it_is_taken_back(world: World, tess: Viewer) -> None:
    for turn in range(TURNS):
        organisation_id = inviting.name_partner(world, f"Named {turn}", area=f"Area {turn}")
        invitation_id = inviting.invite(world, organisation_id, tess.email)

        def revoke(invitation_id: uuid.UUID = invitation_id) -> object:
            with world.database.writing() as session:
                return revoke_invitation(session, world.manager, invitation_id)

        yes, was_revoked = together(accepting(world, tess, invitation_id, world.second_partner_id), revoke)
        assert (yes is True) is not (was_revoked is True)
        with world.database.reading() as session:
            became = session.get_one(Organisation, organisation_id).became_id
            answer = session.get_one(Invitation, invitation_id).answer
        assert (became, answer) == (
            (world.second_partner_id, "accepted") if yes is True else (None, "revoked")
        )
    assert is_sound(world)


def test_two_leads_entries_come_into_one_organisation_at_once(world: World, tess: Viewer) -> None:
    for turn in range(TURNS):
        asked = []
        for lead in (world.manager, world.noise_manager):
            organisation_id = inviting.name_partner(world, f"Named {turn}", lead, area=f"Area {turn}")
            asked.append(inviting.invite(world, organisation_id, tess.email, lead))
        acts = [accepting(world, tess, each, world.second_partner_id) for each in asked]
        assert together(*acts) == [True, True]
    with world.database.reading() as session:
        query = sa.select(Engagement.id).where(Engagement.partner_id == world.second_partner_id)
        assert len(session.scalars(query).all()) == 1 + 2 * TURNS
    assert is_sound(world)


def test_two_come_for_one_entry_at_once_and_one_of_them_has_it(world: World, tess: Viewer) -> None:
    for turn in range(TURNS):
        organisation_id = inviting.name_partner(world, f"Named {turn}", area=f"Area {turn}")
        first = inviting.invite(world, organisation_id, tess.email)
        second = inviting.invite(world, organisation_id, world.noise_member.email)
        outcomes = together(
            accepting(world, tess, first, world.second_partner_id),
            accepting(world, world.noise_member, second, None),
        )
        assert True in outcomes
        assert outcomes.count(True) == 1, "the other waits for the manager"
    assert is_sound(world)


def test_a_newcomer_presses_twice(world: World) -> None:
    organisation_id = inviting.name_partner(world, "Strand Walkers")
    invitation_id = inviting.invite(world, organisation_id, "newt@example.org")
    token, seen = inviting.token_of(world, invitation_id), inviting.seen(world, invitation_id)

    def come() -> object:
        with world.database.writing() as session:
            return join_by_link(session, token, Newcomer("Newt", PASSWORD), seen)

    assert refused(together(come, come)) == 1
    with world.database.reading() as session:
        assert len(session.scalars(sa.select(Person.id).where(Person.email == "newt@example.org")).all()) == 1
        belongs = sa.select(Membership.role).where(Membership.organisation_id == organisation_id)
        assert session.scalars(belongs).all() == ["manager"]


def test_naming_while_somebody_comes_leaves_nothing_behind(world: World, tess: Viewer) -> None:
    """The lead names the same partner again in another area: that is hers, or another entry's."""
    for turn in range(TURNS):
        organisation_id = inviting.name_partner(world, f"Named {turn}", area=f"Area {turn}")
        invitation_id = inviting.invite(world, organisation_id, tess.email)

        def name(turn: int = turn) -> object:
            return inviting.name_partner(world, f"Named {turn}", area=f"Other {turn}")

        together(accepting(world, tess, invitation_id, world.second_partner_id), name)
        with world.database.reading() as session:
            if session.get_one(Organisation, organisation_id).became_id:
                left = sa.select(Engagement.id).where(Engagement.partner_id == organisation_id)
                assert session.scalars(left).all() == []
    assert is_sound(world)


def test_letting_in_while_she_says_yes(world: World, tess: Viewer) -> None:
    for turn in range(TURNS):
        organisation_id = inviting.name_partner(world, f"Named {turn}", area=f"Area {turn}")
        first = inviting.invite(world, organisation_id, tess.email)
        second = inviting.invite(world, organisation_id, world.noise_member.email, role="member")
        assert inviting.accept(world, tess, first, world.second_partner_id)

        def admit(invitation_id: uuid.UUID = second) -> object:
            with world.database.writing() as session:
                let_in(session, tess, invitation_id)
            return None

        together(accepting(world, world.noise_member, second, None), admit)
        with world.database.reading() as session:
            assert session.get_one(Invitation, second).answer == "accepted"


def test_yes_and_no_at_once_is_one_of_them(world: World) -> None:
    organisation_id = inviting.name_partner(world, "Strand Walkers")
    invitation_id = inviting.invite(world, organisation_id, world.second_member.email)

    def refuse() -> object:
        with world.database.writing() as session:
            refuse_invitation(session, world.second_member, invitation_id)
        return None

    outcomes = together(accepting(world, world.second_member, invitation_id, None), refuse)
    assert refused(outcomes) == 1
