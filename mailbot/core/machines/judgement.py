"""Telling machines from people, from all the evidence, each with its name."""

from collections.abc import Iterator

from mailbot.core.machines import persons, wordings
from mailbot.core.machines.bounces import delivery_report
from mailbot.core.machines.clues import Clue, Matter, Place
from mailbot.core.machines.marks import field_clues
from mailbot.core.machines.reports import structure_clues
from mailbot.core.machines.words import own_words, sender_clues, word_clues
from mailbot.core.mime.tree import Structure
from mailbot.values import DeliveryReport, Identity, Nature, ParsedMail, Sign

# With any clue of another place, these are proof whatever else the text says.
_UNMISTAKABLE = frozenset({"delivery-opening"})
# Two clues that need no words beside them, where the text is nobody's own business.
_PAIRS = ({"program-path", "program-header"}, {"program-path", "calendar-invitation"})


def judge(
    mail: ParsedMail, structure: tuple[Structure, ...], identity: Identity
) -> tuple[Nature, tuple[Sign, ...], DeliveryReport | None]:
    """Who wrote, why we say so, and what a delivery report says (RFC 3834 section 2).

    One proof is enough: nobody but a program writes it. Clues that a person's message may bear too
    count only by two, from two places, and not against a person who writes of their own business.
    """
    said = own_words(mail)
    clues = _once([*_clues(mail, structure, identity), *word_clues(mail, said)])
    told = _told(clues, said)
    if not (
        any(clue.proof for clue in clues)
        or _convicts(clues, told, _denied(mail), _answers_us(mail, identity))
    ):
        return Nature.PERSON, (), None
    signs = tuple(clue.sign for clue in sorted(clues, key=lambda clue: not clue.proof))
    if not _about_delivery(clues):
        return Nature.AUTOMATIC, signs, None
    return Nature.BOUNCE, signs, delivery_report(mail, structure, identity)


def _clues(
    mail: ParsedMail, structure: tuple[Structure, ...], identity: Identity
) -> Iterator[Clue]:
    yield from field_clues(mail, identity)
    yield from structure_clues(structure)
    yield from sender_clues(mail)


def _once(clues: list[Clue]) -> tuple[Clue, ...]:
    """The first clue of each name."""
    return tuple({clue.sign.name: clue for clue in reversed(clues)}.values())[::-1]


def _told(clues: tuple[Clue, ...], said: str) -> str:
    """Without what a program repeats of the message that it acknowledges."""
    if any(clue.place is Place.BODY for clue in clues):
        echo = wordings.ECHO.search(said)
        return said[: echo.start()] if echo else said
    return said


def _denied(mail: ParsedMail) -> bool:
    """`Auto-Submitted: no` says that a person wrote (RFC 3834 section 5): words do not undo it."""
    return bool((mail.header("auto-submitted") or "").strip())


def _answers_us(mail: ParsedMail, identity: Identity) -> bool:
    """Is it an answer to a letter of ours, by what it says it answers?"""
    domain = identity.address.rpartition("@")[2]
    return any(answered.rstrip(">").endswith(f"@{domain}") for answered in mail.references)


def _convicts(clues: tuple[Clue, ...], said: str, denied: bool, ours: bool) -> bool:
    """Whether clues, none of which is a proof, prove it together."""
    if denied:
        return False
    names = {clue.sign.name for clue in clues}
    places = {clue.place for clue in clues}
    if names & _UNMISTAKABLE and len(places) > 1:
        return True
    if "list-unsubscribe" in names:
        mine = bool(persons.FIRST_PERSON.search(said))
        return not (mine and (len(names) == 1 or persons.NUMBERED.search(said)))
    if (
        "postmaster" in names
    ):  # who runs a small firm's mail may write from there, in their own words
        return len(places) > 1 or not _personal(said)
    if _speaks_of_itself(names, said, ours):
        return True
    if "absence-subject" in names and ours and not _personal(said):
        return True  # an answer to us that its program's subject opens, and that asks nothing
    if "calendar-answer" in names and not said:
        return True
    if any(pair <= names for pair in _PAIRS) and not _personal(said):
        return True
    if Place.SENDER in places and len(places) > 1:
        return not _personal(said)
    if _personal(said) and not {"robot-statement", "absence-subject"} <= names:
        return False
    return _two_places(clues, places, said) or _words_alone(names, said)


def _speaks_of_itself(names: set[str], said: str, ours: bool) -> bool:
    """A subject and words that only programs write, whatever business the words touch."""
    if persons.REPORTING.search(said) or "?" in said:
        return False
    if {"robot-subject", "robot-statement"} <= names:
        return True
    if persons.NUMBERED.search(said):
        return False
    return {"absence-subject", "absence-words"} <= names or ("automatic-subject" in names and ours)


def _two_places(clues: tuple[Clue, ...], places: set[Place], said: str) -> bool:
    """Words, and a clue of another place. A message that came back speaks only of deliveries."""
    if places <= {Place.STRUCTURE, Place.SUBJECT, Place.BODY} and Place.STRUCTURE in places:
        worded = any(
            clue.matter is Matter.DELIVERY or clue.sign.name == "robot-subject"
            for clue in clues
            if clue.place is not Place.STRUCTURE
        )
        return worded and (not said or len(places) > 2 or Place.BODY in places)
    return bool(places & {Place.SUBJECT, Place.BODY}) and len(places) > 1


def _words_alone(names: set[str], said: str) -> bool:
    """Where nothing but the text tells: what people on holiday write, and yet not of anything."""
    if "robot-statement" in names:
        return True
    more = wordings.REDIRECT.search(said) or wordings.RETURN.search(said)
    if names & {"robot-words", "challenge-words", "unmonitored-words"}:
        return len(names) > 1 or more is not None
    if "absence-subject" in names:
        return more is not None
    return "absence-words" in names and ("acknowledgement-words" in names or more is not None)


def _personal(said: str) -> bool:
    return bool(persons.PERSONAL.search(said) or persons.REPORTING.search(said))


def _about_delivery(clues: tuple[Clue, ...]) -> bool:
    delivery = [clue for clue in clues if clue.matter is Matter.DELIVERY]
    names = {clue.sign.name for clue in clues}
    if "disposition-notification" in names and names & {"postmaster", "mailer-daemon"}:
        return True  # a mail system that rejects by such a notice (RFC 5429 section 2.1)
    other = {"disposition-notification", "feedback-report", "absence-subject"}
    if names & other:
        return any(clue.sign.name == "delivery-status" and clue.proof for clue in delivery)
    if any(clue.proof and clue.sign.name != "postmaster" for clue in delivery):
        return True
    systems = {"null-return-path", "returned-message", "postmaster", "no-reply-sender"}
    worded = any(clue.place in (Place.SUBJECT, Place.BODY) for clue in delivery)
    return worded and (len(delivery) > 1 or bool(systems & names))
