"""A trail that is chained, and only ever grows."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from intake_app.domain.rules.chain import BEFORE_ALL, fingerprint

revision = "laptop_0005"
down_revision = "laptop_0004"
branch_labels = None
depends_on = None

_SAID = ("number", "at", "staff_id", "deed", "record_type", "record_id")


def upgrade() -> None:
    """Move to this revision: the lines there are get their fingerprints as they stand."""
    op.add_column("audit_entry", sa.Column("fingerprint", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    connection = op.get_bind()
    rows = connection.exec_driver_sql(f"SELECT {', '.join(_SAID)} FROM audit_entry ORDER BY number").all()  # noqa: S608
    before, filled = BEFORE_ALL, []
    for row in rows:
        before = fingerprint(before, dict(zip(_SAID, row, strict=True)))
        filled.append((before, row[0]))
    if filled:
        connection.exec_driver_sql("UPDATE audit_entry SET fingerprint = ? WHERE number = ?", filled)
    with op.batch_alter_table("audit_entry", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("fingerprint", nullable=False)
    for deed in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER audit_entry_never_{deed.lower()} BEFORE {deed} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END"
        )
