"""A decision told to a reader on a terminal: the message, what was read in it, the rules heard."""

from datetime import datetime

from rich.console import Console
from rich.text import Text as Styled

from mailbot.core.rulebook import Rules
from mailbot.decided import Decided
from mailbot.values import Evidence, Finding, Outcome, Text, Voice

COLOURS = {
    Outcome.ACCEPT: "green",
    Outcome.REPEAT: "green",
    Outcome.ASK: "yellow",
    Outcome.REVIEW: "magenta",
    Outcome.IGNORE: "bright_black",
}
DECISIONS = {
    Outcome.ACCEPT: "accepter : transférer le résultat et répondre",
    Outcome.REPEAT: "répéter la réponse : le transfert est déjà fait",
    Outcome.ASK: "demander ce qui manque",
    Outcome.REVIEW: "remettre à une personne",
    Outcome.IGNORE: "classer sans répondre",
}
FIELDS = {
    "dossier_number": "dossier",
    "certificate_number": "certificat",
    "intent": "souhait",
    "question": "question",
}
DIMMED = (Voice.QUOTED, Voice.OFFICE, Voice.FOOTER)
LONGEST = 4000  # characters of one text that are shown


def tell(
    console: Console, file: str, received_at: datetime, decided: Decided, rules: Rules
) -> None:
    mail = decided.mail
    console.rule(Styled(printable(file)), align="left")
    console.print(Styled(f"De : {printable(mail.sender_name)} <{printable(mail.sender) or '?'}>"))
    console.print(Styled(f"Reçu le {received_at:%Y-%m-%d à %H:%M %Z} ; {mail.nature.value}"))
    evidence = decided.understood.read.evidence
    for text in mail.texts:
        console.print(Styled("Objet : " if text.part == "subject" else "", style="bold"), end="")
        console.print(highlighted(text, decided, evidence))
    for one in evidence:
        repaired = " (réparé)" if one.repaired else ""
        where = f"partie {one.part}, caractères {one.start} à {one.end}"
        name = FIELDS.get(one.field, one.field)
        console.print(Styled(f"  lu : {name} = {one.value}{repaired}, {where}", style="cyan"))
    for sign in mail.signs:
        console.print(Styled(f"  signe : {sign.name} : {printable(sign.quote)}", style="cyan"))
    if rivals := decided.understood.rivals:
        console.print(Styled(f"  reconnu par plusieurs genres : {', '.join(rivals)}", style="red"))
    tell_verdict(console, decided, rules)


def tell_verdict(console: Console, decided: Decided, rules: Rules) -> None:
    """The rules heard, and what is decided by them."""
    verdict = decided.verdict
    tell_rules(console, decided, rules)
    for name in verdict.unseconded:
        console.print(Styled(f"  {name} : levée par un agent, un second doit confirmer"))
    words = Styled("Décision : ", style="bold")
    words.append(DECISIONS[verdict.outcome], style=f"bold {COLOURS[verdict.outcome]}")
    if verdict.proposal:
        words.append(f" ; proposé : {verdict.proposal}")
    if decided.letter:
        words.append(f" ; lettre : {decided.letter.template}")
    console.print(words)


def tell_rules(console: Console, decided: Decided, rules: Rules) -> None:
    """Every rule in the order of the policy: what it asks, whether it holds, on what text."""
    objections = {finding.rule: finding for finding in decided.verdict.findings}
    for check in decided.kind.checks:
        name = check.__name__
        finding = objections.get(name)
        line = Styled("  ✗ " if finding else "  ✓ ", style="red" if finding else "green")
        line.append(f"{name} : {rules[name].question}", style="bold" if finding else "")
        console.print(line)
        if finding:
            console.print(Styled(f"      {finding.motif} [{source(finding)}]"))
    if escalated := decided.verdict.escalated:
        console.print(Styled(f"  ✗ {escalated.rule} : {escalated.motif}"))


def source(finding: Finding) -> str:
    reference = finding.reference
    doubt = "" if reference.verified else ", à vérifier"
    return f"{reference.title}, {reference.place}{doubt}"


def highlighted(text: Text, decided: Decided, evidence: tuple[Evidence, ...]) -> Styled:
    """The text as read: what was read in it marked, what is not the sender's own dimmed."""
    styled = Styled(printable(text.content))
    for passage in decided.mail.passages:
        if passage.part == text.part and passage.voice in DIMMED:
            styled.stylize("bright_black", passage.start, passage.end)
    for one in evidence:
        if one.part == text.part:
            styled.stylize("black on yellow", one.start, one.end)
    styled.truncate(LONGEST)
    return styled


def printable(text: str) -> str:
    """Control characters would drive the terminal: each becomes a visible dot, none is lost."""
    return "".join(c if c in "\n\t" or c.isprintable() or c in SPACES else "·" for c in text)


SPACES = "\u00a0\u202f\u2009\u2007\u200b\u00ad"
