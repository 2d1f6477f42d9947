"""Record that several people completed the same training on the same day, in one transaction."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds.register import person_of
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import Happened
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.places.organisations import OrganisationPlace
from portal.records import Training
from portal.register.actions.check_entries import NOT_YOURS, TrainingEntry, problems_of_training
from portal.register.actions.record_training import is_same
from portal.register.actions.send_records import Record, SentRecord, send_records
from portal.register.actions.write_rows import Left, finish_all, insert_training, lock_own
from portal.register.queries.asked import topics_asked

NOBODY = "Tick who completed the training."


@dataclass(frozen=True, slots=True)
class TeamRecorded:
    """Of whom it is recorded now, of whom it was before, and of whom it cannot be: who had left by that day,
    or is on the register no more; and what was sent of the first two."""

    recorded: frozenset[uuid.UUID]
    known: frozenset[uuid.UUID]
    gone: frozenset[uuid.UUID]
    sent: tuple[SentRecord, ...]

    def contracts_of(self, people: Collection[uuid.UUID]) -> int:
        """For how many contracts something was sent of these people."""
        parts = {str(each) for each in people}
        return len({each.contract_id for each in self.sent if person_of(each.part_key) in parts})


def record_team_training(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    worker_ids: Collection[uuid.UUID],
    entry: TrainingEntry,
) -> TeamRecorded:
    """The training is on the record of each, and goes to every lead that asks for it and has not had it. What
    cannot be said of one keeps nobody else from it. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    today = clock.today()
    topics = {topic.key for topic in topics_asked(session, place, today)}
    refuse_problems(problems_of_training(entry, topics, today))
    if not worker_ids:
        raise CannotDo({"people": NOBODY})
    people = lock_own(session, place, worker_ids)
    gone = frozenset(each for each, left in people.items() if is_gone(left, entry))
    known = [each for each in list_known(session, people, entry) if each.worker_id not in gone]
    before = frozenset(each.worker_id for each in known)
    new = [each for each in people if each not in gone | before]
    records = insert_training(session, viewer.person_id, [(each, entry) for each in new])
    sent = send_records(session, viewer.person_id, [*records, *known])
    happened = [
        Happened(
            "training-recorded",
            viewer.person_id,
            data={
                "organisation": str(place.organisation_id),
                "worker": str(each.worker_id),
                "training": str(each.record_id),
                "topic": each.topic,
            },
        )
        for each in records
    ]
    finish_all(session, viewer.person_id, happened, sent=sent)
    return TeamRecorded(frozenset(new), before, gone, tuple(sent))


def is_gone(left: Left, entry: TrainingEntry) -> bool:
    return bool(left.removed_at or (left.left_on and left.left_on < entry.completed_on))


def list_known(session: Session, worker_ids: Collection[uuid.UUID], entry: TrainingEntry) -> list[Record]:
    """Just this of those of the people of whom it is recorded, and was returned by no lead: one of each."""
    query = sa.select(Training.worker_id, Training.id).where(
        Training.worker_id.in_(worker_ids), *is_same(entry)
    )
    found = {row.worker_id: row.id for row in session.execute(query.order_by(Training.recorded_at))}
    return [
        Record(training_id, worker_id, entry.completed_on, entry.topic)
        for worker_id, training_id in found.items()
    ]
