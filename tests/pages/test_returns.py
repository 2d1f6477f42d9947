"""Returns of a period: owed, written section by section, signed, sent, returned, accepted."""

import re
from datetime import date
from decimal import Decimal

import pytest

from checklists.year.figures import Figure
from checklists.year.judging import Setting, judge
from checklists.year.rolling_up import Rolled
from checklists.year.rows import Measure
from checklists.year.vocabulary import Every
from portal.access import Viewer
from portal.returns.actions.decide_return import Said
from portal.returns.presenters.rolled import measure_view
from tests.builders import returning, sending
from tests.builders.good_files import pdf
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def begun(world: World) -> World:
    returning.begin(world)
    return world


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/returns"


@pytest.fixture
def report(world: World, base: str) -> str:
    return f"{base}/quarterly-report/{returning.quarter(world)}"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def signer(world: World) -> Viewer:
    return returning.signer(world)


def typed_figures(**changed: str) -> dict[str, str]:
    """Twelve measures, all of them given."""
    found = {f"n{place}": "8" for place in range(1, 13)} | {f"d{place}": "10" for place in range(1, 13)}
    return found | {"go": "ready"} | changed


def test_nothing_is_owed_before_the_lead_says_from_when(
    world: World, member: PageClient, base: str, client_for: ClientFor
) -> None:
    assert "No returns are given here yet." in member.get(base).words
    manager = client_for(world.manager)
    lead = f"/contracts/{world.contract_id}/returns"
    assert "Partners do not give returns here yet." in manager.get(lead).words
    manager.get(f"{lead}/begin")
    refused = manager.post(
        f"{lead}/begin", {"from_on-day": "1", "from_on-month": "1", "from_on-year": "2001"}, 422
    )
    assert refused.problems[0].startswith("The day must be one of the contract's")
    day = world.starts_on
    kept = manager.post(
        f"{lead}/begin",
        {"from_on-day": str(day.day), "from_on-month": str(day.month), "from_on-year": str(day.year)},
    )
    assert "late" in manager.follow(kept).words
    assert "Quarterly narrative report" in member.get(base).words


def test_a_quarter_goes_its_whole_way(
    begun: World, member: PageClient, report: str, client_for: ClientFor, signer: Viewer
) -> None:
    tasks = member.get(report)
    assert tasks.words.count("Not started") == 3
    assert "Late by" in tasks.words
    member.get(f"{report}/sections/narrative")
    kept = member.post(f"{report}/sections/narrative", {"words": "We met.\n\nOften.", "go": "later"})
    assert "In progress" in member.follow(kept).words
    member.post(f"{report}/sections/narrative", {"words": "We met.\n\nOften.", "go": "ready"})
    member.get(f"{report}/sections/data")
    member.post(f"{report}/sections/data", typed_figures())
    member.post(
        f"{report}/sections/case-study", {"words": "Somebody came.", "consent": "nobody", "go": "ready"}
    )
    assert member.get(report).words.count("Ready") == 3
    member.get(f"{report}/read")
    member.post(f"{report}/read", {"go": "put-up"})
    own = member.get(f"{report}/read")
    assert "Somebody else of your organisation signs it" in own.words
    refused = member.post(f"{report}/read", {"go": "sign"}, 422)
    assert refused.problems == [
        "You put it up for signing, so somebody else of your organisation has to sign it."
    ]
    certifier = client_for(signer)
    certifier.get(f"{report}/read")
    certifier.post(f"{report}/read", {"go": "hand-back"}, 422)
    handed = certifier.post(f"{report}/read", {"go": "hand-back", "words": "The figures are last year's."})
    assert "The figures are last year's." in certifier.follow(handed).words
    member.get(f"{report}/read")
    member.post(f"{report}/read", {"go": "put-up"})
    certifier.get(f"{report}/read")
    sent = certifier.follow(certifier.post(f"{report}/read", {"go": "sign"}))
    assert "It is signed and sent." in sent.words
    assert sent.words.count("With Harbour Light") == 3

    reviewer = client_for(begun.reviewer)
    page = reviewer.get(f"{report}/read")
    assert "The figures are last year's." not in page.words, "that is the partner's own"
    reviewer.post(f"{report}/read", {"go": "decide", "say-data": "return"}, 422)
    reviewer.post(
        f"{report}/read",
        {"go": "decide", "say-narrative": "accept", "say-data": "return", "words-data": "Count May again."},
    )
    shown = member.get(report)
    assert "Count May again." in shown.words
    assert "Needs a change" in shown.words
    member.get(f"{report}/sections/data")
    asked = typed_figures(n2="9")
    member.post(f"{report}/sections/data", asked)
    member.get(f"{report}/read")
    member.post(f"{report}/read", {"go": "put-up"})
    certifier.get(f"{report}/read")
    certifier.post(f"{report}/read", {"go": "sign"})
    again = reviewer.get(f"{report}/read")
    assert "Before: 8 of 10" in again.words, "both figures of a correction are kept"
    reviewer.post(f"{report}/read", {"go": "accept-all"})
    done = member.get(report)
    assert done.words.count("Accepted") >= 4
    assert "sent" in done.words
    reviewer.get(f"{report}/read")
    reviewer.post(f"{report}/read", {"go": "reopen", "section": "data", "words-data": ""}, 422)
    reviewer.post(f"{report}/read", {"go": "reopen", "section": "data", "words-data": "June is missing."})
    assert "June is missing." in member.get(report).words


