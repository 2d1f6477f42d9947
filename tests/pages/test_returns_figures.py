"""The boxes of a section of figures, and what is said of each that cannot be read."""

import pytest

from tests.builders import returning
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def report(world: World) -> str:
    returning.begin(world)
    return f"/engagements/{world.engagement_id}/returns/quarterly-report/{returning.quarter(world)}"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def typed_figures(**changed: str) -> dict[str, str]:
    """Twelve measures, all of them given."""
    found = {f"n{place}": "8" for place in range(1, 13)} | {f"d{place}": "10" for place in range(1, 13)}
    return found | {"go": "ready"} | changed


def test_figures_that_cannot_be_read_keep_what_was_typed(member: PageClient, report: str) -> None:
    page = f"{report}/sections/data"
    member.get(page)
    answer = member.post(page, typed_figures(n2="eleven", n3="12", n4="85%"), 422)
    assert [each.partition(": ")[2] for each in answer.problems] == [
        "The figure “eleven” is no number such as 1200.",
        "The figure 12 is more than the 10 of “Referrals”.",
        "The figure is 85%: give how many, not how many per cent.",
    ]
    assert answer.value("n2") == "eleven"
    assert answer.value("n5") == "8"
    assert "Not started" in member.get(report).words, "nothing is kept in part"


def test_a_point_between_thousands_is_asked_about(member: PageClient, report: str) -> None:
    page = f"{report}/sections/data"
    member.get(page)
    answer = member.post(page, typed_figures(n8="1", d8="1.000"), 422)
    assert [each.rpartition("”: ")[2] for each in answer.problems] == [
        "The figure “1.000” could be 1 or 1,000. Write the one that is meant."
    ]
    assert answer.value("d8") == "1.000"


def test_a_box_is_named_by_its_label_where_a_measure_has_two(member: PageClient, report: str) -> None:
    page = f"{report}/sections/data"
    member.get(page)
    answer = member.post(page, typed_figures(n1="11 people", d2="n/a", n3=""), 422)
    assert answer.problems == [
        "Sign-ups: The figure “11 people” is no number such as 1200.",
        "First contact attempted within 2 working days of referral, “Referrals”: "
        "The figure “n/a” is no number such as 1200.",
        "Contact made within 5 working days, or three attempts, “Referrals of which contact was made within "
        "5 working days, or attempted three times”: The figure is missing, and the other one is given.",
    ]


def test_the_boxes_of_a_measure_stand_in_one_group_of_their_own(member: PageClient, report: str) -> None:
    """A fieldset that is the group has no margin, and touches the next heading."""
    page = member.get(f"{report}/sections/data")
    assert page.find("//div[contains(@class,'govuk-form-group')]/fieldset")
    assert not page.find("//fieldset[contains(@class,'govuk-form-group')]")
