"""What an e-mail address looks like."""


def is_address(email: str) -> bool:
    """Whether mail could be sent there: one @, something on both sides, nothing that cannot be seen.

    >>> is_address("name@example.org"), is_address("name@example"), is_address("na me@example.org")
    (True, False, False)
    """
    local, at, domain = email.partition("@")
    plain = email.isprintable() and not any(letter in email for letter in ' ,;:<>()[]"\\')
    return bool(
        plain and at and local and "." in domain.strip(".") and "@" not in domain and len(email) <= 254
    )
