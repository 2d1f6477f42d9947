"""Coming in through one's own organisation's sign-in, at a real provider; and what is tried against it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import sqlalchemy as sa
from litestar import Litestar

from evidence.store import Store
from portal.database import Database
from portal.people.actions.change_address import THEIRS
from portal.providers import Provider
from portal.records import BrowserSession, Event, Membership, ProviderIdentity
from portal.settings import Settings
from portal.sign_in.actions.use_link import make_link
from tests.builders import inviting
from tests.builders.world import PASSWORD, World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ADDRESS, behind_door
from tests.parts.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIdProvider, openid_provider

COUNCIL, DOMAIN = "Kingsmarsh County Council", "example.org"
OpenClient = Callable[[], PageClient]


@pytest.fixture(scope="module")
def there() -> Iterator[OpenIdProvider]:
    with openid_provider(f"{ADDRESS}/sign-in/back") as running:
        yield running


def provider(there: OpenIdProvider, **other: str) -> Provider:
    return replace(Provider(COUNCIL, DOMAIN, there.issuer, CLIENT_ID, CLIENT_SECRET), **other)


@pytest.fixture
def opened(
    wired: Litestar,
    settings: Settings,
    database: Database,
    store: Store,
    make_client: Callable[..., PageClient],
) -> Callable[[Provider], PageClient]:
    def open_client(trusted: Provider) -> PageClient:
        trusting = replace(settings, providers=(trusted,))
        return make_client(behind_door(wired, trusting, database, store), trusting)

    return open_client


@pytest.fixture
def browser(opened: Callable[[Provider], PageClient], there: OpenIdProvider) -> OpenClient:
    """A new one each time."""
    return lambda: opened(provider(there))


def go(browser: PageClient, wanted: str = "") -> str:
    """The provider's address, to which the browser is sent."""
    return browser.get(f"/sign-in/organisation/{DOMAIN}?{urlencode({'next': wanted})}", 303).location


def back(there: OpenIdProvider, address: str, login: str) -> str:
    """The portal's address with which the browser comes back."""
    return there.comes_back(address, login).removeprefix(ADDRESS)


def sign_in(browser: PageClient, there: OpenIdProvider, login: str, status: int = 303) -> Answer:
    return browser.get(back(there, go(browser), login), status)


def count(world: World, what: type) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


def changed(address: str, **query: str) -> str:
    parts = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()} | query
    return urlunsplit(parts._replace(query=urlencode({name: each for name, each in asked.items() if each})))


