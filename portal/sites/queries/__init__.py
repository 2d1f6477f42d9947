"""Questions, answered with frozen dataclasses."""
