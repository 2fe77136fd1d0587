"""What may be told of a transfer to who asked for it: as of every request about a certificate."""

from mailbot.certificates import disclosure
from mailbot.certificates.records import CertificateFacts
from mailbot.core.disclosure import Disclosure

OF_THE_CERTIFICATE = frozenset({"certificate_temporary"})


def disclose(
    facts: CertificateFacts, sender: str, established: bool, waived: frozenset[str]
) -> Disclosure:
    return disclosure.disclose(facts, sender, established, waived, OF_THE_CERTIFICATE)
