"""What a contract leaves behind: its archive, what is kept, what goes, and that it was shown before."""

import uuid
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from checklists.calendar import add_months
from evidence.store import NotStored
from portal import clock
from portal.access import Audience, NotAllowed, NotHere
from portal.acting.log_key import DEVELOPMENT
from portal.acting.refused import CannotDo
from portal.files.actions.sweep_files import sweep_files
from portal.files.queries import get_file
from portal.history.actions.archive_contract import ask_archive
from portal.history.actions.remove_kept import remove_kept
from portal.history.anchors import public_key
from portal.history.queries.contents import Contents
from portal.history.queries.keeping import get_archive, list_archives, list_kept
from portal.history.verifier import verify
from portal.records import (
    Action,
    Contract,
    Decision,
    Event,
    Finding,
    Going,
    PaymentAnswer,
    ReturnSection,
    ReturnSent,
    StoredFile,
    Submission,
    SubmissionFile,
    Work,
)
from portal.settings import SettingError, Settings, read_settings
from portal.standing.queries.verify import find_orphans, verify_events, verify_files, verify_standing
from portal.work.working import Worker
from tests.builders import finding as findings
from tests.builders import paying, returning
from tests.builders.clock import clock_on
from tests.builders.sending import accepted, attach, draft, give_back, send
from tests.builders.world import World

DAY = timedelta(days=1)

INNER = "May is not Bea's to count."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path / "home"), "PORTAL_ADDRESS": "https://portal.example"})


@pytest.fixture
def over(world: World) -> World:
    """A world whose contract ended yesterday, with something of each kind in it."""
    accepted(world, "complaints-policy")
    give_back(world, send(world, "anti-bribery"), words="It is not signed.")
    attach(world, draft(world, "whistleblowing"))
    findings.sent(world)
    returning.begin(world)
    paying.paid(world)
    paying.put(world)
    paying.hand_it_back(world, "Pat counts May again.")
    returning.write_all(world)
    signer = returning.signer(world)
    returning.hand_it_back(world, signer, INNER)
    returning.send(world, signer)
    with world.database.writing() as session:
        ended = sa.update(Contract).where(Contract.id == world.contract_id)
        session.execute(ended.values(ends_on=world.today - DAY))
        session.commit()
    return world


def ends_on(world: World) -> date:
    return world.today - DAY


def archive(world: World, settings: Settings) -> None:
    """As a manager asks for it and a worker makes it."""
    with world.database.writing() as session:
        place = world.contract_place(session)
        assert ask_archive(session, world.manager, place) == ask_archive(session, world.manager, place)
    assert world.store
    assert Worker(settings, world.database, world.store).do_all() >= 1


def test_the_archive_holds_all_of_it_and_proves_itself(
    over: World, settings: Settings, tmp_path: Path
) -> None:
    archive(over, settings)
    assert over.store
    with over.database.reading() as session:
        place = over.contract_place(session)
        (line,) = list_archives(session, place)
        file = get_archive(session, place, line.archive_id)
        assert list(verify_events(session)) == []
        steps = session.execute(sa.select(Work.steps_done, Work.steps_of, Work.state)).all()
        names = session.scalars(sa.select(Event.name).where(Event.contract_id == over.contract_id)).all()
    assert [tuple(each) for each in steps if each.steps_of] == [(2, 2, "done")]
    assert "contract-archived" in names
    path = tmp_path / file.name
    path.write_bytes(b"".join(over.store.read(file.key)))
    assert list(verify(path, public_key(DEVELOPMENT))) == []
    with zipfile.ZipFile(path) as given:
        inside = given.namelist()
        assert len([name for name in inside if name.startswith("files/")]) == 2, "and no draft's"
        assert {"contract.xlsx", "verify_log.py", "events.jsonl", "rows.jsonl", "head.json"} <= set(inside)
        told = given.read("rows.jsonl") + given.read("events.jsonl")
        for words in (b"It is not signed.", findings.WORDS.encode(), b"We met every Tuesday."):
            assert words in told
        assert str(over.contract_id).encode() in told
        for other in (over.noise_contract_id, over.noise_engagement_id):
            assert f'"contract_id": "{other}"'.encode() not in told
        assert INNER.encode() not in told, "nor what two at the partner said to each other"
        assert b"Noise" not in told, "nothing of another contract but the hashes of its events"
        given.extractall(tmp_path / "given")
    changed = next((tmp_path / "given" / "files").iterdir())
    changed.write_bytes(b"another")
    assert [line.split(" is ")[0] for line in verify(tmp_path / "given")] == [
        f"the file files/{changed.name}"
    ]


