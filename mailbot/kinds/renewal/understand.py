"""Read a renewal out of a message and the sender's earlier ones.

The wish, its refusals and its doubts are the transfer's: the same result goes into the same sort of
dossier. What is its own: which certificate it was obtained under, and why that one expired.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mailbot.certificates.reading import (
    FIRST_DOSSIER_YEAR,
    corrected,
    pages,
    places,
    recalled,
    said,
)
from mailbot.certificates.records import CERTIFICATE, DOSSIER, Given
from mailbot.core.fold import fold, words
from mailbot.kinds.renewal.numbers import Number, evidence, given, numbers_of, sort_out
from mailbot.kinds.renewal.request import RenewalRequest
from mailbot.kinds.renewal.wording import RENEWAL, TEMPORARY, UNRENEWED, told
from mailbot.values import ParsedMail, Passage, Request, Voice

LONGEST = 100_000  #: characters: more than a person writes or quotes, so a person reads it
_CERTIFICATE = re.compile(r"CAR(?P<year>20\d{2})(?:\d{6}|\d{8})", re.ASCII)
FORM = "CAR, l'année (jamais après celle de la réception) et 6 ou 8 chiffres"


def recognise(request: Request) -> bool:
    """A person asks to have the result moved, and speaks of a renewal by words or by numbers."""
    return isinstance(request, RenewalRequest) and request.recognised


def named(request: Request) -> bool:
    """Do they say that the certificate was not renewed, or is it of a year that says so?"""
    return isinstance(request, RenewalRequest) and request.recognised and request.named


def extract(
    mail: ParsedMail, earlier: Sequence[RenewalRequest], corrections: Mapping[str, str]
) -> RenewalRequest:
    """What this message says, and with it what the conversation still says.

    `earlier` is oldest first. An agent's `corrections` replace what was read; ValueError, in
    French, when one has not the form it must have.
    """
    before = next((one.dossier.only for one in reversed(earlier) if one.dossier.only), None)
    said_here = _said(mail, before, earlier)
    # An agent's certificate may be of any year: the transfer would refuse it.
    others = {field: value for field, value in corrections.items() if field != CERTIFICATE}
    whole = corrected(recalled(said_here, earlier), others)
    request = RenewalRequest.made_of(whole, named=said_here.named)
    return _of_any_year(request, corrections.get(CERTIFICATE))


def _said(
    mail: ParsedMail, dossier_before: str | None, earlier: Sequence[RenewalRequest]
) -> RenewalRequest:
    read, year = said(mail), mail.received_on.year
    own = _numbers(mail.voiced(Voice.OWN, Voice.SIGNATURE), year)
    sorts = sort_out(own, _numbers(mail.voiced(Voice.QUOTED), year), dossier_before)
    dossier, certificate = given(sorts[DOSSIER]), given(sorts[CERTIFICATE])
    spoken = [words(fold(x.content[:LONGEST]).text) for x in mail.voiced(Voice.OWN)]
    goes_on = any(one.named for one in earlier)
    plainly = not any(told(text, TEMPORARY) for text in spoken) and (
        any(told(text, UNRENEWED) for text in spoken) or _newer(dossier, certificate)
    )
    speaks = plainly or goes_on or any(told(text, RENEWAL) for text in spoken)
    return RenewalRequest.made_of(
        read,
        evidence=(*evidence(sorts), *(x for x in read.evidence if x.field not in sorts)),
        dossier=dossier,
        certificate=certificate,
        said_dossier=dossier,
        said_certificate=certificate,
        recognised=read.recognised and speaks,
        named=plainly or goes_on,
    )


def _numbers(passages: Sequence[Passage], latest_year: int) -> list[Number]:
    if sum(len(passage.content) for passage in passages) > LONGEST:
        return []
    return numbers_of(places(pages(passages, latest_year)), latest_year)


def _newer(dossier: Given, certificate: Given) -> bool:
    """A certificate of 2021 or after, older than the dossier: no temporary one was issued then."""
    if dossier.only is None or certificate.only is None:
        return False
    return FIRST_DOSSIER_YEAR <= int(certificate.only[3:7]) < int(dossier.only[3:7])


def _of_any_year(request: RenewalRequest, corrected_to: str | None) -> RenewalRequest:
    """The request with the certificate as an agent gives it."""
    if corrected_to is None:
        return request
    number = "".join(corrected_to.split()).upper()
    form = _CERTIFICATE.fullmatch(number)
    if form is None or int(form["year"]) > request.received_on.year:
        raise ValueError(f"« {corrected_to} » n'a pas la forme attendue : {FORM}.")
    return replace(request, certificate=Given((number,)), said_certificate=Given((number,)))
