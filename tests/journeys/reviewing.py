"""What a reviewer does with what was sent."""

from datetime import date

from tests.journeys.someone import Someone


def opens_the_oldest(rafi: Someone) -> None:
    rafi.goes_to("/")
    rafi.follows("To review")
    # The script makes a button of this link, for those who press the space bar.
    link = rafi.page.locator("main a", has_text="Start with the oldest")
    link.click()


def returns_it(rafi: Someone, reason: str, words: str) -> None:
    rafi.unfolds("Return it for a change")
    rafi.picks("Why", reason)
    rafi.fills("What the partner should do", words)
    rafi.presses("Return it and go to the next")


def accepts_it(rafi: Someone, until_on: date | None = None) -> None:
    if until_on:
        rafi.fills_day("Accept until", until_on)
    rafi.presses("Accept and go to the next")
