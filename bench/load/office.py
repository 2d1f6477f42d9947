"""Fifty people at work: 30 reviewers and 20 members of partners.

Of all they do, 80 in 100 are pages, 15 decisions and forms, 5 files of 2 MB. Between two of them somebody
reads and thinks for 2 to 8 seconds, which makes ten requests in a second.
"""

import asyncio
import random
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from bench.load.browser import Answer, Browser
from bench.load.people import People, Somebody
from bench.loading import Data
from bench.measures import pdf_of_size
from bench.running import percentile
from bench.worker import MEGABYTE
from portal import clock

REVIEWERS, MEMBERS = 30, 20
THINKING = (2.0, 8.0)
DECIDES, FILLS_IN, UPLOADS = 0.15, 0.15, 0.125
"""Parts of what a reviewer does; and of what a member does, of whom there are two in five."""
DECISIONS_A_MINUTE = 80
"""More than they can come to."""

Act = Callable[[], Awaitable[Answer]]


@dataclass
class Office:
    """What was asked: the kind, and the answer with the status that it should have had."""

    asked: list[tuple[str, Answer, int]] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return sum(answer.status != wanted for _, answer, wanted in self.asked)

    def part(self, kind: str) -> float:
        return sum(each == kind for each, _, _ in self.asked) / len(self.asked)

    def p95(self, *kinds: str) -> float:
        """Milliseconds; of everything where no kind is named."""
        return percentile(
            [answer.seconds * 1_000 for kind, answer, _ in self.asked if not kinds or kind in kinds], 0.95
        )


class Person(ABC):
    """One who works until it is over, and draws by lot what to do."""

    def __init__(self, browser: Browser, office: Office, number: int) -> None:
        self.browser, self.office, self.chance = browser, office, random.Random(number)

    async def work(self, ends_at: float) -> None:
        await asyncio.sleep(self.chance.uniform(0, THINKING[1]))
        while time.monotonic() < ends_at:
            await self.do_one()
            await asyncio.sleep(self.chance.uniform(*THINKING))

    @abstractmethod
    async def do_one(self) -> None:
        """One thing that somebody of this sort does."""

    async def note(self, kind: str, asked: Awaitable[Answer], wanted: int) -> None:
        self.office.asked.append((kind, await asked, wanted))

    async def read(self, *pages: str) -> None:
        await self.note("read", self.browser.get(self.chance.choice(pages)), 200)


class Reviewer(Person):
    def __init__(
        self, browser: Browser, office: Office, number: int, data: Data, waiting: Iterator[uuid.UUID]
    ) -> None:
        super().__init__(browser, office, number)
        self.data, self.waiting = data, waiting

    async def do_one(self) -> None:
        if self.chance.random() < DECIDES:
            page = f"/submissions/{next(self.waiting)}/review"
            await self.note("decide", self.browser.send_form(page, {"outcome": "accept"}), 303)
            return
        contract = f"/contracts/{self.data.contract_id}"
        await self.read(
            contract,
            f"{contract}/partners",
            f"{contract}/matrix",
            f"{contract}/queue",
            f"{contract}/readiness?on={self.data.visit_on}",
            f"/engagements/{self.data.engagement_id}",
        )


class Member(Person):
    def __init__(self, browser: Browser, office: Office, number: int, somebody: Somebody) -> None:
        super().__init__(browser, office, number)
        self.somebody = somebody

    async def do_one(self) -> None:
        drawn, draft = self.chance.random(), f"/submissions/{self.chance.choice(self.somebody.drafts)}"
        if drawn < UPLOADS:
            content = pdf_of_size(2 * MEGABYTE)
            await self.note("upload", self.browser.send_file(f"{draft}/files", content), 303)
        elif drawn < UPLOADS + FILLS_IN:
            await self.note("form", self.browser.send_form(f"{draft}/dates", dates()), 303)
        else:
            await self.read("/", f"/engagements/{self.somebody.engagement_id}", f"{draft}/files")


def dates() -> dict[str, str]:
    """The day that a document bears, as its three fields."""
    today = clock.today()
    return {f"from_on-{name}": str(getattr(today, name)) for name in ("day", "month", "year")}


async def work(data: Data, people: People, port: int, minutes: float) -> Office:
    pdf_of_size(2 * MEGABYTE)
    office, waiting, ends_at = Office(), iter(data.waiting), time.monotonic() + minutes * 60
    reviewers = [
        Reviewer(people.browser(each, port), office, number, data, waiting)
        for number, each in enumerate(people.reviewers[:REVIEWERS])
    ]
    members = [
        Member(people.browser(each, port), office, number, each)
        for number, each in enumerate(people.members[:MEMBERS], 1_000)
    ]
    await asyncio.gather(*(each.work(ends_at) for each in (*reviewers, *members)))
    return office
