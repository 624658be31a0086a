"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import intake_app.domain.base

revision = "shared_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move to this revision."""
    op.create_table('neighbourhood',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('official_code', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('town', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
    sa.Column('country', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_neighbourhood'))
    )
    op.create_table('organisation',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('country', sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('has_sensitive_name', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation'))
    )
    op.create_table('programme',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme'))
    )
    op.create_table('operation',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('programme_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('funder', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('grant_code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_operation_programme_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_operation'))
    )
    op.create_table('site',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('neighbourhood_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.ForeignKeyConstraint(['neighbourhood_id'], ['neighbourhood.id'], name=op.f('fk_site_neighbourhood_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site'))
    )
    op.create_index(op.f('ix_site_neighbourhood_id'), 'site', ['neighbourhood_id'], unique=False)
    op.create_table('action',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('operation_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('organisation_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('title_fr', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('title_en', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('approach', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('is_certified', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['operation_id'], ['operation.id'], name=op.f('fk_action_operation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_action_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action'))
    )
    op.create_table('building',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('site_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('neighbourhood_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.ForeignKeyConstraint(['neighbourhood_id'], ['neighbourhood.id'], name=op.f('fk_building_neighbourhood_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_building_site_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_building'))
    )
    op.create_index(op.f('ix_building_neighbourhood_id'), 'building', ['neighbourhood_id'], unique=False)
    op.create_table('staff_member',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('family_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('first_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('organisation_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('site_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_staff_member_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_staff_member_site_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_member'))
    )
    op.create_table('resident',
    sa.Column('family_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('first_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('birth_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
    sa.Column('birth_date', sqlmodel.sql.sqltypes.AutoString(length=11), nullable=True),
    sa.Column('gender', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
    sa.Column('has_no_phone', sa.Boolean(), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
    sa.Column('building_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('neighbourhood_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('how_met', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('referent_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_resident_building_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['neighbourhood_id'], ['neighbourhood.id'], name=op.f('fk_resident_neighbourhood_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['referent_id'], ['staff_member.id'], name=op.f('fk_resident_referent_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resident'))
    )
    op.create_index(op.f('ix_resident_neighbourhood_id'), 'resident', ['neighbourhood_id'], unique=False)
    op.create_table('workshop',
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('action_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('site_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('neighbourhood_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=True),
    sa.Column('facilitators', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=True),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('checklist', intake_app.domain.base.CodeSet(), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['action.id'], name=op.f('fk_workshop_action_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['neighbourhood_id'], ['neighbourhood.id'], name=op.f('fk_workshop_neighbourhood_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_workshop_site_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop'))
    )
    op.create_index(op.f('ix_workshop_neighbourhood_id'), 'workshop', ['neighbourhood_id'], unique=False)
    op.create_table('consent',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('organisation_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('evidence', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('decided_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_consent_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_consent_resident_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    op.create_index(op.f('ix_consent_resident_id'), 'consent', ['resident_id'], unique=False)
    op.create_table('encounter',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('neighbourhood_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('site_id', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('met_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['neighbourhood_id'], ['neighbourhood.id'], name=op.f('fk_encounter_neighbourhood_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_encounter_resident_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_encounter_site_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encounter'))
    )
    op.create_index(op.f('ix_encounter_resident_id'), 'encounter', ['resident_id'], unique=False)
    op.create_table('follow_up',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('assigned_to', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('medium', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('result', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('done_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=280), nullable=True),
    sa.ForeignKeyConstraint(['assigned_to'], ['staff_member.id'], name=op.f('fk_follow_up_assigned_to'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_follow_up_resident_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up'))
    )
    op.create_index(op.f('ix_follow_up_due_on'), 'follow_up', ['due_on'], unique=False)
    op.create_index(op.f('ix_follow_up_resident_id'), 'follow_up', ['resident_id'], unique=False)
    op.create_table('notice_delivery',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('notice_version', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('mode', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('delivered_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_notice_delivery_resident_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_delivery'))
    )
    op.create_index(op.f('ix_notice_delivery_resident_id'), 'notice_delivery', ['resident_id'], unique=False)
    op.create_table('situation',
    sa.Column('labour_status', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('unemployment_duration', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('education_level', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
    sa.Column('barriers', intake_app.domain.base.CodeSet(), nullable=False),
    sa.Column('interests', sqlmodel.sql.sqltypes.AutoString(length=280), nullable=True),
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_situation_resident_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_situation'))
    )
    op.create_index(op.f('ix_situation_resident_id'), 'situation', ['resident_id'], unique=False)
    op.create_table('slot',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('workshop_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('half_day', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('start_time', sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
    sa.Column('end_time', sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_slot_workshop_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slot'))
    )
    op.create_index(op.f('ix_slot_held_on'), 'slot', ['held_on'], unique=False)
    op.create_index(op.f('ix_slot_workshop_id'), 'slot', ['workshop_id'], unique=False)
    op.create_table('attendance',
    sa.Column('id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('space_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('created_at', intake_app.domain.base.UtcTime(), nullable=False),
    sa.Column('created_by', intake_app.domain.base.TextId(length=36), nullable=True),
    sa.Column('archived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('slot_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('resident_id', intake_app.domain.base.TextId(length=36), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('is_walk_in', sa.Boolean(), nullable=False),
    sa.Column('arrived_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.Column('left_at', intake_app.domain.base.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_attendance_resident_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['slot_id'], ['slot.id'], name=op.f('fk_attendance_slot_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance'))
    )
    op.create_index(op.f('ix_attendance_resident_id'), 'attendance', ['resident_id'], unique=False)
    op.create_index(op.f('ix_attendance_slot_id'), 'attendance', ['slot_id'], unique=False)
