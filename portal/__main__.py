"""`python -m portal`, and the command `portal`."""

import sys

from portal.memory import collect_seldom


def main() -> int:
    """Run one command; its exit code. Nothing is loaded before the collector has been told to look seldom."""
    collect_seldom()
    from portal.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
