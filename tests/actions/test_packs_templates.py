"""Packs in an organisation's own Word template: which a pack is made with; two who change it at once."""

import io
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document

from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, keep_file
from portal.files.queries import is_given_away, list_unsent
from portal.packs.actions.replace_template import remove_template, replace_template
from portal.packs.queries.packs import PackLine
from portal.packs.queries.templates import TemplateLine
from portal.records import Event, PackTemplate, StoredFile
from tests.actions.test_packs import PEOPLE
from tests.builders import packing, sending, templating
from tests.builders.at_once import raised_by
from tests.builders.world import World


def words_in(world: World, pack: PackLine) -> str:
    content = packing.document_in(packing.content_of(world, pack))
    return " ".join(templating.texts(content).values())


def mark(world: World, template: TemplateLine, **values: str) -> None:
    with world.database.writing() as session:
        its = StoredFile.id == template.file_id
        session.execute(sa.update(StoredFile).where(its).values(**values))
        session.commit()


def test_a_pack_is_made_with_it_and_says_with_which(world: World, tmp_path: Path) -> None:
    sending.accepted(world, "complaints-policy")
    template = templating.put(world, templating.docx("Dear reader of {{contract_title}}", "{{evidence}}"))
    pack = packing.made(world)
    assert (pack.template_sha256, pack.template_why) == (template.sha256, None)
    said = words_in(world, pack)
    assert "Dear reader of Peer support on the coast" in said
    assert "Complete: 1 of 1 file" in said
    assert "Accepted until" in said
    assert "Rafi Reviewer" in said
    assert packing.check(packing.content_of(world, pack), tmp_path)[0] == 0


def test_all_that_the_tables_of_our_own_document_say_stands_in_our_example(world: World) -> None:
    sending.accepted(world, "complaints-policy")
    sending.accept(world, sending.check(world, sending.a_worker(world, "Wilhelmina Workersdaughter")))
    of_ours = cells(world, packing.made(world))[1:]
    assert len(of_ours) > 8
    templating.put(world)
    pack = packing.made(world)
    assert [each for each in of_ours if each not in cells(world, pack)] == []
    assert "{{" not in words_in(world, pack)
    assert "Workersdaughter" not in words_in(world, pack)


def cells(world: World, pack: PackLine) -> list[list[str]]:
    """What each table says."""
    document = Document(io.BytesIO(packing.document_in(packing.content_of(world, pack))))
    return [[cell.text for row in each.rows for cell in row.cells] for each in document.tables]


def test_for_the_council_nobody_is_named_with_a_template_either(world: World) -> None:
    sending.accepted(world, "complaints-policy")
    sending.give_back(world, sending.send(world, "anti-bribery"))
    templating.put(world)
    pack = packing.made(world, without_names=True)
    assert pack.template_sha256
    for name in PEOPLE:
        assert name not in words_in(world, pack), name


def test_only_its_owners_packs_are_made_with_it(world: World) -> None:
    templating.put(world)
    packing.own_pack(world)
    with world.database.reading() as session:
        assert session.scalars(sa.text("select template_sha256 from pack")).all() == [None]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda world, its: mark(world, its, scan="checking"), "it is still being checked for viruses"),
        (lambda world, its: mark(world, its, scan="found"), "a virus scanner found it to be harmful"),
        (lambda world, its: mark(world, its, sha256="0" * 64), "it is not what was uploaded any more"),
        (lambda world, its: world.store.remove(its.key), "it is not in the store"),
    ],
)
def test_one_that_cannot_be_used_keeps_nobody_from_the_pack(
    world: World, act: Callable[[World, TemplateLine], None], why: str
) -> None:
    act(world, templating.put(world))
    pack = packing.made(world)
    assert pack.is_ready
    assert pack.template_sha256 is None
    assert (pack.template_why or "").startswith(why)
    assert "State on" in words_in(world, pack)


def test_what_is_made_keeps_the_one_that_it_was_made_with(world: World) -> None:
    first = templating.put(world, templating.docx("First"))
    pack = packing.made(world)
    templating.put(world, templating.docx("Second"), seen=str(first.template_id))
    assert packing.pack_of(world, pack.pack_id).template_sha256 == first.sha256
    again = packing.made(world)
    assert "Second" in words_in(world, again)
    with world.database.writing() as session:
        found = templating.in_use(world)
        assert found
        remove_template(session, world.manager, templating.managed(world, session), found.template_id)
    assert packing.made(world).template_sha256 is None
    assert world.store
    assert b"".join(world.store.read(first.key)), "a pack that is being made may still need it"
    with world.database.reading() as session:
        assert is_given_away(session, first.file_id)
        assert first.file_id not in {
            each.file_id for each in list_unsent(session, world.manager, world.lead_id)
        }


def test_only_its_managers_change_it(world: World, tmp_path: Path) -> None:
    template = templating.put(world)
    with world.database.writing() as session, pytest.raises(NotHere):
        templating.managed(world, session, world.reviewer)
    with world.database.writing() as session:
        place = world.own_place(session, world.reviewer)
        with pytest.raises(NotAllowed):
            remove_template(session, world.reviewer, place, template.template_id)
        with pytest.raises(NotAllowed):
            replace_template(session, world.reviewer, place, kept(world, tmp_path), str(template.template_id))


def kept(world: World, folder: Path, content: bytes | None = None) -> KeptFile:
    assert world.store
    return keep_file(world.store, templating.taken(content or templating.example(), folder), scanned=False)


def test_two_managers_at_once_do_not_overwrite_each_other(world: World, tmp_path: Path) -> None:
    files = [kept(world, tmp_path, templating.docx(words)) for words in ("One", "Two")]

    def act(file: KeptFile) -> Callable[[], None]:
        def put() -> None:
            with world.database.writing() as session:
                replace_template(session, world.manager, templating.managed(world, session), file, "")

        return put

    raised = [each for each in raised_by(*map(act, files)) if each]
    assert len(raised) == 1
    assert "Mary Manager has put in another template meanwhile" in str(raised[0])
    assert events(world) == ["pack-template-put"]


def test_pressed_twice_it_is_put_in_once(world: World, tmp_path: Path) -> None:
    content = templating.example()
    template = templating.put(world, content)
    with world.database.writing() as session:
        place = templating.managed(world, session)
        assert not replace_template(session, world.manager, place, kept(world, tmp_path, content), "")
    for _ in range(2):
        with world.database.writing() as session:
            remove_template(session, world.manager, templating.managed(world, session), template.template_id)
    assert events(world) == ["pack-template-put", "pack-template-removed"]


def test_who_takes_away_what_is_gone_already_takes_nothing_else_away(world: World) -> None:
    first = templating.put(world, templating.docx("First"))
    second = templating.put(world, templating.docx("Second"), seen=str(first.template_id))
    with world.database.writing() as session, pytest.raises(CannotDo):
        remove_template(session, world.manager, templating.managed(world, session), first.template_id)
    found = templating.in_use(world)
    assert found
    assert found.template_id == second.template_id
    with world.database.writing() as session, suppress(NotHere):
        place = templating.managed(world, session)
        with pytest.raises(CannotDo):
            remove_template(session, world.manager, place, uuid.uuid4())


def events(world: World) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Event.name).where(Event.name.startswith("pack-template")).order_by(Event.number)
        assert session.scalar(sa.select(sa.func.count()).select_from(PackTemplate))
        return list(session.scalars(query))
