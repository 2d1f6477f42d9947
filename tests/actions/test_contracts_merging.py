"""A partner that was entered by mistake is merged into one that the lead knows, with all it has."""

import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from checklists.conditions import Said
from checklists.vocabulary import Condition, LegalForm
from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.conditions.actions.change_condition import change_condition
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.merge_partner import CHOOSE, merge_partner
from portal.contracts.queries.merging import find_to_merge, list_keepable
from portal.history.queries.events import Wanted, events_of_contract, events_of_organisation, list_events
from portal.partners.queries.written import list_notes
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.records import Engagement, Event, Invitation, Organisation, StoredFile
from portal.standing.queries.verify import verify_events, verify_standing
from tests.actions.test_contracts_removing import note, remove
from tests.builders import inviting, receiving
from tests.builders.at_once import at_once
from tests.builders.world import World

KEY = "complaints-policy"
WHY = "Entered twice."


def entered(
    world: World, name: str, area: str = "Northmouth", number: str | None = None, month: int | None = None
) -> uuid.UUID:
    """The engagement of a partner that the lead has just typed."""
    new = NewPartner(name, LegalForm.CHARITY if month else None, month, 31 if month else None)
    new = NewPartner(name, new.legal_form, new.year_end_month, new.year_end_day, charity_number=number)
    with world.database.writing() as session:
        place = inviting.place_of(world, session, world.manager)
        return add_partner(session, world.manager, place, new, Terms(area, world.starts_on, world.ends_on))


def place_of(world: World, engagement_id: uuid.UUID, viewer: Viewer | None = None) -> EngagementPlace:
    with world.database.reading() as session:
        return get_engagement_place(session, viewer or world.manager, engagement_id, [Audience.REVIEWER])


def merge(world: World, engagement_id: uuid.UUID, into: uuid.UUID | str, words: str = WHY) -> None:
    place = place_of(world, engagement_id)
    with world.database.writing() as session:
        merge_partner(session, world.manager, place, str(into), words)


def told(world: World) -> list[Event]:
    """What the log says of merging; all that is kept is right."""
    with world.database.reading() as session:
        assert [*verify_standing(session), *verify_events(session)] == []
        return list(session.scalars(sa.select(Event).where(Event.name == "partner-merged")))


def partner_of(world: World, engagement_id: uuid.UUID) -> uuid.UUID | None:
    with world.database.reading() as session:
        return session.scalar(sa.select(Engagement.partner_id).where(Engagement.id == engagement_id))


def words_of_notes(world: World, engagement_id: uuid.UUID) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        return [(each.words, each.by) for each in list_notes(session, [engagement_id])]


def test_why_the_lead_merged_is_its_own_to_know(world: World) -> None:
    area = place_of(world, world.engagement_id).area
    merge(world, entered(world, "Tidewatr Peers", area), world.partner_id)
    wanted = Wanted(names=("partner-merged",))
    with world.database.reading() as session:
        assert list_events(session, events_of_contract(world.contract_place(session)), wanted)
        assert list_events(session, events_of_organisation(session, world.own_place(session)), wanted) == ()


def test_where_the_other_has_no_part_there_the_whole_part_is_its_own(world: World) -> None:
    kept_id = place_of(world, entered(world, "Tidal Peers", "Southmouth")).partner_id
    goes_id = entered(world, "Tidewatr Peers", number="1123456", month=3)
    entry_id = place_of(world, goes_id).partner_id
    inviting.invite(world, entry_id, "newt@example.org", name="Newt New")
    note(world, goes_id)
    came_id = receiving.enter(world, KEY, engagement_id=goes_id)
    with pytest.raises(CannotDo, match="why they are the same"):
        merge(world, goes_id, kept_id, " ")
    merge(world, goes_id, kept_id)
    place = place_of(world, goes_id)
    assert (place.partner, place.partner_id, place.area) == ("Tidal Peers", kept_id, "Northmouth")
    assert [words for words, _ in words_of_notes(world, goes_id)] == ["They rang."]
    with world.database.reading() as session:
        kept, entry = session.get_one(Organisation, kept_id), session.get_one(Organisation, entry_id)
        assert (kept.charity_number, kept.year_end_month, kept.legal_form) == ("1123456", 3, "charity")
        assert entry.became_id == kept_id
        invited = session.scalars(sa.select(Invitation).where(Invitation.email == "newt@example.org")).one()
        assert (invited.organisation_id, invited.answer) == (kept_id, None)
        assert world.submission_place(session, came_id, world.reviewer).engagement.partner_id == kept_id
        assert entry_id not in session.scalars(sa.select(StoredFile.organisation_id)).all()
    event = told(world)[0]
    assert (event.engagement_id, event.data["partner"], event.data["kept"]) == (
        goes_id,
        "Tidewatr Peers",
        "Tidal Peers",
    )
    with pytest.raises(CannotDo, match=CHOOSE):
        merge(world, goes_id, kept_id)


