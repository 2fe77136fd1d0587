"""What every kind of request says about itself, in the order of the road."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar

from mailbot.core.rulebook import Rule, Rules
from mailbot.values import NOTHING, Facts, Finding, Nature, Outcome, ParsedMail, Request

P = ParamSpec("P")
R = TypeVar("R")

# A check is named after its rule: the check exam_valid, the file rules/<kind>/exam_valid.toml.
Check = Callable[[Any, Any, Rule], Finding | None]


def says(*words: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the words a check gives its motif: the loader refuses a motif that wants others."""

    def declare(check: Callable[P, R]) -> Callable[P, R]:
        check.words = frozenset(words)  # type: ignore[attr-defined]
        return check

    return declare


def words_of(check: Check) -> frozenset[str]:
    return getattr(check, "words", frozenset())


def nothing_to_know(session: Any, request: Request, today: date) -> Facts:
    return Facts(today)


def nothing_to_tell(request: Any, facts: Any, rules: Rules) -> Mapping[str, Any]:
    return NOTHING


def nothing_to_propose(request: Any) -> str | None:
    return None


@dataclass(frozen=True)
class Kind:
    """A sort of message: how it is recognised, read, checked, looked up and carried out."""

    name: str
    label: str  #: its class in the commands' JSON: request, other, automatic, bounce
    hears: Nature  #: whose messages it may recognise
    recognise: Callable[[Any], bool]  #: is the Request that `extract` read of this kind?
    #: (mail, the requests read from the sender's earlier messages, oldest first, an agent's corrections)
    extract: Callable[[ParsedMail, Sequence[Any], Mapping[str, str]], Request]
    checks: tuple[Check, ...] = ()  #: the whole policy, in the order an agent would check it
    look_up: Callable[[Any, Any, date], Facts] = nothing_to_know
    #: (session, request, facts, case id, instant); None: this kind can never be accepted
    perform: Callable[[Any, Any, Any, int, datetime], None] | None = None
    #: what to show and to write of it: dossier_number, certificate_number, intent, question, last_day…
    describe: Callable[[Any, Any, Rules], Mapping[str, Any]] = nothing_to_tell
    propose: Callable[[Any], str | None] = (
        nothing_to_propose  #: for a review that no rule speaks of
    )
    #: the template of each outcome that is answered
    answers: Mapping[Outcome, str] = field(default_factory=dict)
