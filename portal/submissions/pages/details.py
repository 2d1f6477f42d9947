"""Say what came with the accounts; say who has signed the agreement.

Somebody comes with the accounts before them and looks for the auditor's or the examiner's report; or with
the last page of an agreement, to copy two names.
"""

from collections.abc import Callable

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.details import day_of
from portal.submissions.actions.keep_draft import Answers
from portal.submissions.forms.details import read_assurance, read_parties
from portal.submissions.pages.frame import Answered, AtDraft, of_question
from portal.submissions.pages.questions import ASSURANCE, PARTIES
from portal.web.addresses import DRAFT_ASSURANCE, DRAFT_PARTIES
from portal.web.between import Questions
from portal.web.dates import day_as_typed
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.details import ASSURANCE as ASSURANCES

OF_ASSURANCE, OF_PARTIES = of_question(ASSURANCE), of_question(PARTIES)


def details_as_typed(at: AtDraft) -> Typed:
    kept = at.draft.answers.details.items()
    return Typed({name: [value] for name, value in kept if isinstance(value, str)})


def signed_as_typed(at: AtDraft) -> Typed:
    return Typed(
        details_as_typed(at) | day_as_typed("signed_on", day_of(at.draft.answers.details, "signed_on"))
    )


AUDITED = Answered(
    Questions(
        {"assurance": "Are the accounts audited?"},
        {"assurance": {each.value: words for each, words in ASSURANCES.items()}},
    ),
    details_as_typed,
)
SIGNED = Answered(
    Questions(
        {
            "signed_for_lead": "Signed for the lead by",
            "signed_for_partner": "Signed for the partner by",
            "signed_on": "When did the last side sign?",
        }
    ),
    signed_as_typed,
)


@get(DRAFT_ASSURANCE, **OF_ASSURANCE)
def ask_assurance(at: NamedDependency[AtDraft]) -> Response:
    return at.question(at.opened(AUDITED))


@post(DRAFT_ASSURANCE, **OF_ASSURANCE)
def take_assurance(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return take(at, AUDITED, typed, lambda: read_assurance(typed))


@get(DRAFT_PARTIES, **OF_PARTIES)
def ask_parties(at: NamedDependency[AtDraft]) -> Response:
    return at.question(at.opened(SIGNED))


@post(DRAFT_PARTIES, **OF_PARTIES)
def take_parties(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    engagement = at.place.engagement
    sides = engagement.contract.lead, engagement.partner
    return take(at, SIGNED, typed, lambda: read_parties(typed, *sides, at.today))


def take(at: AtDraft, answered: Answered, typed: Typed, read: Callable[[], Answers]) -> Response:
    """Kept beside the details that there are, or asked again."""
    return at.keep(
        answered,
        typed,
        lambda: {"details": {**at.draft.answers.details, **read()}},
        lambda problems: at.question(typed, problems),
    )


ROUTES: list[HTTPRouteHandler] = [ask_assurance, take_assurance, ask_parties, take_parties]
