"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import intake_app.domain.base

revision = "laptop_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move to this revision."""
    op.create_table('audit_entry',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('staff_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('deed', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('record_type', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('record_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_entry')),
    sqlite_autoincrement=True
    )
    op.create_table('draft',
    sa.Column('form', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('record_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('staff_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('values', sa.LargeBinary(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('updated_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.PrimaryKeyConstraint('form', 'record_id', name=op.f('pk_draft'))
    )
    op.create_table('local_setting',
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('value', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_local_setting'))
    )
    op.create_table('outbox_change',
    sa.Column('device_seq', sa.Integer(), nullable=False),
    sa.Column('change_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('unit_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('author_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('record_type', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('record_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('fields', sa.LargeBinary(), nullable=False),
    sa.Column('base_revision', sa.Integer(), nullable=False),
    sa.Column('schema_version', sa.Integer(), nullable=False),
    sa.Column('recorded_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('clock_offset', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
    sa.Column('settled_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('server_seq', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('device_seq', name=op.f('pk_outbox_change')),
    sa.UniqueConstraint('change_id', name=op.f('uq_outbox_change_change_id')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_outbox_change_open', 'outbox_change', ['record_id'], unique=False, sqlite_where=sa.text("state = 'pending'"))
    op.create_index('ix_outbox_change_state', 'outbox_change', ['state', 'device_seq'], unique=False)
    op.create_table('search_entry',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_search_entry')),
    sa.UniqueConstraint('resident_id', name=op.f('uq_search_entry_resident_id'))
    )
    op.create_table('server_copy',
    sa.Column('record_type', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('record_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('row', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('record_type', 'record_id', name=op.f('pk_server_copy'))
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', content_rowid='number', "
        "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2', columnsize=0, detail=none)"
    )
