"""Every row of what the five contracts oblige a provider to through the year is carried, and each row
of a definition carries one of them."""

from collections import Counter
from typing import NamedTuple

import pytest

from checklists.library import library
from checklists.plain_data import year_as_data
from checklists.year.occurring import USUAL, kinds_told
from checklists.year.vocabulary import Form
from tests.rules.obligations import EVENT, MEASURE, MEETING, RETURN, WITHOUT_KIND
from tests.rules.test_obligations import OF_CONTRACT

CONFIRMATION = "confirmation"


class Obliged(NamedTuple):
    """A row of what is obliged: its clause, what it is about, its kind, and the rows that carry it: `key` or
    `list:key` where it is carried by rows of another list than its kind's."""

    clause: str
    subject: str
    kind: str
    carried_by: tuple[str, ...]


PORCHLIGHT = "porchlight-peer-support"
YEAR, TARGET, SERVICE = "through the year", "targets", "service"
OBLIGED: dict[str, tuple[Obliged, ...]] = {
    PORCHLIGHT: (
        Obliged(YEAR, "narrative, data and case study", RETURN, ("quarterly-report",)),
        Obliged(YEAR, "income and expenditure", RETURN, ("income-and-expenditure",)),
        Obliged(YEAR, "focus groups, 3 a year", MEETING, ("focus-group",)),
        Obliged(YEAR, "observation, 1 a year", MEETING, ("observation",)),
        Obliged(YEAR, "audit visit, 1 a year", MEETING, ("audit-visit",)),
        Obliged(YEAR, "income generation, 2 a year", RETURN, ("income-generation",)),
        Obliged(YEAR, "awareness events, 2 a year", RETURN, ("awareness-events",)),
        Obliged(SERVICE, "publicity up to date", CONFIRMATION, ("returns:course-publicity",)),
        Obliged(SERVICE, "lived experience, peer workers", CONFIRMATION, ("returns:lived-experience",)),
        Obliged(TARGET, "sign-ups, 35 a year in each area", MEASURE, ("sign-ups",)),
        Obliged(TARGET, "first contact in 2 working days", MEASURE, ("first-contact",)),
        Obliged(TARGET, "contact in 5 working days", MEASURE, ("contact-made",)),
        Obliged(TARGET, "service in 7 working days", MEASURE, ("service-received",)),
        Obliged(TARGET, "brief advice", MEASURE, ("brief-advice",)),
        Obliged(TARGET, "peer leaders, 8 a year", MEASURE, ("peer-leaders",)),
        Obliged(TARGET, "exit survey", MEASURE, ("exit-survey",)),
        Obliged(TARGET, "wellbeing", MEASURE, ("wellbeing",)),
        Obliged(TARGET, "would recommend", MEASURE, ("would-recommend",)),
        Obliged(TARGET, "case system", MEASURE, ("case-system",)),
        Obliged(TARGET, "plan and first scale", MEASURE, ("first-scale",)),
        Obliged(TARGET, "two or more scales", MEASURE, ("later-scale",)),
    ),
    "cornwall-social-inclusion": (
        Obliged("4.26", "complaints and compliments", RETURN, ("complaints-review",)),
        Obliged(
            "6.2",
            "outcomes workbook: 5 outcomes",
            RETURN,
            (
                "outcomes-workbook",
                "measures:social-inclusion",
                "measures:emotional-wellbeing",
                "measures:physical-health",
                "measures:mental-health",
                "measures:behaviour-lifestyle",
            ),
        ),
        Obliged(
            "6.2",
            "outputs workbook: 22 outputs",
            RETURN,
            (
                "outputs-workbook",
                "measures:accepted-referrals",
                "measures:rejected-referrals",
                "measures:primary-needs",
                "measures:leaving-inpatient",
                "measures:carers-supported",
                "measures:paid-hours",
                "measures:unpaid-hours",
                "measures:community-services",
                "measures:personal-goals",
                "measures:volunteer-placements",
                "measures:safeguarding-concerns",
                "measures:up-to-6-months",
                "measures:6-to-12-months",
                "measures:12-to-24-months",
                "measures:over-24-months",
                "measures:planned-exits",
                "measures:unplanned-exits",
                "measures:vcse-organisations",
                "measures:prevention-organisations",
                "measures:health-care-organisations",
            ),
        ),
        Obliged("6.2", "social return on investment", RETURN, ("social-return",)),
        Obliged("6.3", "additional information on request", RETURN, ("additional-information",)),
        Obliged("6.4", "satisfaction", RETURN, ("satisfaction-feedback",)),
        Obliged("6.5", "quality concerns", EVENT, ("quality-concern",)),
        Obliged("6.6", "compliance meeting, yearly", MEETING, ("compliance-meeting",)),
        Obliged("6.7", "review meeting, quarterly", MEETING, ("review-meeting",)),
        Obliged("6.8", "operational meeting, as agreed", MEETING, ("operational-meeting",)),
        Obliged("6.9", "people over all components", MEASURE, ("people-supported",)),
        Obliged(
            "2.5",
            "people in each component",
            MEASURE,
            ("community-assets", "social-inclusion-plans", "wellbeing-support", "volunteering"),
        ),
    ),
    "thurrock-floating-support": (
        Obliged("4.3.1", "contact in 48 hours", MEASURE, ("first-contact",)),
        Obliged("6.1", "meetings and feedback", MEETING, ("provider-meeting",)),
        Obliged("6.2", "visits and spot audits", MEETING, ("council-visit",)),
        Obliged("7.2", "adverse change in finances", EVENT, ("adverse-change", "insolvency")),
        Obliged("8.3", "action plan after a miss", EVENT, ("action-plan",)),
        Obliged("8.4", "missed in the next period", EVENT, ("kpi-missed-again",)),
        Obliged(
            "8.6",
            "hard outcomes 1 to 6",
            RETURN,
            (
                "hard-outcomes",
                "measures:paid-work",
                "measures:training-or-education",
                "measures:meaningful-occupation",
                "measures:gp-registration",
                "measures:hospital-admissions",
                "measures:hospital-days",
                "measures:maintained-independence",
                "measures:planned-move-on",
            ),
        ),
        Obliged("8.6", "soft outcomes 1 to 6", RETURN, ("soft-outcomes",)),
        Obliged("10", "invoice every four weeks", RETURN, ("invoice",)),
        Obliged("9.1", "further data on request", RETURN, ("management-information",)),
        Obliged("11.4", "social value", RETURN, ("social-value",)),
    ),
    "kcc-ensure": (
        Obliged("2.3.4", "case studies, evaluation, publicity", RETURN, ("evaluation",)),
        Obliged("reporting", "information two weeks before a meeting", RETURN, ("performance-information",)),
        Obliged("reporting", "weekly meeting", MEETING, ("weekly-meeting",)),
        Obliged("2.3.1", "numbers recruited", MEASURE, ("peer-supporters-recruited", "recipients-recruited")),
        Obliged(
            "2.3.4 iv", "reports to steering groups", RETURN, ("steering-reports", "meetings:steering-group")
        ),
        Obliged(
            "3.3",
            "32 trained, 625 enabled, 5 per cent fewer",
            MEASURE,
            ("peer-supporters-trained", "people-enabled", "fewer-referrals"),
        ),
    ),
    "kcc-lot9": (
        Obliged("39", "Changing Places", RETURN, ("changing-places",)),
        Obliged(
            "47",
            "five personal outcomes",
            MEASURE,
            (
                "finds-advice",
                "understands-benefits",
                "social-activities",
                "listened-to",
                "less-lonely",
                "returns:personal-outcomes",
            ),
        ),
        Obliged("49", "system outcomes", RETURN, ("system-outcomes",)),
        Obliged("52", "social value", RETURN, ("social-value",)),
    ),
}
LISTS = {RETURN: "returns", MEASURE: "measures", EVENT: "events", MEETING: "meetings"}
BESIDES = {PORCHLIGHT: {"events:serious-incident", "payments:payment-by-results"}}
"""What is no row of the table: the procedure that K9 names, and what is said of payment below it."""


