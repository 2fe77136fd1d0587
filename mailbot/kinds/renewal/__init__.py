"""The exam result of a certificate that expired for lack of renewal, put in a new dossier.

The Office's later flow (domain.md section 6, last paragraph): beside the transfer, off by default.
"""

from mailbot.certificates.reading import words
from mailbot.certificates.registry import perform
from mailbot.core.kind import Kind
from mailbot.kinds.renewal.checks import CHECKS
from mailbot.kinds.renewal.describe import describe
from mailbot.kinds.renewal.registry import AFFILIATIONS, look_up
from mailbot.kinds.renewal.request import RenewalFacts
from mailbot.kinds.renewal.understand import extract, named, recognise
from mailbot.values import Nature, Outcome

KIND = Kind(
    "renewal",
    label="request",
    hears=Nature.PERSON,
    recognise=recognise,
    extract=extract,
    named=named,
    checks=CHECKS,
    look_up=look_up,
    facts=RenewalFacts,
    perform=perform,
    describe=describe,
    words=words,
    answers={
        Outcome.ACCEPT: "finalisez",
        Outcome.REPEAT: "finalisez",
        Outcome.ASK: "renseignements",
    },
    sheets=(AFFILIATIONS,),
)
