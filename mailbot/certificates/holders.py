"""When two records are the same person's, and two addresses the same."""

import unicodedata

from mailbot.certificates.records import Holder

# Latin-1 registers have no œ and write oe; æ for symmetry. Neither decomposes in Unicode.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_APOSTROPHES = frozenset("'`´\u2018\u2019\u201b\u2032\u02bc\u02b9\uff07")


def same_person(one: Holder, other: Holder) -> bool:
    """All three agree (domain.md section 3); what is unknown agrees with nothing."""
    return (
        one.birth_date is not None
        and one.birth_date == other.birth_date
        and same_name(one.family_name, other.family_name)
        and same_name(one.given_name, other.given_name)
    )


def same_name(one: str, other: str) -> bool:
    """Compared without case, accents, hyphens, apostrophes or spaces; an empty name is unknown."""
    return bool(_bare(one)) and _bare(one) == _bare(other)


def same_address(one: str, other: str) -> bool:
    """Compared without case, letter for letter otherwise; no address is nobody's."""
    return bool(one) and one.casefold() == other.casefold()


def _bare(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold()).translate(_LIGATURES)
    return "".join(character for character in folded if not _skipped(character))


def _skipped(character: str) -> bool:
    """Marks (Mn), dashes (Pd, and U+2212), spaces (Zs, tabs), soft hyphens and the like (Cf)."""
    return (
        unicodedata.category(character) in ("Mn", "Pd", "Zs", "Cf")
        or character.isspace()
        or character == "\N{MINUS SIGN}"
        or character in _APOSTROPHES
    )
