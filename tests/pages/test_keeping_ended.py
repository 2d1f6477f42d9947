"""What was sent by a session that has ended is back after signing in, as it was typed, at the same place."""

import re

import sqlalchemy as sa

from portal.acting.kept_typed import worth_keeping
from portal.database import Database
from portal.records import BrowserSession, Contract, KeptForm
from portal.settings import Settings
from portal.web.session_cookie import session_cookie
from tests.builders import good_files, packing, sending
from tests.builders.world import PASSWORD, World
from tests.house.sources import ROOT
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import press, seen_in

TYPED = {"title": "Walking groups, north", "starts_on-day": "31", "ends_on-year": "nineteen"}


def end_sessions(database: Database) -> None:
    with database.writing() as session:
        session.execute(sa.update(BrowserSession).values(expires_at=sa.text("created_at")))
        session.commit()


def change_page(world: World) -> str:
    return f"/contracts/{world.contract_id}/change"


def sent_when_ended(world: World, client: PageClient) -> Answer:
    """A manager types into a form, the session ends, the button is pressed."""
    shown = client.get(change_page(world))
    end_sessions(world.database)
    return client.follow(press(client, shown, TYPED))


def signs_in(client: PageClient, shown: Answer, email: str) -> Answer:
    return press(client, shown, {"email": email, "password": PASSWORD}, "/sign-in")


def title_of(world: World) -> str | None:
    with world.database.reading() as session:
        return session.scalar(sa.select(Contract.title).where(Contract.id == world.contract_id))


def test_the_form_is_back_as_it_was_typed(world: World, client_for: ClientFor) -> None:
    mary, before = client_for(world.manager), title_of(world)
    asked = sent_when_ended(world, mary)
    assert asked.heading == "Sign in"
    assert "You were signed out before this was sent." in asked.words
    assert "What you typed is kept" in asked.words
    back = signs_in(mary, asked, world.manager.email)
    assert back.location == change_page(world)
    shown = mary.follow(back)
    assert "You were signed out before this was sent, so nothing was done." in shown.words
    assert seen_in(shown, change_page(world)).items() >= {n: [v] for n, v in TYPED.items()}.items()
    assert not shown.problems
    assert title_of(world) == before
    again = press(mary, shown, {}, change_page(world), 422)
    assert any("last day" in each for each in again.problems)
    press(
        mary, again, {"ends_on-year": str(world.ends_on.year + 1), "starts_on-day": "1"}, change_page(world)
    )
    assert title_of(world) == TYPED["title"]
    assert "gs-again" not in mary.get(change_page(world)).source


def test_nobody_else_who_signs_in_there_sees_it(
    world: World, client_for: ClientFor, settings: Settings
) -> None:
    mary = client_for(world.manager)
    asked = sent_when_ended(world, mary)
    other = signs_in(mary, asked, world.member.email)
    answer = mary.ask("GET", other.location)
    assert "north" not in answer.source
    for page in ("/", change_page(world)):
        assert TYPED["title"] not in mary.ask("GET", page).source
    mary.http.cookies.delete(session_cookie(settings))
    back = signs_in(mary, mary.get("/sign-in"), world.manager.email)
    assert back.location == "/"
    home = mary.follow(back)
    assert "You have typed something that is not sent yet" in home.words
    assert change_page(world) in home.links.values()
    assert seen_in(mary.get(change_page(world)), change_page(world))["title"] == [TYPED["title"]]


