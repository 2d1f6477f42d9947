"""A device of software that keeps passkeys, and answers as no honest one would (WebAuthn level 2 §6)."""

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """`origin` is the page that it believes to be on, `host` the name that it is asked for; `sees_person` is
    whether somebody shows it who they are; `count` goes on with each signature unless it `is_copy`."""

    origin: str
    host: str
    sees_person: bool = True
    is_copy: bool = False
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def creates(self, options: str) -> str:
        """Its answer to what it is asked, as a browser writes it."""
        said = self.client_data("webauthn.create", options)
        made = {"fmt": "none", "attStmt": {}, "authData": self.about(WITH_KEY) + self.key_part()}
        return self.written(clientDataJSON=said, attestationObject=cbor2.dumps(made))

    def signs(self, options: str) -> str:
        said = self.client_data("webauthn.get", options)
        about = self.about()
        signature = self.key.sign(about + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self.written(clientDataJSON=said, authenticatorData=about, signature=signature)

    def client_data(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def about(self, flags: int = 0) -> bytes:
        self.count += 0 if self.is_copy else 1
        flags |= PRESENT | (VERIFIED if self.sees_person else 0)
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def key_part(self) -> bytes:
        """Who made it (nobody says), the credential's id, and the public key as COSE has it (ES256)."""
        numbers = self.key.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (numbers.x, numbers.y))
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        return bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + key

    def written(self, **parts: bytes) -> str:
        own = letters(self.credential_id)
        response = {name: letters(part) for name, part in parts.items()}
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": response})


def letters(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
