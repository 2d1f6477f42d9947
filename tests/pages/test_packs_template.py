"""The page of an organisation's Word template: a list of placeholders, an example, put in, refused, taken
away."""

import io

import pytest
import sqlalchemy as sa
from docx import Document

from portal.records import StoredFile
from portal.web.addresses import EXAMPLE_TEMPLATE, ORGANISATION, PACK, REMOVE_TEMPLATE, TEMPLATE
from tests.builders import hostile_office as office
from tests.builders import packing, templating
from tests.builders.hostile_contents import claims_gigabytes, docx_with
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

SITE = "https://example.org/"
PUT = "Packs that are asked for from now on are made with it."


@pytest.fixture
def manager(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def upload(
    client: PageClient, world: World, content: bytes, status: int = 303, name: str = "ours.docx"
) -> Answer:
    address = TEMPLATE(world.lead_id)
    return client.upload(
        address, [(name, content)], {"seen": client.get(address).value("seen")}, status, "file"
    )


def test_a_manager_puts_in_the_example_and_takes_it_away(
    manager: PageClient, world: World, client_for: ClientFor
) -> None:
    about = manager.get(ORGANISATION(world.lead_id))
    assert "Word template for packs" in about.words
    page = manager.get(TEMPLATE(world.lead_id))
    for name in ("{{contract_title}}", "{{files}}", "{{requirements}}"):
        assert name in page.words
    example = manager.get(EXAMPLE_TEMPLATE(world.lead_id)).content
    Document(io.BytesIO(example))
    shown = manager.follow(upload(manager, world, example))
    assert PUT in shown.words
    assert "Put in by Mary Manager on" in shown.words
    assert "ours.docx" in shown.words
    pack = packing.made(world)
    shown = manager.get(PACK(world.contract_id, pack.pack_id))
    assert f"Your own, SHA-256 {pack.template_sha256}" in shown.words
    shared = packing.made(world, without_names=True)
    manager.post(f"{PACK(world.contract_id, shared.pack_id)}/share", {"days": "14"})
    read = client_for(world.officer).get(PACK(world.contract_id, shared.pack_id)).words
    assert f"Harbour Light’s own, SHA-256 {pack.template_sha256}" in read
    found = templating.in_use(world)
    assert found
    assert manager.get(f"/files/{found.file_id}").content == example
    gone = manager.follow(manager.post(REMOVE_TEMPLATE(world.lead_id, found.template_id), {}))
    assert "Packs have our own look again." in gone.words


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (
            templating.docx("{{contract_titel}} {{ ''.__class__ }}"),
            "ours.docx",
            "{{contract_titel}} is not one of ours; did you mean {{contract_title}}? {{''.__class__}} is not"
            " one of ours.",
        ),
        (templating.docx("{% for x in y %}"), "ours.docx", "nothing is worked out in a template"),
        (templating.docx(*(f"{{{{nonsense_{each}}}}}" for each in range(9))), "ours.docx", "And 3 more."),
        (docx_with(**{"word__vbaProject.bin": b"VBA"}), "ours.docx", "It is called “word/vbaProject.bin”."),
        (templating.docx("{{ ().__class__ }}"), "ours.docx", "{{().__class__}} is not one of ours."),
        (
            templating.docx("{{contract_title.lead.people}}"),
            "ours.docx",
            "{{contract_title.lead.people}} is not one of ours",
        ),
        (templating.docx("{{lead * 99999999}}"), "ours.docx", "{{lead * 99999999}} is not one of ours."),
        (templating.docx("{% for x in range(10**9) %}"), "ours.docx", "{% for x in range(10**9) %}"),
        (templating.docx("{{lead}}" * 501), "ours.docx", "placeholders"),
        (office.linked("image", f"{SITE}spy.png"), "ours.docx", "fetches something from another computer"),
        (office.linked("frame", f"{SITE}page"), "ours.docx", "fetches something from another computer"),
        (office.template(f"{SITE}evil.dotm"), "ours.docx", "fetches something from another computer"),
        (office.word("aFChunk", "chunk.html"), "ours.docx", "There are other files or programs inside"),
        (claims_gigabytes(), "ours.docx", "unpacks to far more than its size"),
        (b"%PDF-1.4 no", "ours.pdf", "damaged"),
        (b"", "ours.docx", "This file is empty."),
    ],
)
def test_a_wrong_one_is_refused_with_what_is_wrong(
    manager: PageClient, world: World, content: bytes, name: str, said: str
) -> None:
    answer = upload(manager, world, content, 422, name)
    assert said in " ".join(answer.problems), answer.problems
    assert templating.in_use(world) is None
    with world.database.reading() as session:
        assert session.scalars(sa.select(StoredFile.id)).all() == []


def test_who_has_not_seen_what_another_put_in_is_told(manager: PageClient, world: World) -> None:
    old = manager.get(TEMPLATE(world.lead_id)).value("seen")
    templating.put(world, templating.docx("Theirs"))
    file = [("mine.docx", templating.example())]
    answer = manager.upload(TEMPLATE(world.lead_id), file, {"seen": old}, 422, "file")
    assert "Mary Manager has put in another template meanwhile" in " ".join(answer.problems)
    assert PUT in manager.follow(upload(manager, world, templating.example())).words


def test_a_template_that_is_not_scanned_yet_is_not_used_and_says_so(
    world: World, manager: PageClient
) -> None:
    template = templating.put(world)
    held = {"checking": "It is not used before that is done", "found": "until a clean copy is put in"}
    for scan, said in held.items():
        with world.database.writing() as session:
            its = StoredFile.id == template.file_id
            session.execute(sa.update(StoredFile).where(its).values(scan=scan))
            session.commit()
        assert said in manager.get(TEMPLATE(world.lead_id)).words
    pack = packing.made(world)
    shown = manager.get(PACK(world.contract_id, pack.pack_id)).words
    assert "Ours, since your own could not be used: a virus scanner found it to be harmful" in shown


def test_colleagues_look_and_do_not_change_it(client_for: ClientFor, world: World) -> None:
    page = client_for(world.reviewer).get(TEMPLATE(world.lead_id))
    assert "A manager of Harbour Light can change this." in page.words
    assert "Put it in" not in page.words
    client_for(world.manager).get(TEMPLATE(world.partner_id), status=404)
