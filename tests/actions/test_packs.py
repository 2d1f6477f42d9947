"""Packs: what goes into one, on both databases; frozen, made once, and never silent about what is missing."""

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document

from evidence.local_store import LocalStore
from portal.overview.queries.overview import count_levels
from portal.packs.actions.create_pack import WantedPack, create_pack
from portal.packs.presenters.words import whole_words
from portal.packs.queries.contents import load_contents
from portal.records import Engagement, EngagementTerms, StoredFile
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.actions.take_back import take_back
from portal.words.wording import day
from tests.builders import good_files, packing, receiving, sending, templating
from tests.builders.world import World


def words_of(content: bytes) -> str:
    """All that a pack's document says, tables too."""
    document = Document(io.BytesIO(packing.document_in(content)))
    return "\n".join("".join(run.text or "" for run in each.iter()) for each in document.element.body)


@pytest.fixture
def filed(world: World) -> World:
    """With one file, which is accepted."""
    sending.accepted(world, "complaints-policy")
    return world


@pytest.fixture
def busy(world: World) -> World:
    """With a policy that is accepted, one that waits, one that came back, a waiver, and a worker."""
    sending.accepted(world, "complaints-policy")
    sending.accept(world, sending.send(world, "insurance", amount=10_000_000))
    sending.send(world, "health-and-safety")
    sending.give_back(world, sending.send(world, "anti-bribery"))
    sending.accept(world, receiving.enter(world, "safeguarding-policy"), by=world.manager)
    sending.waive(world, "business-continuity", world.today + timedelta(days=90))
    sending.accept(world, sending.check(world, sending.a_worker(world, "Wilhelmina Workersdaughter")))
    return world


def test_what_is_in_the_way_says_which_part_is_whose(world: World) -> None:
    sending.accepted(world, "insurance", "professional-indemnity")
    sending.send(world, "insurance", "public-liability")
    content = packing.content_of(world, packing.made(world))
    document = Document(io.BytesIO(packing.document_in(content)))
    turns = [row.cells[-1].text for table in document.tables for row in table.rows]
    whose = "Employers' liability: Tidewater Peers’ turn. Public liability: with Harbour Light"
    assert turns.count(whose) == 2, "where it stands in the way, and among all that is asked"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_pack_of_very_many_partners_is_asked_for_once(world: World) -> None:
    """An index of PostgreSQL takes no more than 2,704 bytes of a row."""
    many = frozenset(uuid.uuid4() for _ in range(200))
    asked = []
    for some in (many, many, many - {min(many)}):
        with world.database.writing() as session:
            place = world.contract_place(session)
            wanted = WantedPack(world.today, with_some=some)
            asked.append(create_pack(session, world.manager, place, wanted))
    assert asked[0] == asked[1]
    assert asked[2] != asked[0]


def test_what_was_taken_back_is_in_no_pack(world: World) -> None:
    sent = sending.send(world, "health-and-safety")
    with world.database.writing() as session:
        place = world.submission_place(session, sent)
        take_back(session, world.member, place, sending.requirement("health-and-safety"))
    content = packing.content_of(world, packing.made(world))
    assert not [name for name in packing.files_in(content) if name.endswith("policy.pdf")]
    assert "Not decided yet" not in words_of(content)


