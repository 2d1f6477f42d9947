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
