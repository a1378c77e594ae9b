"""audit: a log whose rows are only ever added, and where each city's chain ends.

Triggers refuse to change or remove a row. A later migration that copies the table over on
SQLite (``batch_alter_table``) loses them there and must make them again.
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


SQLITE = (
    """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'rows of the audit log are only ever added'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'rows of the audit log are only ever added'); END
    """,
    # INSERT OR REPLACE removes the row in its way without asking the trigger above.
    """
    CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
    WHEN EXISTS (
        SELECT 1 FROM audit
        WHERE id = NEW.id OR (city_id = NEW.city_id AND number = NEW.number)
    )
    BEGIN SELECT RAISE(ABORT, 'rows of the audit log are only ever added'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'rows of the audit log are only ever added' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_only_added()
    """,
    """
    CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added()
    """,
)


def upgrade() -> None:
    """Go one step on."""
    op.create_table('audit_head',
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_audit_head_city_id_city')),
    sa.PrimaryKeyConstraint('city_id', name=op.f('pk_audit_head'))
    )
    op.create_table('audit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('city_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_kind', sa.String(length=24), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('deed', sa.String(length=40), nullable=False),
    sa.Column('about_kind', sa.String(length=40), nullable=True),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('ids', sa.Text(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['city_id'], ['city.id'], name=op.f('fk_audit_city_id_city')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit')),
    sa.UniqueConstraint('city_id', 'number', name=op.f('uq_audit_city_id_number'))
    )
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_city_id_audit_about_kind_audit_about_id'), ['city_id', 'about_kind', 'about_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_city_id_audit_by_kind_audit_by_id_audit_number'), ['city_id', 'by_kind', 'by_id', 'number'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_city_id_audit_deed_audit_number'), ['city_id', 'deed', 'number'], unique=False)
    for statement in SQLITE if _on_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Go one step back: the triggers go with their table."""
    op.drop_table('audit')
    op.drop_table('audit_head')
    if not _on_sqlite():
        op.execute('DROP FUNCTION audit_only_added()')


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == 'sqlite'
