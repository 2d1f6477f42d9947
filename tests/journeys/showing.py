"""Which templates a portal in this process shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from jinja2 import Template

from portal.web.rendering import environment


@contextmanager
def recording_templates() -> Iterator[set[str]]:
    """The names of all templates that are asked for until the block ends: as pages, and by a page that
    extends, includes or imports them. What Jinja happens to have in its cache does not matter: it begins
    anew, since what an imported template imports itself is asked for only once."""
    names: set[str] = set()
    if (cache := environment().cache) is not None:
        cache.clear()

    def recorded(ask: Callable[..., Template]) -> Callable[..., Template]:
        def ask_and_note(*given: Any) -> Template:
            found = ask(*given)
            names.add(str(found.name))
            return found

        return ask_and_note

    with pytest.MonkeyPatch.context() as patch:
        for way in ("get_template", "select_template"):
            patch.setattr(environment(), way, recorded(getattr(environment(), way)))
        yield names
