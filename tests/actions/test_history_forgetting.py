"""Who left long ago is named nowhere any more, in no spelling; and can have all that is held about them."""

import io
import os
import re
import unicodedata
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from checklists.calendar import add_months
from portal import clock
from portal.access import Audience, Belonging, NotAllowed, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.database import Database
from portal.history.actions.scrub_database import scrub_database
from portal.history.actions.settle_name import settle_name
from portal.history.queries.held import as_workbook, held_about_worker
from portal.history.queries.names_left import list_names_left
from portal.history.queries.texts import SORTS
from portal.places.organisations import get_organisation_place
from portal.post.actions.sweep_mail import KEPT, sweep_mail
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import (
    Action,
    Decision,
    Event,
    Finding,
    Message,
    MessageKind,
    StoredFile,
    VisitNote,
    VisitRow,
    VisitSigning,
    Worker,
)
from portal.register.actions.forget_people import forget_people
from portal.register.actions.record_leaving import record_leaving
from portal.standing.queries.verify import verify_events, verify_standing
from tests.actions.conftest import Portal
from tests.builders import finding as findings
from tests.builders import looking, paying, returning
from tests.builders.clock import written_now
from tests.builders.keeping import everything
from tests.builders.sending import a_worker, accept, attach, check, draft, give_back, send
from tests.builders.world import World

NAME = "Zoë Quillfeather"
SPELLINGS = (NAME, "Quillfeather, Zoë", "zoë_quillfeather", "ZoëQuillfeather", "ZOË QUILLFEATHER")
SURNAME = "Quillfeather"
APART = unicodedata.normalize("NFD", NAME)
"""As some programs write it: a letter, then its mark."""


@pytest.fixture
def manager(world: World) -> Viewer:
    """A manager of the partner."""
    own = Belonging(world.partner_id, "Tidewater Peers", "manager")
    return Viewer(world.member.person_id, "Pat Partner", "pat@example.org", (own,))


def told_everywhere(world: World) -> uuid.UUID:
    """Somebody with a check who left, whose name has got everywhere."""
    worker = a_worker(world, NAME)
    accept(world, check(world, worker), words=f"{NAME}: seen.")
    returned = send(world, "anti-bribery")
    give_back(world, returned, words=f"Not {SPELLINGS[1]}’s copy, please.")
    half_done = draft(world, "whistleblowing")
    attach(world, half_done, name=f"dbs-{SPELLINGS[2]}-2026.pdf")
    findings.sent(world)
    looking.reported(world)
    returning.begin(world)
    paying.paid(world)
    paying.put(world)
    paying.hand_it_back(world, f"{NAME} was counted twice.")
    returning.write(world, "narrative", replace(returning.WORDS, words=f"{NAME} led the group."))
    with world.database.writing() as session:
        session.execute(sa.update(Finding).values(words=f"The check of {SPELLINGS[1]} was missing."))
        session.execute(sa.update(Action).values(who=APART))
        session.execute(sa.update(VisitRow).where(VisitRow.note != "").values(note=f"{NAME} had the key."))
        session.execute(sa.update(VisitNote).values(words=f"I asked {APART} about the rota."))
        session.execute(
            sa.update(VisitSigning)
            .where(VisitSigning.reopened_because != "")
            .values(reopened_because=f"{NAME} was there.")
        )
        theirs = sa.update(StoredFile).where(StoredFile.organisation_id == world.partner_id)
        session.execute(theirs.values(name=f"dbs {SPELLINGS[3]}.pdf"))
        letter = Letter("About a check", "Hello", opening=(f"The check of {NAME} ends soon.",))
        write_message(session, Addressee("pat@example.org", "Pat"), MessageKind.DIGEST, letter)
        session.commit()
    return worker


