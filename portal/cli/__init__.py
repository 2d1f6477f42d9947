"""The command line. Errors are one line on stderr and exit 2."""

import os
import sys
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError, OperationalError

from checklists.library import DefinitionError
from portal.acting.refused import CannotDo
from portal.cli.arguments import make_parser
from portal.cli.failing import Failed
from portal.files.actions.name_installation import NotOurStore
from portal.files.actions.sweep_files import SweepRefused
from portal.settings import SettingError

EXPECTED = (
    Failed,
    SettingError,
    CannotDo,
    DefinitionError,
    OperationalError,
    OSError,
    SweepRefused,
    NotOurStore,
)
"""What goes wrong in ways that a line can tell. Anything else is a bug and shows where."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    chosen = make_parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # or closing it would complain once more
        return 1
    except EXPECTED as error:
        print(f"portal: {error_words(error)}", file=sys.stderr)
        return 2
    return code


def error_words(error: Exception) -> str:
    """What went wrong; of a database's error only what the database says, in one line."""
    text = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return " ".join(text.split()) or type(error).__name__
