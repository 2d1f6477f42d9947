"""Where findings and actions are said besides their own pages: at home, in overviews, in calendars."""

import io
from datetime import timedelta
from itertools import product

import pytest
import sqlalchemy as sa
from docx import Document

from checklists.calendar import in_words
from checklists.findings import ActionStep
from portal.findings.pages import contract
from portal.standing.queries.by_reference import find_standing
from tests.builders import finding as findings
from tests.builders import packing, sending
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

KEY = "anti-bribery"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_what_is_overdue_is_said_everywhere(
    world: World, manager: PageClient, member: PageClient, client_for: ClientFor
) -> None:
    findings.sent(world)
    with world.database.writing() as session:
        late = (world.today - timedelta(days=3)).isoformat()
        session.execute(sa.text("UPDATE action SET by_on = :on"), {"on": late})
        session.commit()
    base = f"/contracts/{world.contract_id}"
    assert "Overdue by 3 days" in member.get("/").words
    assert "1 open action: 1 overdue" in member.get(f"/engagements/{world.engagement_id}").links
    assert "1 open action: 1 overdue" in manager.get(base).links
    assert "1 action overdue" in manager.get(f"{base}/partners").words
    assert "Overdue by 3 days" in manager.get(f"{base}/actions").words
    council = client_for(world.officer)
    assert "1 open action: 1 overdue" in council.get(f"{base}/readiness").links
    assert "Overdue by 3 days" in council.get(f"{base}/actions").words


def test_what_is_to_be_done_is_in_ones_own_calendar(
    world: World, member: PageClient, manager: PageClient, client_for: ClientFor
) -> None:
    visit = findings.visit(world)
    findings.ask_for(world, findings.find(world, visit), days=20)
    findings.send(world, visit)
    findings.decide(world, visit)
    assert "To be done: Renew the policies." in member.get("/calendar").links
    assert "To be done: Write to everybody." in manager.get("/calendar").links
    assert "To be done: Renew the policies." not in manager.get("/calendar").links
    assert "To be done" not in client_for(world.second_member).get("/calendar").words
    feed = feed_of(member)
    assert "To be done: Renew the policies." in feed
    assert world.member.name not in feed


def test_what_the_partner_has_said_is_done_waits_for_the_lead_everywhere(
    world: World, member: PageClient, manager: PageClient
) -> None:
    finding_id, action_id = findings.sent(world)
    base = f"/engagements/{world.engagement_id}"
    assert "Renew the policies." in member.get("/home").words.partition("Not your turn")[0]
    findings.note(world, action_id, world.member, ActionStep.DONE)
    yours, _, not_yours = member.get("/home").words.partition("Not your turn: ")
    assert "Renew the policies." not in yours
    assert "Renew the policies. You said it is done: Harbour Light looks at it" in not_yours
    for page in (f"{base}/findings", f"{base}/findings/{finding_id}", f"{base}/actions/{action_id}"):
        assert "You said it is done: Harbour Light looks at it" in member.get(page).words
        assert "Done, says the partner" in manager.get(page).words
    assert "Renew the policies." not in member.get("/calendar").words
    assert "Renew the policies." not in feed_of(member)
    calendar = manager.get(f"/contracts/{world.contract_id}/calendar").words
    assert "Done, says the partner: Renew the policies." in calendar
    findings.note(world, action_id, world.manager, ActionStep.RETURNED)
    assert "To be done: Renew the policies." in member.get("/calendar").links
    assert "Renew the policies." in member.get("/home").words.partition("Not your turn")[0]


def feed_of(client: PageClient) -> str:
    page = client.post("/calendar/address", status=200)
    (address,) = page.find("//code")
    return client.get("/" + address.text.split("/", 3)[3]).source.replace("\r\n ", "")


def test_what_has_changed_says_what_was_closed(world: World, manager: PageClient) -> None:
    _, action_id = findings.sent(world)
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    since = (world.today - timedelta(days=3)).isoformat()
    page = manager.get(f"/contracts/{world.contract_id}/changes?since={since}")
    assert "Actions closed: 1" in page.words
    assert "Renew the policies." in page.links