def test_a_letter_loses_a_name_without_a_plain_word(world: World) -> None:
    """In capitals, or in letters and marks, it stands otherwise in the database."""
    worker = a_worker(world, "Zoë Çağ")
    apart = unicodedata.normalize("NFD", "Zoë Çağ")
    with world.database.writing() as session:
        letter = Letter("About ZOË ÇAĞ", "Hello", opening=(f"The check of {apart} ends soon, ZOË ÇAĞ.",))
        write_message(session, Addressee("pat@example.org", "Pat"), MessageKind.DIGEST, letter)
        session.commit()
    forget(world, worker)
    with world.database.reading() as session:
        message = session.scalars(sa.select(Message).where(Message.kind == MessageKind.DIGEST.value)).one()
        assert message.subject == "About [name removed]"
        assert message.letter["opening"] == ["The check of [name removed] ends soon, [name removed]."]


def forget(world: World, worker: uuid.UUID) -> None:
    left_on = world.today - timedelta(days=10)
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), worker, left_on)
    with world.database.writing() as session:
        assert forget_people(session, add_months(left_on, 12) + timedelta(days=1), 12) == 1


def test_nothing_names_who_was_forgotten(world: World) -> None:
    worker = told_everywhere(world)
    with world.database.reading() as session:
        before = everything(session)
    assert before.lower().count(SURNAME.lower()) >= 5
    forget(world, worker)
    with world.database.reading() as session:
        assert SURNAME.lower() not in everything(session).lower()
        assert [*verify_events(session), *verify_standing(session)] == [], "and the log knows what went"
        kept = session.scalars(sa.select(Decision.words).where(Decision.part_key == str(worker))).one()
        assert kept == "[name removed]: seen."


def test_no_bytes_of_the_name_are_left_in_the_file(world: World) -> None:
    """PostgreSQL gives dead rows back in its own time; the file of SQLite is looked at."""
    worker = told_everywhere(world)
    forget(world, worker)
    scrub_database(world.database)
    found = bytes_of(world.database)
    for spelling in (SURNAME.encode(), SURNAME.lower().encode(), SURNAME.encode("utf-16-le")):
        assert spelling not in found


def bytes_of(database: Database) -> bytes:
    if database.engine.dialect.name != "sqlite":
        return b""
    path = Path(str(database.engine.url.database))
    beside = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    return b"".join(each.read_bytes() for each in beside if each.exists())


def test_an_event_from_before_loses_the_name_and_stays_in_its_place(world: World) -> None:
    """Older events had the names of files in them."""
    worker = a_worker(world, NAME)
    submission = send(world, "anti-bribery")
    with world.database.writing() as session:
        data = {"file": str(submission), "name": f"{NAME}.pdf"}
        place = world.place(session)
        record_event(
            session,
            "file-downloaded",
            world.member.person_id,
            contract_id=world.contract_id,
            engagement_id=place.engagement_id,
            data=data,
        )
        session.commit()
    forget(world, worker)
    with world.database.writing() as session:
        (event,) = session.scalars(sa.select(Event).where(Event.name == "file-downloaded"))
        assert event.data["name"] == "[name removed].pdf"
        assert list(verify_events(session)) == []
        session.execute(sa.update(Event).where(Event.number == event.number).values(data={"name": "x"}))
        assert list(verify_events(session)) == [f"event: {event.number} (file-downloaded) was changed"]
        session.rollback()


def test_where_it_is_not_sure_a_person_looks(world: World, manager: Viewer) -> None:
    """The first name alone, in what the partner and what the lead wrote."""
    worker = a_worker(world, NAME)
    returned = send(world, "anti-bribery")
    give_back(world, returned, words="Ask Zoë to sign it.")
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).values(name="Zoë and the others.pdf"))
        session.commit()
    forget(world, worker)
    with world.database.writing() as session:
        ours = get_organisation_place(session, manager, world.partner_id, (Audience.OWN,))
        theirs = get_organisation_place(session, world.manager, world.lead_id, (Audience.OWN,))
        (mine,) = list_names_left(session, ours).places
        (leads,) = list_names_left(session, theirs).places
        assert (mine.table, mine.text) == ("stored_file", "Zoë and the others.pdf")
        assert (leads.table, leads.text) == ("decision", "Ask Zoë to sign it.")
        with pytest.raises(NotAllowed):
            settle_name(session, world.member, ours, mine.left_id, "x")
        with pytest.raises(CannotDo):
            settle_name(session, manager, ours, mine.left_id, "  ")
    for _ in range(2):
        with world.database.writing() as session:
            settle_name(session, manager, ours, mine.left_id, "Minutes.pdf")
    with world.database.writing() as session:
        settle_name(session, world.manager, theirs, leads.left_id, "Ask them to sign it.")
    with world.database.reading() as session:
        assert (list_names_left(session, ours).places, list_names_left(session, theirs).places) == ((), ())
        assert not re.search(r"(?<![\w+/$-])Zo(?!ne)", everything(session)), "a word, not part of a hash"
        assert session.scalar(sa.select(Decision.words)) == "Ask them to sign it."
        redacted = sa.select(sa.func.count()).where(Event.name == "words-redacted")
        assert session.scalar(redacted) == 2, "a second press changes nothing"
        assert list(verify_events(session)) == []


