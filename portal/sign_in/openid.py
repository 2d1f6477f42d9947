"""OpenID Connect, from the side of whoever relies on it: the code flow with PKCE, state and nonce.

OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9207. What is checked is checked by Authlib and joserfc. With
httpx they are 4 MB, so this is imported by whoever is about to ask a provider.
"""

import json
import secrets
from typing import Any, cast

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749.parameters import prepare_token_request
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry

from portal import clock
from portal.providers import Provider
from portal.sign_in.vouched import Begun, NotVouched, ProviderAway, Vouched

SECONDS = 5
"""How long the other side may take for each answer."""

CLOCKS_DIFFER = 60
"""Seconds."""

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key of the provider alone: neither `none` nor one by the secret that both sides know."""

ASKED = "openid email"


def begin(provider: Provider, back: str) -> Begun:
    """`back` is the portal's own address to which the browser comes back. Raises ProviderAway."""
    with client() as http:
        metadata = metadata_of(http, provider)
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    asking = OAuth2Client(
        session=None,
        client_id=provider.client_id,
        scope=ASKED,
        redirect_uri=back,
        code_challenge_method="S256",
    )
    address, _ = asking.create_authorization_url(
        metadata["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
    )
    return Begun(str(address), state, nonce, verifier)


def finish(provider: Provider, back: str, code: str, nonce: str, verifier: str) -> Vouched:
    """Raises ProviderAway and NotVouched."""
    with client() as http:
        metadata = metadata_of(http, provider)
        tokens = exchange(http, provider, metadata, back, code, verifier)
        keys = read_object(ask(http, metadata["jwks_uri"]))
        claims = claims_of(provider, tokens, keys, nonce)
        about = claims if "email" in claims else claims | asked_about(http, metadata, tokens, claims["sub"])
    email = about.get("email")
    if not isinstance(email, str) or about.get("email_verified") is not True:
        raise NotVouched("no address that the provider has verified")
    if email.rpartition("@")[2].lower() != provider.domain:
        raise NotVouched("an address of another domain")
    return Vouched(provider.issuer, str(claims["sub"]), email.strip().lower())


def client() -> httpx.Client:
    """Follows nobody elsewhere, and goes by no proxy but those of the environment."""
    return httpx.Client(timeout=SECONDS, follow_redirects=False, headers={"Accept": "application/json"})


def metadata_of(http: httpx.Client, provider: Provider) -> dict[str, Any]:
    """OpenID Connect Discovery 1.0 §4; what calls itself otherwise than it is called is another."""
    metadata = read_object(ask(http, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"))
    if metadata.get("issuer") != provider.issuer:
        raise ProviderAway("it calls itself otherwise")
    scheme = "https://" if provider.is_safe else "http"
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not str(metadata.get(name, "")).startswith(scheme):
            raise ProviderAway(f"its {name} is no safe address")
    return metadata


def ask(http: httpx.Client, address: str) -> httpx.Response:
    try:
        return http.get(address)
    except httpx.HTTPError as error:
        raise ProviderAway(type(error).__name__) from error


def read_object(response: httpx.Response) -> dict[str, object]:
    try:
        found = response.json()
    except ValueError:
        found = None
    if response.status_code != httpx.codes.OK or not isinstance(found, dict):
        raise ProviderAway(f"it answered {response.status_code}")
    return found


def exchange(
    http: httpx.Client, provider: Provider, metadata: dict[str, Any], back: str, code: str, verifier: str
) -> dict[str, object]:
    """The tokens for a code; raises NotVouched where the provider does not take it, as when it was used."""
    ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
    body = prepare_token_request(
        "authorization_code", "", redirect_uri=back, code=code, code_verifier=verifier
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    auth = ClientAuth(provider.client_id, provider.client_secret, way)
    address, headers, body = auth.prepare("POST", metadata["token_endpoint"], headers, body)
    try:
        response = http.post(address, headers=headers, content=body)
    except httpx.HTTPError as error:
        raise ProviderAway(type(error).__name__) from error
    if response.status_code in {400, 401, 403}:
        raise NotVouched("the provider did not take the code")
    return read_object(response)


def claims_of(provider: Provider, tokens: dict[str, Any], keys: dict[str, Any], nonce: str) -> dict[str, Any]:
    """What the ID token says, once signature, issuer, audience, time and nonce hold. Raises NotVouched."""
    asked = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    beside = {"nonce": nonce, "client_id": provider.client_id, "access_token": tokens.get("access_token")}
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        read = jwt.decode(
            str(tokens.get("id_token", "")),
            KeySet.import_key_set(cast("KeySetSerialization", keys)),
            registry=registry,
        )
        claims = CodeIDToken(read.claims, read.header, asked, beside)
        claims.validate(now=int(clock.now().timestamp()), leeway=CLOCKS_DIFFER)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotVouched(f"the ID token does not hold: {type(error).__name__}") from error
    return json.loads(json.dumps(dict(claims)))  # type: ignore[no-any-return]  # claims came as JSON


def asked_about(
    http: httpx.Client, metadata: dict[str, object], tokens: dict[str, object], subject: str
) -> dict[str, object]:
    """The address, of a provider that does not put it into the ID token; of that very subject."""
    address = metadata.get("userinfo_endpoint")
    if not address:
        return {}
    headers = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
    try:
        about = read_object(http.get(str(address), headers=headers))
    except httpx.HTTPError as error:
        raise ProviderAway(type(error).__name__) from error
    if about.get("sub") != subject:
        raise NotVouched("it speaks of somebody else")
    return {name: about.get(name) for name in ("email", "email_verified")}
