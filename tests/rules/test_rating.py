"""Soft outcomes: what a definition may ask, what counts as said, and when a year's is late."""

from datetime import date

import pytest

from checklists.fields import DefinitionError
from checklists.library import library
from checklists.year.owed import Owed
from checklists.year.owed_timeline import state_on
from checklists.year.rating import Count, Rated, Rating, changed, count, given_of, is_rated, wanting
from checklists.year.rows import Section
from checklists.year.vocabulary import Form, OwedState, Party
from tests.rules.year_tables import RETURN, read

OUTCOMES = tuple(Section(key, key.title(), Form.RATING) for key in ("work", "home", "friends"))
RATED = '[[return.section]]\nkey = "work"\ntitle = "Work"\nform = "rating"\n'
MIXED = RATED + RATED.replace("work", "b").replace("rating", "data")
OF_LEAD = f'{RETURN}asked_of = ["lead"]\n'
MARCH = Owed("soft-outcomes", "2026", date(2027, 4, 1), date(2027, 4, 30))


def test_thurrock_asks_its_lead_to_rate_six() -> None:
    rows = [each for each in library()["thurrock-floating-support"].year.returns if is_rated(each)]
    assert [(each.key, each.asked_of, each.every.value, each.clause) for each in rows] == [
        ("soft-outcomes", (Party.LEAD,), "year", "8.6")
    ]
    assert [each.key for each in rows[0].sections] == [
        "meaningful-occupation",
        "tenancy-sustainment",
        "social-inclusion",
        "arrears-and-debt",
        "resettlement",
        "service-quality",
    ]


def test_what_is_rated_reads() -> None:
    assert is_rated(read(OF_LEAD + RATED).year.returns[0])
    assert not is_rated(read(RETURN).year.returns[0])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        pytest.param(RETURN + RATED, "asked_of", id="of the partner"),
        pytest.param(RETURN + 'asked_of = ["partner", "lead"]\n' + RATED, "asked_of", id="of both"),
        pytest.param(OF_LEAD + MIXED, "section", id="mixed"),
        pytest.param(OF_LEAD.replace("quarter", "on-request") + RATED, "every", id="in no period"),
        pytest.param(OF_LEAD + "nil = true\n" + RATED, "nil", id="nothing to say"),
        pytest.param(OF_LEAD + RATED + "nil = true\n", "nil", id="of one nothing to say"),
    ],
)
def test_what_is_rated_is_read_strictly(text: str, field: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("said", "missing", "expected"),
    [
        pytest.param({}, ["work", "home", "friends"], Count(3, 0, 3), id="nothing"),
        pytest.param(
            {key: Rated(Rating.MET, "Seen.") for key in ("work", "home", "friends")},
            [],
            Count(3, 3, 0),
            id="all met",
        ),
        pytest.param(
            {
                "work": Rated(Rating.MET, ""),
                "home": Rated(None, "Some said so."),
                "friends": Rated(Rating.NOT_JUDGED, "Nobody came."),
            },
            ["work", "home"],
            Count(3, 1, 2),
            id="without a reason, without a rating, unknown",
        ),
        pytest.param(
            {
                "work": Rated(Rating.PARTLY_MET, "Half."),
                "home": Rated(Rating.NOT_MET, "No."),
                "gone": Rated(Rating.MET, "Old."),
            },
            ["friends"],
            Count(3, 0, 1),
            id="nothing but met is a pass",
        ),
    ],
)
def test_what_is_said(said: dict[str, Rated], missing: list[str], expected: Count) -> None:
    assert [each.key for each in wanting(OUTCOMES, said)] == missing
    assert count(OUTCOMES, said) == expected


@pytest.mark.parametrize(
    ("finished", "on", "known", "state"),
    [
        pytest.param([], date(2027, 3, 31), None, OwedState.AHEAD, id="the year goes on"),
        pytest.param([], date(2027, 4, 30), None, OwedState.DUE, id="the last day"),
        pytest.param([], date(2027, 5, 1), None, OwedState.LATE, id="the day after"),
        pytest.param([date(2026, 11, 5)], date(2027, 5, 1), None, OwedState.MET, id="in the year"),
        pytest.param([date(2027, 5, 3)], date(2027, 5, 2), None, OwedState.LATE, id="finished a day later"),
        pytest.param([date(2027, 5, 3)], date(2027, 5, 3), None, OwedState.MET, id="finished late"),
        pytest.param([date(2027, 4, 9)], date(2027, 5, 9), date(2027, 4, 8), OwedState.LATE, id="not known"),
        pytest.param(
            [date(2027, 6, 1), date(2027, 4, 9)], date(2027, 5, 9), None, OwedState.MET, id="put right later"
        ),
    ],
)
def test_when_it_is_late(finished: list[date], on: date, known: date | None, state: OwedState) -> None:
    assert state_on(MARCH, given_of(finished), on, known).state is state


def test_what_has_changed_since() -> None:
    before = {"work": Rated(Rating.MET, "Seen."), "home": Rated(Rating.MET, "Seen.")}
    assert changed(before, {**before, "home": Rated(Rating.MET, "Heard.")}) == {"home"}
    assert changed({}, before) == {"work", "home"}
    assert changed(before, dict(before)) == frozenset()
