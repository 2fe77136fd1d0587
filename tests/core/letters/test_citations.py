"""A letter cites no text that nobody verified, and carries no rule's own words."""

from datetime import date

import pytest

from mailbot.core.letters.citations import unverified_citations
from mailbot.values import Reference


def law(title: str, place: str, verified: bool) -> Reference:
    return Reference(title, place, date(2026, 1, 1), verified)


DOUBTFUL = law("Loi sur la protection du consommateur (RLRQ, c. P-40.1)", "article 269", False)
SURE = law("Loi sur l'accès (RLRQ, chapitre A-2.1)", "article 65.2", True)
ALSO = law("Loi sur l'accès (RLRQ, chapitre A-2.1)", "article 73", False)


def found(text: str, *references: Reference) -> list[tuple[str, int]]:
    cited = unverified_citations({"transfer/x.txt": text}, references or (DOUBTFUL, SURE, ALSO))
    return [(path, line) for path, line, _ in cited]


@pytest.mark.parametrize(
    "text",
    [
        "Voir le chapitre P-40.1.",
        "(RLRQ, c. P-40.1, art. 270)",
        "Loi sur la protection du consommateur (RLRQ, c. P-40.1)",
        "L'article 73 de la Loi (chapitre A-2.1).",
        "{% for reference in references %}",
        "{{ reference.title }}",
    ],
)
def test_what_nobody_verified_is_found_where_it_stands(text: str) -> None:
    assert set(found(f"Bonjour,\n\n{text}\n")) == {("transfer/x.txt", 3)}


@pytest.mark.parametrize(
    "text",
    [
        "Article 65.2 de la Loi, chapitre A-2.1.",
        "{# Loi : RLRQ, c. P-40.1, art. 269. #}",
        "Numéro CAR2021-00418823, RFC 3834, CP-40.1x",
        "Voir en référence {{ motif }}",
        "J-3, s. 5",
    ],
)
def test_what_is_verified_or_no_citation_passes(text: str) -> None:
    assert found(text) == []
