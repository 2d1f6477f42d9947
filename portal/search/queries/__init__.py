"""Questions of this room, answered as frozen dataclasses."""
