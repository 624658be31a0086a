"""Whom to compare: the keys that people who may be one share."""

from __future__ import annotations

from alembic import op

from intake_app.domain.likeness.portrait import Portrait
from intake_app.storage import likeness_index

revision = "laptop_0003"
down_revision = "laptop_0002"
branch_labels = None
depends_on = None

_KNOWN = (
    "SELECT entry.number, resident.family_name, resident.first_name, resident.birth_name, resident.birth_date, "
    "resident.phone, resident.building_id FROM search_entry entry JOIN resident ON resident.id = entry.resident_id "
    "WHERE resident.archived_at IS NULL"
)


def upgrade() -> None:
    """Move to this revision."""
    op.execute(
        "CREATE VIRTUAL TABLE likeness_index USING fts5(keys, content='', contentless_delete=1, detail=none, "
        "tokenize='ascii')"
    )
    op.execute("CREATE VIRTUAL TABLE likeness_key USING fts5vocab(likeness_index, instance)")
    connection = op.get_bind()
    known = connection.exec_driver_sql(_KNOWN).all()
    likeness_index.put(
        connection,
        [
            (number, likeness_index.key_words(Portrait(family, first, birth, born, None, phone, building)))
            for number, family, first, birth, born, phone, building in known
        ],
    )
