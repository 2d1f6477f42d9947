"""What leads and partners say about reminders, said by two at the same moment and by a second press."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import sqlalchemy as sa

from portal.acting.refused import CannotDo
from portal.notices.actions.hold_reminders import SaidHold, end_hold, hold_reminders
from portal.notices.actions.name_contacts import name_contacts
from portal.notices.actions.set_wishes import SaidWishes, set_wishes
from portal.notices.queries.contacts import PLACES, NamedContact
from portal.records import Contact, ContractNotices, Event, Hold
from tests.builders.at_once import at_once
from tests.builders.world import World


def events(world: World, name: str) -> int:
    with world.database.reading() as session:
        query = sa.select(sa.func.count()).select_from(Event).where(Event.name == name)
        return session.scalar(query) or 0


def until(world: World) -> date:
    return world.today + timedelta(days=20)


def hold(world: World, reason: str = "New trustees.") -> bool:
    """False where reminders were held already for another reason."""
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        try:
            hold_reminders(
                session, world.reviewer, place, SaidHold("complaints-policy", until(world), reason)
            )
        except CannotDo as refused:
            return "held already" not in str(refused)
        return True


def holds(world: World) -> list[Hold]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Hold)))


def test_the_same_hold_by_three_is_one(world: World) -> None:
    assert at_once(*[lambda: hold(world)] * 3) == []
    assert len(holds(world)) == events(world, "reminders-held") == 1


def test_of_two_holds_with_other_words_one_is_told_of_the_other(world: World) -> None:
    kept: list[bool] = []

    def hold_and_say(word: str) -> None:
        kept.append(hold(world, word))

    assert at_once(*(partial(hold_and_say, word) for word in ("One.", "Two."))) == []
    assert sorted(kept) == [False, True]
    assert len(holds(world)) == 1


def test_a_hold_is_ended_once_and_may_be_begun_anew(world: World) -> None:
    hold(world)
    (held,) = holds(world)

    def end() -> None:
        with world.database.writing() as session:
            end_hold(session, world.reviewer, world.place(session, world.reviewer), held.id)

    assert at_once(end, end, end) == []
    assert events(world, "reminders-go-on") == 1
    assert hold(world)
    assert len(holds(world)) == 2


def test_a_hold_is_ended_from_its_own_engagement_alone(world: World) -> None:
    hold(world)
    (held,) = holds(world)
    with world.database.writing() as session:
        other = world.place(session, world.reviewer, world.second_engagement_id)
        end_hold(session, world.reviewer, other, held.id)
    assert holds(world)[0].ended_at is None


def test_contacts_that_two_name_at_once_are_those_of_one_of_them(world: World) -> None:
    pat, bo = world.member.person_id, world.reviewer_and_member.person_id

    def name(first: UUID, second: UUID) -> None:
        said = {place: NamedContact(None, "") for place in PLACES}
        said |= {"first": NamedContact(first, ""), "second": NamedContact(second, "")}
        with world.database.writing() as session:
            name_contacts(session, world.member, world.place(session), said)

    assert at_once(lambda: name(pat, bo), lambda: name(bo, pat), lambda: name(pat, bo)) == []
    with world.database.reading() as session:
        order = (Contact.recorded_at, Contact.id)
        rows = session.execute(sa.select(Contact.place, Contact.person_id).order_by(*order)).all()
    last = {row.place: row.person_id for row in rows}
    assert {last["first"], last["second"]} == {pat, bo}
    assert events(world, "contacts-named") * 2 == len(rows)


def test_wishes_that_two_set_at_once_are_those_of_one_of_them(world: World) -> None:
    def wish(line: str) -> None:
        with world.database.writing() as session:
            place = world.contract_place(session, world.manager)
            set_wishes(session, world.manager, place, SaidWishes(line, "", "", "", 5, line))

    assert at_once(lambda: wish("20"), lambda: wish("30"), lambda: wish("20")) == []
    with world.database.reading() as session:
        kept = session.execute(sa.select(ContractNotices.usual, ContractNotices.line)).one()
    assert kept.usual == kept.line
