"""Somebody whose interactions are counted: each click, each field that is typed into, each file chosen.

To read, to scroll and to come to the first page count nothing. A day has three fields.
"""

from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Locator

from tests.journeys.someone import Someone


@dataclass(frozen=True)
class Counted(Someone):
    """Does what Someone does, and keeps what was done."""

    done: list[str] = field(default_factory=list)

    @property
    def interactions(self) -> int:
        return len(self.done)

    def begins(self) -> None:
        """From here on it counts."""
        self.done.clear()

    def follows(self, words: str, within: Locator | None = None) -> None:
        super().follows(words, within)
        self.done.append(f"follows {words}")

    def presses(self, words: str) -> None:
        super().presses(words)
        self.done.append(f"presses {words}")

    def fills(self, label: str, words: str) -> None:
        super().fills(label, words)
        self.done.append(f"fills {label}")

    def fills_day(self, question: str, day: date) -> None:
        super().fills_day(question, day)
        self.done.extend([f"fills {part} of {question}" for part in ("day", "month", "year")])

    def chooses(self, answer: str) -> None:
        super().chooses(answer)
        self.done.append(f"chooses {answer}")

    def picks(self, label: str, answer: str) -> None:
        super().picks(label, answer)
        self.done.append(f"picks {answer}")

    def adds_file(self, name: str, content: bytes, label: str = "Choose files") -> None:
        super().adds_file(name, content, label)
        self.done.append(f"adds {name}")

    def starts(self, part: str = "") -> None:
        super().starts(part)
        self.done.append(f"starts {part}")

    def unfolds(self, words: str) -> None:
        super().unfolds(words)
        self.done.append(f"unfolds {words}")

    def ticks(self, box: Locator) -> None:
        super().ticks(box)
        self.done.append("ticks a box")

    def selects(self, label: str, value: str) -> None:
        """The answer that bears that value, whatever it is called."""
        self.page.get_by_label(label).select_option(value)
        self.done.append(f"selects {value}")

    def unticks(self, label: str) -> None:
        self.page.get_by_role("checkbox", name=label).uncheck()
        self.done.append(f"takes out {label}")

    def types(self, field: Locator, words: str) -> None:
        """Into one of many that are alike."""
        field.fill(words)
        self.done.append(f"types {words}")

    def turns_to(self, tab: str) -> None:
        """A tab, which is folded into a menu on a phone."""
        if self.page.locator(".gs-navigation__menu").is_visible():
            self.presses("Menu")
        self.follows(tab)

    def opens(self, link: Locator) -> None:
        """Of which the script makes a button, so that it has no one name."""
        link.click()
        self.done.append("opens a link")
