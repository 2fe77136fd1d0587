"""The clues in the words: the subject and the sender's own text, quotes left out."""

import re
from collections.abc import Iterator

from mailbot.core.fold import fold, words
from mailbot.core.machines import subjects, wordings
from mailbot.core.machines.clues import Clue, Matter, Place, clue
from mailbot.values import ParsedMail, Voice

PARAGRAPH = re.compile(r"\n(?:[^\S\n]*\n)+")
LONGEST = 12_000  # characters read of a text: machines come to the point

_SUBJECTS = (
    ("delivery-subject", Matter.DELIVERY, subjects.DELIVERY),
    ("absence-subject", Matter.ABSENCE, subjects.ABSENCE),
    ("robot-subject", Matter.ROBOT, subjects.ROBOT),
    ("automatic-subject", Matter.ABSENCE, subjects.AUTOMATIC),
)
_BODIES = (
    ("delivery-words", Matter.DELIVERY, wordings.DELIVERY),
    ("absence-words", Matter.ABSENCE, wordings.ABSENCE),
    ("robot-statement", Matter.ROBOT, wordings.ROBOT_SAYS),
    ("robot-words", Matter.ROBOT, wordings.ROBOT),
    ("unmonitored-words", Matter.ROBOT, wordings.UNMONITORED),
    ("acknowledgement-words", Matter.ROBOT, wordings.ACKNOWLEDGED),
    ("challenge-words", Matter.ROBOT, wordings.CHALLENGE),
    ("unsubscribe-words", Matter.BULK, wordings.UNSUBSCRIBE),
)
_DAEMON = re.compile(
    r"mailer[-_.]?daemon.*|mail[-_.]?daemon|mail[-_.]delivery[-_.](?:sub)?system|smtp[-_.]?gateway"
)
_POSTMASTER = re.compile(r"post[-_.]?master.*|.*postmaster")
_ROBOT = re.compile(
    r"listserv|majordomo|mailman|auto-?(?:reply|respond(?:er)?|reponse)|vacation|(?:.*[-_.])?daemon"
    r"|.*-bounces?(?:\+.*)?|.*-(?:request|owner|admin)"
)
_NO_REPLY = re.compile(
    r"(?:.*[-_.+])?(?:no[-_.]?reply|non[-_.]?reply|do[-_.]?not[-_.]?reply|dont[-_.]?reply"
    r"|ne[-_.]?pas[-_.]?repondre|pas[-_.]?de[-_.]?reponse|sans[-_.]?reponse|noreponse|no[-_.]?responder)"
    r"(?:[-_.+\d].*)?"
)
_ROLE = re.compile(
    r"(?:.*[-_.])?(?:newsletters?|infolettres?|notifications?|notify|alerts?|alertes?|digest|mailing"
    r"|bulletin|marketing|feedback(?:loop)?|fbl|complaints?|abuse|root|cron|system|systeme|robot|bot)"
    r"(?:[-_.+].*)?"
)
# Anybody may choose such a name there, so it is no machine's alone.
_FREE = re.compile(
    r"(?:gmail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|videotron|bell|sympatico|cgocable)"
    r"\.(?:com|ca|net|fr|qc\.ca)"
)
_SYSTEM_NAME = re.compile(
    r"mail delivery (?:sub)?system|mail(?:er)?[- ]daemon|delivery (?:subsystem|notification)"
    r"|internet mail delivery|system administrator|administrateur systeme|postmaster|mail system"
)


def own_words(mail: ParsedMail) -> str:
    """What this message itself says, folded: neither quotes nor what it forwards."""
    kept = [
        passage.content
        for passage in mail.voiced(Voice.OWN, Voice.SIGNATURE, Voice.FOOTER)
        if passage.part != "subject" and "/" not in passage.part
    ]
    text = fold("\n".join(kept)[:LONGEST]).text
    return "\n".join(filter(None, map(words, PARAGRAPH.split(text))))


def _line(text: str) -> str:
    return words(fold(text[:500]).text)


def word_clues(mail: ParsedMail, said: str) -> Iterator[Clue]:
    subject = _line(mail.subject)
    for name, matter, pattern in _SUBJECTS:
        if pattern.search(subject):
            yield clue(name, mail.subject, Place.SUBJECT, matter)
    opening = wordings.DELIVERY_OPENING.search(said[:400])
    if opening:
        yield clue("delivery-opening", opening.group(), Place.BODY, Matter.DELIVERY)
    ticket = wordings.TICKET_OPENING.search(said[:200])
    if ticket:
        yield clue("ticket-opening", ticket.group(), Place.BODY, proof=True)
    for name, matter, pattern in _BODIES:
        if found := pattern.search(said):
            yield clue(name, found.group(), Place.BODY, matter)


def sender_clues(mail: ParsedMail) -> Iterator[Clue]:
    """The address tells; the display name does not, for anybody may choose it."""
    if len(mail.senders) > 1:
        return
    address = mail.senders[0].address.lower() if mail.senders else ""
    local, _, domain = address.rpartition("@")
    local = (local or domain).strip('"')[:200]
    name = _line(mail.sender_name)
    free = _FREE.fullmatch(domain) is not None
    if _DAEMON.fullmatch(local):
        yield clue("mailer-daemon", address, Place.SENDER, Matter.DELIVERY, proof=True)
    elif _POSTMASTER.fullmatch(local):
        proof = not free and local != "postmaster"  # the one name that RFC 5321 asks every host for
        yield clue("postmaster", address, Place.SENDER, Matter.DELIVERY, proof=proof)
    elif _NO_REPLY.fullmatch(local):
        yield clue("no-reply-sender", address, Place.SENDER, proof=not free)
    elif _ROBOT.fullmatch(local):
        yield clue("robot-sender", address, Place.SENDER, proof=not free)
    elif _ROLE.fullmatch(local):
        yield clue("robot-sender", address, Place.SENDER)
    elif not address and _SYSTEM_NAME.search(name or _line(mail.header("from") or "")):
        name = mail.header("from") or ""
        yield clue("mailer-daemon", name, Place.SENDER, Matter.DELIVERY, proof=True)
