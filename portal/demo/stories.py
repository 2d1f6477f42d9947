"""Twelve partners, each in a condition of its own; together they show every state and stage there is."""

from collections.abc import Callable
from dataclasses import dataclass

from checklists.calendar import Span, add_months, day_after
from checklists.requirement import Requirement
from checklists.vocabulary import Basis, LegalForm
from portal.demo import contents
from portal.demo.assessed import assessed_in_the_portal
from portal.demo.desk import Desk
from portal.demo.mixed_team import mixed_team
from portal.demo.usual import (
    ahead,
    all_in_order,
    assessments,
    checked,
    confirmed_each_year,
    cover_sent,
    days,
    document,
    documents,
    filed_accounts,
    in_layers,
    insured,
    requirement,
    somebody,
    team,
)


@dataclass(frozen=True, slots=True)
class Story:
    """A partner and what it has been through.

    It joined `joined` months after the contract's start; if negative, so many days before today.
    """

    name: str
    tell: Callable[[Desk], None]
    legal_form: LegalForm = LegalForm.CHARITY
    year_end: tuple[int, int] = (3, 31)
    uses_volunteers: bool = True
    trading_names: tuple[str, ...] = ()
    joined: int = 0
    is_first_year: bool = False


def wholly_ready(desk: Desk) -> None:
    all_in_order(desk)


def gap_between_policies(desk: Desk) -> None:
    """One day without public liability; the next employers' liability is accepted already, and queues."""
    all_in_order(desk, but=("insurance", "eqia"))
    asked, today = requirement(desk, "insurance"), desk.setting.today
    public, employers, professional = asked.parts
    ended_on = today - days(150)
    insured(desk, asked, public, ended_on)
    late = Span(ended_on + days(2), add_months(ended_on, 12))
    desk.accept(cover_sent(desk, asked, public, late, on=late.from_on + days(4)))
    soon_over = today + days(33)
    insured(desk, asked, employers, soon_over)
    renewal = Span(day_after(soon_over), add_months(soon_over, 12))
    desk.accept(cover_sent(desk, asked, employers, renewal, on=today - days(12)))
    insured(desk, asked, professional)
    assessments(desk, requirement(desk, "eqia"), today + days(50))


def cover_too_low(desk: Desk) -> None:
    """Professional indemnity ran out last week; the new policy, for half of what is asked, was returned.

    Public liability is a primary policy with an excess one above it.
    """
    all_in_order(desk, but=("insurance",))
    asked, today = requirement(desk, "insurance"), desk.setting.today
    public, employers, professional = asked.parts
    in_layers(desk, asked, public, (2_000_000, public.amount - 2_000_000))
    insured(desk, asked, employers)
    ended_on = today - days(8)
    insured(desk, asked, professional, ended_on)
    half = Span(day_after(ended_on), add_months(ended_on, 12))
    sent = cover_sent(desk, asked, professional, half, 500_000, Basis.AGGREGATE, on=today - days(9))
    desk.give_back(
        sent,
        "amount-too-low",
        "This policy pays £500,000 in the aggregate. The contract asks for "
        "£1,000,000. Please ask your broker to raise the limit.",
    )


def check_lapses_before_visit(desk: Desk) -> None:
    """Everybody is checked today, but one check is nearly three years old."""
    all_in_order(desk, but=("dbs-checks", "equal-opportunities"))
    asked, today = requirement(desk, "dbs-checks"), desk.setting.today
    team(desk, asked, 5)
    issued_on = add_months(today + days(9), -36)
    checked(desk, asked, somebody(desk, desk.span.from_on), desk.span.from_on, issued_on)
    documents(desk, requirement(desk, "equal-opportunities"), desk.setting.visit_on + days(10))


def starter_without_check(desk: Desk) -> None:
    """Somebody began three weeks ago and has no check yet; a renewal waits for the reviewer. One year's
    accounts were examined and not audited."""
    all_in_order(desk, but=("dbs-checks", "safeguarding-policy", "audited-accounts"))
    filed_accounts(desk, requirement(desk, "audited-accounts"), examined=True)
    today = desk.setting.today
    team(desk, requirement(desk, "dbs-checks"), 4)
    somebody(desk, today - days(20))
    safeguarding = requirement(desk, "safeguarding-policy")
    ends_on = today + days(16)
    documents(desk, safeguarding, ends_on)
    document(desk, safeguarding, today - days(6), today - days(10), add_months(ends_on, 24))


def lapsed_with_drafts(desk: Desk) -> None:
    """Two policies are past their review; new versions are begun and not sent. A confirmation is near its
    end: nothing may have changed. Last year there were three days between two policies of insurance."""
    but = (
        "health-and-safety",
        "whistleblowing",
        "volunteers",
        "risk-management",
        "insurance",
        "eqia",
        "dbs-checks",
    )
    all_in_order(desk, but=but)
    today = desk.setting.today
    mixed_team(desk, requirement(desk, "dbs-checks"))
    insured_with_a_gap(desk, requirement(desk, "insurance"))
    confirmed_each_year(desk, requirement(desk, "risk-management"), today + days(12))
    for key, ago in (("health-and-safety", 24), ("whistleblowing", 60)):
        documents(desk, requirement(desk, key), today - days(ago))
    document(desk, requirement(desk, "health-and-safety"), today - days(4), today - days(7), None, draft=True)
    desk.state(requirement(desk, "volunteers"), today - days(3), draft=True)
    assessed_in_the_portal(desk, requirement(desk, "eqia"))


