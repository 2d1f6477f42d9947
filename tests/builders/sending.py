"""Evidence in a world, by the real actions: drafted, sent, accepted, returned, waived."""

import hashlib
import tempfile
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from checklists.kinds import rules_for
from checklists.kinds.assessment import asked_of
from checklists.library import library
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, Outcome
from evidence import kinds
from evidence.kinds import EXTENSIONS
from evidence.store import new_key
from portal import clock
from portal.access import Viewer
from portal.files.actions.keep_file import KeptFile
from portal.register.actions.add_worker import add_worker
from portal.register.actions.check_entries import CheckEntry, WorkerEntry
from portal.register.actions.record_check import record_check
from portal.review.actions.decide import Verdict, decide_submission, waive_slot
from portal.standing.actions.rebuild_standing import rebuild as rebuild_standing
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.keep_draft import add_file, answer_draft, discard_draft, start_draft
from portal.submissions.actions.send_submission import send_submission
from tests.builders.days import counts_from
from tests.builders.world import CHECKLIST, World

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n%%EOF\n"
CLEAR_CHECK: dict[str, Any] = {
    "level": "enhanced",
    "adults_list": True,
    "childrens_list": True,
    "outcome": "clear",
    "seen_by": "Pat Partner",
}

POLICY = {
    "insurer": "Fathom Mutual",
    "policy_number": "FM 20 481",
    "insured_name": "Tidewater Peers",
    "layer": None,
}


def requirement(key: str) -> Requirement:
    return library()[CHECKLIST].requirement(key)


def some_part(world: World, key: str) -> str:
    """A part of the slot that may be sent: the first cover, an old year end, a new worker, or the whole."""
    asked = requirement(key)
    if asked.kind is Kind.COVER:
        return asked.parts[0].key
    if asked.kind is Kind.ACCOUNTS:
        return date(world.today.year - 2, 3, 31).isoformat()
    return str(a_worker(world)) if asked.kind is Kind.REGISTER else ""


def a_worker(world: World, name: str = "Wim Worker", from_on: date | None = None) -> uuid.UUID:
    """Somebody on the first partner's register, from the contract's first day on."""
    started_on = from_on or world.starts_on
    with world.database.writing() as session:
        return add_worker(
            session,
            world.member,
            world.own_place(session),
            a_person(name=name, started_on=started_on),
            {world.engagement_id: started_on},
        )


def a_person(**entered: Any) -> WorkerEntry:
    """Wim, a peer supporter, unless said otherwise."""
    return WorkerEntry(**{"name": "Wim Worker", "job": "Peer supporter", **entered})


def a_check(**said: Any) -> CheckEntry:
    """A clear check of four weeks ago, seen on the day of its issue, unless said otherwise."""
    issued_on = said.pop("issued_on", counts_from(clock.today()))
    number = f"{uuid.uuid4().int % 10**12:012}"
    days = {"issued_on": issued_on, "seen_on": issued_on}
    return CheckEntry(**{**CLEAR_CHECK, "certificate_number": number, **days, **said})


def check(world: World, worker_id: uuid.UUID, by: Viewer | None = None, **said: Any) -> uuid.UUID:
    """A check that is recorded of somebody; the submission to the first engagement."""
    viewer = by or world.member
    with world.database.writing() as session:
        recorded = record_check(session, viewer, world.own_place(session, viewer), worker_id, a_check(**said))
    return next(each.submission_id for each in recorded.sent)


def draft(
    world: World, key: str, part: str = "", by: Viewer | None = None, engagement_id: uuid.UUID | None = None
) -> uuid.UUID:
    """A draft without answers."""
    viewer = by or world.member
    with world.database.writing() as session:
        place = world.place(session, viewer, engagement_id)
        asked = get_requirement(session, place, key, clock.today())
        return start_draft(session, viewer.person_id, place, asked, part)


def kept_file(world: World, name: str, content: bytes = PDF, scan: str = "unscanned") -> KeptFile:
    """Bytes in the world's store (where it has one), which no row knows yet."""
    key = new_key(clock.today())
    if world.store:
        with tempfile.NamedTemporaryFile(delete=False) as staged:
            staged.write(content)
        world.store.keep(Path(staged.name), key)
    media_type = EXTENSIONS.get(Path(name).suffix, kinds.PDF).media_type
    return KeptFile(key, name, media_type, len(content), hashlib.sha256(content).hexdigest(), scan)


