"""What the contracts of an organisation ask of its people, in the words of its spreadsheets."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.requirement import Topic
from portal.importing.sheets.columns import Column, plain_words
from portal.register.queries.asked import RegisterAsked
from portal.register.sheets.columns import columns_read, people_columns


@dataclass(frozen=True, slots=True)
class AskedOfPeople:
    engagements: Sequence[RegisterAsked]

    @property
    def columns(self) -> tuple[Column, ...]:
        return people_columns(self.topics, self.names)

    @property
    def columns_read(self) -> tuple[Column, ...]:
        """Those that a file may have in place of one, too."""
        return columns_read(self.topics, self.names)

    @property
    def topics(self) -> tuple[Topic, ...]:
        found = [topic for each in self.engagements for one in each.registers for topic in one.topics]
        return tuple({topic.key: topic for topic in found}.values())

    @property
    def names(self) -> dict[str, list[str]]:
        """Engagements by what people may call their contract: its title, the lead, or title and area."""
        found: dict[str, list[str]] = {}
        for each in self.engagements:
            for words in (each.contract, each.lead, f"{each.contract} {each.area}"):
                found.setdefault(plain_words(words), []).append(str(each.engagement_id))
        return found

    @property
    def labels(self) -> dict[str, str]:
        """Engagements to what they are called here; the area where a contract has several."""
        titles = [each.contract for each in self.engagements]
        return {
            str(each.engagement_id): f"{each.contract}, {each.area}"
            if titles.count(each.contract) > 1
            else each.contract
            for each in self.engagements
        }
