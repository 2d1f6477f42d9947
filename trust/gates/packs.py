"""A pack of a whole contract: more than 200 partners and 5,000 files. How long it takes beside the bare zip
of the same bytes, in turns; how much memory it wants; its maker killed in the middle, then made anew."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from datetime import timedelta

import sqlalchemy as sa

from evidence.local_store import LocalStore
from evidence.store import Store, new_key, open_store
from evidence.verify_pack import Packed, findings
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.database import Database, open_database
from portal.demo import fill
from portal.demo.shelf import Shelf
from portal.memory import settle_memory
from portal.packs.actions.create_pack import WantedPack, create_pack
from portal.packs.making import make_pack
from portal.packs.presenters.filing import list_files
from portal.packs.queries.contents import load_contents
from portal.packs.queries.packs import PackLine, get_pack
from portal.places.contracts import ContractPlace, get_contract_place
from portal.records import Contract, Engagement, Membership, StoredFile
from portal.records.migrations import migrate
from portal.settings import Settings, read_settings
from portal.standing.queries.verify import find_orphans, verify_files
from tests.builders.multiplying import multiply
from trust.gate import Result

PARTNERS, BASE, BYTES, ROUNDS = 260, 10, 256 * 1024, 3
MOST, MOST_MEMORY = 2.0, 400
"""How much longer than the bare zip, and megabytes of memory."""

LONGEST, MEGABYTE, KEYS = 900, 1024 * 1024, "keys.txt"


def run() -> Result:
    with tempfile.TemporaryDirectory(prefix="gs-packs-", ignore_cleanup_errors=True) as folder:
        settings = read_settings({"PORTAL_HOME": folder})
        database, store = filled(settings)
        lead = Lead(database)
        faults = killed_and_made(settings, database, store, lead)
        bare, packs, memory = list[float](), list[float](), list[int]()
        asked = [lead.ask(number) for number in range(ROUNDS)]
        list_keys(settings, database, lead)
        for pack_id in asked:
            bare.append(child(settings, "bare", pack_id)["seconds"])
            made = child(settings, "make", pack_id)
            packs.append(made["seconds"])
            memory.append(int(made["memory"]))
        pack = lead.pack(asked[-1])
    ratio, most = min(packs) / min(bare), max(memory) // 1024
    faults += [] if pack.files == pack.files_asked else [f"partial: {pack.unread[:3]}"]
    faults += [] if ratio <= MOST else ["it takes too long"]
    faults += [] if most <= MOST_MEMORY else ["it wants too much memory"]
    for fault in faults:
        print(f"      {fault}")
    size = (pack.size or 0) // MEGABYTE
    told = (
        f"{PARTNERS} partners, {pack.files:,} files, {size:,} MB in {min(packs):.1f} s, "
        f"bare zip {min(bare):.1f} s: {ratio:.2f}; at most {most} MB of memory; {len(faults)} faults"
    )
    return Result(not faults, told)


def filled(settings: Settings) -> tuple[Database, Store]:
    """Ten partners with all they have sent, each twenty times, and real bytes behind every file."""
    settings.home.mkdir(parents=True, exist_ok=True)
    database, store = open_database(settings.database_url), open_store(settings.evidence)
    assert isinstance(store, LocalStore)
    migrate(database.engine)
    with database.writing() as session:
        fill(session, Shelf(settings.incoming, store), BASE, with_files=BASE)
        multiply(session, session.scalars(sa.select(Engagement.id)).all(), 1, PARTNERS // BASE - 1)
        noise = os.urandom(BYTES)
        for file_id, old in session.execute(sa.select(StoredFile.id, StoredFile.key)).all():
            (store.folder / old).unlink(missing_ok=True)
            content = file_id.bytes + noise[16:]
            key, sha256 = new_key(clock.today()), hashlib.sha256(content).hexdigest()
            path = store.folder / key  # past the store, whose every keeping waits for the disk
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            row = sa.update(StoredFile).where(StoredFile.id == file_id)
            session.execute(row.values(key=key, size=BYTES, sha256=sha256))
        session.commit()
    return database, store


class Lead:
    """One of the lead's managers, who asks."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.reading() as session:
            contract = session.execute(sa.select(Contract.id, Contract.lead_id)).one()
            manager = sa.and_(Membership.organisation_id == contract.lead_id, Membership.role == "manager")
            person_id = session.scalars(sa.select(Membership.person_id).where(manager)).first()
            assert person_id
            self.viewer = Viewer(person_id, "", "", (Belonging(contract.lead_id, "", "manager"),))
            self.place: ContractPlace = get_contract_place(session, self.viewer, contract.id, tuple(Audience))

    def ask(self, days: int) -> uuid.UUID:
        with self.database.writing() as session:
            on = clock.today() + timedelta(days=days)
            return create_pack(session, self.viewer, self.place, WantedPack(on))

    def pack(self, pack_id: uuid.UUID) -> PackLine:
        with self.database.reading() as session:
            return get_pack(session, self.place, pack_id)


