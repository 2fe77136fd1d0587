"""What of the queue is shown: wholly in the page's address, so that it can be kept and sent."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

LEFT = "mailbot-file"  #: the cookie that brings an agent back to the queue as they left it
LONGEST = 200  #: characters of a search
PAGE_AT_MOST = 10_000
VIEWS = {
    "a-traiter": "À traiter",
    "urgentes": "Urgentes",
    "questions": "Questions",
    "second": "Second agent",
    "preavis": "Préavis envoyé",
    "sort-inconnu": "Lettre à vérifier",
    "rebonds": "Lettre revenue",
    "echecs": "Échec technique",
    "attente": "En attente",
    "terminees": "Terminées",
    "toutes": "Toutes",
}
CLASSES = {"request": "Demandes", "other": "Autres sujets", "automatic": "Automatiques",
           "bounce": "Avis de non-remise"}  # fmt: skip
AGES = {"5": "5 jours ouvrables et plus", "7": "7 jours ouvrables et plus"}
WHOSE = {"miennes": "Les miennes", "libres": "Libres"}


@dataclass(frozen=True)
class Filter:
    vue: str = "a-traiter"
    motif: str = ""
    classe: str = ""
    age: str = ""
    qui: str = ""
    q: str = ""
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Filter":
        """Whatever the address says; what means nothing is as if it were not there."""
        page = given.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        motif = given.get("motif", "")
        return cls(
            vue=known(given.get("vue"), VIEWS) or "a-traiter",
            motif=motif if motif == "aucun" or (motif.isidentifier() and motif.isascii()) else "",
            classe=known(given.get("classe"), CLASSES),
            age=known(given.get("age"), AGES),
            qui=known(given.get("qui"), WHOSE),
            q="".join(c for c in given.get("q", "")[:LONGEST] if c.isprintable()).strip(),
            page=min(max(number, 1), PAGE_AT_MOST),
        )

    @classmethod
    def left(cls, cookies: Mapping[str, str]) -> "Filter":
        """The queue as this browser last saw it. Read like any address: it leads nowhere else."""
        return cls.of(dict(parse_qsl(cookies.get(LEFT, ""))))

    @property
    def narrowed(self) -> bool:
        return replace(self, vue="a-traiter", page=1) != Filter()

    def url(self, **changed: str | int) -> str:
        """The address of the queue seen so; a change of anything but the page goes to the first."""
        other = replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]
        default = Filter()
        kept = {
            one.name: getattr(other, one.name)
            for one in fields(other)
            if getattr(other, one.name) != getattr(default, one.name)
        }
        return "/affaires" + (f"?{urlencode(kept)}" if kept else "")


def known(value: str | None, among: Mapping[str, str]) -> str:
    return value if value in among else ""  # type: ignore[return-value]
