"""What a renewal asks, and what must be known to judge it, beside what its like share."""

from dataclasses import dataclass, fields
from typing import Self

from mailbot.certificates.records import CertificateFacts, CertificateRequest


@dataclass(frozen=True, slots=True)
class RenewalRequest(CertificateRequest):
    """A request for the result of a certificate that was not renewed."""

    named: bool = False  #: the message names this kind: a transfer it cannot be

    @classmethod
    def made_of(cls, read: CertificateRequest, **changes: object) -> Self:
        shared = {each.name: getattr(read, each.name) for each in fields(read)}
        return cls(**{**shared, **changes})


@dataclass(frozen=True, slots=True)
class RenewalFacts(CertificateFacts):
    """What the registry said; `affiliated` is None where it does not say."""

    affiliated: bool | None = None  #: with a collection agent, the day the certificate expired

    @classmethod
    def of(cls, known: CertificateFacts, affiliated: bool | None) -> Self:
        shared = {each.name: getattr(known, each.name) for each in fields(known)}
        return cls(**shared, affiliated=affiliated)
