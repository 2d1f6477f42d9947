"""What the tests' process needs when `make test-days` moves its clock.

Debian's libfaketime 0.9.10 leaves monotonic time alone where it is asked to, but then refuses every
clock_nanosleep to a moment of that time, which is how Python sleeps.
"""

import os
import select
import time
from typing import SupportsIndex


def sleep(seconds: float | SupportsIndex, /) -> None:
    select.select([], [], [], float(seconds))


if "FAKETIME" in os.environ:
    time.sleep = sleep
