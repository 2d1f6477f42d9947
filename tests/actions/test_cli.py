"""The command line, as other programs rely on it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from evidence.local_store import LocalStore
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.database import Database
from portal.records import Standing
from tests.actions.conftest import Portal
from tests.builders.clock import clock_on
from tests.builders.sending import accept, accepted, send
from tests.builders.world import World, make_world

TEN_MAY = date(2026, 5, 10)


@pytest.fixture
def may(database: Database, store: LocalStore) -> World:
    """A world on 10 May 2026, on which cover from 1 April was accepted."""
    with clock_on(TEN_MAY):
        world = make_world(database, store)
        for part in ("public-liability", "employers-liability", "professional-indemnity"):
            accepted(world, "insurance", part, from_on=date(2026, 4, 1), until_on=date(2027, 3, 31))
    return world


def asked(portal: Portal, *words: str) -> Any:
    code, out, err = portal(*words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def slot(answer: Any, key: str) -> Any:
    (found,) = [each for each in answer["slots"] if each["requirement"] == key]
    return found


def test_what_is_known_today_and_what_was_known_then(portal: Portal, may: World) -> None:
    """Cover from 1 April, accepted on 10 May: 15 April is met now, and was missing on 20 April."""
    question = ("standing", "--engagement", may.engagement, "--on", "2026-04-15")
    today = asked(portal, *question)
    then = asked(portal, *question, "--known", "2026-04-20")
    assert slot(today, "insurance")["state"] == "met"
    assert slot(then, "insurance")["state"] == "missing"
    assert slot(asked(portal, *question, "--known", "2026-05-10"), "insurance")["state"] == "met"
    assert slot(asked(portal, *question, "--known", "2026-05-09"), "insurance")["state"] == "missing"
    assert (today["known"], then["known"]) == (None, "2026-04-20")


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-03-31", "missing"), ("2026-04-01", "met"), ("2027-03-31", "met"), ("2027-04-01", "expired")],
)
def test_first_and_last_day_are_inside(portal: Portal, may: World, on: str, state: str) -> None:
    answer = asked(portal, "standing", "--engagement", may.engagement, "--on", on)
    assert slot(answer, "insurance")["state"] == state


def test_the_shape_of_standing(portal: Portal, may: World) -> None:
    answer = asked(portal, "standing", "--engagement", may.engagement, "--on", "2026-06-01")
    assert list(answer) == ["engagement", "on", "known", "slots"]
    assert (answer["engagement"], answer["on"], len(answer["slots"])) == (may.engagement, "2026-06-01", 26)
    assert slot(answer, "insurance") == {
        "requirement": "insurance",
        "state": "met",
        "from": "2026-04-01",
        "until": "2027-03-31",
        "turn": "nobody",
        "reason": slot(answer, "insurance")["reason"],
    }
    assert "31 March 2027" in slot(answer, "insurance")["reason"]
    assert slot(answer, "market-stewardship")["turn"] == "lead"
    assert slot(answer, "complaints-policy")["turn"] == "partner"


def test_the_turn_is_the_leads_while_it_checks(portal: Portal, may: World) -> None:
    with clock_on(TEN_MAY):
        submission_id = send(may, "complaints-policy")
    question = ("standing", "--engagement", may.engagement, "--on", "2026-06-01")
    assert slot(asked(portal, *question), "complaints-policy")["turn"] == "lead"
    with clock_on(TEN_MAY):
        accept(may, submission_id)
    assert slot(asked(portal, *question), "complaints-policy")["turn"] == "nobody"


def test_the_shape_of_readiness(portal: Portal, may: World) -> None:
    answer = asked(portal, "readiness", "--contract", may.contract, "--on", "2026-06-01")
    assert list(answer) == ["contract", "on", "engagements", "apart"]
    assert [each["partner"] for each in answer["engagements"]] == ["Open Door Folk", "Tidewater Peers"]
    tidewater = answer["engagements"][1]
    assert list(tidewater) == ["engagement", "partner", "level", "blockers", "warnings"]
    assert (tidewater["engagement"], tidewater["level"]) == (may.engagement, "not-ready")
    blockers = {each["requirement"] for each in tidewater["blockers"]}
    assert "complaints-policy" in blockers
    assert "insurance" not in blockers
    known = asked(
        portal, "readiness", "--contract", may.contract, "--on", "2026-06-01", "--known", "2026-05-01"
    )
    assert "insurance" in {each["requirement"] for each in known["engagements"][1]["blockers"]}


def test_the_shape_of_a_checklist(portal: Portal) -> None:
    answer = asked(portal, "checklists", "show", "porchlight-peer-support")
    assert {"key", "title", "requirements"} <= set(answer)
    assert len(answer["requirements"]) == 26
    for each in answer["requirements"]:
        assert {"key", "title", "kind", "force", "clause", "parts"} <= set(each)
    assert [len(each["parts"]) for each in answer["requirements"] if each["parts"]] == [3]
    listed = asked(portal, "checklists", "list")
    (porchlight,) = [each for each in listed if each["key"] == "porchlight-peer-support"]
    assert (porchlight["requirements"], porchlight["must"], porchlight["should"]) == (26, 26, 0)


def ended_in_may(world: World) -> None:
    """The first engagement ended on 9 May, as was said on 10 May; the second begins on 1 June."""
    with clock_on(TEN_MAY), world.database.writing() as session:
        place = world.place(session, world.manager)
        end_engagement(session, world.manager, place, SaidEnd(date(2026, 5, 9), "withdrew", "It closed."))
    with clock_on(TEN_MAY), world.database.writing() as session:
        second = world.place(session, world.manager, world.second_engagement_id)
        terms = Terms("Westmouth", date(2026, 6, 1), world.ends_on)
        change_engagement(session, world.manager, second, terms)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-05-10", "ended on 9 May 2026"),
        ("2025-03-31", "begins on 1 April 2025"),
        ("2035-01-01", "ended on 9 May 2026"),
    ],
)
def test_an_engagement_is_not_asked_about_days_that_it_does_not_have(
    portal: Portal, may: World, on: str, said: str
) -> None:
    ended_in_may(may)
    code, out, err = portal("standing", "--engagement", may.engagement, "--on", on)
    assert (code, out) == (2, "")
    assert said in err
    assert portal("standing", "--engagement", may.engagement, "--on", "2026-05-09")[0] == 0


def test_who_has_ended_or_not_begun_is_told_apart(portal: Portal, may: World) -> None:
    ended_in_may(may)
    question = ("readiness", "--contract", may.contract, "--on", "2026-05-20")
    answer = asked(portal, *question)
    assert answer["engagements"] == []
    assert [(each["engagement"], each["words"]) for each in answer["apart"]] == [
        (may.second_engagement, "Begins on 1 June 2026"),
        (may.engagement, "Ended on 9 May 2026"),
    ]
    before = asked(portal, *question, "--known", "2026-05-09")
    assert (len(before["engagements"]), before["apart"]) == (2, [])
    code, out, err = portal("readiness", "--contract", may.contract, "--on", "2020-01-01")
    assert (code, out) == (2, "")
    assert "1 January 2020 is none of its days" in err


def test_nobody_knew_of_it_then(portal: Portal, may: World) -> None:
    question = ("standing", "--engagement", may.engagement, "--on", "2026-04-15", "--known", "2025-01-01")
    code, _, err = portal(*question)
    assert code == 2
    assert "nobody knew of engagement" in err


def test_tables_for_people(portal: Portal, may: World) -> None:
    code, out, _ = portal("standing", "--engagement", may.engagement, "--on", "2026-06-01")
    assert (code, len(out.splitlines())) == (0, 27)
    code, out, _ = portal("readiness", "--contract", may.contract, "--on", "2026-06-01")
    assert (code, len(out.splitlines())) == (0, 3)
    assert portal("checklists", "list")[0] == portal("checklists", "show", "porchlight-peer-support")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["standing", "--engagement", "E-NONE", "--on", "2026-06-01"], "there is no engagement 'E-NONE'"),
        (["readiness", "--contract", "C-NONE", "--on", "2026-06-01"], "there is no contract 'C-NONE'"),
        (["standing", "--engagement", "E-NONE", "--on", "2026-02-30"], "'2026-02-30' is no date"),
        (["standing", "--engagement", "E-NONE"], "--on"),
        (["checklists", "show", "none"], "there is no checklist 'none'"),
        (["serve", "--port", "many"], "'many' is no port"),
        (["dance"], "dance"),
        ([], "COMMAND"),
        (["create-user", "--email", "x", "--name", "X", "--organisation", "X", "--role", "king"], "king"),
    ],
)
def test_errors_are_one_line_and_exit_2(portal: Portal, words: list[str], said: str) -> None:
    code, out, err = portal(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "oracle://x"), ("PORTAL_EVIDENCE", "ftp://x"), ("PORTAL_UPLOAD_LIMIT_MB", "much")],
)
def test_a_wrong_setting_is_named(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    for command in (["verify"], ["migrate"], ["serve"]):
        code, _, err = portal(*command)
        assert (code, err.count("\n")) == (2, 1)
        assert name in err


def test_a_database_without_tables_is_named(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, empty_database_url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    for command in (
        ["verify"],
        ["rebuild"],
        ["serve"],
        ["standing", "--engagement", "E", "--on", "2026-01-01"],
    ):
        code, _, err = portal(*command)
        assert (code, err.count("\n")) == (2, 1)
        assert "portal migrate" in err
    assert portal("migrate")[0] == 0
    assert portal("verify")[0] == 0


def test_a_file_that_is_no_database_is_one_line(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear all, " * 500)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    code, _, err = portal("verify")
    assert (code, err) == (2, "portal: the database cannot be read: file is not a database\n")


def test_verify_exits_1_and_rebuild_mends(portal: Portal, may: World) -> None:
    assert portal("verify") == (0, "Everything is as it should be.\n", "")
    with may.database.writing() as session:
        session.execute(sa.delete(Standing).where(Standing.engagement_id == may.engagement_id))
        session.commit()
    code, out, _ = portal("verify")
    assert code == 1
    assert f"standing: {may.engagement} differs" in out
    assert portal("rebuild") == (0, "Rebuilt the standing of 3 engagements.\n", "")
    assert portal("verify")[0] == 0


def test_what_nobody_knew_of_is_no_answer(portal: Portal, may: World) -> None:
    for command, what, reference in (
        ("standing", "--engagement", may.engagement),
        ("readiness", "--contract", may.contract),
    ):
        code, out, err = portal(command, what, reference, "--on", "2026-05-10", "--known", "2001-01-01")
        assert (code, out) == (2, "")
        assert "nobody knew of" in err
