"""One box for all that one may see, and nothing of what one may not."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.say import say_names
from portal.records import Engagement, Organisation, Pack, PaymentStatement, StoodIn, StoredFile, Submission
from portal.search.queries.known import find_references
from portal.search.queries.named import find_files, find_partners
from portal.search.queries.reach import find_reach
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.submissions.actions.take_back import take_back
from tests.builders import happening, packing, paying, returning
from tests.builders.receiving import enter
from tests.builders.sending import attach, draft, requirement, send
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.pages.plans import reads_whole
from tests.parts.databases import ENGINES

FILE = "Père Noël’s plan_v2.pdf"


@pytest.fixture
def named(world: World) -> World:
    """A partner with a name that is hard to spell, which was called otherwise, and a file of it."""
    with world.database.writing() as session:
        its = sa.update(Engagement).where(Engagement.partner_id == world.partner_id)
        session.execute(its.values(sort_name="st. brânwen’s tide water cio"))
        names = {"name": "St. Brânwen’s Tide Water CIO", "trading_names": ["The Lantern"]}
        session.execute(sa.update(Organisation).where(Organisation.id == world.partner_id).values(**names))
        say_names(session, world.partner_id, None)
        session.commit()
    submission_id = draft(world, "quality-standards")
    attach(world, submission_id, FILE)
    return world


def found(client: PageClient, sought: str) -> dict[str, list[str]]:
    """The links by the heading that they stand under."""
    answer = client.get("/search", params={"q": sought})
    return {
        words_of(each.xpath("h2")[0]): [words_of(link) for link in each.xpath(".//li//a")]
        for each in answer.find("//main//section")
    }


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_partner_is_found_however_it_is_written(named: World, client_for: ClientFor) -> None:
    client, name = client_for(named.manager), "St. Brânwen’s Tide Water CIO"
    for sought in (
        "st branwen's",
        "BRANWENS",
        "tidewater",
        "water  tide",
        "branwen st",
        "st. brânwen’s tide water cio",
        "lantern",
        "Tidewater Peers",
    ):
        assert found(client, sought)["Partners"] == [name], sought
    assert "Partners" not in found(client, "ranwen")
    assert "Partners" not in found(client, "branwen moon")


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_file_is_found_by_whoever_may_open_it(named: World, client_for: ClientFor) -> None:
    for sought in ("pere noel's", "NOELS plan", "plan v2 pdf", "perenoels"):
        assert found(client_for(named.member), sought)["Files"] == [FILE], sought
        assert "Files" not in found(client_for(named.manager), sought), "a draft is its partner's own"
    send(named, "anti-bribery")
    with named.database.reading() as session:
        name = session.scalars(sa.select(StoredFile.name).where(StoredFile.name != FILE)).first()
    assert name
    for viewer in (named.manager, named.reviewer, named.member):
        assert name in found(client_for(viewer), name)["Files"]
    elsewhere = (named.officer, named.colleague, named.second_member, named.noise_manager, named.noise_member)
    for viewer in elsewhere:
        assert "Files" not in found(client_for(viewer), name)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_each_finds_what_it_may_open_and_each_link_opens(named: World, client_for: ClientFor) -> None:
    sought = ("branwen", "Eastmouth", "quality standards", "peer support", named.engagement, named.contract)
    groups = {
        "manager": {"Partners", "Areas", "Requirements", "Contracts", "Reference"},
        "reviewer": {"Partners", "Areas", "Requirements", "Contracts", "Reference"},
        "officer": {"Partners", "Areas", "Requirements", "Contracts", "Reference"},
        "member": {"Requirements", "Contracts", "Reference"},
        "second_member": {"Requirements", "Contracts"},
        "colleague": set(),
        "administrator": set(),
    }
    for who, expected in groups.items():
        client, seen = client_for(named.people[who]), set()
        for each in sought:
            answer = client.get("/search", params={"q": each})
            for link in answer.find("//main//section//li//a"):
                assert client.get(str(link.get("href"))).status == 200
            seen |= {words_of(heading) for heading in answer.find("//main//section/h2")}
        assert seen == expected, who


def test_others_are_found_by_nobody_else(named: World, client_for: ClientFor) -> None:
    for viewer in (named.noise_manager, named.noise_member, named.noise_officer):
        client = client_for(viewer)
        for sought in ("branwen", "Eastmouth", named.engagement, named.contract, FILE):
            assert found(client, sought) == {}, (viewer.name, sought)
    client_for(None).get("/search?q=tide", 303)


def test_a_name_of_before_the_lead_knew_it_is_no_way_to_it(named: World, client_for: ClientFor) -> None:
    """What the lead typed itself stays one, and what the partner is called by now is."""
    with named.database.writing() as session:
        entry = Organisation(
            name="Lamplight Folk", created_at=clock.now(), made_by_id=named.lead_id, trading_names=[]
        )
        session.add(entry)
        session.flush()
        say_names(session, entry.id, None)
        until = clock.now() + timedelta(minutes=1)
        session.add(StoodIn(engagement_id=named.engagement_id, organisation_id=entry.id, until_at=until))
        session.commit()
    client = client_for(named.manager)
    for sought in ("lamplight", "branwen"):
        assert found(client, sought)["Partners"] == ["St. Brânwen’s Tide Water CIO"]
    assert "Partners" not in found(client, "tidewater peers")


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_draft_of_what_the_lead_received_is_found_by_no_partner(
    world: World, client_for: ClientFor
) -> None:
    """Not by its reference either, nor by a file of it that the partner has used itself meanwhile."""
    entered = enter(world, "whistleblowing")
    other = deliver_for_noise_too(world)
    with world.database.writing() as session:
        source, target = (
            world.submission_place(session, entered, world.member),
            world.place(session, world.member, other),
        )
        reuse_submission(session, world.member, source, target, "whistleblowing", "", world.today)
    with world.database.writing() as session:
        place = world.submission_place(session, entered, world.reviewer)
        draft_id = take_back(session, world.reviewer, place, requirement("whistleblowing"))
        reference = session.get_one(Submission, draft_id).reference
        reach = find_reach(session, world.member)
        assert find_references(session, reach, reference) == ()
        files = find_files(session, reach, ["scan"], 9)
    assert files
    assert all(each.sent_at for each in files)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_no_table_is_read_whole_for_it(named: World, client_for: ClientFor) -> None:
    """`tests/pages/test_web_once.py` opens the page without a question."""
    client = client_for(named.manager)
    for each in (
        "branwen tide",
        named.engagement,
        "O-7KQ2-M9XD",
        "P-7KQ2-M9XD",
        "R-7KQ2-M9XD",
        "B-7KQ2-M9XD",
    ):
        client.get("/search", params={"q": each})
        asked = list(client.watch.sent)
        with named.database.engine.connect() as connection:
            for statement, values in asked:
                if statement.startswith("SELECT"):
                    assert reads_whole(connection, statement, values) == [], statement


def test_nothing_asked_and_too_much_asked(named: World, client_for: ClientFor) -> None:
    client = client_for(named.manager)
    for sought in ("", "   ", "’", "%", "a" * 1900, "a b c d e f g h i j k l m n o p q r s t u v w"):
        client.get("/search", params={"q": sought})
    for sought in ("%", "_", "’"):
        assert "Nothing is found that you may see." in client.get("/search", params={"q": sought}).words
    assert "Nothing is found" not in client.get("/search", params={"q": " "}).words
    with named.database.reading() as session:
        reach = find_reach(session, named.manager)
        assert find_partners(session, reach, ["zz"], 5) == ()
        assert find_files(session, reach, ["zz"], 5) == ()


def test_what_is_said_of_references_holds_for_the_reader(named: World, client_for: ClientFor) -> None:
    of_sent, of_contracts = "of what was sent", "of contracts"
    said = {
        who: client_for(named.people[who]).get("/search", params={"q": "zzz"}).words
        for who in ("manager", "member", "officer")
    }
    assert of_sent in said["manager"]
    assert of_sent in said["member"]
    assert of_sent not in said["officer"]
    assert of_contracts in said["officer"]
    assert of_contracts not in said["member"]


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_what_happened_is_found_by_whoever_may_open_it(world: World, client_for: ClientFor) -> None:
    happening.agree(world)
    told = happening.tell(world, happening.SERIOUS)
    reference = happening.line(world, told).reference
    ours = {world.manager.name, world.reviewer.name, world.member.name, world.reviewer_and_member.name}
    assert finders(world, client_for, reference.lower().replace("-", " ")) == ours
    happening.forwarded(world, told)
    assert finders(world, client_for, reference) == ours | {world.officer.name}


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_pack_is_found_by_its_owner_and_while_it_is_shared(world: World, client_for: ClientFor) -> None:
    pack = packing.made(world, without_names=True)
    leads = {world.manager.name, world.reviewer.name, world.reviewer_and_member.name}
    assert finders(world, client_for, pack.reference) == leads
    packing.share(world, pack.pack_id)
    assert finders(world, client_for, pack.reference) == leads | {world.officer.name}
    own = packing.own_pack(world)
    with world.database.reading() as session:
        reference = session.scalars(sa.select(Pack.reference).where(Pack.id == own)).one()
    assert finders(world, client_for, reference) == {world.member.name, world.reviewer_and_member.name}


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_return_is_found_by_both_sides_once_anything_was_done(world: World, client_for: ClientFor) -> None:
    returning.begin(world)
    returning.write_all(world)
    reference = returning.whole(world).reference
    partners = {world.member.name, world.reviewer_and_member.name}
    assert finders(world, client_for, reference) == partners
    returning.send(world, returning.signer(world))
    leads = {world.manager.name, world.reviewer.name}
    assert finders(world, client_for, reference.replace("-", "").lower()) == partners | leads


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_statement_is_found_by_its_partner_once_it_is_approved(world: World, client_for: ClientFor) -> None:
    second = paying.begin_example(world)
    paying.paid(world)
    paying.put(world)
    with world.database.reading() as session:
        reference = session.scalars(sa.select(PaymentStatement.reference)).one()
    leads = {world.manager.name, world.reviewer.name}
    assert finders(world, client_for, reference) == leads
    paying.approve_it(world, second)
    partners = {world.member.name, world.reviewer_and_member.name}
    assert finders(world, client_for, reference) == leads | partners


def finders(world: World, client_for: ClientFor, reference: str) -> set[str]:
    """Who finds it, and can open what is found."""
    names = set()
    for viewer in world.people.values():
        client = client_for(viewer)
        links = client.get("/search", params={"q": reference}).find("//main//section//li//a")
        assert all(client.get(str(link.get("href"))).status == 200 for link in links)
        names |= {viewer.name} if links else set()
    return names
