"""Under which topic of a meeting something belongs, as the words of the contract's topics say it."""

import re
from collections.abc import Iterable, Sequence

STAFF = "Staff"
"""What people who come and go are about."""

_SILENT = frozenset({"and", "against", "the", "of", "for", "to", "in", "on", "its", "with", "what", "was"})
_SILENT_HERE = frozenset(
    {
        "service",
        "plan",
        "review",
        "report",
        "work",
        "working",
        "well",
        "less",
        "other",
        "any",
        "business",
        "usual",
        "matter",
        "discussed",
        "agreed",
    }
)
"""What is other business names nothing as a topic, nor does business as usual as a group."""
_GENERAL = frozenset({"policy", "procedure", "training"})
"""What so many titles say that it counts where nothing else does."""


def topic_of(topics: Sequence[str], subjects: Iterable[str]) -> str | None:
    """The topic that shares most words with the first of the subjects that shares any: its title before its
    group. Of two that share as many it is the first. What is only a policy, a procedure or training belongs
    to the topic about these. None where no topic names it: nothing is guessed."""
    said = [words_of(each) for each in subjects]
    for is_general in (False, True):
        for subject in said:
            counted = {topic: shared(words_of(topic), subject, is_general) for topic in topics}
            if counted and any(counted.values()):
                return max(topics, key=lambda topic: counted[topic])
    return None


def shared(topic: frozenset[str], subject: frozenset[str], is_general: bool) -> int:
    both = topic & subject
    return len(both & _GENERAL if is_general else both - _GENERAL)


def words_of(text: str) -> frozenset[str]:
    """In the singular, without those that say nothing.

    >>> sorted(words_of("Policies, complaints and access of the Service"))
    ['access', 'complaint', 'policy']
    """
    found = {singular(each) for each in re.findall(r"[^\W\d_]+", text.casefold())}
    return frozenset(found - _SILENT - _SILENT_HERE)


def singular(word: str) -> str:
    """
    >>> singular("policies"), singular("outcomes"), singular("access"), singular("its")
    ('policy', 'outcome', 'access', 'its')
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
