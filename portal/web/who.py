"""What the door has noted of who comes, by the names under which it stands in the scope."""

VIEWER = "portal_viewer"
"""The viewer; None for a stranger."""

UNKNOWN = "portal_unknown"
"""Why nobody could say who it is."""

UNLIMITED = "portal_unlimited"
"""How all of a stranger's body is received: for whoever has reason to read so much of it."""

HEAD = "portal_head"
"""Of a request that asks by HEAD."""
