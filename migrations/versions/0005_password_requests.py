"""password requests."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table('password_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=400), nullable=True),
    sa.Column('email_hash', sa.String(length=64), nullable=False),
    sa.Column('address_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_password_request_city_id_city')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_password_request'))
    )
    with op.batch_alter_table('password_request', schema=None) as batch_op:
        batch_op.create_index('ix_password_request_waiting', ['id'], unique=False, postgresql_where=sa.text('email IS NOT NULL'), sqlite_where=sa.text('email IS NOT NULL'))
        batch_op.create_index('ix_password_request_from', ['city_id', 'address_hash', 'made_at'], unique=False)
        batch_op.create_index('ix_password_request_for', ['city_id', 'email_hash', 'made_at'], unique=False)


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('password_request')
