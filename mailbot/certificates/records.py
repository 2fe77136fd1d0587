"""A request about a dossier and a certificate, and the registry's records that it is judged by."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from mailbot.values import Evidence, Facts, Request

DOSSIER, CERTIFICATE = "dossier_number", "certificate_number"  #: the two sorts of numbers


@dataclass(frozen=True, slots=True)
class Given:
    """What the words give of one sort of number, each distinct value once, in order of reading."""

    well_formed: tuple[str, ...] = ()  #: canonical: CAR202100418823
    repaired: tuple[
        str, ...
    ] = ()  #: canonical after a repair (missing CAR, O for 0); not in well_formed
    malformed: tuple[str, ...] = ()  #: as written

    @property
    def only(self) -> str | None:
        """The one number given, well formed or repaired; None when there is none or several."""
        every = (*self.well_formed, *self.repaired)
        return every[0] if len(every) == 1 else None

    @property
    def several(self) -> bool:
        """More than one distinct number that could count."""
        return len(self.well_formed) + len(self.repaired) > 1

    def corrected(self, unknown: Collection[str]) -> "Given":
        """A repair that the registry does not know is malformed, and what is malformed is corrected
        by a well-formed number of the same words (domain.md section 5)."""
        if not self.well_formed:
            return self
        return replace(self, repaired=tuple(x for x in self.repaired if x not in unknown))


@dataclass(frozen=True, slots=True)
class CertificateRequest(Request):
    """`said_*` is this message's own; the other fields count the conversation too."""

    dossier: Given = Given()
    certificate: Given = Given()
    intent: bool = False  #: the wish is stated, here or earlier in the conversation
    said_dossier: Given = Given()
    said_certificate: Given = Given()
    said_intent: bool = False
    question: bool = False  #: it also asks what the standard reply does not answer
    recognised: bool = False  #: this message is a request, or sends what one needs
    refused: bool = False  #: this message takes the wish back: an earlier one counts no more


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the registry. An unknown birth date agrees with nothing (domain.md section 3)."""

    family_name: str
    given_name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Dossier:
    number: str
    status: str  #: open, awaiting_finalisation, issued, closed
    holder: Holder
    email: str  #: of the clicSÉQUR account, lower case; may be empty
    has_result: bool  #: an exam result is already in it


@dataclass(frozen=True, slots=True)
class Certificate:
    number: str
    kind: str  #: temporary, regular
    status: str  #: expired, active, suspended, cancelled
    holder: Holder
    email: str
    last_valid_on: date | None


@dataclass(frozen=True, slots=True)
class Exam:
    """One result obtained under the certificate."""

    id: int
    outcome: str  #: passed, failed
    passed_on: date | None
    dossier_number: str | None  #: where it was transferred

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"


@dataclass(frozen=True, slots=True)
class CertificateFacts(Facts):
    """What the registry said, read just before deciding.

    `dossier_number` and `certificate_number` are the numbers that count: the one well-formed number
    given, or a repaired one that the registry knows and for which every identity rule holds.
    """

    dossier_number: str | None = None
    certificate_number: str | None = None
    dossier: Dossier | None = None
    certificate: Certificate | None = None
    exams: tuple[Exam, ...] = ()  #: of the certificate, oldest first
    unknown: frozenset[str] = frozenset()  #: repaired beside a well-formed one, and not registered

    @property
    def exam(self) -> Exam | None:
        """The result that counts: the latest pass (domain.md section 3).

        A pass without a date could be the latest, so it is: the rules then send it to a person.
        """
        passes = [exam for exam in self.exams if exam.passed]
        return max(passes, key=lambda exam: exam.passed_on or date.max, default=None)


def as_received(given: Given, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """What was read and does not count, as it was written: malformed, or repaired in vain."""
    written = {found.value: found.quote for found in evidence if found.repaired}
    return (*given.malformed, *(written.get(number, number) for number in given.repaired))
