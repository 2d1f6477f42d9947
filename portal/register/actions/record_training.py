"""Record that somebody completed training in a topic, once for all contracts."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.wording import refuse_problems
from portal.places.organisations import OrganisationPlace
from portal.records import Submission, Training
from portal.register.actions.check_entries import NOT_YOURS, TrainingEntry, problems_of_training
from portal.register.actions.record_check import Recorded, send_known
from portal.register.actions.send_records import Record, send_records, was_returned
from portal.register.actions.write_rows import finish, insert_training, lock_people
from portal.register.queries.asked import topics_asked


def record_training(
    session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID, entry: TrainingEntry
) -> Recorded:
    """The training is on the person's record, and goes to every lead that asks for it. What is known of it
    already is not recorded twice, and goes to those that have not had it. Raises NotAllowed, NotHere or
    CannotDo."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    today = clock.today()
    topics = {topic.key for topic in topics_asked(session, place, today)}
    refuse_problems(problems_of_training(entry, topics, today))
    lock_people(session, place, [worker_id])
    if known := find_same(session, worker_id, entry):
        record = Record(known, worker_id, entry.completed_on, entry.topic)
        return send_known(session, viewer.person_id, record)
    records = insert_training(session, viewer.person_id, [(worker_id, entry)])
    sent = send_records(session, viewer.person_id, records)
    training_id = records[0].record_id
    data = {
        "organisation": str(place.organisation_id),
        "worker": str(worker_id),
        "training": str(training_id),
        "topic": entry.topic,
    }
    finish(session, viewer.person_id, "training-recorded", data, sent=sent)
    return Recorded(training_id, tuple(sent))


def find_same(session: Session, worker_id: uuid.UUID, entry: TrainingEntry) -> uuid.UUID | None:
    """Training of the person that says just that, unless a lead returned it."""
    query = sa.select(Training.id).where(Training.worker_id == worker_id, *is_same(entry))
    return session.scalars(query.limit(1)).first()


def is_same(entry: TrainingEntry) -> tuple[sa.ColumnElement[bool], ...]:
    """Of Training: that it says just that, still stands, and was returned by no lead."""
    return (
        Training.topic == entry.topic,
        Training.completed_on == entry.completed_on,
        Training.withdrawn_at.is_(None),
        ~was_returned(Submission.training_id == Training.id),
    )
