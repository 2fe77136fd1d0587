"""The transfer of an exam result from an expired certificate to a new dossier (domain.md 1)."""

from mailbot.certificates.registry import perform
from mailbot.certificates.suggestions import suggest
from mailbot.core.kind import Kind
from mailbot.kinds.transfer.checks import CHECKS
from mailbot.kinds.transfer.describe import describe
from mailbot.kinds.transfer.disclosure import disclose
from mailbot.kinds.transfer.letters import words
from mailbot.kinds.transfer.pairs import by_line
from mailbot.kinds.transfer.registry import look_up
from mailbot.kinds.transfer.request import TransferFacts
from mailbot.kinds.transfer.scenes import SCENES
from mailbot.kinds.transfer.sheet import sheet
from mailbot.kinds.transfer.understand import extract, recognise
from mailbot.values import Nature, Outcome

KIND = Kind(
    "transfer",
    label="request",
    hears=Nature.PERSON,
    recognise=recognise,
    extract=extract,
    checks=CHECKS,
    scenes=SCENES,
    look_up=look_up,
    facts=TransferFacts,
    perform=perform,
    describe=describe,
    words=words,
    disclose=disclose,
    sheet=sheet,
    by_line=by_line,
    suggest=suggest,
    drafts=("renseignements", "preavis", "decision"),
    answers={
        Outcome.ACCEPT: "finalisez",
        Outcome.REPEAT: "finalisez",
        Outcome.ASK: "renseignements",
    },
)
