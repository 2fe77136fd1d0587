"""What stands below a letter: signatures, phones' marks, legal notices."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from mailbot.values import Voice

SEPARATOR = re.compile(r"(?:--|—|––)$")
MOST_OPENINGS = 5  #: lines of one paragraph that may begin a notice
LONGEST_NOTICE = 40  #: lines looked at
LONGEST_SIGNATURE = 12  #: lines below "-- "; more are a letter

DEVICE = (
    r"(?:iphone|ipad|ipod|mac|android|samsung|galaxy|huawei|blackberry|pixel|xiaomi|lg|motorola"
    r"|nokia"
    r"|sony|oneplus|htc|windows|outlook|yahoo|gmail|hotmail|proton|t[ée]l[ée]phone|cellulaire"
    r"|mobile"
    r"|portable|smartphone|phone|tablette|tablet|appareil|device|bell|rogers|telus|vid[ée]otron"
    r"|fizz"
    r"|courrier|messagerie|mail(?:box)?|airmail|aol|orange|laposte|zimbra|thunderbird|bluemail"
    r"|spark)"
)
PHONE_MARK = re.compile(
    r"\W{0,3}(?:(?:message |courriel )?(?:envoy[ée]|exp[ée]di[ée]|transmis)e?s? (?:"
    r"(?:de|depuis|[àa] partir de) mon\b[^\n]{1,60}"
    r"|(?:de(?:puis)?|[àa] (?:partir|l'aide) (?:de|du|d'un)|par|via|avec|du|sur|d'un)\b"
    rf"[^\n]{{0,60}}\b{DEVICE}\b[^\n]{{0,60}})"
    r"|(?:sent|composed|written) (?:from my\b[^\n]{1,60}|(?:from|via|with|using|by)\b"
    rf"[^\n]{{0,60}}\b{DEVICE}\b[^\n]{{0,60}})"
    r"|provenance ?: (?:courrier|mail|outlook)\b[^\n]{0,60}"
    r"|(?:obtenez|obtenir|t[ée]l[ée]charge[rz]|get|download) "
    r"(?:l'application )?\W?(?:outlook|yahoo|bluemail|spark|aqua mail|gmail)\b[^\n]{0,80})$",
    re.IGNORECASE,
)

NOTICE = re.compile(
    r"\W{0,4}(?:(?:avis|notice|attention|caution|warning|important|avertissement|note)\s?:\s?"
    r"(?:ce|the|this|le pr[ée]sent|si vous|if you)\b|avis (?:de |sur la "
    r"|relatif [àa] la )?(?:confidentialit[ée]|important|l[ée]gal)"
    r"|(?:mention|note|clause|mise en garde)s? (?:de |relative [àa] la )?confidentialit[ée]"
    r"|confidentialit[ée]\s?[:-]|confidential(?:ity)?(?: notice| warning| note)?\s?[:-]"
    r"|confidentiality notice|disclaimer|legal notice|privil[ée]ge et confidentialit[ée]"
    r"|(?:ce|le pr[ée]sent) (?:courriel|message|courrier)\b"
    r"|l.information (?:contenue|apparaissant|transmise)|les informations contenues"
    r"|th(?:is|e) (?:e-?mail|message|communication|transmission|information)\b"
    r"|if you (?:are not the intended|have received this)"
    r"|si vous (?:n.[êe]tes pas le destinataire|avez re[çc]u ce)"
    r"|avant d.imprimer|pensez [àa] l.environnement|devez-vous vraiment imprimer"
    r"|please consider the environment|before printing|think before (?:you )?print"
    r"|l.absence de virus|garanti sans virus|sans virus\b|virus-free"
    r"|cet? (?:e-?mail|courriel|message) a [ée]t[ée] (?:v[ée]rifi[ée]|analys[ée])"
    r"|avast|this e-?mail has been (?:checked|scanned)"
    r"|pour (?:vous d[ée]sabonner|se d[ée]sabonner|ne plus recevoir)|se d[ée]sabonner"
    r"|to unsubscribe|unsubscribe\b|you received this (?:message|email) because"
    r"|vous recevez ce (?:message|courriel) (?:car|parce))",
    re.IGNORECASE,
)
# A notice of one sentence: this message, or money, is not to be passed on.
NO_PASSING = re.compile(
    r"\b(?:ce|cet|le pr[ée]sent|pr[ée]sent|this|the) (?:pr[ée]sent )?(?:message|courriel|courrier"
    r"|e-?mail|communication|transmission)\b|\b(?:fonds|funds|virements?|wire)\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(
    r"(?:\b(?:ne|n'|n’|aucun\w*|jamais|do not|don't|don’t|never|not|no)\b|n['’])"
    r"[^.!?]{0,60}\b(?:transf\w+|forward\w*|copi\w+|copy|diffus\w+|distribu\w+)"
    r"|\btransf[^.!?]{0,60}\b(?:interdit|prohib\w+|forbidden|authori[sz]ed|autoris\w+)",
    re.IGNORECASE,
)
# Words of whoever writes of his own matter, or of this very message: then it is no notice.
OWN_MATTER = re.compile(
    r"\b(?:je|j'|j’|i|mon|ma|mes|my|moi|me|r[ée]sultats?|results?|exam\w*|dossiers?|certificat\w*"
    r"|notes?|score|files?)\b|\bj['’]|\b(?:par|dans|by|in|with|avec|ignore[rz]?"
    r"|disregard) (?:ce|this|le pr[ée]sent) (?:message|courriel|e-?mail)",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"confidenti|destinataire|d[ée]trui|supprim|par erreur|divulg|diffus|interdit|strictement"
    r"|prohib|intended|recipient|disclos|delete|destroy|privileg|privil[ée]gi|in error|dissemin"
    r"|virus|antivirus|imprim|print|papier|paper|environ|abonn|subscri|exclusiv|usage"
    r"|exp[ée]diteur|sender|attach|pi[èe]ces? jointe",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"confidenti|destinataire|d[ée]trui|divulg|prohib|intended|recipient|disclos|delete|destroy"
    r"|privil[ée]|virus|abonn|subscri|imprim|print",
    re.IGNORECASE,
)
SURE = re.compile(
    r"avis de confid|confidentiality not|virus-free|sans virus|absence de virus|unsubscribe",
    re.IGNORECASE,
)
OUR_NUMBER = re.compile(r"\bcar[\s.-]?(?:19|20)\d\d", re.IGNORECASE)

CONTACT = re.compile(
    r"\b(?:t[ée]l[ée]phone|t[ée]l[ée]copieur|cellulaire|phone|mobile|bureau|courriel|e-?mail|permis"
    r"|site web|web|[tcf])\b ?[:#]|\b(?:t[ée]l|t[ée]l[ée]c|cell?|fax|poste|ext)\b ?[.:#]"
    r"|\b(?:poste|ext\.?) ?\d|\bwww\.|https?://|[\w.+-]+@[\w-]+\.\w"
    r"|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b",
    re.IGNORECASE,
)
# Words of somebody who says something: then it is no visiting card.
SAYS = re.compile(
    r"\b(?:oui|non|ok|yes|no|urgent|d'accord|je|j'|vous|nous|merci|svp|s'il|please|i|i'm|my|mon"
    r"|ma|mes|transf\w+|dossier\w*"
    r"|certificat\w*|r[ée]sultat\w*|exam\w*|file|number|num[ée]ro\w*|bonjour|voici|hello)\b",
    re.IGNORECASE,
)
LONGEST_NAME_LINE = 80  #: characters


def endings(words: Sequence[str]) -> list[Voice]:
    """The voice of each line of a stretch of own words: OWN, SIGNATURE or FOOTER."""
    voices = [Voice.OWN] * len(words)
    mark_signature(words, voices)
    mark_notices(words, voices)
    mark_name_block(words, voices)
    for number, line in enumerate(words):
        if voices[number] is Voice.OWN and PHONE_MARK.match(line):
            voices[number] = Voice.SIGNATURE
        elif not line and number and voices[number] is Voice.OWN:
            voices[number] = voices[number - 1]
    return voices


def mark_signature(words: Sequence[str], voices: list[Voice]) -> None:
    """Below the last "-- " (RFC 3676 section 4.3), unless it is long enough for a letter."""
    marks = [number for number, line in enumerate(words) if SEPARATOR.match(line)]
    if marks and sum(map(bool, words[marks[-1] + 1 :])) <= LONGEST_SIGNATURE:
        voices[marks[-1] :] = [Voice.SIGNATURE] * (len(words) - marks[-1])


def mark_notices(words: Sequence[str], voices: list[Voice]) -> None:
    """What begins as legal notices do and goes on so, to the end of its paragraph; and the
    paragraphs of its sort that follow. Never what bears one of our numbers."""
    inside = False
    for count, (first, last) in enumerate(paragraphs(words)):
        begin = first if inside and is_legal(words[first:last]) else None
        if count and begin is None:
            begin = forbidding(words, first, last)
        openings = (n for n in range(first, last) if begin is None and NOTICE.match(words[n]))
        for number in islice(openings, MOST_OPENINGS):
            if is_legal(words[number:last]):
                begin = number
                break
        inside = begin is not None
        if begin is not None:
            voices[begin:last] = [Voice.FOOTER] * (last - begin)


def forbidding(words: Sequence[str], first: int, last: int) -> int | None:
    """The line of this paragraph at which it forbids that the message, or money, be passed on."""
    for number in range(first, min(last, first + LONGEST_NOTICE)):
        if not (NO_PASSING.search(words[number]) and not OWN_MATTER.search(words[number])):
            continue
        text = " ".join(words[number : min(last, number + LONGEST_NOTICE)])
        if FORBIDS.search(text) and not (OUR_NUMBER.search(text) or OWN_MATTER.search(text)):
            return number
    return None


def is_legal(words: Sequence[str]) -> bool:
    text = " ".join(words[:LONGEST_NOTICE])
    if OUR_NUMBER.search(text):
        return False
    terms = {found.lower() for found in LEGAL.findall(text)}
    return bool(SURE.search(text)) or (len(terms) >= 2 and bool(STRONG.search(text)))


def mark_name_block(words: Sequence[str], voices: list[Voice]) -> None:
    """The last own paragraph, where it is a visiting card: a name, a street, telephones."""
    own = [number for number, line in enumerate(words) if line and voices[number] is Voice.OWN]
    if not own:
        return
    first = last = own[-1] + 1
    while first > 0 and voices[first - 1] is Voice.OWN and is_card_line(words[first - 1]):
        first -= 1
    if any(own_line < first for own_line in own) and any(
        CONTACT.search(line) for line in words[first:last]
    ):
        voices[first:last] = [Voice.SIGNATURE] * (last - first)


def is_card_line(line: str) -> bool:
    return 0 < len(line) <= LONGEST_NAME_LINE and not SAYS.search(line)


def paragraphs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first line, line after the last) of each run of lines between blank ones."""
    first: int | None = None
    for number, line in enumerate([*words, ""]):
        if line and first is None:
            first = number
        elif not line and first is not None:
            yield first, number
            first = None
