"""The year under the second lead's contract: returns, what it asks for besides them, soft outcomes that it
rates every quarter, and sites with a Changing Places toilet."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.library import library
from checklists.requirement import Checklist
from checklists.year.asked import Asked, Terms, returns_asked
from checklists.year.changing_places import FaultStep, OnMap
from checklists.year.rating import Rating
from checklists.year.rows import Return
from checklists.year.vocabulary import Every, Party
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.places.contracts import get_contract_place, get_engagement_place
from portal.records import (
    OutcomeDraft,
    OutcomeRating,
    OutcomeReview,
    OutcomeVersion,
    Site,
    SiteFault,
    SiteFaultStep,
    SiteLook,
)
from portal.returns.actions.ask_return import Asking, ask_return, withdraw_request
from portal.returns.queries.requests import list_requests

OUTCOMES, SITES, BESIDES = "soft-outcomes", "changing-places", "additional-information"
WANTED = "How many people waited longer than four weeks, month by month since spring."
NOT_WANTED = "The names of the venues that you used in summer."
FOUND = "We have found them on your website."

Said = tuple[Rating, str]
MET, PARTLY, NOT_MET, NOT_JUDGED = Rating
FIRST: tuple[Said, ...] = (
    (MET, "Five of eight whom we spoke to have begun a course or help in the garden."),
    (MET, "Nobody lost a home in these months, by the records of all who came."),
    (PARTLY, "Two come to every group; three say that the evenings are too far away."),
    (NOT_MET, "Four of six have more debts than in spring, by their own account."),
    (MET, "All who moved on were seen twice in the month after it."),
    (PARTLY, "Seven of eight would recommend it; one waited three weeks for an answer."),
)
RECOUNTED: Said = (PARTLY, "Two of six have more debts than in spring: two were counted twice before.")
SECOND: tuple[Said, ...] = (
    *FIRST[:2],
    (MET, "The evening group moved to the library, and all three come now."),
    (PARTLY, "One of six has more debts than before; the others have a plan that they keep to."),
    (NOT_JUDGED, "Nobody moved on in these months, so there was nobody to ask."),
    (MET, "Everybody whom we spoke to would recommend it."),
)


def with_year(checklist: Checklist) -> Checklist:
    """With soft outcomes and sites, which other contracts of the library ask for."""
    rated = replace(row_of("thurrock-floating-support", OUTCOMES), every=Every.QUARTER)
    rated = replace(rated, asks="A rating of each soft outcome with its reason, after every quarter.")
    returns = (*checklist.year.returns, rated, row_of("kcc-lot9", SITES))
    return replace(checklist, year=replace(checklist.year, returns=returns))


def row_of(checklist: str, key: str) -> Return:
    return next(each for each in library()[checklist].year.returns if each.key == key)


def add_second_year(rows: Rows, setting: Setting, engagement_id: uuid.UUID, partner: uuid.UUID) -> None:
    """What is rated and what the sites are; `partner` is who writes for the partner. Still to be written."""
    span = Span(setting.starts_on, setting.ends_on)
    holidays = bank_holidays(setting.ends_on.year)
    terms = Terms(setting.starts_on, setting.starts_on, holidays, party=Party.LEAD)
    asked = [each for each in returns_asked([setting.checklist], span, terms) if each.row.key == OUTCOMES]
    first, second = asked[:2]
    again = [RECOUNTED if each is FIRST[3] else each for each in FIRST]
    rate(rows, setting, engagement_id, first, ((FIRST, ""), (again, "Two people were counted twice.")))
    rate(rows, setting, engagement_id, second, ((SECOND, ""),))
    Sites(rows, setting, engagement_id, partner).tell()


def rate(
    rows: Rows,
    setting: Setting,
    engagement_id: uuid.UUID,
    asked: Asked,
    versions: Iterable[tuple[Iterable[Said], str]],
) -> None:
    """Finished in the weeks in which it was due, and put right a fortnight later."""
    review_id, manager = rows.new_id(), setting.manager.person_id
    day = (asked.owed.due_on or setting.today) - timedelta(days=6)
    its = {"return": OUTCOMES, "part": asked.owed.part}
    rows.add(
        OutcomeReview,
        id=review_id,
        engagement_id=engagement_id,
        return_key=OUTCOMES,
        part=asked.owed.part,
        made_by=manager,
        made_at=office_hours(day - timedelta(days=3), rows.random),
    )
    drafts: list[dict[str, object]] = []
    for number, (said, because) in enumerate(versions, 1):
        at = office_hours(day + timedelta(days=14 * (number - 1)), rows.random)
        rows.add(
            OutcomeVersion,
            review_id=review_id,
            number=number,
            because=because,
            finished_by=manager,
            finished_at=at,
        )
        drafts = [
            {"outcome_key": each.key, "rating": rating.value, "because": why, "visits": []}
            for each, (rating, why) in zip(asked.sections, said, strict=True)
        ]
        for each in drafts:
            rows.add(OutcomeRating, review_id=review_id, number=number, **each)
        name = "outcomes-corrected" if because else "outcomes-finished"
        rows.event(at, name, manager, contract_id=setting.contract_id, engagement_id=engagement_id, data=its)
    written = {"written_by": manager, "written_at": rows.kept[OutcomeVersion][-1]["finished_at"]}
    for each in drafts:
        rows.add(OutcomeDraft, review_id=review_id, **written, **each)


class Sites:
    """One on the map with a fault that was passed on, one that is not on it yet."""

    def __init__(self, rows: Rows, setting: Setting, engagement_id: uuid.UUID, partner: uuid.UUID) -> None:
        self.rows, self.setting = rows, setting
        self.engagement_id, self.partner = engagement_id, partner

    def tell(self) -> None:
        arcade = self.site("Averley Arcade", "Ground floor, behind the lifts", 200)
        self.look(arcade, 40, OnMap.ON_MAP, "")
        fault_id, at = self.rows.new_id(), self.at(12)
        reported = {"what": "The hoist stops half-way up.", "reported_on": at.date(), "by_lead": False}
        made = {"made_by": self.partner, "made_at": at}
        self.rows.add(SiteFault, id=fault_id, site_id=arcade, **reported, **made)
        self.happened(at, "fault-reported", arcade)
        passed = self.at(10)
        words = "To the arcade’s office, which has ordered an engineer."
        kind = FaultStep.PASSED_ON.value
        step = {"number": 1, "kind": kind, "done_on": passed.date(), "words": words}
        self.rows.add(SiteFaultStep, fault_id=fault_id, **step, **self.said(passed))
        self.happened(passed, "fault-passed-on", arcade)
        library_site = self.site("Harbour Library", "First floor, beside the reading room", 90)
        words = "The library’s manager has asked for it to be put on the map."
        self.look(library_site, 88, OnMap.NOT_ON_MAP, words)

    def site(self, name: str, place: str, ago: int) -> uuid.UUID:
        site_id, at = self.rows.new_id(), self.at(ago)
        self.rows.add(
            Site,
            id=site_id,
            engagement_id=self.engagement_id,
            name=name,
            place=place,
            made_by=self.partner,
            made_at=at,
            ended_on=None,
            ended_by=None,
            ended_at=None,
        )
        self.happened(at, "site-added", site_id)
        return site_id

    def look(self, site_id: uuid.UUID, ago: int, on_map: OnMap, words: str) -> None:
        at = self.at(ago)
        seen = {"on_map": on_map.value, "looked_on": at.date(), "since_on": None, "words": words}
        self.rows.add(SiteLook, site_id=site_id, number=1, **seen, **self.said(at))
        self.happened(at, "site-looked-up", site_id)

    def said(self, at: datetime) -> dict[str, object]:
        return {"by_lead": False, "said_by": self.partner, "said_at": at}

    def at(self, ago: int) -> datetime:
        return office_hours(self.day(ago), self.rows.random)

    def day(self, ago: int) -> date:
        return self.setting.today - timedelta(days=ago)

    def happened(self, at: datetime, name: str, site_id: uuid.UUID) -> None:
        contract_id, data = self.setting.contract_id, {"site": str(site_id)}
        self.rows.event(
            at, name, self.partner, contract_id=contract_id, engagement_id=self.engagement_id, data=data
        )


def ask_besides(session: Session, setting: Setting, engagement_id: uuid.UUID) -> None:
    """One return that is open, and one that is not asked for any more. Each act commits."""
    manager = setting.manager
    belongs = Belonging(manager.organisation_id, setting.lead, "manager")
    viewer = Viewer(manager.person_id, manager.name, "", (belongs,))
    contract = get_contract_place(session, viewer, setting.contract_id, (Audience.REVIEWER,))
    place = get_engagement_place(session, viewer, engagement_id, (Audience.REVIEWER,))
    by_on = clock.today() + timedelta(days=14)
    for wanted in (WANTED, NOT_WANTED):
        ask_return(session, viewer, contract, Asking(BESIDES, {engagement_id}, wanted, by_on))
    last = list_requests(session, [engagement_id])[engagement_id][-1]
    withdraw_request(session, viewer, place, BESIDES, last.part, FOUND)
