"""What can be told: the days that are possible, and the words that are needed."""

from datetime import date

from checklists.calendar import in_words
from checklists.year.rows import Event
from portal import clock
from portal.access import Audience, NotAllowed, Viewer, require
from portal.acting.wording import refuse_problems
from portal.occurrences.queries.told import Telling
from portal.places.contracts import EngagementPlace

PARTNER_OR_LEAD = "Only the delivery partner and the lead provider’s reviewers tell what happened."
LEAD_ONLY = "Only the lead provider’s reviewers do that."
OWN = "You belong to the partner too, so somebody else of the lead provider does that."
WORDS = "Say in a few words what happened."
BEFORE = "{called} must be {first} or later, the first day of this engagement."
FUTURE = "{called} cannot be in the future."
UNTOLD = "You cannot have told it before you knew of it."
UNKNOWN = "Nobody can tell what it does not know yet."


def is_lead(place: EngagementPlace) -> bool:
    """Whether somebody acts for the lead: whoever belongs to the partner too acts for the partner."""
    return Audience.PARTNER not in place.audiences and Audience.REVIEWER in place.audiences


def require_side(place: EngagementPlace) -> None:
    if not place.audiences & {Audience.PARTNER, Audience.REVIEWER}:
        raise NotAllowed(PARTNER_OR_LEAD)


def require_lead(viewer: Viewer, place: EngagementPlace) -> None:
    require(place.audiences, Audience.REVIEWER, LEAD_ONLY)
    if place.partner_id in viewer.organisations:
        raise NotAllowed(OWN)


def check_lead_part(place: EngagementPlace, event: Event, telling: Telling) -> None:
    """What the lead puts right; it is not asked about what the partner has said, and cannot change that.
    Raises CannotDo."""
    problems = problems_of(place, event, telling, by_lead=True, needs_words=False)
    refuse_problems({name: problem for name, problem in problems.items() if name in LEAD_PART})


LEAD_PART = frozenset({"told_on"})


def check_telling(place: EngagementPlace, event: Event, telling: Telling, *, by_lead: bool) -> None:
    """Raises CannotDo."""
    refuse_problems(problems_of(place, event, telling, by_lead=by_lead))


def problems_of(
    place: EngagementPlace, event: Event, telling: Telling, *, by_lead: bool, needs_words: bool = True
) -> dict[str, str]:
    today = clock.today()
    problems = day_problem("known_on", "The day on which it was known", telling.known_on, place, today)
    if telling.happened_on and telling.happened_on > place.ends_on:
        problems["happened_on"] = f"The day must be {in_words(place.ends_on)} or earlier."
    if telling.told_on and telling.told_on > today:
        problems["told_on"] = FUTURE.format(called="The day on which you were told")
    elif telling.told_on and telling.told_on < telling.known_on:
        name, sentence = ("told_on", UNKNOWN) if by_lead else ("known_on", UNTOLD)
        problems.setdefault(name, sentence)
    for number, each in enumerate(telling.others, 1):
        if each.on > today:
            problems[f"other_{number}_on"] = FUTURE.format(called=f"The day on which {each.body} was told")
    if needs_words and not event.confidential and not telling.words:
        problems["words"] = WORDS
    return problems


def day_problem(name: str, called: str, on: date, place: EngagementPlace, today: date) -> dict[str, str]:
    if on > today:
        return {name: FUTURE.format(called=called)}
    if on < place.starts_on:
        return {name: BEFORE.format(called=called, first=in_words(place.starts_on))}
    return {}
