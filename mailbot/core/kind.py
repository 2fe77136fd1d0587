"""What every kind of request says about itself, in the order of the road."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any, ParamSpec, TypeVar

from mailbot.core.comparison import Comparison
from mailbot.core.disclosure import Disclosure
from mailbot.core.rulebook import NoRuleInForce, Rule, Rules, Sort, Twin, Word
from mailbot.values import NOTHING, Facts, Finding, Nature, Outcome, ParsedMail, Request, Verdict

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


def takes(**parameters: Sort) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the parameters a check takes: the loader refuses a version that lacks or adds one."""

    def declare(check: Callable[P, R]) -> Callable[P, R]:
        check.parameters = parameters  # type: ignore[attr-defined]
        return check

    return declare


def reads(*rules: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the rules whose parameters a check reads beside its own: `rule.peers` has them."""

    def declare(check: Callable[P, R]) -> Callable[P, R]:
        check.peers = frozenset(rules)  # type: ignore[attr-defined]
        return check

    return declare


def illustrated(**inputs: Word) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the words of a common rule's examples: the check's own arguments, by their names."""

    def declare(check: Callable[P, R]) -> Callable[P, R]:
        check.inputs = inputs  # type: ignore[attr-defined]
        return check

    return declare


def twin_of(check: Callable[..., Any]) -> Twin:
    """What a check declares of itself, for its rule file to be held to."""
    return Twin(
        getattr(check, "words", frozenset()),
        getattr(check, "parameters", NOTHING),
        getattr(check, "peers", frozenset()),
        getattr(check, "inputs", NOTHING),
        complete=True,
        judge=partial(called, check),
    )


def called(
    check: Callable[..., Finding | None], rule: Rule, inputs: Mapping[str, Any]
) -> Finding | None:
    """What a common check finds of an example."""
    try:
        return check(**inputs, rule=rule)
    except NoRuleInForce as silence:
        return silence.finding


def hear(check: Check, request: Request, facts: Facts, rule: Rule) -> Finding | None:
    """What a check objects. Before its rule's first version nobody knows: a person decides."""
    try:
        return check(request, facts, rule)
    except NoRuleInForce as silence:  # of the rule itself, or of one that it reads
        return replace(silence.finding, rule=rule.name)


def nothing_to_know(session: Any, request: Request, today: date) -> Facts:
    return Facts(today)


def nothing_to_tell(request: Any, facts: Any, rules: Rules) -> Mapping[str, Any]:
    return NOTHING


def nothing_to_write(
    request: Any, facts: Any, verdict: Verdict, described: Mapping[str, Any]
) -> Mapping[str, Any]:
    return NOTHING


def nothing_to_compare(facts: Any) -> Comparison | None:
    return None


def nothing_to_close(request: Any, facts: Any) -> str | None:
    return None


def nothing_by_line(request: Any) -> Sequence[Any]:
    return ()


def nothing_to_suggest(session: Any, request: Any) -> Mapping[str, Sequence[str]]:
    return NOTHING


def never_named(request: Any) -> bool:
    return False


def nothing_to_propose(request: Any) -> str | None:
    return None


@dataclass(frozen=True)
class Scenes:
    """How the examples of a kind's rules are set up: a case to which no rule objects, changed."""

    words: Mapping[str, Word] = field(default_factory=dict)
    #: the request and the facts of an example
    set_up: Callable[[Mapping[str, Any]], tuple[Any, Any]] | None = None


@dataclass(frozen=True)
class Kind:
    """A sort of message: how it is recognised, read, checked, looked up and carried out."""

    name: str
    label: str  #: its class in the commands' JSON: request, other, automatic, bounce
    hears: Nature  #: whose messages it may recognise
    recognise: Callable[[Any], bool]  #: is the Request that `extract` read of this kind?
    #: (mail, the requests read from earlier messages, oldest first, an agent's corrections)
    extract: Callable[[ParsedMail, Sequence[Any], Mapping[str, str]], Request]
    checks: tuple[Check, ...] = ()  #: the whole policy, in the order an agent would check it
    #: asked where several recognise the message: does it name this kind, rather than only fit it?
    named: Callable[[Any], bool] = never_named
    look_up: Callable[[Any, Any, date], Facts] = nothing_to_know
    facts: type[Facts] = (
        Facts  #: what look_up gives: an old decision's are made again from its audit
    )
    #: (session, request, facts, case id, instant); None: this kind can never be accepted
    perform: Callable[[Any, Any, Any, int, datetime], None] | None = None
    #: what to show of it: dossier_number, certificate_number, intent, question, last_day…
    describe: Callable[[Any, Any, Rules], Mapping[str, Any]] = nothing_to_tell
    #: (request, facts, verdict, what `describe` gave): the words of its letters
    words: Callable[[Any, Any, Verdict, Mapping[str, Any]], Mapping[str, Any]] = nothing_to_write
    #: facts: the registry's records side by side, for the staff; None where there is nothing
    sheet: Callable[[Any], Comparison | None] = nothing_to_compare
    propose: Callable[[Any], str | None] = (
        nothing_to_propose  #: for a review that no rule speaks of
    )
    #: (request, facts): why a review needs nobody after all, in a French word or two; else None
    closes: Callable[[Any, Any], str | None] = nothing_to_close
    #: (facts, sender, is the sender established, rules waived): what of the facts may be told to
    #: the sender, in their explanation; None: nothing
    disclose: Callable[[Any, str, bool, frozenset[str]], Disclosure] | None = None
    #: a request for several persons as one request a line, for the staff to see; else nothing
    by_line: Callable[[Any], Sequence[Any]] = nothing_by_line
    #: (session, request): by field, the registry's values one slip away from what was written
    suggest: Callable[[Any, Any], Mapping[str, Sequence[str]]] = nothing_to_suggest
    #: the templates that an agent may draft a letter from, beside what every kind has
    drafts: tuple[str, ...] = ()
    #: the template of each outcome that is answered
    answers: Mapping[Outcome, str] = field(default_factory=dict)
    scenes: Scenes = Scenes()  #: of the examples in its rule files
    #: its own files of the registry (edges.registry_sheets.Sheet), read and written with the three
    sheets: tuple[Any, ...] = ()

    @property
    def said(self) -> dict[str, Twin]:
        """What each check declares, by its name and in the order of the policy."""
        return {check.__name__: self.twin_of(check) for check in self.checks}

    def twin_of(self, check: Check) -> Twin:
        twin, set_up = twin_of(check), self.scenes.set_up
        if set_up is None:
            return twin
        return replace(
            twin, inputs=self.scenes.words, complete=False, judge=partial(staged, check, set_up)
        )


def staged(
    check: Check,
    set_up: Callable[[Mapping[str, Any]], tuple[Any, Any]],
    rule: Rule,
    inputs: Mapping[str, Any],
) -> Finding | None:
    """What a kind's check finds of an example."""
    return hear(check, *set_up(inputs), rule)
