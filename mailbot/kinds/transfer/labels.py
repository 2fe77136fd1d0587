"""The words beside a number that say what it is, or that it is none of ours."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from mailbot.certificates.records import CERTIFICATE, DOSSIER

OTHER, ANY = "other", "any"

# On folded text (no accents, lower case). Each with what it must recognise: see the tests.
_WORDS = {
    DOSSIER: r"dossiers?|dosiers?|dossie[zr]?|doss|files?|demande en ligne|application",
    CERTIFICATE: r"certif[a-z]*|certtificat|sertificats?|sertifica|cert|attestation",
    OTHER: (
        r"factur[a-z]*|invoices?|recus?|receipts?|paiements?|payments?|transactions?|confirmation"
        r"|permis|permits?|licen[cs]es?|neq|nas|code postal|codes?|clic ?-?sequr|ref|reference"
        r"|tel|telephones?|telec|telecopieur|fax|cell|cellulaire|mobile|phone|poste|ext|extension"
        r"|employe no|matricule|bureau|rue|boul|boulevard|avenue|av|chemin|casier|c ?p|suite|local"
        r"|compte|account|mot de passe|password|carte|card|contrat|contract|reglement|article|art"
        r"|loi"
    ),
    ANY: (
        r"car|numeros?|num|nos?|nr|nbr|number|n ?°|#|nouveau|nouvelle|new|ancien|ancienne|old"
        r"|expires?|expired|echus?|perimes?|temporaire"
    ),
}
_LABEL = re.compile(
    r"(?<![a-z0-9])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
    + r")(?![a-z])"
)
# What may stand between a label and its number when nothing else tells that it is one.
_LINK = re.compile(
    r"(?:[\s:#=°(\[,.>*'\"«»/|→-]"
    r"|\b(?:no|nos|num|numero|numeros|number|n|nr|nouveau|new|ancien|old|de|du|d|des|le|la|l|mon|ma"
    r"|my|the|est|c|is|cest|ces|etait|was|porte|portant|soit|expire|expired|echu|perime|temporaire"
    r"|temporary|opc|car|en ligne|online|cree|ouvert|suivant|representant)\b)*"
)
_BREAK = re.compile(r"[!?;]|\.\s+(?=[a-z]{2})|\n\s*\n\s*\n")
_REACH = 60  #: characters between a label and its number


@dataclass(frozen=True, slots=True)
class Label:
    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label of a folded text, in order."""

    text: str
    found: tuple[Label, ...]
    starts: tuple[int, ...]

    def beside(self, start: int, end: int, since: int) -> str | None:
        """The label of the number at start:end: the nearest before it on its line, after it, above.

        `since` is where the number before it ended: a label belongs to one number.
        """
        since = self._own_side(since, start)
        before = list(self._within(max(since, start - _REACH), start))
        before = [x for x in before if not _BREAK.search(self.text, x.end, start)]
        if self._another_matter(before):
            return OTHER
        line = self.text.rfind("\n", 0, start) + 1
        here = _nearest([x for x in before if x.start >= line])
        if here in (DOSSIER, CERTIFICATE):
            return here
        after = self._after(end)
        if after:
            return after
        return _nearest(before) or here

    def adjacent(self, start: int, since: int, *sorts: str) -> bool:
        """Whether a label of these sorts stands right before, but for words that only link."""
        for label in reversed(self._within(max(since, start - _REACH), start)):
            if label.sort in sorts:
                linked = _LINK.match(self.text, label.end, start)
                return linked is not None and linked.end() == start
        return False

    def _another_matter(self, before: list[Label]) -> bool:
        """The nearest word names another sort of number, or governs ours: "facture du dossier"."""
        told = [label for label in before if label.sort != ANY]
        if not told or told[-1].sort == OTHER:
            return bool(told)
        if len(told) < 2 or told[-2].sort != OTHER:
            return False
        linked = _LINK.match(self.text, told[-2].end, told[-1].start)
        return linked is not None and linked.end() == told[-1].start

    def _within(self, start: int, end: int) -> tuple[Label, ...]:
        return self.found[bisect_left(self.starts, start) : bisect_right(self.starts, end - 1)]

    def _after(self, end: int) -> str | None:
        stop = self.text.find("\n", end, end + 40)
        stop = end + 40 if stop < 0 else stop
        for label in self._within(end, stop):
            linked = _LINK.match(self.text, end, label.start)
            if label.sort == ANY:
                continue
            return label.sort if linked and linked.end() == label.start else None
        return None

    def _own_side(self, since: int, start: int) -> int:
        """Past a remark in parentheses that follows the number before: "… (dossier), CAR2019…"."""
        if self.text.startswith((" (", "("), since):
            closing = self.text.find(")", since, start)
            return closing + 1 if closing > 0 else since
        return since


def labels(text: str) -> Labels:
    found = tuple(
        Label(match.start(), match.end(), str(match.lastgroup)) for match in _LABEL.finditer(text)
    )
    return Labels(text, found, tuple(label.start for label in found))


def _nearest(before: list[Label]) -> str | None:
    told = [label.sort for label in before if label.sort != ANY]
    return told[-1] if told else (before[-1].sort if before else None)
