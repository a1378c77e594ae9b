"""What a role asks for beside skills: age, a vehicle, a check; and what is known of people."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table('project_role', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('least_age', sa.Integer(), nullable=False, server_default=sa.text('18'))
        )
        batch_op.add_column(
            sa.Column('needs_vehicle', sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column('check_level', sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column('check_reason', sa.String(length=200), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f('ck_project_role_check_has_reason'),
            'check_level IS NULL OR check_reason IS NOT NULL',
        )
    with op.batch_alter_table('project_role', schema=None) as batch_op:
        batch_op.alter_column('least_age', server_default=None)  # they were for the rows there are
        batch_op.alter_column('needs_vehicle', server_default=None)
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('age_said', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('vehicle_said_at', sa.DateTime(timezone=True), nullable=True)
        )
    _create_checks()


def _create_checks() -> None:
    op.create_table(
        'volunteer_check',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('city_id', sa.Integer(), nullable=False),
        sa.Column('volunteer_id', sa.Integer(), nullable=False),
        sa.Column('level', sa.String(length=24), nullable=False),
        sa.Column('decided_on', sa.Date(), nullable=False),
        sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided_by_id', sa.Integer(), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('withdrawn_by_id', sa.Integer(), nullable=True),
        sa.Column('warned_at', sa.DateTime(timezone=True), nullable=True),
        *_keys(),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_check')),
    )
    with op.batch_alter_table('volunteer_check', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_volunteer_check_city_id_volunteer_check_volunteer_id'),
            ['city_id', 'volunteer_id'],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f('ix_volunteer_check_city_id_volunteer_check_ends_at_volunteer_check_id'),
            ['city_id', 'ends_at', 'id'],
            unique=False,
        )


def _keys() -> list[sa.ForeignKeyConstraint]:
    others = {
        'city_id': 'city',
        'volunteer_id': 'volunteer',
        'decided_by_id': 'member',
        'withdrawn_by_id': 'member',
    }
    return [
        sa.ForeignKeyConstraint(
            [column], [f'{table}.id'], name=op.f(f'fk_volunteer_check_{column}_{table}')
        )
        for column, table in others.items()
    ]


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('volunteer_check')
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.drop_column('vehicle_said_at')
        batch_op.drop_column('age_said')
    with op.batch_alter_table('project_role', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_project_role_check_has_reason'), type_='check')
        batch_op.drop_column('check_reason')
        batch_op.drop_column('check_level')
        batch_op.drop_column('needs_vehicle')
        batch_op.drop_column('least_age')
