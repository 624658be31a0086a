"""What the organisation's key for recovery needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import intake_app.domain.base

revision = "server_0009"
down_revision = "server_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move to this revision."""
    op.add_column("space", sa.Column("recovery_key", sa.LargeBinary(), nullable=True))
    op.add_column("space", sa.Column("recovery_key_at", intake_app.domain.base.UtcTime(), nullable=True))