def places(row: Obliged) -> list[str]:
    return [each if ":" in each else f"{LISTS[row.kind]}:{each}" for each in row.carried_by]


def rows_of(key: str) -> set[str]:
    """Every row of a definition's year, as list:key."""
    lists = year_as_data(library()[key].year)
    return {f"{name}:{row['key']}" for name, rows in lists.items() for row in rows}


@pytest.mark.parametrize("key", OBLIGED)
def test_every_row_that_is_obliged_is_carried(key: str) -> None:
    missing = {row.subject: set(places(row)) - rows_of(key) for row in OBLIGED[key]}
    assert {subject for subject, gone in missing.items() if gone} == set()
    assert all(row.carried_by for row in OBLIGED[key])


@pytest.mark.parametrize("key", OBLIGED)
def test_no_row_of_a_definition_is_left_over(key: str) -> None:
    carrying = [place for row in OBLIGED[key] for place in places(row)]
    assert max(Counter(carrying).values()) == 1
    assert rows_of(key) - set(carrying) == BESIDES.get(key, set())


@pytest.mark.parametrize("key", OBLIGED)
def test_the_rows_are_those_of_the_contract(key: str) -> None:
    """By clause and kind the same as those that are told with the requirements."""
    here = Counter((row.clause, row.kind) for row in OBLIGED[key])
    told = Counter(
        (str(row[0]), str(row[1])) for row in OF_CONTRACT[key] if row[1] in WITHOUT_KIND or row[0] == SERVICE
    )
    assert here == told


