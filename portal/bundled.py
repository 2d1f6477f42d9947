"""Where templates and built assets lie: inside the package of a wheel, beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def bundled(inside_wheel: str, in_checkout: str) -> Path:
    """A folder that a wheel carries inside the package and a checkout has beside it."""
    carried = PACKAGE / "_bundled" / inside_wheel
    return carried if carried.is_dir() else PACKAGE.parent / in_checkout


TEMPLATES = bundled("templates", "templates")
ASSETS = bundled("assets", "build/assets")