def test_that_not_all_of_those_that_are_closed_are_listed_is_said(
    world: World, manager: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        findings.note(world, findings.sent(world)[1], world.manager, ActionStep.CLOSED)
    listed = f"/contracts/{world.contract_id}/actions"
    assert "that were due last" not in manager.get(listed).words
    monkeypatch.setattr(contract, "CLOSED_SHOWN", 2)
    assert "Only the 2 that were due last are listed here." in manager.get(listed).words


def test_the_requirement_says_that_a_finding_says_so(world: World, member: PageClient) -> None:
    sending.accept(world, sending.send(world, KEY))
    finding_id, action_id = findings.sent(world, KEY, marks=True)
    address = f"/engagements/{world.engagement_id}/requirements/{KEY}"
    page = member.get(address)
    since = in_words(world.today - timedelta(days=10))
    assert f"Not in order from {since} until what is to be done about it is closed" in page.words
    assert f"/engagements/{world.engagement_id}/findings/{finding_id}" in page.links.values()
    before = (world.today - timedelta(days=11)).isoformat()
    assert "Not in order from" not in member.get(f"{address}?on={before}").words
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    assert "Not in order from" not in member.get(address).words
    history = member.get(f"{address}/history")
    assert "A finding of a visit was sent to the partner." in history.words
    assert "An action was closed." in history.words


def test_whoever_looks_at_partners_reads_that_a_visit_found_it(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    sending.accept(world, sending.send(world, KEY))
    findings.sent(world, KEY, marks=True)
    words = f"Not in order since {in_words(world.today - timedelta(days=10))}: a finding of a visit"
    title, base = sending.requirement(KEY).title, f"/contracts/{world.contract_id}"
    council = client_for(world.officer)
    for client, page in product((manager, council), ("readiness", "briefing")):
        shown = client.get(f"{base}/{page}").words
        assert shown.count(words) == 1
        assert findings.WORDS not in shown
    before = (world.today - timedelta(days=11)).isoformat()
    assert "Not in order since" not in council.get(f"{base}/readiness?on={before}").words
    assert title in council.get(f"{base}/readiness").words


def test_the_partner_reads_it_on_her_pages(world: World, member: PageClient) -> None:
    sending.accept(world, sending.send(world, KEY))
    _, action_id = findings.sent(world, KEY, marks=True)
    words = f"Not in order since {in_words(world.today - timedelta(days=10))}: a finding of a visit"
    pages = (f"/engagements/{world.engagement_id}", "/")
    assert all(member.get(each).words.count(words) == 1 for each in pages)
    slot = member.get(f"/engagements/{world.engagement_id}/requirements/{KEY}")
    assert "Not in order" in slot.words
    assert "Nothing accepted yet" not in slot.words
    findings.note(world, action_id, world.manager, ActionStep.CLOSED)
    assert all("Not in order" not in member.get(each).words for each in pages)


def test_what_was_never_accepted_is_said_beside_it(world: World, manager: PageClient) -> None:
    findings.sent(world, KEY, marks=True)
    since = in_words(world.today - timedelta(days=10))
    shown = manager.get(f"/contracts/{world.contract_id}/readiness").words
    assert f"Nothing accepted yet. Not in order since {since}: a finding of a visit" in shown


def test_the_matrix_tells_it_from_what_is_needed(world: World, manager: PageClient) -> None:
    sending.accept(world, sending.send(world, KEY))
    findings.sent(world, KEY, marks=True)
    base = f"/contracts/{world.contract_id}"
    cell = f"//td[a[contains(@href, '{world.engagement_id}/requirements/{KEY}')]]"
    (shown,) = manager.get(f"{base}/matrix").find(cell)
    assert shown.text_content().startswith("Not in order")
    assert "is-missing" in shown.classes
    before = (world.today - timedelta(days=11)).isoformat()
    (was,) = manager.get(f"{base}/matrix?on={before}").find(cell)
    assert "Not in order" not in was.text_content()
    assert "found not in order" in manager.get(base).words


def test_the_matrix_says_that_something_is_needed_too_where_it_was_never_accepted(
    world: World, manager: PageClient
) -> None:
    findings.sent(world, KEY, marks=True)
    base = f"/contracts/{world.contract_id}"
    (shown,) = manager.get(f"{base}/matrix").find(
        f"//td[a[contains(@href, '{world.engagement_id}/requirements/{KEY}')]]"
    )
    assert shown.text_content().startswith("Needed, and not in order")
    assert "is-missing" in shown.classes
    assert "Needed, and not in order" in word_text(manager.get(f"{base}/matrix.docx").content)


def test_a_pack_and_the_sheets_say_it(world: World, manager: PageClient) -> None:
    sending.accept(world, sending.send(world, KEY))
    findings.sent(world, KEY, marks=True)
    since = in_words(world.today - timedelta(days=10))
    words = f"Not in order since {since}: a finding of a visit"
    base = f"/contracts/{world.contract_id}"
    assert words in word_text(manager.get(f"{base}/readiness.docx").content)
    assert "Not in order" in word_text(manager.get(f"{base}/matrix.docx").content)
    packed = packing.made(world)
    assert words in word_text(packing.document_in(packing.content_of(world, packed)))


def word_text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_whoever_asks_by_reference_is_told_so(world: World) -> None:
    sending.accept(world, sending.send(world, KEY))
    findings.sent(world, KEY, marks=True)
    with world.database.reading() as session:
        slots = find_standing(session, world.engagement, world.today, None)
    since = in_words(world.today - timedelta(days=10))
    (said,) = [each.reason for each in slots or () if each.requirement == KEY]
    assert said == f"Not in order since {since}: a finding of a visit"


def test_what_has_changed_says_that_it_was_found(
    world: World, manager: PageClient, client_for: ClientFor
) -> None:
    before = world.today - timedelta(days=12)
    with clock_on(before - timedelta(days=1)):
        sending.accepted(world, KEY)
    findings.sent(world, KEY, marks=True)
    address = f"/contracts/{world.contract_id}/changes?since={before}"
    for client in (manager, client_for(world.officer)):
        assert "accepted before, not in order now" in client.get(address).words
        past = f"/contracts/{world.contract_id}/past?key={KEY}&on={world.today}&known={before}"
        assert "Not in order Accepted" in client.get(past).words


def test_what_was_to_show_it_and_was_taken_back_is_said_and_leads_the_lead_nowhere(
    world: World, client_for: ClientFor
) -> None:
    _, action_id = findings.sent(world, evidence="The register of gifts")
    sent = sending.send(world, "complaints-policy")
    findings.note(world, action_id, world.member, ActionStep.DONE, submission_id=sent)
    address = f"/engagements/{world.engagement_id}/actions/{action_id}"
    member, rafi = client_for(world.member), client_for(world.reviewer)
    assert f"/submissions/{sent}/review" in rafi.get(address).links.values()
    member.post(f"/submissions/{sent}/take-back")
    page = rafi.get(address)
    assert f"/submissions/{sent}/review" not in page.links.values()
    assert "which was taken back, or replaced, since" in page.words
    own = member.get(address)
    assert f"/submissions/{sent}/receipt" in own.links.values()
    assert "which was taken back, or replaced, since" in own.words
