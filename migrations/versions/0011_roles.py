"""Roles that were changed: what they were stays with what is over. Who was told of a lack."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table('project_role', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('edition', sa.Integer(), nullable=False, server_default=sa.text('1'))
        )
        batch_op.add_column(sa.Column('kept_at', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('project_role', schema=None) as batch_op:
        batch_op.alter_column('edition', server_default=None)  # it was for the rows there are
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lack_told_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            'ix_placement_lack_told',
            ['city_id'],
            unique=False,
            postgresql_where=sa.text('lack_told_at IS NOT NULL'),
            sqlite_where=sa.text('lack_told_at IS NOT NULL'),
        )


def downgrade() -> None:
    """Go one step back: what a role was becomes a role of its own."""
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.drop_index('ix_placement_lack_told')
        batch_op.drop_column('lack_told_at')
    with op.batch_alter_table('project_role', schema=None) as batch_op:
        batch_op.drop_column('kept_at')
        batch_op.drop_column('edition')
