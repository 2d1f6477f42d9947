"""What the lead is writing: the next version of the contract's checklist, and checklists of its own."""

import uuid
from datetime import UTC, datetime, time, timedelta

from checklists.calendar import add_months
from checklists.drafting import DraftRow, make_checklist, rows_of
from checklists.library import as_data
from portal.authoring.queries.drafts import as_definition
from portal.demo.rows import Rows
from portal.demo.setting import Setting, weekday
from portal.records import ChecklistDraft, OwnChecklist

OWN = "Walking groups"
FROM_WORD = "Allotment sessions"
NO_LONGER_ASKED = "environment"


def papers(title: str, clause: str, asks: str, **more: object) -> dict[str, object]:
    plain = {
        "title": title,
        "kind": "document",
        "force": "must",
        "clause": clause,
        "group": "Before you start",
        "asks": asks,
        "warn_days": 30,
    }
    return plain | more


FIRST_AID = papers(
    "First aid certificates",
    "K17",
    "A first aid certificate for each place in which you meet people.",
    group="Key contract requirements",
    months=36,
)
WALKS = (
    papers(
        "Route risk assessment",
        "W1",
        "A risk assessment of each route.",
        kind="assessment",
        months=12,
        sections=["Ways and crossings", "Weather", "When somebody is hurt"],
        after_incident=True,
    ),
    papers(
        "Insurance",
        "W2",
        "Public liability insurance at the level shown.",
        kind="cover",
        consequence="No walk is led while a partner is not insured.",
        part=[
            {
                "key": "public-liability",
                "title": "Public liability insurance",
                "insurance": "public liability",
                "amount": 5_000_000,
                "basis": "per-claim",
            }
        ],
    ),
    papers(
        "Training of walk leaders",
        "W3",
        "Training for everyone who leads a walk.",
        kind="register",
        months=36,
        topic=[
            {"key": "first-aid", "title": "First aid"},
            {"key": "safeguarding-adults", "title": "Safeguarding adults"},
        ],
    ),
    papers(
        "Volunteer policy",
        "W4",
        "A volunteer policy, if you use volunteers.",
        kind="confirmation",
        statement="We have a volunteer policy in place.",
        condition="uses-volunteers",
        force="should",
    ),
)
READ = (
    (
        papers("Safeguarding policy", "", "Your safeguarding policy."),
        {"asks": ("Each partner must hold a safeguarding policy.", False)},
    ),
    (
        papers(
            "Equality impact assessment",
            "",
            "An equality impact assessment.",
            kind="assessment",
            months=12,
        ),
        {
            "months": ("An equality impact assessment should be kept up to date.", True),
            "kind": ("Equality impact assessment", False),
        },
    ),
    (
        papers(
            "Public liability",
            "",
            "Public liability insurance.",
            kind="cover",
            part=[
                {
                    "key": "public-liability",
                    "title": "Public liability insurance",
                    "insurance": "public liability",
                    "amount": 5_000_000,
                }
            ],
        ),
        {"parts.public-liability": ("Public liability insurance of £5m", True)},
    ),
)
"""Rows as they are read from a document: by field the sentence, and whether to look at it again."""


def write_checklists(rows: Rows, setting: Setting) -> None:
    """A draft of the next version, one that was read from a document, and a checklist that is kept."""
    at = datetime.combine(weekday(setting.today - timedelta(days=2), -1), time(11, 20), UTC)
    shared = {"organisation_id": setting.manager.organisation_id, "made_by": setting.manager.person_id}
    draft = shared | {"made_at": at, "base_id": None, "finished_at": None}
    rows.add(
        ChecklistDraft,
        id=named(setting, "next version"),
        contract_id=setting.contract_id,
        title=setting.checklist.title,
        in_force_from=add_months(setting.today.replace(day=1), 1),
        definition=as_definition(next_rows(setting)),
        sources={},
        file_name=None,
        **(draft | {"base_id": version_of(setting)}),
    )
    read = [DraftRow(str(place), None, data) for place, (data, _) in enumerate(READ, 1)]
    sources = {
        str(place): {name: {"sentence": said, "check": check} for name, (said, check) in found.items()}
        for place, (_, found) in enumerate(READ, 1)
    }
    rows.add(
        ChecklistDraft,
        id=named(setting, "from word"),
        contract_id=None,
        title=FROM_WORD,
        in_force_from=None,
        definition=as_definition(read),
        sources=sources,
        file_name="allotments contract.docx",
        **draft,
    )
    walks = [DraftRow(str(place), None, data) for place, data in enumerate(WALKS, 1)]
    kept = make_checklist("walking-groups", OWN, setting.today, walks)
    rows.add(
        OwnChecklist,
        id=named(setting, "own"),
        key=kept.key,
        title=OWN,
        definition=as_data(kept),
        made_at=at,
        **shared,
    )


def version_of(setting: Setting) -> uuid.UUID:
    """The id of the only version that there is."""
    return named(setting, "first version")


def next_rows(setting: Setting) -> list[DraftRow]:
    """One requirement more, one less, and one that is due again sooner."""
    rows = []
    for row in rows_of(setting.checklist, continued=True):
        sooner = {"months": 24} if row.of == "dbs-checks" else {}
        removed = row.of == NO_LONGER_ASKED
        rows.append(DraftRow(row.row, row.of, {**row.data, **sooner}, removed))
        if row.of == "sub-contract":
            rows.append(DraftRow("firstaid", None, FIRST_AID))
    return rows


def named(setting: Setting, name: str) -> uuid.UUID:
    """The same every time, without a draw that would change what is drawn after it."""
    return uuid.uuid5(setting.contract_id, name)
