"""python -m trust: tries every gate, prints what each found, and ends with 1 if one did not hold."""

import argparse
import pkgutil
import sys
import time
import traceback
from importlib import import_module

import trust.gates
from trust.gate import Result


def main() -> None:
    names = sorted(each.name for each in pkgutil.iter_modules(trust.gates.__path__))
    parser = argparse.ArgumentParser(prog="trust", description=__doc__)
    parser.add_argument("gates", nargs="*", metavar="GATE", help=f"only these, of {', '.join(names)}")
    chosen = parser.parse_args().gates or names
    if unknown := set(chosen) - set(names):
        parser.error(f"there is no gate {', '.join(sorted(unknown))}")
    results = [try_gate(name) for name in chosen]
    sys.exit(0 if all(each.has_held for each in results) else 1)


def try_gate(name: str) -> Result:
    """A gate that breaks has not held; the others are tried all the same."""
    began = time.monotonic()
    gate = import_module(f"trust.gates.{name}")
    try:
        result: Result = gate.run()
    except Exception as error:  # noqa: BLE001 - whatever it was, it is told, and the next gate is tried
        traceback.print_exc()
        result = Result(False, f"broke: {error!r}")
    verdict = "held" if result.has_held else "FELL"
    print(f"{verdict}  {name}: {result.figures} ({time.monotonic() - began:.0f} s)", flush=True)
    return result


if __name__ == "__main__":
    main()
