"""The exam result of a certificate that expired for lack of renewal, put in a new dossier.

The Office's later flow (domain.md section 6, last paragraph): beside the transfer, off by default.
"""

from mailbot.certificates.reading import by_line, words
from mailbot.certificates.registry import perform
from mailbot.certificates.suggestions import suggest
from mailbot.core.kind import Kind
from mailbot.kinds.renewal.checks import CHECKS
from mailbot.kinds.renewal.describe import describe
from mailbot.kinds.renewal.disclosure import disclose
from mailbot.kinds.renewal.registry import AFFILIATIONS, look_up
from mailbot.kinds.renewal.request import RenewalFacts
from mailbot.kinds.renewal.scenes import SCENES
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
    scenes=SCENES,
    look_up=look_up,
    facts=RenewalFacts,
    perform=perform,
    describe=describe,
    words=words,
    disclose=disclose,
    by_line=by_line,
    suggest=suggest,
    drafts=("renseignements", "preavis", "decision"),
    answers={
        Outcome.ACCEPT: "finalisez",
        Outcome.REPEAT: "finalisez",
        Outcome.ASK: "renseignements",
    },
    sheets=(AFFILIATIONS,),
)
