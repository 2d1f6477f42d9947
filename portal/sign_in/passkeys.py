"""Passkeys (WebAuthn level 2): what a browser is asked, and whether its answer holds.

The library is imported where it is used: with what it reads certificates by it is 6 MB, and most people
sign in by a password.
"""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST_ANSWER = 16_000
"""Letters of a browser's answer that are looked at."""


class NotHeld(ValueError):
    """The answer is no answer to what was asked, or not of that passkey."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the portal is, such as https://portal.example: a passkey is good there and nowhere else."""

    address: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True)
class Created:
    """A new passkey: id and public key in base64url."""

    credential_id: str
    public_key: str
    sign_count: int


def new_challenge() -> str:
    """64 random bytes in base64url."""
    return secrets.token_urlsafe(64)


def ask_for_new(
    site: Site, challenge: str, person_id: uuid.UUID, email: str, name: str, known: Sequence[str]
) -> str:
    """What navigator.credentials.create is to be given, as JSON. The passkey is kept by the device under the
    person, who shows it that they are there: so it needs neither address nor password."""
    from webauthn import base64url_to_bytes, generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Good Standing",
        user_id=person_id.bytes,
        user_name=email,
        user_display_name=name,
        challenge=base64url_to_bytes(challenge),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json(options)


def check_new(site: Site, challenge: str, answer: str) -> Created:
    """Raises NotHeld."""
    from webauthn import base64url_to_bytes, verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = verify_registration_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.address,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise NotHeld from error
    return Created(
        bytes_to_base64url(made.credential_id),
        bytes_to_base64url(made.credential_public_key),
        made.sign_count,
    )


def ask_for_known(site: Site, challenge: str) -> str:
    """What navigator.credentials.get is to be given, as JSON: any passkey of this site."""
    from webauthn import base64url_to_bytes, generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=site.host,
        challenge=base64url_to_bytes(challenge),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def passkey_named(answer: str) -> str:
    """The id of the passkey that an answer is of; raises NotHeld for what is no answer."""
    from webauthn.helpers import parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return parse_authentication_credential_json(answer[:LONGEST_ANSWER]).id
    except (WebAuthnException, ValueError) as error:
        raise NotHeld from error


def check_known(site: Site, challenge: str, answer: str, public_key: str, sign_count: int) -> int:
    """The passkey's new count of signatures. Raises NotHeld; also where it counts and has not counted on, as
    a copy of it would not."""
    from webauthn import base64url_to_bytes, verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        used = verify_authentication_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.address,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise NotHeld from error
    return used.new_sign_count
