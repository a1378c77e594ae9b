"""A database that is as it was whenever one wants, on either kind."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests import databases


class Store(Protocol):
    """A database at an address; what was made in it first can be had again."""

    @property
    def url(self) -> str:
        """Its address."""
        ...

    def keep(self) -> None:
        """Keep what is in it now."""
        ...

    def reset(self) -> None:
        """Let it be as it was kept. Nobody may be at it."""
        ...


@dataclass
class SqliteFile:
    """A file and its kept copy."""

    path: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"sqlite:///{self.path}"

    @property
    def _kept(self) -> Path:
        return self.path.with_suffix(".kept")

    def keep(self) -> None:
        """Copy the file: nobody is at it, so all that was committed is in it."""
        assert not self.path.with_name(self.path.name + "-wal").exists()
        shutil.copy(self.path, self._kept)

    def reset(self) -> None:
        """Take the copy, and nothing that was beside the file."""
        for beside in ("-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
        shutil.copy(self._kept, self.path)


@dataclass
class PostgresDatabase:
    """A database of a server and its kept copy."""

    server: str
    name: str = "volunteer_crash"

    @property
    def url(self) -> str:
        """Its address."""
        return databases.address(self.server, self.name)

    def make(self) -> None:
        """Make it, with the schema and nothing else."""
        databases.drop(self.server, self.name)
        databases.create(self.server, self.name, like=databases.TEMPLATE)

    def keep(self) -> None:
        """Copy the database."""
        databases.drop(self.server, f"{self.name}_kept")
        databases.create(self.server, f"{self.name}_kept", like=self.name)

    def reset(self) -> None:
        """Take the copy."""
        databases.drop(self.server, self.name)
        databases.create(self.server, self.name, like=f"{self.name}_kept")

    def drop(self) -> None:
        """Leave nothing behind."""
        for name in (self.name, f"{self.name}_kept"):
            databases.drop(self.server, name)
