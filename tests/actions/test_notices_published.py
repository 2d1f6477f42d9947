"""What partners are told of a new version of their checklist."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.drafting import DraftRow
from portal.acting.record_event import record_event
from portal.authoring.actions.keep_draft_checklist import change_about, remove_row, start_version, write_row
from portal.authoring.actions.publish_checklist import publish_checklist
from portal.authoring.queries.drafts import get_draft_place
from portal.notices.rounds import tell_events
from portal.records import Notice
from tests.builders.drafting import FIRE
from tests.builders.world import World


def publish(
    world: World,
    added: Iterable[DraftRow] = (),
    changed: dict[str, dict[str, Any]] | None = None,
    removed: Iterable[str] = (),
) -> None:
    """A version that is in force from tomorrow on, with these differences."""
    with world.database.writing() as session:
        draft_id = start_version(session, world.manager, world.contract_place(session))
    with world.database.reading() as session:
        place = get_draft_place(session, world.manager, draft_id)
    rows = {row.of: row for row in place.rows}
    for key, fields in (changed or {}).items():
        row = DraftRow(rows[key].row, key, {**rows[key].data, **fields})
        with world.database.writing() as session:
            write_row(session, world.manager, draft_id, row)
    for row in added:
        with world.database.writing() as session:
            write_row(session, world.manager, draft_id, row)
    for key in removed:
        with world.database.writing() as session:
            remove_row(session, world.manager, draft_id, rows[key].row, removed=True)
    with world.database.writing() as session:
        place = get_draft_place(session, world.manager, draft_id)
        change_about(session, world.manager, place, place.title, world.today + timedelta(days=1))
    with world.database.writing() as session:
        publish_checklist(session, world.manager, get_draft_place(session, world.manager, draft_id))


def told(world: World) -> tuple[str, str]:
    """What the first partner's member is told, once, and why."""
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.what, Notice.why).where(Notice.person_id == world.member.person_id)
        (row,) = session.execute(query)
    return row.what, row.why


def test_what_is_new_changed_and_dropped_is_said(world: World) -> None:
    fire = DraftRow("fire", None, FIRE)
    publish(world, [fire], {"dbs-checks": {"months": 24}}, ["business-continuity", "volunteers"])
    what, why = told(world)
    assert what == f"Harbour Light’s checklist changes from {in_words(world.today + timedelta(days=1))}"
    assert why == (
        "1 requirement is new: Fire policy."
        " 1 requirement is changed: DBS checks. Look whether what you have sent is still enough."
        " 2 requirements are not asked any more: Business continuity plan, Volunteer policy."
    )


def test_what_is_changed_alone_is_said(world: World) -> None:
    publish(world, changed={"dbs-checks": {"months": 24}})
    assert told(world)[1].startswith("1 requirement is changed: DBS checks.")


def published(world: World, **data: object) -> None:
    from_on = world.today + timedelta(days=1)
    said = {"in_force_from": from_on.isoformat(), **data}
    with world.database.writing() as session:
        record_event(
            session,
            "checklist-published",
            world.manager.person_id,
            contract_id=world.contract_id,
            data=said,
        )
        session.commit()


def test_more_than_a_few_are_counted_and_so_is_what_has_no_name(world: World) -> None:
    keys = ["dbs-checks", "complaints-policy", "safeguarding-policy", "insurance", "anti-bribery"]
    published(world, added=keys, changed=[], removed=["of-a-version-that-stands-no-more"])
    assert told(world)[1] == (
        "5 requirements are new: DBS checks, Complaints policy, Safeguarding policy and procedures"
        " and 2 more."
        " 1 requirement is not asked any more."
    )


def test_what_changes_through_the_year_is_said(world: World) -> None:
    published(world, added=[], changed=[], removed=[], year={"measures": {"added": ["m"]}})
    assert told(world)[1] == "What is asked for through the year changes."


def test_that_it_changes_through_the_year_too_is_said(world: World) -> None:
    published(world, added=["dbs-checks"], changed=[], removed=[], year={"measures": {"added": ["m"]}})
    assert told(world)[1].endswith(" What is asked for through the year changes too.")


def test_where_nothing_of_it_differs_one_is_led_to_it(world: World) -> None:
    published(world, added=[], changed=[], removed=[])
    assert told(world)[1] == "See what is asked from then on."
