"""Under which topic of a meeting a change belongs: by the contract's own words, or under none."""

from collections.abc import Sequence

import pytest

from checklists.agenda import USUAL, topics_of
from checklists.library import library
from checklists.topics import STAFF, topic_of

NINE = topics_of(library()["cornwall-social-inclusion"].year, "review-meeting")


@pytest.mark.parametrize(
    ("subjects", "topic"),
    [
        (
            ["Complaints and compliments policy", "Protection, health and safety"],
            "Complaints and compliments",
        ),
        (["Complaint handling"], "Complaints and compliments"),
        (["SAFEGUARDING ADULTS POLICY AND PROCEDURES"], "Safeguarding"),
        (["Safeguarding, confidentiality and boundaries training"], "Safeguarding"),
        (["Lone working policy", "Protection, health and safety"], "Policies and procedures"),
        (["Equality and diversity training", "Staff"], "Staff recruitment and training"),
        (["Health and wellbeing training"], "Staff recruitment and training"),
        (["Outcomes workbook with case studies"], "Performance: outcomes and outputs"),
        (["Process for prioritising referrals", "Service access"], "Fair access and exit"),
        (["Information policy", "Service access"], "Fair access and exit"),
        ([STAFF], "Staff recruitment and training"),
        (["Support and risk management plans", "Strengths-based approach"], None),
        (["Quality assessment against the specification", "Quality assurance"], None),
        (["DBS checks", ""], None),
        (["", ""], None),
        ([], None),
        (["2027"], None),
    ],
)
def test_a_change_stands_under_the_topic_that_names_it(subjects: Sequence[str], topic: str | None) -> None:
    assert topic_of(NINE, subjects) == topic


@pytest.mark.parametrize("topics", [USUAL, ()])
def test_the_usual_topics_name_nothing(topics: tuple[str, ...]) -> None:
    assert topic_of(topics, ["Complaints policy", "Business as usual"]) is None
    assert topic_of(topics, ["What was agreed", "Business continuity plan"]) is None


@pytest.mark.parametrize("rest", ["Any other business", "AOB", "Any other matters (business)"])
def test_under_any_other_business_nothing_stands_by_its_words(rest: str) -> None:
    topics = (rest, "Safeguarding", "Business continuity")
    assert topic_of(topics, ["Bullying and harassment", "Business as usual"]) is None
    assert topic_of(topics, ["Business continuity plan", "Business as usual"]) == "Business continuity"
    assert topic_of(topics[:2], ["What was agreed on other matters", "Business as usual"]) is None
    assert topic_of(topics[:2], ["Safeguarding policy", "Business as usual"]) == "Safeguarding"


def test_of_two_that_say_as_much_it_is_the_first() -> None:
    assert topic_of(("Safety at home", "Safety outside"), ["Safety"]) == "Safety at home"
    assert topic_of(("Safety at home", "Fire safety"), ["Fire safety"]) == "Fire safety"
