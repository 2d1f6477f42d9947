"""A browser without a screen, for one person. It hands no page back that it has not inspected."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal
from lxml.html import HtmlElement

from tests.pages.inspection import (
    faults_of,
    links_to_paths,
    long_forms_elsewhere,
    read_page,
    words_of,
)
from tests.pages.watching import Watch

Data = Mapping[str, Any]
"""Names to what is typed under each: a string, or several."""


class Answer:
    """What came back. `page` is the HTML, read; None for anything else."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        is_page = response.headers.get("content-type", "").startswith("text/html")
        self._page = read_page(response.text) if is_page and response.text else None

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> httpx.Headers:
        return self.response.headers

    @property
    def content(self) -> bytes:
        return self.response.content

    @property
    def source(self) -> str:
        return self.response.text

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return str(self.response.headers.get("location", ""))

    @property
    def page(self) -> HtmlElement:
        assert self._page is not None, f"no page but {self.status} {self.headers.get('content-type')}"
        return self._page

    @property
    def is_page(self) -> bool:
        return self._page is not None

    @property
    def words(self) -> str:
        """All words of the page's main part."""
        return words_of(self.page.xpath("//main")[0])

    @property
    def heading(self) -> str:
        return words_of(self.page.xpath("//h1")[0])

    @property
    def title(self) -> str:
        return str(self.page.xpath("//head/title/text()")[0])

    @property
    def problems(self) -> list[str]:
        """The sentences of the error summary."""
        return [words_of(each) for each in self.find("//*[contains(@class,'govuk-error-summary__list')]/li")]

    @property
    def links(self) -> dict[str, str]:
        """Words of the links in the main part, to where they lead."""
        return {words_of(link): link.get("href") for link in self.find("//main//a[@href]")}

    def find(self, path: str) -> list[HtmlElement]:
        """Elements by XPath."""
        return list(self.page.xpath(path))

    def value(self, name: str) -> str:
        """What stands in the field of that name."""
        fields = self.page.xpath("//*[@name=$name]", name=name)
        assert fields, f"there is no field {name!r}"
        chosen = [each for each in fields if each.get("checked") is not None] or fields
        found = chosen[0].value
        return found if isinstance(found, str) else ""


class PageClient:
    """Keeps cookies and the CSRF token as a browser does. `queries` are the SQL statements of the last
    request, without those that look up who asks."""

    def __init__(
        self,
        portal: BlockingPortal,
        http: httpx.AsyncClient,
        watch: Watch,
        token: str,
        has_page: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """`has_page`: whether there is something to look at under a path."""
        self.portal, self.http, self.watch, self.token = portal, http, watch, token
        self.has_page = has_page
        self.queries: list[str] = []

    def get(self, path: str, status: int = 200, **options: Any) -> Answer:
        return self.ask("GET", path, status, **options)

    def post(self, path: str, data: Data | None = None, status: int = 303, **options: Any) -> Answer:
        """Send a form, with the CSRF token of the last page that had one."""
        form = {"_csrf_token": self.token} | dict(data or {})
        return self.ask("POST", path, status, data=form, **options)

    def upload(
        self,
        path: str,
        files: Sequence[tuple[str, bytes]],
        data: Data | None = None,
        status: int = 303,
        field: str = "files",
        **options: Any,
    ) -> Answer:
        """Send files, each a name and its content, as a browser without script does."""
        parts = [(field, (name, content, "application/octet-stream")) for name, content in files]
        form = {"_csrf_token": self.token} | dict(data or {})
        return self.ask("POST", path, status, data=form, files=parts or {field: ("", b"")}, **options)

    def follow(self, answer: Answer, status: int = 200) -> Answer:
        """Where a redirect leads."""
        assert answer.location, f"{answer.status} is no redirect"
        return self.get(answer.location, status)

    def ask(self, method: str, path: str, status: int | None = None, **options: Any) -> Answer:
        """Any request; `status` is what is expected, None for whatever comes."""
        self.watch.forget()
        answer = Answer(self.portal.call(lambda: self.http.request(method, path, **options)))
        self.queries = self.watch.asked()
        assert not self.watch.while_rendering, (
            f"{method} {path} asked the database while rendering: {self.watch.while_rendering}"
        )
        place = f"{method} {path} → {answer.status} {answer.location}"
        if answer.is_page:
            self.inspect(answer, place, path.partition("?")[0])
        if status is not None:
            assert answer.status == status, f"{place}, not {status}: {said(answer)}"
        return answer

    def inspect(self, answer: Answer, place: str, path: str) -> None:
        faults = [*faults_of(answer.page), *long_forms_elsewhere(answer.page, path)]
        faults += [
            f"a link to {link}, where there is nothing to look at"
            for link in links_to_paths(answer.page)
            if not self.has_page(link)
        ]
        assert not faults, f"{place}: " + "; ".join(faults)
        tokens = answer.page.xpath("//input[@name='_csrf_token']/@value")
        self.token = tokens[0] if tokens else self.token

    @property
    def cookies(self) -> httpx.Cookies:
        return self.http.cookies

    @property
    def csrf_cookie(self) -> str:
        return next((value for name, value in self.http.cookies.items() if name.endswith("gs-csrf")), "")


def said(answer: Answer) -> str:
    if not answer.is_page:
        return answer.source[:500]
    return f"{answer.problems or ''} {re.sub(' +', ' ', answer.words)[:500]}"
