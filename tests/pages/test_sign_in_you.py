"""The page about oneself: name, password, sessions, and the app that shows codes."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import segno
import sqlalchemy as sa
from lxml.html import fromstring

from portal import clock
from portal.records import SecondFactor
from portal.settings import Settings
from portal.sign_in.codes import app_address
from portal.sign_in.presenters import secret_view
from portal.sign_in.queries.factors import find_factor
from portal.sign_in.sealing import unseal
from tests.builders.world import PASSWORD, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor

NEW = "seven grey herons"


def letters_on(page: Answer) -> str:
    """What is to be typed into an app."""
    return str(page.find("//code")[0].text_content()).replace(" ", "")


def set_up(client: PageClient) -> str:
    """The app's secret, once it is set up."""
    client.get("/you/second-factor")
    shown = client.follow(client.post("/you/second-factor"))
    secret = letters_on(shown)
    codes = client.post("/you/second-factor/confirm", {"code": pyotp.TOTP(secret).at(clock.now())})
    assert codes.location == "/you/recovery-codes"
    return secret


def test_everybody_is_led_there(world: World, client_for: ClientFor) -> None:
    for who in world.people.values():
        home = client_for(who).ask("GET", "/privacy")
        assert home.find("//header//a[@href='/you']")[0].text_content().startswith(who.name)
    page = client_for(world.member).get("/you")
    for words in (world.member.name, world.member.email, "Not set up", "This one"):
        assert words in page.words


def test_the_address_is_changed_from_there(world: World, client_for: ClientFor) -> None:
    shown = client_for(world.member).get("/you")
    assert "/your-address" in shown.links.values()
    assert "ask whoever invited you to correct it" not in shown.words


