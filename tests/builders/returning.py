"""Returns of a world: begun, written, signed and sent, decided on."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.library import library
from checklists.year.asked import Asked
from checklists.year.giving_figures import Pair
from checklists.year.rows import YearRows
from checklists.year.vocabulary import Consent
from portal import clock
from portal.access import Belonging, Viewer
from portal.records import ChecklistVersion, Membership, Person
from portal.returns.actions.ask_return import Asking, ask_return, withdraw_request
from portal.returns.actions.decide_return import Said, decide_return
from portal.returns.actions.send_return import hand_back, put_up, sign_and_send
from portal.returns.actions.set_begin import set_begin
from portal.returns.actions.write_section import write_section
from portal.returns.queries.asked import get_asked
from portal.returns.queries.content import Content
from portal.returns.queries.whole import Whole, load_whole
from portal.standing.queries.in_force import list_versions
from tests.builders.versions import keep_version
from tests.builders.world import World, password_hash

REPORT, STATEMENT, ACCOUNTS = "quarterly-report", "course-publicity", "income-and-expenditure"
ON_REQUEST, WANTED = "additional-information", "Waiting times, month by month."
WORDS = Content(words="We met every Tuesday.\n\nTwelve people came.")
STORY = replace(WORDS, consent=Consent.NOBODY)


def quarter(world: World, number: int = 1) -> str:
    """A quarter of the contract's first year, which has ended a good while ago."""
    return f"{world.starts_on.year}-Q{number}"


def begin(world: World, from_on: date | None = None) -> None:
    """From the contract's first day on, unless said otherwise."""
    with world.database.writing() as session:
        set_begin(session, world.manager, world.contract_place(session), from_on or world.starts_on)


def asked(world: World, session: Session, key: str = REPORT, part: str = "") -> Asked:
    return get_asked(session, world.place(session), key, part or quarter(world))


def figures(world: World, numerator: int = 8, denominator: int = 10, part: str = "") -> Content:
    """Every figure of the quarterly report alike."""
    with world.database.reading() as session:
        found = asked(world, session, part=part)
    pairs = {
        each.key: Pair(Decimal(numerator), Decimal(denominator) if each.denominator else None)
        for each in found.measures
        if each.given_in == REPORT and not each.joint
    }
    return Content(figures=pairs)


def write(
    world: World, section: str, content: Content, key: str = REPORT, part: str = "", *, ready: bool = True
) -> None:
    with world.database.writing() as session:
        place = world.place(session)
        found = asked(world, session, key, part)
        write_section(session, world.member, place, found, section, lambda _: content, is_ready=ready)


def write_all(world: World, part: str = "", numerator: int = 8) -> None:
    """All of the quarterly report."""
    write(world, "narrative", WORDS, part=part)
    write(world, "data", figures(world, numerator, part=part), part=part)
    write(world, "case-study", STORY, part=part)


def give_alike(world: World, key: str, part: str, numerator: int) -> None:
    """A return of figures as it is sent and accepted, each of them that many of a hundred."""
    with world.database.reading() as session:
        found = asked(world, session, key, part)
    for section in found.sections:
        pairs = {
            each.key: Pair(Decimal(numerator), Decimal(100) if each.denominator else None)
            for each in found.figures(section)
        }
        write(world, section.key, Content(figures=pairs) if pairs else WORDS, key, part)
    with world.database.writing() as session:
        if found.row.certified:
            put_up(session, world.member, world.place(session), found)
        sign_and_send(session, world.reviewer_and_member, world.place(session), found)
    decide(world, dict.fromkeys(found.keys, Said(accepts=True)), part, key)


