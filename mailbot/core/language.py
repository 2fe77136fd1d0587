"""In which languages a letter is written: French, and English below it where the law allows.

The law of the day of the request decides (Charter of the French language, C-11), with what an agent
attested of the person: rules/common/language.toml.
"""

from datetime import date

from mailbot.core.kind import illustrated, says, takes
from mailbot.core.rules.rule import NoRuleInForce, Rule, Sort
from mailbot.core.rules.words import a_choice, a_day
from mailbot.core.tongue import ENGLISH, FRENCH, written_in
from mailbot.values import Finding, ParsedMail

FLAG = Sort("true ou false, sans guillemets", lambda value: type(value) is bool)
NAMES = Sort(
    'une liste de textes, par exemple ["22.2", "22.3"], ou []',
    lambda value: isinstance(value, tuple) and all(isinstance(x, str) and x for x in value),
)
IN_FRENCH = {FRENCH: "français", ENGLISH: "anglais"}
NONE = "aucun"  # in an example and in the motif
ATTESTED = {
    NONE: "aucun motif n'est attesté",
    **{place: f"un agent a attesté le motif de l'article {place}" for place in ("22.2", "22.3")},
}


@says("written", "ground")
@takes(english_to_who_writes_it=FLAG, grounds=NAMES)
@illustrated(
    written=a_choice({tongue: f"message en {name}" for tongue, name in IN_FRENCH.items()}),
    ground=a_choice(ATTESTED),
    day=a_day("demande reçue le {}"),
)
def language(written: str, rule: Rule, day: date, ground: str | None = None) -> Finding | None:
    """May English stand below the French? The day the request was received counts.

    `ground`: what an agent attested, if anything. The finding holds no request back: it is why the
    letter is in French alone.
    """
    version = rule.on(day)
    if version.parameters["english_to_who_writes_it"] and written == ENGLISH:
        return None
    if ground in version.parameters["grounds"]:
        return None
    return rule.objection(version, written=IN_FRENCH[written], ground=ground or NONE)


def languages(mail: ParsedMail, ground: str | None, rule: Rule) -> tuple[str, ...]:
    """The languages of an answer to this message, in their order. In doubt, French alone."""
    try:
        only_french = language(written_in(mail), rule, mail.received_on, ground)
    except NoRuleInForce:
        return (FRENCH,)
    return (FRENCH,) if only_french else (FRENCH, ENGLISH)


def grounds(rule: Rule, day: date) -> tuple[str, ...]:
    """What may be attested under the law of that day."""
    try:
        return tuple(rule.on(day).parameters["grounds"])
    except NoRuleInForce:
        return ()
