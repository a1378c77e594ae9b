"""A text is written anew in fewer indexes, and a number counts what it sends in a day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

WHEN = ('claimed_at', 'accepted_at')
HELD = sa.text("status = 'held'")


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table('sender', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('counted_from', sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column('counted_parts', sa.Integer(), nullable=False, server_default=sa.text('0'))
        )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_message_sid'), type_='unique')
        batch_op.drop_index('uq_message_again_of')
        for column in WHEN:
            batch_op.drop_index(batch_op.f(_name(column)))
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('uq_message_sid', ['sid'], **_unique_where_known('sid'))
        batch_op.create_index(
            'uq_message_again_of', ['again_of_id'], **_unique_where_known('again_of_id')
        )
        for column in WHEN:
            batch_op.create_index(batch_op.f(_name(column)), ['city_id', column], **_by_page(column))
        batch_op.create_index(
            'ix_message_held', ['city_id'], postgresql_where=HELD, sqlite_where=HELD
        )


def _name(column: str) -> str:
    return f'ix_message_city_id_message_{column}'


def _unique_where_known(column: str) -> dict[str, Any]:
    known = sa.column(column).is_not(None)
    return {'unique': True, 'postgresql_where': known, 'sqlite_where': known}


def _by_page(column: str) -> dict[str, Any]:
    return {
        'unique': False,
        'sqlite_where': sa.column(column).is_not(None),
        'postgresql_using': 'brin',
        'postgresql_with': {'autosummarize': 'on'},
    }


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table('message', schema=None) as batch_op:
        for column in WHEN:
            batch_op.drop_index(batch_op.f(_name(column)))
        batch_op.drop_index('ix_message_held')
        batch_op.drop_index('uq_message_again_of')
        batch_op.drop_index('uq_message_sid')
    with op.batch_alter_table('message', schema=None) as batch_op:
        for column in WHEN:
            batch_op.create_index(batch_op.f(_name(column)), ['city_id', column], unique=False)
        batch_op.create_index('uq_message_again_of', ['again_of_id'], unique=True)
        batch_op.create_unique_constraint(batch_op.f('uq_message_sid'), ['sid'])
    with op.batch_alter_table('sender', schema=None) as batch_op:
        batch_op.drop_column('counted_parts')
        batch_op.drop_column('counted_from')
