"""Whatever somebody tired types into a form that does not go through, it stays there, and is called wrong
where it stands: that every error leads to its field, stands there too, and says what it is about is seen to
by the client (`tests/pages/inspection.py`)."""

from collections.abc import Collection, Iterator
from itertools import cycle
from urllib.parse import urlencode

from portal.web.gone import GONE
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.fuzzing import FORM, Fuzz
from tests.pages.tired import MISTAKES, WRONG_DAYS, Form, Pair, forms_on, lost


def test_what_was_typed_stays_and_every_error_leads_to_it(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient], is_whole: bool
) -> None:
    """A form that has gone through is sent again as from another window, where it may be gone. By its first
    button alone, where the whole is not tried, and with the ways in which a day is wrong in turn."""
    fuzz = Fuzz(doors, world, house, clients, restore=lambda: None)
    wrong: list[str] = []
    refused = 0
    wrong_days = cycle(WRONG_DAYS)
    for door, client, form in all_forms(fuzz):
        days = WRONG_DAYS if is_whole else {next(wrong_days)}
        for what, sent in mistaken(form, days, by_all=is_whole):
            answer = send(client, form, sent)
            if answer.status != 422 or not answer.is_page:
                continue
            refused += 1
            wrong += [f"{door}, {what}: {each}" for each in faults(form, sent, answer)]
            if GONE in answer.problems and form.what_is_asked in asked_now(client, fuzz.address(door)):
                wrong.append(f"{door}, {what}: fields are gone of a form that is there")
    assert not wrong, "\n" + "\n".join(sorted(set(wrong)))
    assert refused > 200


def all_forms(fuzz: Fuzz) -> Iterator[tuple[Door, PageClient, Form]]:
    """Each form of a page once, by the first who is shown it."""
    for door in (each for each in fuzz.doors if each.method == "GET" and "file_path" not in each.names):
        address, seen = fuzz.address(door), set[tuple[str, ...]]()
        for client in fuzz.openers(door):
            new = [
                each
                for each in forms_on(client.ask("GET", address), address)
                if each.what_is_asked not in seen
            ]
            seen |= {each.what_is_asked for each in new}
            yield from ((door, client, form) for form in new)


def mistaken(form: Form, days: Collection[str], *, by_all: bool) -> Iterator[tuple[str, list[Pair]]]:
    """Of the ways in which a day is wrong with these."""
    first, *others = form.buttons
    for mistake in (each for each in MISTAKES if form.takes(each) and each not in WRONG_DAYS.keys() - days):
        yield mistake, form.filled(mistake, first)
    for each in others if by_all and form.takes("too long") else ():
        yield f"too long, by {each}", form.filled("too long", each)


def send(client: PageClient, form: Form, sent: list[Pair]) -> Answer:
    body = urlencode([("_csrf_token", client.csrf_cookie), *sent])
    return client.ask("POST", form.target, content=body.encode(), headers=FORM)


def faults(form: Form, sent: list[Pair], answer: Answer) -> Iterator[str]:
    if not answer.problems:
        yield "nothing is said of it"
    if GONE not in answer.problems:
        yield from (f"what was typed into {name} is lost" for name in lost(form, sent, answer))


def asked_now(client: PageClient, address: str) -> set[tuple[str, ...]]:
    """By the forms that the page has by now."""
    return {each.what_is_asked for each in forms_on(client.ask("GET", address), address)}
