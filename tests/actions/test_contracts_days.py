"""What is to lie within a contract's days does, whoever changes them meanwhile."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow
from evidence.spreadsheet import Sheet
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import write_row
from portal.authoring.actions.publish_checklist import publish_checklist
from portal.authoring.queries.drafts import get_draft_place
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.change_contract import ContractTerms, change_contract
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.contracts.actions.import_partners import import_partners
from portal.contracts.actions.remove_partner import remove_partner
from portal.contracts.sheets.partners import Parties, plan_partners, read_partners
from portal.files.actions.keep_file import KeptFile
from portal.issued.actions.issue_edition import NewEdition, issue_edition
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.records import ChecklistVersion, Contract, Engagement, Visit
from portal.returns.actions.set_begin import set_begin
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.queries.terms import Terms as VisitTerms
from tests.actions.test_authoring_replacing import begin, set_day
from tests.actions.test_issued import KEY, issue
from tests.builders import importing
from tests.builders.drafting import FIRE
from tests.builders.world import World

LONGER = timedelta(days=200)
Act = Callable[[Session, ContractPlace, EngagementPlace], object]


def until(world: World, last: date) -> None:
    with world.database.writing() as session:
        ends(world, session, last)


def ends(world: World, session: Session, last: date) -> None:
    place = world.contract_place(session)
    change_contract(session, world.manager, place, ContractTerms(place.title, place.starts_on, last))


def refused(world: World, act: Act) -> dict[str, str]:
    """What is said to somebody who saw the contract when it was longer."""
    until(world, world.ends_on + LONGER)
    with world.database.reading() as session:
        place, part = world.contract_place(session), world.place(session, world.manager)
    until(world, world.ends_on)
    with world.database.writing() as session, pytest.raises(CannotDo) as told:
        act(session, place, part)
    require_within(world)
    return told.value.problems


def require_within(world: World) -> None:
    days = (
        sa.select(sa.func.max(Engagement.ends_on)).where(Engagement.contract_id == world.contract_id),
        sa.select(sa.func.max(Visit.on_date)).where(Visit.contract_id == world.contract_id),
        sa.select(sa.func.max(ChecklistVersion.in_force_from)),
    )
    with world.database.reading() as session:
        last = session.get_one(Contract, world.contract_id).ends_on
        assert [day for day in map(session.scalar, days) if day and day > last] == []


def test_a_partner_is_not_added_beyond_the_last_day(world: World) -> None:
    terms = Terms("Southmouth", world.starts_on, world.ends_on + LONGER)
    new = NewPartner("Fern Hall")
    told = refused(world, lambda session, place, _: add_partner(session, world.manager, place, new, terms))
    assert set(told) == {"ends_on"}


def test_partners_of_a_file_are_not_added_beyond_it(world: World) -> None:
    last = world.ends_on + LONGER
    rows = (("Partner", "Area", "Last day"), ("Lamplight Trust", "Northmouth", last))
    sheet_id = importing.partners_read(world)

    def brings_in(session: Session, place: ContractPlace, _: EngagementPlace) -> None:
        parties = Parties(place.starts_on, place.ends_on, place.lead, place.commissioner)
        read = read_partners([Sheet("", rows)], (), parties, world.today)
        assert read.right, read
        import_partners(session, world.manager, place, sheet_id, plan_partners(read.right, []))

    assert set(refused(world, brings_in)) == {"ends_on"}


def test_a_visit_is_not_booked_or_moved_beyond_it(world: World) -> None:
    day = world.ends_on + LONGER
    with world.database.writing() as session:
        visit = book_visit(
            session, world.manager, world.contract_place(session), "review-meeting", world.today
        )

    def books(session: Session, place: ContractPlace, _: EngagementPlace) -> None:
        book_visit(session, world.manager, place, "review-meeting", day)

    def moves(session: Session, place: ContractPlace, _: EngagementPlace) -> None:
        change_visit(session, world.manager, place, visit, VisitTerms(day), reason="Snow.")

    assert set(refused(world, books)) == {"on"}
    assert set(refused(world, moves)) == {"on"}


def test_an_engagement_is_not_changed_beyond_it(world: World) -> None:
    assert set(refused(world, lambda session, _, part: change_to(world, session, part))) == {"ends_on"}


def change_to(world: World, session: Session, part: EngagementPlace) -> None:
    terms = Terms(part.area, part.starts_on, world.ends_on + LONGER)
    change_engagement(session, world.manager, part, terms)


def test_a_version_does_not_come_into_force_beyond_it(world: World) -> None:
    until(world, world.ends_on + LONGER)
    draft_id = begin(world)
    with world.database.writing() as session:
        write_row(session, world.manager, draft_id, DraftRow("fire", None, FIRE))
    set_day(world, draft_id, world.ends_on + LONGER)
    with world.database.reading() as session:
        draft = get_draft_place(session, world.manager, draft_id)
    told = refused(world, lambda session, *_: publish_checklist(session, world.manager, draft))
    assert set(told) == {"in_force_from"}


def test_returns_are_not_owed_from_beyond_it(world: World) -> None:
    from_on = world.ends_on + LONGER
    told = refused(world, lambda session, place, _: set_begin(session, world.manager, place, from_on))
    assert set(told) == {"from_on"}


def test_an_edition_does_not_count_from_beyond_it(world: World) -> None:
    issue(world)
    new = NewEdition(2, "Edition 2", "Section 4 is new.", world.ends_on + LONGER, None)
    kept = KeptFile(f"2026/01/{uuid.uuid4().hex}", "Principles.pdf", "application/pdf", 5, "2" * 64)

    def issues(session: Session, place: ContractPlace, _: EngagementPlace) -> None:
        issue_edition(session, world.manager, place, KEY, new, kept)

    assert set(refused(world, issues)) == {"from_on"}


def ended_early(world: World) -> EngagementPlace:
    """Of a contract that is longer by now: a part that was to go on as long, and is ended today."""
    until(world, world.ends_on + LONGER)
    with world.database.writing() as session:
        change_to(world, session, world.place(session, world.manager))
    said = SaidEnd(world.today, "withdrew", "It closed.")
    with world.database.writing() as session:
        end_engagement(session, world.manager, world.place(session, world.manager), said)
    with world.database.reading() as session:
        return world.place(session, world.manager)


def test_what_goes_on_goes_on_until_the_last_day_as_it_is_by_then(world: World) -> None:
    part = ended_early(world)
    until(world, world.ends_on)
    with world.database.writing() as session:
        undo_ending(session, world.manager, part, "It stays.")
    require_within(world)
    with world.database.reading() as session:
        assert world.place(session).ends_on == world.ends_on


@pytest.mark.parametrize("act", ["changes", "goes on"])
def test_who_shortens_a_contract_and_who_changes_a_part_come_one_after_the_other(
    world: World, act: str
) -> None:
    """The one is about to be kept while the other begins: neither sees what the other has written."""
    part = ended_early(world)
    done = Event()

    def follow() -> str:
        with world.database.writing() as session:
            try:
                if act == "changes":
                    change_to(world, session, part)
                else:
                    undo_ending(session, world.manager, part, "It stays.")
            except CannotDo as problem:
                return " ".join(problem.problems)
            finally:
                done.set()
        return ""

    with ThreadPoolExecutor(1) as pool, world.database.writing() as session:
        following = []

        def wait_for_the_other(_: Session) -> None:
            following.append(pool.submit(follow))
            done.wait(1)

        sa.event.listen(session, "before_commit", wait_for_the_other, once=True)
        ends(world, session, world.ends_on)
    assert following[0].result(20) == ("ends_on" if act == "changes" else "")
    require_within(world)


def test_a_part_that_was_taken_out_meanwhile_is_not_here(world: World) -> None:
    terms = Terms("Southmouth", world.starts_on, world.ends_on)
    with world.database.writing() as session:
        new = NewPartner("Fern Hall")
        added: uuid.UUID = add_partner(session, world.manager, world.contract_place(session), new, terms)
    with world.database.writing() as session:
        part = world.place(session, world.manager, added)
        remove_partner(session, world.manager, part, "Entered twice.")
    with world.database.writing() as session, pytest.raises(NotHere):
        change_engagement(session, world.manager, part, terms)