def test_only_a_manager_has_it_archived_and_only_when_it_is_over(world: World) -> None:
    with world.database.writing() as session:
        with pytest.raises(NotAllowed):
            ask_archive(session, world.reviewer, world.contract_place(session, world.reviewer))
        with pytest.raises(CannotDo, match="has not ended"):
            ask_archive(session, world.manager, world.contract_place(session))


def test_what_goes_is_shown_a_month_before_and_the_log_says_what_went(
    over: World, settings: Settings
) -> None:
    store, database = over.store, over.database
    assert store
    due = add_months(ends_on(over), 72) + DAY
    assert remove_kept(settings, database, store, due - 40 * DAY) == 0
    assert shown(over, settings) == {"files": None, "words": None, "drafts": None, "messages": None}
    assert remove_kept(settings, database, store, due - 30 * DAY) == 0
    assert set(shown(over, settings).values()) == {due}
    assert remove_kept(settings, database, store, due - DAY) == 0
    with database.reading() as session:
        keys = session.scalars(
            sa.select(StoredFile.key).join(Submission, sa.true()).where(Submission.sent_at.is_not(None))
        ).all()
        promised = Contents(over.contract_id).count(session, "words")
    assert len(set(keys)) == 3
    assert remove_kept(settings, database, store, due) >= 4
    assert remove_kept(settings, database, store, due) == 0, "once"
    with database.reading() as session:
        files = session.execute(sa.select(StoredFile.name, StoredFile.removed_at, StoredFile.key)).all()
        gone = [each for each in files if each.removed_at]
        assert [each.name for each in gone] == ["removed", "removed"], (
            "a file that was never sent is its owner's"
        )
        assert session.scalars(sa.select(Decision.words)).all() == ["", ""]
        assert session.execute(sa.select(Action.what, Action.who, Action.evidence)).all() == [("", "", "")]
        assert session.scalars(sa.select(Finding.words)).all() == [""]
        assert session.scalars(sa.select(PaymentAnswer.words)).all() == [""]
        for table in (ReturnSection, ReturnSent):
            contents = session.scalars(sa.select(table.content)).all()
            assert {each["words"] for each in contents} == {""}
            assert any(each["figures"] for each in contents), "figures stay"
        assert session.scalar(sa.select(sa.func.count()).where(Submission.sent_at.is_(None))) == 0
        said = session.scalars(sa.select(Event.data).where(Event.name == "kept-things-removed")).all()
        assert {each["kind"]: each["count"] for each in said}["files"] == 2
        assert [*verify_events(session), *verify_standing(session)] == []
        assert [*verify_files(session, store), *find_orphans(session, store, clock.now() + DAY)] == []
        kept = {
            each.kind: each for each in list_kept(session, over.contract_place(session), settings.keep_years)
        }
        assert (kept["files"].count, kept["files"].gone, kept["files"].goes_on) == (0, 2, None)
        assert (kept["words"].count, kept["words"].gone) == (0, promised), "all that goes was counted before"
        assert kept["files"].gone_at
    for each in gone:
        with pytest.raises(NotStored):
            store.size(each.key)


def shown(world: World, settings: Settings) -> dict[str, date | None]:
    with world.database.reading() as session:
        kept = list_kept(session, world.contract_place(session), settings.keep_years)
    return {each.kind: each.goes_on for each in kept}


