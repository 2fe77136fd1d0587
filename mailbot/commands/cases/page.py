"""A case on a terminal, for an agent: how far it is, the message, the verdict, letters, history."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text as Styled
from sqlmodel import Session

from mailbot import desk
from mailbot.commands import narrative
from mailbot.commands.cases.telling import tell_letter
from mailbot.commands.narrative import FIELDS, printable
from mailbot.config import Office
from mailbot.decided import Decided
from mailbot.edges import audit, history
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow, Status
from mailbot.journey import judge

STATUSES = {
    Status.WAITING: "en attente de traitement",
    Status.DONE: "terminée",
    Status.HELD: "attend une personne",
    Status.FAILED: "en échec, attend une personne",
}
FATES = {
    "waiting": "à envoyer",
    "sending": "en cours d'envoi",
    "sent": "envoyée",
    "held": "retenue : trop de lettres à cette adresse",
    "refused": "refusée",
    "unknown": "sort inconnu",
    "called_back": "rappelée",
}
EVENTS = {
    "decided": "décision",
    "ruled": "parole d'un agent",
    "failed": "échec",
    "bounced": "lettre revenue",
    "claimed": "prise",
    "released": "laissée",
    "noted": "note",
    "letter written": "lettre écrite",
    "letter called back": "lettre rappelée",
    "letter resent": "lettre renvoyée",
    "letter marked sent": "lettre notée comme arrivée",
    "letter sent": "lettre envoyée",
    "letter refused": "lettre refusée",
    "letter unknown": "lettre au sort inconnu",
    "letter held": "lettre retenue",
    "brought back": "délai du préavis écoulé",
    "notice answered": "réponse au préavis",
}


def tell(session: Session, case: CaseRow, office: Office, now: datetime) -> None:
    console, zone = Console(), ZoneInfo(office.settings.office.timezone)
    number = case.id or 0
    console.print(Styled(heading(case, zone), style="bold"))
    if case.error:
        console.print(Styled(f"Erreur : {printable(case.error)}", style="red"))
    for note in history.notes(session, number):
        console.print(Styled(f"Note de {note.by}, {when(note.at, zone)} : {printable(note.text)}"))
    if case.status != Status.FAILED:
        decided = judge(session, case, office, now)
        rules = office.rules[decided.kind.name]
        received = case.received_at.astimezone(zone)
        narrative.tell(console, f"affaire {number}", received, decided, rules)
        tell_hints(console, session, case, office, now, decided)
    for letter in history.letters(session, number):
        console.rule(Styled(about(letter, zone)), align="left")
        tell_letter(console, letter.content)
    console.rule(Styled("Historique"), align="left")
    for row in history.events(session, number):
        console.print(Styled(f"{when(row.at, zone)}  {row.actor} : {event(row)}"))


def heading(case: CaseRow, zone: ZoneInfo) -> str:
    parts = [f"Affaire {case.id}, {STATUSES[Status(case.status)]}, version {case.version}"]
    if case.holder_name:
        parts.append(f"titulaire : {printable(case.holder_name)}")
    if case.claimed_by and case.claimed_until:
        parts.append(f"prise par {case.claimed_by} jusqu'au {when(case.claimed_until, zone)}")
    if case.noticed_until:
        parts.append(f"préavis : réponse jusqu'au {case.noticed_until}")
    if case.details.get("awaiting_second"):
        parts.append("attend un second agent")
    return " ; ".join(parts)


def tell_hints(
    console: Console,
    session: Session,
    case: CaseRow,
    office: Office,
    now: datetime,
    decided: Decided,
) -> None:
    """What the registry suggests, and whether several persons are asked for."""
    for field, numbers in desk.suggestions(session, case, office, now).items():
        line = f"Au registre, à un signe près : {FIELDS.get(field, field)} {', '.join(numbers)}"
        console.print(Styled(line, style="yellow"))
    if lines := decided.kind.by_line(decided.request):
        command = f"mailbot cases pairs {case.id}"
        console.print(Styled(f"{len(lines)} couples de numéros : {command}", style="yellow"))


def about(letter: LetterRow, zone: ZoneInfo) -> str:
    fate = FATES.get(letter.fate, letter.fate)
    left = f" le {when(letter.sent_at, zone)}" if letter.sent_at else ""
    by = f", de {letter.by}" if letter.by else ""
    error = f" ({printable(letter.error)})" if letter.error else ""
    return f"Lettre {letter.id}, {letter.template}{by} : {fate}{left}{error}"


def event(row: AuditRow) -> str:
    told = audit.told(row)
    said = EVENTS.get(row.event, row.event)
    more = [str(told[key]) for key in ("outcome", "reason", "template", "error") if told.get(key)]
    if row.event == "ruled":
        more += [f"{key}={value}" for key, value in told["corrections"].items()]
        more += [f"levée : {name}" for name in told["waived"]]
        more += [f"confirmée : {name}" for name in told.get("seconded", ())]
    return printable(f"{said} {' ; '.join(more)}".rstrip())


def when(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
