"""A disk of a few megabytes that a database lives on, to be filled to the last byte."""

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests import databases

MEGABYTES = 8
TABLES = ("text", "message", "contact", "question")


@dataclass
class Disk:
    """The disk, and the address of the database on it."""

    folder: Path
    url: str = ""

    def fill(self) -> None:
        """Leave no room, not even in the journal of SQLite."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as connection:
                connection.execute("pragma wal_checkpoint(truncate)")
        with (self.folder / "filler").open("wb", buffering=0) as filler:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while filler.write(bytes(size)):
                        pass
                except OSError:
                    continue

    def empty(self) -> None:
        """Make room again."""
        (self.folder / "filler").unlink()


@contextmanager
def small_disk(url: str) -> Iterator[Disk]:
    """Give a small disk with a database on it, a copy of the one at an address.

    Of PostgreSQL it is the tables in which texts are kept. It takes root to mount one.
    """
    folder = Path(tempfile.mkdtemp(prefix="volunteer-disk-"))
    try:
        with _mounted(folder):
            disk = Disk(folder)
            move = _move_file if url.startswith("sqlite") else _move_tables
            with move(disk, url):
                yield disk
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    how = ("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs")
    if os.geteuid() != 0 or not _ran("mount", *how, folder):
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield
    finally:
        _ran("umount", "-l", folder)


def _ran(program: str, *arguments: str | Path) -> bool:
    found = shutil.which(program)
    if found is None:
        return False
    words = [found, *map(str, arguments)]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own words


@contextmanager
def _move_file(disk: Disk, url: str) -> Iterator[None]:
    path = disk.folder / "volunteer.db"
    shutil.copy(url.removeprefix("sqlite:///"), path)
    disk.url = f"sqlite:///{path}"
    yield


@contextmanager
def _move_tables(disk: Disk, url: str) -> Iterator[None]:
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("another machine's server does not see our disk")
    nobody = pwd.getpwnam("nobody")
    place = disk.folder / "tables"
    place.mkdir()
    for folder in (disk.folder, place):
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    server, _, options = plain.partition("?")
    base = f"{server.rpartition('/')[0]}/postgres?{options}"
    _tell(base, f"CREATE TABLESPACE tiny LOCATION '{place}'")
    try:
        for table in TABLES:
            _tell(plain, f'ALTER TABLE "{table}" SET TABLESPACE tiny')
        disk.url = url
        yield
    finally:
        databases.drop(base, server.rpartition("/")[2])
        _tell(base, "DROP TABLESPACE tiny")


def _tell(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())
