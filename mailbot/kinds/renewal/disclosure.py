"""What may be told of a renewal to who asked for it: the affiliation at expiry too."""

from mailbot.certificates import disclosure
from mailbot.core.disclosure import Disclosure
from mailbot.kinds.renewal.request import RenewalFacts

OF_THE_CERTIFICATE = frozenset({"certificate_lapsed", "affiliation_known"})
AFFILIATED = {True: "oui", False: "non", None: disclosure.UNKNOWN}


def disclose(
    facts: RenewalFacts, sender: str, established: bool, waived: frozenset[str]
) -> Disclosure:
    told = ("lié à un agent de recouvrement à l'expiration", AFFILIATED[facts.affiliated])
    return disclosure.disclose(facts, sender, established, waived, OF_THE_CERTIFICATE, (told,))
