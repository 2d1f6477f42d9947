"""What the plan of a day makes of ladders: in time before days off, rung by rung, part by part."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.ladder import USUAL, Rung, promise_ends
from checklists.working_days import is_working_day, working_day_from
from portal.acting.bank_holidays import bank_holidays
from portal.notices.actions.set_wishes import SaidWishes, set_wishes
from portal.notices.presenters.calls import call_words
from portal.notices.presenters.digest import mails
from portal.notices.queries.plan import Plan, SlotReminder
from portal.notices.queries.planning import plan_engagement
from portal.notices.rounds import send_daily
from portal.records import Membership, Person, Reminded, VisitKind
from portal.visits.actions.book_visit import book_visit
from tests.actions.test_submissions_still_in_force import change
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.messages import Mailbox, text_of
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World

DAY = timedelta(days=1)
INSURANCE = "insurance"


def plan_on(world: World, on: date) -> Plan:
    with world.database.reading() as session:
        return plan_engagement(session, world.engagement_id, on)


def working(day: date, number: int = 0) -> date:
    """The working day so many working days after the first from that day on."""
    found = working_day_from(day, bank_holidays(day.year))
    for _ in range(number):
        found = working_day_from(found + DAY, bank_holidays(found.year))
    return found


def before_days_off(world: World) -> date:
    """A working day that is followed by one without work, and comes after one with."""
    day = world.today + timedelta(days=7)
    while (
        not is_working_day(day - DAY, bank_holidays(day.year))
        or not is_working_day(day, bank_holidays(day.year))
        or is_working_day(day + DAY, bank_holidays(day.year))
    ):
        day += DAY
    return day


def of(reminders: Iterable[SlotReminder], key: str) -> list[SlotReminder]:
    return [each for each in reminders if each.line.slot.requirement.key == key]


def remember(world: World, reminder: SlotReminder, part: str, *steps: int) -> None:
    """That the part was reminded of at these steps, on as many days before today."""
    (due,) = [each for each in reminder.due if each.lapse.part == part]
    with world.database.writing() as session:
        for ago, step in enumerate(reversed(steps), start=1):
            session.add(
                Reminded(
                    engagement_id=world.engagement_id,
                    requirement_key=reminder.line.slot.requirement.key,
                    part_key=part,
                    last_on=due.lapse.last_on,
                    step=step,
                    person_id=world.member.person_id,
                    on_date=world.today - timedelta(days=ago),
                )
            )
        session.commit()


def test_a_first_step_on_a_day_off_goes_out_on_the_working_day_before(world: World) -> None:
    on = before_days_off(world)
    last_on = on + DAY + timedelta(days=USUAL.furthest)
    sending.waive(world, "complaints-policy", last_on)
    assert of(plan_on(world, on - DAY).slots, "complaints-policy") == []
    reminders = of(plan_on(world, on).slots, "complaints-policy")
    assert {due.lapse.last_on for each in reminders for due in each.due} == {last_on}
    assert plan_on(world, on + DAY).slots == ()


def test_a_visit_too_is_told_of_before_the_days_off(world: World) -> None:
    on = before_days_off(world)
    with world.database.writing() as session:
        place = world.contract_place(session)
        book_visit(session, world.manager, place, VisitKind.COMPLIANCE_MEETING, on + DAY + timedelta(days=28))
    assert plan_on(world, on - DAY).visits == ()
    assert {each.due.step.days for each in plan_on(world, on).visits} == {28}


@pytest.mark.parametrize("own", ["", "20, 10"])
def test_what_takes_longer_by_its_checklist_is_told_sooner(world: World, own: str) -> None:
    """It says 90 days of one, and no more than 60 of the other; a lead that has said its own days has said
    all of them."""
    with world.database.writing() as session:
        said = SaidWishes(own, "", "", "", 5, "")
        set_wishes(session, world.manager, world.contract_place(session), said)
    change(world, "complaints-policy", warn_days=90)
    on = working(world.today)
    for key in ("complaints-policy", "anti-bribery"):
        sending.waive(world, key, on + timedelta(days=90))
    slots = plan_on(world, on).slots
    steps = {due.step.days for each in of(slots, "complaints-policy") for due in each.due}
    assert steps == (set() if own else {90})
    assert of(slots, "anti-bribery") == []


def test_a_line_of_the_leads_own_stands_in_its_mails_as_it_is(world: World, mailbox: Mailbox) -> None:
    """Of its contract alone, and never as HTML."""
    deliver_for_noise_too(world)
    line = "Ring <b>Orla</b> on 01632 960 123."
    with world.database.writing() as session:
        said = SaidWishes("", "", "", "", 5, line)
        set_wishes(session, world.manager, world.contract_place(session), said)
    on = working(world.today)
    with clock_on(on):
        send_daily(mailbox.settings, world.database, on)
        (mail,) = [each for each in mailbox.messages() if world.member.email in str(each["To"])]
    html = mail.get_body(("html",))
    assert html
    assert text_of(mail).count(line) == 1, "two leads write in one mail, each under its own contract"
    assert "Ring &lt;b&gt;Orla" in html.get_content()


def test_what_was_never_there_is_told_to_the_contact_before_anybody_else(world: World) -> None:
    """Everything has been wanting since the contract began, more than a year ago."""
    plan = plan_on(world, working(world.today))
    assert plan.slots
    assert {each.rung for each in plan.slots} == {Rung.CONTACT}
    assert world.manager.person_id not in {each.recipient.person_id for each in plan.slots}


@pytest.mark.parametrize("has_left", [False, True])
def test_where_nobody_can_be_written_to_the_managers_hear_of_it(world: World, has_left: bool) -> None:
    """Nobody has taken up an invitation yet, or everybody has left: with each step, and once a day."""
    with world.database.writing() as session:
        people = sa.select(Membership.person_id).where(Membership.organisation_id == world.partner_id)
        if has_left:
            session.execute(sa.delete(Membership).where(Membership.organisation_id == world.partner_id))
        else:
            session.execute(sa.update(Person).where(Person.id.in_(people)).values(password_hash=None))
        session.commit()
    on = working(world.today)
    sending.waive(world, "anti-bribery", on + timedelta(days=30))
    plan = plan_on(world, on)
    assert {each.recipient.person_id for each in plan.slots} == {world.manager.person_id}
    assert of(plan.slots, "anti-bribery"), "what only comes near too"
    (call,) = [
        item for mail in mails(plan, (), on) for item in mail.items if item.words.what.startswith("Tidewater")
    ]
    assert call.words.why.endswith("Nobody there can be reminded: nobody who belongs to it can sign in.")
    assert {rail for rail, _ in call.rails} == {due.rail for each in plan.slots for due in each.due}


def test_of_several_parts_each_goes_as_far_as_it_has_come(world: World) -> None:
    """One cover has been reminded of for three weeks, the others are told for the first time."""
    on = working(world.today)
    first, *_ = of(plan_on(world, on).slots, INSURANCE)
    told, *others = sorted(due.lapse.part for due in first.due)
    assert others
    remember(world, first, told, 14, 7, 0)
    by_person: dict[object, set[str]] = {}
    for each in of(plan_on(world, on).slots, INSURANCE):
        parts = by_person.setdefault(each.recipient.person_id, set())
        parts.update(due.lapse.part for due in each.due)
    assert by_person[world.member.person_id] == {told, *others}
    assert by_person[world.manager.person_id] == {told}


def test_a_manager_is_told_before_the_days_off_from_which_day_it_will_be_wanting(world: World) -> None:
    """Its last day is the Saturday or holiday that follows: not "from tomorrow"."""
    on = before_days_off(world)
    last_on = on + DAY
    sending.waive(world, "complaints-policy", last_on)
    first, *_ = of(plan_on(world, on).slots, "complaints-policy")
    remember(world, first, "", 14, 7)
    (told,) = [
        each for each in of(plan_on(world, on).slots, "complaints-policy") if each.rung is Rung.MANAGER
    ]
    assert told.recipient.person_id == world.manager.person_id
    assert call_words([told], on).what.endswith(f"1 thing is out of order from {in_words(last_on + DAY)}")


def test_a_manager_reads_apart_what_is_out_of_order_and_what_will_be(world: World) -> None:
    """Nobody of the partner can sign in. One thing has never been there, the other is waived for a month."""
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.organisation_id == world.partner_id))
        session.commit()
    on = working(world.today)
    sending.waive(world, "anti-bribery", on + timedelta(days=30))
    slots = plan_on(world, on).slots
    ahead, behind = of(slots, "anti-bribery"), of(slots, "complaints-policy")
    words = call_words([*ahead, *behind], on)
    will_be = f"1 more will be from {in_words(on + timedelta(days=31))}"
    assert words.what == f"Tidewater Peers: 1 thing is out of order, and {will_be}"
    assert words.why.startswith("Complaints policy, Anti-bribery policy. ")


def test_the_reviewers_are_reminded_when_the_promise_is_over_and_not_before(world: World) -> None:
    sending.send(world, "complaints-policy")
    ends = promise_ends(world.today, 5, bank_holidays(world.today.year))
    assert plan_on(world, ends).promises == ()
    late = plan_on(world, working(ends + DAY)).promises
    assert {each.recipient.person_id for each in late} == {world.reviewer.person_id}
    assert {(each.late, each.rail.last_on) for each in late} == {(1, ends)}
