"""Every door that takes files, against files and names that mean ill or come from careless programs."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from litestar import Litestar
from litestar.routes import HTTPRoute

from portal import clock
from portal.records import StoredFile, SubmissionFile
from portal.web.addresses import ROW_PHOTO
from portal.web.door import Door
from portal.words.returns import in_address
from tests.builders import finding as findings
from tests.builders import looking, promising, returning
from tests.builders.good_files import pdf, picture
from tests.builders.hostile_files import BAD_FILES, UNLIKE
from tests.builders.hostile_names import BAD_NAMES
from tests.builders.sending import draft, send
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.furnished import ISSUED
from tests.pages.furniture import issue

EDGE = b"----an-edge-that-no-file-has"
DRAFT, ISSUE = "/submissions/{submission_id}/files", "/contracts/{contract_id}/issue/{key}"
EDITION = f"{ISSUE}/edition"
REPLACE = "/submissions/{submission_id}/replace"
WORD = "/checklists/from-word"
PEOPLE = "/organisations/{organisation_id}/register/import"
PARTNERS = "/contracts/{contract_id}/partners/import"
TRACKING = "/contracts/{contract_id}/carry-over"
VERSION = "/contracts/{contract_id}/checklist/from-file"
COMMENT = "/engagements/{engagement_id}/findings/{finding_id}/comment"
DONE = "/engagements/{engagement_id}/actions/{action_id}/done"
SECTION = "/engagements/{engagement_id}/returns/{return_key}/{part}/sections/{section}"
RETURNED, WORKBOOK = f"{SECTION}/files", f"{SECTION}/workbook"
PHOTO = "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/rows/{row_id}/photos"
PROMISED = "/engagements/{engagement_id}/commitments/{commitment_id}/{year}"
OWN = "/contracts/{contract_id}/commitments/{commitment_id}/{year}/give"
KEEPING = [DRAFT, ISSUE, EDITION, REPLACE, PHOTO, COMMENT, DONE, RETURNED, PROMISED, OWN]
TEMPLATE = "/organisations/{organisation_id}/template"
LAYOUT = "/contracts/{contract_id}/council/layout"
READING = [TEMPLATE, WORD, PEOPLE, PARTNERS, TRACKING, VERSION, WORKBOOK, LAYOUT]
"""Doors that keep the file, and doors that only read it or keep what can be read alone."""


def in_turn(pattern: str, *, is_whole: bool) -> slice:
    """Each bad thing is tried at one door that keeps and at one that reads, dealt out like cards, since doors
    of a sort take by the same code; at every door only with --whole."""
    alike = KEEPING if pattern in KEEPING else READING
    return slice(None) if is_whole else slice(alike.index(pattern), None, len(alike))


@pytest.fixture
def doors(world: World, client_for: ClientFor) -> dict[str, tuple[PageClient, str]]:
    """By pattern: who may send files there, and the address."""
    finding_id, action_id = findings.sent(world)
    submission_id, sent_id = draft(world, "safeguarding-policy"), send(world, "anti-bribery")
    issue(world, ISSUED)
    returning.begin(world)
    quarter = in_address(returning.quarter(world))
    sections = f"/engagements/{world.engagement_id}/returns/{returning.REPORT}/{quarter}/sections"
    return {
        **promised_doors(world, client_for),
        PHOTO: (client_for(world.reviewer), photo_address(world)),
        REPLACE: (client_for(world.member), f"/submissions/{sent_id}/replace"),
        DRAFT: (client_for(world.member), f"/submissions/{submission_id}/files"),
        ISSUE: (client_for(world.manager), f"/contracts/{world.contract_id}/issue/sub-contract"),
        EDITION: (client_for(world.manager), f"/contracts/{world.contract_id}/issue/{ISSUED}/edition"),
        COMMENT: (
            client_for(world.member),
            f"/engagements/{world.engagement_id}/findings/{finding_id}/comment",
        ),
        DONE: (client_for(world.member), f"/engagements/{world.engagement_id}/actions/{action_id}/done"),
        TEMPLATE: (client_for(world.manager), f"/organisations/{world.lead_id}/template"),
        WORD: (client_for(world.manager), WORD),
        PEOPLE: (client_for(world.member), f"/organisations/{world.partner_id}/register/import"),
        PARTNERS: (client_for(world.manager), f"/contracts/{world.contract_id}/partners/import"),
        TRACKING: (client_for(world.manager), f"/contracts/{world.contract_id}/carry-over"),
        VERSION: (client_for(world.manager), f"/contracts/{world.contract_id}/checklist/from-file"),
        RETURNED: (client_for(world.member), f"{sections}/case-study/files"),
        LAYOUT: (client_for(world.manager), f"/contracts/{world.contract_id}/council/layout"),
        WORKBOOK: (client_for(world.member), f"{sections}/data/workbook"),
    }


def promised_doors(world: World, client_for: ClientFor) -> dict[str, tuple[PageClient, str]]:
    year, its, own = promising.current(world).year, promising.promised(world), promising.own(world)
    base = f"/engagements/{world.engagement_id}/commitments/{its}/{year}"
    of_lead = f"/contracts/{world.contract_id}/commitments/{own}/{year}/give"
    return {PROMISED: (client_for(world.member), base), OWN: (client_for(world.reviewer), of_lead)}


def photo_address(world: World) -> str:
    visit_id = looking.a_visit(world)
    looking.drawn(world, visit_id)
    row_id = looking.rows(world, visit_id)[0].row_id
    return ROW_PHOTO(world.contract_id, visit_id, world.engagement_id, row_id)


def test_these_are_all_the_doors_that_take_files(app: Door, doors: dict[str, tuple[PageClient, str]]) -> None:
    inner = app.app
    assert isinstance(inner, Litestar)
    found = {
        route.path_format
        for route in inner.routes
        if isinstance(route, HTTPRoute)
        and any("most_files" in handler.opt for handler in route.route_handlers)
    }
    assert found == {*KEEPING, *READING} == {*doors}


def only_file(world: World) -> str:
    """The file of what was sent."""
    with world.database.reading() as session:
        return str(session.scalars(sa.select(SubmissionFile.file_id)).one())


def kept_names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(StoredFile.name).order_by(StoredFile.uploaded_at)))


def test_a_bad_file_is_refused_with_a_sentence(
    doors: dict[str, tuple[PageClient, str]], world: World, is_whole: bool
) -> None:
    """Of those that are alike one is tried, and all of them only with --whole."""
    before, some = kept_names(world), BAD_FILES if is_whole else UNLIKE
    for pattern, (client, address) in doors.items():
        for bad in some[in_turn(pattern, is_whole=is_whole)]:
            answer = client.upload(address, [(bad.name, bad.build())], status=422)
            said = [problem for problem in answer.problems if len(problem.split()) > 3]
            assert said, (pattern, bad.why, answer.problems)
        assert kept_names(world) == before, pattern
    assert len(some) >= 80


def body_with(name: str, token: str, content: bytes, which: str) -> bytes:
    """A form as a careless program writes it: the name goes in as it is, but for quotes and line ends.
    `which` is the file that it takes the place of, where it takes any."""
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    digest = hashlib.sha256(content).hexdigest()
    typed = {"_csrf_token": token, "which": which, "words": digest, "evidence": digest, "figure": "1"}
    lines = []
    for field, value in typed.items():
        lines += [
            b"--" + EDGE,
            f'Content-Disposition: form-data; name="{field}"'.encode(),
            b"",
            value.encode(),
        ]
    lines += [
        b"--" + EDGE,
        *fields_of_an_edition(),
        b'Content-Disposition: form-data; name="files"; filename="'
        + quoted.encode("utf-8", "surrogatepass")
        + b'"',
        b"Content-Type: application/pdf",
        b"",
        content,
        b"--" + EDGE + b"--",
        b"",
    ]
    return b"\r\n".join(lines)


def fields_of_an_edition() -> Iterator[bytes]:
    on = clock.today() + timedelta(days=1)
    days = {"from_on-day": f"{on.day}", "from_on-month": f"{on.month}", "from_on-year": f"{on.year}"}
    typed = {"number": "2", "title": "The next one", **days}
    for name, value in typed.items():
        yield from (f'Content-Disposition: form-data; name="{name}"'.encode(), b"", value.encode())
        yield b"--" + EDGE


def test_a_bad_name_opens_nothing(
    doors: dict[str, tuple[PageClient, str]], world: World, is_whole: bool
) -> None:
    which = only_file(world)
    kind = {"content-type": f"multipart/form-data; boundary={EDGE.decode()}"}
    for pattern, (client, address) in doors.items():
        before = kept_names(world)
        for number, name in enumerate([*BAD_NAMES][in_turn(pattern, is_whole=is_whole)]):
            content = picture("JPEG", 100 + number) if pattern == PHOTO else pdf(f"Policy {number}")
            if pattern == PHOTO:
                name = name.replace(".pdf", ".jpg")
            answer = client.ask(
                "POST", address, content=body_with(name, client.token, content, which), headers=kind
            )
            assert answer.status < 500, (ascii(name), answer.source)
        kept = kept_names(world)[len(before) :]
        assert bool(kept) is (pattern in KEEPING), pattern
        for shown in kept:
            assert shown.isprintable(), ascii(shown)
            assert not {"/", "\\"} & set(shown), ascii(shown)
            assert len(shown) <= 200
