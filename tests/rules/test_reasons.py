"""Why a slot is in its state, in a phrase."""

import pytest

from checklists.calendar import Span
from checklists.facts import Decision, Engagement, FinancialYear, Person
from checklists.reasons import reason
from checklists.requirement import Requirement
from checklists.timeline import Interval, on_day, timeline
from checklists.vocabulary import By, Condition, Force, Kind, LegalForm, State
from tests.rules.examples import (
    ENGAGEMENT,
    accept,
    always,
    checked,
    d,
    engagement,
    insure,
    requirement,
    waive,
)

COVER, REGISTER, ACCOUNTS = (requirement(kind) for kind in (Kind.COVER, Kind.REGISTER, Kind.ACCOUNTS))
PEOPLE = engagement(people=tuple(Person(key, d("2020-01-01")) for key in ("Ada Byron", "Bo Chen")))
YEARS = engagement(financial_years=always(FinancialYear(3, 31, LegalForm.CHARITY)))
FILED = [accept("2021-01-01", part=f"{year}-03-31") for year in (2018, 2019, 2020)]
LAPSED = [accept("2021-01-01", "2022-04-30"), waive("2022-05-01", "2022-05-31")]

REASONS: dict[str, tuple[Requirement, list[Decision], Engagement, str]] = {
    "missing": (requirement(), [], ENGAGEMENT, "Nothing accepted yet"),
    "met": (
        requirement(),
        [accept("2021-10-01", "2022-12-31")],
        ENGAGEMENT,
        "Accepted until 31 December 2022",
    ),
    "met to the end": (requirement(), [accept("2021-10-01")], ENGAGEMENT, "Accepted until 31 March 2023"),
    "waived": (requirement(), [waive("2022-01-01", "2022-07-01")], ENGAGEMENT, "Waived until 1 July 2022"),
    "an exception for good": (
        requirement(force=Force.SHOULD),
        [waive("2022-01-01", None)],
        ENGAGEMENT,
        "Exception recorded",
    ),
    "an exception until a day": (
        requirement(force=Force.SHOULD),
        [waive("2022-01-01", "2022-07-01")],
        ENGAGEMENT,
        "Exception recorded until 1 July 2022",
    ),
    "expired": (requirement(), [accept("2021-01-01", "2022-05-31")], ENGAGEMENT, "Expired on 31 May 2022"),
    "expired before a waiver that is over": (requirement(), LAPSED, ENGAGEMENT, "Expired on 30 April 2022"),
    "expired before the engagement": (
        requirement(),
        [accept("2020-01-01", "2021-05-31")],
        ENGAGEMENT,
        "Expired on 31 May 2021",
    ),
    "no volunteers": (
        requirement(Kind.CONFIRMATION, condition=Condition.USES_VOLUNTEERS),
        [],
        ENGAGEMENT,
        "Not needed because no volunteers are used",
    ),
    "a cover missing": (
        COVER,
        [insure("2021-10-01", "2023-03-31")],
        ENGAGEMENT,
        "Indemnity insurance: nothing accepted yet",
    ),
    "both covers missing": (
        COVER,
        [],
        ENGAGEMENT,
        "Public liability insurance, Indemnity insurance: nothing accepted yet",
    ),
    "a cover expired": (
        COVER,
        [insure("2021-01-01", "2022-03-31"), insure("2021-10-01", "2023-03-31", "indemnity")],
        ENGAGEMENT,
        "Public liability insurance: expired on 31 March 2022",
    ),
    "covers expired on different days": (
        COVER,
        [insure("2021-01-01", "2022-03-31"), insure("2021-01-01", "2022-04-30", "indemnity")],
        ENGAGEMENT,
        "Public liability insurance, Indemnity insurance: expired",
    ),
    "covers met": (
        COVER,
        [insure("2021-01-01", "2022-12-31"), insure("2021-01-01", "2022-06-30", "indemnity")],
        ENGAGEMENT,
        "Accepted until 30 June 2022",
    ),
    "a cover waived": (
        COVER,
        [insure("2021-01-01", "2022-12-31"), waive("2022-01-01", "2022-06-30", part="indemnity")],
        ENGAGEMENT,
        "Indemnity insurance: waived until 30 June 2022",
    ),
    "nobody on the register": (REGISTER, [], ENGAGEMENT, "Nobody is on the register yet"),
    "two people": (REGISTER, [], PEOPLE, "2 people: nothing accepted yet"),
    "one person": (
        REGISTER,
        [checked("Ada Byron", "2021-10-01")],
        PEOPLE,
        "1 person: nothing accepted yet",
    ),
    "one person, and another who has expired": (
        REGISTER,
        [checked("Bo Chen", "2018-06-01")],
        PEOPLE,
        "1 person: nothing accepted yet; 1 person: expired",
    ),
    "one person expired": (
        REGISTER,
        [checked("Ada Byron", "2021-10-01"), checked("Bo Chen", "2018-06-01")],
        PEOPLE,
        "1 person: expired on 31 May 2021",
    ),
    "financial year not known": (ACCOUNTS, [], ENGAGEMENT, "When the financial year ends is not known"),
    "accounts missing": (
        ACCOUNTS,
        FILED,
        YEARS,
        "Accounts for the year ended 31 March 2021: nothing accepted yet",
    ),
    "no accounts due": (
        ACCOUNTS,
        [],
        engagement(financial_years=always(FinancialYear(3, 31, LegalForm.CHARITY, d("2022-03-31")))),
        "Not needed, none is due yet; needed from 1 February 2023",
    ),
    "volunteers are to come": (
        requirement(Kind.CONFIRMATION, condition=Condition.USES_VOLUNTEERS),
        [],
        engagement(conditions={Condition.USES_VOLUNTEERS: (Span(d("2022-06-06"), d("2022-12-31")),)}),
        "Not needed because no volunteers are used; needed from 6 June 2022",
    ),
    "volunteers are to come, and it is signed": (
        requirement(Kind.CONFIRMATION, condition=Condition.USES_VOLUNTEERS),
        [accept("2022-05-01")],
        engagement(conditions={Condition.USES_VOLUNTEERS: (Span(d("2022-06-06"), d("2022-12-31")),)}),
        "Not needed because no volunteers are used",
    ),
    "carried out by the council": (
        requirement(Kind.ASSESSMENT, carried_out_by=By.COMMISSIONER),
        [],
        ENGAGEMENT,
        "Not recorded yet",
    ),
}


