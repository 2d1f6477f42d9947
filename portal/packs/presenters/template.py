"""What the page of an organisation's Word template says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from evidence.example_template import Example
from evidence.templates import Wrong
from portal.packs.presenters.placed import NAMES
from portal.packs.queries.templates import TemplateLine
from portal.words.wording import moment, size

MOST_SAID = 6
"""So many sentences are said of what is wrong; more are counted."""

SENTENCES = {
    "logic": "{name} is not filled in: nothing is worked out in a template, and only a name between"
    " {{{{ and }}}} is replaced.",
    "single": "{name} has one brace where two are needed: write {{{{ and }}}}.",
    "open": "“{name}” is a placeholder that is not closed, or not opened: write {{{{ before the name and"
    " }}}} after it.",
    "not-alone": "{name} stands for whole tables, so it must stand in a paragraph of its own in the text of"
    " the document: not in a sentence, a table, a text box, a header or a footer.",
    "twice": "{name} stands there more than once. It can stand there once.",
    "missing": "{name} is missing: every pack says of which day it is, what was known, and whether all its"
    " files are there.",
    "no-block": "There is no placeholder for what a pack is about. Put in {{{{partners}}}}, or others of the"
    " second list, each in a paragraph of its own.",
    "elsewhere": "“{name}” stands where nothing is filled in: in a link, a field, a picture or a hidden part"
    " ({where}). Take it out there.",
    "changes": "There are tracked changes in it, with the names of people. In Word choose Review, accept or"
    " reject all changes, and save it.",
    "comments": "There are comments in it, with the names of people. In Word choose Review, delete all"
    " comments, and save it.",
    "too-many": "There are {name} placeholders in it, which is more than any document needs.",
    "strict": "It was saved as Strict Open XML. In Word choose Save as, then Word Document (.docx).",
    "more": "And {name} more of the kind.",
}
"""By the code of what is wrong."""

NOT_WORD = "A template must be a Word document. In Word choose Save as, then Word Document (.docx)."
UNREADABLE = (
    "We could not read this document within the time and memory that a template may take. Save a smaller"
    " copy, and upload that."
)


def wrong_words(found: Sequence[Wrong]) -> str:
    """What is wrong, in sentences."""
    said = [wrong_sentence(each) for each in found[:MOST_SAID]]
    more = len(found) - MOST_SAID
    return " ".join([*said, f"And {more} more." if more > 0 else ""]).strip()


def wrong_sentence(wrong: Wrong) -> str:
    """
    >>> wrong_sentence(Wrong("unknown", "{{contract_titel}}", ""))
    '{{contract_titel}} is not one of ours; did you mean {{contract_title}}?'
    >>> wrong_sentence(Wrong("unknown", "{{7 * 7}}", ""))
    '{{7 * 7}} is not one of ours.'
    """
    if wrong.code == "unknown":
        near = get_close_matches(wrong.name.strip("{} ").lower().replace(" ", "_"), NAMES, 1, 0.7)
        meant = f"; did you mean {{{{{near[0]}}}}}?" if near else "."
        return f"{wrong.name} is not one of ours{meant}"
    return SENTENCES[wrong.code].format(name=wrong.name, where=wrong.where)


@dataclass(frozen=True, slots=True)
class TemplateView:
    """The template in use, and who put it in when. `state` is empty where packs are made with it."""

    template_id: str
    file_id: str
    name: str
    is_open: bool
    is_harmful: bool
    about: str
    state: str
    sha256: str


def template_view(template: TemplateLine) -> TemplateView:
    return TemplateView(
        str(template.template_id),
        str(template.file_id),
        template.name,
        template.is_open,
        template.is_harmful,
        f"Put in by {template.put_by} on {moment(template.put_at)}, {size(template.size)}",
        state_words(template),
        template.sha256,
    )


def state_words(template: TemplateLine) -> str:
    if template.is_harmful:
        return "It is not used: until a clean copy is put in, or this is taken away, packs have our own look."
    if not template.is_open:
        return "It is not used before that is done: until then packs have our own look."
    return ""


def placeholders(about: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"{{{{{name}}}}}", holds) for name, holds in about.items()]


EXAMPLE = Example(
    title="{{title}}",
    subtitle="{{partner}}",
    rows=(
        ("Contract", "{{contract_title}}, {{contract_reference}}"),
        ("Commissioner", "{{commissioner}}"),
        ("Lead provider", "{{lead}}"),
        ("State on", "{{day}}"),
        ("As known on", "{{known}}, when this pack was made"),
        ("Checklist", "{{checklist}}"),
        ("Made by", "{{made_by}}"),
        ("Reference", "{{reference}}"),
        ("Files", "{{files}}"),
    ),
    blocks=(
        ("", "{{contents}}"),
        ("Summary", "{{summary}}"),
        ("", "{{readiness}}"),
        ("", "{{summary_table}}"),
        ("What has changed", "{{changes}}"),
        ("In the way", "{{blockers}}"),
        ("Open actions", "{{actions}}"),
        ("Register", "{{registers}}"),
        ("Each requirement", "{{requirements}}"),
        ("Evidence and decisions", "{{evidence}}"),
        ("Issued by {{lead}}", "{{issued}}"),
    ),
    on_new_pages=frozenset({"Summary", "Each requirement", "Evidence and decisions"}),
    head="{{contract_title}} · {{reference}}",
    foot="{{occasion}}",
)
"""With every placeholder that there is but `partners`, which says the same in another order."""
