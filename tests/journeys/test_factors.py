"""An app that shows codes, and passkeys, in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from portal.access import Viewer
from tests.builders.world import PASSWORD
from tests.journeys.portal import Portal, run_portal
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE, assert_accessible
from tests.parts.worlds import ReadyMade

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def portal(sqlite_world: ReadyMade, tmp_path: Path) -> Iterator[Portal]:
    """Called localhost: a passkey is of a name, and never of an address in numbers."""
    shutil.copyfile(sqlite_world()[0], tmp_path / "portal.db")
    with run_portal(tmp_path, host="localhost") as served:
        yield served


@pytest.fixture
def pat(sqlite_world: ReadyMade) -> Viewer:
    return sqlite_world()[1].member


def arrives(portal: Portal, page: Page, who: Viewer) -> Someone:
    someone = Someone(page, portal.address)
    someone.signs_in(who.email)
    return someone


def with_device(page: Page) -> None:
    """A device that keeps passkeys, and says yes to whatever it is asked."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def shown(secret: str) -> str:
    return pyotp.TOTP(secret).now()


def test_a_passkey_is_added_named_used_and_taken_away(portal: Portal, page: Page, pat: Viewer) -> None:
    with_device(page)
    member = arrives(portal, page, pat)
    member.goes_to("/you")
    member.follows("Add a passkey")
    member.presses("Add the passkey")
    member.meets_an_error("Enter a name by which you know the device", "name")
    member.fills("What do you call the device?", "Work laptop")
    member.presses("Add the passkey")
    member.reads("The passkey is added.", "Work laptop", "not used yet")

    member.signs_out()
    member.presses("Sign in with a passkey")
    member.is_at("What to do")
    member.goes_to("/you")
    member.reads("with a passkey", "last used on")
    member.follows("Work laptop")
    member.fills("What do you call the device?", "Old laptop")
    member.presses("Keep this name")
    member.reads("The passkey has its new name.", "Old laptop")

    member.follows("Add a passkey")
    member.fills("What do you call the device?", "The same again")
    member.presses("Add the passkey")
    member.reads("This device has a passkey of yours already.")

    member.goes_to("/you")
    member.follows("Old laptop")
    member.follows("Take this passkey away")
    member.fills("Your password", PASSWORD)
    member.presses("Take it away")
    member.reads("The passkey is taken away.")
    member.signs_out()
    member.presses("Sign in with a passkey")
    member.is_at("Sign in again")
    member.reads("This passkey is not known here.")


def test_nothing_chosen_is_said_and_the_password_works(portal: Portal, page: Page, pat: Viewer) -> None:
    member = Someone(page, portal.address)
    page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    member.goes_to("/sign-in")
    member.presses("Sign in with a passkey")
    member.reads("Nothing was chosen, or it took too long.")
    member.signs_in(pat.email)
    member.is_at("What to do")


def test_an_app_is_set_up_and_asked_for(
    portal: Portal, open_browser: Callable[..., Page], pat: Viewer
) -> None:
    page = open_browser(PHONE)
    member = arrives(portal, page, pat)
    member.goes_to("/you")
    assert_accessible(page)
    member.follows("Set up")
    member.presses("Set it up")
    assert_accessible(page)
    member.unfolds("I cannot take a picture of it")
    secret = page.locator("code").inner_text().replace(" ", "")
    member.presses("Go on")
    member.meets_an_error("Enter the six digits that the app shows.", "code")
    member.fills("The six digits that the app shows", shown(secret))
    member.presses("Go on")
    member.is_at("Your recovery codes")
    assert_accessible(page)
    code = page.locator("code").first.inner_text()
    member.presses("I have kept them")
    member.reads("Your recovery codes are not shown again.", "10 recovery codes left")

    member.signs_out()
    member.signs_in(pat.email)
    member.is_at("Enter a code")
    assert_accessible(page)
    member.presses("Sign in")
    member.meets_an_error("Enter the six digits that your app shows, or one of your recovery codes.", "code")
    member.fills("The six digits that your app shows", code)
    member.presses("Sign in")
    member.is_at("What to do")


def test_without_script_it_is_the_same(
    portal: Portal, open_browser: Callable[..., Page], pat: Viewer
) -> None:
    page = open_browser(java_script_enabled=False)
    member = arrives(portal, page, pat)
    member.goes_to("/you/second-factor")
    member.presses("Set it up")
    member.unfolds("I cannot take a picture of it")
    secret = page.locator("code").inner_text().replace(" ", "")
    member.fills("The six digits that the app shows", shown(secret))
    member.presses("Go on")
    code = page.locator("code").first.inner_text()
    member.presses("I have kept them")
    member.signs_out()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    member.signs_in(pat.email)
    member.fills("The six digits that your app shows", code)
    member.presses("Sign in")
    member.is_at("What to do")
