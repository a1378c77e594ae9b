"""Phones that are not called while a text of theirs waits on the desk."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

HOLDS = sa.text("desk_at IS NOT NULL AND seen_at IS NULL AND outcome <> 'shown'")


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table('text', schema=None) as batch_op:
        batch_op.create_index(
            'ix_text_holds_phone',
            ['city_id', 'contact_id'],
            unique=False,
            postgresql_where=HOLDS,
            sqlite_where=HOLDS,
        )


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table('text', schema=None) as batch_op:
        batch_op.drop_index('ix_text_holds_phone')
    op.execute("UPDATE text SET outcome = 'desk' WHERE outcome = 'shown'")
