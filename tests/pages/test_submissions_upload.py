"""From a button to a receipt: every question of a draft, as a browser without script meets it."""

import re
import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from portal import clock
from portal.records import StoredFile, Submission
from portal.settings import Settings
from portal.words.wording import day
from tests.builders import good_files, sending
from tests.builders.days import counts_from
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, ClientFor

BEGAN = counts_from(clock.today())
NEEDS_DATE = {
    "from_on-day": f"{BEGAN.day}",
    "from_on-month": f"{BEGAN:%B}",
    "from_on-year": f"{BEGAN.year}",
}
AS_DATA = {"accept": "application/json"}
FIELD = b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n'


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def start(client: PageClient, world: World, key: str, part: str = "") -> str:
    """The address of a new draft."""
    base = f"/engagements/{world.engagement_id}/requirements/{key}"
    client.get(base)
    return client.post(f"{base}/start", {"part": part}).location.rpartition("/")[0]


def row(world: World, address: str) -> Any:
    wanted = sa.select(Submission).where(Submission.id == uuid.UUID(address.rpartition("/")[2]))
    with world.database.reading() as session:
        return session.scalars(wanted).one()


def staged(settings: Settings) -> list[str]:
    return [each.name for each in settings.incoming.iterdir()] if settings.incoming.exists() else []


def test_a_document_from_button_to_receipt(member: PageClient, world: World, settings: Settings) -> None:
    draft = start(member, world, "anti-bribery")
    page = member.get(f"{draft}/files")
    assert page.heading == "Add your files"
    answer = member.upload(
        f"{draft}/files", [("policy.pdf", good_files.pdf()), ("notes.docx", good_files.docx())]
    )
    assert answer.location == f"{draft}/dates"
    assert staged(settings) == []
    member.follow(answer)
    answer = member.post(f"{draft}/dates", NEEDS_DATE)
    assert answer.location == f"{draft}/answers"
    words = member.follow(answer).words
    assert "policy.pdf" in words
    assert day(BEGAN) in words
    answer = member.post(f"{draft}/answers")
    receipt = member.follow(answer)
    assert receipt.heading == "Sent to Harbour Light"
    assert re.search(r"S-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt.words)
    assert "2 files" in receipt.words
    assert member.post(f"{draft}/answers").location == f"{draft}/receipt"
    for tail in ("files", "dates", "answers", "discard"):
        assert member.get(f"{draft}/{tail}", 303).location == f"{draft}/receipt"
    member.get(f"{draft}/amount", 303)


def test_pressing_start_twice_opens_one_draft(member: PageClient, world: World) -> None:
    assert start(member, world, "anti-bribery") == start(member, world, "anti-bribery")


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("anti-bribery", "x"),
        ("insurance", ""),
        ("insurance", "yacht"),
        ("market-stewardship", ""),
        ("audited-accounts", "2026-02-30"),
        ("dbs-checks", ""),
        ("dbs-checks", str(uuid.UUID(int=7))),
        ("nothing", ""),
    ],
)
def test_what_cannot_be_started(member: PageClient, world: World, key: str, part: str) -> None:
    member.get(f"/engagements/{world.engagement_id}")
    member.post(f"/engagements/{world.engagement_id}/requirements/{key}/start", {"part": part}, 404)


def test_only_the_partner_gets_at_a_draft(client_for: ClientFor, world: World) -> None:
    draft = f"/submissions/{sending.draft(world, 'anti-bribery')}"
    for who in (world.manager, world.reviewer, world.officer, world.second_member, world.noise_member):
        client = client_for(who)
        for tail in ("files", "dates", "answers", "receipt", "discard"):
            client.get(f"{draft}/{tail}", 404)
        client.post(f"{draft}/dates", NEEDS_DATE, 404)
        client.upload(f"{draft}/files", [("policy.pdf", good_files.pdf())], status=404)
        client.post(f"{draft}/discard", status=404)


