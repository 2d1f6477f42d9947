"""What an e-mail address looks like, to people and to mail servers."""

import idna

LONGEST, LONGEST_LOCAL = 254, 64
"""Characters, as mail servers take them (RFC 5321, 4.5.3.1)."""

NO_ADDRESS = "Enter an e-mail address such as name@example.org."
NOT_PLAIN = (
    "Mail servers do not take letters with accents, or of other scripts, before the @. "
    "Enter the address in plain letters."
)


def is_address(email: str) -> bool:
    """Whether mail could be sent there: one @, something on both sides, nothing that cannot be seen.

    >>> is_address("name@example.org"), is_address("name@example"), is_address("na me@example.org")
    (True, False, False)
    >>> is_address("name@bücher.example"), is_address("zoë@example.org")
    (True, False)
    """
    return not address_problem(email)


def address_problem(email: str) -> str:
    """What is wrong with an address, in a sentence; empty where mail could be sent there.

    >>> address_problem("zoë@example.org") == NOT_PLAIN, address_problem("zoe@example") == NO_ADDRESS
    (True, True)
    """
    local, at, domain = email.partition("@")
    plain = email.isprintable() and not any(letter in email for letter in ' ,;:<>()[]"\\')
    if not (plain and at and local and "." in domain.strip(".") and "@" not in domain):
        return NO_ADDRESS
    if len(email) > LONGEST or domain.endswith("."):
        return NO_ADDRESS
    if not local.isascii():
        return NOT_PLAIN
    try:
        wired = on_the_wire(email)
    except ValueError:
        return NO_ADDRESS
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return NO_ADDRESS if dots or len(local) > LONGEST_LOCAL or len(wired) > LONGEST else ""


def on_the_wire(email: str) -> str:
    """The address in ASCII, as every mail server takes it: the domain in its A-labels (RFC 5891). Raises
    ValueError where there is no such form.

    >>> on_the_wire("name@Bücher.example"), on_the_wire("o'hara@example.org")
    ('name@xn--bcher-kva.example', "o'hara@example.org")
    """
    local, _, domain = email.rpartition("@")
    if not local.isascii():
        raise ValueError(NOT_PLAIN)
    return f"{local}@{idna.encode(domain, uts46=True, transitional=False).decode()}"
