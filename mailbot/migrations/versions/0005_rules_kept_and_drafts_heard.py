"""The rule files that decided are kept; what draft rules would decide is noted beside it"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_book",
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("texts", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_rule_book")),
    )
    op.create_table(
        "shadow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("was", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("was_reasons", sa.JSON(), nullable=False),
        sa.Column("would", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("would_reasons", sa.JSON(), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=False),
        sa.Column("error", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_shadow_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shadow")),
    )
    with op.batch_alter_table("shadow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shadow_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shadow_digest"), ["digest"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("shadow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shadow_digest"))
        batch_op.drop_index(batch_op.f("ix_shadow_case_id"))
    op.drop_table("shadow")
    op.drop_table("rule_book")