@pytest.mark.parametrize(("asked", "decisions", "of", "phrase"), REASONS.values(), ids=REASONS.keys())
def test_reason(asked: Requirement, decisions: list[Decision], of: Engagement, phrase: str) -> None:
    interval = on_day(timeline(asked, decisions, of), d("2022-06-01"))
    assert interval
    assert reason(asked, interval) == phrase


def test_a_person_is_counted_and_never_named() -> None:
    for each in timeline(REGISTER, [checked("Ada Byron", "2019-06-01")], PEOPLE):
        assert "Ada" not in reason(REGISTER, each)
        assert "Bo" not in reason(REGISTER, each)


def test_what_the_lead_has_not_issued() -> None:
    asked = requirement(Kind.ISSUED)
    missing = timeline(asked, [], ENGAGEMENT)[0]
    assert reason(asked, missing, issued=False) == "The lead provider has not issued it yet"
    assert reason(asked, missing, issued=True) == "Nothing accepted yet"


def test_the_text_that_the_lead_has_not_put_up_for_signing() -> None:
    asked = requirement(Kind.AGREEMENT)
    missing = timeline(asked, [], ENGAGEMENT)[0]
    not_yet = "The lead provider has not put the text up for signing yet"
    assert reason(asked, missing, issued=False) == not_yet
    assert reason(asked, missing, issued=True) == "Nothing accepted yet"


def test_an_interval_that_does_not_know_when_it_lapsed_expired_the_day_before() -> None:
    told = Interval(State.EXPIRED, d("2022-06-01"), d("2023-03-31"))
    assert reason(requirement(), told) == "Expired on 31 May 2022"