def test_the_state_of_each_requirement_is_in_it_with_its_evidence(busy: World, tmp_path: Path) -> None:
    pack = packing.made(busy)
    content = packing.content_of(busy, pack)
    said = words_of(content)
    for words in (
        "Peer support on the coast",
        "Tidewater Peers, Eastmouth",
        "Open Door Folk, Westmouth",
        "Accepted until",
        "Waived until",
        "Please sign the last page.",
        "Agreed with the council for now.",
        "Rafi Reviewer, Harbour Light",
        "by Pat Partner",
        "With Harbour Light, checking",
        "Amount insured: £10 million",
        "Version 1, S-",
        f"Received by post on {day(busy.today)}, entered on {day(busy.today)} by Rafi Reviewer",
    ):
        assert words in said, words
    assert whole_words(pack.files, pack.files_asked, pack.unread) in said
    assert "Noise" not in said + packing.files_in(content)["manifest.csv"].decode()
    for row in packing.rows_in(content):
        assert row["In the pack"] == "yes"
        assert row["SHA-256"] in said
        assert row["Path in the pack"] in packing.files_in(content)
    assert "Workersdaughter" not in said + "\n".join(packing.files_in(content)), "workers are counted"
    assert "1 of 1 person" in said
    assert packing.check(content, tmp_path, packed=True)[0] == 0


def test_the_levels_are_those_of_the_readiness_page(world: World) -> None:
    with world.database.reading() as session:
        contents = load_contents(session, world.contract_id, frozenset(), world.today, world.today)
        place = world.contract_place(session)
        counted = count_levels(session, place, [world.today])[world.today]
    levels = [each.readiness.level for each in contents.engagements]
    assert {level: levels.count(level) for level in set(levels)} == counted.partners
    assert sum(each.counts.in_order for each in contents.engagements) == counted.in_order
    assert contents.ahead[world.today].partners == counted.partners


def test_only_whose_engagement_has_the_day_is_in_it(world: World) -> None:
    with world.database.reading() as session:
        late = load_contents(
            session, world.contract_id, frozenset(), world.ends_on + timedelta(days=1), world.today
        )
        one = load_contents(
            session, world.contract_id, frozenset({world.engagement_id}), world.today, world.today
        )
    assert late.engagements == ()
    assert len(late.apart) == 2
    assert [each.partner for each in one.engagements] == ["Tidewater Peers"]
    assert all(levels.all_partners <= 1 for levels in one.ahead.values())
    assert one.ahead[world.today].partners == {one.engagements[0].readiness.level: 1}


PEOPLE = (
    "Pat Partner",
    "Rafi Reviewer",
    "Mary Manager",
    "Wilhelmina",
    "Workersdaughter",
    "sign the last page",
)


def test_for_the_council_nobody_is_named(busy: World) -> None:
    draft = sending.draft(busy, "equal-opportunities")
    sending.attach(busy, draft, "Signed by Pat Partner.pdf", good_files.pdf())
    with busy.database.writing() as session:
        place = busy.submission_place(session, draft)
        answer_draft(session, place, sending.answers_to(sending.requirement("equal-opportunities"), ""))
        send_submission(session, busy.member.person_id, place, busy.today)
    nameless = packing.content_of(busy, packing.made(busy, without_names=True))
    said = words_of(nameless) + packing.files_in(nameless)["manifest.csv"].decode()
    said += "\n".join(packing.files_in(nameless)) + packing.files_in(nameless)["SHA256SUMS"].decode()
    for name in PEOPLE:
        assert name not in said, name
    assert "Waived until" in said
    assert "1 of 1 person" in said
    ours = packing.content_of(busy, packing.made(busy))
    assert "Signed by Pat Partner.pdf" in "\n".join(packing.files_in(ours))


def key_of(world: World) -> tuple[uuid.UUID, str, str]:
    with world.database.reading() as session:
        row = session.execute(sa.select(StoredFile.id, StoredFile.key, StoredFile.name)).first()
    assert row
    return row.id, row.key, row.name


def lose_bytes(world: World, _file_id: uuid.UUID, key: str) -> None:
    assert world.store
    world.store.remove(key)


def change_bytes(world: World, file_id: uuid.UUID, _key: str) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).where(StoredFile.id == file_id).values(sha256="0" * 64))
        session.commit()


