"""People are removed, demoted, leave: what holds from then on, and what becomes of what they had."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.people.actions.change_part import change_part
from portal.people.actions.disable_person import disable_person
from portal.people.actions.remove_person import remove_person
from portal.people.queries.hers import whats_hers
from portal.people.queries.managers import get_managers
from portal.places.organisations import OrganisationPlace
from portal.records import BrowserSession, ChecklistDraft, Contact, Engagement, Event, Hold, Role, Submission
from portal.review.actions.assign_review import assign_review
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.queries import find_viewer
from tests.builders import receiving, sending
from tests.builders.living import live_in
from tests.builders.staff import (
    add_person,
    give_contract,
    invite,
    name_as_contacts,
    partner_manager,
    roles,
    second_manager,
    told,
)
from tests.builders.world import PASSWORD, World
from tests.pages.furniture import held

LEAD, PARTNER = "Harbour Light", "Tidewater Peers"


def at(organisation_id: uuid.UUID) -> OrganisationPlace:
    return OrganisationPlace(organisation_id, "Somewhere", (), frozenset())


def remove(
    world: World, by: Viewer, who: Viewer, organisation_id: uuid.UUID, to: Viewer | None = None
) -> bool:
    with world.database.writing() as session:
        return remove_person(session, by, at(organisation_id), who.person_id, to.person_id if to else None)


def demote(world: World, by: Viewer, who: Viewer, role: str = "member", to: Viewer | None = None) -> bool:
    with world.database.writing() as session:
        heir = to.person_id if to else None
        return change_part(session, by, world.lead_id, who.person_id, role, heir)


def events(world: World, name: str) -> list[dict[str, object]]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event.data).where(Event.name == name).order_by(Event.number)))


def signed_in(world: World, viewer: Viewer) -> str:
    with world.database.writing() as session:
        return sign_in(session, viewer.email, PASSWORD, "192.0.2.7")


def test_who_is_removed_is_nothing_from_then_on_and_a_second_press_changes_nothing(world: World) -> None:
    token = signed_in(world, world.reviewer)
    assert remove(world, world.manager, world.reviewer, world.lead_id)
    assert not remove(world, world.manager, world.reviewer, world.lead_id)
    with world.database.reading() as session:
        assert find_viewer(session, token) is None, "who belongs nowhere has no session left"
    assert "Rafi Reviewer" not in roles(world, world.lead_id)
    said = events(world, "person-removed")
    assert [(each["person"], each["organisation"]) for each in said] == [
        (str(world.reviewer.person_id), str(world.lead_id))
    ]
    tell_events(world.database)
    assert told(world, world.reviewer) == ["You no longer act for Harbour Light"]


def test_who_belongs_elsewhere_too_stays_signed_in_there(world: World) -> None:
    token = signed_in(world, world.reviewer_and_member)
    remove(world, world.manager, world.reviewer_and_member, world.lead_id)
    with world.database.reading() as session:
        viewer = find_viewer(session, token)
    assert viewer
    assert viewer.organisations == {world.partner_id}


def test_only_its_own_managers_remove_and_change(world: World) -> None:
    strangers = (world.reviewer, world.colleague, world.officer, world.member, world.noise_manager)
    for viewer in strangers:
        with pytest.raises(NotHere):
            remove(world, viewer, world.reviewer_and_member, world.lead_id)
        with pytest.raises(NotHere):
            demote(world, viewer, world.reviewer)
    with pytest.raises(NotHere):
        demote(world, world.manager, world.noise_member)
    with pytest.raises(NotHere):
        remove(world, world.manager, world.member, world.partner_id)


def test_anybody_leaves_by_herself(world: World) -> None:
    assert remove(world, world.colleague, world.colleague, world.lead_id)
    assert events(world, "person-left")[0]["person"] == str(world.colleague.person_id)


def test_the_last_manager_cannot_go(world: World) -> None:
    """Who cannot sign in, yet or any more, is no successor."""
    invite(world, world.lead_id, role="manager")
    una = second_manager(world)
    with world.database.writing() as session:
        disable_person(session, una.email, "Left without a word.")
    for _ in range(2):
        with pytest.raises(CannotDo, match="Mary Manager is the only manager"):
            remove(world, world.manager, world.manager, world.lead_id)
        with pytest.raises(CannotDo, match="Mary Manager is the only manager"):
            demote(world, world.manager, world.manager)
    demote(world, world.manager, world.reviewer, "manager")
    assert demote(world, world.manager, world.manager)
    assert roles(world, world.lead_id)["Rafi Reviewer"] == "manager"


def test_who_has_managed_until_a_moment_ago_changes_nobody(world: World) -> None:
    una = second_manager(world)
    demote(world, world.manager, una, "reviewer")
    with pytest.raises(NotHere):
        demote(world, una, world.reviewer)
    tell_events(world.database)
    assert told(world, una) == ["Your part at Harbour Light is now: reviewer"]


def test_what_she_had_goes_to_somebody_who_is_told(world: World) -> None:
    """Drafts and holds have another owner; contacts have nobody, and the lead is told."""
    pia = partner_manager(world)
    name_as_contacts(world, {"first": world.member, "second": pia, "chief-officer": world.member})
    draft = sending.draft(world, "complaints-policy")
    with world.database.reading() as session:
        hers = whats_hers(session, world.partner_id, world.member.person_id, world.today)
    assert (hers.drafts, [each.place for each in hers.contacts]) == (1, ["chief-officer", "first"])
    with pytest.raises(CannotDo, match="Choose who takes over"):
        remove(world, pia, world.member, world.partner_id)
    with pytest.raises(CannotDo, match="Choose who takes over"):
        remove(world, pia, world.member, world.partner_id, world.noise_member)
    bo = world.reviewer_and_member
    remove(world, pia, world.member, world.partner_id, bo)
    with world.database.reading() as session:
        assert session.get_one(Submission, draft).made_by == bo.person_id
        rows = session.execute(sa.select(Contact).order_by(Contact.recorded_at, Contact.id)).scalars()
        last = {each.place: each.person_id for each in rows}
    assert last == {"first": None, "second": pia.person_id, "chief-officer": None}
    tell_events(world.database)
    (left,) = [what for what in told(world, world.manager) if "has left" in what]
    assert left == "Pat Partner of Tidewater Peers has left, and was its chief officer and first contact"
    assert left.endswith("and was its chief officer and first contact")
    assert [what for what in told(world, bo) if "you take over" in what]
    assert told(world, pia) == [], "nobody is told of what she did herself"
    assert not [what for what in told(world, world.noise_manager) if "Pat" in what]


def test_what_she_entered_while_she_reviewed_is_none_of_the_partners(world: World) -> None:
    draft = receiving.begin(world, "complaints-policy")
    with world.database.reading() as session:
        hers = whats_hers(session, world.partner_id, world.reviewer.person_id, world.today)
        assert (hers.drafts, session.get_one(Submission, draft).made_by) == (0, world.reviewer.person_id)


def test_the_leads_work_goes_to_somebody_too(world: World) -> None:
    live_in(world)
    submissions = [sending.send(world, key) for key in ("complaints-policy", "whistleblowing")]
    held(world)
    with world.database.writing() as session:
        place = world.submission_place(session, submissions[0], world.manager)
        assign_review(session, world.manager, place, world.reviewer.person_id)
    with world.database.reading() as session:
        hers = whats_hers(session, world.lead_id, world.reviewer.person_id, world.today)
    assert (hers.holds, hers.given, hers.waiting) == (1, 1, 0)
    assert hers.deciders == ("Bo Both", "Mary Manager")
    remove(world, world.manager, world.reviewer, world.lead_id, world.manager)
    with world.database.reading() as session:
        assert session.scalars(sa.select(Hold.made_by)).all() == [world.manager.person_id]
        assert session.scalars(sa.select(ChecklistDraft.id)).all() == []
    assert events(world, "person-removed")[0]["holds"] == 1


def test_all_that_waits_is_hers_where_nobody_decides_besides_her(world: World) -> None:
    for key in ("complaints-policy", "whistleblowing"):
        sending.send(world, key)
    for each in (world.reviewer, world.reviewer_and_member):
        remove(world, world.manager, each, world.lead_id, world.manager)
    with world.database.reading() as session:
        hers = whats_hers(session, world.lead_id, world.manager.person_id, world.today)
        others = whats_hers(session, world.lead_id, world.colleague.person_id, world.today)
    assert (hers.given, hers.waiting, hers.deciders) == (0, 2, ())
    assert (others.given, others.waiting) == (0, 0)


def test_who_has_nobody_beside_her_leaves_it_to_nobody(world: World) -> None:
    with world.database.writing() as session:
        draft = sending.draft(world, "complaints-policy")
    remove(world, world.reviewer_and_member, world.reviewer_and_member, world.partner_id)
    with pytest.raises(CannotDo, match="Pat Partner is the last person of Tidewater Peers"):
        remove(world, world.member, world.member, world.partner_id)
    with world.database.writing() as session:
        session.execute(sa.update(Engagement).values(ends_on=world.today - timedelta(days=1)))
        session.commit()
    assert remove(world, world.member, world.member, world.partner_id)
    with world.database.reading() as session:
        assert session.get_one(Submission, draft).made_by == world.member.person_id


def test_a_contract_goes_to_a_manager_or_its_handing_over_is_asked_for(world: World) -> None:
    una, cy = second_manager(world), add_person(world, "Cy Cedar", world.lead_id, Role.MANAGER)
    give_contract(world, una, cy)
    remove(world, world.manager, una, world.lead_id, cy)
    with world.database.reading() as session:
        known = get_managers(session, world.contract_id)
    assert known.manager
    assert (known.manager.name, known.manager.is_there, known.deputy) == ("Cy Cedar", True, None)
    demote(world, world.manager, cy, "reviewer")
    with world.database.reading() as session:
        known = get_managers(session, world.contract_id)
    assert known.is_without
    tell_events(world.database)
    assert "You have Peer support on the coast now" in told(world, cy)
    assert [what for what in told(world, world.manager) if what.startswith("Nobody has Peer support")] == []
    with world.database.reading() as session:
        assert session.scalars(sa.select(Event.name).where(Event.name == "contract-let-go")).all()


def test_all_other_managers_are_asked_to_hand_it_over(world: World) -> None:
    una, cy = second_manager(world), add_person(world, "Cy Cedar", world.lead_id, Role.MANAGER)
    give_contract(world, una)
    with world.database.writing() as session:
        disable_person(session, una.email, "On leave, and the account was used.")
    tell_events(world.database)
    for viewer in (world.manager, cy):
        assert "Nobody has Peer support on the coast: hand it over" in told(world, viewer)
    assert not [what for what in told(world, una) if "Nobody" in what]


def test_sessions_of_a_removed_person_are_gone(world: World) -> None:
    signed_in(world, world.reviewer)
    remove(world, world.manager, world.reviewer, world.lead_id)
    with world.database.reading() as session:
        query = sa.select(BrowserSession.person_id)
        assert world.reviewer.person_id not in session.scalars(query).all()
