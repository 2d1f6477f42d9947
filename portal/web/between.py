"""Two people on one form: who saves second is shown what changed in between, with both values, and chooses.

A page carries what its fields showed when it was opened, a digest a question. Whoever saves holds the row
first, so that nobody else changes it meanwhile, and then compares with what is kept by then.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from checklists.calendar import in_words
from portal.acting.refused import CannotDo
from portal.web.dates import NoDay, read_day
from portal.web.typed import Typed

SEEN, ASKED, TAKE = "_seen", "_asked", "_take-"
"""What the page showed; the questions that were asked about; before a question's name, what was chosen."""

THEIRS, MINE = "theirs", "mine"
LONGEST = 100_000


CHANGED = (
    "This has changed since you opened the page: {said}. Nothing is done yet. Look at it again as it is now."
)


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of a form by the names of their fields, as they are called; `words` are those of values
    that are keys. The fields of a day or a cover have names that go on behind a hyphen."""

    called: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def names(self, question: str, *typed: Typed) -> list[str]:
        """The fields of the question, in the order in which they are kept and were typed."""
        found = dict.fromkeys(name for each in typed for name in each)
        return [name for name in found if name == question or name.startswith(f"{question}-")]

    def value(self, question: str, typed: Typed) -> tuple[str, ...]:
        """What stands there, evened out: blanks, commas in numbers, and how a day is written."""
        try:
            day = read_day(typed, question, "")
        except NoDay:
            day = None
        if day:
            return (day.isoformat(),)
        given = [(name, each) for name in self.names(question, typed) for each in typed.getlist(name)]
        return tuple(f"{name} {even(each)}" for name, each in sorted(given) if even(each))

    def shown(self, question: str, typed: Typed) -> str:
        """What stands there, for people."""
        words = self.words.get(question, {})
        given = [each.strip() for name in self.names(question, typed) for each in typed.getlist(name)]
        return " ".join(words.get(each, each) for each in given if each) or "Nothing"

    def in_words(self, question: str, typed: "Typed") -> str:
        """The same, and a day as one is written."""
        try:
            day = read_day(typed, question, "")
        except NoDay:
            day = None
        return in_words(day) if day else self.shown(question, typed)

    def untaken(self, typed: "Typed", now: "Typed") -> list[tuple[str, str]]:
        """What was typed and is kept otherwise, as it is called and as it was typed."""
        return [
            (called, self.in_words(each, typed))
            for each, called in self.called.items()
            if self.value(each, typed) and self.value(each, typed) != self.value(each, now)
        ]


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose answer was changed in between. Both answers are for people; `is_touched` says whether
    whoever saves second has changed it too."""

    question: str
    called: str
    theirs: str
    mine: str
    is_touched: bool


class ChangedBetween(Exception):
    """Somebody has to choose. `seen` is what is kept by now, `missing` the questions without a choice."""

    def __init__(self, changes: list[Change], seen: str, missing: list[str]) -> None:
        super().__init__(", ".join(each.question for each in changes))
        self.changes, self.seen, self.missing = changes, seen, missing


def even(value: str) -> str:
    """
    >>> even(" Old  Town,\\r\\nnorth ") == even("Old Town, north"), even("26,000")
    (True, '26000')
    """
    return " ".join(value.split()).replace(",", "")


def digest(value: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def seen_in(questions: Questions, typed: Typed) -> str:
    """What a page carries that shows this."""
    return json.dumps({each: digest(questions.value(each, typed)) for each in questions.called})


def all_in(questions: Questions, typed: Typed) -> str:
    """A digest of all that stands there."""
    return digest((seen_in(questions, typed),))


def opened(questions: Questions, now: Typed) -> Typed:
    """What is kept, as a page shows it that is opened now."""
    return Typed({**now, SEEN: [seen_in(questions, now)]})


def read_seen(typed: Typed) -> dict[str, str] | None:
    """None where the page carried nothing that can be read."""
    try:
        found = json.loads(typed.first(SEEN)[:LONGEST])
    except (ValueError, RecursionError):
        return None
    return (
        found if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()) else None
    )


def changes_between(questions: Questions, seen: Mapping[str, str], now: Typed, typed: Typed) -> list[Change]:
    """What is kept otherwise by now than the page showed it, and than it would be saved. Of what both have
    changed to the same there is nothing to choose."""
    changed = [
        each
        for each in questions.called
        if each in seen
        and digest(questions.value(each, now)) != seen[each]
        and questions.value(each, now) != questions.value(each, typed)
    ]
    return [change(questions, seen, each, now, typed) for each in changed]


def change(questions: Questions, seen: Mapping[str, str], question: str, now: Typed, typed: Typed) -> Change:
    return Change(
        question,
        questions.called[question],
        questions.shown(question, now),
        questions.shown(question, typed),
        digest(questions.value(question, typed)) != seen.get(question),
    )


def refuse_unseen(
    typed: Typed, questions: Questions, now: Typed, about: Collection[str] | None = None
) -> None:
    """Raises CannotDo where the page showed something else than what is decided on: all of it, or only the
    questions that it is `about`."""
    seen = read_seen(typed)
    if seen is None:
        return
    kept = read_seen(opened(questions, now)) or {}
    wanted = {**kept, **seen} if about is None else about
    changed = [each for each in wanted if kept.get(each) != seen.get(each)]
    if changed:
        raise CannotDo({"": CHANGED.format(said=", ".join(changed))})


def settle(questions: Questions, typed: Typed, now: Typed) -> None:
    """What was typed is what is to be saved by now, with what was chosen put in. Raises ChangedBetween."""
    seen = read_seen(typed)
    if seen is None:
        return
    if typed.own and typed.own == all_in(questions, now):  # nobody but whoever types has changed anything
        seen = read_seen(opened(questions, now)) or {}
    changes = changes_between(questions, seen, now, typed)
    if changes:
        raise ChangedBetween(changes, seen_in(questions, now), [])
    asked = [each for each in typed.getlist(ASKED) if each in questions.called]
    missing = [each for each in asked if typed.first(TAKE + each) not in {THEIRS, MINE}]
    if missing:
        again = [change(questions, seen, each, now, typed) for each in asked]
        raise ChangedBetween(again, seen_in(questions, now), missing)
    for question in asked:
        if typed.first(TAKE + question) == THEIRS:
            take_theirs(questions, question, typed, now)
    typed[SEEN] = [seen_in(questions, now)]
    typed.stands = all_in(questions, typed)


def take_theirs(questions: Questions, question: str, typed: Typed, now: Typed) -> None:
    for name in questions.names(question, now, typed):
        if name in now:
            typed[name] = now[name]
        else:
            typed.pop(name, None)


def carried(typed: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What was typed, to be sent once more with a choice."""
    return [(name, each) for name, given in typed.items() for each in given if not name.startswith("_")]
