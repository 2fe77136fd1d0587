"""Which account and folder a mailbox is read in; receipts of another one are not of this one"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0004"
branch_labels = None
depends_on = None

UNIQUE = "uq_receipt_mailbox"


def upgrade() -> None:
    # The account of before is not known: the first poll takes the one that is configured.
    account: sa.Column[str] = sa.Column(
        "account", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""
    )
    op.add_column("mailbox", account)
    op.add_column("mailbox", sa.Column("era", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("era", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(op.f(UNIQUE), type_="unique")
        batch_op.create_unique_constraint(op.f(UNIQUE), ["mailbox", "era", "uidvalidity", "uid"])


def downgrade() -> None:
    """Refused by the database where two accounts gave the same numbers."""
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(UNIQUE), type_="unique")
        batch_op.create_unique_constraint(op.f(UNIQUE), ["mailbox", "uidvalidity", "uid"])
        batch_op.drop_column("era")
    op.drop_column("mailbox", "era")
    op.drop_column("mailbox", "account")
