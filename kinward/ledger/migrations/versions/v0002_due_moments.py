"""The moment at which a duty is due, and the days of its ladder."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"

Word = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; duties recorded before have none of them."""
    for name in ("due_at", "due_from", "overdue_from"):
        op.add_column("duties", sa.Column(name, Word))
