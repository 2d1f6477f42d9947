"""The databases that other tests stand on are real, fresh and apart."""

from collections.abc import Callable

from sqlalchemy import create_engine, inspect, text

from tests.parts.postgres_server import PostgresServer


def run(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def tables(url: str) -> list[str]:
    engine = create_engine(url)
    found = inspect(engine).get_table_names()
    engine.dispose()
    return found


def test_both_engines_start_empty(empty_database_url: str) -> None:
    assert tables(empty_database_url) == []
    run(empty_database_url, "CREATE TABLE fact (id integer PRIMARY KEY)")
    assert tables(empty_database_url) == ["fact"]


def test_databases_are_apart(make_postgres_database: Callable[..., str]) -> None:
    one, other = make_postgres_database(), make_postgres_database()
    run(one, "CREATE TABLE fact (id integer)")
    assert tables(other) == []


def test_a_template_is_built_once_and_copied(
    postgres_server: PostgresServer, make_postgres_database: Callable[..., str]
) -> None:
    built: list[str] = []

    def build(url: str) -> None:
        built.append(url)
        run(url, "CREATE TABLE fact (id integer)")

    for _ in range(2):
        name = postgres_server.template("with_fact", build)
        assert tables(make_postgres_database(name)) == ["fact"]
    assert len(built) == 1
