"""python -m bench: measure, and write docs/performance.md. With --quick, few rounds and few partners."""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.bare_server import running_bare_server
from bench.decisions import decide_many, decisions_lines
from bench.engines import ENGINES, Engine, EngineMaker
from bench.floors import Floors
from bench.goals import judge
from bench.growing import growth_goals, growth_table, in_words
from bench.jobs import WRITTEN as JOBS_WRITTEN
from bench.jobs import count_jobs, jobs_page
from bench.loading import Data, load
from bench.measures import Measure, decide_measures, page_measures, upload_measures
from bench.period import PARTNERS, period_table
from bench.report import Memory, Run, Serving, report, run_table
from bench.routes import measure_routes
from bench.rules import RuleTiming, measure_rules
from bench.running import run
from bench.worker import Worker, running_worker, sign_in

WRITTEN = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


@dataclass(frozen=True)
class Plan:
    """Numbers of partners, rounds, and seconds for the rounds of one number of partners on one database."""

    partners: Sequence[int]
    rounds: int
    seconds: float


FULL = Plan((200, 2_000, 10_000), 40, 40)
QUICK = Plan((20, 200), 4, 10)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test; prints, writes nothing")
    parser.add_argument("--only", choices=tuple(ENGINES), help="one database; prints, writes nothing")
    parser.add_argument("--period", action="store_true", help="a period of returns alone; prints it")
    parser.add_argument("--jobs", action="store_true", help="interactions of whole jobs; writes docs/jobs.md")
    chosen = parser.parse_args()
    if chosen.jobs:
        count_whole_jobs()
        return
    plan, began = QUICK if chosen.quick else FULL, time.monotonic()
    engines = [ENGINES[name] for name in ([chosen.only] if chosen.only else ENGINES)]
    if chosen.period:
        print("\n".join(period_lines(engines, plan)))
        return
    rules = measure_rules()  # first: the collector would look at all that the rest leaves
    runs = [measure_size(each, partners, plan) for each in engines for partners in plan.partners]
    growths = [measure_routes(each, min(plan.partners), max(plan.partners)) for each in engines]
    periods = list(period_lines(engines, plan))
    is_whole = not chosen.quick and not chosen.only
    text = report(
        runs,
        [*(judge(runs, rules) if is_whole else []), *growth_goals(growths)],
        (time.monotonic() - began) / 60,
        in_words(runs, growths),
        [*periods, *rule_lines(rules), *(line for growth in growths for line in growth_table(growth))],
    )
    if is_whole:
        WRITTEN.parent.mkdir(exist_ok=True)
        WRITTEN.write_text(text, "utf-8")
    print(text)


def count_whole_jobs() -> None:
    text = jobs_page(count_jobs(), decisions_lines(decide_many()))
    JOBS_WRITTEN.write_text(text, "utf-8")
    print(text)


def period_lines(engines: Sequence[EngineMaker], plan: Plan) -> Iterator[str]:
    for each in engines:
        yield from period_table(each, min(PARTNERS, max(plan.partners)), plan.rounds)


def rule_lines(rules: Sequence[RuleTiming]) -> Iterator[str]:
    """What the rules cost by themselves, with registers of several sizes, as rows of a table."""
    yield "| | people | ms of the processor |"
    yield "|---|---:|---:|"
    for each in rules:
        yield f"| {each.name} | {each.people:,} | {each.milliseconds:.1f} |"
    yield ""


def measure_size(make: EngineMaker, partners: int, plan: Plan) -> Run:
    with tempfile.TemporaryDirectory(prefix="gs-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with make(home) as engine:
            began = time.monotonic()
            data = load(home, engine, partners, plan.rounds + 2)
            print(
                f"{engine.name}, {partners:,} partners: loaded in {time.monotonic() - began:.0f} s",
                flush=True,
            )
            serving = measure_serving(engine, data)
            with running_worker(data.settings) as worker:
                measured = measure_worker(engine, data, worker, plan, serving)
    print("\n".join(run_table(measured)), flush=True)
    return measured


def measure_worker(engine: Engine, data: Data, worker: Worker, plan: Plan, serving: Serving) -> Run:
    floors = Floors(engine.bare(), data)
    at_start = worker.resident()
    with (
        closing(sign_in(worker.address, data.reviewer)) as reviewer,
        closing(sign_in(worker.address, data.uploader)) as uploader,
        running_bare_server(data.settings.home) as bare,
    ):
        pages = [*page_measures(reviewer, data, floors), *decide_measures(reviewer, data, floors)]
        timings = run(pages, plan.rounds, plan.seconds * 0.75)
        after_pages = worker.resident()
        uploads = list(upload_measures(uploader, bare, data, floors))
        timings += run(uploads, plan.rounds, plan.seconds * 0.25)
        before, most = largest_upload(worker, uploads[-1])
    memory = Memory(at_start, after_pages, before, most)
    return Run(engine.name, data.partners, worker.started_in, timings, memory, serving)


def measure_serving(engine: Engine, data: Data) -> Serving:
    """Each page once, of a worker that leaves the day's work to another process."""
    with (
        running_worker(data.settings, only_serves=True) as worker,
        closing(sign_in(worker.address, data.reviewer)) as reviewer,
    ):
        at_start = worker.resident()
        for each in page_measures(reviewer, data, Floors(engine.bare(), data)):
            each.act()
        return Serving(at_start, worker.resident())


def largest_upload(worker: Worker, upload: Measure) -> tuple[float, float]:
    """Megabytes before and at most during one more of them."""
    before = worker.resident()
    worker.forget_most()
    upload.act()
    return before, worker.most_resident()


if __name__ == "__main__":
    main()
