"""Cells: who lives in which square of the map, who there has which skill; chances as learnt."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from volunteer.core.geo import Point, geocentric
from volunteer.people.cells.maps import square
from volunteer.people.model import Travel

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

TOLD = ['x', 'y', 'z', 'reach_km', 'free', 'contact_id', 'approximate', 'most_calls_a_month']
BATCH = 2000


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_volunteer_city_id_volunteer_home_id'), ['city_id', 'home_id'], unique=False
        )
    op.create_table('home_cell',
    sa.Column('city_id', sa.Integer(), nullable=False),
    *_columns('home_cell'),
    sa.PrimaryKeyConstraint('city_id', 'cell', 'volunteer_id', name=op.f('pk_home_cell'), postgresql_include=TOLD),
    sqlite_with_rowid=False
    )
    op.create_table('skill_cell',
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('skill_id', sa.Integer(), nullable=False),
    *_columns('skill_cell'),
    sa.ForeignKeyConstraint(['skill_id'], ['skill.id'], name=op.f('fk_skill_cell_skill_id_skill')),
    sa.PrimaryKeyConstraint('city_id', 'skill_id', 'cell', 'volunteer_id', name=op.f('pk_skill_cell'), postgresql_include=TOLD),
    sqlite_with_rowid=False
    )
    op.create_table('learnt',
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_learnt_city_id_city')),
    sa.PrimaryKeyConstraint('city_id', name=op.f('pk_learnt'))
    )
    _fill()
    for table in ('home_cell', 'skill_cell'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f'ix_{table}_volunteer_id'), ['volunteer_id'], unique=False)


def _columns(table: str) -> Iterator[Any]:
    yield sa.Column('cell', sa.BigInteger(), nullable=False)
    yield sa.Column('volunteer_id', sa.Integer(), nullable=False)
    yield sa.Column('x', sa.Double(), nullable=False)
    yield sa.Column('y', sa.Double(), nullable=False)
    yield sa.Column('z', sa.Double(), nullable=False)
    yield sa.Column('reach_km', sa.Double(), nullable=True)
    yield sa.Column('free', sa.Integer(), nullable=True)
    yield sa.Column('contact_id', sa.Integer(), nullable=False)
    yield sa.Column('approximate', sa.Boolean(), nullable=False)
    yield sa.Column('most_calls_a_month', sa.Integer(), nullable=True)
    yield sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f(f'fk_{table}_city_id_city'))
    yield sa.ForeignKeyConstraint(
        ['volunteer_id'], ['volunteer.id'],
        name=op.f(f'fk_{table}_volunteer_id_volunteer'), ondelete='CASCADE',
    )


def _fill() -> None:
    """Put everybody who may be asked into their squares."""
    tables = sa.MetaData()
    home_cell, skill_cell, skills = (
        sa.Table(name, tables, autoload_with=op.get_bind())
        for name in ('home_cell', 'skill_cell', 'volunteer_skill')
    )
    last = 0
    while rows := _people(last):
        last = rows[-1].id
        cells = {row.id: _cell(row) for row in rows if row.may_be_asked}
        if cells:
            op.get_bind().execute(sa.insert(home_cell), list(cells.values()))
            has = sa.select(skills.c.volunteer_id, skills.c.skill_id)
            postings = [
                cells[volunteer_id] | {'skill_id': skill_id}
                for volunteer_id, skill_id in op.get_bind().execute(has.where(skills.c.volunteer_id.in_(cells)))
            ]
            if postings:
                op.get_bind().execute(sa.insert(skill_cell), postings)


def _people(after: int) -> list[Any]:
    return list(op.get_bind().execute(sa.text("""
        SELECT v.id, v.city_id, v.contact_id, v.travel, v.reach_km, v.free, v.most_calls_a_month,
               p.latitude, p.longitude, p.approximate,
               v.state = 'active' AND c.consented_at IS NOT NULL AND c.stopped_at IS NULL
               AND c.unreachable_at IS NULL AND p.latitude IS NOT NULL
               AND p.longitude IS NOT NULL AS may_be_asked
        FROM volunteer v JOIN contact c ON c.id = v.contact_id LEFT JOIN place p ON p.id = v.home_id
        WHERE v.id > :after ORDER BY v.id LIMIT :batch
    """), {'after': after, 'batch': BATCH}))


def _cell(row: Any) -> dict[str, Any]:
    home = Point(row.latitude, row.longitude)
    x, y, z = geocentric(home)
    return {
        'city_id': row.city_id,
        'cell': square(home, Travel(row.travel), row.reach_km),
        'volunteer_id': row.id,
        'contact_id': row.contact_id,
        'x': x, 'y': y, 'z': z,
        'approximate': bool(row.approximate),
        'reach_km': row.reach_km,
        'free': row.free,
        'most_calls_a_month': row.most_calls_a_month,
    }


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('learnt')
    op.drop_table('skill_cell')
    op.drop_table('home_cell')
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_city_id_volunteer_home_id'))