def test_who_asks_for_a_page_is_told_why_she_has_to_sign_in(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    end_sessions(world.database)
    asked = mary.follow(mary.get(change_page(world), 303))
    assert asked.value("next") == change_page(world)
    assert "You were signed out." in asked.words
    assert "signed out" not in client_for(None).follow(client_for(None).get(change_page(world), 303)).words


def test_who_signed_in_again_in_another_tab_is_shown_it_at_once(
    world: World, client_for: ClientFor, settings: Settings
) -> None:
    mary, anew = client_for(world.manager), client_for(world.manager)
    shown = mary.get(change_page(world))
    mary.http.cookies.set(session_cookie(settings), anew.cookies[session_cookie(settings)], "portal.example")
    back = press(mary, shown, TYPED)
    assert back.location == change_page(world)
    again = mary.follow(back)
    assert "You have signed in again since this page was opened" in again.words
    assert seen_in(again, change_page(world))["title"] == [TYPED["title"]]


def test_the_page_of_somebody_else_does_nothing_and_is_kept_for_them(
    world: World, client_for: ClientFor, settings: Settings
) -> None:
    mary, pat = client_for(world.manager), client_for(world.member)
    shown = mary.get(change_page(world))
    name = session_cookie(settings)
    hers = mary.cookies[name]
    mary.http.cookies.set(name, pat.cookies[name], "portal.example")
    refused = press(mary, shown, TYPED, status=403)
    assert "Somebody else was signed in here" in refused.words
    assert TYPED["title"] not in refused.source
    mary.http.cookies.set(name, hers, "portal.example")
    assert seen_in(mary.get(change_page(world)), change_page(world))["title"] == [TYPED["title"]]


def test_it_is_left_and_begun_anew(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    back = signs_in(mary, sent_when_ended(world, mary), world.manager.email)
    left = press(mary, mary.follow(back), {}, "/kept/forget")
    anew = mary.follow(left)
    assert seen_in(anew)["title"] == [title_of(world)]
    assert "gs-again" not in anew.source


def test_a_password_is_never_kept(world: World, client_for: ClientFor) -> None:
    mary = client_for(world.manager)
    shown = mary.get("/you/password")
    end_sessions(world.database)
    press(mary, shown, {"current": PASSWORD, "new": "seven grey herons"})
    with world.database.reading() as session:
        (kept,) = session.scalars(sa.select(KeptForm.fields))
    assert {name for name, _ in kept} <= {"username", "_form"}


def test_no_field_for_a_password_is_kept() -> None:
    """Every field of a password in every template is known by its name."""
    asked = [
        name
        for path in (ROOT / "templates").rglob("*.html")
        for macro in re.findall(r"govukPasswordInput\(\{(.*?)\}\)", path.read_text("utf-8"), re.DOTALL)
        for name in re.findall(r'"name": "(\w+)"', macro)
    ]
    assert len(asked) > 4
    assert worth_keeping((name, "seven grey herons") for name in asked) == ()


def test_a_file_is_named_that_has_to_be_chosen_again(world: World, client_for: ClientFor) -> None:
    pat = client_for(world.member)
    draft = f"/submissions/{sending.draft(world, 'anti-bribery')}/files"
    shown = pat.get(draft)
    end_sessions(world.database)
    form = {"_csrf_token": shown.value("_csrf_token"), "_form": shown.value("_form"), "go": "next"}
    large = good_files.pdf() + b"%" * 2_000_000
    parts = [("files", ("policy.pdf", large, "application/pdf"))]
    asked = pat.follow(pat.ask("POST", draft, 303, data=form, files=parts))
    assert "signed out before this was sent" in asked.words
    back = pat.follow(signs_in(pat, asked, world.member.email))
    assert back.heading == "Add your files"
    assert "Choose policy.pdf again: files are not kept." in back.words
    assert "policy.pdf" not in pat.get(draft).words


def test_a_new_checklist_from_word_has_its_title_and_wants_its_file(
    world: World, client_for: ClientFor
) -> None:
    mary = client_for(world.manager)
    shown = mary.get("/checklists/from-word")
    end_sessions(world.database)
    names = {name: shown.value(name) for name in ("_csrf_token", "_form")}
    typed = {**names, "title": "Our own list", "lead": str(world.lead_id)}
    parts = [("file", ("list.docx", b"PK", "application/msword"))]
    asked = mary.follow(mary.ask("POST", "/checklists/from-word", 303, data=typed, files=parts))
    back = mary.follow(signs_in(mary, asked, world.manager.email))
    assert "Choose list.docx again" in back.words


def test_its_own_button_keeps_a_long_form_in_which_something_is_wanting(
    world: World, client_for: ClientFor
) -> None:
    pat = client_for(world.member)
    page = f"/organisations/{world.partner_id}/register/new"
    press(pat, pat.get(page), {"job": "Driver on Mondays", "name": "Una Underhill"}, page, 422)
    pat.get("/")
    back = pat.get(page)
    assert "This is what you typed here on" in back.words
    assert seen_in(back, page)["job"] == ["Driver on Mondays"]
    visit = packing.a_visit(world, world.today)
    short = f"/contracts/{world.contract_id}/visits/{visit.visit_id}/cancel"
    mary = client_for(world.manager)
    press(mary, mary.get(short), {}, short, 422)
    assert "gs-again" not in mary.get(short).source
