"""Where a form has gone from its page since somebody opened it: another was first, or a window of their own.

What they sent is then wrong about fields that the page has no more, so that it says what has happened.
"""

import re
from collections.abc import Iterable, Mapping

GONE = (
    "This has changed since you opened the page, so that what you sent is not asked for any more. "
    "The page shows how it is now."
)
SUMMARY = re.compile(r'<div class="govuk-error-summary".*?</ul>', re.DOTALL)
LINK = re.compile(r'href="#([^"]+)"')


def without_gone(problems: Mapping[str, str], text: str, sent: Iterable[str] = ()) -> dict[str, str]:
    """The problems of a page as it was rendered with them: those of fields that are not there are told as
    one, of the page as a whole. Where it asks still for all that was sent, their sentences are that."""
    summary = SUMMARY.search(text)
    links = LINK.findall(summary[0]) if summary else []
    if len(links) != len(problems) or all(is_there(each, text) for each in links):
        return dict(problems)
    there = {
        name: why
        for (name, why), link in zip(problems.items(), links, strict=True)
        if name and is_there(link, text)
    }
    others = " ".join(why for name, why in problems.items() if name not in there)
    return {"": others if is_asked_still(sent, text) else GONE} | there


def is_asked_still(sent: Iterable[str], text: str) -> bool:
    """Whether the page has fields of all those names, of one at least; a form's own marks begin with "_"."""
    names = [each for each in sent if not each.startswith("_")]
    return bool(names) and all(f' name="{each}"' in text for each in names)


def is_there(link: str, text: str) -> bool:
    return f' id="{link}"' in text
