"""Migrations: up and down with data, and never behind the models."""

from datetime import datetime

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy.orm import Session

from tests.builders import a_city
from tests.everything import count, fill
from volunteer.cities.model import City
from volunteer.core.db import Base, Words, db

WORD = 24  # letters in a column of words


def revisions() -> list[str]:
    """Return the revisions, the newest first."""
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    return [script.revision for script in scripts.walk_revisions()]


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names())


def close(session: Session) -> None:
    """Let go of every connection: a migration takes what nobody else may hold."""
    session.rollback()
    db.session.remove()
    db.engine.dispose()


def test_the_models_are_what_the_migrations_make(app: Flask) -> None:
    flask_migrate.check()  # ends the program if they are not


def test_a_table_that_no_migration_makes_is_noticed(app: Flask) -> None:
    forgotten = sa.Table("forgotten", Base.metadata, sa.Column("id", sa.Integer, primary_key=True))

    with pytest.raises(SystemExit):
        flask_migrate.check()

    Base.metadata.remove(forgotten)


def test_every_migration_goes_down_and_up_again_with_data_in_every_table(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    fill(session, city, now)
    assert [table.name for table in Base.metadata.sorted_tables if not count(session, table)] == []
    close(session)

    for _ in revisions():
        flask_migrate.downgrade(revision="-1")
        flask_migrate.upgrade(revision="+1")
        flask_migrate.downgrade(revision="-1")
    assert tables() == {"alembic_version"}
    flask_migrate.upgrade()

    assert tables() == {"alembic_version", *Base.metadata.tables}
    flask_migrate.check()
    fill(db.session(), a_city(db.session()), now)
    close(db.session())


def test_every_word_fits_its_column() -> None:
    words = [
        (f"{table.name}.{column.name}", word.value, WORD)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Words)
        for word in column.type.kind
    ]

    assert len(words) > 50
    assert [one for one in words if len(one[1]) > one[2]] == []


def test_foreign_keys_are_watched_again_after_a_migration(
    app: Flask, session: Session, now: datetime
) -> None:
    close(session)
    flask_migrate.downgrade(revision="-1")
    flask_migrate.upgrade()

    orphan = sa.insert(Base.metadata.tables["organisation"]).values(
        city_id=999, name="Nobody's", created_at=now
    )
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(orphan)
    db.session.rollback()
