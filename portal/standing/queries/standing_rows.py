"""The rows of the read models as the rules give them: what is written, and what is verified against."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from checklists.calendar import day_after
from checklists.in_hand import InHandDays
from checklists.levels import (
    LevelInterval,
    Share,
    SlotHistory,
    level_timeline,
    unusual_shares,
    usual_shares,
)
from checklists.recorded import evenings
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, State
from portal.records import NOW
from portal.standing.queries.cases import Case, case_of
from portal.standing.queries.evenings import Evenings
from portal.standing.queries.levels_at import HERE
from portal.standing.queries.recorded import Records


def keys_of(case: Case) -> dict[str, uuid.UUID]:
    return {"engagement_id": case.engagement_id, "contract_id": case.contract_id}


def standing_rows(case: Case) -> Iterator[dict[str, object]]:
    """The slots' intervals, as rows of `standing` without their evenings."""
    for key in case.rows:
        yield from slot_rows(case, key)


def slot_rows(case: Case, key: str) -> Iterator[dict[str, object]]:
    for each in case.timeline(key):
        yield {
            **keys_of(case),
            "requirement_key": key,
            "state": each.state.value,
            "from_on": each.from_on,
            "until_on": each.until_on,
            "parts": "\n".join(each.parts),
            "also": "\n".join(each.also),
            "lapsed_on": each.lapses_on if each.state is State.EXPIRED else None,
        }


def engagement_rows(case: Case) -> list[dict[str, object]]:
    """The engagement's intervals of readiness, as rows of `engagement_standing`."""
    return level_rows(case, level_timeline(list(case.histories().values()), case.engagement))


def level_rows(case: Case, levels: Iterable[LevelInterval]) -> list[dict[str, object]]:
    """Intervals of readiness of the case's engagement, as such rows."""
    return [
        {
            **keys_of(case),
            "from_on": each.from_on,
            "until_on": each.until_on,
            "level": each.level.value,
            **each.counts._asdict(),
        }
        for each in levels
    ]


def usual_rows(case: Case) -> list[dict[str, object]]:
    """What the engagement adds to the counts where all is in order, as rows of `level_share` without their
    evenings."""
    return share_rows(case, HERE, usual_shares(case.histories().values(), case.engagement))


def unusual_rows(case: Case, key: str, history: SlotHistory) -> list[dict[str, object]]:
    """What one slot adds besides, as such rows."""
    return share_rows(case, key, unusual_shares(history, case.engagement))


def all_share_rows(case: Case) -> Iterator[dict[str, object]]:
    yield from usual_rows(case)
    for key, history in case.histories().items():
        yield from unusual_rows(case, key, history)


def share_rows(case: Case, key: str, shares: Iterable[Share]) -> list[dict[str, object]]:
    return [
        {
            **keys_of(case),
            "requirement_key": key,
            "from_on": each.from_on,
            "until_on": each.until_on,
            **each.counts._asdict(),
        }
        for each in shares
    ]


class Story:
    """An engagement from evening to evening: what was said of its slots and its readiness on each."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.days = days_by_key(records)
        self.slots: defaultdict[str, Evenings] = defaultdict(Evenings)
        self.shares: defaultdict[str, Evenings] = defaultdict(Evenings)
        for evening in sorted({day for days in self.days.values() for day in days}):
            self.live(evening)

    def live(self, evening: date) -> None:
        """One evening: only the slots of which something was said that day are looked at."""
        case = case_of(self.records, evening)
        if case is None:
            return
        is_anew = evening in self.days[EVERY_SLOT]
        if is_anew:
            self.shares[HERE].become(usual_rows(case), evening)
        for key in case.rows:
            if is_anew or evening in self.days.get(key, ()):
                history = case.history(key, case.timeline(key), in_hand(case, key))
                self.slots[key].become(slot_rows(case, key), evening)
                self.shares[key].become(unusual_rows(case, key, history), evening)
        for key in self.slots.keys() - case.rows.keys():
            self.slots[key].become((), evening)
            self.shares[key].become((), evening)

    def standing_rows(self) -> Iterator[dict[str, object]]:
        """All rows of `standing` that were ever known."""
        for said in self.slots.values():
            yield from said.rows()

    def share_rows(self) -> Iterator[dict[str, object]]:
        """All rows of `level_share` that were ever known."""
        for said in self.shares.values():
            yield from said.rows()

    def engagement_rows(self) -> list[dict[str, object]]:
        """The rows of `engagement_standing`: as it is known now."""
        case = case_of(self.records, None)
        return engagement_rows(case) if case else []


EVERY_SLOT = ""
"""Under this key are the days on which something was said that every slot depends on."""


def in_hand(case: Case, key: str) -> InHandDays:
    return case.under_way.get(key, ())


def days_by_key(records: Records) -> dict[str, set[date]]:
    """By requirement key, the days on which something was said that its slot depends on, none before the
    first evening."""
    first = records.first_evening()
    days = {EVERY_SLOT: evenings(records.terms)}
    for version in records.versions:
        days[EVERY_SLOT] |= {version.published_on, *([version.replaced_on] if version.replaced_on else [])}
        for requirement in version.checklist.requirements:
            days.setdefault(requirement.key, set()).update(days_of_wording(records, requirement))
    for found in records.found:
        told = (found.recorded_on, found.closed_on, found.withdrawn_on)
        turned = (day for span in found.with_lead for day in (span.from_on, day_after(span.until_on)))
        days.setdefault(found.key, set()).update(day for day in (*told, *turned) if day and day < NOW)
    for key, made in records.decisions.items():
        of_checks = (day for decision in made if decision.check for day in decision.check.told_on())
        days.setdefault(key, set()).update((decision.made_on for decision in made), of_checks)
    for key, held in records.under_way.items():
        for each in held:
            days.setdefault(key, set()).update(each.changes())
    later = ((each.key, each.issued_on) for each in records.editions)
    for key, issued_on in (*records.issued_on.items(), *later):
        days.setdefault(key, set()).add(issued_on)
    return {key: {max(first, day) for day in its} for key, its in days.items()}


def days_of_wording(records: Records, requirement: Requirement) -> Iterator[date]:
    """The days on which something was said that this wording asks about."""
    if requirement.condition:
        yield from (day for day, _ in records.conditions["learned"])
    if requirement.kind is Kind.REGISTER:
        for said in records.people.values():
            yield from evenings(said)
    if requirement.kind is Kind.ACCOUNTS:
        yield from evenings(records.years)
    if requirement.after_incident:
        for incident in records.incidents:
            yield incident.recorded_on
            if incident.withdrawn_on:
                yield incident.withdrawn_on