def test_somebody_else_of_the_same_name_keeps_it(world: World, manager: Viewer) -> None:
    worker = a_worker(world, NAME)
    with world.database.writing() as session:
        other = uuid.uuid4()
        session.execute(
            sa.insert(Worker).values(
                id=other,
                organisation_id=world.partner_id,
                name=NAME,
                job="Driver",
                started_on=world.starts_on,
                created_at=clock.now(),
            )
        )
        session.commit()
    send(world, "anti-bribery")
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).values(name=f"{NAME}.pdf"))
        session.commit()
    forget(world, worker)
    with world.database.reading() as session:
        assert session.get_one(Worker, other).name == NAME
        ours = get_organisation_place(session, manager, world.partner_id, (Audience.OWN,))
        (left,) = list_names_left(session, ours).places
        assert left.text == f"{NAME}.pdf", "a person looks whose it is"


def test_somebody_has_all_that_is_held_about_them(world: World, portal: Portal, tmp_path: Path) -> None:
    worker = told_everywhere(world)
    with world.database.reading() as session:
        book = openpyxl.load_workbook(io.BytesIO(as_workbook(held_about_worker(session, worker))))
    assert {"Worker", "Dbs check", "Assignment", "Submission", "Decision", "Written elsewhere"} <= set(
        book.sheetnames
    )
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert NAME in cells
    own = {str(row[0]) for row in book["Written elsewhere"].values} - {"Table"}
    assert own, "what its own organisation wrote"
    assert not own & {sort.table.name for sort in SORTS if sort.of_lead}, (
        "a lead's words are the lead's to give"
    )
    assert not {"Visit row", "Name left"} & set(book.sheetnames)
    path = tmp_path / "pat.xlsx"
    code, out, _ = portal("person", "export", world.member.email, str(path))
    assert (code, world.member.email in out) == (0, True)
    sheets = openpyxl.load_workbook(path).sheetnames
    assert {"Person", "Membership", "Event", "Submission", "Stored file"} <= set(sheets)
    cells = [str(cell) for sheet in openpyxl.load_workbook(path) for row in sheet.values for cell in row]
    assert not any("argon2" in cell or "Hash" in cell for cell in cells), "nothing that lets anybody in"
    assert portal("person", "export", world.member.email, str(path))[0] == 2
    assert portal("person", "export", "nobody@example.org", str(tmp_path / "x.xlsx"))[0] == 2


def test_mails_that_were_kept_in_place_of_a_mail_server_go(tmp_path: Path) -> None:
    """Before the shortest term after which somebody is forgotten."""
    old, new, other = (tmp_path / name for name in ("old.eml", "new.eml", "notes.txt"))
    for path in (old, new, other):
        path.write_text("Somebody's check ends.")
    written_now(tmp_path)
    for path in (old, other):
        moment = (clock.now() - KEPT - timedelta(hours=1)).timestamp()
        os.utime(path, (moment, moment))
    assert sweep_mail(tmp_path, clock.now() - KEPT) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.eml", "notes.txt"]
    assert sweep_mail(tmp_path / "nowhere", clock.now()) == 0
    assert timedelta(days=28) < KEPT < timedelta(days=31)
