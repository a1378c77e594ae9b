"""A scene on each of the two databases, made once for a file of tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.scene import Scene, staged
from tests.crash.stores import PostgresDatabase, SqliteFile, Store

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="module")
def sqlite_store(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> SqliteFile:
    """Give a file with the schema."""
    store = SqliteFile(tmp_path_factory.mktemp("crash") / "volunteer.db")
    shutil.copy(sqlite_template, store.path)
    return store


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Give a database with the schema, once on each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_store")
        return
    database = PostgresDatabase(request.getfixturevalue("server"))
    database.make()
    yield database
    database.drop()


@pytest.fixture(scope="module")
def scene(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Give a scene on each database."""
    with staged(store, tmp_path_factory.mktemp("scene")) as scene:
        yield scene


@pytest.fixture(scope="module")
def file_scene(
    sqlite_store: SqliteFile, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """Give a scene on SQLite: what its files and its carrier see of a worker is all there is."""
    with staged(sqlite_store, tmp_path_factory.mktemp("scene")) as scene:
        yield scene
