"""A worker does not load at its start what only few acts want."""

import subprocess
import sys

LARGE = (
    *("PIL", "authlib", "cryptography", "docx", "holidays", "icalendar"),
    *("lxml", "psycopg", "rich", "segno", "webauthn", "xlsxwriter"),
)


def test_no_large_library_is_loaded_before_it_is_wanted() -> None:
    """Each is up to 9 MB of every worker, for as long as it runs. The command line comes first, as it does
    in `portal serve`."""
    asked = f"import sys, portal.cli, portal.app; print(*[x for x in {LARGE} if x in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_nor_is_that_of_bank_holidays_when_they_are_asked_about() -> None:
    asked = (
        "import sys; from portal.acting.bank_holidays import bank_holidays;"
        "print(len(bank_holidays(2026)), max(bank_holidays(2026)), 'holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    number, last, is_loaded = done.stdout.split()
    assert int(number) > 400
    assert (last, is_loaded) == ("2027-12-28", "False")


def test_the_collector_looks_seldom_before_anything_is_loaded() -> None:
    """Looking again and again at what is loaded and kept was a fifth of each start."""
    asked = (
        "import gc, sys, types; from portal.__main__ import main; print('sqlalchemy' in sys.modules);"
        "run = lambda: print(gc.get_threshold()[0]);"
        "sys.modules['portal.cli'] = types.SimpleNamespace(main=run); main()"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "500000"]


def test_nor_looks_it_for_what_a_start_has_left() -> None:
    """A few hundred objects, for a tenth of it. With many portals in one process there is more."""
    asked = (
        "import gc; from portal.memory import collect_seldom, settle_memory; collect_seldom(); looks = [];"
        "gc.callbacks.append(lambda phase, info: looks.append(info['generation']));"
        "import portal.app; settle_memory(); print(looks.count(2), gc.get_freeze_count() > 100_000);"
        "settle_memory(); print(looks.count(2) > 0)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True", "True"]
