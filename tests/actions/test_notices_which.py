"""Lines that are alike but for what they are about: each says which commitment, occurrence or finding it is,
and in which area."""

from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.findings import Word
from portal import clock
from portal.access import Viewer
from portal.commitments.presenters import year_name
from portal.notices.presenters.digest import letter_of, mails
from portal.notices.presenters.mine import notice_view
from portal.notices.presenters.reminders import promise_words
from portal.notices.queries.mine import list_mine
from portal.notices.queries.plan import Plan
from portal.notices.queries.planning import plan_engagement, plan_reminders
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.unsent import find_unsent
from portal.notices.rounds import BY_MAIL, tell_events
from portal.records import Engagement, Notice
from tests.actions.test_notices_planned import working
from tests.actions.test_register_team import record
from tests.builders import finding as findings
from tests.builders import happening, promising, sending
from tests.builders.clock import clock_on
from tests.builders.training import ask_for_training
from tests.builders.world import World

BESIDE = "Apprentices"


def told(world: World, viewer: Viewer) -> list[str]:
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.what).where(Notice.person_id == viewer.person_id)
        return list(session.scalars(query.order_by(Notice.made_at, Notice.cause)))


def test_each_commitment_is_named_with_its_year(world: World) -> None:
    year = promising.current(world).span
    its, beside = promising.promised(world), promising.promised(world, title=BESIDE)
    promising.given(world, its, "12")
    promising.given(world, beside, "3")
    days = f"{in_words(year.from_on)} to {in_words(year.until_on)}"
    assert {each for each in told(world, world.reviewer) if "tender" in each} == {
        f"Tidewater Peers gave a figure for what it promised in the tender: {title}, {days}"
        for title in (promising.TITLE, BESIDE)
    }
    promising.decided(world, its)
    promising.decided(world, beside, accepts=False, words="Of which year?")
    promising.struck(world, beside)
    assert {each for each in told(world, world.member) if "tender" in each} == {
        f"New: {promising.TITLE}, as you promised in the tender",
        f"New: {BESIDE}, as you promised in the tender",
        f"Accepted: your figure for {promising.TITLE}, {days}, promised in the tender",
        f"Needs a change: your figure for {BESIDE}, {days}, promised in the tender",
        f"Struck: {BESIDE}, as you promised in the tender",
    }


def test_the_year_of_who_began_later_is_named_as_its_pages_name_it(world: World) -> None:
    year = promising.current(world)
    begins = year.span.from_on + timedelta(days=5)
    with world.database.writing() as session:
        its = Engagement.id == world.engagement_id
        session.execute(sa.update(Engagement).where(its).values(starts_on=begins))
        session.commit()
    promised = promising.promised(world, targets={year.year: Decimal(12)})
    promising.given(world, promised, "2")
    name = year_name(promising.found(world, promised).get_year(year.year).year)
    assert name.startswith(in_words(begins))
    (line,) = [each for each in told(world, world.reviewer) if "tender" in each]
    assert line.endswith(f": {promising.TITLE}, {name}")


def test_each_occurrence_is_told_by_its_reference(world: World) -> None:
    happening.agree(world)
    ids = [happening.tell(world), happening.tell(world)]
    lines = {each for each in told(world, world.reviewer) if each.startswith("Told: ")}
    title = happening.line(world, ids[0]).event.title
    references = [happening.line(world, each).reference for each in ids]
    assert lines == {f"Told: {title}, {reference}, Tidewater Peers" for reference in references}


def test_each_finding_is_told_with_its_requirement_and_none_is_left_out(world: World) -> None:
    """Two about one register are not one."""
    visit_id = findings.visit(world)
    ids = [findings.find(world, visit_id, f"The {place} list.", key="dbs-checks") for place in ("1st", "2nd")]
    for each in ids:
        findings.ask_for(world, each)
    findings.send(world, visit_id)
    for each in ids:
        findings.say(world, each, world.member, Word.COMMENT)
    lines = [each for each in told(world, world.reviewer) if "commented" in each]
    assert lines == ["Tidewater Peers commented on a finding: DBS checks"] * 2


def test_the_area_stands_with_each_line_and_over_its_part_of_a_mail(world: World) -> None:
    sending.send(world, "complaints-policy")
    tell_events(world.database)
    viewer, where = world.reviewer, "Peer support on the coast, Eastmouth"
    with world.database.reading() as session:
        (line,) = list_mine(session, viewer, clock.now(), 0, 9)
        recipient = Recipient(viewer.person_id, "Rita", viewer.email)
        unsent = find_unsent(session, recipient, BY_MAIL)
    assert notice_view(line).said.startswith(f"{where} · To review · ")
    (mail,) = mails(Plan(), [unsent], world.today)
    assert [each.title for each in letter_of(mail, {}, "").sections] == [where]


def test_what_waits_for_an_answer_is_told_with_its_part(world: World) -> None:
    with clock_on(world.today - timedelta(days=30)):
        sending.check(world, sending.a_worker(world))
        sending.send(world, "complaints-policy")
    with world.database.reading() as session:
        promises = plan_engagement(session, world.engagement_id, working(world.today)).promises
    assert {promise_words(each).what for each in promises} == {
        "Tidewater Peers: DBS checks, 1 person waits for a decision",
        "Tidewater Peers: Complaints policy waits for a decision",
    }


def test_what_the_lead_promised_itself_is_about_no_area(world: World) -> None:
    """It is remembered with one of the engagements."""
    its = promising.current(world)
    promising.own(world, targets={its.year: Decimal(12)})
    on = working(its.due_on)
    with world.database.reading() as session:
        plan = Plan(promised=plan_reminders(session, on).promised)
    items = [item for mail in mails(plan, (), on) for item in mail.items]
    assert {(item.where, item.engagement_id) for item in items} == {("Peer support on the coast", None)}


def test_who_was_trained_in_two_topics_is_one_person(world: World) -> None:
    ask_for_training(world)
    ann, bill = sending.a_worker(world, "Ann Archer"), sending.a_worker(world, "Bill Baker")
    record(world, [ann, bill], topic="first-aid")
    record(world, [ann], topic="safeguarding-adults")
    assert "Sent: Training, 2 people" in told(world, world.member)