def signer(world: World) -> Viewer:
    """A second member of the partner."""
    person_id, at = uuid.uuid4(), clock.now()
    with world.database.writing() as session:
        session.add(
            Person(
                id=person_id,
                email="sid@example.org",
                name="Sid Signer",
                password_hash=password_hash(),
                created_at=at,
            )
        )
        session.flush()
        session.add(
            Membership(
                id=uuid.uuid4(),
                person_id=person_id,
                organisation_id=world.partner_id,
                role="member",
                created_at=at,
            )
        )
        session.commit()
    own = Belonging(world.partner_id, "Tidewater Peers", "member")
    return Viewer(person_id, "Sid Signer", "sid@example.org", (own,))


def send(world: World, who: Viewer, part: str = "", key: str = REPORT) -> None:
    """Put up by the member, signed by `who`."""
    with world.database.writing() as session:
        put_up(session, world.member, world.place(session), asked(world, session, key, part))
    with world.database.writing() as session:
        sign_and_send(session, who, world.place(session, who), asked(world, session, key, part))


def hand_it_back(world: World, who: Viewer, words: str, part: str = "", key: str = REPORT) -> None:
    """Put up by the member, and not signed: `who` says what is to be changed first."""
    with world.database.writing() as session:
        put_up(session, world.member, world.place(session), asked(world, session, key, part))
    with world.database.writing() as session:
        hand_back(session, who, world.place(session, who), asked(world, session, key, part), words)


def decide(world: World, said: dict[str, Said], part: str = "", key: str = REPORT) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        decide_return(session, world.reviewer, place, asked(world, session, key, part), said)


def whole(world: World, key: str = REPORT, part: str = "") -> Whole:
    with world.database.reading() as session:
        found = load_whole(session, world.place(session), asked(world, session, key, part))
        _ = found.states
        return found


def change_measure(world: World, key: str, **fields: Any) -> None:
    """The contract's checklist says so of a measure from its first day on."""

    def change(year: YearRows) -> YearRows:
        measures = [replace(each, **fields) if each.key == key else each for each in year.measures]
        return replace(year, measures=tuple(measures))

    change_year(world, change)


def take_requests(world: World) -> None:
    """The contract's checklist has a return from its first day on that is given when it is asked for."""
    row = next(each for each in library()["cornwall-social-inclusion"].year.returns if each.key == ON_REQUEST)
    change_year(world, lambda year: replace(year, returns=(*year.returns, row)))


def change_year(world: World, change: Callable[[YearRows], YearRows]) -> None:
    with world.database.writing() as session:
        version = list_versions(session, [world.contract_id])[world.contract_id][-1]
        its = ChecklistVersion.contract_id == world.contract_id
        first = session.scalars(sa.select(sa.func.min(ChecklistVersion.created_at)).where(its)).one()
        session.execute(sa.delete(ChecklistVersion).where(its))
        keep_version(session, world, replace(version, year=change(version.year)), at=first)


def request(world: World, wanted: str = WANTED, days: int = 14, **others: Any) -> int:
    """The lead asks the first partner; how many are asked by it."""
    asking = Asking(ON_REQUEST, [world.engagement_id], wanted, world.today + timedelta(days=days))
    with world.database.writing() as session:
        place = world.contract_place(session, world.reviewer)
        return ask_return(session, world.reviewer, place, replace(asking, **others))


def withdraw(world: World, words: str = "The council has it by now.", part: str = "") -> None:
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        withdraw_request(session, world.reviewer, place, ON_REQUEST, part or f"{world.today}", words)


def replace_year(world: World, change: Callable[[YearRows], YearRows]) -> None:
    """A version that asks for something else through the year stands in the place of the last one, for all
    its days."""
    its = ChecklistVersion.contract_id == world.contract_id
    with world.database.writing() as session:
        version = list_versions(session, [world.contract_id])[world.contract_id][-1]
        newest = sa.select(ChecklistVersion.id).where(its).order_by(ChecklistVersion.created_at.desc())
        replaced = session.scalars(newest.limit(1)).one()
        keep_version(session, world, replace(version, year=change(version.year)), replaces_id=replaced)
