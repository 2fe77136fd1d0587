"""The Office's registry as tables: certificates, dossiers, exam results, and the transfers done.

The rows are the registry's own record (domain.md section 3): only a transfer changes one.
"""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from mailbot.edges.schema import one_of

CERTIFICATE_KINDS = ("temporary", "regular")
CERTIFICATE_STATUSES = ("expired", "active", "suspended", "cancelled")
DOSSIER_STATUSES = ("open", "awaiting_finalisation", "issued", "closed")
EXAM_OUTCOMES = ("passed", "failed")


class CertificateRow(SQLModel, table=True):
    __tablename__ = "certificate"
    __table_args__ = (
        one_of("kind", CERTIFICATE_KINDS),
        one_of("status", CERTIFICATE_STATUSES),
    )

    number: str = Field(primary_key=True)
    kind: str
    status: str
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    email: str = ""
    issued_on: date | None = None
    last_valid_on: date | None = None


class DossierRow(SQLModel, table=True):
    __tablename__ = "dossier"
    __table_args__ = (one_of("status", DOSSIER_STATUSES),)

    number: str = Field(primary_key=True)
    status: str
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    email: str = ""
    opened_on: date | None = None


class ExamRow(SQLModel, table=True):
    """A certificate may have several results (a failure, then a pass)."""

    __tablename__ = "exam"
    __table_args__ = (
        one_of("outcome", EXAM_OUTCOMES),
        UniqueConstraint("certificate_number", "outcome", "passed_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    certificate_number: str = Field(index=True)
    dossier_number: str | None = Field(default=None, index=True)  #: where it was transferred
    outcome: str
    passed_on: date | None = None
    score: int | None = None


class TransferRow(SQLModel, table=True):
    """One transfer: at most once an exam result, a dossier, a case, whatever runs at once."""

    __tablename__ = "transfer"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", unique=True)
    exam_id: int = Field(foreign_key="exam.id", unique=True)
    certificate_number: str = Field(foreign_key="certificate.number")
    dossier_number: str = Field(foreign_key="dossier.number", unique=True)
    requested_by: str  #: the From address of the request
    performed_at: datetime
