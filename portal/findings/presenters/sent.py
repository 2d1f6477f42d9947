"""What was sent before, in a line to choose it by."""

from checklists.kinds.register import topic_of
from checklists.vocabulary import Kind
from portal.clock import local_day
from portal.findings.queries.sent import SentLine
from portal.words.parts import part_words
from portal.words.wording import counted, day


def sent_words(line: SentLine) -> str:
    """Insurance: Public liability insurance, schedule.pdf, sent on 28 November 2026 (S-84TG-873W)."""
    more = len(line.files) - 1
    files = [*line.files[:1], *([counted(more, "more file")] if more > 0 else [])]
    said = [what(line), " and ".join(files), f"sent on {day(local_day(line.sent_at))}"]
    return f"{', '.join(filter(None, said))} ({line.reference})"


def what(line: SentLine) -> str:
    """What it was sent for, with the topic of a person's training."""
    asked = line.requirement
    if asked is None:
        return ""
    called = part_words(asked, line.part_key, line.person or None)
    topic = topic_of(line.part_key) if asked.kind is Kind.REGISTER else ""
    title = next((each.title for each in asked.topics if each.key == topic), "")
    return f"{called}, {title}" if title else called