def test_a_blank_and_a_leap_are_asked_about(
    begun: World, member: PageClient, report: str, base: str, signer: Viewer
) -> None:
    returning.write_all(begun)
    returning.send(begun, signer)
    page = f"{base}/quarterly-report/{returning.quarter(begun, 2)}/sections/data"
    shown = member.get(page)
    assert "Last period: 8 of 10." in shown.words
    asked = member.post(page, typed_figures(n1="13", n2=""), 422)
    assert asked.problems[0].startswith("Numerator") is False
    asked = member.post(page, typed_figures(n1="13", n2="", d2=""), 422)
    assert "This differs by more than half from the last period." in asked.words
    assert "Nothing is given here." in asked.words
    member.post(page, typed_figures(n1="13", n2="", d2="", sure="yes"))


def test_a_file_is_added_taken_out_and_sent(
    begun: World, member: PageClient, base: str, client_for: ClientFor, signer: Viewer
) -> None:
    part = returning.quarter(begun)
    accounts = f"{base}/income-and-expenditure/{part}"
    files = f"{accounts}/sections/accounts/files"
    assert member.get(f"{accounts}/sections/accounts", 303).location == files
    member.get(files)
    member.upload(files, [], {"go": "ready"}, 422)
    member.upload(files, [("accounts.pdf", pdf())], {"go": "stay"})
    page = member.get(files)
    (file_id,) = {each.get("value") for each in page.find("//button[@name='delete']")}
    client_for(begun.reviewer).get(f"/files/{file_id}", 404)
    member.post(f"{files}/remove", {"delete": file_id})
    assert "accounts.pdf" not in member.get(files).words
    member.upload(files, [("accounts.pdf", pdf())], {"go": "ready"})
    returning.send(begun, signer, key="income-and-expenditure")
    read = client_for(begun.reviewer).get(f"{accounts}/read")
    client_for(begun.reviewer).get(read.links["accounts.pdf"])
    client_for(begun.second_member).get(read.links["accounts.pdf"], 404)


def test_what_is_nobodys_business(begun: World, report: str, client_for: ClientFor) -> None:
    for stranger in (begun.second_member, begun.noise_manager, begun.officer, begun.colleague):
        client_for(stranger).get(report, 404)
        client_for(stranger).get(f"{report}/read", 404)
    client_for(begun.reviewer).get(f"{report}/read", 404)
    returning.write(begun, "narrative", returning.WORDS)
    client_for(begun.reviewer).get(f"{report}/read", 404)


