"""What a call's waves need: pauses by hand, urgency, several openings, propensity."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paused_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('urgent', sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column('together_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_call_paused_by_id_member'), 'member', ['paused_by_id'], ['id']
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_call_together_id_call'), 'call', ['together_id'], ['id']
        )
        batch_op.create_index(batch_op.f('ix_call_together_id'), ['together_id'], unique=False)
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('propensity', sa.Double(), nullable=False, server_default=sa.text('1.0'))
        )
    _drop_defaults()


def _drop_defaults() -> None:
    """The defaults were for the rows there are."""
    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.alter_column('urgent', server_default=None)
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.alter_column('propensity', server_default=None)


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_column('propensity')
    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_call_together_id'))
        batch_op.drop_constraint(batch_op.f('fk_call_together_id_call'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_call_paused_by_id_member'), type_='foreignkey')
        batch_op.drop_column('together_id')
        batch_op.drop_column('urgent')
        batch_op.drop_column('paused_by_id')
