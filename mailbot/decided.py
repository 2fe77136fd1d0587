"""One case's journey, whole: what was read, known, decided and written."""

from collections.abc import Mapping, Sequence

from mailbot.config import Office
from mailbot.core.kind import Kind
from mailbot.core.understand import Understood
from mailbot.edges.tables import CaseRow
from mailbot.values import NOTHING, Facts, Letter, ParsedMail, Request, Ruling, Verdict

Recalled = Mapping[str, Mapping[str, str]]  # case number → what was corrected in it


class Decided:
    def __init__(
        self,
        mail: ParsedMail,
        understood: Understood,
        facts: Facts,
        verdict: Verdict,
        ruling: Ruling | None,
        office: Office,
    ) -> None:
        self.mail, self.understood, self.facts = mail, understood, facts
        self.verdict, self.ruling, self.office = verdict, ruling, office
        self.letter: Letter | None = None
        self.sha256 = ""  #: of the message, once the journey goes to its end
        self.again = False  #: the case was decided before
        self.before: Sequence[CaseRow] = ()  #: the sender's earlier ones, oldest first
        self.recalled: Recalled = NOTHING  #: and what was corrected in them
        shown, read_as = understood.read_by, understood.read
        known = facts if shown is understood.kind else None
        self.described = shown.describe(read_as, known, office.rules[shown.name])

    @property
    def kind(self) -> Kind:
        return self.understood.kind

    @property
    def request(self) -> Request:
        return self.understood.request
