"""Evidence and decisions as rows of a pack."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, Outcome
from evidence.report_writing import Cell
from portal.clock import local_day
from portal.packs.queries.contents import SlotInPack
from portal.packs.queries.evidence import DecisionInPack, Evidence, FileInPack
from portal.words.answers import answers_in_words
from portal.words.details import accepted_words
from portal.words.labels import BASIS, RETURN_REASON
from portal.words.received import sent_words
from portal.words.waived import is_taken_back, waived_for
from portal.words.wording import day, pounds

SlotPlace = tuple[uuid.UUID | None, str]
"""An engagement, or none for what the lead has issued to all, and the key of a requirement."""

FilePlace = tuple[uuid.UUID | None, str, uuid.UUID]
"""The same with a file."""

OF_PEOPLE = ("signed_for_lead", "signed_for_partner")
"""Answers that are names of people."""

NAMELESS = frozenset({"Signed by", "Seen by"})


@dataclass(frozen=True, slots=True)
class Naming:
    """How a pack speaks of people and files: for the council without anybody's name, and so without words
    that somebody wrote freely. `paths` has by file what it is called in the pack, `unread` why it is not
    there."""

    lead: str
    without_names: bool
    paths: Mapping[FilePlace, str]
    unread: Mapping[FilePlace, str]


def evidence_rows(slot: SlotInPack, naming: Naming, place: SlotPlace) -> Iterator[list[Cell | str]]:
    """What was sent, its version and dates, and what was decided; waivers after it."""
    requirement = slot.line.slot.requirement
    for each in slot.evidence.sent:
        yield [
            files_cell([what_words(requirement, each)], each.files, naming, place),
            "\n".join(dates_words(requirement, each, naming)),
            decided_words(requirement, each.decided, naming) if each.decided else "Not decided yet",
        ]
    for waiver in slot.evidence.waivers:
        yield [part_words(requirement, waiver.part_key), "", decided_words(requirement, waiver, naming)]


def what_words(requirement: Requirement, evidence: Evidence) -> str:
    """Which part it is for; where it has no file, that it was said and not sent."""
    part = part_words(requirement, evidence.sent.part_key)
    return part if evidence.files else f"{part} (no file: answered in the portal)"


def part_words(requirement: Requirement, part: str) -> str:
    if not part or requirement.kind is Kind.REGISTER:
        return requirement.title
    return part_title(requirement, part)


def files_cell(first: Sequence[str], files: Sequence[FileInPack], naming: Naming, place: SlotPlace) -> Cell:
    """Below what comes first each file by its name in the pack, or why it is not there; then the SHA-256 of
    each, in the same order."""
    lines = [*first]
    for each in files:
        name = naming.paths.get((*place, each.file_id), "").rsplit("/", 1)[-1]
        reason = naming.unread.get((*place, each.file_id))
        lines += [name, f"Not in this pack: {reason}"] if reason else [name]
    return Cell("\n".join(lines), small="\n".join(each.sha256 for each in files))


def dates_words(requirement: Requirement, evidence: Evidence, naming: Naming) -> Iterator[str]:
    sent = evidence.sent
    yield f"Version {evidence.version}, {sent.reference}"
    if sent.sent_at:
        by = f" by {sent.sent_by}" if sent.sent_by and not naming.without_names else ""
        yield f"{sent_words(sent)} on {day(local_day(sent.sent_at))}{by}"
    if naming.without_names:
        details = {key: value for key, value in sent.details.items() if key not in OF_PEOPLE}
        sent = replace(sent, signed_name=None, signed_position=None, details=details)
    for label, words in answers_in_words(requirement, sent):
        if label not in NAMELESS or not naming.without_names:
            yield f"{label}: {words}"


def decided_words(requirement: Requirement, decided: DecisionInPack, naming: Naming) -> str:
    """The decision, by whom and why."""
    lines = [outcome_words(requirement, decided)]
    if decided.amount:
        basis = f", {BASIS[decided.basis]}" if decided.basis else ""
        lines.append(f"Amount accepted: {pounds(decided.amount)}{basis}")
    by = decided.made_by if decided.made_by and not naming.without_names else ""
    whom = ", ".join(each for each in (by, naming.lead) if each)
    when = day(local_day(decided.made_at))
    lines.append(f"{whom}, {when}" if decided.made_by else f"By rule, {when}")
    if decided.reason in RETURN_REASON:
        lines.append(RETURN_REASON[decided.reason])
    if decided.words.strip() and not naming.without_names:
        lines.append(f"“{decided.words.strip()}”")
    return "\n".join(lines)


def outcome_words(requirement: Requirement, decided: DecisionInPack) -> str:
    match decided.outcome:
        case Outcome.ACCEPT:
            return accepted_words(day(decided.until_on))
        case Outcome.RETURN:
            return "Needs a change"
        case Outcome.WAIVE:
            from_on = decided.from_on or local_day(decided.made_at)
            words = waived_for(requirement, from_on, decided.until_on)
            return words if is_taken_back(from_on, decided.until_on) else f"{words}, from {day(from_on)}"
