"""Whole jobs, from the list at home to the receipt, with every interaction counted."""

import pytest

from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.jobs import JOBS
from tests.journeys.jobs.job import SCRIPT, WAYS, Cast, Job, Way

KINDS = [
    pytest.param(job, way, id=f"{job.key}-{number}", marks=() if way is SCRIPT else pytest.mark.whole)
    for job in JOBS
    for number, way in enumerate(WAYS)
]


@pytest.mark.parametrize(("job", "way"), KINDS)
def test_a_job_takes_no_more_than_it_should(arrives: Arrives, world: World, job: Job, way: Way) -> None:
    done = job.does(Cast(world, way, arrives))
    assert job.goal is None or done <= job.goal