def attach(
    world: World,
    submission_id: uuid.UUID,
    name: str = "policy.pdf",
    content: bytes = PDF,
    by: Viewer | None = None,
    scan: str = "unscanned",
) -> uuid.UUID:
    """A file for a draft: bytes into the world's store (where it has one), then the row."""
    viewer, kept = by or world.member, kept_file(world, name, content, scan)
    with world.database.writing() as session:
        return add_file(
            session,
            viewer.person_id,
            world.submission_place(session, submission_id, viewer),
            kept,
        ).file_id


def answer(world: World, submission_id: uuid.UUID, **answers: Any) -> None:
    """Some of a draft's questions, answered."""
    with world.database.writing() as session:
        answer_draft(session, world.submission_place(session, submission_id), answers)


def rebuild(world: World) -> None:
    """The read models of the first engagement, made anew."""
    with world.database.writing() as session:
        rebuild_standing(session, [world.engagement_id])
        session.commit()


def send_as_it_is(world: World, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        send_submission(session, world.member.person_id, place, clock.today())


def discard(world: World, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        discard_draft(session, world.submission_place(session, submission_id))


def answers_to(asked: Requirement, part: str) -> dict[str, Any]:
    """Answers that are enough for the requirement: a year that began four weeks ago."""
    today = clock.today()
    from_on = counts_from(today)
    wanted: dict[str, Any] = {"from_on": from_on}
    if asked.kind is Kind.COVER:
        cover = asked.cover(part)
        wanted |= {
            "until_on": from_on + timedelta(days=364),
            "amount": cover.amount,
            "basis": cover.basis.value,
            "details": POLICY,
        }
    if asked_of(asked):
        wanted["details"] = {"covers": list(asked_of(asked))}
    if asked.audited:
        wanted["details"] = {"assurance": "audit"}
    if asked.kind is Kind.AGREEMENT:
        signed = {"signed_for_lead": "Mary Manager", "signed_for_partner": "Pat Partner"}
        wanted["details"] = signed | {"signed_on": from_on.isoformat()}
    if asked.statement:
        wanted |= {"statement": asked.statement, "signed_name": "Pat Partner", "signed_position": "Chair"}
    return wanted


def send(
    world: World,
    key: str,
    part: str | None = None,
    by: Viewer | None = None,
    engagement_id: uuid.UUID | None = None,
    **answers: Any,
) -> uuid.UUID:
    """A submission with all that it needs, and `answers` where they differ, sent."""
    viewer, asked = by or world.member, requirement(key)
    part = some_part(world, key) if part is None else part
    if asked.kind is Kind.REGISTER:
        issued_on = answers.pop("from_on", counts_from(clock.today()))
        return check(world, uuid.UUID(part), by, issued_on=issued_on, **answers)
    submission_id = draft(world, key, part, viewer, engagement_id)
    if "files" in rules_for(asked).needed or asked.kind is Kind.ASSESSMENT:
        attach(world, submission_id, by=viewer)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, viewer)
        answer_draft(session, place, answers_to(asked, part) | answers)
        send_submission(session, viewer.person_id, place, clock.today())
    return submission_id


def accept(world: World, submission_id: uuid.UUID, by: Viewer | None = None, **verdict: Any) -> uuid.UUID:
    """What was sent, accepted as it was sent, and `verdict` where the reviewer read otherwise."""
    return decide(world, submission_id, Verdict(Outcome.ACCEPT, **verdict), by)


def give_back(world: World, submission_id: uuid.UUID, by: Viewer | None = None, **verdict: Any) -> uuid.UUID:
    """What was sent, returned because it is not signed."""
    said = {"reason": "not-signed", "words": "Please sign the last page."} | verdict
    return decide(world, submission_id, Verdict(Outcome.RETURN, **said), by)


def decide(
    world: World,
    submission_id: uuid.UUID,
    verdict: Verdict,
    by: Viewer | None = None,
    corrects: uuid.UUID | None = None,
) -> uuid.UUID:
    viewer = by or world.reviewer
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, viewer)
        return decide_submission(session, viewer, place, verdict, corrects)


def waive(
    world: World,
    key: str,
    until_on: date | None,
    part: str = "",
    by: Viewer | None = None,
    engagement_id: uuid.UUID | None = None,
) -> uuid.UUID:
    viewer = by or world.reviewer
    with world.database.writing() as session:
        place = world.place(session, viewer, engagement_id)
        verdict = Verdict(Outcome.WAIVE, until_on=until_on, words="Agreed with the council for now.")
        return waive_slot(session, viewer, place, key, part, verdict)


def accepted(world: World, key: str, part: str | None = None, **answers: Any) -> uuid.UUID:
    """Sent and accepted at once; the submission's id."""
    submission_id = send(world, key, part, **answers)
    accept(world, submission_id)
    return submission_id
