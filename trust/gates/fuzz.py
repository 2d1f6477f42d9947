"""Every parameter of every door, one by one, with what nobody types: NUL, halves of letters, days at both
ends of time, numbers of thirty noughts, other codings, very long, twice. On SQLite and on PostgreSQL."""

from tests.pages.fuzzing import BAD, Fuzz
from trust.gate import Result
from trust.opened import opened_house

SHOWN = 40


def run() -> Result:
    figures, wrong = [], []
    for engine in ("sqlite", "postgresql"):
        with opened_house(engine) as opened:
            fuzz = Fuzz(opened.doors, opened.world, opened.house, opened.clients, opened.restore)
            fuzz.learn_fields()
            for shots in (
                fuzz.gaps(BAD),
                fuzz.questions(BAD),
                fuzz.typed(BAD),
                fuzz.codings(),
                fuzz.headed(),
            ):
                wrong += [f"{engine}: {fault}" for fault in fuzz.fire_all(shots)]
            figures.append(f"{fuzz.fired:,} on {engine}")
    print("\n".join(wrong[:SHOWN]))
    return Result(not wrong, f"{' and '.join(figures)}, {len(wrong)} errors of ours")