def test_where_the_other_works_there_the_notes_go_to_it(world: World) -> None:
    """Also to one that belongs to itself, which learns nothing of it."""
    area = place_of(world, world.engagement_id).area
    goes_id = entered(world, "Tidewatr Peers", area.upper())
    inviting.invite(world, place_of(world, goes_id).partner_id, "newt@example.org")
    note(world, goes_id)
    merge(world, goes_id, world.partner_id)
    assert partner_of(world, goes_id) is None
    assert [words for words, _ in words_of_notes(world, world.engagement_id)] == ["They rang."]
    assert [each.engagement_id for each in told(world)] == [world.engagement_id]
    with world.database.reading() as session:
        answer = session.scalar(sa.select(Invitation.answer).where(Invitation.email == "newt@example.org"))
    assert answer == "revoked"
    with pytest.raises(NotHere):
        merge(world, goes_id, world.partner_id)


def hindrance(world: World, goes_id: uuid.UUID, into: uuid.UUID) -> str:
    place = place_of(world, goes_id)
    with world.database.reading() as session:
        (kept,) = (each for each in list_keepable(session, place) if each.organisation_id == into)
        found = find_to_merge(session, place, kept).hindrance
    if found:
        with pytest.raises(CannotDo) as refused:
            merge(world, goes_id, into)
        assert refused.value.problems == {"": found}
    return found


def test_what_is_in_the_way_is_said(world: World) -> None:
    kept_id = place_of(world, entered(world, "Tidal Peers", number="1123456")).partner_id
    goes_id = entered(world, "Tidewatr Peers")
    with world.database.writing() as session:
        said = Said(Condition.USES_VOLUNTEERS, True, date(world.starts_on.year, 12, 31))
        change_condition(session, world.manager, place_of(world, goes_id), said)
    assert "Say the same of both first" in hindrance(world, goes_id, kept_id)
    third_id, more_id = entered(world, "Tidel Peers"), entered(world, "Tidel Peers", "Southmouth")
    other_id = entered(world, "Tide Peers", "Northmouth", number="1123457")
    assert "different charity or company numbers" in hindrance(world, other_id, kept_id)
    receiving.enter(world, KEY, engagement_id=third_id)
    assert "evidence, or a draft of it" in hindrance(world, third_id, kept_id)
    assert "belongs to itself" in hindrance(world, world.engagement_id, kept_id)
    receiving.enter(world, KEY, engagement_id=more_id)
    assert "for something else too" in hindrance(world, more_id, kept_id)
    assert told(world) == []


def test_who_may_not_and_into_whom_never(world: World) -> None:
    goes_id = entered(world, "Tidewatr Peers", "Westmouth")
    place = place_of(world, goes_id, world.reviewer)
    with world.database.writing() as session, pytest.raises(NotAllowed):
        merge_partner(session, world.reviewer, place, str(world.partner_id), WHY)
    with world.database.reading() as session, pytest.raises(NotHere):
        list_keepable(session, place)
    theirs = inviting.name_partner(world, "Tidewater", world.noise_manager)
    with world.database.reading() as session:
        commissioner_id = world.contract_place(session).commissioner_id
    nobody = (theirs, world.noise_partner_id, world.lead_id, commissioner_id, "", "Tidewater Peers")
    unasked = (world.partner_id, place.partner_id)  # works elsewhere and belongs to itself; is the same
    for into in (*nobody, *unasked):
        with pytest.raises(CannotDo, match=CHOOSE):
            merge(world, goes_id, into)
    assert partner_of(world, goes_id) == place.partner_id


def test_two_at_once(world: World) -> None:
    """One merges while another merges, removes it, or merges the other way round."""
    first, second = (entered(world, name, "Eastmouth") for name in ("Tidal Peers", "Tidewatr Peers"))
    kept_id, other_id = place_of(world, first).partner_id, place_of(world, second).partner_id
    raised = at_once(lambda: merge(world, first, other_id), lambda: merge(world, second, kept_id))
    assert len(raised) == 1, raised
    left, left_id = (first, kept_id) if partner_of(world, first) else (second, other_id)
    third = entered(world, "Tidel Peers", "Eastmouth")
    raised = at_once(lambda: merge(world, third, left_id), lambda: remove(world, third))
    assert len(raised) == 1, raised
    fourth = entered(world, "Tidol Peers", "Westmouth")
    raised = at_once(lambda: merge(world, fourth, left_id), lambda: merge(world, fourth, left_id))
    assert len(raised) == 1, raised
    assert (partner_of(world, left), partner_of(world, third)) == (left_id, None)
    assert partner_of(world, fourth) == left_id
    assert len(told(world)) in (2, 3)
