"""Two leads with one partner, and the council: everybody opens all there is, and reads nothing of others."""

import uuid
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from portal.access import Audience
from portal.records import (
    Incident,
    KeptSheet,
    Submission,
    SubmissionFile,
    Visit,
)
from portal.web.door import Door as App
from tests.builders import inviting
from tests.builders.two_leads import beside
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import fill, list_doors
from tests.pages.walking import walk

OF_A_KIND = 12
"""So many pages that differ only in the requirement, or in what they are about, are opened of each kind; all
of them only with --whole."""

WANT_MORE = ("/council/layout/cells", "/returns/ask", "/commitments")
"""Pages that are about a sheet, a return or a requirement besides."""

EXAMPLE = "such as Peer support on the coast"
"""A hint of a form, for everybody."""

KEYS = ("complaints-policy", "insurance", "dbs-checks", "eqia", "sub-contract", "market-stewardship")
OF_OURS = (
    "Harbour Light",
    "Peer support on the coast",
    "Eastmouth",
    "Westmouth",
    "C-WRLD",
    "E-WRLD",
    "Open Door Folk",
    "Mary Manager",
    "Rafi Reviewer",
    "Olu Officer",
    "Kingsmarsh",
    "Only Ours",
    "ours-only",
    "Ours fell",
    "Ours waived",
    "Lamplight",
)
OF_NOISE = (
    "Noise",
    "Bothford",
    "E-BOTH",
    "C-NSNS",
    "E-NSNS",
    "Only Other",
    "other-only",
    "Other fell",
    "Other waived",
)
OF_PEOPLE = (
    "Ann Secret",
    "K-12",
    "Wim Worker",
    "Only Ours",
    "Only Other",
    "000444555666",
    ".pdf",
    "FM 20 481",
    "Fathom Mutual",
    "Ours fell",
    "Lou Left",
)


@dataclass(frozen=True)
class Both:
    """The two engagements of the partner, and what was sent under each."""

    world: World
    other: uuid.UUID
    worker: uuid.UUID

    def sent(self, engagement_id: uuid.UUID) -> list[uuid.UUID]:
        with self.world.database.reading() as session:
            query = sa.select(Submission.id).where(Submission.engagement_id == engagement_id)
            return list(session.scalars(query))

    def starts(self, contract_id: uuid.UUID, engagement_id: uuid.UUID, app: App) -> list[str]:
        """The addresses of all doors that one lead, or its council, may knock at."""
        places = {
            "contract_id": contract_id,
            "engagement_id": engagement_id,
            "organisation_id": self.world.partner_id,
            "worker_id": self.worker,
        }
        found = ["/"]
        for door in list_doors(app.app):  # type: ignore[arg-type]  # the door stands before a Litestar
            if door.method != "GET" or "token" in door.names or "file_path" in door.names:
                continue
            for key in KEYS:
                for submission_id in self.sent(engagement_id) if "submission_id" in door.names else [None]:
                    values = places | {"key": key, "requirement_key": key, "submission_id": submission_id}
                    if set(door.names) <= set(values):
                        found.append(fill(door, values))
        return found


@pytest.fixture
def both(world: World) -> Both:
    return Both(world, *beside(world))


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        ("manager", OF_NOISE),
        pytest.param("reviewer", OF_NOISE, marks=pytest.mark.whole),  # her manager is shown all that she is
        ("noise_manager", OF_OURS),
    ],
)
def test_no_lead_reads_of_the_other(
    both: Both, client_for: ClientFor, app: App, who: str, hidden: tuple[str, ...], is_whole: bool
) -> None:
    world = both.world
    is_ours = who != "noise_manager"
    contract_id = world.contract_id if is_ours else world.noise_contract_id
    engagement_id = world.engagement_id if is_ours else both.other
    client = client_for(world.people[who])
    starts = both.starts(contract_id, engagement_id, app)
    opened = read_all(client, starts, (*hidden, "Ann Secret"), is_whole=is_whole)
    assert any("K-12" in text for text in opened.values()), "the walk must come to the register"
    assert any("Audit visit" in text for text in opened.values())
    for path in own_pages(app, contract_id, engagement_id):
        assert path in opened, "what would say too much must not hide behind a page that is not there"


