"""No letter cites a text of law that nobody verified (domain.md section 2)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from mailbot.values import Reference

#: P-40.1, A-2.1, I-16: how a chapter of the Recueil des lois (RLRQ) is named.
_CHAPTER = re.compile(r"(?<![\w-])[A-Z]{1,2}-\d+(?:\.\d+)*(?![\w-])")
_ARTICLE = re.compile(r"\b(?:articles?|art\.|ss?\.|sections?)\s+(\d+(?:\.\d+)*)", re.IGNORECASE)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
#: Words that would carry a rule's own source into a letter. Its motif may be said (J-3, s. 5), and
#: is held to the same as the letter itself.
_WORDS = re.compile(r"\b(references?)\b")


def unverified_citations(
    templates: Mapping[str, str], references: Iterable[Reference]
) -> Iterator[tuple[str, int, str]]:
    """Each place that cites an unverified text: the text's name, its line, and what.

    `templates`: the letters, and whatever is said in them, by name.

    A chapter that verified references name too may be cited, but not at an unverified article.
    """
    every = list(references)
    doubtful = [one for one in every if not one.verified]
    sure = {chapter for one in every if one.verified for chapter in chapters(one)}
    for path, text in sorted(templates.items()):
        bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
        for number, line in enumerate(bare.split("\n"), 1):
            for what in dict.fromkeys(_in_line(line, doubtful, sure)):
                yield path, number, what


def _in_line(line: str, doubtful: Iterable[Reference], sure: set[str]) -> Iterator[str]:
    cited, articles = set(_CHAPTER.findall(line)), set(_ARTICLE.findall(line))
    for reference in doubtful:
        for chapter in chapters(reference) & cited:
            if chapter not in sure or articles & articles_of(reference):
                yield f"cite {chapter}, que personne n'a vérifié"
        if reference.title in line:
            yield f"cite « {reference.title} », que personne n'a vérifié"
    for word in _WORDS.findall(" ".join(re.findall(r"\{[{%](.*?)[}%]\}", line))):
        yield f"emploie « {word} », qui porterait une source non vérifiée"


def chapters(reference: Reference) -> set[str]:
    return set(_CHAPTER.findall(f"{reference.title} {reference.place}"))


def articles_of(reference: Reference) -> set[str]:
    return set(_ARTICLE.findall(f"{reference.title} {reference.place}"))
