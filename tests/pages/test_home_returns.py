"""Returns in a partner's list at home: late, given back, to be signed, asked for, due soon."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checklists.library import library
from checklists.year.rows import Due, YearRows
from checklists.year.vocabulary import Every
from portal.access import Viewer
from portal.home.presenters.returns import SHOWN
from portal.returns.actions.decide_return import Said
from portal.returns.actions.send_return import put_up
from portal.returns.presenters.times import is_rolled_up, years_of
from portal.returns.queries.period import list_lines
from tests.builders import returning, sending
from tests.builders.world import CHECKLIST, World
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of

REPORT = "Quarterly narrative report, data spreadsheet and case study"


@pytest.fixture
def begun(world: World) -> World:
    returning.begin(world)
    return world


@pytest.fixture
def just_begun(world: World) -> World:
    """Hardly anything is late."""
    returning.begin(world, world.today - timedelta(days=20))
    returning.take_requests(world)
    return world


def items_at_home(client_for: ClientFor, viewer: Viewer) -> list[str]:
    home = client_for(viewer).get("/home")
    lists = home.find("//h2[.='Returns to give']/following-sibling::ul[1]/li")
    return [words_of(each) for each in lists]


def report_of(begun: World, number: int = 1) -> str:
    return f"{REPORT}, {returning.quarter(begun, number).replace('-', ' ')}"


def test_what_is_late_is_told_with_its_consequence_late_first(begun: World, client_for: ClientFor) -> None:
    found = items_at_home(client_for, begun.member)
    assert found, "returns stand at home"
    assert found[0].partition("Late by ")[2], "what is late comes first"
    late = [each for each in found if "Late by" in each]
    assert found[: len(late)] == late
    home = client_for(begun.member).get("/home")
    assert client_for(begun.member).get(home.links[report_of(begun)]).status == 200
    assert "Payment may be withheld" in home.words
    assert "Nothing to do today" not in home.words


def test_what_lies_with_the_lead_or_is_accepted_is_no_more_to_do(begun: World, client_for: ClientFor) -> None:
    returning.write_all(begun)
    signer = returning.signer(begun)
    assert any(report_of(begun) in each for each in items_at_home(client_for, begun.member))
    returning.send(begun, signer)
    assert not any(report_of(begun) in each for each in items_at_home(client_for, begun.member))
    returning.decide(begun, dict.fromkeys(("narrative", "data", "case-study"), Said(accepts=True)))
    assert not any(report_of(begun) in each for each in items_at_home(client_for, begun.member))


def test_what_was_given_back_says_of_which_section(begun: World, client_for: ClientFor) -> None:
    returning.write_all(begun)
    returning.send(begun, returning.signer(begun))
    returning.decide(begun, {"narrative": Said(accepts=False, words="Say how many came.")})
    (found,) = [each for each in items_at_home(client_for, begun.member) if report_of(begun) in each]
    assert "asks for a change: Narrative report." in found


def test_who_is_to_sign_reads_so_and_who_put_it_up_reads_who_is_next(
    begun: World, client_for: ClientFor
) -> None:
    returning.write_all(begun)
    signer = returning.signer(begun)
    (written,) = [each for each in items_at_home(client_for, begun.member) if report_of(begun) in each]
    assert "It is written, and not sent yet." in written
    with begun.database.writing() as session:
        put_up(session, begun.member, begun.place(session), returning.asked(begun, session))
    (own,) = [each for each in items_at_home(client_for, begun.member) if report_of(begun) in each]
    assert "You put it up for signing: a colleague signs it." in own
    (theirs,) = [each for each in items_at_home(client_for, signer) if report_of(begun) in each]
    assert "Waits for your signature." in theirs
    returns = f"/engagements/{begun.engagement_id}/returns"
    assert "You put it up for signing: a colleague signs it." in client_for(begun.member).get(returns).words
    assert "Waits for your signature." in client_for(signer).get(returns).words
    home = client_for(signer).get("/home")
    assert "Sign" in client_for(signer).get(home.links[report_of(begun)]).words


def test_what_was_asked_for_is_told_in_the_words_of_the_lead(
    just_begun: World, client_for: ClientFor
) -> None:
    returning.request(just_begun, days=14)
    (found,) = [each for each in items_at_home(client_for, just_begun.member) if returning.WANTED in each]
    assert "Due in 14 days" in found


def test_what_was_asked_for_by_name_is_told_at_once_however_late_it_is_due(
    just_begun: World, client_for: ClientFor
) -> None:
    returning.request(just_begun, days=90)
    (found,) = [each for each in items_at_home(client_for, just_begun.member) if returning.WANTED in each]
    assert "Due in 90 days" in found


def give_all_much_later(world: World) -> None:
    """Nothing of the contract's year is due before some years have gone by, or counted by its year."""

    def later(year: YearRows) -> YearRows:
        by_period = [
            replace(each, every=Every.YEAR, times=1) if each.every is Every.ANY_TIME else each
            for each in year.returns
        ]
        return replace(year, returns=tuple(replace(each, due=Due(4000)) for each in by_period))

    returning.change_year(world, later)
    returning.begin(world)


