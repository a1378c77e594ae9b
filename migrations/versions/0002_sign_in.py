"""sign_in."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_recovery_code_city_id_city')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_recovery_code_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('member_id', 'code_hash', name=op.f('uq_recovery_code_member_id_code_hash'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_city_id'), ['city_id'], unique=False)

    op.create_table('second_factor',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('next_secret', sa.Text(), nullable=True),
    sa.Column('set_up_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_step', sa.Integer(), nullable=False),
    sa.Column('failed_tries', sa.Integer(), nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_second_factor_city_id_city')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_second_factor_member_id_member')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_second_factor'))
    )
    with op.batch_alter_table('second_factor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_second_factor_city_id'), ['city_id'], unique=False)

    op.create_table('visit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('stage', sa.String(length=24), nullable=False),
    sa.Column('browser', sa.String(length=60), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_because', sa.String(length=24), nullable=True),
    sa.CheckConstraint('(member_id IS NULL) <> (volunteer_id IS NULL)', name=op.f('ck_visit_one_person')),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_visit_city_id_city')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_visit_member_id_member')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_visit_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_visit_token_hash'))
    )
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_city_id_visit_member_id'), ['city_id', 'member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_city_id_visit_seen_at'), ['city_id', 'seen_at'], unique=False)

    with op.batch_alter_table('sign_in_code', schema=None) as batch_op:
        batch_op.add_column(sa.Column('to_text', sa.Text(), nullable=True))
        batch_op.create_index('ix_sign_in_code_to_text', ['id'], unique=False, postgresql_where=sa.text('to_text IS NOT NULL'), sqlite_where=sa.text('to_text IS NOT NULL'))

    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('invited_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('password_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_member_invited_by_id_member'), 'member', ['invited_by_id'], ['id'])
        batch_op.drop_column('generation')



def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table('sign_in_code', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_code_to_text')
        batch_op.drop_column('to_text')

    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('generation', sa.INTEGER(), nullable=False, server_default='0'))
        batch_op.drop_constraint(batch_op.f('fk_member_invited_by_id_member'), type_='foreignkey')
        batch_op.drop_column('password_at')
        batch_op.drop_column('invited_by_id')
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.alter_column('generation', server_default=None)

    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visit_city_id_visit_seen_at'))
        batch_op.drop_index(batch_op.f('ix_visit_city_id_visit_member_id'))

    op.drop_table('visit')
    with op.batch_alter_table('second_factor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_second_factor_city_id'))

    op.drop_table('second_factor')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_city_id'))

    op.drop_table('recovery_code')
