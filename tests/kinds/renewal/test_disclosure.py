"""Of a renewal, the affiliation at expiry is told with the certificate, to its holder alone."""

import pytest

from mailbot.core.disclosure import Disclosure
from mailbot.kinds.renewal.disclosure import disclose
from mailbot.kinds.renewal.scenes import set_up

TOLD = "lié à un agent de recouvrement à l'expiration"


def disclosed(**inputs: str) -> Disclosure:
    request, facts = set_up(inputs)
    return disclose(facts, request.sender, True, frozenset())


@pytest.mark.parametrize(("known", "said"), [("yes", "oui"), ("no", "non"), ("unknown", "inconnu")])
def test_the_holder_is_told_what_the_registry_says_of_their_affiliation(
    known: str, said: str
) -> None:
    [certificate] = [
        record
        for record in disclosed(affiliated=known).records
        if record.source.startswith("certificat ")
    ]
    assert (TOLD, said) in certificate.fields


def test_of_somebody_elses_certificate_nothing_is_told_and_its_rules_are_withheld() -> None:
    found = disclosed(certificate_address="other", holders="other name")
    assert all(TOLD not in dict(record.fields) for record in found.records)
    assert {"certificate_lapsed", "affiliation_known", "exam_valid"} <= found.withheld