def insured_with_a_gap(desk: Desk, asked: Requirement) -> None:
    """Three days of last year without employers' liability; all is in order today."""
    public, employers, professional = asked.parts
    insured(desk, asked, public)
    insured(desk, asked, professional)
    ended_on = desk.setting.today - days(200)
    insured(desk, asked, employers, ended_on)
    late = Span(ended_on + days(4), add_months(ended_on, 12))
    desk.accept(cover_sent(desk, asked, employers, late, on=late.from_on + days(1)))


def waived_for_now(desk: Desk) -> None:
    """The continuity plan waits for a move; a policy came back unsigned; an old waiver has ended."""
    all_in_order(desk, but=("business-continuity", "complaints-policy", "quality-standards", "environment"))
    today = desk.setting.today
    desk.waive(
        "business-continuity",
        today - days(35),
        today + days(75),
        "The partner moves to new premises in the spring; the plan is rewritten for them.",
    )
    unsigned = document(
        desk, requirement(desk, "complaints-policy"), today - days(12), today - days(30), None
    )
    desk.give_back(
        unsigned, "not-signed", "The last page has no signature. Please sign it and send it again."
    )
    desk.waive("environment", today - days(160), today - days(40), "Agreed until the board had met.")
    standards = requirement(desk, "quality-standards")
    begun = document(desk, standards, desk.span.from_on + days(9), desk.span.from_on - days(40), None)
    desk.give_back(begun, "not-as-asked", "Which standards apply to your groups? Please name them.")
    desk.accept(
        document(desk, standards, desk.span.from_on + days(30), desk.span.from_on + days(26), ahead(desk))
    )


def first_year(desk: Desk) -> None:
    """A young company without volunteers: no accounts are due yet."""
    all_in_order(desk, but=("quality-standards",))
    standards = requirement(desk, "quality-standards")
    document(
        desk, standards, desk.setting.today - days(2), desk.setting.today - days(15), ahead(desk, 300, 700)
    )


def waiting_for_reviewer(desk: Desk) -> None:
    """All that is wanting lies with the reviewer: not this partner's fault."""
    keys = ("data-protection", "anti-bribery", "induction", "eqia")
    all_in_order(desk, but=keys)
    today = desk.setting.today
    for number, key in enumerate(keys[:2]):
        documents(desk, requirement(desk, key), today - days(5 + number))
        sent_on = today - days(19 - 6 * number)
        document(desk, requirement(desk, key), sent_on, sent_on - days(3), add_months(today, 20 + number))
    desk.state(requirement(desk, "induction"), today - days(26))
    eqia = requirement(desk, "eqia")
    assessments(desk, eqia, today - days(2))
    done_on = today - days(8)
    paper = contents.assessment(eqia, desk.organisation, done_on)
    desk.send(eqia, today - days(3), from_on=done_on, paper=lambda: paper, in_word=True)


def much_overdue(desk: Desk) -> None:
    """Insurance, assessment and accounts have all lapsed; one acceptance was corrected to an earlier day."""
    wanting = ("insurance", "eqia", "audited-accounts", "safeguarding-policy", "recruitment", "involvement")
    all_in_order(desk, but=wanting)
    asked, today = requirement(desk, "insurance"), desk.setting.today
    for cover, ago in zip(asked.parts, (75, 75, -120), strict=True):
        insured(desk, asked, cover, today - days(ago))
    assessments(desk, requirement(desk, "eqia"), today - days(130))
    filed_accounts(desk, requirement(desk, "audited-accounts"), but=1)
    safeguarding = requirement(desk, "safeguarding-policy")
    first_on = desk.span.from_on + days(15)
    sent = document(desk, safeguarding, first_on, first_on - days(90), None)
    decision_id = desk.accept(sent, until_on=desk.span.until_on)
    desk.correct(sent, decision_id, 21, until_on=today - days(95))


def watch_two_areas(desk: Desk) -> None:
    """Ready for the visit, with two things that lapse soon after it."""
    all_in_order(desk, but=("complaints-policy", "eqia"))
    documents(desk, requirement(desk, "complaints-policy"), desk.setting.visit_on + days(12))
    assessments(desk, requirement(desk, "eqia"), desk.setting.visit_on + days(25))


def brand_new(_desk: Desk) -> None:
    """Joined last week: nothing has been sent."""


COMPANY = LegalForm.COMPANY
STORIES = (
    Story("Harbour Lights Trust", wholly_ready),
    Story("Tidebank Community Arts", gap_between_policies, year_end=(8, 31)),
    Story("Redwing Wellbeing", cover_too_low, trading_names=("Redwing Rooms", "The Redwing Café")),
    Story("Marsh and Meadow Makers", check_lapses_before_visit, COMPANY, (12, 31)),
    Story("Kettlebrook Carers", starter_without_check),
    Story("Saltway Workshop", lapsed_with_drafts, year_end=(6, 30)),
    Story("Thornby Youth Link", waived_for_now),
    Story(
        "Pennywhistle Rooms",
        first_year,
        COMPANY,
        (9, 30),
        uses_volunteers=False,
        joined=17,
        is_first_year=True,
    ),
    Story("Oakhollow Befriending", waiting_for_reviewer, year_end=(12, 31)),
    Story("Stonecrop Housing Support", much_overdue, COMPANY, (2, 28)),
    Story("Quayside Listening Service", watch_two_areas, uses_volunteers=False),
    Story("New Leaf Allotments", brand_new, COMPANY, joined=-6),
)

SECOND_AREA = 10
"""The place in STORIES of the partner that works in two areas."""