def test_what_is_refused_is_said_and_the_rest_is_kept(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    sent = [("good.pdf", good_files.pdf()), ("bad.pdf", b"<html>"), ("~$lock.docx", b"x"), ("empty.pdf", b"")]
    answer = member.upload(f"{draft}/files", sent, status=422)
    assert len(answer.problems) == 3
    assert "This file is empty." in " ".join(answer.problems)
    assert "good.pdf" in answer.links
    assert answer.title.startswith("Error: ")
    assert answer.links["good.pdf"].startswith("/files/")


def test_no_file_is_no_way_on(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    answer = member.upload(f"{draft}/files", [], status=422)
    assert answer.problems == ["Choose at least one file."]
    member.post(f"{draft}/files", {}, 422)


def test_more_files_before_going_on(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    answer = member.upload(f"{draft}/files", [("a.pdf", good_files.pdf())], {"go": "stay"})
    assert answer.location == f"{draft}/files"
    assert member.upload(f"{draft}/files", [], {"go": "next"}).location == f"{draft}/dates"


def test_the_same_file_twice_is_kept_once(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    for _ in range(2):
        member.upload(f"{draft}/files", [("a.pdf", good_files.pdf())])
    assert len(member.get(f"{draft}/files").find("//button[@name='delete']")) == 1
    assert world.store is not None
    assert len(list(world.store.keys())) == 1


def test_a_file_without_the_token_is_not_kept(member: PageClient, world: World, settings: Settings) -> None:
    draft = start(member, world, "anti-bribery")
    for token in ("", "wrong", "a" * 128):
        answer = member.upload(
            f"{draft}/files", [("a.pdf", good_files.pdf())], {"_csrf_token": token}, status=403
        )
        assert answer.heading
    assert staged(settings) == []
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "application/json", ""])
def test_what_is_no_upload_needs_the_token_too(member: PageClient, world: World, kind: str) -> None:
    draft = start(member, world, "anti-bribery")
    for body in (b"", b"go=next", b"_csrf_token=wrong"):
        answer = member.ask("POST", f"{draft}/files", 403, content=body, headers={"content-type": kind})
        assert "open for too long" in answer.words
    headers = {"content-type": kind, "x-csrftoken": member.token}
    member.ask("POST", f"{draft}/files", 422, content=b"", headers=headers)


def test_a_form_without_files_is_no_longer_than_its_fields_may_be(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    form = {"content-type": "application/x-www-form-urlencoded"}
    member.ask("POST", f"{draft}/files", 413, content=b"x" * (1024 * 1024 + 1), headers=form)
    member.ask("POST", f"{draft}/files", 400, content=b"x=1&" * 300, headers=form)


def test_a_script_of_somebody_signed_out_is_told_where_to_sign_in(
    stranger: PageClient, member: PageClient, world: World
) -> None:
    draft = start(member, world, "anti-bribery")
    headers = AS_DATA | {"x-csrftoken": stranger.token, "referer": f"{ADDRESS}{draft}/files?then=answers"}
    for door in (f"{draft}/files", f"{draft}/files/remove"):
        answer = stranger.ask("POST", door, 401, files={"files": b"x"}, headers=headers)
        said = answer.response.json()["error"]
        assert said["message"] == "You are signed out, so nothing was done. Sign in, then try again."
        assert stranger.get(said["signIn"]).value("next") == f"{draft}/files?then=answers"
    elsewhere = headers | {"referer": "https://elsewhere.example/x"}
    answer = stranger.ask("POST", f"{draft}/files", 401, content=b"", headers=elsewhere)
    assert answer.response.json()["error"]["signIn"] == "/sign-in"


def test_a_file_is_taken_out(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    member.upload(f"{draft}/files", [("a.pdf", good_files.pdf())])
    file_id = member.get(f"{draft}/files").find("//button[@name='delete']")[0].get("value")
    for _ in range(2):
        assert member.post(f"{draft}/files/remove", {"delete": file_id}).location == f"{draft}/files"
    assert not member.get(f"{draft}/files").find("//button[@name='delete']")


def test_the_script_gets_data(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    answer = member.upload(f"{draft}/files", [("a.pdf", good_files.pdf())], headers=AS_DATA, status=201)
    said = answer.response.json()
    assert said["success"]["messageText"].startswith("a.pdf has arrived")
    assert said["file"]["originalname"] == "a.pdf"
    bad = member.upload(f"{draft}/files", [("b.pdf", b"<html>")], headers=AS_DATA, status=422).response.json()
    assert bad["error"]["message"].startswith("b.pdf: This is a web page")
    gone = member.post(f"{draft}/files/remove", {"delete": said["file"]["filename"]}, 200, headers=AS_DATA)
    assert gone.response.json()["success"]["messageText"] == "a.pdf is taken out"
    lost = member.upload(
        f"{draft}/files", [("c.pdf", good_files.pdf())], {"_csrf_token": "no"}, headers=AS_DATA, status=403
    )
    assert "Load it again" in lost.response.json()["error"]["message"]


def test_script_may_carry_the_token_as_a_header(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    files = {"files": ("a.pdf", good_files.pdf(), "application/pdf")}
    headers = {**AS_DATA, "x-csrftoken": member.token}
    member.ask("POST", f"{draft}/files", 201, files=files, headers=headers)


def test_a_body_that_is_no_form(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert member.ask("POST", f"{draft}/files", 400, content=b"nothing like it", headers=headers).heading


@pytest.mark.parametrize(
    ("status", "sentence", "sent"),
    [
        (400, "The file did not arrive whole.", {"content": b"nothing like it"}),
        (413, "too much text in one of the fields", {"content": FIELD + b"x" * 70_000 + b"\r\n--x--\r\n"}),
        (413, "Send fewer or smaller files.", {"content": (FIELD + b"\r\n") * 201 + b"--x--\r\n"}),
        (413, "Send fewer or smaller files.", {"content": b"", "length": "9" * 12}),
    ],
)
def test_what_breaks_is_said_on_a_page_and_to_the_script(
    member: PageClient, world: World, status: int, sentence: str, sent: dict[str, Any]
) -> None:
    draft = start(member, world, "anti-bribery")
    form = {"content-type": "multipart/form-data; boundary=x"}
    form |= {"content-length": sent["length"]} if "length" in sent else {}
    page = member.ask("POST", f"{draft}/files", status, content=sent["content"], headers=form)
    assert sentence in page.words
    data = member.ask("POST", f"{draft}/files", status, content=sent["content"], headers=form | AS_DATA)
    assert sentence in data.response.json()["error"]["message"]


def test_what_was_sent_takes_no_file_from_anybody(member: PageClient, world: World) -> None:
    draft = f"/submissions/{sending.send(world, 'anti-bribery')}"
    member.get("/")
    late = [("late.pdf", good_files.pdf())]
    assert member.upload(f"{draft}/files", late).location == f"{draft}/receipt?late=yes"
    told = member.upload(f"{draft}/files", late, headers=AS_DATA, status=409).response.json()
    assert told["error"]["message"].startswith("This can no longer be changed here. Load the page again")
    assert member.post(f"{draft}/files/remove", {"delete": "x"}, 303).location == f"{draft}/receipt?late=yes"
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 1


def test_one_file_brought_twice_at_once_is_kept_once(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    member.upload(f"{draft}/files", [("a.pdf", good_files.pdf()), ("a.pdf", good_files.pdf())])
    assert len(member.get(f"{draft}/files").find("//button[@name='delete']")) == 1


def test_nothing_is_read_twice_for_one_page(member: PageClient, world: World) -> None:
    draft = start(member, world, "anti-bribery")
    member.upload(f"{draft}/files", [("a.pdf", good_files.pdf())])
    for tail in ("files", "dates", "answers", "discard"):
        member.get(f"{draft}/{tail}")
        assert repeated(member) == [], tail
    sent = f"/submissions/{sending.send(world, 'complaints-policy')}"
    for tail in ("receipt", "elsewhere"):
        member.get(f"{sent}/{tail}")
        assert [each for each in repeated(member) if "stored_file" in each] == [], tail


def repeated(client: PageClient) -> list[str]:
    """The statements that its last request has sent more than once."""
    return [each for each in set(client.queries) if client.queries.count(each) > 1]
