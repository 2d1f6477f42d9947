"""A section of a return: words or figures by form, files beside them.

Somebody comes with half an hour: whatever is typed is kept as it is, and is ready once that is said.
"""

from functools import partial

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.year.giving import Way
from checklists.year.giving_figures import Pair
from checklists.year.vocabulary import Consent
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, drop_file, keep_file
from portal.files.bringing import limits_for_several
from portal.returns.actions.write_section import (
    add_section_file,
    asks_consent,
    hold_section,
    remove_section_file,
    write_section,
)
from portal.returns.forms import (
    CHECK,
    NAMED,
    Doubt,
    as_typed,
    changed_words,
    doubts_of,
    questions_of,
    read_figures,
    read_nil,
    with_form,
)
from portal.returns.pages.frame import OF_SECTION, AtSection, at_section
from portal.returns.presenters.section import figure_rows
from portal.returns.queries.content import Content
from portal.returns.queries.earlier import find_earlier
from portal.returns.queries.named import find_likely_names
from portal.returns.queries.whole import list_files
from portal.web.addresses import PERIOD_RETURN, RETURN_SECTION, SECTION_FILES, TAKE_FILE_OUT
from portal.web.between import opened, settle
from portal.web.choices import radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.returns import CONSENT
from portal.words.wording import size

MOST_FILES = 20
NO_FILE = "Choose a file."


@get(RETURN_SECTION, **OF_SECTION)
def show_section(at: NamedDependency[AtSection]) -> Response:
    if at.wanted.way(at.section) == Way.FILES:
        return at.go(SECTION_FILES(*at.gaps, at.section.key))
    return section_page(at, opened(questions_of(at.wanted, at.section), typed_now(at)))


def typed_now(at: AtSection) -> Typed:
    return as_typed(at.wanted, at.section, at.whole.content(at.section.key))


def section_page(
    at: AtSection, typed: Typed, problems: Problems | None = None, doubts: tuple[Doubt, ...] = ()
) -> Response:
    content, problems = at.whole.content(at.section.key), at.told(problems)
    measures = at.wanted.figures(at.section)
    earlier = find_earlier(at.session, at.place, at.wanted) if measures else None
    return at.page(
        f"returns/{at.wanted.way(at.section)}.html",
        problems,
        typed=typed,
        rows=figure_rows(measures, earlier, doubts),
        earlier=earlier,
        doubts=doubts,
        consents=radios(CONSENT, typed.first("consent")) if asks_consent(at.wanted, at.section.key) else [],
        nil=at.section.nil or at.wanted.row.nil,
        files=list(list_files(at.session, content.files).values()),
        is_open=at.is_open,
    )


@post(RETURN_SECTION, once=True, **OF_SECTION)
def take_section(at: NamedDependency[AtSection], typed: NamedDependency[Typed]) -> Response:
    """Kept as it is, or kept and ready. Figures that are odd are asked about before they are ready."""
    doubts: tuple[Doubt, ...] = ()

    def act() -> Response:
        nonlocal doubts
        hold_section(at.session, at.place, at.wanted, at.section.key)
        settle(questions_of(at.wanted, at.section), typed, typed_now(anew(at)))
        is_ready = typed.first("go") != "later"
        form, odd = read_form(at, typed)
        if is_ready and odd and typed.first("sure") != "yes":
            doubts = odd
            raise CannotDo({"sure": CHECK})
        if is_ready and typed.first("sure") != "yes":
            ask_of_names(at, form)
        keep(at, form, is_ready=is_ready)
        return at.go(PERIOD_RETURN(*at.gaps, done="saved"))

    return at.try_to(act, lambda problems: section_page(anew(at), typed, problems, doubts))


def read_form(at: AtSection, typed: Typed) -> tuple[Content, tuple[Doubt, ...]]:
    measures = at.wanted.figures(at.section)
    if not measures:
        return changed_words(typed, at.section, at.wanted), ()
    is_nil = read_nil(typed, at.section, at.wanted)
    figures: dict[str, Pair] = {} if is_nil else read_figures(typed, measures)
    earlier = find_earlier(at.session, at.place, at.wanted)
    odd = () if is_nil else tuple(doubts_of(measures, figures, earlier.figures if earlier else {}))
    return Content(is_nil=is_nil, figures=figures), odd


