"""What an ID token has to say before it is believed (OpenID Connect Core 1.0 §3.1.3.7)."""

import hmac
import json
from base64 import urlsafe_b64encode
from functools import cache
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from portal import clock
from portal.providers import Provider
from portal.sign_in.openid import claims_of
from portal.sign_in.vouched import NotVouched

PROVIDER = Provider(
    "Kingsmarsh County Council",
    "kingsmarsh.example",
    "https://id.kingsmarsh.example",
    "good-standing",
    "s3cret",
)
NONCE = "the nonce that was sent"


@cache
def key(name: str = "ours") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name})


def keys() -> dict[str, Any]:
    return {"keys": [key().as_dict(private=False)]}


def said(**other: Any) -> dict[str, Any]:
    now = int(clock.now().timestamp())
    usual = {"iss": PROVIDER.issuer, "sub": "42", "aud": "good-standing", "nonce": NONCE}
    claims: dict[str, Any] = usual | {"iat": now, "exp": now + 300} | other
    return {name: value for name, value in claims.items() if value is not None}


def signed(**other: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": "ours"}, said(**other), key())


def believed(token: str) -> dict[str, Any]:
    return claims_of(PROVIDER, {"id_token": token, "access_token": "at"}, keys(), NONCE)


def test_what_holds_is_believed() -> None:
    assert believed(signed())["sub"] == "42"
    assert believed(signed(aud=["good-standing"]))["sub"] == "42"
    assert believed(signed(aud=["good-standing", "another"], azp="good-standing"))["sub"] == "42"


LONG_AGO = 1_600_000_000
NOT_BELIEVED: list[dict[str, Any]] = [
    {"iss": "https://evil.example"},
    {"iss": "https://id.kingsmarsh.example/"},
    {"iss": None},
    {"aud": "another"},
    {"aud": None},
    {"aud": ["another"]},
    {"aud": ["good-standing", "another"]},
    {"aud": ["good-standing", "another"], "azp": "another"},
    {"azp": "another"},
    {"nonce": "of another sign-in"},
    {"nonce": None},
    {"nonce": ""},
    {"sub": None},
    {"exp": LONG_AGO},
    {"exp": None},
    {"iat": None},
    {"nbf": 9_999_999_999},
    {"at_hash": "of another token"},
]


@pytest.mark.parametrize("other", NOT_BELIEVED, ids=str)
def test_what_does_not_hold_is_not_believed(other: dict[str, Any]) -> None:
    with pytest.raises(NotVouched):
        believed(signed(**other))


def by_hand(alg: str, secret: str = "") -> str:
    """Unsigned (RFC 7515, appendix A.5), or signed by what both sides know."""
    parts = ({"alg": alg, "kid": "ours"}, said())
    head = ".".join(in_letters(json.dumps(each).encode()) for each in parts)
    signature = hmac.digest(secret.encode(), head.encode(), "sha256") if secret else b""
    return f"{head}.{in_letters(signature)}"


def in_letters(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def test_only_the_providers_own_key_signs() -> None:
    stranger = jwt.encode({"alg": "RS256", "kid": "ours"}, said(), key("theirs"))
    public_key = key().as_pem(private=False).decode()
    by_secrets = [by_hand("HS256", each) for each in (PROVIDER.client_secret, public_key)]
    for token in (by_hand("none"), stranger, *by_secrets, "", "a.b.c"):
        with pytest.raises(NotVouched):
            believed(token)
