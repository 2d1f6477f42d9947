"""What happened to partners of the demonstration and was told: in time and late, forwarded and not, asked
for, put right, closed, and one of which nothing is told but that it was raised."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from checklists.library import library
from checklists.year.occurring import OFFICER, SAFEGUARDING, Step
from checklists.year.rows import Event
from portal.demo import names
from portal.demo.found import members_of
from portal.demo.rows import Rows
from portal.demo.setting import Setting, weekday
from portal.records import Occurrence, OccurrenceStep, OccurrenceVersion

CHANGE, INSOLVENCY = library()["thurrock-floating-support"].year.events[:2]
MONEY = (CHANGE, INSOLVENCY)
"""What the contract of the demonstration asks to be told of money, beside what its checklist has."""

COUNCIL = "A grant of the partner ended. The service goes on with shorter hours while it looks for another."


@dataclass(frozen=True)
class Did:
    """A step so many days ago; of one that was forwarded `to` is whoever was told outside, empty where it is
    shared."""

    step: Step
    ago: int
    words: str = ""
    to: str = ""


@dataclass(frozen=True)
class Story:
    """Something that happened to the partner of that place, known and told so many days ago; `told` is None
    while it is only asked for. `right` are words that were put right the day after."""

    place: int
    event: Event
    known: int
    told: int | None
    words: str = ""
    right: str = ""
    did: tuple[Did, ...] = ()
    theirs: str = ""


SERIOUS = Event("serious-incident", "Serious incident", "K9", "", "")
STORIES = (
    Story(
        0,
        CHANGE,
        40,
        34,
        "The largest grant ends in three months. We have shortened our hours.",
        did=(
            Did(Step.ACKNOWLEDGED, 33),
            Did(Step.FORWARDED, 30, COUNCIL),
            Did(Step.FOLLOWED, 15, "Another fund has said yes for a year."),
            Did(Step.CLOSED, 6, "The new fund covers what was missing."),
        ),
    ),
    Story(
        1,
        CHANGE,
        45,
        28,
        "The landlord has doubled the rent from next spring.",
        did=(Did(Step.ACKNOWLEDGED, 27), Did(Step.FORWARDED, 24, "The rent of the venue doubles.")),
    ),
    Story(
        2, CHANGE, 34, 27, "A loan that we had meant to renew falls due.", did=(Did(Step.ACKNOWLEDGED, 25),)
    ),
    Story(2, CHANGE, 5, None, "We heard that the wages of last month were paid late."),
    Story(
        3,
        INSOLVENCY,
        9,
        6,
        "The trustees have asked an adviser about winding up.",
        did=(Did(Step.ACKNOWLEDGED, 6), Did(Step.FORWARDED, 6, to="Contracts team, by telephone")),
    ),
    Story(1, SERIOUS, 3, 2, "A fall on the stairs of the venue; an ambulance came."),
    Story(5, SAFEGUARDING, 13, 12, did=(Did(Step.ACKNOWLEDGED, 11),), theirs="W-20481"),
    Story(
        4,
        OFFICER,
        24,
        22,
        "We have a new chief officer since Monday.",
        "We have a new chief officer from the first of next month.",
        did=(Did(Step.ACKNOWLEDGED, 20), Did(Step.CLOSED, 15, "The contacts are changed.")),
    ),
)


def add_occurrences(session: Session, rows: Rows, setting: Setting, engagements: Sequence[uuid.UUID]) -> None:
    """Of the first partners, as far as there are so many."""
    people = members_of(session, engagements)
    for each in STORIES:
        if each.place < len(engagements) and engagements[each.place] in people:
            engagement_id = engagements[each.place]
            Telling(rows, setting, each, engagement_id, people[engagement_id]).tell()


@dataclass(frozen=True)
class Telling:
    """A story on its way into the rows."""

    rows: Rows
    setting: Setting
    story: Story
    engagement_id: uuid.UUID
    member: uuid.UUID

    def tell(self) -> None:
        story, occurrence_id = self.story, self.rows.new_id()
        asked = story.told is None
        ago = story.told if story.told is not None else story.known - 2
        made_at, reviewer = self.moment(ago, 0), self.setting.reviewers[0].person_id
        self.rows.add(
            Occurrence,
            id=occurrence_id,
            reference=self.rows.new_reference("O"),
            engagement_id=self.engagement_id,
            made_at=made_at,
        )
        self.say(occurrence_id, 1, story.words, "", made_at)
        self.event(made_at, "asked" if asked else "told", reviewer if asked else self.member, occurrence_id)
        if story.right:
            at = self.moment(ago - 1, 1)
            self.say(occurrence_id, 2, story.right, "It was the wrong day.", at)
            self.event(at, "corrected", self.member, occurrence_id)
        for number, did in enumerate(story.did, 1):
            at = self.moment(did.ago, 1 + number)
            self.step(occurrence_id, number, did, at)

    def moment(self, ago: int, hour: int) -> datetime:
        """What happened on one day happened in its turn."""
        return datetime.combine(self.day(ago), time(9 + hour, self.rows.random.randrange(60)), UTC)

    def day(self, ago: int) -> date:
        return weekday(self.setting.today - timedelta(days=ago), -1)

    def say(self, occurrence_id: uuid.UUID, number: int, words: str, because: str, at: datetime) -> None:
        story, asked = self.story, self.story.told is None
        known_on = self.day(story.known)
        others = [{"body": "The council’s safeguarding team", "on": known_on.isoformat()}]
        self.rows.add(
            OccurrenceVersion,
            occurrence_id=occurrence_id,
            number=number,
            event_key=story.event.key,
            happened_on=None if asked else known_on,
            known_on=known_on,
            told_on=None if story.told is None else self.day(story.told),
            set_on=None,
            others=others if story.theirs else [],
            their_reference=story.theirs,
            words=words,
            follows="",
            because=because,
            by_lead=asked,
            said_by=self.setting.reviewers[0].person_id if asked else self.member,
            said_at=at,
        )

    def step(self, occurrence_id: uuid.UUID, number: int, did: Did, at: datetime) -> None:
        is_forwarded, by_lead = did.step is Step.FORWARDED, did.step is not Step.FOLLOWED
        who = self.setting.reviewers[0].person_id if by_lead else self.member
        is_shared = is_forwarded and not did.to
        self.rows.add(
            OccurrenceStep,
            occurrence_id=occurrence_id,
            number=number,
            kind=did.step.value,
            words=did.words,
            done_on=self.day(did.ago) if is_forwarded else None,
            to_whom=did.to or (names.COMMISSIONER if is_shared else ""),
            is_shared=is_shared,
            by_lead=by_lead,
            said_by=who,
            said_at=at,
        )
        self.event(at, did.step.value, who, occurrence_id, is_shared=is_shared)

    def event(
        self, at: datetime, what: str, who: uuid.UUID, occurrence_id: uuid.UUID, *, is_shared: bool = False
    ) -> None:
        data = {
            "occurrence": str(occurrence_id),
            "title": self.story.event.title,
            "by_lead": who != self.member,
        }
        self.rows.event(
            at,
            f"occurrence-{what}",
            who,
            contract_id=self.setting.contract_id,
            engagement_id=self.engagement_id,
            data=data | ({"shared": True} if is_shared else {}),
        )