def test_a_contract_that_ended_long_ago_is_shown_first_too(over: World, settings: Settings) -> None:
    assert over.store
    late = add_months(ends_on(over), 100)
    assert remove_kept(settings, over.database, over.store, late) == 0
    assert set(shown(over, settings).values()) == {late + 30 * DAY}


def test_each_kind_is_kept_as_long_as_the_setting_says(over: World, settings: Settings) -> None:
    assert over.store
    short = replace(settings, keep_years=read_settings({"PORTAL_KEEP_YEARS": "drafts=1"}).keep_years)
    assert remove_kept(short, over.database, over.store, add_months(ends_on(over), 12)) == 0
    with over.database.reading() as session:
        assert session.scalars(sa.select(Going.kind)).all() == ["drafts"]
    with pytest.raises(SettingError, match="PORTAL_KEEP_YEARS: must "):
        read_settings({"PORTAL_KEEP_YEARS": "cake=1"})


def test_a_file_that_serves_another_contract_stays(over: World, settings: Settings) -> None:
    store = over.store
    assert store
    with over.database.writing() as session:
        file_id = session.scalars(sa.select(StoredFile.id).order_by(StoredFile.uploaded_at).limit(1)).one()
        other = Submission(
            id=uuid.uuid4(),
            reference="S-ELSE",
            engagement_id=over.noise_engagement_id,
            requirement_key="complaints-policy",
            part_key="",
            made_by=over.noise_member.person_id,
            made_at=clock.now(),
        )
        session.add(other)
        session.flush()
        session.add(SubmissionFile(submission_id=other.id, file_id=file_id, place=1))
        session.commit()
    due = add_months(ends_on(over), 72) + DAY
    remove_kept(settings, over.database, store, due - DAY)
    remove_kept(settings, over.database, store, due + 30 * DAY)
    with over.database.reading() as session:
        assert session.scalar(sa.select(StoredFile.removed_at).where(StoredFile.id == file_id)) is None


def test_bytes_that_a_crash_left_behind_are_swept(over: World, settings: Settings) -> None:
    store = over.store
    assert store
    with over.database.writing() as session:
        key = session.scalars(sa.select(StoredFile.key).limit(1)).one()
        session.execute(sa.update(StoredFile).where(StoredFile.key == key).values(removed_at=clock.now()))
        session.commit()
    with over.database.reading() as session:
        (found,) = find_orphans(session, store, clock.now() + DAY)
        assert found.startswith(f"file: {key} is in the store and belongs to no row")
        assert list(verify_files(session, store)) == []
    assert sweep_files(over.database, store, settings.incoming, clock.now() + 2 * DAY).put_aside == 1
    assert sweep_files(over.database, store, settings.incoming, clock.now() + 40 * DAY).thrown_away == 1


def test_an_archive_that_is_being_made_is_shown_to_whoever_asked_for_it(
    over: World, settings: Settings
) -> None:
    second = paying.second_manager(over)
    with over.database.writing() as session:
        ask_archive(session, over.manager, over.contract_place(session))
        with pytest.raises(CannotDo, match="Somebody else has asked for it"):
            ask_archive(session, second, over.contract_place(session, second))
    assert over.store
    Worker(settings, over.database, over.store).do_all()
    with clock_on(over.today + DAY):
        with over.database.writing() as session:
            ask_archive(session, second, over.contract_place(session, second))
        Worker(settings, over.database, over.store).do_all()
    with over.database.reading() as session:
        made = sa.select(Event.person_id).where(Event.name == "contract-archived").order_by(Event.number)
        assert session.scalars(made).all() == [over.manager.person_id, second.person_id]


def test_an_archive_is_its_contracts_managers_alone(over: World, settings: Settings) -> None:
    archive(over, settings)
    with over.database.reading() as session:
        place = over.contract_place(session)
        assert Audience.MANAGER in place.audiences
        file_id = session.scalars(
            sa.select(StoredFile.id).where(StoredFile.organisation_id == over.lead_id)
        ).one()
        for viewer in (over.colleague, over.manager, over.reviewer):
            with pytest.raises(NotHere):
                get_file(session, viewer, file_id)
