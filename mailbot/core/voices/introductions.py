"""What mail programs write above a message that they quote or forward, and whose it then is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.mime.addresses import ADDRESS
from mailbot.core.voices.lines import Line
from mailbot.values import Identity

LONGEST_ATTRIBUTION = 4  #: lines that a client wraps "Le … a écrit :" over
LONGEST_BLOCK = 16
MOST_STRAYS = 2  #: lines that the value of one field goes on over
MOST_GAPS = 4  #: blank lines between two fields: tables become such text
MOST_NAMES = 14  #: words of an attribution without a date

# The last line of an attribution may hold its last word alone: "… <adresse> a" / "écrit :".
WROTE = (
    r"(?:a|ont|à)\s+[ée]crit|^[ée]crit(?=\s*:)|[ée]crivait|wrote|schrieb|escribi[óo]|ha scritto"
    r"|escreveu"
)
# "m'a écrit", "you wrote": a person tells it; a program names who wrote.
TOLD = r"(?<!m')(?<!m’)(?<!nous )(?<!vous )(?<!qui )(?<!lui )(?<!\bi )(?<!you )(?<!we )"
ENDS = re.compile(rf"(?:^|[\s>,»\")\]]){TOLD}(?:{WROTE})\s*[:：]?$", re.IGNORECASE)
ENDS_DATED = re.compile(
    rf"{TOLD}\b(?:{WROTE})\s+(?:le|sur|on|in|dans|am|el)\b.{{4,80}}[:：]$", re.IGNORECASE
)
STARTS = re.compile(
    r"[-–\s]{0,3}(?:(?:le|on|am|el|il|em|op|den|at)\b[^\n]{0,24}?\d|\d{4}-\d\d-\d\d)", re.IGNORECASE
)
# In every language, and in Gmail's old form: 2021-01-12 9:12 GMT-05:00 Nom <adresse>:
ENDS_NAMED = re.compile(r"[^\s<>]+@[^\s<>]+>+\s?(?:\S+\s?)?[:：]$")
DATED = re.compile(r"\d{4}|\d{1,2}\s?[:hH]\s?\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
TIMED = re.compile(r"\d{1,2}\s?[:hH]\s?\d\d")

RULED = r"[-_=~‐‑–—]"
MARKER = re.compile(
    rf"{RULED}{{3,}}\s*"
    r"(?=[^\n]{0,90}(?:messag|mail|courriel|mensaje|nachricht|\bby\b|\bpar\b))"
    r"(?=[^\n]{0,90}(?:origin|initial|transf[ée]r[ée]|forwarded|r[ée]exp[ée]di|transmis"
    r"|r[ée]achemin|reenviad|weitergel|inoltrat|ursprüngl))"
    rf"[^\n]{{4,90}}?\s*{RULED}{{2,}}$",
    re.IGNORECASE,
)
NAMED_MARKER = re.compile(
    r"(?:d[ée]but du (?:message|courriel) (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée]|d.origine)"
    r"|begin forwarded message|message (?:transf[ée]r[ée]|d.origine|original))\s*:$",
    re.IGNORECASE,
)
# Orange, La Poste: "Message du 12/01/21 09:12", always with the fields below it.
DATED_MARKER = re.compile(r"(?:message|courriel) d[ue]\s?:? .{0,40}\d", re.IGNORECASE)
RULE = re.compile(rf"(?:{RULED}\s?){{8,}}$")

LABELS = {
    "from": r"de|from|provenance|exp[ée]diteur|sender|von|da",
    "date": r"envoy[ée](?: le)?|sent|date(?: d.envoi)?|gesendet|enviado|inviato",
    "to": r"[àa]|to|pour|destinataires?|an|para",
    "subject": r"objet|subject|sujet|betreff|asunto|oggetto",
    "more": r"cci?|bcc|copie(?: [àa])?|r[ée]pondre [àa]|reply-to|importance|priorit[ée]"
    r"|pi[èe]ces? jointes?|attachments?|organisation|message-id",
}
LABEL = re.compile(
    "|".join(f"(?P<{name}>(?:{words})\\s*[:：])" for name, words in LABELS.items()), re.IGNORECASE
)
ONE_LINE_BLOCK = re.compile(
    r"(?:de|from)\s?:.{3,160}?\b(?:envoy[ée](?: le)?|sent|date)\s?:.{4,160}?"
    r"(?:\b(?:to|pour|objet|subject)|[àa])\s?:",
    re.IGNORECASE,
)
ONE_LINE_DATE = re.compile(r"\b(?:envoy[ée](?: le)?|sent|date)\s?:", re.IGNORECASE)
OUR_NUMBER = re.compile(r"\bcar[\s.-]?(?:19|20)\d\d", re.IGNORECASE)
OUR_NAME = re.compile(
    r"\bopc\b|office de la protection du consommateur|consumer protection office", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """Lines `first` to `last`, which say that somebody else's words follow."""

    first: int
    last: int
    author: str  #: what it says of who wrote; may be empty
    attribution: bool  #: "Le … a écrit :"; else a block of header fields, or a marker

    def by_office(self, identity: Identity) -> bool | None:
        """Whether it names the Office; None when it names nobody."""
        return names_office(self.author, identity) if self.author.strip() else None


