"""What is true of every page, whoever asks for it. One function a promise; each names what breaks it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement, document_fromstring

from portal.web.keeping import FEW

NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
TITLE_END = " – Good Standing"

WENT_WRONG = "//*[contains(concat(@class, ' '), 'govuk-error-summary ')]"


def read_page(text: str) -> HtmlElement:
    return document_fromstring(text)


def words_of(element: HtmlElement) -> str:
    """What a reader sees of it, spaces evened out."""
    return " ".join(str(element.text_content()).split())


def faults_of(page: HtmlElement) -> list[str]:
    return [fault for promise in PROMISES for fault in promise(page)]


def one_heading(page: HtmlElement) -> Iterator[str]:
    headings = page.xpath("//h1")
    if len(headings) != 1 or not words_of(headings[0]):
        yield f"{len(headings)} h1, where one with words is wanted"


def a_title(page: HtmlElement) -> Iterator[str]:
    title = " ".join(page.xpath("//head/title/text()"))
    if not title.endswith(TITLE_END) or title.strip() == TITLE_END.strip():
        yield f"the title {title!r}"
    if page.xpath(WENT_WRONG) and not title.startswith("Error: "):
        yield f"the title {title!r} does not say that there is an error"


def a_language(page: HtmlElement) -> Iterator[str]:
    if page.get("lang") != "en-GB":
        yield "no language"


def no_repeated_id(page: HtmlElement) -> Iterator[str]:
    for name, number in Counter(page.xpath("//@id")).items():
        if number > 1:
            yield f"{number} elements with the id {name!r}"


def labelled_fields(page: HtmlElement) -> Iterator[str]:
    labels = set(page.xpath("//label[normalize-space()]/@for"))
    ids = set(page.xpath("//@id"))
    for field in page.xpath("//input | //select | //textarea"):
        if field.tag == "input" and field.get("type", "text").lower() in NEEDS_NO_LABEL:
            continue
        by_others = set((field.get("aria-labelledby") or "").split())
        is_wrapped = bool(field.xpath("ancestor::label"))
        if not (
            field.get("id") in labels
            or field.get("aria-label")
            or is_wrapped
            or (by_others and by_others <= ids)
        ):
            yield f"no label for the {field.tag} {field.get('name')!r}"


def described_by_what_is_there(page: HtmlElement) -> Iterator[str]:
    ids = set(page.xpath("//@id"))
    for attribute in ("aria-describedby", "aria-labelledby", "aria-controls"):
        for named in page.xpath(f"//@{attribute}"):
            yield from (f"{attribute} names {name!r}" for name in named.split() if name not in ids)


def tokens_in_forms(page: HtmlElement) -> Iterator[str]:
    for form in page.xpath("//form"):
        is_post = (form.get("method") or "get").lower() == "post"
        tokens = form.xpath(".//input[@name='_csrf_token']/@value")
        if is_post and not (len(tokens) == 1 and tokens[0]):
            yield f"the form to {form.get('action')!r} has {tokens} for its CSRF token"
        if not is_post and tokens:
            yield f"the form to {form.get('action')!r} would put its CSRF token into the address"


def nothing_inline(page: HtmlElement) -> Iterator[str]:
    for element in page.xpath("//script[not(@src)][not(@type='application/json')] | //style | //*[@style]"):
        yield f"inline script or style: <{element.tag}>"
    for element in page.xpath("//@*[starts-with(name(), 'on')] "):
        yield f"an inline event handler: {element[:60]!r}"


def links_that_lead_somewhere(page: HtmlElement) -> Iterator[str]:
    ids = set(page.xpath("//@id"))
    for address in page.xpath("//a/@href"):
        if address.startswith("#") and address[1:] not in ids:
            yield f"a link to {address}, which is not there"
        if not address or "//" in address.split("?")[0].removeprefix("https://"):
            yield f"a link to {address!r}"
    for link in page.xpath("//a[@href]"):
        if not (words_of(link) or link.get("aria-label")):
            yield f"the link to {link.get('href')!r} says nothing"


def links_to_paths(page: HtmlElement) -> set[str]:
    """Those of the portal to which links of the page lead; but for what was sent in vain, which comes back
    wherever it was sent (`portal/web/showing_again.py`)."""
    links = (each for each in page.xpath("//a[@href]") if words_of(each) != "Go back to what you typed")
    addresses = {str(each.get("href")) for each in links}
    return {each.split("?")[0].split("#")[0] for each in addresses if each.startswith("/")}


def problems_at_their_fields(page: HtmlElement) -> Iterator[str]:
    """The error summary leads to what can be focused, and the sentence stands there too."""
    for link in page.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a[@href]"):
        found = page.xpath("//*[@id=$name]", name=link.get("href")[1:])
        if found and found[0].tag not in {
            "input",
            "select",
            "textarea",
            "button",
            "main",
            "details",
            "summary",
        }:
            yield f"the error summary leads to <{found[0].tag}>, which takes no focus"


def problems_told_apart(page: HtmlElement) -> Iterator[str]:
    """Every sentence of an error summary says what it is about, and no two are alike."""
    said = [words_of(each) for each in page.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")]
    for sentence, number in Counter(said).items():
        if number > 1:
            yield f"the error summary says {number} times {sentence!r}"
        if sentence.startswith(OF_ANYTHING):
            yield f"the error summary does not say what {sentence!r} is about"
        if LIMIT_TOO_LATE.search(sentence):
            yield f"the error summary hangs the limit on something else: {sentence!r}"


LIMIT_TOO_LATE = re.compile(r"(?:[.:] (?!enter |say )|, such as ).*, in [\d,]+ characters or fewer")
"""Behind what goes on after what is asked; "Action 3: say what is done" only begins with whose it is."""

OF_ANYTHING = (
    ",",
    "Use ",
    "Say yes or no",
    "Enter a whole number",
    "Enter a number",
    "Choose one.",
    "Choose an option",
)


def nothing_of_the_machine(page: HtmlElement) -> Iterator[str]:
    text = page.text_content()
    yield from (
        f"{word!r} in the page"
        for word in ("Traceback (most recent", "sqlalchemy", "None None")
        if word in text
    )


MANY = (
    "accounts|actions|answers|areas|changes|checks|codes|columns|confirmations|contracts|covers|days|decisions|"
    "documents|drafts|engagements|figures|files|findings|gaps|hours|invitations|items|letters|lines|mails|"
    "managers|measures|meetings|minutes|months|names|notices|organisations|others|pages|partners|parts|people|"
    "periods|persons|points|policies|questions|records|reminders|requirements|returns|reviewers|rows|"
    "sections|slips|statements|steps|submissions|things|times|versions|visits|volunteers|weeks|years"
)
ONE = r"(?<![\w.,:£–-])1 (?:(?:working|calendar|open|other|more|financial|earlier|older|accepted) )?"
ONES = re.compile(rf"{ONE}(?:(?:{MANY})\b|(?!of )[a-z]+[^s\W] (?:are|were|lapse|need|wait|fall)\b)")


def one_is_one(page: HtmlElement) -> Iterator[str]:
    """Neither "1 partners" nor "1 partner are ready"."""
    for found in ONES.finditer(words_of(page)):
        yield f"{found.group()!r} is said of one"


ELSEWHERE = {
    r"/on-the-day/[^/]+/(rows|notes)/[^/]+$": "kept on the phone until it is sent (send-later.mjs)",
}
"""Long forms that are sent to another address than their page's, and how what is typed is kept."""


