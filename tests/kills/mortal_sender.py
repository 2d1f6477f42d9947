"""A process that does the work that nobody waits for, until it is killed."""

import time
from datetime import timedelta
from multiprocessing.process import BaseProcess

from evidence.store import open_store
from portal.database import open_database
from portal.settings import read_settings
from portal.work.working import Worker
from tests.kills.children import start
from tests.parts import loopback_only as loopback_only

LEASE = timedelta(seconds=2)
"""What a killed worker had is taken by another after that: here sooner than in earnest."""


def work(environment: dict[str, str]) -> None:
    settings = read_settings(environment)
    database = open_database(settings.database_url, connections=3)
    worker = Worker(settings, database, open_store(settings.evidence), lease=LEASE)
    while True:
        worker.do_all()
        time.sleep(0.05)


def start_worker(environment: dict[str, str]) -> BaseProcess:
    return start(work, environment)
