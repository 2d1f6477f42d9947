"""What every test may ask for. The parts themselves live in tests/parts, one real thing a file."""

from hypothesis import settings

pytest_plugins = [
    "tests.parts.loopback_only",
    "tests.parts.postgres_server",
    "tests.parts.databases",
    "tests.parts.browser",
    "tests.parts.s3_server",
]

# No deadline, since machines differ; the same examples every time, so that a red run is red again.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")
