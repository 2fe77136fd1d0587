"""A verdict and a letter on a terminal or in JSON: those that count, and those of a preview."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from mailbot.commands.narrative import printable, tell_verdict
from mailbot.decided import Decided


def decided_json(decided: Decided) -> dict[str, Any]:
    verdict, letter = decided.verdict, decided.letter
    return {
        "class": decided.kind.label,
        "decision": verdict.outcome.word,
        "reasons": list(verdict.reasons),
        "motifs": {finding.rule: finding.motif for finding in verdict.findings},
        "waived": list(verdict.waived),
        "awaiting_second": list(verdict.unseconded),
        "closed": verdict.closed,
        "proposal": verdict.proposal,
        "letter": letter_json(letter.template, letter.content) if letter else None,
    }


def letter_json(template: str, content: bytes) -> dict[str, Any]:
    message = parsed(content)
    return {
        "template": template,
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "text": text_of(message),
    }


def tell_decided(case_id: int, decided: Decided) -> None:
    console = Console()
    console.rule(Styled(f"Affaire {case_id} : aperçu, rien n'est fait"), align="left")
    tell_verdict(console, decided, decided.office.rules[decided.kind.name])
    if decided.letter:
        tell_letter(console, decided.letter.content)


def tell_letter(console: Console, content: bytes) -> None:
    message = parsed(content)
    console.print(Styled(f"À : {printable(str(message['To']))}"))
    console.print(Styled(f"Objet : {printable(str(message['Subject']))}", style="bold"))
    console.print(Styled(printable(text_of(message))))


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()).replace("\r\n", "\n") if body else ""
