"""What happened, on its pages: told by a partner, forwarded by the lead, read by the council."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.records import Engagement, OccurrenceVersion
from portal.web.dates import day_as_typed
from tests.builders import happening
from tests.builders.sending import a_worker
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

WORDS = "A grant was not renewed."


@pytest.fixture(autouse=True)
def agreed(world: World) -> None:
    happening.agree(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/occurrences"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


@pytest.fixture
def officer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.officer)


def days(happened_on: date, known_on: date | None = None) -> dict[str, Any]:
    return day_as_typed("happened_on", happened_on) | day_as_typed("known_on", known_on or happened_on)


def test_a_partner_tells_and_the_lead_forwards_and_the_council_reads_it(
    world: World, base: str, member: PageClient, reviewer: PageClient, officer: PageClient
) -> None:
    member.get(base)
    kinds = member.get(f"{base}/new")
    assert "Within 7 working days of knowing of it." in kinds.words
    assert "At once: on the day on which you know of it." in kinds.words
    member.get(f"{base}/new/adverse-change")
    told = member.follow(
        member.post(f"{base}/new/adverse-change", days(world.today) | {"words": WORDS, "follows": "We look."})
    )
    assert "It is told." in told.words
    assert "in time" in told.words
    listed = reviewer.get(f"/contracts/{world.contract_id}/occurrences")
    link = next(href for words, href in listed.links.items() if words.startswith("Significant adverse"))
    page = reviewer.get(link)
    assert "To be forwarded to" in page.words
    reviewer.follow(reviewer.post(link, {"go": "acknowledged"}))
    assert "Nothing was shared." in officer.get(f"/contracts/{world.contract_id}/occurrences").words
    assert officer.ask("GET", link).status == 404
    assert WORDS in reviewer.get(f"{link}/forward").source
    empty = reviewer.post(f"{link}/forward", {"how": "here", "words": ""}, 422)
    assert empty.problems == ["Say in a few words what the council is to read."]
    reviewer.follow(reviewer.post(f"{link}/forward", {"how": "here", "words": "Money is short."}))
    shared = officer.get(f"/contracts/{world.contract_id}/occurrences")
    read = officer.get(next(href for href in shared.links.values() if "/occurrences/" in href))
    assert "Money is short." in read.words
    assert WORDS not in read.words
    assert "We look." not in read.words
    assert world.member.name not in read.words
    assert world.reviewer.name not in read.words
    refused = reviewer.post(link, {"go": "closed", "words": ""}, 422)
    assert refused.problems == ["Say how it ended."]
    done = reviewer.follow(reviewer.post(link, {"go": "closed", "words": "Another grant came."}))
    assert "Another grant came." in done.words
    assert "Closed on" in officer.get(read_address(shared)).words
    assert "Another grant came." not in officer.get(read_address(shared)).words


def read_address(shared: Any) -> str:
    return str(next(href for href in shared.links.values() if "/occurrences/" in href))


def test_a_form_says_what_is_wrong_beside_its_field_and_loses_nothing(
    world: World, base: str, member: PageClient
) -> None:
    form = f"{base}/new/adverse-change"
    member.get(form)
    tomorrow = world.today + timedelta(days=1)
    typed = days(world.today, tomorrow) | {"words": "", "other_1": "The bank", "follows": "We look."}
    refused = member.post(form, typed, 422)
    assert refused.problems == [
        "The day on which it was known cannot be in the future.",
        "Enter the day on which you told The bank.",
        "Say in a few words what happened.",
    ]
    for kept in ("We look.", "The bank"):
        assert kept in refused.source
    assert member.post(form, {"words": WORDS}, 422).problems == [
        "Enter the day on which it happened or began.",
        "Enter the day on which it was known.",
    ]


def test_what_is_odd_is_asked_about_once(world: World, base: str, member: PageClient) -> None:
    a_worker(world, "Uma Usher")
    form, long_ago = f"{base}/new/adverse-change", world.today - timedelta(days=100)
    member.get(form)
    typed = days(long_ago) | {"words": "Uma Usher says so."}
    asked = member.post(form, typed, 422)
    assert "100 days ago. Is that the day?" in asked.words
    assert "Your words seem to name Uma Usher." in asked.words
    told = member.follow(member.post(form, typed | {"sure": "yes"}))
    assert "working days late" in told.words


def test_of_a_safeguarding_concern_there_is_no_field_for_the_case(
    world: World, base: str, member: PageClient, reviewer: PageClient
) -> None:
    form = f"{base}/new/safeguarding-concern"
    page = member.get(form)
    assert "There is no field for the case itself" in page.words
    assert not page.find("//textarea")
    yesterday = world.today - timedelta(days=1)
    other = {"other_1": "The council’s safeguarding team"} | day_as_typed("other_1_on", yesterday)
    sent = {"their_reference": "SG 4711", "words": "A case."}
    told = member.follow(member.post(form, days(yesterday) | other | sent))
    assert "SG 4711" in told.words
    assert "The council’s safeguarding team" in told.words
    assert "A case." not in told.source
    address = next(
        href for words, href in reviewer.get(base).links.items() if words.startswith("Safeguarding")
    )
    forwarding = reviewer.get(f"{address}/forward")
    assert "Nothing of it is shared here." in forwarding.words
    assert "Share it here" not in forwarding.words
    refused = reviewer.post(f"{address}/forward", {"how": "here", "words": "A case."}, 422)
    assert refused.problems[0].startswith("Nothing of a safeguarding concern is shared here.")


def test_the_lead_asks_and_the_partner_finds_it_at_home(
    world: World, base: str, member: PageClient, reviewer: PageClient
) -> None:
    form = f"{base}/new/action-plan"
    assert "Have they told you already?" in reviewer.get(form).words
    due = day_as_typed("set_on", world.today + timedelta(days=5))
    typed = day_as_typed("known_on", world.today) | due | {"words": "KPI 3 was missed."}
    assert reviewer.post(form, typed, 422).problems == ["Say whether they have told you already."]
    reviewer.post(form, typed | {"told": "no"})
    home = member.get("/")
    link = next(href for words, href in home.links.items() if words.startswith("Tell Harbour Light"))
    page = member.get(link)
    assert "KPI 3 was missed." in page.words
    told = member.follow(member.post(link, days(world.today) | due | {"words": "We train two more."}))
    assert "It is told." in told.words
    assert not [words for words in member.get("/").links if words.startswith("Tell Harbour Light")]


def test_putting_right_keeps_both_and_two_at_once_choose(
    world: World, base: str, member: PageClient, reviewer: PageClient
) -> None:
    told = happening.tell(world, words=WORDS)
    link = f"{base}/{told}"
    page = member.get(f"{link}/correct")
    seen = page.value("_seen")
    typed = days(world.today) | {"words": "Two grants were not renewed.", "_seen": seen}
    assert member.post(f"{link}/correct", typed, 422).problems == ["Say why it is put right."]
    right = member.follow(member.post(f"{link}/correct", typed | {"because": "It was two."}))
    assert "Two grants were not renewed." in right.words
    assert WORDS in right.words
    assert "“It was two.”" in right.words
    other = member.post(f"{link}/correct", typed | {"words": "Three.", "because": "It was three."}, 409)
    assert "Saved meanwhile" in other.words
    kind = reviewer.get(f"{link}/correct")
    assert "What kind is it?" in kind.words
    put: dict[str, Any] = {
        "event_key": "serious-incident",
        "because": "It is one.",
        "_seen": kind.value("_seen"),
    }
    put |= day_as_typed("told_on", world.today)
    assert "Serious incident" in reviewer.follow(reviewer.post(f"{link}/correct", put)).heading


def test_the_lead_puts_its_part_right_whatever_the_partner_said_of_days(
    world: World, base: str, reviewer: PageClient
) -> None:
    """The engagement was ended since, on a day before the one that the partner gave."""
    link = f"{base}/{happening.tell(world, words=WORDS)}"
    with world.database.writing() as session:
        ends_on = world.today - timedelta(days=1)
        mine = sa.update(Engagement).where(Engagement.id == world.engagement_id)
        session.execute(mine.values(ends_on=ends_on))
        session.commit()
    seen = reviewer.get(f"{link}/correct").value("_seen")
    put: dict[str, Any] = {"event_key": "serious-incident", "because": "It is one.", "_seen": seen}
    put |= day_as_typed("told_on", world.today)
    assert "Serious incident" in reviewer.follow(reviewer.post(f"{link}/correct", put)).heading


def test_a_partner_is_shown_the_day_that_will_not_do(world: World, base: str, member: PageClient) -> None:
    link = f"{base}/{happening.tell(world, words=WORDS)}"
    with world.database.writing() as session:
        session.execute(sa.update(OccurrenceVersion).values(told_on=world.today - timedelta(days=1)))
        session.commit()
    typed = days(world.today) | {"words": WORDS, "because": "It was later."}
    refused = member.post(f"{link}/correct", typed, 422)
    assert refused.problems == ["You cannot have told it before you knew of it."]
    assert refused.find("//a[@href='#known_on-day']")


def test_the_list_of_a_contract_has_what_is_late_first_and_filters(
    world: World, reviewer: PageClient, client_for: ClientFor
) -> None:
    happening.tell(world, "insolvency")
    happening.tell(
        world,
        known_on=happening.working_days_ago(world, 20),
        who=world.reviewer,
        told_on=happening.working_days_ago(world, 15),
    )
    listed = f"/contracts/{world.contract_id}/occurrences"
    page = reviewer.get(listed)
    assert "2 open, 1 late" in page.words
    titles = [each.text_content() for each in page.find("//main//li/div/a")]
    assert titles[0].strip().startswith("Significant adverse")
    assert "1 open" in reviewer.get(f"{listed}?kind=insolvency").words
    assert "2 open" in reviewer.get(f"{listed}?kind=nonsense&partner=nonsense").words
    assert client_for(world.noise_manager).ask("GET", listed).status == 404


def test_a_partner_is_not_marked_for_what_the_lead_is_late_with(
    world: World, base: str, member: PageClient, reviewer: PageClient
) -> None:
    then = happening.working_days_ago(world, 20)
    happening.tell(world, "insolvency", known_on=then, who=world.reviewer, told_on=then)
    for client, is_marked in ((reviewer, True), (member, False)):
        listed = client.get(base)
        (link,) = listed.find("//main//li/div/a/@href")
        for page in (listed, client.get(str(link))):
            assert bool(page.find("//*[normalize-space()='Late']")) is is_marked


def test_due_stands_in_the_calendars(
    world: World, member: PageClient, reviewer: PageClient, officer: PageClient
) -> None:
    happening.ask(world, known_on=world.today)
    happening.tell(world, "insolvency")
    contract = f"/contracts/{world.contract_id}/calendar"
    assert "To be told: Significant adverse change" in reviewer.get(contract).words
    assert "To be forwarded: Imminent insolvency" in reviewer.get(contract).words
    assert "Imminent insolvency" not in officer.get(contract).words
    assert "To be told: Significant adverse change" in member.get("/calendar").words
    assert "To be forwarded: Imminent insolvency" in reviewer.get("/calendar").words