def change_on_disk(world: World, _file_id: uuid.UUID, key: str) -> None:
    """One byte of it, whose length stays."""
    assert isinstance(world.store, LocalStore)
    path = world.store.folder / key
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def scan_as(word: str) -> Callable[[World, uuid.UUID, str], None]:
    def act(world: World, file_id: uuid.UUID, _key: str) -> None:
        with world.database.writing() as session:
            session.execute(sa.update(StoredFile).where(StoredFile.id == file_id).values(scan=word))
            session.commit()

    return act


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lose_bytes, "it is not in the store"),
        (change_bytes, "it is not what was sent any more"),
        (change_on_disk, "it is not what was sent any more"),
        (scan_as("checking"), "it is still being checked for viruses"),
        (scan_as("found"), "a virus scanner found it to be harmful, and it was taken away"),
    ],
)
def test_what_cannot_be_read_is_said_everywhere(
    filed: World, tmp_path: Path, act: Callable[[World, uuid.UUID, str], None], why: str
) -> None:
    file_id, key, _ = key_of(filed)
    act(filed, file_id, key)
    pack = packing.made(filed)
    assert pack.files == pack.files_asked - 1
    assert len(pack.unread) == 1
    said = whole_words(pack.files, pack.files_asked, pack.unread)
    assert said.startswith("Partial: 1 file could not be read: ")
    assert said.endswith(why)
    content = packing.content_of(filed, pack)
    assert said in words_of(content)
    assert f"Not in this pack: {why}" in words_of(content)
    rows = packing.rows_in(content)
    assert [row["In the pack"] for row in rows if row["In the pack"] != "yes"] == [f"no: {why}"]
    assert len(rows) == pack.files_asked
    assert packing.check(content, tmp_path)[0] == 0, "what is in it is as it was"


def test_where_nothing_can_be_read_it_says_so(filed: World) -> None:
    with filed.database.reading() as session:
        keys = session.scalars(sa.select(StoredFile.key)).all()
    for key in keys:
        lose_bytes(filed, uuid.uuid4(), key)
    pack = packing.made(filed)
    assert pack.files == 0
    assert whole_words(pack.files, pack.files_asked, pack.unread).startswith("Partial: ")


def test_it_is_frozen(filed: World) -> None:
    pack = packing.made(filed)
    before = packing.content_of(filed, pack)
    sending.accepted(filed, "equal-opportunities")
    packing.make(filed, pack.pack_id)
    after = packing.pack_of(filed, pack.pack_id)
    assert after == pack
    assert packing.content_of(filed, after) == before
    assert pack.known_at
    assert pack.checklist_version_id
    assert (pack.on_date, pack.asked_by) == (filed.today, "Mary Manager")


def test_a_partner_in_two_areas_is_one_partner(world: World) -> None:
    with world.database.writing() as session:
        second = Engagement.id == world.second_engagement_id
        session.execute(sa.update(Engagement).where(second).values(partner_id=world.partner_id))
        session.commit()
    said = words_of(packing.content_of(world, packing.made(world)))
    assert f"On {day(world.today)}, 1 partner, 2 counting each of its areas: 0 are ready; 2 are" in said
    templating.put(world, templating.docx("About {{partner}}, {{day}}, {{known}}, {{files}}"))
    pack = packing.made(world)
    content = packing.document_in(packing.content_of(world, pack))
    assert pack.template_sha256
    assert "About 1 partner, 2 counting each of its areas, " in " ".join(templating.texts(content).values())


def test_whoever_is_apart_and_has_no_area_is_named_without_one(world: World) -> None:
    later = {"area": "", "starts_on": world.today + timedelta(days=30)}
    with world.database.writing() as session:
        of_it = EngagementTerms.engagement_id == world.engagement_id
        session.execute(sa.update(EngagementTerms).where(of_it).values(later))
        session.execute(sa.update(Engagement).where(Engagement.id == world.engagement_id).values(later))
        session.commit()
    said = words_of(packing.content_of(world, packing.made(world)))
    apart = said.split("Not part of the contract on this day")[-1].split("What has changed")[0]
    assert "Tidewater Peers" in apart
    assert "Tidewater Peers," not in apart