def own_pages(app: App, contract_id: uuid.UUID, engagement_id: uuid.UUID) -> list[str]:
    """Of the lead's pages those that a contract and an engagement are enough for."""
    places = {"contract_id": contract_id, "engagement_id": engagement_id}
    return [
        fill(door, places)
        for door in list_doors(app.app)  # type: ignore[arg-type]  # the door stands before a Litestar
        if door.method == "GET"
        and len(door.names) > 0
        and set(door.names) <= set(places)
        and Audience.MANAGER in door.audiences
        and not door.path.endswith(WANT_MORE)
    ]


def test_the_council_reads_of_nobody(both: Both, client_for: ClientFor, app: App, is_whole: bool) -> None:
    world = both.world
    starts = both.starts(world.contract_id, world.engagement_id, app)
    officer = client_for(world.officer)
    opened = read_all(officer, starts, (*OF_PEOPLE, *OF_NOISE), is_whole=is_whole)
    assert any("Tidewater Peers" in text for text in opened.values())


def test_what_has_the_id_of_the_other_leads_is_not_there(both: Both, client_for: ClientFor) -> None:
    """In an address that is one's own otherwise."""
    world = both.world
    nina = client_for(world.noise_manager)
    nina.get("/", 303)
    with world.database.reading() as session:
        of_ours = Incident.engagement_id == world.engagement_id
        incident = session.scalars(sa.select(Incident.id).where(of_ours)).first()
        visit = session.scalars(sa.select(Visit.id).where(Visit.contract_id == world.contract_id)).first()
        sheet = session.scalars(sa.select(KeptSheet.id)).first()
        files = session.scalars(
            sa.select(SubmissionFile.file_id)
            .join(Submission)
            .where(Submission.engagement_id == world.engagement_id, Submission.requirement_key == "insurance")
        ).all()
    assert None not in {incident, visit, sheet, *files}
    noise = f"/contracts/{world.noise_contract_id}"
    for path in (
        f"/engagements/{both.other}/incidents/{incident}/withdraw",
        f"{noise}/visits/{visit}/cancel",
        f"{noise}/partners/import/{sheet}",
        f"/files/{files[0]}",
        *(f"/submissions/{sent}/review" for sent in both.sent(world.engagement_id)),
    ):
        nina.get(path, 404)
        answer = nina.ask("POST", path, data={"_csrf_token": nina.token, "words": "x"})
        assert answer.status in {303, 404, 405}, path
        assert answer.status != 303 or "/visits/" in path, "nothing there to cancel is as good as cancelled"
    theirs = f"/engagements/{both.other}/requirements/dbs-checks/register"
    ticked = {"accept": [str(sent) for sent in both.sent(world.engagement_id)]}
    assert nina.post(theirs, ticked).location.endswith("accepted=0")
    with world.database.reading() as session:
        assert session.get(Visit, visit)


def test_no_lead_reads_whom_the_other_invited(both: Both, client_for: ClientFor) -> None:
    """Each names the same organisation; neither sees the other's entry, people or answers."""
    world = both.world
    theirs = inviting.name_partner(world, "Nell Folk", world.noise_manager)
    inviting.invite(world, theirs, "nell.new@example.org", world.noise_manager, name="Nell New")
    ours = inviting.name_partner(world, "Nell Folk")
    inviting.invite(world, ours, "nora.new@example.org", name="Nora New")
    for viewer, contract_id, read, hidden in (
        (world.manager, world.contract_id, "Nora New", "Nell New"),
        (world.noise_manager, world.noise_contract_id, "Nell New", "Nora New"),
    ):
        for page in ("invitations", "set-up", "people/new"):
            words = client_for(viewer).get(f"/contracts/{contract_id}/{page}").words
            assert hidden not in words
            assert page != "invitations" or read in words
    client_for(world.manager).get(f"/organisations/{theirs}", status=404)
    client_for(world.noise_manager).get(f"/organisations/{ours}", status=404)


def read_all(
    client: PageClient, starts: list[str], hidden: tuple[str, ...], *, is_whole: bool
) -> dict[str, str]:
    """What there is to be read, by address; none of it has a hidden word."""
    walked = walk(client, starts, None if is_whole else OF_A_KIND)
    opened = {path: text.replace(EXAMPLE, "") for path, text in walked}
    found = [
        f"{path}: {word!r} in …{text[max(0, text.find(word) - 120) : text.find(word) + 60]}…"
        for path, text in opened.items()
        for word in hidden
        if word in text
    ]
    assert not found, "\n".join(found)
    return opened
