"""ward shapes."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table('ward_shape',
    sa.Column('code', sa.String(length=9), nullable=False),
    sa.Column('polygons', sa.JSON(), nullable=False),
    sa.Column('official', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['code'], ['ward.code'], name=op.f('fk_ward_shape_code_ward')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_ward_shape'))
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('ward_shape')
