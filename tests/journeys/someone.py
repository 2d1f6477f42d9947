"""Somebody at a browser: what they do and what they see, so that a journey reads as a story."""

import re
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.builders.good_files import pdf
from tests.builders.world import PASSWORD

PDF = "application/pdf"


@dataclass(frozen=True)
class Someone:
    """A person with a browser of their own, at the portal of that address."""

    page: Page
    address: str

    # --- what they do ---

    def goes_to(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        """By the form, which they are shown wherever they go first."""
        self.goes_to("/")
        self.fills("E-mail address", email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.presses("Sign in")

    def signs_out(self) -> None:
        self.presses("Sign out")

    def follows(self, words: str, within: Locator | None = None) -> None:
        """The first link that is called so; opens what it is folded into."""
        (within or self.page.locator("body")).get_by_role("link", name=words).first.click()

    def presses(self, words: str) -> None:
        self.page.get_by_role("button", name=words).first.click()

    def fills(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(words)

    def fills_day(self, question: str, day: date) -> None:
        """The three fields of a day, the month in letters as some people write it."""
        fields = self.page.get_by_role("group", name=question)
        fields.get_by_label("Day").fill(str(day.day))
        fields.get_by_label("Month").fill(f"{day:%B}")
        fields.get_by_label("Year").fill(str(day.year))

    def chooses(self, answer: str) -> None:
        """A radio button or a tick box."""
        self.page.get_by_label(answer, exact=True).first.check()

    def ticks(self, box: Locator) -> None:
        box.check()

    def picks(self, label: str, answer: str) -> None:
        self.page.get_by_label(label).select_option(label=answer)

    def adds_file(self, name: str, content: bytes, label: str = "Choose files") -> None:
        self.page.get_by_label(label).set_input_files({"name": name, "mimeType": PDF, "buffer": content})

    def uploads(self, name: str, words: str = "Complaints policy of Tidewater Peers") -> None:
        """A PDF in which those words stand, and waits until the portal says that it has it."""
        self.adds_file(name, pdf(words))
        expect(self.page.locator(".moj-multi-file-upload__success", has_text=name)).to_be_visible()

    def starts(self, part: str = "") -> None:
        """The button that begins a submission: its words depend on how the slot stands."""
        place = self.page.locator(".gs-part", has_text=part) if part else self.page.locator("main")
        place.locator("form[action$='/start'] button").first.click()

    def unfolds(self, words: str) -> None:
        self.page.locator("summary", has_text=words).first.click()

    def goes_back(self) -> None:
        self.page.go_back()

    # --- what they see ---

    def is_at(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(title)))

    def reads(self, *words: str) -> None:
        """On the page, and to be seen."""
        for each in words:
            shown = self.page.locator("main").get_by_text(each).filter(visible=True)
            expect(shown.first, f"“{each}” at {self.page.url}").to_be_visible()

    def does_not_read(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main"), f"at {self.page.url}").not_to_contain_text(each)

    def meets_an_error(self, sentence: str, field: str) -> None:
        """In the summary and beside the field; the link in the summary leads into the field of that id."""
        link = self.page.locator(".govuk-error-summary").get_by_role("link", name=sentence)
        expect(self.page).to_have_title(re.compile("^Error: "))
        link.click()
        expect(self.page.locator(f"[id='{field}']")).to_be_focused()
        group = self.page.locator(".govuk-form-group--error", has=self.page.locator(f"[id='{field}']"))
        expect(group.locator(".govuk-error-message", has_text=sentence).first).to_be_visible()

    def part(self, heading: str) -> Locator:
        """The section, article or row of the page under that heading."""
        named = self.page.locator("section, article, tr, li", has=self.page.get_by_text(heading))
        return named.last
