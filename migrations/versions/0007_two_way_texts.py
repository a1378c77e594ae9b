"""two-way texts."""

import sqlalchemy as sa
from alembic import op

from volunteer.messages.opt_outs import digest

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table('opt_out',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_opt_out_city_id_city')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opt_out')),
    sa.UniqueConstraint('city_id', 'digest', name=op.f('uq_opt_out_city_id_digest'))
    )
    _keep_stops()
    op.create_table('effect',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('text_id', sa.Integer(), nullable=False),
    sa.Column('changed', sa.String(length=24), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_effect_city_id_city')),
    sa.ForeignKeyConstraint(['text_id'], ['text.id'], name=op.f('fk_effect_text_id_text')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_effect'))
    )
    with op.batch_alter_table('effect', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_effect_city_id_effect_text_id'), ['city_id', 'text_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_effect_city_id_effect_changed_effect_subject_id'), ['city_id', 'changed', 'subject_id'], unique=False)

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_city_id_message_claimed_at'), ['city_id', 'claimed_at'], unique=False)

    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('paused_because', sa.String(length=40), nullable=True))

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unreachable_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('unreachable_because', sa.String(length=40), nullable=True))

    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code', sa.String(length=3), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_opening_city_id_code'), ['city_id', 'code'])

    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('arrived_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('sender', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reconciled_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('carriers_only', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ours_only', sa.Integer(), nullable=True))

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('again_of_id', sa.Integer(), nullable=True))
        batch_op.create_index('uq_message_again_of', ['again_of_id'], unique=True)
        batch_op.create_index(batch_op.f('ix_message_city_id_message_accepted_at'), ['city_id', 'accepted_at'], unique=False)

    with op.batch_alter_table('text', schema=None) as batch_op:
        batch_op.add_column(sa.Column('assigned_to_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_text_city_id_text_received_at_text_id'), ['city_id', 'received_at', 'id'], unique=False)

def _keep_stops() -> None:
    """Remember the stops there are, too, whatever is erased later."""
    contact = sa.table('contact', sa.column('city_id'), sa.column('phone'), sa.column('stopped_at'))
    opt_out = sa.table('opt_out', sa.column('city_id'), sa.column('digest'), sa.column('at'))
    stopped = sa.select(contact).where(contact.c.stopped_at.is_not(None))
    rows = [
        {'city_id': one.city_id, 'digest': digest(one.phone), 'at': one.stopped_at}
        for one in op.get_bind().execute(stopped)
    ]
    if rows:
        op.bulk_insert(opt_out, rows)


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table('text', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_text_city_id_text_received_at_text_id'))
        batch_op.drop_column('assigned_at')
        batch_op.drop_column('assigned_to_id')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_city_id_message_accepted_at'))
        batch_op.drop_index('uq_message_again_of')
        batch_op.drop_column('again_of_id')

    with op.batch_alter_table('sender', schema=None) as batch_op:
        batch_op.drop_column('ours_only')
        batch_op.drop_column('carriers_only')
        batch_op.drop_column('reconciled_at')

    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.drop_column('arrived_at')

    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_opening_city_id_code'), type_='unique')
        batch_op.drop_column('code')

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_column('unreachable_because')
        batch_op.drop_column('unreachable_at')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_city_id_message_claimed_at'))

    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.drop_column('paused_because')
        batch_op.drop_column('paused_at')

    with op.batch_alter_table('effect', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_effect_city_id_effect_changed_effect_subject_id'))
        batch_op.drop_index(batch_op.f('ix_effect_city_id_effect_text_id'))

    op.drop_table('effect')
    op.drop_table('opt_out')
