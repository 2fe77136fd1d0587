"""What of a case tells who it is: numbers, names, addresses, birth dates, read or on record."""

import random
from collections.abc import Iterable, Sequence

from mailbot.config import Office
from mailbot.core.letters.greeting import NOT_A_NAME, PARTICLES, greeting_name
from mailbot.core.senders.sender import organisation
from mailbot.core.understand import Understood
from mailbot.decided import Decided
from mailbot.desk import registry_rows
from mailbot.desk.anonymous_text import Anonymiser, Secrets, name_words
from mailbot.desk.pseudonyms import KEPT_DOMAINS, Pseudonyms
from mailbot.desk.registry_rows import Rows

MUSEUM = ("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")  # whose mail the museum's is


def anonymiser(
    judged: Sequence[Decided],
    read: Iterable[str],
    rows: Rows,
    office: Office,
    chance: random.Random,
) -> Anonymiser:
    """Everything that tells who it is: read in the messages, or held in the registry.

    `read`: every number of theirs, as mailbot or an agent reads it.
    """
    secrets = Secrets()
    ours = own_domains(office)
    names: dict[str, str] = {}
    for one in (row for some in rows.values() for row in some):
        secrets.numbers.update(
            filter(None, (digits(one.get(n) or "") for n in registry_rows.NUMBERS))
        )
        names.update(
            {one["family_name"]: "family", one["given_name"]: "given"} if "email" in one else {}
        )
        secrets.births.update(filter(None, [one.get("birth_date")]))
        add_domain(secrets, one.get("email") or "", ours)
    for decided in judged:
        for address in (*decided.mail.senders, *decided.mail.reply_to):
            add_domain(secrets, address.address, ours)
            for place, word in enumerate(greeting_name(address.name).split()):
                names.setdefault(word, "family" if place else "given")
    secrets.numbers.update(filter(None, map(digits, read)))
    secrets.names = name_words(names, NOT_A_NAME | PARTICLES)
    pseudonyms = Pseudonyms(chance, ours)
    for decided in judged:
        pseudonyms.keep_digits(standing_letters(decided))
    return Anonymiser(secrets, pseudonyms, ours)


def values_of(understood: Understood) -> list[str]:
    """Every number read, as it counts and as it was written."""
    read = [one for one in understood.read.evidence if one.field.endswith("_number")]
    return [text for one in read for text in (one.value, one.quote)]


def digits(text: str) -> str:
    found = "".join(c for c in text.translate(LETTERS) if c.isdecimal())
    return "".join(str(int(c)) for c in found) if len(found) >= 5 else ""


LETTERS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})


def standing_letters(decided: Decided) -> list[tuple[int, str]]:
    """Where a letter stands for a digit in a repaired number: (place in the serial, the digit)."""
    found = []
    for one in decided.understood.read.evidence:
        if not one.repaired:
            continue
        signs = [c for c in one.quote if c.isdecimal() or c in "OoIl"]
        for place, sign in enumerate(signs[-(len(one.value) - 7) :]):
            if not sign.isdecimal():
                found.append((place, "0" if sign in "Oo" else "1"))
    return found


def own_domains(office: Office) -> set[str]:
    address, authserv = office.settings.office.address, office.settings.identity.authserv_id
    named = {
        address.rpartition("@")[2].lower(),
        authserv.lower(),
        *(m.split("@")[-1] for m in MUSEUM),
    }
    return named | {organisation(name) or name for name in named}


def add_domain(secrets: Secrets, address: str, ours: set[str]) -> None:
    own = organisation(address.rpartition("@")[2].lower())
    if own and own not in ours and own not in KEPT_DOMAINS:
        secrets.domains.add(own)
