"""doors."""

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
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('email_hash', sa.String(length=64), nullable=False),
    sa.Column('address_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mailed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_password_request_city_id_city')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_password_request'))
    )
    with op.batch_alter_table('password_request', schema=None) as batch_op:
        batch_op.create_index('ix_password_request_waiting', ['id'], unique=False, postgresql_where=sa.text('email IS NOT NULL'), sqlite_where=sa.text('email IS NOT NULL'))
        batch_op.create_index('ix_password_request_from', ['city_id', 'address_hash', 'made_at'], unique=False)
        batch_op.create_index('ix_password_request_for', ['city_id', 'email_hash', 'made_at'], unique=False)


    op.create_table('knock',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('address_hash', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_knock_city_id_city')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knock'))
    )
    with op.batch_alter_table('knock', schema=None) as batch_op:
        batch_op.create_index('ix_knock_from', ['city_id', 'address_hash', 'at'], unique=False)

    # How far the carrier's list of texts to us was read.
    with op.batch_alter_table('sender', schema=None) as batch_op:
        batch_op.add_column(sa.Column('caught_up_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table('sender', schema=None) as batch_op:
        batch_op.drop_column('caught_up_at')

    op.drop_table('knock')
    op.drop_table('password_request')
