"""Who was affiliated when their certificate expired"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "renewal_0001"
down_revision = None
branch_labels = ("renewal",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "affiliation",
        sa.Column("certificate_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("affiliated_at_expiry", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "affiliated_at_expiry IN ('yes', 'no', '')",
            name=op.f("ck_affiliation_affiliated_at_expiry"),
        ),
        sa.PrimaryKeyConstraint("certificate_number", name=op.f("pk_affiliation")),
    )


def downgrade() -> None:
    op.drop_table("affiliation")