def killed_and_made(settings: Settings, database: Database, store: Store, lead: Lead) -> list[str]:
    """What is wrong after its maker was killed in the middle, and another has made it."""
    pack_id = lead.ask(90)
    mortal = begin(settings, "make", pack_id)
    end = time.monotonic() + LONGEST
    while sum(each.stat().st_size for each in settings.incoming.glob("pack-*.part")) < 100 * MEGABYTE:
        assert mortal.poll() is None, "it was made before it could be killed"
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)
    mortal.send_signal(signal.SIGKILL)
    mortal.wait()
    faults = ["half a pack is a pack"] if lead.pack(pack_id).is_ready else []
    child(settings, "make", pack_id)
    faults += [f"left behind: {each}" for each in settings.incoming.glob("pack-*.part")]
    with database.reading() as session:
        faults += [*verify_files(session, store)]
        faults += [*find_orphans(session, store, clock.now() + timedelta(minutes=1))]
    key = lead.pack(pack_id).key
    with store.fetch(key or "") as path:
        faults += findings(Packed(path))
    return faults


def begin(settings: Settings, act: str, pack_id: uuid.UUID) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", f"from {__name__} import answer; answer()", act, str(pack_id)]
    environment = os.environ | {"PORTAL_HOME": str(settings.home)}
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)


def child(settings: Settings, act: str, pack_id: uuid.UUID) -> dict[str, float]:
    with begin(settings, act, pack_id) as process:
        said, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, act
    found: dict[str, float] = json.loads(said)
    return found


def answer() -> None:
    """In a process of its own: does one of the two, and says how long it took and what it wanted."""
    act, pack_id = sys.argv[1], uuid.UUID(sys.argv[2])
    settings = read_settings(os.environ)
    database, store = open_database(settings.database_url), open_store(settings.evidence)
    settle_memory()  # as whoever works for the portal does
    began = time.monotonic()
    if act == "bare":
        zip_bare(settings, store)
    else:
        make_pack(database, store, settings.incoming, pack_id, lambda _done, _of: None)
    seconds = time.monotonic() - began
    print(json.dumps({"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


def list_keys(settings: Settings, database: Database, lead: Lead) -> None:
    """What is in the pack of today, for the bare zip."""
    with database.reading() as session:
        today = clock.today()
        files = list_files(load_contents(session, lead.place.contract_id, frozenset(), today, today), False)
    (settings.home / KEYS).write_text("\n".join(each.file.key for each in files))


def zip_bare(settings: Settings, store: Store) -> None:
    """The same files as they are, on disk when it is done."""
    path, keys = settings.incoming / "bare.part", (settings.home / KEYS).read_text().split("\n")
    with path.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
            for number, key in enumerate(keys):
                entry = zipfile.ZipInfo(f"{number}/{key}")
                entry.file_size = BYTES
                with packed.open(entry, "w") as target:
                    for chunk in store.read(key):
                        target.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    path.unlink()
