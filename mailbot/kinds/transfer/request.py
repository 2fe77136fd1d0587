"""What a transfer asks, and what must be known to judge it: what its like share, and no more."""

from mailbot.certificates.records import (
    Certificate,
    CertificateFacts,
    CertificateRequest,
    Dossier,
    Exam,
    Given,
    Holder,
)

__all__ = [
    "Certificate",
    "Dossier",
    "Exam",
    "Given",
    "Holder",
    "TransferFacts",
    "TransferRequest",
]

TransferRequest = CertificateRequest
TransferFacts = CertificateFacts