def test_an_officer_comes_in_and_to_the_page_that_was_wanted(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    client = browser()
    asked = client.get("/sign-in?next=/notices").links["Sign in through your organisation"]
    form = {"email": "Anybody@Example.ORG", "next": client.get(asked).value("next")}
    chosen = client.post("/sign-in/organisation", form)
    through = client.follow(chosen).links[f"Go to {COUNCIL}"]
    address = client.get(through, 303).location
    query = parse_qs(urlsplit(address).query)
    assert query["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(query)
    came = back(there, address, world.officer.email)
    assert client.ask("HEAD", came).status == 422, "which uses nothing up"
    assert client.get(came, 303).location == "/notices"
    mine = client.get("/you").words
    assert "through the organisation" in mine
    assert f"You sign in through {COUNCIL}" in mine
    assert "passkey" not in mine
    form = {"email": "olu@elsewhere.example", "password": PASSWORD}
    assert client.post("/your-address", form, 422).problems == [THEIRS]
    assert not client.get("/your-address").find("//main//form")
    assert count(world, ProviderIdentity) == 1
    assert sign_in(browser(), there, world.officer.email).location == "/"
    assert count(world, ProviderIdentity) == 1


def test_the_address_may_stand_in_the_id_token(
    world: World, opened: Callable[[Provider], PageClient]
) -> None:
    with openid_provider(f"{ADDRESS}/sign-in/back", "token") as other:
        client = opened(provider(other))
        assert sign_in(client, other, world.officer.email).location == "/"


def test_who_was_not_invited_stays_outside_and_is_told_whom_to_ask(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    with world.database.writing() as session:
        session.execute(
            sa.update(Membership)
            .where(Membership.person_id == world.officer.person_id)
            .values(role="manager")
        )
        session.commit()
    before = count(world, Event)
    client = browser()
    page = sign_in(client, there, f"stranger@{DOMAIN}", 403)
    assert page.heading == "Nobody has invited you yet"
    assert world.officer.email in page.words
    assert client.get("/notices", 303).location.startswith("/sign-in")
    assert (count(world, BrowserSession), count(world, ProviderIdentity), count(world, Event)) == (
        0,
        0,
        before,
    )


def test_it_gives_no_right_to_who_belongs_nowhere_any_more(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    sign_in(browser(), there, world.officer.email)
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.person_id == world.officer.person_id))
        session.commit()
    assert sign_in(browser(), there, world.officer.email, 403).heading == "Nobody has invited you yet"


def test_a_newcomer_is_led_from_the_mail_through_the_organisation_to_the_question(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    """Nobody is made a member by being vouched for: whoever is new answers like everybody else."""
    organisation_id = inviting.name_partner(world, "Strand Walkers")
    invitation_id = inviting.invite(world, organisation_id, f"newt@{DOMAIN}")
    link, page = f"/join/{inviting.token_of(world, invitation_id)}", f"/invitations/{invitation_id}"
    client = browser()
    through = client.get(link).links[f"Go to {COUNCIL}"]
    address = client.get(through, 303).location
    assert client.get(back(there, address, f"newt@{DOMAIN}"), 303).location == page
    assert client.get(link, 303).location == page
    shown = client.get(page)
    assert "for Strand Walkers" in shown.words
    assert "you are its manager" in shown.words
    assert count(world, Membership) == members_before(world)
    home = client.follow(client.post(page, {"answer": "yes", "seen": shown.value("seen")}))
    assert "You are in." in home.words
    assert "Northmouth" in home.words


def test_a_newcomer_who_did_not_follow_the_link_finds_the_question_on_the_first_page(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    invitation_id = inviting.invite(world, inviting.name_partner(world, "Strand Walkers"), f"newt@{DOMAIN}")
    client = browser()
    home = client.follow(sign_in(client, there, f"newt@{DOMAIN}"))
    assert "invites you, for Strand Walkers" in home.words
    assert f"/invitations/{invitation_id}" in home.links.values()


def members_before(world: World) -> int:
    """How many memberships the world begins with."""
    return sum(len(each.belongings) for each in world.people.values())


NOT_HELD = ["unverified.officer@example.org", "olu.officer@example.org.evil.example", "no address at all"]


@pytest.mark.parametrize("login", NOT_HELD)
def test_only_verified_addresses_of_its_own_domain_count(
    world: World, browser: OpenClient, there: OpenIdProvider, login: str
) -> None:
    page = sign_in(browser(), there, login, 422)
    assert "does not hold" in page.words
    assert count(world, BrowserSession) == 0


def test_an_address_that_was_given_to_somebody_else_opens_nothing(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    sign_in(browser(), there, world.officer.email)
    assert sign_in(browser(), there, f"{world.officer.email}#the next one", 403).heading


def test_nobody_is_signed_in_as_somebody_else_by_a_link(
    world: World, browser: OpenClient, there: OpenIdProvider
) -> None:
    """Login CSRF: the attacker's own code, opened in the victim's browser."""
    attacker, victim = browser(), browser()
    address = back(there, go(attacker), world.noise_officer.email)
    assert victim.get(address, 422).heading == "Sign in again"
    go(victim)
    assert victim.get(address, 422).heading == "Sign in again", "also once it has begun itself"
    assert count(world, BrowserSession) == 0


def test_a_code_is_good_once(world: World, browser: OpenClient, there: OpenIdProvider) -> None:
    client, thief = browser(), browser()
    address = back(there, go(client), world.officer.email)
    cookie = client.cookies["gs-step"]
    assert client.get(address, 303).location == "/"
    thief.cookies.set("gs-step", cookie, "portal.example")
    assert thief.get(address, 422).heading == "Sign in again", "with all that the browser had"
    began_anew = go(thief)
    state = parse_qs(urlsplit(began_anew).query)["state"][0]
    assert thief.get(changed(address, state=state), 422).heading == "Sign in again"
    assert (
        "does not hold"
        in thief.get(changed(address, state=parse_qs(urlsplit(go(thief)).query)["state"][0]), 422).words
    ), "an old code with a new state: the provider does not take it"
    assert count(world, BrowserSession) == 1


@pytest.mark.parametrize(
    "change",
    [{"state": "another"}, {"state": ""}, {"iss": "https://evil.example"}, {"code": ""}, {"code": "another"}],
)
def test_an_answer_that_was_changed_does_not_hold(
    world: World, browser: OpenClient, there: OpenIdProvider, change: dict[str, str]
) -> None:
    client = browser()
    address = back(there, go(client), world.officer.email)
    assert client.get(changed(address, **change), 422).heading == "Sign in again"
    assert client.get(address, 422).heading == "Sign in again", "the step is spent"
    assert count(world, BrowserSession) == 0


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"client_secret": "another"}, "does not hold"),
        ({"issuer": "http://127.0.0.1:9"}, "does not answer"),
    ],
)
def test_a_provider_that_is_not_as_the_settings_say(
    world: World,
    opened: Callable[[Provider], PageClient],
    there: OpenIdProvider,
    other: dict[str, str],
    says: str,
) -> None:
    client = opened(provider(there, **other))
    begun = client.ask("GET", f"/sign-in/organisation/{DOMAIN}")
    page = begun if begun.is_page else client.get(back(there, begun.location, world.officer.email), 422)
    assert says in page.words


def test_neither_password_nor_link_lets_in_whom_the_organisation_vouches_for(
    world: World, browser: OpenClient
) -> None:
    client = browser()
    client.get("/sign-in")
    form = {"email": world.officer.email, "password": PASSWORD}
    assert client.post("/sign-in", form).location.startswith("/sign-in/organisation?domain=example.org")
    with world.database.writing() as session:
        link = make_link(session, world.officer.person_id)
        session.commit()
    assert f"Go to {COUNCIL}" in client.get(f"/links/{link}").links
    refused = client.post(f"/links/{link}", {"password": "seven grey herons"}, 422)
    assert f"Go to {COUNCIL}" in refused.links
    assert count(world, BrowserSession) == 0


def test_an_address_of_no_organisation(browser: OpenClient) -> None:
    client = browser()
    client.get("/sign-in/organisation")
    page = client.post("/sign-in/organisation", {"email": "pat@elsewhere.example"}, 422)
    assert page.problems == [
        "Nobody signs in through their organisation with such an address. Use your password."
    ]
    assert page.value("email") == "pat@elsewhere.example"
    assert client.get("/sign-in/organisation/elsewhere.example", 422).heading == "Sign in again"


def test_without_providers_nobody_is_offered_one(stranger: PageClient) -> None:
    assert "Sign in through your organisation" not in stranger.get("/sign-in").words
