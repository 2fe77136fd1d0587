"""What speaks of a person can be purged; incidents"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    # Columns that may be empty, added in place: the rows of before stay as they were hashed, and
    # SQLite makes no copy of a table that others refer to.
    op.add_column("audit", sa.Column("personal", TEXT(), nullable=True))
    op.add_column("audit", sa.Column("sealed", TEXT(), nullable=True))
    op.add_column("cases", sa.Column("purged", TEXT(), nullable=True))
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("information", TEXT(), nullable=False),
        sa.Column("circumstances", TEXT(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("happened_until", sa.Date(), nullable=True),
        sa.Column("happened_about", sa.Boolean(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("learned_until", sa.Date(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("persons_about", sa.Boolean(), nullable=False),
        sa.Column("risk", TEXT(), nullable=False),
        sa.Column("serious", sa.Boolean(), nullable=True),
        sa.Column("commission_told_on", sa.Date(), nullable=True),
        sa.Column("persons_told_on", sa.Date(), nullable=True),
        sa.Column("public_notice", TEXT(), nullable=False),
        sa.Column("measures", TEXT(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", TEXT(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_incident_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_case_id"), "incident", ["case_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_incident_case_id"), table_name="incident")
    op.drop_table("incident")
    op.drop_column("cases", "purged")
    op.drop_column("audit", "sealed")
    op.drop_column("audit", "personal")
