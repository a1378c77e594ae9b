"""The two databases of the tests: a file each test owns, and a throwaway PostgreSQL.

The schema is made once by the real migrations; a test gets a copy of it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

TEMPLATE = "volunteer_template"
PATIENCE = 12  # times the five seconds that PostgreSQL waits for others to leave
PLACES = ("/usr/lib/postgresql",)


@contextmanager
def cluster() -> Iterator[str]:
    """Give a PostgreSQL of our own, reached by a socket only, gone afterwards.

    ``TEST_DATABASE_URL`` names another server to use: its role must be able to create
    databases.
    """
    elsewhere = os.environ.get("TEST_DATABASE_URL")
    if elsewhere:
        yield elsewhere
        return
    folder = Path(tempfile.mkdtemp(prefix="volunteer-pg-"))
    try:
        yield from _running(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(server: str, database: str) -> str:
    """Return the address of one database of a server, as SQLAlchemy spells it."""
    base, _, options = server.partition("?")
    spelled = base.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0]
    return f"{spelled}/{database}" + (f"?{options}" if options else "")


def create(server: str, database: str, *, like: str | None = None) -> None:
    """Create a database, as a copy of another one if told so."""
    copied = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
    _tell(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)) + copied)


def drop(server: str, database: str) -> None:
    """Drop a database, with whoever is still connected."""
    _tell(
        server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
    )


def _tell(server: str, statement: sql.Composed) -> None:
    """Say it until nobody is in the way: a connection that is closed may take a while to end."""
    with psycopg.connect(server, autocommit=True) as connection:
        for left in reversed(range(PATIENCE)):
            try:
                connection.execute(statement)
            except psycopg.errors.ObjectInUse:
                if not left:
                    raise
            else:
                return


def _running(folder: Path) -> Iterator[str]:
    user = _unprivileged(folder)
    data = folder / "data"
    _run(user, "initdb", "--auth=trust", "--username=volunteer", "--encoding=UTF8", "-D", data)
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=300"
    _run(user, "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://volunteer@/postgres?host={folder}"
    finally:
        _run(user, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _unprivileged(folder: Path) -> str | None:
    """Return who runs the server: PostgreSQL refuses root, so root hands the folder over."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return "nobody"


def _run(user: str | None, program: str, *arguments: str | Path) -> None:
    subprocess.run(  # noqa: S603 - our own words
        [_find(program), *map(str, arguments)],
        user=user,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )


def _find(program: str) -> str:
    found = shutil.which(program) or next(
        (str(p) for root in PLACES for p in sorted(Path(root).glob(f"*/bin/{program}"))[::-1]),
        None,
    )
    assert found, f"PostgreSQL's {program} is not here: on Debian, apt-get install postgresql"
    return found
