"""200 servers are killed at named points and at random moments, fifty on each database with each store:
nothing that was acknowledged is lost, nothing is mended by hand, and nothing is wrong between the deaths."""

from itertools import cycle, islice

from tests.kills.mortal_server import FROM_OUTSIDE, POINTS
from tests.kills.uploading import Uploader, live_and_die
from trust.gate import Result
from trust.places import KINDS, installed

EACH = 50
WAYS = tuple(islice(cycle((*POINTS, *[FROM_OUTSIDE] * 5)), EACH))


def run() -> Result:
    faults, kept, deaths, errors = list[str](), 0, 0, 0
    for kind in KINDS:
        with installed(kind) as here:
            uploader = Uploader(here.settings, here.database)
            lives = live_and_die(here.environment, uploader, WAYS)
            deaths += lives.deaths.total()
            kept += len(uploader.acknowledged)
            errors += sum(often for status, often in uploader.statuses.items() if status >= 500)
            found = [*lives.faults, *(f"lost: {each}" for each in uploader.lost), *uploader.damage()]
            faults += [f"{kind}: {each}" for each in found]
    for line in faults:
        print(f"      {line}")
    figures = f"{deaths} deaths, {kept} acknowledged, {len(faults)} faults, {errors} errors between them"
    return Result(not faults and not errors, figures)
