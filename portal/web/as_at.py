"""The day that one looks at, as it goes along in addresses."""

from portal.web.dependencies import AsAt


def as_at_given(as_at: AsAt) -> dict[str, str]:
    """`on` and `known` for the query of an address; nothing where one looks at today."""
    given = {"on": as_at.on.isoformat() if as_at.on != as_at.today else ""}
    given["known"] = as_at.known.isoformat() if as_at.known else ""
    return {name: value for name, value in given.items() if value}