def test_a_name_is_changed(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    assert client.get("/you/name").value("name") == "Pat Partner"
    refused = client.post("/you/name", {"name": "   "}, 422)
    assert refused.problems == ["Enter your name."]
    done = client.follow(client.post("/you/name", {"name": " Pat \n Porter "}))
    assert "Your name is changed." in done.words
    assert "Pat Porter" in done.words
    assert client.post("/you/name", {"name": "P" * 201}, 422).value("name") == "P" * 201


def test_a_password_is_changed_and_other_browsers_are_signed_out(
    world: World, client_for: ClientFor, stranger: PageClient
) -> None:
    mine, other = client_for(world.member), client_for(world.member)
    mine.get("/you/password")
    done = mine.follow(mine.post("/you/password", {"current": PASSWORD, "new": NEW}))
    assert "Your password is changed." in done.words
    assert other.get("/you", 303).location.startswith("/sign-in")
    stranger.get("/sign-in")
    assert stranger.post("/sign-in", {"email": world.member.email, "password": PASSWORD}, 422).problems
    assert stranger.post("/sign-in", {"email": world.member.email, "password": NEW}).location == "/"


def test_neither_password_is_sent_back(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    client.get("/you/password")
    missing = client.post("/you/password", {}, 422)
    assert missing.problems == [
        "Enter the password that you have now.",
        "Enter the password that you want to have.",
    ]
    answer = client.post("/you/password", {"current": "wrong and long", "new": NEW}, 422)
    assert answer.problems == ["This is not the password that you have now."]
    assert "wrong and long" not in answer.source
    assert NEW not in answer.source


def test_whose_session_has_ended_is_asked_to_sign_in(world: World, client_for: ClientFor) -> None:
    mine, other = client_for(world.member), client_for(world.member)
    mine.get("/you/password")
    other.get("/you")
    assert "You are signed out everywhere else." in other.follow(other.post("/you/sessions/end")).words
    answer = mine.post("/you/password", {"current": PASSWORD, "new": NEW})
    assert answer.location.startswith("/sign-in")
    assert other.get("/you").words.count("since") == 1


def test_an_app_is_set_up_seen_and_taken_away(
    world: World, client_for: ClientFor, settings: Settings
) -> None:
    client = client_for(world.member)
    assert "Set it up" in client.get("/you/second-factor").words
    shown = client.follow(client.post("/you/second-factor"))
    secret = letters_on(shown)
    assert len(shown.find("//svg[@class='gs-qr']")) == 1
    assert letters_on(client.get("/you/second-factor")) == secret, (
        "after the back button, or in a second window"
    )
    wrong = client.post("/you/second-factor/confirm", {"code": "000 000"}, 422)
    assert wrong.problems == [
        "This is not the code that the app shows now. Wait for the next one and enter that."
    ]
    assert letters_on(wrong) == secret
    right = {"code": pyotp.TOTP(secret).at(clock.now())}
    codes = client.follow(client.post("/you/second-factor/confirm", right))
    assert len(codes.find("//code")) == 10
    assert client.post("/you/second-factor/confirm", right).location == "/you/recovery-codes"
    assert "not kept your recovery codes yet" in client.get("/you").words
    assert len(client.get("/you/recovery-codes").find("//code")) == 10, "until they are kept"
    done = client.follow(client.post("/you/recovery-codes"))
    assert "not shown again" in done.words
    assert "10 recovery codes left" in done.words
    for path in ("/you", "/you/second-factor", "/you/recovery-codes"):
        page = client.get(path)
        assert not page.find("//code")
        assert secret not in page.source
    client.get("/you/second-factor/remove")
    assert client.post("/you/second-factor/remove", {}, 422).problems == ["Enter your password."]
    gone = client.follow(client.post("/you/second-factor/remove", {"password": PASSWORD}))
    assert "Not set up" in gone.words


def test_the_picture_says_what_the_letters_say(world: World, client_for: ClientFor) -> None:
    address = urlsplit(app_address("A" * 32, world.member.email))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert parse_qs(address.query) == {"secret": ["A" * 32], "issuer": ["Good Standing"]}


@pytest.mark.parametrize("email", ["p@a.example", f"{'p' * 60}@{'a' * 60}.example"])
def test_the_picture_is_shown_whole_with_its_edge(email: str) -> None:
    """However much it says: what is cut off is read by no camera (ISO/IEC 18004, four modules around it)."""
    code = segno.make(app_address("A" * 32, email), micro=False, error="m")
    side, _ = code.symbol_size(border=4)
    picture = fromstring(str(secret_view("A" * 32, email).picture))
    assert picture.get("viewbox") == f"0 0 {side} {side}"
    assert picture.get("width") is None


def test_new_codes_take_the_place_of_the_old(world: World, client_for: ClientFor) -> None:
    client = client_for(world.member)
    set_up(client)
    old = {each.text_content() for each in client.get("/you/recovery-codes").find("//code")}
    client.post("/you/recovery-codes")
    client.get("/you/recovery-codes/new")
    assert client.post("/you/recovery-codes/new", {"password": "no"}, 422).problems
    shown = client.follow(client.post("/you/recovery-codes/new", {"password": PASSWORD}))
    assert not old & {each.text_content() for each in shown.find("//code")}


@pytest.mark.parametrize("path", ["/you/second-factor/confirm", "/you/recovery-codes/new"])
def test_what_was_not_begun_is_said_so(world: World, client_for: ClientFor, path: str) -> None:
    client = client_for(world.member)
    client.get("/you/second-factor")
    client.post(path, {"code": "123456", "password": PASSWORD}, 422)


def test_a_secret_that_cannot_be_read_is_made_anew(
    world: World, client_for: ClientFor, settings: Settings
) -> None:
    client = client_for(world.member)
    client.get("/you/second-factor")
    client.post("/you/second-factor")
    with world.database.writing() as session:
        session.execute(sa.update(SecondFactor).values(sealed_secret="of another installation"))
        session.commit()
    assert "Set it up" in client.get("/you/second-factor").words
    client.post("/you/second-factor")
    assert letters_on(client.get("/you/second-factor"))
    with world.database.reading() as session:
        factor = find_factor(session, world.member.person_id)
        assert factor
        assert unseal(settings.secret, factor.sealed_secret)
