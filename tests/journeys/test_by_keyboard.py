"""A reviewer decides with the keyboard alone, and reads what was sent without a program for it."""

import io
import re
from dataclasses import dataclass

import openpyxl
from playwright.sync_api import expect

from tests.builders import sending
from tests.builders.good_files import docx, pdf
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import opens_the_oldest
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE, assert_accessible

KEYS = ("complaints-policy", "anti-bribery", "health-and-safety", "safeguarding-policy")


@dataclass
class Keyboard:
    """What somebody presses, counted."""

    someone: Someone
    pressed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.someone.page.keyboard.press(key)
            self.pressed += 1

    def decides(self, *keys: str) -> None:
        """Presses them, and waits for the page that follows."""
        with self.someone.page.expect_navigation():
            self.press(*keys)


def a_sheet() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet
    sheet.append(["Venue", "Looked at"])
    sheet.append(["Church hall", "yes"])
    book.save(content)
    return content.getvalue()


def of_three_files(world: World) -> str:
    draft = sending.draft(world, KEYS[0])
    for name, content in (
        ("policy.pdf", pdf(pages=40)),
        ("policy.docx", docx("We answer within ten days.")),
        ("venues.xlsx", a_sheet()),
    ):
        sending.attach(world, draft, name, content)
    sending.answer(world, draft, from_on=world.today)
    sending.send_as_it_is(world, draft)
    return f"/submissions/{draft}/review"


def test_decisions_by_keys_alone(arrives: Arrives, world: World) -> None:
    for key in KEYS:
        sending.send(world, key)
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    board = Keyboard(rafi)
    box = rafi.page.get_by_role("button", name="Accept and go to the next").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900, "in sight without scrolling"

    rafi.page.get_by_label("A word to the partner").fill("")
    board.press("a", "n", "r")
    assert rafi.page.get_by_label("A word to the partner").input_value() == "anr", "what is typed is typed"
    rafi.page.get_by_label("A word to the partner").fill("")
    rafi.page.get_by_role("heading", level=1).click()

    board.pressed = 0
    board.decides("a", "Enter")
    assert board.pressed == 2
    rafi.reads("is accepted")
    board.press("r")
    expect(rafi.page.get_by_label("Why", exact=True)).to_be_focused()
    rafi.page.keyboard.type("It is not s")
    board.press("Tab")
    rafi.page.keyboard.type("Sign page 3.")
    board.press("Tab")
    board.decides("Enter")
    rafi.reads("went back to")
    at = rafi.page.url
    board.decides("n")
    assert rafi.page.url != at, "left, and nothing is decided"

    board.press("?")
    rafi.reads("go to the button that accepts")
    rafi.page.get_by_label("Keys work in this browser").uncheck()
    rafi.page.locator("summary", has_text="Keys").focus()
    rafi.page.reload()
    at = rafi.page.url
    board.press("n", "a", "?")
    expect(rafi.page.locator("[data-gs-keys]")).not_to_have_attribute("open", "")
    assert rafi.page.url == at
    expect(rafi.page.get_by_role("button", name="Accept and go")).not_to_be_focused()


def test_what_was_sent_is_read_turned_and_put_side_by_side(arrives: Arrives, world: World) -> None:
    address = of_three_files(world)
    rafi = arrives(world.reviewer)
    asked: list[str] = []
    rafi.page.on("request", lambda request: asked.append(request.url))
    rafi.goes_to(address)
    rafi.reads("We answer within ten days.", "Church hall", "Shown without its looks")
    assert rafi.page.locator("img.gs-review__page").count() == 40
    drawn = [url for url in asked if "/pages/" in url]
    assert 0 < len(drawn) < 20, "only what is in sight, or soon"
    rafi.page.locator("img.gs-review__page").last.scroll_into_view_if_needed()
    expect(rafi.page.locator("img.gs-review__page").last).to_have_js_property("complete", True)

    board = Keyboard(rafi)
    board.press("3")
    expect(rafi.page.locator("#file-3")).to_be_focused()
    board.press("1", "t")
    first = rafi.page.locator("#file-1 .gs-page-frame").first
    turned = first.bounding_box()
    assert turned
    assert turned["width"] > turned["height"]
    board.press("t", "+")
    wider = first.bounding_box()
    assert wider
    assert wider["width"] > turned["width"] * 1.4
    expect(first.locator("img")).to_have_attribute("src", re.compile("/large$"))
    board.press("b")
    one, two = (rafi.page.locator(f"#file-{number}").bounding_box() for number in (1, 2))
    assert one
    assert two
    assert one["x"] + one["width"] <= two["x"]
    assert_accessible(rafi.page)


def test_without_script_and_on_a_phone(arrives: Arrives, world: World) -> None:
    address = of_three_files(world)
    plain = arrives(world.reviewer, java_script_enabled=False)
    plain.goes_to(address)
    plain.follows("Read it here : policy.docx")
    plain.reads("We answer within ten days.")
    plain.goes_back()
    plain.presses("Accept and go to the next")
    plain.reads("is accepted")

    phone = arrives(world.manager, PHONE)
    sending.send(world, KEYS[1])
    phone.goes_to(f"/contracts/{world.contract_id}/queue")
    phone.follows("Anti-bribery")
    phone.page.get_by_role("button", name="Accept and go to the next").scroll_into_view_if_needed()
    assert_accessible(phone.page)
    phone.presses("Accept and go to the next")
    phone.reads("Nothing waits for review")
