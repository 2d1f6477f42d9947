"""A job: who does it, at most how many interactions it may take, how many it took before."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

from portal.access import Viewer
from tests.builders.world import World
from tests.journeys.counting import Counted
from tests.journeys.someone import Someone
from tests.parts.browser import DESKTOP, PHONE

Opens = Callable[..., Someone]
"""opens(viewer, viewport, options of the browser) is signed in, and at home; opens() is a stranger."""


@dataclass(frozen=True)
class Way:
    """How somebody comes to the portal."""

    name: str
    viewport: ViewportSize
    has_script: bool = True
    is_touched: bool = False

    def options(self) -> dict[str, bool]:
        return {
            "java_script_enabled": self.has_script,
            "has_touch": self.is_touched,
            "is_mobile": self.is_touched,
        }


SCRIPT = Way("with script, 1,280 px", DESKTOP)
WAYS = (
    SCRIPT,
    Way("without script, 1,280 px", DESKTOP, has_script=False),
    Way("on a phone, 390 px", PHONE, is_touched=True),
)


@dataclass(frozen=True)
class Cast:
    """A world of its own for one job, and how people come into it."""

    world: World
    way: Way
    opens: Opens

    def comes(self, viewer: Viewer | None = None) -> Counted:
        someone = self.opens(viewer, self.way.viewport, **self.way.options())
        page: Page = someone.page
        return Counted(page, someone.address)


Does = Callable[[Cast], int]
"""Does it from the first page to the last, and says with how many interactions."""


@dataclass(frozen=True)
class Job:
    """`goal` is the most that it may take where one was set, `before` what it took before."""

    key: str
    words: str
    does: Does
    goal: int | None = None
    before: str = ""
