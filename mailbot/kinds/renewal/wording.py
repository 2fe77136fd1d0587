"""How people say that a certificate was not renewed: data, each row with its example.

Read on one folded sentence: lower case, no accents, straight apostrophes, single spaces.
"""

import re

#: The certificate ran out because nobody renewed it. A test holds each row to its example.
UNRENEWED = (
    (r"\bnon[ -]?renouvel\w+", "certificat non renouvelé"),
    (
        r"\b(?:pas|jamais|plus|point|aucun)\b[^.!?]{0,40}\brenouvel\w+",
        "je n'ai pas pu le renouveler",
    ),
    (
        r"\b(?:faute|manque|defaut|absence|sans|oubli\w*|omis|neglige\w*|rate|manque|depasse\w*"
        r"|retard)\b[^.!?]{0,40}\brenouvel\w+",
        "expiré faute de renouvellement",
    ),
    (
        r"\brenouvel\w+[^.!?]{0,40}\b(?:oublie\w*|omis|rate|manque|depasse\w*|passee?|retard)\b",
        "la date de renouvellement est passée",
    ),
    (r"\bnon[ -]?renew\w*", "expired for non-renewal"),
    (
        r"(?:\b(?:not|never|without|lack of|failed to|forgot\w*|missed|failure to|unable to)\b"
        r"|n't\b)[^.!?]{0,40}\brenew\w*",
        "my certificate was not renewed",
    ),
    (r"\blapsed\b", "my certificate has lapsed"),
)
#: Renewal is spoken of: it may be what the person means, and may not.
RENEWAL = ((r"\brenouvel\w*|\brenew\w*", "renouvellement"),)
#: The other kind's word: temporary certificates ended, nobody could renew one.
TEMPORARY = ((r"\btempor\w*", "certificat temporaire"),)

Table = tuple[tuple[str, str], ...]


def told(sentence: str, table: Table) -> bool:
    return any(re.search(pattern, sentence) for pattern, _ in table)
