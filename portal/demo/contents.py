"""What the invented papers say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklists.calendar import Span, in_words
from checklists.requirement import Requirement
from checklists.vocabulary import Assurance, Basis
from portal.demo.papers import Paper

SENTENCES = {
    "safeguarding-policy": (
        "Everybody who works with us has a duty to act on a concern about an adult or a child the same day.",
        "The safeguarding lead is named in the staff handbook and is reached at any hour.",
        "We follow the multi-agency policy and procedures of the county's safeguarding boards.",
    ),
    "data-protection": (
        "Personal data of the people we support is kept for as long as the service needs it and no longer.",
        "Special category data is held on encrypted devices; access is reviewed each quarter.",
        "A breach is reported to the lead provider within one working day.",
    ),
    "quality-standards": (
        "The guideline on service user experience in adult mental health is the standard for our groups.",
        "Each quarter two sessions are observed and the findings are written up and acted on.",
    ),
    "complaints-policy": (
        "A complaint is acknowledged within three working days and answered within twenty.",
        "Serious incidents are reported under the council's procedure on the day they become known.",
    ),
    "business-continuity": (
        "This plan says how the service carries on when premises, people or systems are lost.",
        "The chief executive decides; everyone is reached by the telephone tree on the last page.",
    ),
    "health-and-safety": (
        "Risk assessments are made for each venue and each activity, and reviewed after any incident.",
        "Trustees are responsible for the policy, managers for its practice, everyone for their conduct.",
    ),
    "anti-bribery": (
        "Gifts and hospitality of more than £25 are declined or entered in the register.",
        "A concern is reported to the treasurer, or to the lead provider where that is not possible.",
    ),
    "equal-opportunities": (
        "We do not discriminate on any of the characteristics that the Equality Act 2010 protects.",
        "The make-up of the people we reach is compared with the area's every year.",
    ),
    "whistleblowing": (
        "Anyone may raise a concern in good faith, as the Public Interest Disclosure Act 1998 provides.",
        "Nobody is treated worse for having done so.",
    ),
}
USUAL = ("This document is made available to everyone who works with us and is explained at induction.",)


def policy(
    asked: Requirement, organisation: str, version: int, from_on: date, until_on: date | None
) -> Paper:
    facts = [("Version", f"{version}.0"), ("Approved on", in_words(from_on))]
    if until_on:
        facts.append(("Next review", in_words(until_on)))
    signature = "Signed for the board: ______________________"
    return Paper(asked.title, organisation, facts, SENTENCES.get(asked.key, ()) + USUAL, signature)


def certificate(cover: str, details: Mapping[str, Any], period: Span, amount: int, basis: Basis) -> Paper:
    """Of insurance; `details` are those of its submission."""
    limit = "any one claim" if basis is Basis.PER_CLAIM else "in the aggregate"
    insurer, layer = details["insurer"], details["layer"]
    facts = [
        ("Insured", details["insured_name"]),
        ("Insurer", insurer),
        ("Policy number", details["policy_number"]),
        *([("Layer", "Primary" if layer == 1 else f"Excess, layer {layer}")] if layer else []),
        ("Period", f"{in_words(period.from_on)} to {in_words(period.until_on)}, both inclusive"),
        ("Limit of indemnity", f"£{amount:,} {limit}"),
    ]
    words = (
        "This is to certify that the policy named above is in force, subject to its terms and conditions.",
    )
    return Paper(
        f"Certificate: {cover.lower()}", insurer, facts, words, f"For {insurer}: ______________________"
    )


REPORTS = {
    Assurance.AUDIT: (
        "Report of the independent auditor: in our opinion the financial statements give a true and fair "
        "view of the state of the charity's affairs and of its income and expenditure for the year.",
        "Registered auditor",
    ),
    Assurance.EXAMINATION: (
        "Report of the independent examiner: in connection with my examination, no matter has come to my "
        "attention which gives me cause to believe that proper accounts were not kept.",
        "Independent examiner",
    ),
    Assurance.NEITHER: (
        "These accounts are approved by the board; they were neither audited nor independently examined.",
        "For the board",
    ),
}
"""What stands under the accounts, and who signs it."""


def accounts(organisation: str, year_end: date, assurance: Assurance) -> Paper:
    facts = [
        ("Year ended", in_words(year_end)),
        ("Total income", "£214,380"),
        ("Total expenditure", "£209,115"),
    ]
    report, signed_by = REPORTS[assurance]
    signature = f"{signed_by}: ______________________"
    return Paper("Report and accounts", organisation, facts, (report,), signature)


def assessment(asked: Requirement, organisation: str, from_on: date) -> Paper:
    facts = [("Done on", in_words(from_on)), ("Service", "Peer support groups")]
    words = [
        f"{each.capitalize()}: no adverse impact was found; access is checked."
        for each in asked.characteristics
    ]
    return Paper(asked.title, organisation, facts, words, "Assessed by: ______________________")


def agreement(lead: str, organisation: str, from_on: date, until_on: date) -> Paper:
    facts = [
        ("Between", f"{lead} and {organisation}"),
        ("From", in_words(from_on)),
        ("Until", in_words(until_on)),
    ]
    words = (
        "The partner performs the services in its area and meets the requirements of the checklist.",
        "Either side may end this agreement with three months' notice.",
    )
    return Paper(
        "Sub-contract for peer support",
        lead,
        facts,
        words,
        f"For {lead}: __________   For the partner: __________",
    )


def principles(lead: str, from_on: date) -> Paper:
    words = (
        "Partners of every size are treated alike and hear of changes in good time.",
        "Payment is made within thirty days; risks lie with whoever can best carry them.",
        "Small organisations are helped to take part.",
    )
    return Paper("Market Stewardship Principles", lead, [("Issued on", in_words(from_on))], words, f"{lead}")
