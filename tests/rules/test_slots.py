"""Slots over the versions of a checklist."""

from dataclasses import replace
from datetime import date

from checklists.calendar import Span
from checklists.requirement import Checklist, Cover, Requirement
from checklists.slots import asked_rows, row_on, rows_of_engagement, slot_timeline, version_ahead, version_on
from checklists.vocabulary import Basis, Kind
from tests.rules.examples import ENGAGEMENT, FIRST, LAST, accept, d, insure, requirement, told

POLICY = requirement(key="policy")
PLAN = requirement(key="plan")


def version(from_on: str, *requirements: Requirement) -> Checklist:
    return Checklist("checklist", "Checklist", d(from_on), requirements)


def days_of(versions: list[Checklist], key: str) -> list[tuple[date, date]]:
    rows = asked_rows(versions, ENGAGEMENT.span)
    return [(row.span.from_on, row.span.until_on) for row in rows.get(key, [])]


def test_one_version_is_asked_throughout() -> None:
    assert days_of([version("2020-01-01", POLICY)], "policy") == [(FIRST, LAST)]


def test_a_requirement_that_a_later_version_adds_exists_from_its_date() -> None:
    versions = [version("2021-10-01", POLICY), version("2022-04-01", POLICY, PLAN)]
    assert days_of(versions, "policy") == [(FIRST, d("2022-03-31")), (d("2022-04-01"), LAST)]
    assert days_of(versions, "plan") == [(d("2022-04-01"), LAST)]
    rows = asked_rows(versions, ENGAGEMENT.span)
    assert told(slot_timeline(rows["plan"], [accept("2021-10-01")], ENGAGEMENT)) == [
        "met 2022-04-01..2023-03-31"
    ]
    assert told(slot_timeline(rows["policy"], [accept("2021-10-01")], ENGAGEMENT)) == [
        "met 2021-10-01..2023-03-31"
    ]


def test_the_order_in_which_versions_are_given_does_not_matter() -> None:
    versions = [version("2022-04-01", PLAN, POLICY), version("2021-10-01", POLICY)]
    assert asked_rows(versions, ENGAGEMENT.span) == asked_rows(versions[::-1], ENGAGEMENT.span)


def test_slots_are_in_the_order_of_the_newest_version_that_has_them() -> None:
    other = requirement(key="other")
    versions = [version("2021-10-01", other, POLICY), version("2022-04-01", PLAN, POLICY)]
    assert list(asked_rows(versions, ENGAGEMENT.span)) == ["plan", "policy", "other"]


def test_versions_outside_the_engagement_ask_nothing() -> None:
    versions = [
        version("2019-01-01", requirement(key="old")),
        version("2021-10-01", POLICY),
        version("2023-04-01", requirement(key="new")),
    ]
    assert list(asked_rows(versions, ENGAGEMENT.span)) == ["policy"]


def test_of_two_versions_from_one_day_the_later_one_counts() -> None:
    assert days_of([version("2021-10-01", PLAN), version("2021-10-01", POLICY)], "plan") == []


def test_a_version_of_one_day() -> None:
    versions = [version("2021-10-01", PLAN), version("2021-10-02", POLICY)]
    assert days_of(versions, "plan") == [(FIRST, FIRST)]


def test_a_dropped_slot_ends_and_is_not_said_to_lapse() -> None:
    versions = [version("2021-10-01", POLICY, PLAN), version("2022-04-01", POLICY)]
    rows = asked_rows(versions, ENGAGEMENT.span)["plan"]
    intervals = slot_timeline(rows, [accept("2021-10-01")], ENGAGEMENT)
    assert told(intervals) == ["met 2021-10-01..2022-03-31"]
    assert intervals[0].lapses_on == date.max


def test_a_slot_that_comes_back_leaves_its_days_between_empty() -> None:
    versions = [
        version("2021-10-01", POLICY, PLAN),
        version("2022-01-01", POLICY),
        version("2022-04-01", POLICY, PLAN),
    ]
    rows = asked_rows(versions, ENGAGEMENT.span)["plan"]
    assert told(slot_timeline(rows, [accept("2021-10-01")], ENGAGEMENT)) == [
        "met 2021-10-01..2021-12-31",
        "met 2022-04-01..2023-03-31",
    ]
    assert row_on(rows, d("2022-02-01")) is None


