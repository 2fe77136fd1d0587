"""greeting: by which name a letter may greet its reader.

A display name is the sender's to choose, and may say anything: only what has the form of a
person's name is repeated, so that nobody puts words in the Office's mouth.
"""

import unicodedata

from mailbot.core.letters.typography import plain

LONGEST = 60  #: characters; a longer "name" is a sentence
MOST_WORDS = 6


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("al ben bin da das de del della den der di dos du e el et la las le les los")
PARTICLES |= _words("van von y zu")

# Words of an institution, a mailbox or a decision: no person is called so.
NOT_A_NAME = _words(
    """accepte accorde admin administration agence annule approuve association avis billing bonjour
    bureau certificat certificats client clientele comptabilite confirme contact courriel delivre
    demande direction dossier equipe examen expire facture facturation gestion gouvernement inconnu
    info infocertificat information mail mailer message noreply notification office paiement payer
    postmaster quebec reception recouvrement refuse representant reponse reussi secretariat securite
    service services soutien support supprime suspendu system systeme team transfert urgent
    utilisateur valide votre"""
)


def greeting_name(display_name: str, holder: str = "") -> str:
    """The name to greet by: the sender's own, else the holder's, else none.

    `holder` is given only where the sender is known to be that person: there, a display name that
    shares no word with it ("Papa Ours") is left aside.
    """
    known = plain(holder, LONGEST)
    name = _turned(plain(display_name, LONGEST + 1).strip("\"'’‘“” "))
    if not _like_a_name(name):
        return known
    if known and not _folded(name) & _folded(known):
        return known
    return name


def _turned(name: str) -> str:
    """Proulx, Annick (as Outlook lists people) → Annick Proulx."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


def _like_a_name(name: str) -> bool:
    words = name.split()
    return (
        len(name) <= LONGEST
        and 2 <= len(words) <= MOST_WORDS
        and all(map(_like_a_word_of_a_name, words))
        and not _folded(name) & NOT_A_NAME
    )


def _like_a_word_of_a_name(word: str) -> bool:
    letters = [character for character in word if character not in "-'’."]
    well_made = all(unicodedata.category(character)[0] in "LM" for character in letters)
    initial = word.endswith(".") and len(letters) <= 4  # R. Talbot, Mme. Roy
    if not letters or not well_made or ("." in word and not initial):
        return False
    return not word[0].islower() or word.lower() in PARTICLES or word[:2] in ("d'", "d’", "l'")


def _folded(name: str) -> frozenset[str]:
    """The words of a name, without case or accents, parted at hyphens and apostrophes."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalpha() else " " for c in bare if not unicodedata.combining(c))
    return frozenset(letters.split())
