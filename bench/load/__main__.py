"""python -m bench.load: many people at once, on both databases; prints a table."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.engines import ENGINES, EngineMaker
from bench.load.office import DECISIONS_A_MINUTE, work
from bench.load.people import invite
from bench.load.report import Loaded, table
from bench.load.rush import rushes
from bench.loading import load
from bench.worker import HERE, running_worker


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5, help="that the fifty people work (5)")
    parser.add_argument("--partners", type=int, default=200, help="of the contract (200)")
    parser.add_argument("--only", choices=tuple(ENGINES), help="one database")
    parser.add_argument("--tree", type=Path, default=HERE, help="serve the portal of another checkout")
    chosen = parser.parse_args()
    for name in [chosen.only] if chosen.only else ENGINES:
        print("\n".join(table(measure(ENGINES[name], chosen))), flush=True)


def measure(make: EngineMaker, chosen: argparse.Namespace) -> Loaded:
    with tempfile.TemporaryDirectory(prefix="gs-load-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with make(home) as engine:
            data = load(home, engine, chosen.partners, int(chosen.minutes * DECISIONS_A_MINUTE) + 20)
            with running_worker(data.settings, chosen.tree, home / "worker.log") as worker:
                people = invite(data)  # once the day's mails are made, which would be theirs as well
                port = int(worker.address.rpartition(":")[2])
                rushed = asyncio.run(rushes(data, people, port))
                most_in_rushes = worker.most_resident()
                worker.forget_most()
                office = asyncio.run(work(data, people, port, chosen.minutes))
                most = worker.most_resident()
            print((home / "worker.log").read_text()[-2_000:], file=sys.stderr, end="")
    return Loaded(engine.name, chosen.partners, rushed, office, most_in_rushes, most)


if __name__ == "__main__":
    main()
