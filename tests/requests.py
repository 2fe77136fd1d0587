"""A request as a person posts it, and the registry that knows them."""

from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage

from sqlalchemy import Engine
from sqlmodel import Session

from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow

DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"
HOLDER = "maxime@exemple.ca"
AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
BODY = (
    "Bonjour, j'aimerais que le résultat de mon examen soit transféré dans mon nouveau dossier"
    f" {DOSSIER}. Mon certificat expiré : {CERTIFICATE}.\n\nMaxime Dubreuil\n"
)


def mail(
    body: str = BODY,
    *,
    sender: str = HOLDER,
    subject: str = "Transfert",
    number: int = 1,
    passed: bool = True,
    headers: dict[str, str] | None = None,
) -> bytes:
    """A message as the office's server holds it."""
    message = EmailMessage(policy=policy.SMTP)
    domain = sender.rpartition("@")[2]
    found = f"dmarc={'pass' if passed else 'fail'} header.from={domain}"
    message["Received"] = (
        f"from mail.{domain} by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500"
    )
    message["Authentication-Results"] = f"mx.opc.gouv.qc.ca; {found}"
    message["From"] = f"Maxime Dubreuil <{sender}>"
    message["To"] = "infocertificat@opc.gouv.qc.ca"
    message["Subject"] = subject
    message["Message-ID"] = f"<m{number}@{domain}>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(body)
    return message.as_bytes()


def fill_registry(
    engine: Engine,
    passed_on: date = date(2019, 9, 16),
    email: str = HOLDER,
    birth_date: date | None = date(1988, 4, 12),
) -> None:
    """One person's certificate, exam and dossier."""
    born = date(1988, 4, 12)
    with Session(engine) as session, session.begin():
        session.add_all(
            [
                CertificateRow(
                    number=CERTIFICATE, kind="temporary", status="expired", birth_date=born,
                    family_name="Dubreuil", given_name="Maxime", email="vieux@exemple.ca",
                    last_valid_on=date(2020, 12, 31),
                ),
                DossierRow(
                    number=DOSSIER, status="open", family_name="DUBREUIL", given_name="maxime",
                    birth_date=birth_date, email=email, opened_on=date(2021, 1, 13),
                ),
                ExamRow(
                    certificate_number=CERTIFICATE, outcome="passed", passed_on=passed_on,
                ),
            ]
        )  # fmt: skip
