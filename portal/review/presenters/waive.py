"""What a waiver may be for, as choices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind
from portal.web.choices import Item, radios

WHOLE_WORDS = {
    Kind.COVER: "All the insurance",
    Kind.ACCOUNTS: "All financial years",
    Kind.REGISTER: "Everybody on the register",
}


def part_choices(requirement: Requirement, parts: Sequence[tuple[str, str]], chosen: str) -> list[Item]:
    """Radio items, the whole first; empty where there is only the whole."""
    if not parts:
        return []
    whole = WHOLE_WORDS.get(requirement.kind, "The whole requirement")
    return radios({"": whole, **dict(parts)}, chosen)


@dataclass(frozen=True, slots=True)
class WaiveWords:
    """What the page says: of what is required a waiver, of what is preferred an exception."""

    heading: str
    about: str
    which: str
    from_on: str
    until_on: str
    until_hint: str
    why: str
    button: str


AS_LONG_AS_PREFERRED = (
    "Leave it empty where it lasts as long as the engagement. Should this be required one day, it is asked"
    " for from then on"
)

WAIVER = WaiveWords(
    heading="Waive",
    about="A waiver has a last day and a reason. Until then the partner is not asked for this; the day after"
    " it is asked for again. Partner and council can read that it is waived.",
    which="What do you waive?",
    from_on="First day of the waiver",
    until_on="Last day of the waiver",
    until_hint="For example, 31 3 2027",
    why="Why it is waived",
    button="Waive it",
)
EXCEPTION = WaiveWords(
    heading="Record an exception",
    about="This is preferred, not required. An exception says why it is not done here. Partner and council"
    " can read that it is recorded; the reason is read by the partner and by you.",
    which="From what is it an exception?",
    from_on="First day of the exception",
    until_on="Last day of the exception (optional)",
    until_hint=AS_LONG_AS_PREFERRED,
    why="Why it is not done here",
    button="Record the exception",
)

CORRECTION = WaiveWords(
    heading="Correct a waiver",
    about="What was decided stays on record; what you say here stands from now on. To end it early, give an"
    " earlier last day.",
    which="",
    from_on="First day of the waiver",
    until_on="Last day of the waiver",
    until_hint="For example, 31 3 2027",
    why="Why it is corrected",
    button="Correct it",
)
CORRECTED_EXCEPTION = replace(
    CORRECTION,
    heading="Correct an exception",
    about="What was decided stays on record; what you say here stands from now on. To end it, give its last"
    " day.",
    from_on=EXCEPTION.from_on,
    until_on=EXCEPTION.until_on,
    until_hint=EXCEPTION.until_hint,
)


def correcting_words(requirement: Requirement) -> WaiveWords:
    """The same of the page on which one that was given is corrected."""
    return CORRECTED_EXCEPTION if requirement.force is Force.SHOULD else CORRECTION


def words_for(requirement: Requirement) -> WaiveWords:
    return EXCEPTION if requirement.force is Force.SHOULD else WAIVER
