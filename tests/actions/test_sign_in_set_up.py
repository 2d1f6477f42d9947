"""A second factor set up, replaced, taken away; who needs one; what is kept of it."""

from dataclasses import replace

import pyotp
import pytest
import sqlalchemy as sa

from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.records import Event, RecoveryCode, SecondFactor
from portal.settings import FactorFor
from portal.sign_in.actions.keep_codes import note_kept, renew_codes
from portal.sign_in.actions.keep_secret import begin_another, begin_factor, end_another
from portal.sign_in.actions.remove_factor import remove_factor, reset_factor
from portal.sign_in.actions.set_up_factor import confirm_factor, set_up_and_come_in
from portal.sign_in.actions.sign_in import enter
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.actions.use_code import use_code
from portal.sign_in.actions.use_link import make_link, use_link
from portal.sign_in.caller import Terms
from portal.sign_in.queries import find_viewer
from portal.sign_in.queries.factors import find_factor
from portal.sign_in.sealing import unseal
from tests.actions.apps import (
    HERE,
    NEEDED,
    NOON,
    SECRET,
    TERMS,
    at,
    begin,
    events,
    kept,
    later,
    recovery_codes,
    shown,
    use,
    viewer_of,
    with_app,
)
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import PASSWORD, World


@pytest.fixture
def member(world: World) -> Viewer:
    """Who has set up an app, at noon."""
    return with_app(world, world.member)


def test_nothing_of_it_can_be_read_in_the_database(world: World, member: Viewer) -> None:
    secret, codes = unseal(SECRET, kept(world, member).sealed_secret), recovery_codes(world, member)
    with world.database.reading() as session:
        rows = [
            str(tuple(row))
            for table in (SecondFactor, RecoveryCode)
            for row in session.execute(sa.select(table.__table__))
        ]
        rows += [str(each) for each in session.scalars(sa.select(Event.data))]
    assert not any(word in row for word in (secret, *codes) for row in rows)


def test_codes_are_shown_until_they_are_kept_and_never_again(world: World, member: Viewer) -> None:
    code = recovery_codes(world, member)[0]
    with world.database.writing() as session:
        note_kept(session, member.person_id)
    assert kept(world, member).sealed_codes == ""
    with at(later(60)):
        assert use(world, begin(world, member), code)


def test_new_codes_end_the_old_ones(world: World, member: Viewer) -> None:
    old = recovery_codes(world, member)[0]
    with world.database.writing() as session:
        note_kept(session, member.person_id)
        with pytest.raises(CannotDo, match="not the password"):
            renew_codes(session, member.person_id, "wrong", SECRET)
        renew_codes(session, member.person_id, PASSWORD, SECRET)
    new = recovery_codes(world, member)
    with world.database.writing() as session:
        renew_codes(session, member.person_id, PASSWORD, SECRET)
    assert recovery_codes(world, member) == new, "as after a second press"
    with at(later(60)):
        with pytest.raises(CannotDo, match="not good"):
            use(world, begin(world, member), old)
        assert use(world, begin(world, member), new[0])


def test_the_app_counts_once_a_code_was_typed_in(world: World) -> None:
    who = world.member.person_id
    with at(NOON), world.database.writing() as session:
        begin_factor(session, who, SECRET)
    begun = kept(world, world.member).sealed_secret
    with at(NOON), world.database.writing() as session:
        begin_factor(session, who, SECRET)
        for typed, says in (("", "six digits"), ("12345", "six digits"), ("000000", "not the code")):
            with pytest.raises(CannotDo, match=says):
                confirm_factor(session, who, typed, SECRET)
        assert enter(session, world.member.email, PASSWORD, HERE, TERMS), "not asked for before it counts"
    assert kept(world, world.member).sealed_secret == begun, "two windows show the same"
    with_app(world, world.member)
    with at(NOON), world.database.writing() as session:
        confirm_factor(session, who, "", SECRET)
    assert events(world).count("second-factor-added") == 1


def test_an_app_is_taken_away_with_the_password(world: World, member: Viewer) -> None:
    with world.database.writing() as session:
        with pytest.raises(CannotDo, match="not the password"):
            remove_factor(session, member.person_id, "wrong", FactorFor.LEADS)
        for _ in range(2):
            remove_factor(session, member.person_id, PASSWORD, FactorFor.LEADS)
        assert find_factor(session, member.person_id) is None
        assert enter(session, member.email, PASSWORD, HERE, TERMS)
    assert events(world).count("second-factor-removed") == 1


def test_another_app_takes_its_place_once_it_shows_a_code(world: World, member: Viewer) -> None:
    old, who = unseal(SECRET, kept(world, member).sealed_secret), member.person_id
    with at(later(60)):
        with world.database.writing() as session:
            with pytest.raises(CannotDo, match="not the password"):
                begin_another(session, who, "wrong", SECRET)
            for _ in range(2):
                begin_another(session, who, PASSWORD, SECRET)
        new = unseal(SECRET, kept(world, member).sealed_next)
        assert use(world, begin(world, member), pyotp.TOTP(old).at(later(60))), "it counts until then"
        with world.database.writing() as session:
            for _ in range(2):
                confirm_factor(session, who, pyotp.TOTP(new).at(later(60)), SECRET)
    with at(later(120)):
        with pytest.raises(CannotDo, match="not good"):
            use(world, begin(world, member), pyotp.TOTP(old).at(later(120)))
        assert use(world, begin(world, member), pyotp.TOTP(new).at(later(120)))
    assert kept(world, member).codes_left == 10, "recovery codes stay"
    assert events(world).count("second-factor-replaced") == 1


