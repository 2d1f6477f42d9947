"""Two people on one form: who saves second is shown what changed in between, and chooses. Each such form."""

from collections.abc import Callable

import pytest

from portal.web.once import ONCE
from tests.builders.at_once import at_once
from tests.builders.world import World
from tests.pages.between_cases import CASES, OTHERS, Case
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door
from tests.pages.pressing import filled, form_in, press
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


EACH = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
Two = tuple[PageClient, Answer, PageClient, Answer, str]


def value(client: PageClient, page: str, name: str) -> str:
    return client.get(page).value(name)


def typed(case: Case, words: str) -> dict[str, str]:
    return {case.name: words, **dict(case.also)}


def question(asked: Answer) -> str:
    return asked.value("_asked")


@pytest.fixture
def two(case: Case, world: World, client_for: ClientFor) -> Two:
    """Two browsers at the same page."""
    one, other = (client_for(world.people[case.who]) for _ in range(2))
    page = case.page(one, world)
    return one, one.get(page), other, other.get(page), page


@EACH
@pytest.mark.parametrize("choice", ["theirs", "mine"])
def test_the_second_chooses(case: Case, choice: str, two: Two) -> None:
    one, shown, other, shown_too, page = two
    first = press(one, shown, typed(case, case.first), page)
    again = press(one, shown, typed(case, case.first), page)
    assert again.location == first.location, "a second press is no conflict with oneself"
    asked = press(other, shown_too, typed(case, case.second), page, 409)
    assert asked.heading == "This was changed while you had it open"
    assert value(one, page, case.name) == case.first, "nothing is saved yet"
    again = press(other, asked, {}, page, 422)
    assert again.problems == ["Choose what is to stand."]
    press(other, again, {f"_take-{question(asked)}": choice}, page)
    assert value(other, page, case.name) == (case.first if choice == "theirs" else case.second)


@pytest.mark.parametrize(("case", "change"), [(each, each.other) for each in CASES.values() if each.other])
def test_what_only_the_other_changed_is_shown_and_stands_unless_she_says_otherwise(
    case: Case, change: tuple[str, str], two: Two
) -> None:
    one, shown, other, shown_too, page = two
    press(one, shown, dict([change, *case.also]), page)
    asked = press(other, shown_too, typed(case, case.second), page, 409)
    assert "What stood here when you opened the page" in asked.words
    press(other, asked, {}, page)
    assert value(other, page, case.name) == case.second
    assert value(other, page, change[0]) == change[1]


@BOTH
@EACH
def test_both_at_the_same_moment(case: Case, two: Two) -> None:
    """One of them saves, whichever; the other is asked; nobody waits for ever."""
    one, shown, other, shown_too, page = two
    came: dict[str, Answer] = {}

    def pressing(client: PageClient, page_shown: Answer, words: str) -> Callable[[], None]:
        data = filled(form_in(page_shown, page), typed(case, words))

        def act() -> None:
            came[words] = client.ask("POST", page, None, data=data)

        return act

    assert at_once(pressing(one, shown, case.first), pressing(other, shown_too, case.second)) == []
    assert sorted(each.status for each in came.values()) == [303, 409]
    saved = next(words for words, answer in came.items() if answer.status == 303)
    assert value(one, page, case.name) == saved


@pytest.mark.parametrize("case", OTHERS.values(), ids=OTHERS.keys())
def test_the_second_is_asked(case: Case, world: World, two: Two) -> None:
    """The same kit, briefly: nothing is saved before she has chosen."""
    one, shown, other, shown_too, page = two
    ids = {"member": world.member.person_id, "both": world.reviewer_and_member.person_id}
    first, second = case.first.format(**ids), case.second.format(**ids)
    press(one, shown, typed(case, first) | dict([case.other] if case.other else []), page)
    asked = press(other, shown_too, typed(case, second), page, 409)
    assert value(one, page, case.name) == first
    chosen = {f"_take-{each}": "mine" for each in asked.page.xpath("//input[@name='_asked']/@value")}
    press(other, asked, chosen, page)
    assert value(other, page, case.name) == second


def test_every_form_that_changes_something_shared_says_so(doors: list[Door]) -> None:
    assert {door.path for door in doors if door.handler.opt.get(ONCE)} >= {
        "/checklist-drafts/{draft_id}/about",
        "/checklist-drafts/{draft_id}/requirements/{row}",
        "/checklist-drafts/{draft_id}/requirements/{row}/kind",
        "/contracts/{contract_id}/change",
        "/engagements/{engagement_id}/change",
        "/organisations/{organisation_id}/change",
        "/organisations/{organisation_id}/register/{worker_id}/change",
    }