def names_office(author: str, identity: Identity) -> bool:
    """An address says it; a name only where there is no address, for names are anybody's."""
    found = ADDRESS.findall(author.lower())
    if found:
        domain = identity.address.rpartition("@")[2]
        hosts = [address.rpartition("@")[2].rstrip(".") for address in found]
        return any(host == domain or host.endswith(f".{domain}") for host in hosts)
    local = identity.address.partition("@")[0]
    return bool(OUR_NAME.search(author)) or bool(local and local in author.lower())


def introductions(lines: Sequence[Line]) -> dict[int, Introduction]:
    """By their first line; none overlaps another."""
    found: dict[int, Introduction] = {}
    free = 0  # the first line that no introduction has taken
    said = False  # whether words stand above
    for number, line in enumerate(lines):
        if number < free or line.blank:
            continue
        one = attribution(lines, number, free) or heading(lines, number, said)
        said = True
        if one is not None:
            found[one.first] = one
            free = one.last + 1
    return found


def attribution(lines: Sequence[Line], last: int, free: int) -> Introduction | None:
    """ "Le … a écrit :", read from its last line upwards."""
    words = lines[last].words
    wrote = bool(ENDS.search(words) or ENDS_DATED.search(words))
    if not wrote and not ENDS_NAMED.search(words):
        return None
    joined, named = "", None
    for first in range(last, max(free, last - LONGEST_ATTRIBUTION + 1) - 1, -1):
        line = lines[first]
        if line.blank or line.depth != lines[last].depth:
            break
        joined = f"{line.words} {joined}".strip()
        found = Introduction(first, last, joined, True)
        if STARTS.match(line.words) and (TIMED.search(joined) if not wrote else is_dated(joined)):
            return found
        if wrote and named is None and "@" in joined and len(joined.split()) <= MOST_NAMES:
            named = found
    return named


def is_dated(words: str) -> bool:
    return "@" in words or DATED.search(words) is not None


def heading(lines: Sequence[Line], first: int, said: bool) -> Introduction | None:
    """A block "De : / Envoyé : / À : / Objet :", "-----Message d'origine-----", or both."""
    words = lines[first].words
    if ONE_LINE_BLOCK.match(words) and not OUR_NUMBER.search(words):
        return Introduction(first, first, re.split(ONE_LINE_DATE, words)[0], False)
    marker = bool(MARKER.match(words) or NAMED_MARKER.match(words))
    if marker or RULE.match(words) or DATED_MARKER.match(words):
        below = (n for n in range(first + 1, min(first + 4, len(lines))) if not lines[n].blank)
        block = block_at(lines, next(below, first), True, said)
        if block:
            return Introduction(first, block.last, block.author, False)
        return Introduction(first, first, "", False) if marker else None
    return block_at(lines, first, False, said)


def block_at(lines: Sequence[Line], first: int, marked: bool, said: bool) -> Introduction | None:
    """Fields of a header, as mail programs show them. `marked`: a marker or a rule stands above."""
    values: dict[str, str] = {}
    name, last, strays, gaps = "", first, 0, 0
    for number in range(first, min(first + LONGEST_BLOCK, len(lines))):
        line = lines[number]
        label = LABEL.match(line.words)
        if line.depth != lines[first].depth or not (label or values) or gaps > MOST_GAPS:
            break
        if label and label.lastgroup:
            name, last, strays, gaps = label.lastgroup, number, 0, 0
            values.setdefault(name, line.words[label.end() :].strip())
        elif line.blank:
            gaps += 1
        elif strays >= MOST_STRAYS or (gaps and values[name]):
            break
        else:  # a long value, wrapped
            strays, last = strays + 1, last if values[name] else number
            values[name] = f"{values[name]} {line.words}"
    if not is_header(values, marked, said):
        return None
    return Introduction(first, last, values["from"], False)


def is_header(values: Mapping[str, str], marked: bool, said: bool) -> bool:
    """Not a letter's own "De : / À : / Objet :", nor "De : CAR2019… À : CAR2021…".

    A program gives the hour, or addresses; at the very top of a text nothing less than the hour,
    among three fields, is believed.
    """
    people = f"{values.get('from', '')} {values.get('to', '')}"
    if "from" not in values or len(values) < 2 or OUR_NUMBER.search(people):
        return False
    timed = bool(TIMED.search(values.get("date", "")))
    if marked or (timed and (len(values) > 2 or said or "@" in values["from"])):
        return True
    dated = bool(DATED.search(values.get("date", "")))
    return said and ("@" in people or dated) and (len(values) > 2 or "@" in values["from"])
