"""A walk over all pages that somebody can reach by links, without a browser: it finds those worth a look."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape

import httpx

from portal.routes import ROUTES

LINK = re.compile(r"<a [^>]*href=\"(/[^\"#]*)")
START = re.compile(
    r"action=\"(/[^\"]*/start)\".*?name=\"_csrf_token\" value=\"([^\"]*)\""
    r".*?name=\"part\" value=\"([^\"]*)\"",
    re.DOTALL,
)
CLASS = re.compile(r"class=\"([^\"]*)\"")
MOST = 30
"""Pages of one route that a walk opens: enough for a slot of every requirement."""

PATIENCE = 8
"""Pages of one route in a row that show nothing new and lead nowhere new, after which a walk opens no more of
it."""
UNLIKE = ("{key}", "{submission_id}", "{row}", "{return_key}")
"""Pages of a requirement, a submission, a row or a return are unlike each other: of them a walk opens some
more than twice as many in vain."""

NAMED = ("{key}", "{section}")
"""What a checklist names: each such page is opened once, however many before it showed nothing new."""


def routes(method: str = "GET") -> list[str]:
    """The addresses of the live route table, with their parameters' names in braces."""
    found = []
    for handler in ROUTES:
        found += [path for path in handler.paths if method in handler.http_methods]
    return sorted(re.sub(r":\w+\}", "}", path) for path in found)


def route_of(path: str, known: Iterable[str]) -> str:
    """The route that answers an address; fixed ones before those with parameters."""
    return find_route(path.partition("?")[0], tuple(known))


@cache
def find_route(plain: str, known: tuple[str, ...]) -> str:
    """Asked of every link of every page: looked for once each."""
    return next((route for route, pattern in patterns(known) if pattern.fullmatch(plain)), "nowhere")


@cache
def patterns(known: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    in_order = sorted(known, key=lambda each: each.count("{"))
    return [(route, re.compile(re.sub(r"\{\w+\}", "[^/]+", route))) for route in in_order]


@dataclass
class Walk:
    """What one person reached: every route, of each the page that was `shown` first, and the pages that hold
    something new for their route: those are `further` whose route has been shown before, and `unlike` all
    others that show what no page of any route did. `seen` is what was shown, by route."""

    http: httpx.Client
    known: list[str]
    seen: dict[str, set[str]]
    opened: Counter[str] = field(default_factory=Counter)
    worth_a_look: list[str] = field(default_factory=list)
    further: set[str] = field(default_factory=set)
    unlike: set[str] = field(default_factory=set)
    in_vain: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)
    owed: set[str] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)
    patience: int = PATIENCE
    before: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Routes that somebody else has shown."""
        self.before = set(self.seen)

    def go(self, *starts: str) -> "Walk":
        waiting, met = list(starts), set(starts)
        while waiting:
            path = waiting.pop(0)
            for found in self.open(path):
                if found not in met:
                    met.add(found)
                    waiting.append(found)
        return self

    def open(self, path: str) -> Iterator[str]:
        route = route_of(path, self.known)
        is_owed = self.is_owed(route, path)
        is_enough = self.opened[route] >= MOST or self.in_vain[route] >= self.patience_with(route)
        if is_enough and not is_owed:
            return
        self.opened[route] += 1
        answer = self.http.get(path)
        if answer.is_redirect:
            yield answer.headers["location"]
            return
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        if answer.headers["content-type"].startswith("text/html"):
            found = [unescape(link) for link in LINK.findall(answer.text)]
            is_new = self.look(route, path, answer.text) or self.leads_on(found)
            self.in_vain[route] = 0 if is_new else self.in_vain[route] + 1
            yield from found
            yield from self.started(answer.text)
        else:
            self.in_vain[route] = MOST  # a file looks like the next, and leads nowhere

    def is_owed(self, route: str, path: str) -> bool:
        """Whether it is opened in any case: else the order in which things wait on a day would decide whether
        the one requirement, or section, that leads on comes before patience ends."""
        if not route.endswith(NAMED):
            return path in self.owed
        name = route, path.partition("?")[0].rpartition("/")[2]
        is_new = name not in self.named
        self.named.add(name)
        return is_new

    def patience_with(self, route: str) -> int:
        """One page in vain is enough of a route that somebody else has gone through already."""
        if any(name in route for name in UNLIKE):
            return self.patience * 2 + 2
        return 1 if route in self.before else self.patience

    def leads_on(self, links: Iterable[str]) -> bool:
        """Whether a link leads to a route of which no page has been opened."""
        return any(not self.opened[route_of(link, self.known)] for link in links)

    def look(self, route: str, path: str, text: str) -> bool:
        """A page is worth a look where it shows a class that no page of its route has shown before."""
        self.shown.setdefault(route, path)
        classes = {name for group in CLASS.findall(text) for name in group.split()}
        seen = self.seen.setdefault(route, set())
        if classes <= seen:
            return False
        self.worth_a_look.append(path)
        if seen:
            self.further.add(path)
        if not classes <= set().union(*self.seen.values()):
            self.unlike.add(path)
        seen |= classes
        return True

    def started(self, text: str) -> Iterator[str]:
        """A button that begins a draft leads on as a link does, once for each requirement."""
        for action, token, part in START.findall(text):
            key = action.split("/")[-2]
            if not self.opened[f"start {key}"]:
                self.opened[f"start {key}"] += 1
                answer = self.http.post(action, data={"_csrf_token": token, "part": unescape(part)})
                self.owed.add(answer.headers["location"])
                yield answer.headers["location"]