def long_forms_elsewhere(page: HtmlElement, path: str) -> Iterator[str]:
    """A form of more than a few fields, or of free words, keeps itself where its address is its page:
    it comes back at the place where it was typed (assets/js/keep.mjs). Not looked at where a page is shown
    at the address of another of its forms, with what went wrong or what was typed before."""
    if page.xpath(
        "//*[contains(@class, 'gs-again') or contains(concat(@class, ' '), 'govuk-error-summary ')]"
    ):
        return
    for form in page.xpath("//main//form[@method='post'][not(.//*[@type='password'])]"):
        action = (form.get("action") or path).partition("?")[0]
        fields = form.xpath(".//input[not(@type='hidden' or @type='submit' or @type='file')] | .//select")
        names = {re.sub("-(day|month|year)$", "", each.get("name", "")) for each in fields}
        is_long = len(names) > FEW or bool(form.xpath(".//textarea"))
        if is_long and action != path and not any(re.search(each, action) for each in ELSEWHERE):
            yield f"the form to {action!r} is long and keeps nothing of what is typed"


Promise = Callable[[HtmlElement], Iterator[str]]

PROMISES: tuple[Promise, ...] = (
    one_heading,
    a_title,
    a_language,
    no_repeated_id,
    labelled_fields,
    described_by_what_is_there,
    tokens_in_forms,
    nothing_inline,
    links_that_lead_somewhere,
    problems_at_their_fields,
    problems_told_apart,
    nothing_of_the_machine,
    one_is_one,
)
