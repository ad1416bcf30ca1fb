"""The first tables: operators, desks, enrolments, evidence, decisions, codes, audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_LIVE = "status IN ('active', 'approved', 'blocked', 'code_issued', 'suspended') AND "


def upgrade() -> None:
    """There is no way back but the backup."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("audit_by_subject", "audit", ["subject", "seq"])
    op.create_table(
        "counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "desk",
        sa.Column("service_point", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("service_point", "number"),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name="mark_one"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "operator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("last_seen", sa.String(), nullable=True),
        sa.CheckConstraint(
            "role IN ('clerk', 'supervisor', 'administrator', 'auditor')", name="operator_role"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "service_point",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("name_hash", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name_hash"),
    )
    op.create_index(op.f("ix_sign_in_failure_last"), "sign_in_failure", ["last"])
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("clerk_id", sa.Integer(), nullable=False),
        sa.Column("service_point", sa.String(), nullable=False),
        sa.Column("desk_number", sa.Integer(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("saved", sa.String(), nullable=True),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("edit", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("replaces", sa.String(), nullable=False),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("given_names", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("document_type", sa.String(), nullable=False),
        sa.Column("document_issuer", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("document_expires", sa.String(), nullable=False),
        sa.Column("nif", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'returned', 'accepted', 'in_queue', 'in_review', 'approved', 'code_issued', 'active', 'blocked', 'suspended', 'rejected', 'cancelled', 'revoked')",
            name="enrolment_status",
        ),
        sa.ForeignKeyConstraint(["clerk_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index("enrolment_by_birth", "enrolment", ["birth_date"])
    op.create_index("enrolment_by_clerk", "enrolment", ["clerk_id", "status", "started", "id"])
    op.create_index("enrolment_by_document", "enrolment", ["document_number"])
    op.create_index("enrolment_by_mobile", "enrolment", ["mobile"])
    op.create_index("enrolment_by_nif", "enrolment", ["nif"])
    op.create_index("enrolment_by_point", "enrolment", ["service_point", "status", "started", "id"])
    op.create_index("enrolment_by_status", "enrolment", ["status", "started", "id"])
    op.create_index(
        "one_live_document",
        "enrolment",
        ["document_type", "document_issuer", "document_number"],
        unique=True,
        sqlite_where=sa.text(_LIVE + "document_number <> ''"),
        postgresql_where=sa.text(_LIVE + "document_number <> ''"),
    )
    op.create_index(
        "one_live_mobile",
        "enrolment",
        ["mobile"],
        unique=True,
        sqlite_where=sa.text(_LIVE + "mobile <> ''"),
        postgresql_where=sa.text(_LIVE + "mobile <> ''"),
    )
    op.create_index(
        "one_live_nif",
        "enrolment",
        ["nif"],
        unique=True,
        sqlite_where=sa.text(_LIVE + "nif <> ''"),
        postgresql_where=sa.text(_LIVE + "nif <> ''"),
    )
    op.create_table(
        "activation_code",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.Column("issued", sa.String(), nullable=False),
        sa.Column("expires", sa.String(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("ended", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("handed", sa.String(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "ended IN ('', 'used', 'reissued', 'expired', 'wrong', 'revoked')", name="code_ended"
        ),
        sa.CheckConstraint("tries_left >= 0", name="code_tries"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.ForeignKeyConstraint(["witness_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("enrolment_id", "serial"),
    )
    op.create_index(
        "one_good_code",
        "activation_code",
        ["enrolment_id"],
        unique=True,
        sqlite_where=sa.text("ended = ''"),
        postgresql_where=sa.text("ended = ''"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("sampled", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kind IN ('rules', 'review')", name="decision_kind"),
        sa.CheckConstraint(
            "verdict IN ('accept', 'refer', 'approve', 'return', 'reject')", name="decision_verdict"
        ),
        sa.CheckConstraint("length(version) = 64", name="decision_version"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_decision_enrolment_id"), "decision", ["enrolment_id"])
    op.create_table(
        "evidence",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"]),
        sa.PrimaryKeyConstraint("enrolment_id", "path"),
    )
    op.create_table(
        "touch",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("enrolment_id", "operator_id"),
    )
    op.create_table(
        "finding",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
        sa.PrimaryKeyConstraint("decision_id", "position"),
    )
