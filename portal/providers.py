"""Organisations through whose own sign-in their people come in (OpenID Connect), read from a file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class WrongProviders(ValueError):
    """What is wrong with the file, in a sentence."""


@dataclass(frozen=True, slots=True)
class Provider:
    """`organisation` vouches for addresses at `domain`, and for no others. `issuer` is its address as its own
    documents have it, letter by letter."""

    organisation: str
    domain: str
    issuer: str
    client_id: str
    client_secret: str

    @property
    def is_safe(self) -> bool:
        return self.issuer.startswith("https://")


def read_providers(path: Path) -> tuple[Provider, ...]:
    """One for each [[provider]] of a TOML file. Raises WrongProviders."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise WrongProviders(f"it cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise WrongProviders(f"it is no TOML ({error})") from None
    tables = read.get("provider")
    if set(read) != {"provider"} or not isinstance(tables, list):
        raise WrongProviders("it has nothing but [[provider]] tables")
    found = tuple(map(read_provider, tables))
    if len({each.domain for each in found}) < len(found):
        raise WrongProviders("each domain stands there once")
    return found


def read_provider(table: object) -> Provider:
    names = {each.name for each in fields(Provider)}
    if not isinstance(table, dict) or set(table) != names:
        raise WrongProviders(f"each [[provider]] has {', '.join(sorted(names))}, and nothing else")
    given = {name: value.strip() for name, value in table.items() if isinstance(value, str)}
    if not all(given.get(name) for name in names):
        raise WrongProviders("each of them is a text and not empty")
    made = Provider(**given | {"domain": given["domain"].lower()})
    check(made)
    return made


def check(provider: Provider) -> None:
    parts = urlsplit(provider.issuer)
    is_near = parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE
    if not (parts.hostname and (parts.scheme == "https" or is_near)) or parts.query or parts.fragment:
        raise WrongProviders(f"the issuer {provider.issuer!r} is an https:// address")
    if "." not in provider.domain or "@" in provider.domain or not provider.domain.isascii():
        raise WrongProviders(f"the domain {provider.domain!r} is what stands behind the @ of an address")