def test_what_is_wanting_when_a_slot_comes_back_is_no_lapse_before() -> None:
    versions = [
        version("2021-10-01", POLICY, PLAN),
        version("2022-01-01", POLICY),
        version("2022-04-01", POLICY, PLAN),
    ]
    rows = asked_rows(versions, ENGAGEMENT.span)["plan"]
    intervals = slot_timeline(rows, [accept("2021-10-01", "2022-02-01")], ENGAGEMENT)
    assert told(intervals) == ["met 2021-10-01..2021-12-31", "expired 2022-04-01..2023-03-31"]
    assert [each.lapses_on for each in intervals] == [date.max, d("2022-02-01")]


def test_each_wording_holds_on_its_own_days() -> None:
    versions = [version("2021-10-01", POLICY), version("2022-04-01", requirement(key="policy", months=3))]
    rows = asked_rows(versions, ENGAGEMENT.span)["policy"]
    assert [row.requirement.months for row in rows] == [None, 3]
    found = [row_on(rows, d(day)) for day in ("2022-03-31", "2022-04-01")]
    assert found == rows


def test_a_later_version_that_asks_for_more_makes_only_its_own_days_worse() -> None:
    def cover(amount: int) -> Requirement:
        asked = Cover("liability", "Public liability", "public liability", amount, Basis.PER_CLAIM)
        return requirement(Kind.COVER, key="insurance", parts=(asked,))

    versions = [version("2021-10-01", cover(5_000_000)), version("2022-04-01", cover(10_000_000))]
    rows = asked_rows(versions, ENGAGEMENT.span)["insurance"]
    intervals = slot_timeline(rows, [insure("2021-10-01", "2023-03-31")], ENGAGEMENT)
    assert told(intervals) == [
        "met 2021-10-01..2022-03-31",
        "missing 2022-04-01..2023-03-31 liability",
    ]
    assert intervals[0].lapses_on == d("2022-03-31")


def test_the_first_version_reaches_back_to_the_first_day() -> None:
    asked = requirement()
    early = Checklist("c", "C", d("2021-10-01"), (asked,))
    late = Checklist("c", "C", d("2022-10-01"), (replace(asked, title="Other thing"),))
    rows = rows_of_engagement([late, early], Span(d("2021-01-01"), d("2023-01-01")))[asked.key]
    assert [row.span.from_on for row in rows] == [d("2021-01-01"), d("2022-10-01")]
    days = ("2020-01-01", "2022-09-30", "2022-10-01")
    assert [version_on([early, late], d(day)) for day in days] == [early, early, late]


def test_what_later_versions_ask_besides_comes_after_what_is_asked() -> None:
    kept, gone, new = (requirement(key=key) for key in ("kept", "gone", "new"))
    reworded = replace(kept, title="Reworded")
    versions = [version("2021-10-01", kept, gone), version("2022-04-01", reworded, new)]
    assert version_ahead(versions, date(2022, 3, 1)).requirements == (kept, gone, new)
    assert version_ahead(versions, date(2022, 4, 1)) == versions[1]


def test_what_new_words_end_counted_until_the_day_before_them() -> None:
    """By the new ones alone it would have ended before they were in force."""
    yearly = (replace(POLICY, months=months) for months in (12, 6))
    versions = [version(day, each) for day, each in zip(("2021-10-01", "2022-08-01"), yearly, strict=True)]
    rows = asked_rows(versions, ENGAGEMENT.span)["policy"]
    met, expired = slot_timeline(rows, [accept("2021-12-01")], ENGAGEMENT)[1:]
    assert told([met, expired]) == ["met 2021-12-01..2022-07-31", "expired 2022-08-01..2023-03-31"]
    assert (met.lapses_on, expired.lapses_on) == (d("2022-07-31"), d("2022-07-31"))


def test_what_had_ended_before_keeps_its_day() -> None:
    yearly = (replace(POLICY, months=months) for months in (12, 6))
    versions = [version(day, each) for day, each in zip(("2021-10-01", "2023-01-01"), yearly, strict=True)]
    rows = asked_rows(versions, ENGAGEMENT.span)["policy"]
    expired = slot_timeline(rows, [accept("2021-12-01")], ENGAGEMENT)[-1]
    assert told([expired]) == ["expired 2022-12-01..2023-03-31"]
    assert expired.lapses_on == d("2022-11-30")