@pytest.mark.parametrize("key", OBLIGED)
def test_every_event_is_told_on_the_page_of_what_happened(key: str) -> None:
    """The room `occurrences` offers a partner what `kinds_told` gives, and nothing that must be told is
    missing there."""
    obliged = {each for row in OBLIGED[key] if row.kind == EVENT for each in row.carried_by}
    besides = {each.partition(":")[2] for each in BESIDES.get(key, ()) if each.startswith("events:")}
    offered = {each.key for each in kinds_told(library()[key])}
    assert obliged | besides == offered - {each.key for each in USUAL}


def test_what_has_a_room_of_its_own_is_given_there() -> None:
    """The soft outcomes 1 to 6 are rated in the room `outcomes`, Changing Places kept in `sites`."""
    given = {
        (key, row.key): Counter(section.form for section in row.sections)
        for key in OBLIGED
        for row in library()[key].year.returns
        if {Form.RATING, Form.SITES} & {section.form for section in row.sections}
    }
    assert given == {
        ("thurrock-floating-support", "soft-outcomes"): {Form.RATING: 6},
        ("kcc-lot9", "changing-places"): {Form.SITES: 2},
    }


def test_the_count_of_rows_through_the_year() -> None:
    assert {key: len(rows) for key, rows in OBLIGED.items()} == {
        PORCHLIGHT: 21,
        "cornwall-social-inclusion": 12,
        "thurrock-floating-support": 11,
        "kcc-ensure": 6,
        "kcc-lot9": 4,
    }


def test_cornwall_has_its_22_outputs_and_5_outcomes() -> None:
    """The people of each component are one output of four figures; the sum of all people is another."""
    measures = library()["cornwall-social-inclusion"].year.measures
    given = Counter(each.given_in for each in measures)
    assert given == {"outputs-workbook": 22 + 3, "outcomes-workbook": 5}


NUMBERS = {
    PORCHLIGHT: "35 95 95 80 80 8 60 70 95 100 95 80",
    "cornwall-social-inclusion": "1200 1000 1000 1200 120",
    "thurrock-floating-support": "100 90 100 85 80",
    "kcc-ensure": "32 625",
    "kcc-lot9": "",
}


@pytest.mark.parametrize("key", NUMBERS)
def test_the_numbers_of_its_targets_are_those_of_the_contract(key: str) -> None:
    found = [each.at_least for each in library()[key].year.measures if each.at_least is not None]
    assert " ".join(map(str, found)) == NUMBERS[key]


@pytest.mark.parametrize("key", OBLIGED)
def test_returns_have_the_force_of_the_contract(key: str) -> None:
    returns = {each.key: each.force for each in library()[key].year.returns}
    here = Counter((row.clause, returns[row.carried_by[0]]) for row in OBLIGED[key] if row.kind == RETURN)
    assert here == Counter((row[0], row[2]) for row in OF_CONTRACT[key] if row[1] == RETURN)
