"""Findings and actions, as the lead writes them, the partner answers, and the council reads them."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.findings import ActionStep, Outcome, Word
from portal.records import ShownAs, Worker
from portal.words.wording import day
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.good_files import pdf
from tests.builders.typed import typed_day
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


@pytest.fixture
def visit(world: World) -> uuid.UUID:
    return findings.visit(world)


@pytest.fixture
def plan(world: World, visit: uuid.UUID) -> str:
    return f"/contracts/{world.contract_id}/visits/{visit}/findings"


def by(world: World, days: int = 30) -> dict[str, str]:
    day = world.today + timedelta(days=days)
    return typed_day("by", day)


def test_from_the_visit_to_a_plan_that_is_sent(
    world: World, manager: PageClient, plan: str, client_for: ClientFor
) -> None:
    visit_page = manager.get(plan.removesuffix("/findings"))
    listed = manager.get(visit_page.links["Write down what it found"])
    form = manager.get(listed.links["Add a finding"])
    assert form.find("//input[@name='engagement' and @type='hidden']")
    said = {"engagement": str(world.engagement_id), "words": "The folder is from 2019."}
    manager.post(plan + "/new", said)
    shown = manager.get(plan)
    assert "You cannot send the plan yet: 1 finding has no action." in shown.words
    refused = manager.post(f"{plan}/send", {"reply_days": "14"}, status=422)
    assert refused.problems == ["You cannot send the plan yet: 1 finding has no action."]
    add = next(href for words, href in shown.links.items() if words.startswith("Add an action"))
    assert world.member.name in manager.get(add).source
    manager.post(add, {"what": "Renew it.", "who": world.member.name, **by(world)})
    shown = manager.get(plan)
    assert "1 finding to send" in shown.words
    wrong = manager.post(f"{plan}/send", {"reply_days": "many"}, status=422)
    assert wrong.problems == ["Enter how many days the partner has to reply, from 1 to 90."]
    assert wrong.value("reply_days") == "many"
    sent = manager.follow(manager.post(f"{plan}/send", {"reply_days": "21"}))
    until = in_words(world.today + timedelta(days=21))
    assert f"Tidewater Peers may comment until {until}" in sent.words
    council = client_for(world.officer).get(plan)
    assert "The folder is from 2019." in council.words
    assert not council.find("//main//form")


def test_a_worker_who_is_named_is_pointed_out_before_the_council_reads_it(
    world: World, manager: PageClient, plan: str, visit: uuid.UUID
) -> None:
    """Unless the lead may not see the name: nobody finds out by typing who is on a register."""
    sending.a_worker(world, "Nell Penhaligon")
    veiled = sending.a_worker(world, "Una Veiled")
    with world.database.writing() as session:
        code = {"shown_as": ShownAs.STAFF_CODE.value, "staff_code": "V-01"}
        session.execute(sa.update(Worker).where(Worker.id == veiled).values(**code))
        session.commit()
    findings.find(world, visit, "PENHALIGON, Nell has the key; Una Veiled has not.")
    other = findings.find(world, visit, "Nell’s cupboard was locked.")
    assert manager.get(plan).words.count("Nell Penhaligon is on the partner’s register") == 1
    findings.ask_for(world, other, "A second key for Nell Penhaligon.")
    shown = manager.get(plan).words
    assert shown.count("Nell Penhaligon is on the partner’s register, and the council reads") == 2
    assert "Una Veiled is" not in shown


def test_a_finding_comes_with_its_first_action_and_a_word_to_another(
    world: World, manager: PageClient, plan: str
) -> None:
    said = {"engagement": str(world.engagement_id), "words": "Dark stairs.", "go": "another"}
    manager.get(plan + "/new")
    again = manager.post(plan + "/new", {**said, "what": "A lamp.", "who": "The manager", **by(world)})
    assert again.location.startswith(plan + "/new")
    assert "The finding is kept. Add the next one." in manager.follow(again).words
    shown = manager.get(plan)
    assert "A lamp." in shown.words
    assert "No action yet" not in shown.words


def test_nothing_of_a_form_that_is_refused_is_lost(world: World, manager: PageClient, plan: str) -> None:
    said = {"words": "Dark stairs.", "not_in_order": "yes", "what": "A lamp.", **by(world), "by-day": "40"}
    manager.get(plan + "/new")
    refused = manager.post(plan + "/new", said, status=422)
    assert refused.problems
    assert refused.value("words") == "Dark stairs."
    assert refused.value("what") == "A lamp."
    assert refused.value("by-day") == "40"
    second = manager.post(plan + "/new", {"engagement": str(world.engagement_id), "not_in_order": "yes"}, 422)
    assert second.problems == ["Choose the requirement that is not in order.", "Say what was found."]


def test_it_is_changed_by_two_and_the_second_is_asked(
    world: World, manager: PageClient, plan: str, visit: uuid.UUID, client_for: ClientFor
) -> None:
    finding_id = findings.find(world, visit)
    opened = manager.get(f"{plan}/{finding_id}")
    seen = opened.value("_seen")
    reviewer = client_for(world.reviewer)
    said = {"engagement": str(world.engagement_id), "requirement": "", "_seen": seen}
    reviewer.get(f"{plan}/{finding_id}")
    reviewer.post(f"{plan}/{finding_id}", {**said, "words": "Theirs."})
    asked = manager.post(f"{plan}/{finding_id}", {**said, "words": "Mine."}, status=409)
    assert "Theirs." in asked.words
    assert "Mine." in asked.words
    assert "Theirs." in manager.get(plan).words


def test_it_and_its_action_are_taken_away(
    world: World, manager: PageClient, plan: str, visit: uuid.UUID
) -> None:
    finding_id = findings.find(world, visit)
    action_id = findings.ask_for(world, finding_id)
    manager.get(f"{plan}/actions/{action_id}")
    manager.post(
        f"{plan}/actions/{action_id}", {"what": "Another.", "who": "Pat", "evidence": "", **by(world)}
    )
    assert "Another." in manager.get(plan).words
    manager.post(f"{plan}/actions/{action_id}/remove")
    assert "No action yet" in manager.get(plan).words
    manager.post(f"{plan}/{finding_id}/remove")
    assert "Nothing was written down yet." in manager.get(plan).words


def test_a_reply_with_evidence_an_answer_and_a_decision(
    world: World, manager: PageClient, member: PageClient, client_for: ClientFor
) -> None:
    finding_id, _ = findings.sent(world, KEY, marks=True)
    address = f"/engagements/{world.engagement_id}/findings/{finding_id}"
    page = member.get(address)
    assert "Not in order" in page.words
    form = member.get(page.links["Comment on it"])
    refused = member.upload(f"{address}/comment", [("note.pdf", pdf())], status=422)
    assert refused.problems == ["Write your comment."]
    assert form.heading == "Comment on the finding"
    done = member.upload(f"{address}/comment", [("note.pdf", pdf())], {"words": "It was renewed in May."})
    assert "It was renewed in May." in member.follow(done).words
    lead = manager.get(address)
    assert "note.pdf" in lead.links
    assert lead.find("//textarea[@name='words']")
    nothing = manager.post(address, {"words": "We saw 2019."}, status=422)
    assert nothing.problems == ["Choose whether the finding stands."]
    assert nothing.value("words") == "We saw 2019."
    manager.post(address, {"words": "We saw 2019.", "outcome": "stands"})
    differ = member.get(member.get(address).links["Say that you differ"])
    assert differ.heading == "Say that you differ"
    member.upload(f"{address}/comment", [], {"words": "That was the old folder."})
    assert "somebody else has to decide" in manager.get(address).words
    reviewer = client_for(world.reviewer)
    assert "You took no part, so you decide" in reviewer.get(address).words
    decided = reviewer.follow(
        reviewer.post(address, {"words": "The new one lay there.", "outcome": "withdrawn"})
    )
    assert "the finding is withdrawn" in decided.words
    assert "Withdrawn" in member.get(f"/engagements/{world.engagement_id}/findings").words


@pytest.mark.parametrize("steps", [(), (ActionStep.DONE,), (ActionStep.CLOSED,)])
def test_what_fell_with_its_finding_is_offered_to_nobody(
    world: World, manager: PageClient, member: PageClient, steps: tuple[ActionStep, ...]
) -> None:
    finding_id, action_id = findings.sent(world)
    findings.say(world, finding_id, world.member, Word.COMMENT)
    address = f"/engagements/{world.engagement_id}/actions/{action_id}"
    for step in steps:
        by = world.member if step is ActionStep.DONE else world.manager
        findings.note(world, action_id, by, step)
    findings.say(world, finding_id, world.manager, Word.ANSWER, outcome=Outcome.WITHDRAWN)
    late = (world.today - timedelta(days=12)).isoformat()
    with world.database.writing() as session:
        session.execute(sa.text("UPDATE action SET by_on = :on"), {"on": late})
        session.commit()
    for client in (member, manager):
        page = client.get(address)
        assert "Nothing to do: its finding was withdrawn" in page.words
        assert "Overdue" not in page.words
        assert "It is done" not in page.links
        assert not page.find("//main//textarea")
    assert member.get(f"{address}/done", 303).location == address
    assert "Renew the policies." not in manager.get(f"/contracts/{world.contract_id}/actions").words


def test_done_with_what_was_sent_back_and_closed(
    world: World, manager: PageClient, member: PageClient
) -> None:
    sent_id = sending.send(world, "complaints-policy")
    _, action_id = findings.sent(world, evidence="The new policy")
    address = f"/engagements/{world.engagement_id}/actions/{action_id}"
    form = member.get(member.get(address).links["It is done"])
    assert form.heading == "Say that it is done"
    assert f"Complaints policy, policy.pdf, sent on {day(world.today)} (S-" in form.words
    refused = member.upload(f"{address}/done", [], {"words": "Renewed."}, status=422)
    assert refused.problems == ["Add a file, or choose what you sent that shows it: evidence is asked for."]
    assert refused.value("words") == "Renewed."
    member.upload(f"{address}/done", [], {"words": "Renewed.", "submission": str(sent_id)})
    lead = manager.get(address)
    assert "Done, says Tidewater Peers" in lead.words
    assert any(href.endswith("/review") for href in lead.links.values())
    none = manager.post(address, {"words": "A page is missing."}, status=422)
    assert none.problems == ["Choose whether the action is closed."]
    manager.post(address, {"step": "returned", "words": "A page is missing."})
    assert "A page is missing." in member.get(address).words
    member.upload(f"{address}/done", [("all.pdf", pdf())], {"words": "Now all."})
    manager.post(address, {"step": "closed", "words": ""})
    assert "Closed" in member.get(address).words
    assert "It is done" not in member.get(address).links


def test_of_very_much_that_was_sent_the_newest_is_offered(
    world: World, member: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pages.actions", "queries.sent"):
        monkeypatch.setattr(f"portal.findings.{module}.SHOWN", 1)
    sending.send(world, "complaints-policy")
    _, action_id = findings.sent(world)
    form = f"/engagements/{world.engagement_id}/actions/{action_id}/done"
    assert "The newest 1 are offered." not in member.get(form).words
    sending.send(world, "anti-bribery")
    assert "The newest 1 are offered." in member.get(form).words
    assert len(member.get(form).find("//select[@id='submission']/option")) == 2


def test_a_file_that_is_refused_keeps_the_words(world: World, member: PageClient) -> None:
    finding_id, _ = findings.sent(world)
    address = f"/engagements/{world.engagement_id}/findings/{finding_id}/comment"
    member.get(address)
    answer = member.upload(address, [("a.exe", b"MZ")], {"words": "See the file."}, status=422)
    assert answer.problems[0].startswith("a.exe:")
    assert answer.value("words") == "See the file."


def test_the_partner_reads_its_own_and_nobody_elses(
    world: World, member: PageClient, client_for: ClientFor
) -> None:
    finding_id, action_id = findings.sent(world)
    base = f"/engagements/{world.engagement_id}"
    assert findings.WORDS in member.get(f"{base}/findings").words
    for other in (world.second_member, world.noise_manager, world.colleague):
        client = client_for(other)
        for address in (f"{base}/findings", f"{base}/findings/{finding_id}", f"{base}/actions/{action_id}"):
            client.get(address, status=404)
    council = client_for(world.officer)
    assert findings.WORDS in council.get(f"{base}/findings").words
    council.get(f"{base}/findings/{finding_id}", status=404)


def test_an_overdue_action_is_said_on_the_engagement(
    world: World, manager: PageClient, member: PageClient, client_for: ClientFor
) -> None:
    findings.sent(world)
    for client in (manager, member, client_for(world.officer)):
        page = client.get(f"/engagements/{world.engagement_id}")
        assert "1 open action" in page.links
    actions = manager.get(f"/contracts/{world.contract_id}/actions")
    assert "1 open action" in actions.words
    assert "Tidewater Peers" in actions.words


def test_the_leads_own_action_is_closed_with_words(
    world: World, manager: PageClient, visit: uuid.UUID
) -> None:
    action_id = findings.decide(world, visit)
    address = f"/contracts/{world.contract_id}/actions/{action_id}"
    assert address in manager.get(f"/contracts/{world.contract_id}/actions").links.values()
    assert manager.post(address, {"words": ""}, status=422).problems == ["Say what was done."]
    closed = manager.follow(manager.post(address, {"words": "All wrote."}))
    assert "All wrote." in closed.words
    manager.post(address, {"words": "All wrote."})
    other = manager.post(address, {"words": "All rang."}, 422)
    assert other.problems == ["It is closed already."]
    assert "What you typed, which is not sent All rang." in other.words
