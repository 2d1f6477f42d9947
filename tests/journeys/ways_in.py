"""Pages of coming in to which no link leads: halfway, through an organisation, one's own app and passkey."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pyotp
import sqlalchemy as sa
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from portal import clock
from portal.demo.contract import OF_TWO
from portal.records import Passkey, SecondFactor, StepKind
from portal.sign_in.actions.keep_secret import begin_factor
from portal.sign_in.actions.set_up_factor import confirm_factor
from portal.sign_in.actions.take_step import begin_step
from portal.sign_in.queries.factors import find_factor
from portal.sign_in.sealing import unseal
from portal.web.own_addresses import PASSKEY, REMOVE_PASSKEY
from portal.web.session_cookie import step_cookie
from tests.journeys.portal import Portal
from tests.journeys.walkers import cookies_of, person_id

WHO = OF_TWO.email
DOMAIN = "kingsmarsh.example"
ROUTES = {
    "/you/second-factor/remove",
    "/you/second-factor/another",
    "/you/recovery-codes",
    "/you/recovery-codes/new",
    "/you/passkeys/{passkey_id}",
    "/you/passkeys/{passkey_id}/remove",
    "/sign-in/code",
    "/sign-in/set-up",
    "/sign-in/organisation",
    "/sign-in/organisation/{domain}",
    "/sign-in/back",
}


def write_providers(folder: Path) -> str:
    """The path of a file with an organisation whose sign-in does not answer."""
    path = folder / "providers.toml"
    path.write_text(
        f'[[provider]]\norganisation = "Kingsmarsh County Council"\ndomain = "{DOMAIN}"\n'
        'issuer = "http://127.0.0.1:9"\nclient_id = "good-standing"\nclient_secret = "known to both"\n'
    )
    return str(path)


def open_ways(demo: Portal, page: Page) -> Iterator[Page]:
    """Each of them, as a stranger and then as somebody of the demonstration."""
    for cookie, path in strangers_ways(demo):
        page.context.clear_cookies()
        add_cookie(demo, page, step_cookie(demo.settings), cookie)
        page.goto(demo.address + path)
        yield page
    page.context.clear_cookies()
    for name, value in cookies_of(demo, WHO).items():
        add_cookie(demo, page, name, value)
    for path in own_ways(demo):
        page.goto(demo.address + path)
        yield page


def add_cookie(demo: Portal, page: Page, name: str, value: str) -> None:
    page.context.add_cookies([{"name": name, "value": value, "url": demo.address}])


def strangers_ways(demo: Portal) -> Iterator[tuple[str, str]]:
    """A step's token, and a page."""
    with demo.database.writing() as session:
        session.execute(sa.delete(SecondFactor))
        session.commit()
        begin_factor(session, person_id(demo.database, WHO), demo.settings.secret)
        steps = {
            kind: begin_step(session, kind, person_id(demo.database, WHO), {"next": "/"})
            for kind in (StepKind.CODE, StepKind.SET_UP)
        }
        session.commit()
    yield steps[StepKind.CODE], "/sign-in/code"
    yield steps[StepKind.SET_UP], "/sign-in/set-up"
    for path in ("", f"?domain={DOMAIN}", f"/{DOMAIN}"):
        yield "none", f"/sign-in/organisation{path}"
    yield "none", "/sign-in/back"


def own_ways(demo: Portal) -> Iterator[str]:
    """Of somebody whose app and passkey are made on the way."""
    who = person_id(demo.database, WHO)
    with demo.database.writing() as session:
        passkey_id = add_passkey_of(session, who)
    yield "/you/second-factor"
    with demo.database.writing() as session:
        factor = find_factor(session, who)
        assert factor
        secret = unseal(demo.settings.secret, factor.sealed_secret)
        confirm_factor(session, who, pyotp.TOTP(secret).at(clock.now()), demo.settings.secret)
    yield from ("/you", "/you/second-factor", "/you/recovery-codes", "/you/recovery-codes/new")
    yield from (
        "/you/second-factor/another",
        "/you/second-factor/remove",
        PASSKEY(passkey_id),
        REMOVE_PASSKEY(passkey_id),
    )


def add_passkey_of(session: Session, who: uuid.UUID) -> uuid.UUID:
    passkey_id = uuid.uuid4()
    row = {"id": passkey_id, "person_id": who, "credential_id": passkey_id.hex, "public_key": "of-a-device"}
    made = {"sign_count": 0, "name": "Work laptop", "made_at": clock.now()}
    session.execute(sa.insert(Passkey).values(row | made))
    session.commit()
    return passkey_id
