"""The lead's own checklists, and drafts of them, in lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.authoring.presenters.draft import sizes
from portal.authoring.queries.drafts import DraftLine
from portal.authoring.queries.own import OwnLine
from portal.clock import local_day
from portal.web.addresses import CHECKLIST, DRAFT_CHECKLIST, NEW_CONTRACT
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A checklist or a draft with where it is found."""

    title: str
    href: str
    about: str
    contract_href: str = ""


def own_lines(own: Iterable[OwnLine], *, several: bool) -> list[ChecklistLine]:
    """`several` where the viewer manages more than one organisation: each line then names its own."""
    return [
        ChecklistLine(
            each.title,
            CHECKLIST(each.checklist_id),
            " · ".join(
                [
                    sizes(each.checklist),
                    f"kept on {day(local_day(each.made_at))} by {each.made_by}",
                    *([each.organisation] if several else []),
                ]
            ),
            NEW_CONTRACT(checklist=each.checklist_id),
        )
        for each in own
    ]


def draft_lines(drafts: Iterable[DraftLine], *, several: bool) -> list[ChecklistLine]:
    return [
        ChecklistLine(
            each.title,
            DRAFT_CHECKLIST(each.draft_id),
            " · ".join(
                [
                    *([f"read from {each.file_name}"] if each.file_name else []),
                    f"begun on {day(local_day(each.made_at))} by {each.made_by}",
                    *([each.organisation] if several else []),
                ]
            ),
        )
        for each in drafts
    ]
