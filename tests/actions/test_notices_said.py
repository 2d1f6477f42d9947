"""What each side is told of all that people do: a table of acts, with whom each reaches and where it
leads."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.identity import Identity
from checklists.vocabulary import Outcome
from portal.acting.record_event import record_event
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.contracts.actions.import_tracked import carry_over
from portal.contracts.sheets.tracked import Item, Planned, Tracked, TrackedPartner
from portal.files.actions.keep_file import KeptFile
from portal.importing.sheets.tables import ReadRow
from portal.issued.actions.issue_document import issue_document
from portal.notices.rounds import tell_events
from portal.records import Notice
from portal.review.actions.correct_waiver import correct_waiver, taken_back
from portal.review.actions.decide import Verdict
from portal.review.queries.waivers import get_waiver
from portal.sign_in.actions.name_administrator import end_administrator, name_administrator
from portal.sign_in.actions.sign_in import sign_in
from portal.visits.actions.book_visit import book_visit
from tests.builders import importing, sending
from tests.builders.world import PASSWORD, World

KEY = "complaints-policy"
ISSUED = "market-stewardship"


def decides_otherwise(world: World) -> None:
    submission = sending.send(world, KEY)
    decision = sending.accept(world, submission)
    verdict = Verdict(Outcome.RETURN, reason="not-signed", words="I overlooked the last page.")
    sending.decide(world, submission, verdict, corrects=decision)


def corrects_waiver(world: World, days: int | None) -> None:
    waiver_id = sending.waive(world, KEY, world.today + timedelta(days=30))
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        said = Verdict(
            Outcome.WAIVE, until_on=world.today + timedelta(days=days or 0), words="It was a mistake."
        )
        if days is None:
            said = taken_back(get_waiver(session, place, KEY, waiver_id), "It was a mistake.")
        correct_waiver(session, world.reviewer, place, KEY, waiver_id, said)


def takes_waiver_back(world: World) -> None:
    corrects_waiver(world, None)


def changes_waiver(world: World) -> None:
    corrects_waiver(world, 10)


def issues(world: World, key: str = ISSUED) -> None:
    with world.database.writing() as session:
        kept = KeptFile(f"2026/01/{uuid.uuid4().hex}", "Principles.pdf", "application/pdf", 5, "0" * 64)
        issue_document(session, world.manager, world.contract_place(session), key, kept)


def puts_up(world: World) -> None:
    issues(world, "sub-contract")


def ends(world: World) -> None:
    with world.database.writing() as session:
        said = SaidEnd(world.today + timedelta(days=20), "withdrew", "It closed.")
        end_engagement(session, world.manager, world.place(session, world.manager), said)


def goes_on(world: World) -> None:
    ends(world)
    with world.database.writing() as session:
        undo_ending(session, world.manager, world.place(session, world.manager), "It stays open.")


def changes_days(world: World) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        terms = Terms(place.area, world.starts_on, world.today + timedelta(days=200), 48_000)
        change_engagement(session, world.manager, place, terms)


def books_for_all(world: World) -> None:
    with world.database.writing() as session:
        place = world.contract_place(session, world.reviewer)
        book_visit(session, world.reviewer, place, "review-meeting", world.today + timedelta(days=40))


def new_browser(world: World) -> None:
    for browser in ("the first browser", "another browser"):
        with world.database.writing() as session:
            sign_in(session, world.member.email, PASSWORD, "192.0.2.7", browser)


def new_password(world: World) -> None:
    with world.database.writing() as session:
        record_event(session, "password-set", world.member.person_id)
        session.commit()


def becomes_administrator(world: World) -> None:
    with world.database.writing() as session:
        name_administrator(session, world.member.email)


def is_administrator_no_more(world: World) -> None:
    becomes_administrator(world)
    with world.database.writing() as session:
        end_administrator(session, world.member.email)


def carries_over(world: World) -> None:
    """Two of the first partner and one of the second, in one batch."""
    sheet_id, ends = importing.tracking_read(world), world.today + timedelta(days=40)
    parts = {world.engagement_id: (KEY, "safeguarding-policy"), world.second_engagement_id: (KEY,)}
    plan = [
        Planned(
            ReadRow(2, {}),
            TrackedPartner(engagement_id, "", "", Identity(frozenset())),
            tuple(
                Item(Tracked(key, "", key), ends - timedelta(days=20 * place))
                for place, key in enumerate(keys)
            ),
        )
        for engagement_id, keys in parts.items()
    ]
    with world.database.writing() as session:
        carry_over(session, world.manager, world.contract_place(session), sheet_id, plan)


@dataclass(frozen=True)
class Told:
    """What the first partner's member is told last of an act, how its reason begins, where it leads, and who
    else is told something of it."""

    act: Callable[[World], None]
    what: str
    why: str
    href: str
    others: set[str]


SLOT = "/engagements/{own}/requirements/"
IN_20, IN_40 = "{in_20}", "{in_40}"
TABLE = {
    "a decision is corrected": Told(
        decides_otherwise,
        "A decision was corrected: Complaints policy",
        "“I overlooked",
        f"{SLOT}{KEY}",
        set(),
    ),
    "a waiver is taken back": Told(
        takes_waiver_back,
        "Not waived any more: Complaints policy",
        "“It was a mistake.”",
        f"{SLOT}{KEY}",
        set(),
    ),
    "a waiver gets other days": Told(
        changes_waiver,
        "A decision was corrected: Complaints policy",
        "Waived until {in_10}. “It",
        f"{SLOT}{KEY}",
        set(),
    ),
    "something is issued": Told(
        issues,
        "Harbour Light has put up Market Stewardship Principles",
        "Read it",
        f"{SLOT}{ISSUED}",
        {"second_member"},
    ),
    "an agreement is put up": Told(
        puts_up,
        "Harbour Light has put up Sub-contract for signing",
        "Read it, sign it and send the signed copy.",
        f"{SLOT}sub-contract",
        {"second_member"},
    ),
    "an engagement ends": Told(
        ends,
        "Peer support on the coast, Eastmouth ends on {in_20}",
        "Harbour Light has",
        "/engagements/{own}",
        set(),
    ),
    "an engagement goes on": Told(
        goes_on,
        "Peer support on the coast, Eastmouth goes on",
        "Its last day is",
        "/engagements/{own}",
        set(),
    ),
    "its days change": Told(
        changes_days,
        "The days of Peer support on the coast, Eastmouth have changed",
        "It runs from",
        "/engagements/{own}",
        set(),
    ),
    "a meeting with all": Told(
        books_for_all,
        "Contract review meeting on {in_40} is booked",
        "Harbour Light has booked it.",
        "/engagements/{own}?on={day}",
        {"second_member", "officer"},
    ),
    "a batch is carried over": Told(
        carries_over,
        "Harbour Light has carried over 2 items that it had accepted before: "
        "Peer support on the coast, Eastmouth",
        "They come from its own records, without a file. Nothing is to be sent now. Send the next: "
        "Safeguarding policy and procedures by {in_20}; Complaints policy by {in_40}.",
        "/engagements/{own}",
        set(),
    ),
    "a new browser": Told(new_browser, "Somebody signed in as you", "On ", "/forgotten-password", set()),
    "a new password": Told(new_password, "Your password was changed", "If that was not you", "/", set()),
    "an administrator": Told(
        becomes_administrator, "You look after this portal now", "You see", "/background-work", set()
    ),
    "an administrator no more": Told(
        is_administrator_no_more, "You look after this portal no longer", "", "/", set()
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_each_side_is_told(world: World, case: str) -> None:
    expected = TABLE[case]
    expected.act(world)
    tell_events(world.database)
    words = {f"in_{days}": in_words(world.today + timedelta(days=days)) for days in (10, 20, 40)}
    words |= {"own": str(world.engagement_id), "day": (world.today + timedelta(days=40)).isoformat()}
    query = sa.select(Notice.person_id, Notice.what, Notice.why, Notice.href, Notice.engagement_id)
    with world.database.reading() as session:
        rows = session.execute(query.order_by(Notice.made_at, Notice.cause)).all()
    names = {each.person_id: name for name, each in world.people.items()}
    last = [row for row in rows if row.person_id == world.member.person_id][-1]
    assert last.what == expected.what.format(**words)
    assert last.why.startswith(expected.why.format(**words))
    assert last.href == expected.href.format(**words)
    told_of_it = {names[row.person_id] for row in rows if row.what == last.what}
    same_partner = {"member", "reviewer_and_member"}
    assert told_of_it - same_partner == expected.others
    assert len([row for row in rows if row[:2] == last[:2]]) == 1, "once"
    assert all(row.engagement_id for row in rows if row.href.startswith("/engagements"))


def test_a_meeting_after_an_engagements_end_is_not_its_partners(world: World) -> None:
    ends(world)
    books_for_all(world)
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.person_id).where(Notice.what.endswith("is booked"))
        told = set(session.scalars(query))
    assert told == {world.second_member.person_id, world.officer.person_id}