def test_the_app_that_stands_may_stay(world: World, member: Viewer) -> None:
    with at(later(60)), world.database.writing() as session:
        begin_another(session, member.person_id, PASSWORD, SECRET)
        end_another(session, member.person_id)
    assert kept(world, member).sealed_next == ""


def test_a_new_password_keeps_the_factor(world: World, member: Viewer) -> None:
    with at(later(60)):
        with world.database.writing() as session:
            link = make_link(session, member.person_id)
            session.commit()
            with pytest.raises(StepNeeded) as needed:
                use_link(session, link, "seven grey herons", HERE, TERMS)
        assert viewer_of(world, use(world, needed.value.token, shown(world, member, later(60))))


WHO_NEEDS_ONE = [
    ("manager", FactorFor.LEADS, True),
    ("reviewer", FactorFor.LEADS, True),
    ("officer", FactorFor.LEADS, True),
    ("reviewer_and_member", FactorFor.LEADS, True),
    ("administrator", FactorFor.LEADS, True),
    ("member", FactorFor.LEADS, False),
    ("member", FactorFor.EVERYBODY, True),
    ("manager", FactorFor.NOBODY, False),
    ("administrator", FactorFor.NOBODY, False),
]


@pytest.mark.parametrize(("name", "factor_for", "is_needed"), WHO_NEEDS_ONE)
def test_who_needs_one(world: World, name: str, factor_for: FactorFor, is_needed: bool) -> None:
    who, terms = world.people[name], Terms(SECRET, factor_for)
    with world.database.writing() as session:
        if not is_needed:
            assert enter(session, who.email, PASSWORD, HERE, terms)
            return
        with pytest.raises(StepNeeded) as needed:
            enter(session, who.email, PASSWORD, HERE, terms)
    assert needed.value.is_set_up
    assert viewer_of(world, needed.value.token) is None


def test_who_needs_one_sets_it_up_and_is_in(world: World) -> None:
    who = world.manager
    with at(NOON):
        step = begin(world, who, NEEDED)
        code = shown(world, who, NOON)
        with world.database.writing() as session:
            with pytest.raises(CannotDo, match="not the code"):
                set_up_and_come_in(session, step, "000000", HERE, NEEDED)
            first, second = (set_up_and_come_in(session, step, code, HERE, NEEDED) for _ in range(2))
    with at(NOON):
        assert first == second
        assert viewer_of(world, first) == who
    assert events(world) == ["second-factor-added", "signed-in"]


def test_an_app_set_up_in_another_window_is_asked_for_in_this_one(world: World) -> None:
    with at(NOON):
        step = begin(world, world.manager, NEEDED)
    with_app(world, world.manager)
    code = shown(world, world.manager, later(60))
    with at(later(60)), world.database.writing() as session, pytest.raises(StepNeeded) as needed:
        set_up_and_come_in(session, step, code, HERE, NEEDED)
    assert not needed.value.is_set_up


def test_who_needs_one_cannot_take_the_only_one_away(world: World) -> None:
    with_app(world, world.manager)
    with world.database.writing() as session:
        with pytest.raises(CannotDo, match="need a second factor"):
            remove_factor(session, world.manager.person_id, PASSWORD, FactorFor.LEADS)
        remove_factor(session, world.manager.person_id, PASSWORD, FactorFor.NOBODY)


def test_whoever_runs_the_portal_takes_it_away_with_a_reason(
    world: World, member: Viewer, mailbox: Mailbox
) -> None:
    with at(later(60)):
        token = use(world, begin(world, member), shown(world, member, later(60)))
        with world.database.writing() as session:
            with pytest.raises(CannotDo, match="Say why"):
                reset_factor(session, member.email, " ")
            reset_factor(session, member.email.upper(), "The phone was stolen on the train.")
            assert find_viewer(session, token) is None
            assert enter(session, member.email, PASSWORD, HERE, TERMS)
            with pytest.raises(CannotDo, match="neither an app"):
                reset_factor(session, member.email, "Once more.")
        with world.database.reading() as session:
            named = sa.select(Event.data).where(Event.name == "second-factor-reset")
            data = session.scalars(named).one()
    assert data == {
        "person": str(member.person_id),
        "reason": "The phone was stolen on the train.",
        "app": True,
        "passkeys": 0,
    }
    with at(later(60)):
        letter = mailbox.messages()[-1]
    assert letter["To"].addresses[0].addr_spec == member.email
    assert "The phone was stolen on the train." in text_of(letter)


def test_what_was_sealed_with_another_secret_is_told_so(world: World, member: Viewer) -> None:
    with at(later(60)):
        step, code = begin(world, member), shown(world, member, later(60))
        with world.database.writing() as session, pytest.raises(CannotDo, match="cannot be asked any more"):
            use_code(session, step, code, HERE, replace(TERMS, secret="another"))