def ask_of_names(at: AtSection, form: Content) -> None:
    """Raises CannotDo where a case study is said to name nobody, and seems to."""
    if form.consent is Consent.NOBODY and not form.is_nil:
        names = find_likely_names(at.session, at.place, form.words)
        if names:
            raise CannotDo({"sure": NAMED.format(names=", ".join(names))})


def keep(at: AtSection, form: Content, *, is_ready: bool) -> None:
    write_section(
        at.session,
        at.viewer,
        at.place,
        at.wanted,
        at.section.key,
        lambda content: with_form(content, form),
        is_ready=is_ready,
    )


def anew(at: AtSection) -> AtSection:
    """The same section as it is by now."""
    return AtSection(at.request, at.session, at.viewer, at.as_at, at.place, at.wanted, at.section)


@get(SECTION_FILES, **OF_SECTION)
def ask_files(at: NamedDependency[AtSection]) -> Response:
    return files_page(at)


def files_page(at: AtSection, problems: Problems | None = None) -> Response:
    content, problems = at.whole.content(at.section.key), at.told(problems)
    return at.page(
        "returns/files.html",
        problems,
        files=list(list_files(at.session, content.files).values()),
        nil=at.section.nil or at.wanted.row.nil,
        is_nil=content.is_nil,
        limit=size(at.settings.upload_limit),
        most=MOST_FILES,
        is_open=at.is_open,
    )


@post(SECTION_FILES, **takes_files(at_section, Audience.PARTNER, most_files=MOST_FILES))
def take_files(upload: NamedDependency[Upload[AtSection]]) -> Response:
    """Keep what was accepted; ready once the button says so."""

    def act() -> Response:
        refused = [f"{name}: {refusal.sentence}" for name, refusal in upload.received.refused]
        kept = [keep_file(upload.store, file, scanned=upload.scans) for file in upload.received.accepted]
        for file in kept:
            if not upload.write(partial(add_one, file=file)):
                drop_file(upload.store, file)
        if refused:
            raise CannotDo({"files": " ".join(refused)})
        if upload.typed.first("go") == "stay":
            if not kept:
                raise CannotDo({"files": NO_FILE})
            return upload.write(lambda at: at.go(SECTION_FILES(*at.gaps, at.section.key)))
        return upload.write(lambda at: make_ready(at, upload.typed))

    return upload.try_to(act, files_page)


def add_one(at: AtSection, *, file: KeptFile) -> bool:
    limits = limits_for_several(at.settings)
    return add_section_file(at.session, at.viewer, at.place, at.wanted, at.section.key, file, limits)


def make_ready(at: AtSection, typed: Typed) -> Response:
    is_nil = read_nil(typed, at.section, at.wanted)
    content = at.whole.draft(at.section.key)
    is_files = at.wanted.way(at.section) == Way.FILES
    if not content.files and not is_nil:
        raise CannotDo({"files": NO_FILE})
    if not is_files:
        return at.go(RETURN_SECTION(*at.gaps, at.section.key))
    keep(at, Content(content.words, is_nil and not content.files), is_ready=True)
    return at.go(PERIOD_RETURN(*at.gaps, done="saved"))


@post(TAKE_FILE_OUT, **OF_SECTION)
def take_out(at: NamedDependency[AtSection], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        named = [each for each in at.whole.draft(at.section.key).files if str(each) == typed.first("delete")]
        for file_id in named:
            remove_section_file(at.session, at.viewer, at.place, at.wanted, at.section.key, file_id)
        return at.go(SECTION_FILES(*at.gaps, at.section.key))

    return at.try_to(act, lambda problems: files_page(anew(at), problems))


ROUTES: list[HTTPRouteHandler] = [show_section, take_section, ask_files, take_files, take_out]
