"""What agents do: versions, claims, second agents, notes, questions counted, the préavis"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()
INSTANT = sqlmodel.sql.sqltypes.UTCDateTime()
FATES = ("waiting", "sending", "sent", "held", "refused", "unknown")


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as cases:
        cases.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
        cases.add_column(sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
        cases.add_column(sa.Column("performed_at", INSTANT, nullable=True))
        cases.add_column(sa.Column("holder_name", TEXT, nullable=False, server_default=""))
        cases.add_column(sa.Column("claimed_by", TEXT, nullable=True))
        cases.add_column(sa.Column("claimed_until", INSTANT, nullable=True))
        cases.add_column(sa.Column("noticed_until", sa.Date(), nullable=True))
        cases.create_index(cases.f("ix_cases_holder_name"), ["holder_name"], unique=False)
        cases.create_index(cases.f("ix_cases_noticed_until"), ["noticed_until"], unique=False)
    with op.batch_alter_table("ruling", schema=None) as ruling:
        ruling.add_column(sa.Column("seconded", sa.JSON(), nullable=False, server_default="[]"))
        ruling.add_column(sa.Column("label", TEXT, nullable=True))
        ruling.add_column(
            sa.Column("reopened", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("letter", schema=None) as letter:
        letter.add_column(sa.Column("by", TEXT, nullable=True))
    fates((*FATES, "called_back"))
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_note_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as note:
        note.create_index(note.f("ix_note_case_id"), ["case_id"], unique=False)
    # What was asked and done before counts from now on.
    op.execute("UPDATE cases SET asked = 1 WHERE decision = 'ask'")
    op.execute(
        "UPDATE cases SET performed_at ="
        " (SELECT performed_at FROM transfer WHERE transfer.case_id = cases.id)"
    )
    op.execute(
        "UPDATE cases SET holder_name = coalesce((SELECT trim(given_name || ' ' || family_name)"
        " FROM dossier WHERE dossier.number = cases.dossier_number), '')"
    )


def downgrade() -> None:
    op.drop_table("note")
    op.execute("UPDATE letter SET fate = 'refused' WHERE fate = 'called_back'")
    fates(FATES)
    with op.batch_alter_table("letter", schema=None) as letter:
        letter.drop_column("by")
    with op.batch_alter_table("ruling", schema=None) as ruling:
        for name in ("reopened", "label", "seconded"):
            ruling.drop_column(name)
    with op.batch_alter_table("cases", schema=None) as cases:
        cases.drop_index(cases.f("ix_cases_noticed_until"))
        cases.drop_index(cases.f("ix_cases_holder_name"))
        for name in (
            "noticed_until", "claimed_until", "claimed_by", "holder_name", "performed_at", "asked",
            "version",
        ):  # fmt: skip
            cases.drop_column(name)


def fates(allowed: tuple[str, ...]) -> None:
    """What the database lets a letter's fate be."""
    name, words = op.f("ck_letter_fate"), ", ".join(f"'{word}'" for word in allowed)
    with op.batch_alter_table("letter", schema=None) as letter:
        letter.drop_constraint(name, type_="check")
        letter.create_check_constraint(name, f"fate IN ({words})")