def test_what_is_due_much_later_and_not_begun_is_left_to_the_list_of_returns_which_is_named(
    world: World, client_for: ClientFor
) -> None:
    for each in library()[CHECKLIST].requirements:
        sending.waive(world, each.key, world.ends_on)
    client = client_for(world.member)
    assert "Everything that is asked of you is in order" in client.get("/home").words
    give_all_much_later(world)
    assert not items_at_home(client_for, world.member)
    home, page = client.get("/home"), client.get(f"/engagements/{world.engagement_id}")
    assert "Nothing to do today." in home.words
    assert "Everything that is asked" not in home.words
    (counted,) = [each for each in page.links if each.startswith("Returns: ")]
    (later,) = [each for each in home.links if " due later for " in each]
    assert later.split(" return")[0] == counted.removeprefix("Returns: ").removesuffix(" to give")
    assert home.links[later] == page.links[counted]


def test_what_is_due_much_later_is_named_below_what_is_to_be_given(
    world: World, client_for: ClientFor
) -> None:
    give_all_much_later(world)
    returning.write(world, "narrative", returning.WORDS)
    assert len(items_at_home(client_for, world.member)) == 1
    assert [each for each in client_for(world.member).get("/home").links if " due later for " in each]


def test_of_what_is_given_at_any_time_the_year_is_told_once_it_is_behind(
    world: World, client_for: ClientFor
) -> None:
    returning.begin(world)
    with world.database.reading() as session:
        lines = list_lines(session, world.place(session), world.today)
    behind = {each.title for each in years_of(lines, world.starts_on, world.today) if each.is_behind}
    found = items_at_home(client_for, world.member)
    told = {title for title in behind if any(each.startswith(f"{title}, ") for each in found)}
    assert behind
    assert told == behind
    rolled_up = {
        each.asked.row.title for each in lines if is_rolled_up(each) and each.asked.row.title not in behind
    }
    assert not any(each.startswith(f"{title}, ") for each in found for title in rolled_up)


def test_the_lead_and_the_council_are_told_nothing_of_it(begun: World, client_for: ClientFor) -> None:
    for viewer in (begun.manager, begun.officer):
        assert not items_at_home(client_for, viewer)


def test_many_are_cut_and_lead_to_the_list(just_begun: World, client_for: ClientFor) -> None:
    for number in range(SHOWN + 2):
        returning.request(just_begun, f"Figure {number}.", days=5 + number)
    assert len(items_at_home(client_for, just_begun.member)) == SHOWN
    home = client_for(just_begun.member).get("/home")
    (more,) = [each for each in home.links if "to give for" in each]
    assert client_for(just_begun.member).get(home.links[more]).status == 200


def test_the_page_of_the_contract_counts_them_for_both_sides(world: World, client_for: ClientFor) -> None:
    page = f"/engagements/{world.engagement_id}"
    assert "Returns of each period" in client_for(world.member).get(page).links
    returning.begin(world)
    with world.database.reading() as session:
        late = sum(each.is_late for each in list_lines(session, world.place(session), world.today))
    for viewer in (world.member, world.manager):
        assert client_for(viewer).get(page).links[f"Returns: {late} late"] == f"{page}/returns"
    assert not [each for each in client_for(world.officer).get(page).links if "Returns" in each]


def test_the_page_of_the_contract_counts_what_is_due(just_begun: World, client_for: ClientFor) -> None:
    returning.request(just_begun, days=14)
    found = client_for(just_begun.member).get(f"/engagements/{just_begun.engagement_id}").links
    (words,) = [each for each in found if each.startswith("Returns: ")]
    assert words.endswith("to give")


def test_beside_a_past_day_the_page_of_the_contract_counts_no_returns_of_today(
    begun: World, client_for: ClientFor
) -> None:
    """They lead to what is owed now, as its contacts and actions do."""
    page, before = f"/engagements/{begun.engagement_id}", begun.today - timedelta(days=1)
    for viewer in (begun.member, begun.manager):
        then = client_for(viewer).get(f"{page}?on={before}").links
        assert [each for each in then if each.startswith("Returns")] == ["Returns of each period"]
        ahead = client_for(viewer).get(f"{page}?on={begun.today + timedelta(days=1)}").links
        assert [each for each in ahead if each.startswith("Returns: ")]