def test_the_lead_sees_a_period(begun: World, client_for: ClientFor, signer: Viewer) -> None:
    returning.write_all(begun)
    returning.send(begun, signer)
    part = returning.quarter(begun)
    page = client_for(begun.reviewer).get(f"/contracts/{begun.contract_id}/returns?period={part}")
    figures = r"(\d+) returns?: (\d+) accepted, (\d+) to be decided by you, (\d+) with the partners\."
    found = re.search(figures, page.words)
    assert found
    total, *parts = map(int, found.groups())
    assert (total, parts[1]) == (sum(parts), 1), "each return is in one of the three; late is said apart"
    assert "Payment may be withheld if accounts are not provided at least annually." in page.words
    (folded,) = page.find("//main//details[contains(@class, 'gs-fold')]/summary")
    assert "late, Open Door Folk" in folded.text_content(), "nothing of it waits for the lead"
    client_for(begun.officer).get(f"/contracts/{begun.contract_id}/returns", 404)
    client_for(begun.noise_manager).get(f"/contracts/{begun.contract_id}/returns", 404)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2099-Q1", "There is nothing here for 2099 Q1. This is {}."),
        ("2026-11-99", "There is no such period here. This is {}."),
        ("soon", "There is no such period here. This is {}."),
        ("", ""),
    ],
)
def test_a_period_that_there_is_none_of_is_not_shown_as_another(
    begun: World, client_for: ClientFor, asked: str, said: str
) -> None:
    page = client_for(begun.reviewer).get(f"/contracts/{begun.contract_id}/returns?period={asked}")
    assert said.format(page.heading.removeprefix("Returns ")) in page.words
    assert ("There is no" in page.words) is bool(said)


def test_accepted_figures_come_together(begun: World, client_for: ClientFor, signer: Viewer) -> None:
    address = f"/contracts/{begun.contract_id}/returns?period={returning.quarter(begun)}"
    reviewer = client_for(begun.reviewer)
    returning.write_all(begun)
    returning.send(begun, signer)
    waits = reviewer.get(address)
    assert ": with us" in waits.words, "what is not accepted is missing"
    assert "8 of 10" not in waits.words
    returning.decide(begun, {"data": Said(accepts=True)})
    page = reviewer.get(address)
    assert "8 of 10" in page.words
    assert "Not judged: figures are missing" in page.words, "the other partner gave nothing"
    assert "Hidden from the council" in page.words, "two of ten are left out, which is few"
    read = str(page.find("//details//a[contains(@href, '/read')]")[0].get("href"))
    assert "Quarterly narrative report" in reviewer.get(read).words, "every figure leads to its return"


def test_a_second_miss_is_said_in_the_words_of_its_clause() -> None:
    clause = "8.4: the council may terminate"
    measure = Measure(
        "m", "Kept", "8", "S", Every.QUARTER, "Kept", "All", at_least=Decimal(90), second_miss=clause
    )
    figures = {("m", part): Figure("m", part, Decimal(70), Decimal(100)) for part in ("2026-Q1", "2026-Q2")}
    judged = judge(Setting([measure], figures, date(2026, 4, 1)))
    first, second = (
        measure_view(Rolled(measure, figures["m", each.period.key], {}, frozenset()), each, {}, {}, {})
        for each in judged
    )
    assert (first.verdict, first.again) == ("Not met", "")
    assert (second.verdict, second.again) == ("Not met", f"Missed again: {clause}")


def test_a_case_study_names_nobody_unless_they_agreed(
    begun: World, member: PageClient, report: str, client_for: ClientFor
) -> None:
    story = f"{report}/sections/case-study"
    words = "Then Nell Penhaligon joined Tidewater Peers in May."
    assert "Who stands in it, or in its pictures?" in member.get(story).words
    unsaid = member.post(story, {"words": words, "go": "ready"}, 422)
    assert unsaid.problems == ["Say whether anybody is named or can be recognised."]
    assert unsaid.value("words") == words
    asked = member.post(story, {"words": words, "consent": "nobody", "go": "ready"}, 422)
    named = "These look like names: Nell Penhaligon. If they name nobody, say so below and save once more."
    assert asked.problems == [named]
    assert asked.find("//input[@name='consent' and @value='nobody' and @checked]")
    member.post(story, {"words": words, "consent": "nobody", "go": "later"})
    member.post(story, {"words": words, "consent": "nobody", "sure": "yes", "go": "ready"})
    member.get(story)
    member.post(story, {"words": words, "consent": "agreed", "go": "ready"})
    assert "Whoever is named or shown has agreed in writing" in member.get(f"{report}/read").words


def test_ones_own_workers_are_known_by_whatever_name(begun: World, member: PageClient, report: str) -> None:
    sending.a_worker(begun, "Bo peep")
    story = {"words": "Ask bo peep.", "consent": "nobody", "go": "ready"}
    member.get(f"{report}/sections/case-study")
    asked = member.post(f"{report}/sections/case-study", story, 422)
    assert "These look like names: Bo peep." in asked.problems[0]
