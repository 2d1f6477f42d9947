"""Contracts, partners, engagements, visits."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.vocabulary import LegalForm
from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.contracts.queries.hub import list_partners_page
from portal.contracts.queries.setup import get_engagement_setup
from portal.people.queries.managers import get_managers
from portal.places.contracts import get_contract_place
from portal.records import Engagement, Event, Organisation, Standing
from portal.standing.queries.as_known import known_at
from portal.standing.queries.in_force import get_checklist
from portal.visits.actions.book_visit import book_visit
from portal.visits.queries.booked import list_visits
from tests.builders.world import CHECKLIST, World

NEW = NewContract(
    "Floating support", "Kingsmarsh County Council", CHECKLIST, date(2026, 4, 1), date(2029, 3, 31)
)
YOUNG = NewPartner("Young Folk", LegalForm.CHARITY, 3, 31, date(2027, 3, 31))


def terms_of(world: World, **changes: Any) -> Terms:
    terms = Terms("Northmouth", world.starts_on, world.ends_on, funding=12_000)
    return replace(terms, **changes)


def problems_of_contract(world: World, new: NewContract) -> dict[str, str]:
    with world.database.writing() as session, pytest.raises(CannotDo) as refused:
        create_contract(session, world.manager, world.lead_id, new)
    return refused.value.problems


def add(world: World, new: NewPartner, terms: Terms, by: Viewer | None = None) -> Any:
    with world.database.writing() as session:
        viewer = by or world.manager
        return add_partner(session, viewer, world.contract_place(session, viewer), new, terms)


def problems_of_partner(world: World, new: NewPartner, terms: Terms) -> set[str]:
    with pytest.raises(CannotDo) as refused:
        add(world, new, terms)
    return set(refused.value.problems)


def test_a_contract_has_its_own_checklist_from_its_first_day(world: World) -> None:
    with world.database.writing() as session:
        contract_id = create_contract(session, world.manager, world.lead_id, NEW)
    with world.database.reading() as session:
        place = get_contract_place(session, world.manager, contract_id, [Audience.MANAGER])
        assert (place.commissioner, place.lead_id) == (NEW.commissioner, world.lead_id)
        assert place.commissioner_id != world.commissioner_id, "nobody is bound by being named"
        entry = session.get_one(Organisation, place.commissioner_id)
        assert entry.made_by_id == world.lead_id
        checklist = get_checklist(session, contract_id, NEW.starts_on)
        assert (checklist.in_force_from, len(checklist.requirements)) == (NEW.starts_on, 26)


def test_who_makes_a_contract_has_it_at_first(world: World) -> None:
    with world.database.writing() as session:
        contract_id = create_contract(session, world.manager, world.lead_id, NEW)
    with world.database.reading() as session:
        known = get_managers(session, contract_id)
        assert known.manager
        assert (known.manager.person_id, known.manager.is_there) == (world.manager.person_id, True)
        assert known.deputy is None


def test_a_new_commissioner_is_made_once_by_each_lead(world: World) -> None:
    for name in ("  Fen  Council ", "fen council"):
        with world.database.writing() as session:
            create_contract(session, world.manager, world.lead_id, replace(NEW, commissioner=name))
    with world.database.writing() as session:
        new = replace(NEW, commissioner="Fen Council")
        create_contract(session, world.noise_manager, world.noise_lead_id, new)
        made_by = sa.select(Organisation.made_by_id).where(Organisation.name == "Fen Council")
        assert set(session.scalars(made_by)) == {world.lead_id, world.noise_lead_id}


def test_what_is_wrong_with_a_contract(world: World) -> None:
    assert set(problems_of_contract(world, replace(NEW, title=" "))) == {"title"}
    assert set(problems_of_contract(world, replace(NEW, commissioner=""))) == {"commissioner"}
    assert set(problems_of_contract(world, replace(NEW, commissioner="Harbour Light"))) == {"commissioner"}
    assert set(problems_of_contract(world, replace(NEW, checklist="none"))) == {"checklist"}
    assert set(problems_of_contract(world, replace(NEW, ends_on=date(2026, 3, 31)))) == {"ends_on"}


@pytest.mark.parametrize("who", ["reviewer", "colleague", "member", "noise_manager"])
def test_only_managers_make_contracts_and_only_their_own(world: World, who: str) -> None:
    with world.database.writing() as session, pytest.raises(NotAllowed):
        create_contract(session, world.people[who], world.lead_id, NEW)


def test_a_partner_is_made_with_its_engagement_and_standing(world: World) -> None:
    engagement_id = add(world, YOUNG, terms_of(world))
    with world.database.reading() as session:
        place = world.place(session, world.manager, engagement_id)
        setup = get_engagement_setup(session, place)
        assert (setup.area, setup.funding, setup.legal_form) == ("Northmouth", 12_000, "charity")
        assert (setup.year_end_month, setup.year_end_day) == (3, 31)
        count = sa.select(sa.func.count(sa.distinct(Standing.requirement_key)))
        assert (
            session.scalar(count.where(Standing.engagement_id == engagement_id, *known_at(Standing, None)))
            == 26
        )
        lines = list_partners_page(session, world.contract_place(session), 0, 9)
        assert [line.partner for line in lines] == ["Open Door Folk", "Tidewater Peers", "Young Folk"]
        assert [(line.has_joined, line.invited) for line in lines] == [(True, 0), (True, 0), (False, 0)]


def test_another_lead_cannot_change_what_a_partner_says_of_its_accounts(world: World) -> None:
    engagement_id = add(world, replace(YOUNG, name="Noise Partner Group"), terms_of(world))
    with world.database.reading() as session:
        named = session.get_one(Engagement, engagement_id).partner_id
        assert named != world.noise_partner_id
        kept = session.get_one(Organisation, world.noise_partner_id)
        assert (kept.year_end_month, kept.year_end_day, kept.first_year_end_on) == (8, 31, None)


def test_what_nobody_said_yet_is_filled_in_and_every_standing_follows(world: World) -> None:
    first = add(world, NewPartner("Old Folk"), terms_of(world))
    add(world, NewPartner("Old Folk", LegalForm.CHARITY, 3, 31), terms_of(world, area="Southmouth"))
    query = sa.select(Standing.parts).where(
        Standing.engagement_id == first,
        Standing.requirement_key == "audited-accounts",
        Standing.parts != "",
        *known_at(Standing, None),
    )
    with world.database.reading() as session:
        assert session.scalars(query).first()


def test_numbers_tell_two_of_one_name_apart_and_make_two_spellings_one(world: World) -> None:
    """Within what this lead has entered."""
    first, second = "1012345", "1099999"
    ids = [
        add(world, NewPartner(name, charity_number=number), terms_of(world, area=f"Area {place}"))
        for place, (name, number) in enumerate(
            [("Old Folk", first), ("Old Folk", second), ("The Old Folk Ltd", first), ("OLD FOLK", second)]
        )
    ]
    with world.database.reading() as session:
        partners = [session.get_one(Engagement, each).partner_id for each in ids]
    assert partners[0] == partners[2] != partners[1] == partners[3]
    unclear = terms_of(world, area="Area 9")
    assert problems_of_partner(world, NewPartner("Old Folk"), unclear) == {"name"}


def test_what_is_wrong_with_a_partner(world: World) -> None:
    good = terms_of(world)
    assert problems_of_partner(world, replace(YOUNG, name=""), good) == {"name"}
    assert problems_of_partner(world, replace(YOUNG, name="Harbour Light"), good) == {"name"}
    assert problems_of_partner(world, replace(YOUNG, name="Kingsmarsh County Council"), good) == {"name"}
    assert problems_of_partner(world, replace(YOUNG, year_end_day=None), good) == {"year_end"}
    assert problems_of_partner(world, replace(YOUNG, year_end_month=4), good) == {"year_end"}
    assert problems_of_partner(world, replace(YOUNG, first_year_end_on=date(2027, 4, 1)), good) == {
        "first_year_end_on"
    }
    assert problems_of_partner(world, YOUNG, replace(good, area="")) == {"area"}
    before, after = world.starts_on - timedelta(days=1), world.ends_on + timedelta(days=1)
    assert problems_of_partner(world, YOUNG, replace(good, starts_on=before)) == {"starts_on"}
    assert problems_of_partner(world, YOUNG, replace(good, ends_on=after)) == {"ends_on"}
    assert problems_of_partner(world, YOUNG, replace(good, ends_on=before)) == {"ends_on"}
    assert problems_of_partner(world, YOUNG, replace(good, funding=-1)) == {"funding"}
    twice = replace(good, area="Eastmouth")
    assert problems_of_partner(world, NewPartner("Tidewater Peers"), twice) == {"area"}


@pytest.mark.parametrize("who", ["reviewer", "officer"])
def test_only_managers_add_partners(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        add(world, YOUNG, terms_of(world), by=world.people[who])


def test_a_change_of_terms_changes_the_standing(world: World) -> None:
    last = sa.select(sa.func.max(Standing.until_on)).where(
        Standing.engagement_id == world.second_engagement_id,
        Standing.requirement_key == "volunteers",
        *known_at(Standing, None),
    )
    earlier = world.ends_on - timedelta(days=30)
    with world.database.writing() as session:
        assert session.scalar(last) == world.ends_on
        place = world.place(session, world.manager, world.second_engagement_id)
        terms = Terms("Westmouth", world.starts_on, earlier, funding=48_000)
        change_engagement(session, world.manager, place, terms)
        change_engagement(session, world.manager, place, terms)
    with world.database.reading() as session:
        assert session.scalar(last) == earlier
        events = session.scalars(sa.select(Event.data).where(Event.name == "engagement-changed")).all()
    assert events == [{"ends_on": {"from": world.ends_on.isoformat(), "to": earlier.isoformat()}}]


def test_changing_takes_a_manager_and_good_terms(world: World) -> None:
    with world.database.writing() as session:
        with pytest.raises(NotAllowed):
            change_engagement(session, world.reviewer, world.place(session, world.reviewer), terms_of(world))
        place = world.place(session, world.manager)
        with pytest.raises(CannotDo) as refused:
            change_engagement(session, world.manager, place, terms_of(world, starts_on=date(1990, 1, 1)))
        assert set(refused.value.problems) == {"starts_on"}
    with world.database.reading() as session:
        assert session.get_one(Engagement, world.engagement_id).area == "Eastmouth"


def test_a_visit_is_booked_for_one_partner_or_for_all(world: World) -> None:
    with world.database.writing() as session:
        place, engagement = world.contract_place(session), world.place(session, world.manager)
        book_visit(session, world.manager, place, "review-meeting", world.today + timedelta(days=9))
        book_visit(
            session,
            world.reviewer,
            place,
            "audit-visit",
            world.today + timedelta(days=3),
            [engagement.engagement_id],
        )
        visits = list_visits(session, place, world.today)
    assert [(each.kind, each.partner) for each in visits] == [
        ("audit-visit", "Tidewater Peers"),
        ("review-meeting", None),
    ]


def test_what_is_wrong_with_a_visit(world: World) -> None:
    with world.database.writing() as session:
        place = world.contract_place(session)
        with pytest.raises(CannotDo) as refused:
            book_visit(session, world.manager, place, "party", world.ends_on + timedelta(days=1))
        assert set(refused.value.problems) == {"kind", "on"}
        noise = world.place(session, world.noise_manager, world.noise_engagement_id)
        with pytest.raises(NotHere):
            book_visit(session, world.manager, place, "audit-visit", world.today, [noise.engagement_id])
        officers = world.contract_place(session, world.officer)
        with pytest.raises(NotAllowed):
            book_visit(session, world.officer, officers, "audit-visit", world.today)
