"""The last page of a draft: what changes and for whom; then it is published, or kept as the lead's own.

A manager comes to be sure of two things: that the checklist says what the contract says, and which partners
will be asked for something that they have not got.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.revising import compare_versions, day_of_effect
from portal.acting.refused import CannotDo
from portal.authoring.actions.check_draft import problems_of_rows, problems_of_year
from portal.authoring.actions.keep_checklist import keep_checklist
from portal.authoring.actions.publish_checklist import CHANGED, Next, next_version, publish_checklist
from portal.authoring.forms.draft import read_reason
from portal.authoring.pages.frame import OF_DRAFT, AtDraft, what_came_of
from portal.authoring.presenters import changes as presenter
from portal.authoring.presenters import year
from portal.authoring.presenters.draft import groups
from portal.authoring.presenters.evidence import Evidence
from portal.authoring.queries.drafts import fingerprint
from portal.authoring.queries.effects import find_affected
from portal.authoring.queries.versions import Versions, count_accepted, count_waiting, get_versions
from portal.places.contracts import ContractPlace
from portal.web.addresses import DRAFT_CHECKLIST_CHANGES, DRAFT_YEAR
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed
from portal.words.wording import day

PARTNERS_A_PAGE = 20


@get(DRAFT_CHECKLIST_CHANGES, **OF_DRAFT)
def show_changes(at: NamedDependency[AtDraft]) -> Response:
    return changes_page(at, Typed())


@post(DRAFT_CHECKLIST_CHANGES, **OF_DRAFT)
def publish(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    """The second of two clicks finds it finished, and leads where the first led. What is published is what
    the page showed: `seen` tells it."""

    def act() -> Response:
        if at.place.contract is None:
            keep_checklist(at.session, at.viewer, at.place)
        elif typed.first("seen") != fingerprint(at.place):
            raise CannotDo({"": CHANGED})
        else:
            publish_checklist(at.session, at.viewer, at.place, read_reason(typed))
        return at.go(what_came_of(at.place))

    return at.try_to(act, lambda problems: changes_page(at, typed, problems))


def changes_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    """What stands in the way is said on the page itself; only what was just refused is an error."""
    first_ids = {name: name if name == "reason" else "main-content" for name in problems or {}}
    context: dict[str, object] = {"first_ids": first_ids, "typed": typed}
    if at.place.contract is None:
        missing = problems_of_rows(at.place.rows)
        context |= {"groups": groups(at.place), "missing": links_to(at, missing)}
        context |= {"lists": year.shown_lists(at.place.year.kept)}
        return at.page("authoring/keep.html", problems, **context)
    versions = get_versions(at.session, at.place.contract.contract_id)
    missing = problems_of_rows(at.place.rows, versions.earlier)
    context |= {"missing": links_to(at, missing)}
    context |= contract_changes(
        at, at.place.contract, versions, is_whole=not (missing or at.place.year.wrong)
    )
    return at.page("authoring/changes.html", problems, **context)


def links_to(at: AtDraft, missing: Problems) -> list[tuple[str, str]]:
    """Where each is mended, and what it is."""
    found = [(f"{at.address}#{name}" if name else at.address, words) for name, words in missing.items()]
    lacking = problems_of_year(at.place.year).items()
    return [*found, *((f"{DRAFT_YEAR(at.place.draft_id)}#{name}", words) for name, words in lacking)]


def contract_changes(
    at: AtDraft, contract: ContractPlace, versions: Versions, *, is_whole: bool
) -> dict[str, object]:
    """What changes, once every requirement is whole and there is a day; nothing before."""
    replaced = versions.find_standing(at.place.replaces_id)
    on = at.place.in_force_from
    shared = {
        "on": day(on),
        "last": day(versions.standing[-1].in_force_from),
        "replaced": day(replaced.in_force_from) if replaced else "",
    }
    if not is_whole or on is None:
        return shared | {"changes": None}
    return shared | whole_changes(at, contract, versions, next_version(versions, at.place))


def whole_changes(at: AtDraft, contract: ContractPlace, versions: Versions, new: Next) -> dict[str, object]:
    looked_at = day_of_effect(new.checklist, new.replaced_checklist, at.today)
    affected = find_affected(at.session, contract, new.standing, new.versions, looked_at, at.today)
    here = paging(at.asked("page"), len(affected.partners), PARTNERS_A_PAGE)
    differences = compare_versions(new.before, new.checklist)
    accepted = count_accepted(at.session, contract, [*differences.keys, *versions.earlier])
    waiting = count_waiting(at.session, contract, [each.key for each in differences.removed])
    return {
        "changes": presenter.changes(differences, Evidence(versions.earlier, accepted, waiting)),
        "year_changes": year.changes(new.before.year, new.checklist.year),
        "renamed": new.checklist.title if new.before.title != new.checklist.title else "",
        "is_different": new.is_different,
        "looked_at": day(looked_at),
        "needs_reason": new.needs_reason(at.today),
        "past": presenter.past(affected),
        "seen": fingerprint(at.place),
        "figures": presenter.figures(affected),
        "total": affected.total,
        "partners": presenter.partners(here.lines_of(affected.partners)),
        "found": presenter.found_words(here, affected),
        "pagination": here.links(DRAFT_CHECKLIST_CHANGES(at.place.draft_id)),
    }


ROUTES: list[HTTPRouteHandler] = [show_changes, publish]
