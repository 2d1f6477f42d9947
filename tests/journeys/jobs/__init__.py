"""Whole jobs that people come for, done by somebody whose interactions are counted: in the journeys, and by
`python -m bench --jobs`, which writes docs/jobs.md."""

from tests.journeys.jobs.of_leads import OF_LEADS
from tests.journeys.jobs.of_partners import OF_PARTNERS

JOBS = (*OF_PARTNERS, *OF_LEADS)
